"""However the interface ends, what was done is on disk and the terminal is as it was."""

from pathlib import Path

import pytest

from coder.store import Study
from coder.tui import run
from coder.tui.app import CoderApp
from coder.tui.widgets.fragment_list import FragmentList
from tests.tui.stories import WIDE, codes


class UnforeseenError(Exception):
    pass


def test_what_goes_wrong_again_and_again_is_raised_after_what_was_done_is_saved(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise UnforeseenError

    def play(app: CoderApp) -> None:
        async def keys(pilot) -> None:
            await pilot.press("j", "c", *"verv", "enter", *"h" * 20)

        CoderApp.__mro__[1].run(app, headless=True, size=WIDE, auto_pilot=keys)

    monkeypatch.setattr(FragmentList, "action_choose", fail)
    monkeypatch.setattr(CoderApp, "run", play)
    with pytest.raises(UnforeseenError):
        run(study)
    assert codes(study) == [("groep#2", ("partij/vervoerder",))]
    assert "Traceback" not in capsys.readouterr().err


def test_an_empty_study_opens_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screens: list[str] = []

    def play(app: CoderApp) -> None:
        async def keys(pilot) -> None:
            await pilot.pause(0.1)
            strips = app.screen._compositor.render_strips(app.size)
            screens.append("\n".join(strip.text for strip in strips))
            await pilot.press("c", "n", "j", "v", "4", "escape", "b", "enter", "q")

        CoderApp.__mro__[1].run(app, headless=True, size=WIDE, auto_pilot=keys)

    monkeypatch.setattr(CoderApp, "run", play)
    with Study.create(tmp_path / "leeg", "anna", "title: Leeg\nlanguage: nl\ndimensions: {}\n") as study:
        assert run(study) == 0
    assert "coder import FILE" in screens[0]
    assert "No codes yet" in screens[0]
