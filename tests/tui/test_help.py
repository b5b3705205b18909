"""Every key that does something is listed, where it does it."""

from coder.store import Study
from coder.tui.screens.coding import CodingScreen
from coder.tui.screens.help import keys_of
from coder.tui.screens.matrix import MatrixScreen
from coder.tui.widgets.fragment_list import FragmentList
from coder.tui.widgets.keys import key_name
from coder.tui.widgets.span_bar import SpanBar
from tests.tui.stories import NARROW, at_work


async def test_help_lists_the_bindings_and_closes(study: Study) -> None:
    async with at_work(study, (100, 140)) as coder:
        await coder.press("question_mark")
        for kind in (CodingScreen, FragmentList, SpanBar):
            for keys, words in keys_of(kind):
                assert keys in coder.screen
                assert words.split()[0] in coder.screen
        await coder.press("escape", "4", "question_mark")
        assert all(words.split()[0] in coder.screen for _, words in keys_of(MatrixScreen))
        await coder.press("question_mark", "escape")
        assert coder.app.screen is coder.app.coding


async def test_help_is_always_in_sight(study: Study) -> None:
    async with at_work(study, NARROW) as coder:
        assert coder.lines[-1].endswith("? help")
        await coder.press("v")
        assert coder.lines[-1].endswith("? help")


def test_keys_are_written_as_on_the_keyboard() -> None:
    assert [key_name(key) for key in ("ctrl+r", "shift+right", "question_mark", "c")] == ["^r", "⇧→", "?", "c"]
