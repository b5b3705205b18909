"""Draw the picture in the README from the example study: `python docs/make_picture.py`."""

import asyncio
import re
import tempfile
from pathlib import Path

from coder.cli.example import build
from coder.store import Study
from coder.tui.app import CoderApp

PICTURE = Path(__file__).with_name("coding.svg")
KEYS = ("/", *"uitgeprinte", "enter", "escape", "c", *"uwv f")
"""To a fragment that two people coded differently, and a combination half typed."""


async def draw(study: Study) -> str:
    """Return the coding screen as SVG, 120 columns by 40 lines, without fonts from elsewhere."""
    app = CoderApp(study)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        for key in KEYS:
            await pilot.press("space" if key == " " else key)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="coder")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Make the example study, open it, draw."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "study", "anna")
        with Study.open(Path(folder) / "study", "anna") as study:
            PICTURE.write_text(asyncio.run(draw(study)), encoding="utf-8")


if __name__ == "__main__":
    main()
