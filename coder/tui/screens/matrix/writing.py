"""The appendix as a file in the study's folder."""

from textual import work

from coder.appendix import FORMATS, write_appendix
from coder.model import CoderError
from coder.tui.language import _
from coder.tui.screens.matrix.filling import Filling
from coder.tui.screens.matrix.words import statements_in_words
from coder.tui.widgets.form import Preview, Values

FOLDER = "appendix"
"""Where the appendix is written, in the study's folder."""

FILE = "appendix.docx"


class Writing(Filling):
    """Asks for the name of a file, and writes the matrices to it."""

    def action_write(self) -> None:
        """Write the appendix into the study's folder; the ending of the name tells the format."""
        if self._matrices:
            self._form("file").open(_("Write the appendix"), self._to_write, self._written, {"file": FILE})

    def _to_write(self, values: Values) -> Preview:
        name = values["file"]
        ending = name.rpartition(".")[2].lower()
        if "." not in name.lstrip(".") or ending not in FORMATS:
            endings = ", ".join(f".{known}" for known in FORMATS)
            return Preview(_("The name ends in one of {endings}.").format(endings=endings), waiting=True)
        if set(name) & set("/\\:\0"):
            return Preview(_("It is written in {folder}/; give a name only.").format(folder=FOLDER), fault=True)
        n = sum(matrix.statements for matrix in self._matrices)
        words = _("{statements}, in {file}. Other endings: {endings}.")
        others = ", ".join(known for known in FORMATS if known != ending)
        text = words.format(statements=statements_in_words(n), file=f"{FOLDER}/{name}", endings=others)
        if (self._desk.study.folder / FOLDER / name).exists():
            text += " " + _("It takes the place of the file that is there.")
        return Preview(text)

    def _written(self, values: Values) -> None:
        self._write(values)

    @work(thread=True, exclusive=True, group="appendix")
    def _write(self, values: Values) -> None:
        codebook = self._desk.codebook
        name = values["file"]
        path = self._desk.study.folder / FOLDER / name
        try:
            path.parent.mkdir(exist_ok=True)
            warnings = write_appendix(self._matrices, path, language=codebook.language, title=codebook.title)
        except (CoderError, OSError) as error:
            self.app.call_from_thread(self._say, str(error), error=True)
            return
        written = _("Written: {file}").format(file=f"{FOLDER}/{name}")
        self.app.call_from_thread(self._say, " ".join([written, *warnings]))
