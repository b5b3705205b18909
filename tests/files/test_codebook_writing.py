"""What a researcher wrote in a codebook file stays as it was, whatever the program changes in it."""

import re
import stat
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.files.codebook_yaml import check_codebook, codebook_text, open_codebook, read_codebook, write_codebook
from coder.model import Code, Codebook, CoderError, Dimension
from coder.model.codebook_diff import diff, origins
from coder.model.codebook_edit import add, move, redefine, relabel, remove, rename, retire
from tests.codebooks import PARTNERS, codebooks
from tests.handwriting import handwritten

BY_HAND = """\
# Codebook of the pilot

title: Social return   # as agreed
language: nl
dimensions:
  partij:
    label: Partij
    codes:
      # --- public bodies ---

      # the agency
      uwv:
        label: "UWV"   # official name
        definition: >
          Long text that is
          folded here.
        cues: ['uwv', 'werkbedrijf']  # Dutch only

      sw:   # social
        label: SW-bedrijf
        cues:
          - wsw     # law
          # old name
          - sociale werkvoorziening
      # gemeente is empty on purpose
      gemeente:
  factor:
    label: Factor
    codes: {succes: {label: Succes}, faal: {label: Faal}}   # two

# the end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "codebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    return path


def changed(path: Path, codebook: Codebook) -> str:
    """Write a codebook over the file and return its text, having read it back."""
    before = path.stat().st_mode
    write_codebook(path, codebook)
    assert read_codebook(path) == codebook
    assert path.stat().st_mode == before
    return path.read_text(encoding="utf-8")


class TestOnlyWhatChangedIsWritten:
    def test_nothing(self, path):
        assert changed(path, read_codebook(path)) == BY_HAND

    def test_a_label_keeps_its_quotes_and_comment(self, path):
        text = changed(path, relabel(read_codebook(path), "partij/uwv", "UWV: regio"))
        assert text == BY_HAND.replace('label: "UWV"   # official', 'label: "UWV: regio"   # official')

    def test_a_definition_keeps_its_style(self, path):
        text = changed(path, redefine(read_codebook(path), "partij/uwv", definition="Shorter: now"))
        assert "definition: >-\n          Shorter: now\n        cues: ['uwv', 'werkbedrijf']  # Dutch only\n" in text

    def test_cues_in_brackets(self, path):
        text = changed(path, redefine(read_codebook(path), "partij/uwv", cues=["uwv", "a, b", "werkbedrijf"]))
        assert text == BY_HAND.replace("['uwv', 'werk", "['uwv', 'a, b', 'werk")

    def test_cues_with_dashes(self, path):
        text = changed(path, redefine(read_codebook(path), "partij/sw", cues=["sociale werkvoorziening", "no", "wsw"]))
        inside = (
            '          # old name\n          - sociale werkvoorziening\n          - "no"\n          - wsw     # law\n'
        )
        assert inside in text

    def test_a_code_between_others(self, path):
        text = changed(path, add(read_codebook(path), "partij/svb", "SVB", position=1))
        assert text == BY_HAND.replace("# Dutch only\n", "# Dutch only\n      svb:\n        label: SVB\n")

    def test_a_code_in_braces(self, path):
        codebook = add(read_codebook(path), "factor/beide", "Beide: ja", cues=["a, b"], position=1)
        text = changed(path, codebook)
        assert text == BY_HAND.replace(
            "{label: Succes}, ", '{label: Succes}, beide: {label: "Beide: ja", cues: ["a, b"]}, '
        )

    def test_the_first_field_of_an_empty_code(self, path):
        text = changed(path, redefine(read_codebook(path), "partij/gemeente", definition="x"))
        assert text == BY_HAND.replace("      gemeente:\n", "      gemeente:\n        definition: x\n")

    def test_a_long_text_is_not_wrapped_and_unicode_stays(self, path):
        long = "coördinatie 👍 " * 100 + "einde"
        assert f"        definition: {long}\n" in changed(
            path, redefine(read_codebook(path), "partij/gemeente", definition=long)
        ).replace('"', "")

    def test_a_code_that_moves_takes_its_comments_along_and_leaves_those_set_apart(self, path):
        text = changed(path, move(read_codebook(path), "partij/uwv", "partij/gemeente"))
        assert "      # --- public bodies ---\n\n      sw:   # social\n" in text
        assert text.endswith(
            """\
      # gemeente is empty on purpose
      gemeente:
        codes:
          # the agency
          uwv:
            label: "UWV"   # official name
            definition: >
              Long text that is
              folded here.
            cues: ['uwv', 'werkbedrijf']  # Dutch only
  factor:
    label: Factor
    codes: {succes: {label: Succes}, faal: {label: Faal}}   # two

