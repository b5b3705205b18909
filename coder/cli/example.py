"""The example study: made elsewhere from the files that come with the program."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from coder.cli import words
from coder.cli.output import say
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable
from coder.store import Study

CODEBOOK = "social-return.yaml"
SOURCES = ("focusgroep-noord.txt", "focusgroep-zuid.docx", "enquete.csv")
CODERS = ("anna", "bram")
FORMATS = ("docx", "xlsx", "html")


def build(folder: Path, coder: str | None) -> None:
    """Make the example study in `folder`, or take the one that is there, print what it holds and write its appendix.

    Raises:
        CoderError: the folder holds something else, or cannot be written.
    """
    name = printable(str(folder))
    if (folder / "study.db").exists():
        say(_("{folder} is there already; `coder {folder}` opens it").format(folder=name))
    else:
        if folder.exists() and any(folder.iterdir()):
            raise CoderError(
                _("{folder} is not empty; give another folder, like `coder demo {folder}-2`").format(folder=name)
            )
        with _data() as data:
            _make(folder, data)
    with Study.open(folder, coder) as study:
        _tell_agreement(study)
        _write_appendix(study, folder / "appendix")
    say("\n" + _("open it with `coder {folder}`").format(folder=name))


@contextmanager
def _data() -> Iterator[Path]:
    """Give the folder of codebook/ and transcripts/: beside the package in a checkout, inside it when installed."""
    import coder

    checkout = Path(coder.__file__).resolve().parent.parent
    if (checkout / "codebook" / CODEBOOK).is_file() and (checkout / "transcripts").is_dir():
        yield checkout
        return
    with as_file(files("coder") / "example") as installed:
        if not installed.is_dir():
            raise CoderError(_("the example study did not come with this installation; install focus-coder again"))
        yield installed


def _make(folder: Path, data: Path) -> None:
    from coder.files import read_source
    from coder.files.codings_jsonl import read_codings

    for part, names in (("codebook", (CODEBOOK,)), ("transcripts", SOURCES)):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(data / part / name, folder / part / name)
    with Study.create(folder, CODERS[0]) as study:
        codebook = study.codebook
        said = _("{title}: {codes} in {dimensions}")
        codes, dimensions = words.codes(len(codebook.paths)), words.dimensions(len(codebook.dimensions))
        say(said.format(title=codebook.title, codes=codes, dimensions=dimensions))
        for name in SOURCES:
            source, _added = study.add_source(read_source(folder / "transcripts" / name))
            who = words.people(source.cases, source.kind)
            say(f"  {source.id:<18} {words.fragments(source.fragments):>15}  {who}")
    for name in CODERS:
        with Study.open(folder, name) as study, (data / "transcripts" / f"codings-{name}.jsonl").open("rb") as lines:
            codings, reviews, _known = study.code_many(read_codings(lines))
            read = _("{fragments} read without coding").format(fragments=words.fragments(reviews))
            say(f"  {name:<18} {words.codings(codings):>15}  {read}")


def _tell_agreement(study: Study) -> None:
    """Print how far the two coders agree."""
    from coder.cli.agreement import summary

    say("\n" + summary(study, CODERS))


def _write_appendix(study: Study, folder: Path) -> None:
    from coder.appendix import matrices, write_appendix

    found = matrices(study)
    folder.mkdir(exist_ok=True)
    say()
    for matrix in found:
        say(f"{matrix.title}: {words.statements(matrix.statements)}")
    for ending in FORMATS:
        path = folder / f"appendix.{ending}"
        write_appendix(found, path, language=study.codebook.language, title=study.codebook.title)
        say(_("wrote {file}").format(file=printable(str(path))))
