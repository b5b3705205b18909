"""Making a study, importing into it, checking it; the example study."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.stories import CODEBOOK, ROOT, run


class TestInit:
    def test_makes_a_study_with_a_codebook_that_explains_itself(self, tmp_path: Path) -> None:
        result = run("init", tmp_path / "s", "--title", "Busvervoer")
        assert result.code == 0
        text = (tmp_path / "s" / "codebook" / "codebook.yaml").read_text(encoding="utf-8")
        assert text.count("#") > 10
        assert run("--study", tmp_path / "s", "codebook", "show", "--json").data["title"] == "Busvervoer"
        assert run("--study", tmp_path / "s", "codebook", "check").code == 0

    def test_keeps_a_codebook_that_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "codebook").mkdir()
        (tmp_path / "codebook" / "mijn.yaml").write_text(CODEBOOK, encoding="utf-8")
        assert run("init", tmp_path).code == 0
        assert (tmp_path / "codebook" / "mijn.yaml").read_text(encoding="utf-8") == CODEBOOK
        assert [path.name for path in (tmp_path / "codebook").iterdir()] == ["mijn.yaml"]

    def test_a_faulty_codebook_makes_no_study(self, tmp_path: Path) -> None:
        (tmp_path / "codebook").mkdir()
        (tmp_path / "codebook" / "codebook.yaml").write_text("title: X\ntitle: Y\n", encoding="utf-8")
        result = run("init", tmp_path)
        assert result.code == 1
        assert "codebook.yaml:2" in result.err
        assert not (tmp_path / "study.db").exists()


class TestImport:
    def test_says_what_was_recognised_so_that_a_wrong_guess_is_seen(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "tweede.txt"
        path.write_text("MODERATOR: Dag.\n\nR1 (Ede): Hallo.\n\nR2 (Assen): Goedemiddag allemaal.\n", encoding="cp1252")
        out = run("--study", folder, "import", path).out
        assert "tweede.txt: 3 turns, 2 participants" in out
        assert "MODERATOR 1, R1 (Ede) 1, R2 (Assen) 1" in out
        source = run("--study", folder, "import", path, "--json").data["sources"][0]
        assert source["id"] == "tweede"
        assert "already in the study as tweede" in source["warnings"]
        assert len(run("--study", folder, "fragments", "--json").data) == 7

    def test_one_bad_file_keeps_no_other_out(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "goed.txt").write_text("Een alinea.\n\nNog een.\n", encoding="utf-8")
        (tmp_path / "fout.txt").write_bytes(b"abc\x00def")
        result = run("--study", folder, "import", tmp_path / "fout.txt", tmp_path / "goed.txt")
        assert result.code == 1
        assert result.err.count("\n") == 1
        assert "NUL" in result.err
        assert [s["id"] for s in run("--study", folder, "sources", "--json").data] == ["groep", "goed"]

    def test_a_name_with_control_characters_is_shown_harmless(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "gr\x1b[31moep\n2.txt"
        path.write_text("Een alinea.\n", encoding="utf-8")
        result = run("--study", folder, "import", path)
        assert result.code == 0
        assert "\x1b" not in result.out + run("--study", folder, "sources").out


class TestCheck:
    def test_a_whole_study_is_whole(self, folder: Path) -> None:
        assert run("--study", folder, "check", "--json").data == {"ok": True, "problems": []}

    def test_tables_that_differ_from_the_log_are_named_and_made_anew(self, folder: Path) -> None:
        db = sqlite3.connect(folder / "study.db")
        db.execute("UPDATE fragment SET text = 'verschoven' WHERE id = (SELECT min(id) FROM fragment)")
        db.commit()
        db.close()
        found = run("--study", folder, "check", "--json")
        assert found.code == 1
        assert "the text of fragments" in found.data["problems"][0]
        run("--study", folder, "check", "--rebuild")
        assert run("--study", folder, "check").code == 0
        assert run("--study", folder, "fragments", "groep", "--json").data[0]["text"] == "Hoe gaat het met de bus?"


class TestCodebookCommands:
    def test_an_edit_is_an_event_and_in_the_file_with_comments_kept(self, folder: Path) -> None:
        path = folder / "codebook" / "codebook.yaml"
        path.write_text("# Van ons drieën.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        here = ("--study", folder, "--coder", "anna", "codebook")
        assert run(*here, "add", "partij/provincie", "Provincie", "--cue", "gedeputeerde").code == 0
        assert run(*here, "rename", "partij/gemeente", "Gemeenten").code == 0
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# Van ons drieën.\n")
        assert "gedeputeerde" in text
        assert "Gemeenten" in text
        assert run("--study", folder, "--coder", "anna", "undo").code == 0
        assert "Gemeenten" not in path.read_text(encoding="utf-8")
        assert run("--study", folder, "check").code == 0

    def test_merged_codes_count_as_one(self, folder: Path) -> None:
        here = ("--study", folder, "--coder", "anna")
        run(*here, "code", "groep#3", "partij/gemeente")
        run(*here, "code", "groep#2", "partij/vervoerder")
        assert run(*here, "codebook", "merge", "partij/vervoerder", "partij/gemeente").code == 0
        rows = run(*here, "retrieve", "partij/gemeente", "--json").data
        assert [row["fragment"] for row in rows] == ["groep#2", "groep#3"]
        assert run(*here, "undo").code == 0
        assert [r["fragment"] for r in run(*here, "retrieve", "partij/vervoerder", "--json").data] == ["groep#2"]
        assert run(*here, "check").code == 0

    @pytest.mark.parametrize("ending", ["xlsx", "csv", "yaml"])
    def test_goes_out_and_in_again(self, folder: Path, tmp_path: Path, ending: str) -> None:
        here = ("--study", folder, "codebook")
        before = run(*here, "show", "--json").data
        assert run(*here, "export", tmp_path / f"uit.{ending}").code == 0
        assert run(*here, "import", tmp_path / f"uit.{ending}").code == 0
        assert run(*here, "show", "--json").data == before

    def test_check_names_every_fault_with_its_line(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "fout.yaml"
        path.write_text(
            "title: X\ndimensions:\n  Partij:\n    label: P\n    codez: {}\n  factor:\n    label: F\n"
            "matrices:\n  m: {title: M, rows: nergens, columns: factor}\n",
            encoding="utf-8",
        )
        result = run("--study", folder, "codebook", "check", path)
        assert result.code == 1
        lines = [line.split(":")[1] for line in result.out.splitlines()]
        assert {"3", "5", "9"} <= set(lines)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example study and what was printed while it was made."""
    folder = tmp_path_factory.mktemp("demo") / "voorbeeld"
    result = run("demo", folder)
    assert result.code == 0, result.err
    return folder, result.out


