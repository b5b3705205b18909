"""Paragraphs and tables of a document with marked-up text, whatever its format."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """A paragraph with what is bold in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of bold text, in order, neighbours joined."""
    heading: bool = False
    joined: bool = False
    """Its paragraph mark was deleted: the next paragraph goes on in it."""
    boxes: list["Block"] = field(default_factory=list)
    """Text boxes anchored in it; they follow it."""

    def add(self, text: str, *, bold: bool) -> None:
        """Append text; white space keeps bold going."""
        start, end = self.length, self.length + len(text)
        if self.bold and self.bold[-1][1] == start and (bold or text.isspace()):
            self.bold[-1] = (self.bold[-1][0], end)
        elif bold and text:
            self.bold.append((start, end))
        self.parts.append(text)
        self.length = end

    @property
    def text(self) -> str:
        """The whole paragraph; line breaks are LF."""
        return "".join(self.parts)


@dataclass(slots=True)
class Table:
    """A table: rows of cells of paragraphs."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)


Block = Paragraph | Table
