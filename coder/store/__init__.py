"""The only place with SQL: an event log, the tables folded from it, and the study that opens them."""

from coder.store.connections import CalledOff, Inquiry
from coder.store.counting import Progress
from coder.store.study import KEEP, Study, default_coder

__all__ = ["KEEP", "CalledOff", "Inquiry", "Progress", "Study", "default_coder"]
