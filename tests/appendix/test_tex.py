"""LaTeX that compiles as it is, and says what was written."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given

from coder.appendix import write_appendix
from coder.appendix.write_tex import literal
from tests.matrices import HOSTILE, printable_text, table

COMMANDS = re.compile(r"\\[a-zA-Z]+|\\[^a-zA-Z]")


def test_hostile_text_is_text(tmp_path: Path):
    write_appendix([table(*HOSTILE)], tmp_path / "c.tex")
    content = (tmp_path / "c.tex").read_text("utf-8")
    assert r"\input" not in content
    assert content.count(r"\end{document}") == 1
    assert r"\textbackslash{}input\{/etc/passwd\}" in content


@given(printable_text)
def test_any_text_uses_only_commands_that_print_a_character(text):
    made = literal(text)
    known = {"textbackslash", "textasciicircum", "textasciitilde", "textless", "textgreater", "textbar", "textquotedbl"}
    known |= {"textquotesingle", "textasciigrave", "unknownchar", "ensuremath", "hspace", "mbox", "textbullet", "ldots"}
    known |= {"texteuro", "texttimes", "textrightarrow", "textleftarrow", "textuparrow", "textdownarrow", "rightarrow"}
    known |= {"leftrightarrow", "Rightarrow", "leq", "geq", "neq", "approx", "infty", "triangleright"}
    commands = {command[1:] for command in COMMANDS.findall(made)}
    assert commands <= known | set("{}$&#_%,-")
    plain = COMMANDS.sub("", made)
    assert not set(plain) & set("$&#^_%\\")
    assert plain.count("{") == plain.count("}")


def test_a_long_table_repeats_its_header_and_the_label_of_a_row_that_goes_on(tmp_path: Path):
    long = [f"Uitspraak {number} over de samenwerking in de regio, die tijd en geld kost" for number in range(60)]
    write_appendix([table(*long)], tmp_path / "c.tex")
    content = (tmp_path / "c.tex").read_text("utf-8")
    assert r"\endhead" in content
    assert content.count(r"\textbf{UWV} (vervolg)") >= 3


def test_a_statement_longer_than_a_page_goes_on_in_the_next_row(tmp_path: Path):
    write_appendix([table("Regie en tempo en geld. " * 300)], tmp_path / "c.tex")
    content = (tmp_path / "c.tex").read_text("utf-8")
    assert content.count("Regie en tempo en geld.") + content.count("Regie\n") >= 295
    assert content.count(r"\statement{") == 1
    assert content.count(r"\more{") >= 3


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="there is no LaTeX on this machine")
def test_compiles(tmp_path: Path):
    write_appendix(
        [table(*HOSTILE, rows=("[haak]", "*ster")), table()], tmp_path / "c.tex", sources=True, title="# & %"
    )
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "c.tex"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "c.pdf").stat().st_size > 1000
