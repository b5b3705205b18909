"""The screen where coders are compared and what they differ on is settled, by what its keys are about."""

from coder.tui.screens.reconcile.screen import ReconcileScreen

__all__ = ["ReconcileScreen"]
