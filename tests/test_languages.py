"""Every text that is shown is in the catalogue of every language, whole and with the same parts to fill in."""

import ast
import io
import json
import re
import string
from pathlib import Path

import pytest

from coder.model.language import CATALOGUES, LANGUAGES, N_, SOURCE, Sentence, _, language_of, number, use_language
from docs.help_messages import help_messages
from tests.stories import ROOT

babel = pytest.importorskip("babel", reason="reads the catalogues")

from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.mofile import read_mo  # noqa: E402
from babel.messages.pofile import read_po  # noqa: E402

OTHERS = sorted(LANGUAGES.keys() - {SOURCE})
MARKS = {"_", "ngettext", "N_"}


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "coder.po").open("rb") as file:
        return read_po(file)


def texts(message: Message) -> list[str]:
    """Every form of a translation."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def whole(catalog: Catalog) -> dict[str, list[str]]:
    return {str(list(message.id)): texts(message) for message in catalog if message.id}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
class TestCatalogue:
    def test_holds_every_text_that_is_marked(self, language: str) -> None:
        marked = {id_ for *_, id_, _, _ in extract_from_dir(ROOT / "coder", [("**.py", "python")])}
        marked |= set(help_messages())
        translated = {message.id for message in catalogue(language) if message.id}
        assert marked == translated, "run `make messages`, and translate what is new"

    def test_translates_every_text(self, language: str) -> None:
        wanting = [message.id for message in catalogue(language) if message.id and not all(texts(message))]
        assert wanting == []
        assert not [message.id for message in catalogue(language) if message.id and message.fuzzy]

    def test_fills_in_the_same_parts(self, language: str) -> None:
        for message in catalogue(language):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            assert list(map(fields, texts(message))) == list(map(fields, ids)), message.id

    def test_is_compiled_as_it_is_written(self, language: str) -> None:
        compiled = read_mo(io.BytesIO((CATALOGUES / language / "LC_MESSAGES" / "coder.mo").read_bytes()))
        assert whole(compiled) == whole(catalogue(language)), "run `make messages`"


def marked_in(path: Path) -> set[str]:
    """The texts that are marked, as Python reads the file: an extractor misses those inside an f-string."""
    return {
        text.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
        for text in node.args[:1]
        if isinstance(text, ast.Constant)
    }


def test_none_is_marked_where_it_is_not_found() -> None:
    ids = [message.id for message in catalogue(OTHERS[0]) if message.id]
    known = {id_ if isinstance(id_, str) else id_[0] for id_ in ids}
    assert set().union(*map(marked_in, (ROOT / "coder").rglob("*.py"))) <= known


@pytest.mark.parametrize("path", sorted((ROOT / "coder").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_marked_text_is_one_that_can_be_found(path: Path) -> None:
    """A text put together before it is marked would be in no catalogue."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            marked = node.args[: 2 if node.func.id == "ngettext" else 1]
            shown = node.func.id == "_" and not isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Constant)
            assert shown or all(isinstance(text, ast.Constant) for text in marked), f"line {node.lineno}"


class TestSpeaking:
    def test_dutch(self) -> None:
        use_language("nl")
        assert _("Undo") == "Ongedaan maken"
        assert N_("Undo") == "Undo"

    @pytest.mark.parametrize("language", ["en", "fr", "", "../nl", "nl_NL"])
    def test_english_where_nothing_else_is_known(self, language: str) -> None:
        use_language(language)
        assert _("Undo") == "Undo"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL", "LC_MESSAGES": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "nl_NL", "LC_ALL": ""}, "nl"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


SAID = {"CoderError", "UsageError", "at", "on", "_report", "warn", "say"}
"""What is called with a sentence for people."""

FOR_PROGRAMS = {"suggest/codes.py", "suggest/history.py", "suggest/protocol.py", "suggest/suggester.py"}
"""Called by programs, over JSON lines or from Python: their sentences are English everywhere."""


def unmarked(node: ast.AST) -> list[str]:
    """The words in an expression that go through no catalogue; a command to type is none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS | {"Sentence"}:
        return []
    if isinstance(node, ast.JoinedStr):
        parts = [part for part in node.values if isinstance(part, ast.Constant)]
        words = [part.value for part in parts if re.search("[a-z]{2}", part.value)]
        return words + [text for part in node.values if part not in parts for text in unmarked(part)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if re.search("[a-z] |^ [a-z]", node.value) and node.value[:6] != "coder " else []
    return [text for child in ast.iter_child_nodes(node) for text in unmarked(child)]


@pytest.mark.parametrize("path", sorted((ROOT / "coder").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_for_people_is_in_english_only(path: Path) -> None:
    if path.relative_to(ROOT / "coder").as_posix() in FOR_PROGRAMS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if called in SAID:
            assert [text for argument in node.args for text in unmarked(argument)] == [], f"line {node.lineno}"


class TestASentence:
    """What is kept as well as shown."""

    FOUND = Sentence(N_("{mark} found between the columns"), mark=Sentence(N_("semicolon")))

    def test_is_english_where_it_is_kept(self) -> None:
        use_language("nl")
        assert json.loads(json.dumps({"warning": self.FOUND})) == {"warning": "semicolon found between the columns"}

    def test_is_shown_in_the_language_in_use_with_all_its_parts(self) -> None:
        use_language("nl")
        assert self.FOUND.shown() == "tussen de kolommen staat: puntkomma"
        use_language("en")
        assert self.FOUND.shown() == self.FOUND

    def test_shows_braces_of_the_data_as_they_are(self) -> None:
        assert (
            Sentence(N_("matrices: order is now {order}"), order="{0} {x!r}").shown()
            == "matrices: order is now {0} {x!r}"
        )


def test_thousands_are_written_as_the_language_does() -> None:
    use_language("nl")
    assert number(12345) == "12.345"
    use_language("en")
    assert number(12345) == "12,345"