# the end
"""
        )

    def test_a_code_with_comments_moves_into_braces(self, path):
        text = changed(path, move(read_codebook(path), "partij/sw", "factor", 1))
        assert text.endswith(
            """\
    codes:   # two
      succes: {label: Succes}
      sw:   # social
        label: SW-bedrijf
        cues:
          - wsw     # law
          # old name
          - sociale werkvoorziening
      faal: {label: Faal}

# the end
"""
        )

    def test_another_id_in_place(self, path):
        text = changed(path, rename(read_codebook(path), "partij/sw", "sw-bedrijf"))
        assert text == BY_HAND.replace("      sw:   # social", "      sw-bedrijf:   # social")

    def test_a_code_that_leaves_takes_its_comments_along(self, path):
        text = changed(path, remove(read_codebook(path), "partij/sw"))
        assert text == re.sub(r"\n      sw:.*?voorziening\n", "", BY_HAND, flags=re.DOTALL)

    def test_another_order(self, path):
        codebook = read_codebook(path)
        text = changed(path, replace(codebook, dimensions=codebook.dimensions[::-1]))
        assert text.index("factor:") < text.index("partij:")
        assert text.endswith("gemeente:\n\n# the end\n")
        assert sorted(text.splitlines()) == sorted(BY_HAND.splitlines())

    def test_matrices_that_were_not_there(self, path):
        codebook = read_codebook(path)
        matrix = replace(PARTNERS.matrices[0], empty="")
        text = changed(path, replace(codebook, matrices=(matrix,)))
        assert "# two\nmatrices:\n  factoren:\n    title: Factors per partner\n" in text
        assert changed(path, codebook) == BY_HAND

    def test_a_retired_code_is_left_out(self, path):
        write_codebook(path, retire(read_codebook(path), "partij/sw"))
        assert "sw" not in [code.id for code in read_codebook(path).walk()]

    def test_json_is_yaml_too(self, tmp_path):
        path = tmp_path / "c.yaml"
        path.write_text('{"title":"T","dimensions":{"d":{"codes":{"a":{"label":"A"}}}}}', encoding="utf-8")
        text = changed(path, add(read_codebook(path), "d/b", "B"))
        assert text == '{"title":"T","dimensions":{"d":{"codes":{"a":{"label":"A"}, b: {label: B}}}}}'


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=codebooks(), new=codebooks(), seed=st.integers(0, 2**32), crlf=st.booleans())
def test_any_codebook_over_any_handwriting(tmp_path, old, new, seed, crlf):
    path = tmp_path / "any.yaml"
    text = handwritten(old, Random(seed))  # noqa: S311  no secret depends on it
    path.write_text(text, encoding="utf-8", newline="\r\n" if crlf else "\n")
    assert read_codebook(path) == old
    before = path.read_bytes()
    write_codebook(path, old)
    assert path.read_bytes() == before
    write_codebook(path, new)
    assert read_codebook(path) == new
    written = path.read_bytes().decode("utf-8")
    assert not crlf or written.count("\n") == written.count("\r\n")
    for now, was in origins(old, diff(old, new)).items():
        if f"# about {was}\n" in text:
            id_ = now.rpartition("/")[2]
            found = re.findall(rf"# about {was}\r?\n *[\"']?{id_}[\"']?:", written)
            assert len(found) == 1, f"the comment above {was} is above {now}, once"


SLIPS = [
    ":",
    " ",
    "\n",
    "  ",
    "- ",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    "#",
    " #",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "? ",
    "\t",
    "---\n",
]
SLIPS += [
    "...\n",
    ",",
    "\r",
    "\u2028",
    "\x85",
    "%",
    "\\",
    "null",
    "~",
    "x:",
    "\n# c\n",
    "|+\n",
    ">-\n",
    "|2\n",
    "\0",
    "é",
]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32),
    slips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.sampled_from(SLIPS)), min_size=1, max_size=3),
)
def test_slips_of_the_keyboard_are_faults_or_are_kept(tmp_path, seed, slips):
    path = tmp_path / "slips.yaml"
    text = handwritten(PARTNERS, Random(seed))  # noqa: S311  no secret depends on it
    for where, length, slip in slips:
        start = int(where * len(text))
        text = text[:start] + slip + text[start + length :]
    path.write_bytes(text.encode("utf-8"))
    if check_codebook(path):
        with pytest.raises(CoderError):
            read_codebook(path)
        return
    codebook = read_codebook(path)
    write_codebook(path, codebook)
    assert path.read_bytes() == text.encode("utf-8")
    for code in tuple(codebook.walk())[:2]:
        codebook = redefine(relabel(codebook, code.path, "New: #"), code.path, definition="a\nb", cues=["no", "a, b"])
    write_codebook(path, codebook)
    assert read_codebook(path) == codebook


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codebook=codebooks())
def test_any_codebook_as_a_new_file(tmp_path, codebook):
    path = tmp_path / "new.yaml"
    path.unlink(missing_ok=True)
    write_codebook(path, codebook)
    assert read_codebook(path) == codebook
    assert path.read_text(encoding="utf-8") == codebook_text(codebook)


class TestNobodyLosesACodebookToAnEdit:
    def test_a_file_that_was_edited_meanwhile_is_not_overwritten(self, path):
        codebook, sha = open_codebook(path)
        path.write_text(BY_HAND + "# by hand\n", encoding="utf-8")
        with pytest.raises(CoderError, match="changed by another program"):
            write_codebook(path, relabel(codebook, "partij/uwv", "x"), sha)
        assert path.read_text(encoding="utf-8").endswith("# by hand\n")

    def test_the_sha_that_writing_returns_is_the_next_one_to_expect(self, path):
        codebook, sha = open_codebook(path)
        for label in ("x", "y", "y"):
            codebook = relabel(codebook, "partij/uwv", label)
            sha = write_codebook(path, codebook, sha)
        assert open_codebook(path) == (codebook, sha)

    def test_a_file_that_is_gone(self, path):
        codebook, sha = open_codebook(path)
        path.unlink()
        with pytest.raises(CoderError, match="gone"):
            write_codebook(path, codebook, sha)

    def test_a_faulty_file_is_left_alone(self, path):
        codebook = read_codebook(path)
        path.write_text("title: T\n", encoding="utf-8")
        with pytest.raises(CoderError, match="no dimensions"):
            write_codebook(path, relabel(codebook, "partij/uwv", "x"))
        assert path.read_text(encoding="utf-8") == "title: T\n"

    def test_a_codebook_that_could_not_be_read_again_is_not_written(self, path):
        twice = Codebook("T", dimensions=(Dimension("d", "D", (Code("d/a", "A", cues=("x", "X")),)),))
        with pytest.raises(CoderError, match=r"not written.*“X” is here twice"):
            write_codebook(path, twice)
        assert path.read_text(encoding="utf-8") == BY_HAND

    def test_a_link_keeps_leading_to_its_file(self, path, tmp_path):
        link = tmp_path / "link.yaml"
        link.symlink_to(path)
        write_codebook(link, relabel(read_codebook(path), "partij/uwv", "x"))
        assert link.is_symlink()
        assert 'label: "x"' in path.read_text(encoding="utf-8")

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
    def test_permissions_stay_and_nothing_is_left_behind(self, path):
        path.chmod(0o640)
        write_codebook(path, relabel(read_codebook(path), "partij/uwv", "x"))
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert [file.name for file in path.parent.iterdir()] == [path.name]
