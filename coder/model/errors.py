"""The one error a user sees, and what the system says when a file cannot be had."""

from coder.model.language import N_, _


class CoderError(Exception):
    """One clear line: what is wrong, where, and what to do.

    The command line prints it and exits with 1; the interface shows it as a sentence.
    """


_SYSTEM = (
    N_("permission denied"), N_("operation not permitted"), N_("no such file or directory"), N_("file exists"),
    N_("not a directory"), N_("is a directory"), N_("directory not empty"), N_("no space left on device"),
    N_("disk quota exceeded"), N_("file too large"), N_("read-only file system"), N_("file name too long"),
    N_("too many levels of symbolic links"), N_("too many open files"), N_("input/output error"),
)  # fmt: skip
"""What the system may say, as `strerror` has it; it says the rest in English."""


def system_reason(error: Exception) -> str:
    """Return why the system would not do something, in the language in use: `permission denied`."""
    return _((getattr(error, "strerror", None) or str(error)).lower())
