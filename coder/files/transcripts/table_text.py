"""The canonical text of a table whose rows are known: cells parted by tabs, rows by line ends."""

from collections.abc import Sequence

from coder.files.transcripts.layout import Layout, Line, strip


def lay_out_rows(rows: Sequence[Sequence[str]]) -> Layout:
    """Return the text of a table, its rows as lines and its cells."""
    parts: list[str] = []
    cells: list[tuple[tuple[int, int], ...]] = []
    position = 0
    for row in rows:
        spans = []
        for cell in row:
            spans.append((position, position + len(cell)))
            position += len(cell) + 1
        parts.append("\t".join(row))
        cells.append(tuple(spans))
    text = "\n".join(parts)
    table = tuple(tuple(strip(text, *span) for span in row) for row in cells)
    lines = (Line(row[0][0], row[-1][1], True, row=True) for row in table if row)
    return Layout(text, tuple(lines), (table,))
