"""Every benchmark, one after the other (`make bench`), or those that are named (`python -m tests.benchmarks store`)."""

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Run the main of each module of this folder that has one."""
    known = [path.stem for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))]
    for name in sys.argv[1:] or known:
        module = import_module(f"tests.benchmarks.{name}")
        if hasattr(module, "main"):
            print(f"\n## {name}\n", flush=True)
            sys.argv = [name]
            module.main()


if __name__ == "__main__":
    main()
