"""Text from people reaches the screen whole, and steers nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from coder.tui.door import Door, clean, content, line

HOSTILE = [
    "\x1b]52;c;aGFja2Vk\x07",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "\u202egnirts\u202c",
    "\u2066isolate\u2069",
    "\U000e0041\U000e0042",
    "\ud800 lone \udfff",
    "\u200b\u2060\ufeff\xad",
    "a\u200db",
    "\u2028\u2029\x85",
]


@given(st.text(alphabet=st.characters(codec=None)) | st.lists(st.sampled_from(HOSTILE)).map("".join))
def test_nothing_that_steers_is_left_and_offsets_stay_true(text):
    safe = clean(text)
    assert len(safe) == len(text)
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in safe)
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\xad")
    assert all(safe[at] == char for at, char in enumerate(text) if char.isprintable())
    assert clean(safe) == safe
    safe.encode()


@pytest.mark.parametrize("text", ["Coördinatie [laughs] [b]vet[/b]", "👨‍👩‍👧 en 🏳️‍🌈", "می\u200cخواهم", "漢字 e\u0301"])
def test_what_people_really_write_is_left_alone(text):
    assert clean(text) == text


def test_what_is_hidden_becomes_visible():
    assert clean("arbeids\xadmarkt") == "arbeids‧markt"
    assert clean("a\u200bb\u200dc") == "a·b·c"
    assert clean("naam:\ttekst") == "naam: tekst"
    assert line("een\ntwee\x1b") == "een twee␛"


def test_markup_stays_text():
    assert content("[bold]x[/bold] [@click=app.quit]y[/]").plain == "[bold]x[/bold] [@click=app.quit]y[/]"


@given(st.lists(st.sampled_from([*HOSTILE, "gewoon", "漢字"])))
def test_the_filter_behind_the_door_stops_what_a_widget_let_through(texts):
    segments = [Segment(text) for text in texts]
    passed = Door().apply(segments, Color(0, 0, 0))
    assert all(clean(segment.text) == segment.text for segment in passed)
    assert all(
        segment.text == before.text
        for segment, before in zip(passed, segments, strict=True)
        if before.text.isprintable()
    )
    assert sum(cell_len(segment.text) for segment in passed) >= sum(
        cell_len(text) for text in texts if text.isprintable()
    )
