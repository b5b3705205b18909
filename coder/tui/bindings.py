"""Keys by name: what each does where, which of them the coder changed, and which cannot go together."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from coder.model import CoderError
from coder.model.text import printable
from coder.tui.language import _
from coder.tui.widgets.keys import key_name

Reach = Literal["screen", "part", "inner", "typing"]
"""Where keys work: on a screen, in a part that screens are made of, in a part that has all keys to itself while it is
used, or where text is typed."""

EVERYWHERE = "list"
"""The scope whose keys work in every list, on every screen."""

MOST = 4
"""Keys that may do one thing."""

_NAMED = frozenset(key.value for key in Keys)
_KEY = re.compile(r"[\w+]{1,40}")


class Bound(NamedTuple):
    """A binding and where it works."""

    scope: str
    reach: Reach
    binding: Binding


_all: list[Bound] = []
_changed: dict[str, str] = {}


def bound(scope: str, *bindings: Binding, reach: Reach = "part") -> list[BindingType]:
    """Return bindings that can be changed: each gets an id from its scope and action, like `coding.undo`.

    What belongs to the application (`app.help`) has one id, and so one key, on every screen.
    """
    named = [replace(binding, id=binding.id or _id(scope, binding.action)) for binding in bindings]
    _all.extend(Bound(scope, reach, binding) for binding in named)
    return list(named)


def _id(scope: str, action: str) -> str:
    return action if action.startswith("app.") else f"{scope}.{action.removeprefix('screen.')}"


def changeable() -> dict[str, Binding]:
    """Return every binding that can be changed, by id: what works everywhere first, then scope by scope."""
    from coder.tui.screens import late  # screens are above this module; their keys are known once they are loaded

    late.load_all()
    found: dict[str, Binding] = {}
    for item in sorted(_all, key=lambda item: not (item.binding.id or "").startswith("app.")):
        found.setdefault(item.binding.id or "", item.binding)
    return found


def where(id_: str) -> str:
    """Return the scope that a binding is listed under: `app` for what is the same on every screen."""
    return "app" if id_.startswith("app.") else next(item.scope for item in _all if item.binding.id == id_)


def use_keys(changed: Mapping[str, str]) -> None:
    """Take over the keys that the coder changed: ids of bindings and their keys, as `check_keys` returned them."""
    _changed.clear()
    _changed.update(changed)


def keys_of_binding(binding: Binding) -> list[str]:
    """Return the keys that do what a binding says, as the coder has them."""
    return _changed.get(binding.id or "", binding.key).split(",")


def key_for(id_: str) -> str:
    """Return how the first key for something is written, for a sentence that names it."""
    known = next((item.binding for item in _all if item.binding.id == id_), None)
    return key_name(keys_of_binding(known or changeable()[id_])[0])


def check_keys(id_: str, keys: str) -> str:
    """Return keys, given as `c,enter` or `?`, as they are kept.

    Raises:
        CoderError: nothing has that id, these are no keys, or one of them does something else in the same place.
    """
    if id_ not in changeable():
        raise CoderError(_("{name} is nothing that a key does").format(name=f"“{printable(id_)[:40]}”"))
    names = [_checked(key) for key in ([keys] if keys == "," else keys.split(","))]
    if len(names) > MOST:
        raise CoderError(_("at most {n} keys can do the same thing").format(n=MOST))
    if any(item.reach == "typing" and item.binding.id == id_ for item in _all):
        for name in names:
            if key_to_character(name) is not None:
                raise CoderError(
                    _("{key} is a letter where text is typed; take another key").format(key=key_name(name))
                )
    for other in _beside(id_):
        for name in names:
            if name in keys_of_binding(other):
                words = _(other.tooltip or other.description)
                raise CoderError(_("{key} is taken: {words}").format(key=key_name(name), words=words))
    return ",".join(dict.fromkeys(names))


def _checked(key: str) -> str:
    """Return a key by the name that Textual has for it."""
    key = key.strip()
    if len(key) == 1 and not key.isalnum():
        name = unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
        key = KEY_NAME_REPLACEMENTS.get(name, name)
    base = key.rsplit("+", 1)[-1]
    known = len(base) == 1 or base in _NAMED or key_to_character(base) is not None
    if not _KEY.fullmatch(key) or not known:
        raise CoderError(_("{name} is no key").format(name=f"“{printable(key)[:40]}”"))
    return key


def _beside(id_: str) -> Iterator[Binding]:
    """Yield the other bindings that work where this one does."""
    mine = [item for item in _all if item.binding.id == id_]
    for other in _all:
        if other.binding.id != id_ and any(_together(item, other) for item in mine):
            yield other.binding


def _together(one: Bound, other: Bound) -> bool:
    """Say whether two bindings are in force at the same time, neither meant to cover the other."""
    if one.scope == other.scope:
        return True
    reaches = {one.reach, other.reach}
    if "typing" in reaches or reaches == {"screen"}:
        return False
    return EVERYWHERE in (one.scope, other.scope) or "inner" not in reaches
