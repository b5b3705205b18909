"""Agreement between coders: pure functions on arrays.

`Ratings` holds who decided what; `agreement` measures it; `disagreements` says where to look. `agreement_of_table` does
the same for ratings made elsewhere. Definitions, with their sources: docs/methods.md.
"""

from coder.agreement.analysis import agreement
from coder.agreement.characters import character_ratings
from coder.agreement.disagreements import Disagreement, disagreements, reconcile_queue
from coder.agreement.methods import methods_sentence
from coder.agreement.ratings import Ratings
from coder.agreement.result import Agreement, CodeAgreement, Coefficients, Overall, Pair, verdict
from coder.agreement.sampling import draw_sample, half_width, least_units, sample_size
from coder.agreement.table import TableAgreement, agreement_of_table
from coder.agreement.unitizing import Unit, unitizing_alphas
from coder.agreement.unitizing_1995 import unitizing_alpha_1995

__all__ = [
    "Agreement",
    "CodeAgreement",
    "Coefficients",
    "Disagreement",
    "Overall",
    "Pair",
    "Ratings",
    "TableAgreement",
    "Unit",
    "agreement",
    "agreement_of_table",
    "character_ratings",
    "disagreements",
    "draw_sample",
    "half_width",
    "least_units",
    "methods_sentence",
    "reconcile_queue",
    "sample_size",
    "unitizing_alpha_1995",
    "unitizing_alphas",
    "verdict",
]
