"""What was being typed when the interface ended, offered again the next time.

It stays in the study's folder, with the other words about its participants.
"""

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from coder.files.replacing import replace_file
from coder.model import CoderError

MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement or memo that is not saved yet."""

    fragment: str
    codes: tuple[str, ...]
    """Of the coding that it belongs to."""
    kind: str
    """`statement` or `memo`."""
    text: str


class Drafts:
    """The one draft of a coder in a study."""

    def __init__(self, folder: Path, coder: str) -> None:
        self.path = folder / f".draft-{hashlib.sha256(coder.encode()).hexdigest()[:12]}.json"
        self.current: Draft | None = None
        """What is being typed."""
        self._kept: Draft | None = None
        self._closed = False

    def keep(self) -> None:
        """Have what is being typed on disk, if anything is; from any thread. A full disk is no reason to stop."""
        draft = self.current
        if self._closed or draft == self._kept:
            return
        self._kept = draft
        with contextlib.suppress(CoderError, OSError):
            if draft is None:
                self.path.unlink(missing_ok=True)
            else:
                replace_file(self.path, json.dumps(asdict(draft)).encode())
                self.path.chmod(0o600)

    def close(self) -> None:
        """Keep what is being typed, for good: what the interface does to itself when it ends changes no draft."""
        self.keep()
        self._closed = True

    def found(self) -> Draft | None:
        """Return what was left the last time; what cannot be read is none."""
        try:
            with self.path.open("rb") as file:
                data = json.loads(file.read(MOST_BYTES))
            draft = Draft(data["fragment"], tuple(data["codes"]), data["kind"], data["text"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        words = (draft.fragment, draft.text, *draft.codes)
        if draft.kind not in ("statement", "memo") or not all(isinstance(word, str) for word in words):
            return None
        return draft

    def go_on(self, draft: Draft) -> None:
        """Take a draft that was found as what is being typed."""
        self.current = self._kept = draft

    def set_aside(self) -> Path:
        """Leave a draft that fits nowhere for people to read, out of the way of the next; return its file."""
        aside = self.path.with_suffix(".old.json")
        with contextlib.suppress(OSError):
            self.path.replace(aside)
        return aside
