"""What a process has in memory, where the system tells (Linux)."""

from __future__ import annotations

from pathlib import Path

NOW, MOST = "VmRSS", "VmHWM"


def known() -> bool:
    """Return whether the system tells."""
    return Path("/proc/self/status").exists()


def megabytes(pid: int | None = None, what: str = NOW) -> float:
    """Return what this process, or another, has now or had at most."""
    status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="utf-8")
    return int(status.split(f"{what}:")[1].split()[0]) / 1024
