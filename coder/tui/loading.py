"""Loads what takes long to load when it is needed first, in one thread at a time."""

from threading import RLock

LOADING = RLock()
"""Held while a part of the agreement is imported. Its modules import each other: two threads that begin at different
ends would each get a module of which half is there."""
