"""A table of figures as a Word document: as an article prints it, with the sentence that goes with it."""

from pathlib import Path

from coder.appendix.docx_shell import caption, cell, paragraph, run, table, write_document
from coder.appendix.measure import BOLD, longest_word, width
from coder.appendix.options import Options
from coder.model.figures import FigureTable, Value, shown

_PAPER = 728.0
"""Points: A4 landscape within margins of two centimetres."""
_PADDING = 11.0
_SIZES = (9.0, 8.0, 7.0)
_WIDEST_LABEL = 190.0


def write_docx(figures: FigureTable, path: Path, options: Options) -> None:
    """Write caption, table, notes and text; a row stays on one page, and undefined is a dash."""
    texts = [
        [shown(value, column.kind, options.language) for value, column in zip(row, figures.columns, strict=True)]
        for row in figures.rows
    ]
    heads = [column.head for column in figures.columns]
    size, widths = _fit([heads, *texts])
    rows = "".join(_row(texts[at], row, widths, round(size * 2)) for at, row in enumerate(figures.rows))
    alt = options.words.alt_figures.format(rows=len(figures.rows), columns=len(heads))
    parts = [caption(figures.title, 1, options), table(figures.title, alt, widths, heads, rows, round(size * 2))]
    parts += [paragraph("TableNote", run(f"{options.words.note}: {note}")) for note in figures.notes]
    parts += [paragraph("TableNote", ""), *(paragraph("Normal", run(text)) for text in figures.text)]
    write_document(path, "".join(parts), options)


def _row(texts: list[str], values: tuple[Value, ...], widths: list[int], size: int) -> str:
    cells = "".join(
        cell(paragraph("TableText" if isinstance(value, str) else "TableNumber", run(text, size=size)), wide)
        for text, value, wide in zip(texts, values, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _fit(rows: list[list[str]]) -> tuple[float, list[int]]:
    """Return the largest font in which no word breaks, and the widths of the columns in twentieths of a point."""
    for size in _SIZES:
        columns = list(zip(*rows, strict=True))
        needs = [longest_word(column, size * BOLD) + _PADDING for column in columns]
        wishes = [min(max(width(text, size * BOLD) for text in column) + _PADDING, _WIDEST_LABEL) for column in columns]
        if sum(needs) <= _PAPER:
            break
    widths = [max(need, wish) for need, wish in zip(needs, wishes, strict=True)]
    if sum(widths) > _PAPER:
        # What columns wish for beyond what they need is cut down alike; words that are too long have to break.
        room, extra = max(_PAPER - sum(needs), 0.0), sum(widths) - sum(needs)
        scale = min(1.0, _PAPER / sum(needs))
        shares = [(wide - need) / extra if extra else 0.0 for wide, need in zip(widths, needs, strict=True)]
        widths = [need * scale + room * share for need, share in zip(needs, shares, strict=True)]
    return size, [round(wide * 20) for wide in widths]
