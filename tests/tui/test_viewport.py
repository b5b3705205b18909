"""The window on a list of fragments: what is on screen, and how little is measured for it."""

from hypothesis import given
from hypothesis import strategies as st

from coder.tui.layout.viewport import Viewport

heights = st.lists(st.integers(1, 9), min_size=1, max_size=40)


def window(items: list[int], height: int) -> Viewport:
    return Viewport(items.__getitem__, len(items), height)


@given(
    heights, st.integers(1, 20), st.lists(st.tuples(st.sampled_from(["show", "jump", "scroll"]), st.integers(-60, 60)))
)
def test_the_screen_is_always_filled_with_consecutive_lines(items, height, moves):
    view = window(items, height)
    everything = [(item, line) for item, high in enumerate(items) for line in range(high)]
    for move, amount in moves:
        if move == "scroll":
            view.scroll(amount)
        else:
            getattr(view, move)(abs(amount) % len(items))
        rows = view.rows()
        assert len(rows) == min(height, len(everything))
        first = everything.index(rows[0])
        assert rows == everything[first : first + len(rows)]


@given(heights, st.integers(1, 20), st.integers(0, 39), st.integers(-30, 30))
def test_what_is_shown_begins_on_the_screen(items, height, item, scrolled):
    item %= len(items)
    view = window(items, height)
    view.scroll(scrolled)
    view.show(item)
    row = view.row_of(item)
    assert row is not None
    assert 0 <= row < height
    assert row + items[item] <= height or row == 0
    assert not view.show(item)


@given(heights, st.integers(1, 20), st.integers(0, 30), st.integers(0, 30))
def test_scrolling_down_and_up_again_comes_back(items, height, start, lines):
    view = window(items, height)
    view.scroll(start)
    here = (view.top, view.skip)
    there = Viewport(items.__getitem__, len(items), height)
    there.top, there.skip = here
    moved = sum(items) - height - start
    if lines <= moved:
        view.scroll(lines)
        view.scroll(-lines)
        assert (view.top, view.skip) == here


def test_a_jump_in_a_hundred_thousand_measures_a_screenful():
    measured: list[int] = []

    def measure(item: int) -> int:
        measured.append(item)
        return 4

    view = Viewport(measure, 100_000, 40)
    for item in (99_999, 0, 50_000, 50_001):
        measured.clear()
        view.show(item)
        view.rows()
        assert len(set(measured)) <= 22


def test_an_empty_list_has_no_rows():
    assert window([], 10).rows() == []
