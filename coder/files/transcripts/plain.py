"""Plain text and Markdown."""

from coder.files.decode import decode
from coder.files.formats import Options
from coder.files.original import Original
from coder.files.transcripts.layout import lay_out, lay_out_markdown
from coder.files.transcripts.transcript import Reading, read_layout
from coder.model.source import ImportedSource


def read(original: Original, options: Options) -> ImportedSource:
    """Read a transcript in plain text.

    Raises:
        CoderError: its bytes are no text, or there is nothing in it.
    """
    decoded = decode(original.data)
    layout = lay_out_markdown if original.suffix in (".md", ".markdown") else lay_out
    return read_layout(Reading(original, options, decoded.encoding, [*decoded.warnings]), layout(decoded.text))
