"""The command line: click commands, one module a noun; heavy imports stay inside the bodies."""

from coder.cli.program import main

__all__ = ["main"]
