"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7)."""

import os
import time
from uuid import UUID


class Clock:
    """Gives UUIDv7 values that only go up, also when the machine's clock goes back.

    The last 74 bits are random, so that two laptops never give the same one; within a millisecond the next value is the
    last one plus one.
    """

    def __init__(self, floor: bytes = b"") -> None:
        self._last = int.from_bytes(floor, "big")

    def raise_floor(self, floor: bytes) -> None:
        """Give nothing at or below `floor` from now on (16 bytes): what another process wrote in the meantime."""
        self._last = max(self._last, int.from_bytes(floor, "big"))

    def next(self) -> bytes:
        """Return the next value, 16 bytes."""
        millis = time.time_ns() // 1_000_000
        random = int.from_bytes(os.urandom(10), "big")
        value = millis << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
        if value <= self._last:
            value = self._last + 1
        self._last = value
        return value.to_bytes(16, "big")


def text(value: bytes) -> str:
    """Return an id as people see it: `01890a5d-ac96-774b-bcce-b302099a8057`."""
    return str(UUID(bytes=value))


def parse(value: str) -> bytes | None:
    """Return the 16 bytes of an id in text, None if it is none."""
    try:
        return UUID(value).bytes
    except ValueError:
        return None
