"""A study opens what is its own and leaves everything else untouched."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from coder.model import CoderError, CodingLine
from coder.store import Study
from coder.store.schema import APPLICATION_ID
from tests.stories import CODEBOOK, ROOT, SHARED, transcript

LATE = ("partij/vervoerder", "factor/faal")


def _refused(folder: Path, words: str) -> None:
    path = folder / "study.db"
    before = path.read_bytes()
    with pytest.raises(CoderError) as error:
        Study.open(folder, "anna")
    assert words in str(error.value)
    assert "\n" not in str(error.value)
    assert path.read_bytes() == before


class TestRefusal:
    def test_of_another_programs_database(self, tmp_path: Path) -> None:
        db = sqlite3.connect(tmp_path / "study.db")
        db.execute("CREATE TABLE code_name(cid integer)")
        db.close()
        _refused(tmp_path, "another program's database")

    def test_of_a_newer_schema(self, folder: Path) -> None:
        db = sqlite3.connect(folder / "study.db")
        db.execute("PRAGMA user_version=99")
        db.close()
        _refused(folder, "newer version")

    def test_of_a_migration_from_the_future(self, folder: Path) -> None:
        db = sqlite3.connect(folder / "study.db")
        db.execute("INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('study', 'm999', '')")
        db.commit()
        db.close()
        _refused(folder, "newer version")

    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE TABLE extra(x)",
            "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT n FROM r",
            "CREATE TRIGGER t AFTER INSERT ON review BEGIN DELETE FROM event; END",
        ],
    )
    def test_of_tables_views_and_triggers_that_are_not_ours(self, folder: Path, sql: str) -> None:
        db = sqlite3.connect(folder / "study.db")
        db.execute(sql)
        db.close()
        _refused(folder, "that no study has")

    @pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"not a database" * 100])
    def test_of_a_file_that_is_no_database(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "study.db").write_bytes(content)
        _refused(tmp_path, "not a study database")

    def test_of_a_damaged_file(self, folder: Path) -> None:
        path = folder / "study.db"
        whole = path.read_bytes()
        path.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
        _refused(folder, "damaged")

    def test_of_a_folder_without_a_study(self, tmp_path: Path) -> None:
        with pytest.raises(CoderError, match="coder init"):
            Study.open(tmp_path, "anna")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(not SHARED.is_dir(), reason="the hostile databases are not beside this checkout")
    @pytest.mark.parametrize("name", ["wrong_schema.sqlite", "recursive_view_hang.sqlite", "random.sqlite"])
    def test_of_hostile_databases(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "study.db").write_bytes((SHARED / "cases" / "hostile" / name).read_bytes())
        _refused(tmp_path, "study")

    def test_a_study_is_never_made_over_another(self, folder: Path) -> None:
        before = (folder / "study.db").read_bytes()
        with pytest.raises(CoderError, match="a study already"):
            Study.create(folder, "anna", CODEBOOK)
        assert (folder / "study.db").read_bytes() == before


class TestBesideOthers:
    def test_two_coders_write_in_turn(self, folder: Path) -> None:
        with Study.open(folder, "anna") as hers, Study.open(folder, "bram") as his:
            hers.code(CodingLine("groep#2", LATE))
            his.code(CodingLine("groep#2", LATE))
            hers.code(CodingLine("groep#3", LATE))
            assert [c.coder for c in his.codings()] == ["anna", "bram", "anna"]
            assert his.check() == []

    def test_the_file_says_whose_it_is(self, folder: Path) -> None:
        header = (folder / "study.db").read_bytes()[:100]
        assert int.from_bytes(header[68:72], "big") == APPLICATION_ID

    def test_reading_never_makes_a_journal_that_syncs_apart(self, folder: Path) -> None:
        with Study.open(folder, "anna") as study:
            study.code(CodingLine("groep#2", LATE))
        assert sorted(path.name for path in folder.iterdir()) == ["codebook", "study.db", "transcripts"]


STREAM = """
import sys
from pathlib import Path
from coder.cli import main
main(["--study", sys.argv[1], "--coder", "anna", "code", "--from", "-"])
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    """A machine that stops in the middle of a stream loses nothing that it acknowledged, and opens again."""
    folder = tmp_path / "s"
    with Study.create(folder, "anna", CODEBOOK) as study:
        study.add_source(transcript(turns=tuple(f"Beurt {n} over de bus." for n in range(400))))
    process = subprocess.Popen(
        [sys.executable, "-c", STREAM, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for n in range(1, 401):
        process.stdin.write(b'{"fragment": "groep#%d", "codes": ["partij/vervoerder"]}\n' % n)
    process.stdin.flush()
    acknowledged = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    acknowledged += process.stdout.read().splitlines()
    process.stdin.close()
    process.stdout.close()
    with Study.open(folder, "anna") as study:
        kept = {coding.fragment for coding in study.codings()}
        assert {line.split()[1].decode() for line in acknowledged if line.strip()} <= kept
        assert study.check() == []


def test_opening_takes_up_an_edit_of_the_codebook_file(folder: Path) -> None:
    with Study.open(folder, "anna") as study:
        study.code(CodingLine("groep#2", LATE))
    path = folder / "codebook" / "codebook.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("label: Vervoerder", "label: Vervoersbedrijf"), encoding="utf-8"
    )
    with Study.open(folder, "anna") as study:
        assert study.codebook.label(LATE) == "Vervoersbedrijf + Faalfactoren"
        assert any("Vervoersbedrijf" in line for line in study.news)
    with Study.open(folder, "anna") as study:
        assert study.news == []


def test_a_code_that_left_the_file_while_in_use_is_retired_and_comes_back_with_its_codings(folder: Path) -> None:
    path = folder / "codebook" / "codebook.yaml"
    whole = path.read_text(encoding="utf-8")
    with Study.open(folder, "anna") as study:
        study.code(CodingLine("groep#2", LATE))
    path.write_text(
        whole.replace("      vervoerder: {label: Vervoerder, cues: [bus, chauffeur]}\n", ""), encoding="utf-8"
    )
    with Study.open(folder, "anna") as study:
        assert study.codebook.code("partij/vervoerder").retired
        assert study.codings()[0].codes == LATE
        with pytest.raises(CoderError, match="retired"):
            study.code(CodingLine("groep#3", LATE))
    path.write_text(whole, encoding="utf-8")
    with Study.open(folder, "anna") as study:
        assert not study.codebook.code("partij/vervoerder").retired
        assert study.codings(codes=("partij/vervoerder",))[0].codes == LATE


def test_codings_follow_a_code_that_moved_in_the_file(folder: Path) -> None:
    path = folder / "codebook" / "codebook.yaml"
    with Study.open(folder, "anna") as study:
        study.code(CodingLine("groep#2", LATE))
    path.write_text(
        path.read_text(encoding="utf-8").replace("      vervoerder: {label", "      bedrijf: {label"), encoding="utf-8"
    )
    with Study.open(folder, "anna") as study:
        assert study.codings()[0].codes == ("partij/bedrijf", "factor/faal")
        assert study.check() == []


def test_a_study_made_before_respondents_were_found_by_label_is_brought_up_to_date(folder: Path) -> None:
    db = sqlite3.connect(folder / "study.db")
    db.execute("DROP INDEX case_label")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_cases_by_label'")
    db.commit()
    db.close()
    with Study.open(folder, "anna") as study:
        assert study.check() == []
    db = sqlite3.connect(folder / "study.db")
    assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'case_label'").fetchone() == (1,)
    db.close()
    Study.open(folder, "anna").close()