class TestExample:
    def test_has_two_focus_groups_and_a_survey_in_three_formats(self, example: tuple[Path, str]) -> None:
        folder, _ = example
        sources = {s["id"]: s for s in run("--study", folder, "sources", "--json").data}
        assert {Path(s["path"]).suffix for s in sources.values()} == {".txt", ".docx", ".csv"}
        for name, participants in (("focusgroep-noord", 9), ("focusgroep-zuid", 11)):
            assert sources[name]["cases"] == participants
            assert sources[name]["fragments"] >= 150
        assert sources["enquete"]["cases"] >= 80
        assert len(sources["enquete"]["questions"]) == 3
        assert {"grootteklasse", "provincie"} <= set(sources["enquete"]["attributes"])

    def test_is_coded_by_two_who_do_not_always_agree(self, example: tuple[Path, str]) -> None:
        _, out = example
        overall = next(line for line in out.splitlines() if line.startswith("overall"))
        assert 0.5 < float(overall.split()[1]) < 0.95

    def test_writes_three_matrices(self, example: tuple[Path, str]) -> None:
        folder, out = example
        assert {path.name for path in (folder / "appendix").iterdir()} == {
            "appendix.docx",
            "appendix.xlsx",
            "appendix.html",
        }
        assert out.count(" statements\n") == 3
        matrices = run("--study", folder, "matrix", "--json").data
        assert [matrix["id"] for matrix in matrices] == ["activiteiten", "factoren", "doelen"]
        assert all(matrix["cells"] for matrix in matrices)

    def test_every_code_has_a_definition_and_five_to_ten_cues(self, example: tuple[Path, str]) -> None:
        folder, _ = example
        todo = [
            code for d in run("--study", folder, "codebook", "show", "--json").data["dimensions"] for code in d["codes"]
        ]
        while todo:
            code = todo.pop()
            todo += code["codes"]
            assert code["definition"], code["code"]
            assert 5 <= len(code["cues"]) <= 10, code["code"]

    def test_is_whole(self, example: tuple[Path, str]) -> None:
        assert run("--study", example[0], "check").code == 0

    def test_made_twice_is_the_one_that_is_there(self, example: tuple[Path, str]) -> None:
        result = run("demo", example[0])
        assert result.code == 0
        assert "is there already" in result.out

    def test_never_lands_in_a_folder_with_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "brief.txt").write_text("x")
        result = run("demo", tmp_path)
        assert result.code == 1
        assert "not empty" in result.err
        assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]

    def test_the_checkout_itself_is_a_study(self, tmp_path: Path) -> None:
        for part in ("codebook", "transcripts"):
            shutil.copytree(ROOT / part, tmp_path / part)
        assert run("init", tmp_path).code == 0
        assert run("--study", tmp_path, "codebook", "check").code == 0
