"""Word documents: paragraphs and tables in document order, as their reader sees them."""

from coder.files.formats import Options
from coder.files.ooxml import Package
from coder.files.original import Original
from coder.files.transcripts.docx_walk import Walker
from coder.files.transcripts.paragraphs_layout import lay_out_blocks
from coder.files.transcripts.table import find_table, table_turns
from coder.files.transcripts.transcript import Reading, from_turns, read_layout
from coder.model.errors import CoderError
from coder.model.language import N_, Sentence, _
from coder.model.source import ImportedSource


def read(original: Original, options: Options) -> ImportedSource:
    """Read a transcript in a Word document.

    Tracked insertions are in, deletions are not; comments, notes, headers, footers and hidden text are left out.

    Raises:
        CoderError: it cannot be opened safely, or there is no text in it.
    """
    package = Package(original)
    root = package.xml(package.main_part("word/document.xml"))
    if root is None:
        raise CoderError(_("has no document in it; open it in a word processor and save it again"))
    walker = Walker(root)
    layout = lay_out_blocks(walker.blocks)
    reading = Reading(original, options, "docx")
    reading.leave_out(walker.left_out)
    table = find_table(layout)
    if table is None:
        return read_layout(reading, layout)
    turns, skipped = table_turns(layout, table)
    reading.leave_out(skipped)
    reading.warnings.append(
        Sentence(N_("read as a table with a column of speakers: {n} of its rows hold text"), n=len(turns))
    )
    return from_turns(reading, layout.text, turns)
