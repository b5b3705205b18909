"""Watches the codebook file of a study that is open, so that an edit in an editor is seen here."""

from coder.model import CoderError
from coder.store import Study

EVERY = 2.0
"""Seconds between two looks."""

_Look = tuple[str, int, int, int] | None


class Watch:
    """Tells whether the file changed since it was asked last. Looks at its name, time and size only."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._seen = self._look()
        self._gone = False

    def moved(self) -> bool:
        """Say whether there is another file now than before; blocks as long as the disk does."""
        now = self._look()
        if now == self._seen:
            self._gone = False
            return False
        if now is None and not self._gone:
            # Editors put a new file in the place of the old one: for a moment there is none.
            self._gone = True
            return False
        self._gone = False
        self._seen = now
        return True

    def _look(self) -> _Look:
        try:
            path = self._study.codebook_file
            found = path.stat()
        except (OSError, CoderError):
            return None
        return (path.name, found.st_mtime_ns, found.st_size, found.st_ino)
