"""What keeps double coding honest: coders who do not see each other's codings, and a sample that chance has drawn."""

import json
import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coder.model import CoderError, Coding
from coder.model.language import _
from coder.model.text import printable, slug
from coder.store.batches import Batch
from coder.store.connections import Transaction, Writer
from coder.store.fold import locate
from coder.store.history import Action
from coder.store.nearest import nearest
from coder.store.schema import RARE
from coder.store.searching import Searching

_LAST = f"""SELECT e.data FROM event e JOIN batch b ON b.id = e.batch
WHERE {RARE} AND e.kind = ? AND b.undone IS NULL ORDER BY e.id DESC LIMIT 1"""
_SAMPLES = f"""SELECT e.subject, e.data FROM event e JOIN batch b ON b.id = e.batch
WHERE {RARE} AND e.kind = 'sample.drawn' AND b.undone IS NULL ORDER BY e.id"""


_CODES = re.compile(r"(coded \S+) with .*", re.DOTALL)
"""What an action says of codes."""


class DoubleCoding(Searching):
    """Blind coding and samples. Both are events: they reach every copy of the study, and are undone like any other."""

    coder: str
    _writer: Writer

    @property
    def blind(self) -> bool:
        """Coders see nobody else's codings on a fragment before they have reviewed it, and no suggestions."""
        rows = self._readers.rows(_LAST, ("blind.set",))
        return bool(rows and json.loads(rows[0][0])["on"])

    def _seen_by(self, coder: str | None) -> str:
        """Return a condition on coding `c`: with blind coding, one's own, and those where one has reviewed."""
        if coder is None or not self.blind:
            return ""
        key = self._coder_key(coder)
        return f""" AND (c.coder = {key} OR EXISTS
            (SELECT 1 FROM review r WHERE r.coder = {key} AND r.fragment = c.fragment))"""

    def set_blind(self, on: bool) -> bool:
        """Turn blind coding on or off for everybody in the study; return whether that changed anything."""

        def change(transaction: Transaction) -> bool:
            if on == self.blind:
                return False
            batch = transaction.log.begin(self.coder, f"turned blind coding {'on' if on else 'off'}")
            transaction.log.append(batch, self.coder, "blind.set", "blind", {"on": on})
            return True

        return self._writer.run(change)

    def visible_codings(self, ids: Sequence[int], coder: str) -> dict[int, list[Coding]]:
        """Return the codings on a page of fragments that `coder` may see, by fragment key.

        Everybody's; with blind coding only the coder's own, until the coder has reviewed the fragment.
        """
        found = self.codings_by_fragment(ids)
        if not self.blind:
            return found
        readers = self.reviewers(list(found))
        seen = {
            key: [coding for coding in codings if coding.coder == coder or coder in readers[key]]
            for key, codings in found.items()
        }
        return {key: codings for key, codings in seen.items() if codings}

    def history(self, limit: int = 100, before: str | None = None, **only: Any) -> list[Action]:
        """Return what people did, newest first; with blind coding without the codes that others gave."""
        actions = super().history(limit, before, **only)
        if not self.blind:
            return actions
        return [
            item if item.coder == self.coder else replace(item, action=_CODES.sub(r"\1", item.action))
            for item in actions
        ]

    def save_sample(self, name: str, addresses: Sequence[str], how: dict[str, Any] | None = None) -> None:
        """Keep a sample of fragments under a name, so that coders can walk through it.

        Args:
            name: a slug, like `double-1`.
            addresses: of the fragments.
            how: what is to be remembered of the drawing: the seed, the strata.

        Raises:
            CoderError: the name is no slug or is taken, a fragment is unknown, or there are none.
        """
        if not name or slug(name) != name or len(name) > 60:
            raise CoderError(
                _("“{name}” cannot name a sample; use a-z, 0-9 and hyphens, like double-1").format(
                    name=printable(name[:60])
                )
            )
        if not addresses:
            raise CoderError(_("a sample needs at least one fragment"))

        def change(transaction: Transaction) -> None:
            if name in self._samples():
                raise CoderError(_("there is a sample “{name}” already; choose another name").format(name=name))
            lines = Batch(transaction, self.coder)
            subjects = [lines.locate(address)[1] for address in addresses]
            batch = transaction.log.begin(self.coder, f"drew the sample {name} of {len(subjects)} fragments")
            data = {"fragments": subjects, "how": how or {}}
            transaction.log.append(batch, self.coder, "sample.drawn", f"sample:{name}", data)

        self._writer.run(change)

    def sample(self, name: str) -> "array[int]":
        """Return the keys of the fragments of a sample, in the order of the study.

        Raises:
            CoderError: there is no such sample; the message names the nearest.
        """
        samples = self._samples()
        if name not in samples:
            raise CoderError(
                _("no sample “{name}” in the study{near}").format(
                    name=printable(name), near=nearest(name, samples, "coder sample")
                )
            )
        return samples[name]

    def samples(self) -> dict[str, int]:
        """Return how many fragments each sample has, by name, in the order in which they were drawn."""
        return {name: len(keys) for name, keys in self._samples().items()}

    def _in_samples(self, names: Sequence[str]) -> list[int]:
        """Return the keys of the fragments in any of these samples; one that is not there has none."""
        samples = self._samples()
        return sorted({key for name in names for key in samples.get(name, ())})

    def _samples(self) -> dict[str, "array[int]"]:
        sources: dict[str, int] = dict(self._readers.rows("SELECT key, id FROM source WHERE present = 1"))
        found: dict[str, array[int]] = {}
        for subject, data in self._readers.rows(_SAMPLES):
            keys = (locate(sources, fragment) for fragment in json.loads(data)["fragments"])
            # Two copies may have drawn under one name; the sample is then both.
            name = subject.partition(":")[2]
            before = found.get(name, array("q"))
            found[name] = array("q", sorted({key for key in keys if key is not None}.union(before)))
        return found
