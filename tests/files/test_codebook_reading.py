"""A researcher opens a codebook file, and hears of everything that is wrong with it at once."""

import os
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from coder.files.codebook_template import template
from coder.files.codebook_yaml import check_codebook, codebook_text, open_codebook, read_codebook
from coder.model import Code, CoderError
from coder.model.codebook import MAX_DEPTH
from tests.codebooks import PARTNERS

HOSTILE = Path(__file__).parents[2].parent / "shared" / "cases" / "hostile"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "codebook.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def faults(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in check_codebook(written(folder, text))]


class TestAGoodFile:
    def test_says_what_the_model_holds(self, tmp_path):
        path = written(tmp_path, codebook_text(PARTNERS))
        assert check_codebook(path) == []
        assert read_codebook(path) == PARTNERS

    def test_short_forms_labels_left_out_and_texts_that_look_like_something_else(self, tmp_path):
        text = (
            "title: 2014\nlanguage: no\ndimensions:\n  d:\n    codes:\n"
            "      uwv:\n      svb: {}\n      no: {label: yes, cues: [2014, on]}\n"
        )
        codebook = read_codebook(written(tmp_path, text))
        assert codebook.title == "2014"
        assert codebook.language == "no"
        assert codebook.dimensions[0].label == "d"
        assert codebook.dimensions[0].codes == (
            Code("d/uwv", "uwv"),
            Code("d/svb", "svb"),
            Code("d/no", "yes", cues=("2014", "on")),
        )

    def test_folded_and_literal_texts_are_stripped(self, tmp_path):
        text = "title: >\n  A long\n  title\ndimensions:\n  d:\n    definition: |\n      One\n\n      Two\n\n"
        codebook = read_codebook(written(tmp_path, text))
        assert codebook.title == "A long title"
        assert codebook.dimensions[0].definition == "One\n\nTwo"

    def test_with_a_byte_order_mark_crlf_and_a_document_marker(self, tmp_path):
        assert (
            read_codebook(written(tmp_path, "\ufeff%YAML 1.2\r\n---\r\ntitle: é\r\ndimensions: {}\r\n...\r\n")).title
            == "é"
        )

    def test_line_separators_from_other_programs_are_text(self, tmp_path):
        text = "title: T\ndimensions:\n  d:\n    definition: a\u2028b # c\u2028d\n    label: D\n"
        dimension = read_codebook(written(tmp_path, text)).dimensions[0]
        assert (dimension.label, dimension.definition) == ("D", "a\u2028b")
        assert read_codebook(written(tmp_path, "title: T\rdimensions: {}\r")).title == "T"

    def test_vectors(self, tmp_path):
        text = "title: T\nvectors: nl_core_news_md\ndimensions: {}\n"
        assert read_codebook(written(tmp_path, text)).vectors == "nl_core_news_md"
        assert "../../evil" in faults(tmp_path, text.replace("nl_core_news_md", "../../evil"))[0][1]

    def test_the_template_is_one_whatever_the_title(self, tmp_path):
        codebook = read_codebook(written(tmp_path, template('Wie: "doet" wat?\x1b[31m\n', "en")))
        assert codebook.title == 'Wie: "doet" wat? [31m'
        assert codebook.language == "en"
        assert len(codebook.dimensions) == 2
        assert len(codebook.matrices) == 1

    def test_what_is_written_means_the_same_to_any_other_reader(self):
        text = codebook_text(PARTNERS)
        read = YAML(typ="safe", pure=True).load(text)
        assert read["dimensions"]["partij"]["codes"]["uwv"]["cues"] == ["uwv", "werkbedrijf"]
        assert read["matrices"]["omgekeerd"] == {
            "title": "Turned round", "rows": "factor", "columns": "partij", "empty": "", "unplaced": "Algemeen",
        }  # fmt: skip


MANY = """\
langage: nl
language: Dutch
vectors: {}
dimensions:
  Partij:
    naam: x
    codes:
      uwv: {label: A, cues: uwv, label: B}
      svb: {label: "", cues: [ja, Ja, [nee], ""]}
      b: {label: a, definition: [x]}
      c: {label: B, kleur: rood}
      d: tekst
      A!: {label: A, retired: true}
  factor: {codes: [x]}
  leeg!: {label: factor}
matrices:
  m: {title: M, rows: partj, columns: factor}
  n: {title: N, rows: factor, columns: factor}
  o: {}
"""


