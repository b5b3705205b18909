"""From the paragraphs and tables of a document to canonical text and lines."""

from collections.abc import Iterator

from coder.files.transcripts.layout import Layout, Line, Span, lines_of, strip
from coder.files.transcripts.paragraphs import Block, Paragraph, Table


class _Writer:
    """Writes the canonical text: paragraphs on lines, the cells of a row parted by tabs."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.tables: list[tuple[tuple[Span, ...], ...]] = []

    def write(self, text: str) -> int:
        """Append and return where it begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def block(self, block: Block) -> None:
        """Write a paragraph or table, and the line end behind it."""
        if isinstance(block, Paragraph):
            self.paragraph(block, row=False)
            self.write("\n")
        else:
            self.table(block)

    def paragraph(self, paragraph: Paragraph, *, row: bool) -> Span:
        """Write a paragraph; return where it is."""
        text = paragraph.text
        start = self.write(text)
        self.lines.extend(_lines(paragraph, text, start, row))
        return start, self.length

    def table(self, table: Table) -> None:
        """Write the rows of a table."""
        rows = []
        for row in table.rows:
            spans = []
            for i, cell in enumerate(row):
                if i:
                    self.write("\t")
                start = self.length
                for j, paragraph in enumerate(cell):
                    if j:
                        self.write("\n")
                    self.paragraph(paragraph, row=True)
                spans.append((start, self.length))
            self.write("\n")
            rows.append(tuple(spans))
        self.tables.append(tuple(rows))


def lay_out_blocks(blocks: list[Block]) -> Layout:
    """Return the canonical text of a document with its lines and tables."""
    writer = _Writer()
    for block in blocks:
        writer.block(block)
    text = "".join(writer.parts)
    tables = tuple(tuple(tuple(strip(text, *cell) for cell in row) for row in table) for table in writer.tables)
    return Layout(text, tuple(_whole_rows(text, writer.lines)), tables)


def _lines(paragraph: Paragraph, text: str, offset: int, row: bool) -> Iterator[Line]:
    """Yield the lines of a paragraph: line breaks part them, a blank one begins a paragraph."""
    first = True
    bold = iter(paragraph.bold)
    span = next(bold, None)
    for start, end in lines_of(text):
        begin, stop = strip(text, start, end)
        if begin == stop:
            first = True
            continue
        while span is not None and span[1] <= begin:
            span = next(bold, None)
        ends = min(span[1], stop) if span is not None and span[0] <= begin else 0
        yield Line(offset + begin, offset + stop, first, offset + ends if ends else 0, paragraph.heading, row)
        first = False


def _whole_rows(text: str, lines: list[Line]) -> Iterator[Line]:
    """Yield the lines with those of neighbouring cells made one: a row reads as a line with tabs in it."""
    waiting: Line | None = None
    for line in lines:
        if waiting is not None and line.row and waiting.row and "\n" not in text[waiting.end : line.start]:
            waiting = Line(waiting.start, line.end, waiting.first, waiting.bold, waiting.heading, row=True)
            continue
        if waiting is not None:
            yield waiting
        waiting = line
    if waiting is not None:
        yield waiting
