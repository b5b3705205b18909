"""The appendix as LaTeX: a whole document that pdflatex takes as it is, and xelatex and lualatex too.

It needs no more than a basic TeX Live; booktabs and Latin Modern are used where they are.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.appendix.layout import PIECE, Paper, Piece, Table, lay_out, suffix
from coder.appendix.measure import lines, longest_word
from coder.appendix.options import Options
from coder.model.matrix import Matrix, Statement

PAPER = Paper(width=720.0, padding=12.0, indent=10.0, sizes=(9.0, 8.0))
"""A4 landscape within margins of two centimetres. Latin Modern Sans is narrower than what is measured."""

PAGE_LINES = 30
"""A page holds a few lines more, under a header of several."""

_SIZES = {9.0: r"\small", 8.0: r"\footnotesize"}

_PREAMBLE = r"""\documentclass[10pt]{article}
\usepackage[T1]{fontenc}
\usepackage{textcomp}
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage[a4paper,landscape,margin=2cm]{geometry}
\usepackage{array,longtable}
\IfFileExists{booktabs.sty}{\usepackage{booktabs}}{%
  \newcommand{\toprule}{\hline}\newcommand{\midrule}{\hline}\newcommand{\bottomrule}{\hline}%
  \newcommand{\addlinespace}{\noalign{\smallskip}}}
