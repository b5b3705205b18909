"""Parts of the interface that need the agreement at the same moment each get it whole."""

import subprocess
import sys
from pathlib import Path

from tests.double_coded import make

TOGETHER = """
import sys, threading
from pathlib import Path
from coder.store import Study
from coder.tui.agreeing import Agreeing
from coder.tui.comparing import compare_for

sys.setswitchinterval(1e-6)
found, start = [], threading.Barrier(2)

def do(what):
    start.wait()
    found.append(what())

with Study.open(Path(sys.argv[1]), "anna") as study:
    whats = (lambda: Agreeing(study).words("factor/faal"), lambda: compare_for(study, "anna").coders)
    threads = [threading.Thread(target=do, args=(what,)) for what in whats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
sys.exit(0 if len(found) == 2 else 1)
"""


def test_two_threads_load_the_agreement_together(tmp_path: Path) -> None:
    folder = make(tmp_path / "dubbel")
    done = subprocess.run([sys.executable, "-c", TOGETHER, str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
