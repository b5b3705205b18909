"""What was freed goes back to the system."""

import ctypes
import sys


def give_back() -> None:
    """Have the C library give back what was freed, where it keeps that to itself (glibc); takes some milliseconds.

    Learning makes and drops arrays of tens of megabytes: in a large study a hundred would stay with the program for
    nothing.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