\renewcommand{\familydefault}{\sfdefault}
\setlength{\parindent}{0pt}\setlength{\tabcolsep}{6pt}\setlength{\LTleft}{0pt}\setlength{\LTright}{\fill}
\setlength{\LTcapwidth}{\textwidth}
\hyphenpenalty=10000 \exhyphenpenalty=10000 \emergencystretch=2em
\setlength{\extrarowheight}{2pt}
\makeatletter\renewcommand{\LT@makecaption}[3]{\LT@mcol\LT@cols{@{}l}{\hbox to 0pt{%
  \parbox[t]{\LTcapwidth}{\raggedright\normalsize\bfseries #1{#2. }#3\par\medskip}\hss}}}\makeatother
\newcommand{\statement}[1]{\hangindent=1em\hangafter=1\leavevmode\hbox to 1em{\textbullet\hfil}#1}
\newcommand{\more}[1]{\hangindent=1em\hangafter=0\noindent #1}
\newcommand{\fragments}[1]{ {\scriptsize #1}}
\newcommand{\unknownchar}[1]{\ifdefined\Uchar\Uchar"#1\else[U+#1]\fi}
"""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",  # or two would make a dash
    ",": ",{}",  # or two would make a quotation mark
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u00ad": r"\-",
    "\u200b": r"\hspace{0pt}",
    "\u2010": "-{}",
    "\u2011": r"\mbox{-}",
    "\u2212": r"\ensuremath{-}",
    "\u2192": r"\textrightarrow{}",
    "\u2190": r"\textleftarrow{}",
    "\u2191": r"\textuparrow{}",
    "\u2193": r"\textdownarrow{}",
    "\u2194": r"\ensuremath{\leftrightarrow}",
    "\u21d2": r"\ensuremath{\Rightarrow}",
    "\u2264": r"\ensuremath{\leq}",
    "\u2265": r"\ensuremath{\geq}",
    "\u2260": r"\ensuremath{\neq}",
    "\u2248": r"\ensuremath{\approx}",
    "\u221e": r"\ensuremath{\infty}",
    "\u00d7": r"\texttimes{}",
    "\u2022": r"\textbullet{}",
    "\u2023": r"\ensuremath{\triangleright}",
    "\u2026": r"\ldots{}",
    "\u20ac": r"\texteuro{}",
    "\u2032": r"\ensuremath{'}",
    "\u2033": r"\ensuremath{''}",
    "\ufb01": "fi",
    "\ufb02": "fl",
}

# What the T1 and TS1 encodings have, as LaTeX itself defines it: accented letters of Europe, quotation marks, dashes,
# signs of Latin-1.
_KNOWN = frozenset(
    "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
    "ĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŐőŒœŔŕŘřŚśŞşŠšŤťŢţŮůŰűŸŹźŻżŽžȘșȚț"
    "–—‘’‚“”„†‡‰‹›№™"
)


def write_tex(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write a document with a long table per matrix; its header is repeated on every page."""
    say = options.words
    parts = [_PREAMBLE, rf"\renewcommand{{\tablename}}{{{literal(say.table)}}}", "\n\\begin{document}\n"]
    parts.append(f"{{\\LARGE\\bfseries {literal(options.heading)}\\par}}\n\\bigskip\n")
    for matrix in matrices:
        for table in lay_out(matrix, PAPER, options):
            parts.extend(_table(table, options))
        parts += [f"{{\\footnotesize {say.note}: {literal(note)}\\par}}\n" for note in matrix.notes]
    parts.append("\\end{document}\n")
    path.write_text("".join(parts), encoding="utf-8", newline="\n")


def literal(text: str, room: float = 0, size: float = 9) -> str:
    """Return `text` so that TeX sets it as it is written; words wider than `room` points may break anywhere."""
    composed = unicodedata.normalize("NFC", text)
    if not room or longest_word([composed], size) <= room:
        return "".join(map(_character, composed))
    broken = (
        r"\hspace{0pt}".join(map(_character, word)) if longest_word([word], size) > room else literal(word)
        for word in composed.split(" ")
    )
    return " ".join(broken)


def _character(char: str) -> str:
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    if " " <= char <= "~" or char in _KNOWN:
        return char
    return rf"\unknownchar{{{ord(char):04X}}}"


def _table(table: Table, options: Options) -> Iterator[str]:
    matrix, say = table.matrix, options.words
    rooms = [width - PAPER.padding for width in table.widths]
    columns = "".join(rf">{{\raggedright\arraybackslash}}p{{{room:.1f}bp}}" for room in rooms)
    heads = [
        rf"\textbf{{{literal(head, room, table.size)}}}"
        for head, room in zip([matrix.row_heading, *table.columns], rooms, strict=True)
    ]
    header = f"\\toprule\n{' & '.join(heads)}\\tabularnewline\n\\midrule\n"
    title = literal(matrix.title)
    more = rf"\caption[]{{{title} ({say.continued})}}\tabularnewline" + "\n"
    again = "" if table.first else "\\addtocounter{table}{-1}\n"
    yield f"{{{_SIZES[table.size]}\n{again}\\begin{{longtable}}{{{columns}}}\n"
    yield f"\\caption{{{title}}}\\tabularnewline\n" if table.first else more
    yield f"{header}\\endfirsthead\n{more}{header}\\endhead\n\\endfoot\n\\bottomrule\n\\endlastfoot\n"
    for index, piece in enumerate(table.pieces):
        if index and not piece.continued:
            yield "\\addlinespace\\midrule\n"
        yield from _rows(piece, rooms, table, options)
    yield "\\end{longtable}}\n"


def _rows(piece: Piece, rooms: Sequence[float], table: Table, options: Options) -> Iterator[str]:
    """Yield a row of the table: one, or more where a statement is too long for a page, which LaTeX would cut off."""
    label = literal(piece.label, rooms[0], table.size)
    empty = "" if piece.continued else literal(table.matrix.empty)
    cells = [
        _parts(cell, room - PAPER.indent, table.size, options) or [empty]
        for cell, room in zip(piece.cells, rooms[1:], strict=True)
    ]
    count = max(map(len, cells), default=1)
    for part in range(count):
        continued = f" ({options.words.continued})" if piece.continued or part else ""
        texts = [cell[part] if part < len(cell) else "" for cell in cells]
        # The star keeps the rule below a row on the page of that row.
        end = "*" if piece.last and part == count - 1 else ""
        yield "\n& ".join([rf"\textbf{{{label}}}{continued}", *texts]) + f"\\tabularnewline{end}\n"


def _parts(cell: Sequence[Statement], room: float, size: float, options: Options) -> list[str]:
    """Return what a cell prints: one part, more of a statement that is longer than a page. It is alone in its piece."""
    if not cell:
        return []
    if len(cell) > 1 or lines(cell[0].text, room, size) <= PAGE_LINES:
        return ["\\par\n".join(_statement(one, one.text, room, size, options) for one in cell)]
    first, *middle, last = _cut(cell[0].text, lines(cell[0].text, room, size))
    return [
        rf"\statement{{{literal(first, room, size)}}}",
        *(rf"\more{{{literal(text, room, size)}}}" for text in middle),
        _statement(cell[0], last, room, size, options).replace(r"\statement", r"\more", 1),
    ]


def _cut(text: str, high: int) -> list[str]:
    """Divide a text of `high` lines into parts that fit a page, at spaces where it can."""
    length = len(text) * PIECE // high
    parts = []
    while len(text) > length * 1.5:
        end = text.rfind(" ", 1, length) + 1 or length
        parts.append(text[:end].strip())
        text = text[end:]
    return [*parts, text]


def _statement(statement: Statement, text: str, room: float, size: float, options: Options) -> str:
    """Return a statement, or the end of it, with its count and fragments."""
    count, fragments = suffix(statement, options)
    small = rf"\fragments{{{literal(fragments.strip(), room, size)}}}" if fragments else ""
    return rf"\statement{{{literal(text, room, size)}{literal(count)}{small}}}"
