"""Fixtures that tests of every layer share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.model.language import SOURCE, use_language
from coder.store import Study
from tests.stories import CODEBOOK, transcript


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in ("CODER_STUDY", "CODER_NAME", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp("home")))
    use_language(SOURCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study folder with the small codebook and one transcript of four turns, `groep#1` to `groep#4`."""
    where = tmp_path / "studie"
    with Study.create(where, "anna", CODEBOOK) as study:
        study.add_source(transcript())
    return where


@pytest.fixture
def study(folder: Path) -> Iterator[Study]:
    """The study in `folder`, open for anna."""
    with Study.open(folder, "anna") as opened:
        yield opened
