"""Codebook files as people write them: any mixture of braces, dashes, quotes, indents, blank lines and comments."""

import json
from random import Random

from coder.model import Code, Codebook, Dimension


def handwritten(codebook: Codebook, random: Random) -> str:
    """Return a codebook as YAML in somebody's handwriting; above every code stands a comment, `# about its/path`."""
    return _Hand(random).codebook(codebook)


class _Hand:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._step = random.choice([2, 2, 3, 4])
        self._dash = random.choice([0, 2])
        self._flow = random.choice([0.0, 0.2])

    def codebook(self, codebook: Codebook) -> str:
        lines = self._maybe(["%YAML 1.2", "---"]) + self._maybe(["# The licence of the study", ""])
        lines += [f"title: {self._inline(codebook.title)}"]
        lines += [f"language: {codebook.language}{self._trailing()}"]
        if codebook.vectors:
            lines.append(f"vectors: {codebook.vectors}")
        lines += self._maybe([""])
        if codebook.dimensions:
            lines.append(f"dimensions:{self._trailing()}")
            for dimension in codebook.dimensions:
                lines += self._node(dimension, dimension.id, self._step)
        else:
            lines.append("dimensions: {}  # none yet")
        if codebook.matrices:
            lines.append("matrices:")
        for matrix in codebook.matrices:
            inner = " " * 2 * self._step
            lines += [f"{' ' * self._step}{_quoted(matrix.id)}:{self._trailing()}"]
            lines += [f"{inner}title: {self._inline(matrix.title)}", f"{inner}rows: '{matrix.rows}'"]
            lines += [f"{inner}columns: {_quoted(matrix.columns)}", f"{inner}empty: {self._inline(matrix.empty)}"]
            if matrix.unplaced is not None:
                lines += [f"{inner}unplaced: {self._inline(matrix.unplaced)}"]
        return "\n".join(lines + self._maybe(["", "# The end"])) + self._random.choice(["", "\n", "\n\n"])

    def _node(self, node: Dimension | Code, path: str, column: int) -> list[str]:
        margin, inner = " " * column, " " * (column + self._step)
        lines = self._maybe([""]) + self._maybe([f"{margin}# Apart", ""]) + [f"{margin}# about {path}"]
        if self._random.random() < self._flow:
            return [*lines, f"{margin}{node.id}: {self._braces(node)}{self._trailing()}"]
        fields: list[list[str]] = []
        if node.label != node.id or self._random.random() < 0.5:
            fields.append([f"{inner}label: {self._inline(node.label)}{self._trailing()}"])
        if node.definition:
            fields.append(self._definition(node.definition, column + self._step))
        if isinstance(node, Code):
            fields += [self._list(name, getattr(node, name), column + self._step) for name in ("cues", "examples")]
        self._random.shuffle(fields)
        if node.codes and self._random.random() < self._flow:
            fields.append([f"{inner}codes: {self._children(node)}"])
        elif node.codes:
            children = [self._node(code, f"{path}/{code.id}", column + 2 * self._step) for code in node.codes]
            fields.append([f"{inner}codes:{self._trailing()}", *(line for child in children for line in child)])
        if not any(fields):
            return [*lines, f"{margin}{node.id}:{self._random.choice(['', ' {}', ' ~'])}{self._trailing()}"]
        body = [line for field in fields for line in field]
        return [*lines, f"{margin}{node.id}:{self._trailing()}", *body, *self._maybe([f"{inner}# below {path}"])]

    def _braces(self, node: Dimension | Code) -> str:
        fields = [f"label: {_quoted(node.label)}"]
        if node.definition:
            fields.append(f"definition: {_quoted(node.definition)}")
        if isinstance(node, Code):
            fields += [f"cues: [{', '.join(map(_quoted, node.cues))}]"] if node.cues else []
            fields += [f"examples: [{', '.join(map(_quoted, node.examples))}]"] if node.examples else []
        fields += [f"codes: {self._children(node)}"] if node.codes else []
        return "{" + self._random.choice([", ", ",\n" + " " * 30, ",  # inside\n" + " " * 30]).join(fields) + "}"

    def _children(self, node: Dimension | Code) -> str:
        children = [f"{_quoted(code.id)}: {self._braces(code)}" for code in node.codes]
        return self._random.choice(["{", "{ "]) + ", ".join(children) + self._random.choice(["}", " }", ",}"])

    def _definition(self, text: str, column: int) -> list[str]:
        margin = " " * column
        if "\n" in text and all(line and line == line.strip() and line.isprintable() for line in text.split("\n")):
            lines = [" " * (column + self._step) + line for line in text.split("\n")]
            return [f"{margin}definition: |{self._trailing()}", *lines, *self._maybe([""])]
        return [f"{margin}definition: {self._inline(text)}{self._trailing()}"]

    def _list(self, name: str, texts: tuple[str, ...], column: int) -> list[str]:
        margin = " " * column
        if not texts:
            return self._maybe([f"{margin}{name}: []"])
        if self._random.random() < 0.5:
            return [f"{margin}{name}: [{', '.join(map(_quoted, texts))}]{self._trailing()}"]
        dash = " " * (column + self._dash)
        items = [
            [*self._maybe([f"{dash}# an item"]), f"{dash}- {self._inline(text)}{self._trailing()}"] for text in texts
        ]
        return [f"{margin}{name}:{self._trailing()}", *(line for item in items for line in item)]

    def _inline(self, text: str) -> str:
        if text.isprintable() and self._random.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return _quoted(text)

    def _trailing(self) -> str:
        return self._random.choice(["", "", "", "  # said so", " # said so"])

    def _maybe(self, lines: list[str]) -> list[str]:
        return lines if self._random.random() < 0.3 else []


def _quoted(text: str) -> str:
    """Return a text in double quotes, as JSON has it where YAML takes that too."""
    if text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'
