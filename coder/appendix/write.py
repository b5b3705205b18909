"""One door to the seven formats of an appendix."""

import importlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from coder.appendix.clean import clean
from coder.appendix.options import Options
from coder.appendix.text import fit
from coder.model.errors import CoderError, system_reason
from coder.model.language import _
from coder.model.matrix import Matrix

FORMATS = ("docx", "xlsx", "html", "md", "csv", "tex", "json")
"""What an appendix can be written as: the suffix of the file picks."""

Writer = Callable[[Sequence[Matrix], Path, Options], None]


def write_appendix(
    matrices: Sequence[Matrix], path: Path | str, *, sources: bool = False, language: str = "nl", title: str = ""
) -> list[str]:
    """Write matrices to one file, whole or not at all; the same matrices give the same bytes.

    Args:
        matrices: in the order in which they are printed.
        path: its suffix picks the format, one of `FORMATS`.
        sources: print the addresses of the fragments behind every statement.
        language: of the study, like `nl` or `en-GB`.
        title: over the whole document; empty prints “Bijlage” or “Appendix”.

    Returns:
        Sentences on what the format cannot hold and was left out.

    Raises:
        CoderError: the suffix is none of the seven, a format cannot hold so much, or the file cannot be written.
    """
    path = Path(path)
    writer, format_ = _writer(path)
    options = Options(sources, language, fit(title)[0])
    warnings: list[str] = []
    if format_ != "json":
        matrices, warnings = clean(matrices, options.words)
    atomically(path, lambda temporary: writer(matrices, temporary, options))
    return warnings


def _writer(path: Path) -> tuple[Writer, str]:
    """Return the writer for a file name. Only its module is loaded: some bring a library of a second or so."""
    format_ = path.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise CoderError(
            _("cannot write “{name}”: an appendix ends in one of {known}").format(name=path.name, known=known)
        )
    module = importlib.import_module(f"coder.appendix.write_{format_}")
    writer: Writer = getattr(module, f"write_{format_}")
    return writer, format_


def atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Write next to `path`, then put the file in its place: what was there stays until all is written."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            write(temporary)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = system_reason(error)
        raise CoderError(
            _("cannot write {path}: {reason}; is the folder there, and is the file closed?").format(
                path=path, reason=reason
            )
        ) from error


def _umask() -> int:
    """Return the mask for new files: temporary ones are private, an appendix is as any other file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
