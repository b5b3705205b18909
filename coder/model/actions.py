"""What people did, in words. The log holds it in English; whoever reads it has it in the language in use."""

import re

from coder.model.language import N_, _

ACTIONS = (
    N_("undid: {action}"),
    N_("redid: {action}"),
    N_("coded {n} and reviewed {reviewed} fragments at once"),
    N_("coded {fragment} with {codes}"),
    N_("coded {fragment}"),
    N_("changed a coding of {fragment}"),
    N_("removed a coding of {fragment}"),
    N_("changed the statement of {n} codings"),
    N_("changed the statement of {fragment}"),
    N_("ordered a cell of {matrix}"),
    N_("rejected {codes} for {fragment}"),
    N_("took {fragment} in active order"),
    N_("reviewed {n} fragments"),
    N_("reviewed {fragment}"),
    N_("took back the review of {n} fragments"),
    N_("took back the review of {fragment}"),
    N_("reconciled {n} fragments on which {one} and {other} agree"),
    N_("reconciled {fragment}: {reason}"),
    N_("reconciled {fragment}"),
    N_("turned blind coding on"),
    N_("turned blind coding off"),
    N_("drew the sample {name} of {n} fragments"),
    N_("imported {name}"),
    N_("took up {name}"),
    N_("added {code}"),
    N_("renamed {code} to {label}"),
    N_("changed the id of {code} to {id}"),
    N_("redefined {code}"),
    N_("split {code}"),
    N_("moved {code} under {parent}"),
    N_("moved {code} up"),
    N_("moved {code} down"),
    N_("moved {code}"),
    N_("merged {code} into {other}"),
    N_("retired {code}"),
    N_("put {code} back"),
)
"""Every form of words that the log knows; the first that fits counts."""

_NUMBERS = frozenset({"n", "reviewed"})


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    texts = [re.escape(part) for part in parts[::2]]
    groups = [f"(?P<{name}>{'[0-9]+' if name in _NUMBERS else '.+?'})" for name in parts[1::2]] + [""]
    return re.compile("".join(text + group for text, group in zip(texts, groups, strict=True)), re.DOTALL)


_PATTERNS = [(form, _pattern(form)) for form in ACTIONS]


def action_in_words(action: str) -> str:
    """Return an action of the log in the language in use; one that is not known stays as it is."""
    for form, pattern in _PATTERNS:
        match = pattern.fullmatch(action)
        if match:
            parts = match.groupdict()
            if "action" in parts:
                parts["action"] = action_in_words(parts["action"])
            return _(form).format(**parts)
    return action
