"""The only place with Textual: the interface in the terminal."""

import gc
import os

from coder.store import Study


def run(study: Study) -> int:
    """Open a study in the terminal until the coder leaves; return the exit code.

    Everything that was done is on disk when this returns. What stopped the interface, if something did, is raised here,
    after the terminal was put in order.
    """
    # A picture is made 2 ms after something changed, not 17 as in Textual: a key that takes two is seen 20 ms earlier.
    # Nothing is painted that did not change. It is read when Textual is imported.
    os.environ.setdefault("TEXTUAL_FPS", "500")
    gc.disable()  # until the first screen is seen, 40 ms sooner: all that is loaded stays
    from coder.tui.app import CoderApp

    app = CoderApp(study)
    try:
        app.run()
    finally:
        app.finish()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


__all__ = ["run"]
