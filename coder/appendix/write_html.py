"""The appendix as one HTML page: accessible, printable, without script or anything from elsewhere."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from coder.appendix.layout import suffix
from coder.appendix.options import Options
from coder.model.matrix import Matrix, Statement

_STYLE = """
:root { --ink: #1f2a44; --rule: #a6adbb; --shade: #e6eaf1; --small: #595959; color-scheme: light; }
body { font: 1rem/1.5 Arial, "Liberation Sans", sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto;
  max-width: 80rem; padding: 0 1rem; hyphens: manual; }
h1 { color: var(--ink); font-size: 1.6rem; line-height: 1.25; }
.matrix { margin: 2.5rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; border-block: 2px solid var(--ink); }
caption { text-align: start; font-weight: bold; color: var(--ink); font-size: 1.1rem; padding-bottom: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .7rem; border-block-end: 1px solid var(--rule);
  overflow-wrap: break-word; }
th { color: var(--ink); }
thead th { background: var(--shade); border-block-end: 2px solid var(--ink); position: sticky; top: 0; }
tbody th { width: 16%; }
tbody th span { position: sticky; top: 3.2rem; }
td { border-inline-start: 1px solid var(--rule); }
ul { margin: 0; padding-inline-start: 1.1em; }
li { margin-block-end: .25rem; unicode-bidi: isolate; }
.fragments, .note { color: var(--small); font-size: .8em; }
.note { margin: .4rem 0 0; }
@media print {
  @page { size: A4 landscape; margin: 1.6cm; }
  body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  thead th, tbody th span { position: static; }
  caption { break-after: avoid; }
  tr { break-inside: auto; }
  li, th span { break-inside: avoid; }
}
"""


def write_html(matrices: Sequence[Matrix], path: Path, options: Options) -> None:
    """Write one page, with a table per matrix: caption, scope on every header, lists in the cells."""
    title = escape(options.heading)
    tables = "".join(_table(matrix, number, options) for number, matrix in enumerate(matrices, 1))
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(options.words.tag)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{tables}"
        "</main>\n</body>\n</html>\n"
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _table(matrix: Matrix, number: int, options: Options) -> str:
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in matrix.columns)
    rows = "".join(_row(matrix, label, options) for label in matrix.rows)
    notes = "".join(f'<p class="note">{options.words.note}: {escape(note)}</p>\n' for note in matrix.notes)
    return (
        f'<div class="matrix">\n<table>\n<caption>{options.words.table} {number}. {escape(matrix.title)}</caption>\n'
        f'<thead>\n<tr><th scope="col">{escape(matrix.row_heading)}</th>{heads}</tr>\n</thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n{notes}</div>\n"
    )


def _row(matrix: Matrix, label: str, options: Options) -> str:
    cells = "\n".join(_cell(matrix.cell(label, column), matrix.empty, options) for column in matrix.columns)
    return f'<tr>\n<th scope="row"><span>{escape(label)}</span></th>\n{cells}\n</tr>\n'


def _cell(statements: Sequence[Statement], empty: str, options: Options) -> str:
    if not statements:
        return f"<td>{escape(empty)}</td>"
    return f"<td><ul>\n{''.join(_items(statements, options))}</ul></td>"


def _items(statements: Sequence[Statement], options: Options) -> Iterator[str]:
    for statement in statements:
        count, fragments = suffix(statement, options)
        small = f' <span class="fragments">{escape(fragments.strip())}</span>' if fragments else ""
        yield f"<li>{escape(statement.text)}{count}{small}</li>\n"
