"""Long and strange texts wrap so that everything is read and nothing sticks out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coder.tui.layout.graphemes import column, fit, graphemes, pad
from coder.tui.layout.wrap import lines, wrap

PIECES = [
    "a",
    "werk",
    "arbeidsmarktregio",
    " ",
    "  ",
    "-",
    "/",
    "é",
    "e\u0301",
    "\n",
    "…",
    "“",
    "漢字",
    "カ",
    "👍🏽",
    "👨‍👩‍👧",
    "🇳🇱",
    "❤️",
    "\u0301",
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts, st.integers(2, 30))
def test_every_character_is_in_one_line_and_every_line_fits(text, width):
    starts = wrap(text, width)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert "".join(text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)) == text
    boundaries = {start for start, _, _ in graphemes(text)} | {len(text)}
    for start, line in lines(text, width):
        assert text.startswith(line, start)
        assert "\n" not in line
        assert cell_len(line) <= width or len(graphemes(line)) == 1
        assert start in boundaries or text[start - 1] == "\n"


@given(texts)
def test_graphemes_cover_the_text(text):
    parts = graphemes(text)
    assert "".join(text[start:end] for start, end, _ in parts) == text


@given(texts, st.integers(0, 20))
def test_text_is_fitted_and_padded_to_the_cell(text, width):
    text = text.replace("\n", " ")
    assert cell_len(fit(text, width)) <= width
    assert cell_len(pad(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Mensen aanleveren gaat prima.", 12, ["Mensen", "aanleveren", "gaat prima."]),
        ("Een woord  en  dan", 10, ["Een woord", "en  dan"]),
        ("regel een\n\nregel drie", 20, ["regel een", "", "regel drie"]),
        ("precies10!", 10, ["precies10!"]),
        ("precies10! ", 10, ["precies10!"]),
        ("arbeidsmarktregio", 8, ["arbeidsm", "arktregi", "o"]),
        ("SW-bedrijf of UWV", 6, ["SW-", "bedrij", "f of", "UWV"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("ja 👨‍👩‍👧 en 👍🏽", 6, ["ja 👨‍👩‍👧", "en 👍🏽"]),
        ("🇳🇱🇧🇪🇩🇪", 5, ["🇳🇱🇧🇪", "🇩🇪"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_a_reader_expects(text, width, expected):
    assert [line for _, line in lines(text, width)] == expected


def test_a_fragment_of_ten_thousand_letters_without_a_space_wraps():
    assert len(wrap("x" * 10_000, 80)) == 125
    assert len(wrap("字" * 10_000, 80)) == 250


def test_columns_count_cells_not_characters():
    assert column("漢字 a", 3) == 5
    assert column("abc", 2) == 2
