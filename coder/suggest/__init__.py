"""The only place with spaCy and scikit-learn: ranked codes for a fragment, with reasons.

Importing it is light; the heavy libraries load when a `Suggester` is built.
"""

from coder.suggest.reasons import Reason, Suggestion
from coder.suggest.suggester import Suggester

__all__ = ["Reason", "Suggester", "Suggestion"]
