"""The codebook file: YAML that people edit and version, read with all its faults and written with all its comments."""

import hashlib
import os
from pathlib import Path

from coder.files.codebook_faults import Fault
from coder.files.codebook_plan import node_entries, plan_codebook
from coder.files.codebook_source import CodebookSource, parse, read_bytes
from coder.files.replacing import check_replacing, replace_file
from coder.files.yaml_edit import edit
from coder.files.yaml_plan import Indent, fresh_block
from coder.model.codebook import Codebook
from coder.model.codebook_edit import without_retired
from coder.model.errors import CoderError
from coder.model.language import _
from coder.model.text import printable

__all__ = [
    "Fault",
    "check_codebook",
    "check_writing",
    "code_lines",
    "codebook_text",
    "open_codebook",
    "read_codebook",
    "read_codebook_file",
    "read_codebook_text",
    "write_codebook",
]


def check_codebook(path: Path) -> list[Fault]:
    """Return everything that is wrong with the codebook file at `path`, in the order of the file.

    After a fault in the YAML itself what follows cannot be read, so that there may be more once it is repaired.

    Raises:
        CoderError: there is no such file, or it cannot be opened.
    """
    return parse(path, read_bytes(path))[1].sorted()


def read_codebook(path: Path) -> Codebook:
    """Return the codebook in the file at `path`.

    Raises:
        CoderError: it cannot be opened, or is faulty: the first fault, with its line, and how many more there are.
    """
    return _read(path).codebook


def open_codebook(path: Path) -> tuple[Codebook, str]:
    """Return the codebook in the file at `path`, and the SHA-256 of the file, for `write_codebook` to compare.

    Raises:
        CoderError: as `read_codebook`.
    """
    codebook, data = read_codebook_file(path)
    return codebook, hashlib.sha256(data).hexdigest()


def read_codebook_file(path: Path) -> tuple[Codebook, bytes]:
    """Return the codebook in the file at `path`, and the bytes of the file.

    Raises:
        CoderError: as `read_codebook`.
    """
    source = _read(path)
    return source.codebook, source.data


def code_lines(path: Path) -> dict[str, int]:
    """Return the line, from 1, of every dimension and code in the file at `path`; nothing if it is faulty."""
    source, _faults = parse(path, read_bytes(path))
    return (
        {code: source.text.count("\n", 0, entry.key.start) + 1 for code, entry in node_entries(source.root)}
        if source
        else {}
    )


def read_codebook_text(text: str) -> Codebook | None:
    """Return the codebook in the text of a file, None if it is faulty."""
    source, _faults = parse(Path("codebook.yaml"), text.encode("utf-8"))
    return source.codebook if source else None


def write_codebook(path: Path, codebook: Codebook, expected_sha: str | None = None) -> str:
    """Make the file at `path` say `codebook`, and return its SHA-256.

    Only what differs is written: comments, order, quotes and brackets of the rest stay, and a code that moved takes its
    comments along. Retired codes are left out: that they are not in the file is what retires them. Nothing is touched
    if the file says it already. A file that does not exist is written anew.

    Raises:
        CoderError: the file is not the one that `expected_sha` was read from, is faulty, or cannot be written; or the
            codebook is one that no file can hold, such as one with a label twice. The file is as it was.
    """
    before, data = _prepare(path, codebook, expected_sha)
    if before != data:
        if before is not None and read_bytes(path) != before:  # by an editor, while this was worked out
            raise _changed(path)
        replace_file(path, data)
    return hashlib.sha256(data).hexdigest()


def check_writing(path: Path, codebook: Codebook, expected_sha: str | None = None) -> None:
    """Find out whether `write_codebook` would do it, and touch nothing.

    Raises:
        CoderError: as `write_codebook`, but for a disk that turns out to be full.
    """
    _prepare(path, codebook, expected_sha)
    check_replacing(path)


def _prepare(path: Path, codebook: Codebook, expected_sha: str | None) -> tuple[bytes | None, bytes]:
    """Return the bytes of the file, None if there is none, and those that it should have."""
    codebook = without_retired(codebook)
    if not os.path.lexists(path):
        if expected_sha is not None:
            raise CoderError(
                _("{path}: the file is gone; put it back, or export the codebook to a new file").format(
                    path=printable(str(path))
                )
            )
        data = codebook_text(codebook).encode("utf-8")
        _verify(path, data, codebook)
        return None, data
    source = _read(path)
    if expected_sha is not None and source.sha256 != expected_sha:
        raise _changed(path)
    if source.codebook == codebook:
        return source.data, source.data
    data = source.encode(edit(source.text, source.root, plan_codebook(codebook, source)))
    _verify(path, data, codebook)
    return source.data, data


def codebook_text(codebook: Codebook) -> str:
    """Return a codebook, without its retired codes, as the text of a new file."""
    lines: list[str] = []
    for plan in plan_codebook(without_retired(codebook)):
        if lines and isinstance(plan.value, list):
            lines.append("")
        lines += fresh_block(plan, 0, Indent())
    return "\n".join([*lines, ""])


def _read(path: Path) -> CodebookSource:
    source, faults = parse(path, read_bytes(path))
    if source is None:
        faults.raise_first()
        raise CoderError(_("{path}: holds no codebook").format(path=printable(str(path))))
    return source


def _verify(path: Path, data: bytes, codebook: Codebook) -> None:
    """Refuse to write what would not be read back: nobody may lose a codebook to an edit."""
    written, faults = parse(path, data)
    if faults.found:
        first = faults.sorted()[0]
        raise CoderError(
            _("{path}: not written, as it could not be read again: {fault}").format(
                path=printable(str(path)), fault=first.message
            )
        )
    if written is None or written.codebook != codebook:
        raise CoderError(
            _("{path}: not written, as it would be read as another codebook; edit it by hand").format(
                path=printable(str(path))
            )
        )


def _changed(path: Path) -> CoderError:
    return CoderError(
        _("{path}: was changed by another program since it was read; open it again").format(path=printable(str(path)))
    )
