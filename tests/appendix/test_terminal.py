"""A matrix in the terminal: aligned, as wide as the window, and unable to talk to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coder.appendix.terminal import render
from coder.model import Cell, Matrix, Statement
from tests.matrices import HOSTILE, table


def test_rows_columns_and_bullets():
    said = (Statement("Korte lijnen", ("fg1#1", "fg1#2")),)
    matrix = Matrix(
        "m", "Succes en falen", ("UWV",), ("Succes", "Falen"), (Cell("UWV", "Succes", said),), notes=("Kort.",)
    )
    rule = "───  " + "  ".join(["─" * 26] * 2)
    assert render(matrix, 60).split("\n") == [
        "Succes en falen",
        "",
        "     Succes                      Falen",
        rule,
        "UWV  • Korte lijnen (2×)         -",
        rule,
        "",
        "Noot: Kort.",
    ]


@pytest.mark.parametrize("width", [1, 24, 40, 80, 120, 300])
def test_nothing_is_wider_than_the_window(width):
    matrix = table(*HOSTILE, "arbeidsmarktregiocoördinatie" * 9, "日本語の長い文章" * 20)
    assert max(cell_len(line) for line in render(matrix, width).split("\n")) <= max(width, 20)


def test_every_word_is_there_side_by_side_or_one_under_the_other():
    matrix = table("Korte lijnen met het UWV", "Iemand die belt")
    for width in (30, 100):
        shown = " ".join(render(matrix, width).split())
        assert all(word in shown for word in ("Korte", "lijnen", "belt", "Zorg", "Falen"))
    assert "Succes" in render(matrix, 100).split("\n")[2]
    assert "Falen" in render(matrix, 100).split("\n")[2]


@given(st.text(max_size=40), st.integers(20, 90))
def test_no_text_reaches_the_terminal_as_a_command(text, width):
    shown = render(table(text, rows=(text, text + "x"), columns=(text, text + "y")), width)
    assert not set(shown) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2066)}
