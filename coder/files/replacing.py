"""Files are replaced whole: whoever reads one sees the old or the new, also after a crash or a full disk."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from coder.model.errors import CoderError, system_reason
from coder.model.language import _
from coder.model.text import printable


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to the file at `path`, which keeps its permissions if it exists; a link keeps leading to its file.

    Raises:
        CoderError: it may not be written, or the disk does not take it; what was there is as it was.
    """
    try:
        target = path.resolve(strict=False)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        _replace(target, data, mode)
    except (OSError, RuntimeError, ValueError) as error:
        reason = system_reason(error)
        raise CoderError(
            _("{path}: cannot be written: {reason}").format(path=printable(str(path)), reason=reason)
        ) from None


def check_replacing(path: Path) -> None:
    """Find out whether `replace_file` may write at `path`, as far as permissions tell.

    Raises:
        CoderError: it may not.
    """
    target = path.resolve(strict=False)
    if not os.access(target.parent, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise CoderError(
            _("{path}: cannot be written: {reason}").format(path=printable(str(path)), reason=_("permission denied"))
        )


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    # The folder holds the name: without this a crash may bring the old file back. Windows opens no folders.
    with contextlib.suppress(OSError, AttributeError):
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
