"""Edits of a cell of a matrix: other words, two statements that become one, another order."""

from collections.abc import Sequence
from dataclasses import replace

from coder.model import Cell, Matrix, Statement
from coder.store import Study
from coder.tui.language import _, ngettext
from coder.tui.widgets.form import Preview


def reworded(study: Study, statement: Statement, text: str, beside: Sequence[Statement] = ()) -> Preview:
    """Return what becomes of a statement that is given other words.

    Args:
        study: whose codings are behind it.
        statement: as it is printed now.
        text: the words; none: the text of the fragments is printed.
        beside: the statements of its cell.
    """
    codings = study.codings_with(statement.codings)
    mine = [coding for coding in codings if study.may_reword(coding)]
    others = sorted({coding.coder for coding in codings if not study.may_reword(coding)})
    names = ", ".join(others)
    if not mine:
        return Preview(
            _("This is what {names} wrote; only {names} changes it, or a reconciliation.").format(names=names),
            fault=True,
        )
    said = []
    if text == statement.text:
        said.append(_("Nothing changes yet."))
    elif not text:
        said.append(_("Empty: the text of the fragment itself is printed."))
    else:
        n = len(mine)
        said.append(ngettext("{n} coding takes these words.", "{n} codings take these words.", n).format(n=n))
        if any(other.text == text for other in beside if other is not statement):
            said.append(_("It becomes one with the statement that says so already."))
    if others:
        said.append(_("What {names} wrote stays as it is.").format(names=names))
    return Preview(" ".join(said))


def reword(study: Study, statement: Statement, text: str) -> str:
    """Give a statement other words; return what was done, in a sentence."""
    left = study.reword(statement.codings, text)
    done = _("Reworded.")
    if left:
        names = ", ".join(sorted({coding.coder for coding in left}))
        done += " " + _("What {names} wrote stays as it is.").format(names=names)
    return done


def shifted(statements: Sequence[Statement], statement: Statement, by: int) -> list[Statement] | None:
    """Return the statements with one of them moved up or down; None if it stands at the end already."""
    order = list(statements)
    at = order.index(statement)
    if not 0 <= at + by < len(order):
        return None
    order.insert(at + by, order.pop(at))
    return order


def with_order(matrix: Matrix, row: str, column: str, statements: Sequence[Statement]) -> Matrix:
    """Return a matrix with the statements of a cell in another order."""
    cells = tuple(
        Cell(row, column, tuple(statements)) if (cell.row, cell.column) == (row, column) else cell
        for cell in matrix.cells
    )
    return replace(matrix, cells=cells)


def paths(matrix: Matrix, row: str, column: str) -> tuple[str, str]:
    """Return the paths of the codes of a row and a column."""
    return matrix.row_paths[matrix.rows.index(row)], matrix.column_paths[matrix.columns.index(column)]
