"""What went wrong that nobody foresaw: a sentence for people, the details in a log file of limited size.

The log leaves the machine when somebody asks for help, so it holds no text of the study: of what an error says, quoted
parts are left out.
"""

import logging
import os
import re
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import gettempdir

from coder.model.language import _
from coder.model.text import printable

MOST_BYTES = 500_000
"""Size of the log; the one before it is kept too."""

_QUOTED = re.compile(r"'[^'\n]{13,}'|\"[^\"\n]{13,}\"|“[^”\n]{13,}”", re.DOTALL)

_lock = threading.Lock()


def state_folder() -> Path:
    """Return the folder for what the program keeps for itself; the temporary folder where there can be none."""
    folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "focus-coder"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(gettempdir())
    return folder


def log_error(error: BaseException) -> str:
    """Write the details of an error that nobody foresaw to the log; return a sentence that says where."""
    path = state_folder() / "coder.log"
    frames = "".join(traceback.format_tb(error.__traceback__))
    name, said = type(error).__name__, printable(str(error))[:300]
    what = f"{name}: {said}" if said else name
    with _lock:
        try:
            handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8")
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            text = f"{name}: {_QUOTED.sub('…', said)}\nTraceback (most recent call last):\n{frames}"
            handler.emit(logging.LogRecord("coder", logging.ERROR, "", 0, text, None, None))
            handler.close()
        except OSError:
            return _("something went wrong ({error}); there is no place for a log").format(error=what)
    return _("something went wrong ({error}); details are in {path}").format(error=what, path=path)