class TestEveryFaultIsNamedWithItsLine:
    @pytest.mark.parametrize(
        ("line", "says"),
        [
            (1, "did you mean “language”?"),
            (1, "no title"),
            (2, "write nl"),
            (3, "vectors: a text is expected"),
            (5, "“Partij” is no id: lower-case letters a to z, digits and hyphens, like partij"),
            (6, "did you mean “label”?"),
            (8, "“label” is here twice: the first is on line 8"),
            (8, "cues: a list of texts is expected here, like [uwv]"),
            (9, "an empty label"),
            (9, "the cue “Ja” is here twice"),
            (9, "cues: a text is expected here, not a list"),
            (9, "an empty cue"),
            (10, "definition: a text is expected here, not a list"),
            (11, "a code has no key “kleur”"),
            (12, "“d” is a code; keys are expected here"),
            (13, "“A!” is no id"),
            (13, "delete the code: if it was used, the study keeps it as retired"),
            (14, "codes: a code is written as id:"),
            (15, "“leeg!” is no id"),
            (17, "rows: no dimension is called “partj”"),
            (18, "columns: the same dimension as the rows"),
            (19, "“o” has no title"),
            (19, "“o” has no rows"),
            (19, "“o” has no columns"),
        ],
    )
    def test_also_when_there_are_many(self, tmp_path, line, says):
        assert any(at == line and says in message for at, message in faults(tmp_path, MANY))

    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("", 1, "empty"),
            ("# nothing\n", 1, "empty"),
            ("- a\n- b\n", 1, "a list where a codebook begins"),
            ("just text\n", 1, "a text where a codebook begins"),
            ("title: T\n", 1, "no dimensions"),
            ("title: T\ndimensions:\n\tx: y\n", 3, "a tab"),
            ("title: a: b\ndimensions: {}\n", 1, "colon"),
            ('title: "T\ndimensions: {}\n', 3, "never closed"),
            ("title: T\ndimensions: [\n", 3, "never closed"),
            ("title: T\ndimensions:\n  a:\n   b: {}\n  c: {}\n d: {}\n", 6, "check its indentation"),
            ("title: T\ndimensions: {}\n---\ntitle: U\n", 3, "a second document"),
            ("title: &t T\ndimensions: {}\n", 1, "an anchor"),
            ("title: T\ndimensions: *d\n", 2, "an alias"),
            ("title: !!python/name:os.system T\ndimensions: {}\n", 1, "a tag"),
            ("title: T\ndimensions: {}\ninclude: other.yaml\n", 3, "includes no other"),
            ("title: T\ndimensions: {}\n<<: {a: b}\n", 3, "includes no other"),
            ("title: T\ndimensions: {}\ncodes: {}\n", 3, "codes belong to a dimension"),
            ("title: T\ndimensions: {}\n[a]: b\n", 3, "a key that is not a text"),
            ('title: "a\\u0007b"\ndimensions: {}\n', 1, "U+0007"),
            ("title: a\x07b\ndimensions: {}\n", 1, "U+0007"),
            ('title: "a\\nb"\ndimensions: {}\n', 1, "one line"),
            (b"title: T\ndimensions: {}\n# \xe9\n", 3, "not UTF-8"),
            ("title: T\n".encode("utf-16"), 1, "looks like UTF-16"),
        ],
    )
    def test_also_when_nothing_can_be_made_of_it(self, tmp_path, text, line, says):
        found = faults(tmp_path, text)
        assert any(at == line and says in message for at, message in found), found

    def test_columns_are_counted_in_characters(self, tmp_path):
        (fault,) = check_codebook(written(tmp_path, "title: é&\ndimensions: {é: {label: x}}\n"))
        assert (fault.line, fault.column) == (2, 14)
        assert str(fault).endswith(
            "codebook.yaml:2:14: “é” is no id: lower-case letters a to z, digits and hyphens, like e"
        )

    def test_opening_it_tells_the_first_and_how_many_more(self, tmp_path):
        with pytest.raises(CoderError) as error:
            read_codebook(written(tmp_path, MANY))
        message = str(error.value)
        assert "codebook.yaml:8:" in message  # what is there twice comes before what may follow from it
        assert message.endswith("more; `coder codebook check` lists them)")
        assert len(message.splitlines()) == 1


class TestNothingFromAStrangerHangsOrHurts:
    def test_too_deep(self, tmp_path):
        lines = ["title: T", "dimensions:", " d:"]
        for level in range(MAX_DEPTH + 3):
            lines += [" " * (2 * level + 2) + "codes:", " " * (2 * level + 3) + "c:"]
        assert [message for _, message in faults(tmp_path, "\n".join(lines))] == [
            f"more than {MAX_DEPTH} levels of codes; move this one up"
        ]

    @pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
    def test_bottomless(self, tmp_path, text):
        assert any("deeper" in message for _, message in faults(tmp_path, text))

    def test_aliases_that_would_multiply(self, tmp_path):
        bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
        assert all("anchor" in m or "alias" in m or "key" in m or "no " in m for _, m in faults(tmp_path, bomb))

    def test_far_too_many_values(self, tmp_path):
        assert any("8,000 codes" in message for _, message in faults(tmp_path, "[" + ",".join("x" * 101_000) + "]"))

    def test_too_large(self, tmp_path):
        with pytest.raises(CoderError, match="MB"):
            check_codebook(written(tmp_path, b"#" * 5_000_000))

    def test_no_file_a_folder_a_pipe(self, tmp_path):
        with pytest.raises(CoderError, match="no such file"):
            read_codebook(tmp_path / "none.yaml")
        with pytest.raises(CoderError, match="folder"):
            read_codebook(tmp_path)
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe.yaml")
            with pytest.raises(CoderError, match="pipe"):
                read_codebook(tmp_path / "pipe.yaml")

    def test_what_is_shown_of_a_file_cannot_steer_a_terminal(self, tmp_path):
        path = tmp_path / "a\x1b[31m.yaml"
        path.write_text('title: T\n"\\x1b]0;x\\a": y\ndimensions: {}\n', encoding="utf-8")
        assert all("\x1b" not in str(fault) for fault in check_codebook(path))

    @pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile files are kept outside of the repository")
    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("cb_alias_self.yaml", "an alias"),
            ("cb_dup_yaml_keys.yaml", "“name” is here twice"),
            ("cb_include_self.yaml", "endless loop"),
            ("cb_missing_parent.yaml", "the parent “bestaat_niet” does not exist"),
            ("cb_tabs_bad_indent.yaml", ":2:1: a tab"),
        ],
    )
    def test_hostile_files(self, name, says):
        with pytest.raises(CoderError, match=says):
            read_codebook(HOSTILE / name)


def test_the_sha_is_that_of_the_file(tmp_path):
    path = written(tmp_path, "title: T\ndimensions: {}\n")
    codebook, sha = open_codebook(path)
    assert codebook.title == "T"
    assert len(sha) == 64
