"""The bytes of a file that somebody handed in, read without trusting what the path leads to."""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coder.model.errors import CoderError, system_reason
from coder.model.language import N_, _

MAX_BYTES = 200_000_000
"""Larger files are refused: a day of talk is under one megabyte of text."""

_PIPE = N_("is a pipe or a device, not a file; save the text as a file first")


@dataclass(frozen=True)
class Original:
    """A file as it was handed in."""

    name: str
    """Its name, without the folder."""
    data: bytes

    @property
    def suffix(self) -> str:
        """Lower case, with the dot; empty if there is none."""
        return Path(self.name).suffix.lower()

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_original(path: Path, limit: int = MAX_BYTES) -> Original:
    """Read the regular file at `path`.

    Raises:
        CoderError: it is missing, a folder, a pipe, a device or a loop of links, may not be read, or is
            over `limit` bytes.
    """
    try:
        if path.is_dir():  # opening one says something else on every system
            raise CoderError(_("is a folder; name the files in it"))
        # O_NONBLOCK: a pipe that nobody writes to must not hang the program before it can be refused.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError, RuntimeError) as error:
        raise CoderError(_reason(error)) from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise CoderError(_(_PIPE))
        if status.st_size > limit:
            raise CoderError(
                _("is {size:,.0f} MB; files over {limit:,.0f} MB are not read").format(
                    size=status.st_size / 1e6, limit=limit / 1e6
                )
            )
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise CoderError(_reason(error)) from None
    if len(data) > limit:
        raise CoderError(_("is over {limit:,.0f} MB, and such files are not read").format(limit=limit / 1e6))
    return Original(path.name, data)


_REASONS = {
    errno.ENOENT: N_("there is no such file"),
    errno.EACCES: N_("may not be read by you; change its permissions"),
    errno.EPERM: N_("may not be read by you; change its permissions"),
    errno.ELOOP: N_("is a link that leads to itself"),
    errno.ENAMETOOLONG: N_("has a name that is too long"),
    errno.ENXIO: _PIPE,
    errno.EOPNOTSUPP: _PIPE,
}


def _reason(error: Exception) -> str:
    """Return why a file could not be opened, in words."""
    if isinstance(error, OSError) and error.errno in _REASONS:
        return _(_REASONS[error.errno])
    if isinstance(error, OSError) and error.strerror:
        return _("cannot be opened: {reason}").format(reason=system_reason(error))
    return _("cannot be opened")
