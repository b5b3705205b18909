"""The only place with Textual: the interface in the terminal."""

from coder.store import Study


def run(study: Study) -> int:
    """Open a study in the terminal until the coder leaves; return the exit code.

    Everything that was done is on disk when this returns.
    """
    from coder.tui.app import CoderApp

    return CoderApp(study).run() or 0


__all__ = ["run"]
