"""The colours of the interface: calm, and never the only mark of anything."""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

_HUES_DARK = ("#7fc4b5", "#e0b36c", "#a9b4ec", "#d99fc0", "#9ccb86", "#86bfe4")
_HUES_LIGHT = ("#0f6b5c", "#8a5a00", "#4450a8", "#93376b", "#3d6b1f", "#1c638f")


def _variables(hues: tuple[str, ...], **more: str) -> dict[str, str]:
    """Return theme variables: one hue per dimension of a codebook, in turns, and what a theme adds."""
    return {f"hue-{at}": hue for at, hue in enumerate(hues)} | {
        name.replace("_", "-"): value for name, value in more.items()
    }


DARK = Theme(
    name="coder-dark",
    dark=True,
    primary="#e0b36c",
    secondary="#7fc4b5",
    accent="#e0b36c",
    foreground="#d6dae2",
    background="#13161b",
    surface="#191d24",
    panel="#20252e",
    success="#9ccb86",
    warning="#e0b36c",
    error="#ef8f86",
    variables=_variables(
        _HUES_DARK,
        quiet="#8b93a3",
        faint="#5b6373",
        line="#2c333f",
        raised="#1d222b",
        marked="#2b3340",
        chosen="#3a4557",
        scrollbar="#323a47",
        scrollbar_hover="#46505f",
        scrollbar_active="#e0b36c",
        scrollbar_background="#13161b",
        scrollbar_background_hover="#13161b",
        scrollbar_background_active="#13161b",
        scrollbar_corner_color="#13161b",
        input_cursor_background="#e0b36c",
        input_cursor_foreground="#13161b",
        input_selection_background="#3a4557",
    ),
)
"""Evening: slate, with amber for where you are."""

LIGHT = Theme(
    name="coder-light",
    dark=False,
    primary="#8a5a00",
    secondary="#0f6b5c",
    accent="#8a5a00",
    foreground="#262a31",
    background="#fbfaf6",
    surface="#f4f2ec",
    panel="#eae7de",
    success="#3d6b1f",
    warning="#8a5a00",
    error="#a8261c",
    variables=_variables(
        _HUES_LIGHT,
        quiet="#636a76",
        faint="#8f95a0",
        line="#d8d4c8",
        raised="#f1eee6",
        marked="#e4dfd2",
        chosen="#d5ceb9",
        scrollbar="#cfcabd",
        scrollbar_hover="#b5af9f",
        scrollbar_active="#8a5a00",
        scrollbar_background="#fbfaf6",
        scrollbar_background_hover="#fbfaf6",
        scrollbar_background_active="#fbfaf6",
        scrollbar_corner_color="#fbfaf6",
        input_cursor_background="#8a5a00",
        input_cursor_foreground="#fbfaf6",
        input_selection_background="#d5ceb9",
    ),
)
"""Paper."""

CONTRAST = Theme(
    name="coder-contrast",
    dark=True,
    primary="#ffd83d",
    secondary="#7df9e0",
    accent="#ffd83d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#a6ff8f",
    warning="#ffd83d",
    error="#ff9d94",
    variables=_variables(
        ("#7df9e0", "#ffd83d", "#c3ccff", "#ffb8e2", "#b9ff9c", "#9ddcff"),
        quiet="#dcdcdc",
        faint="#b4b4b4",
        line="#ffffff",
        raised="#262626",
        marked="#333333",
        chosen="#404040",
        scrollbar="#b4b4b4",
        scrollbar_hover="#dcdcdc",
        scrollbar_active="#ffd83d",
        scrollbar_background="#000000",
        scrollbar_background_hover="#000000",
        scrollbar_background_active="#000000",
        scrollbar_corner_color="#000000",
        input_cursor_background="#ffd83d",
        input_cursor_foreground="#000000",
        input_selection_background="#404040",
    ),
)
"""Black and white, with light colours: every text at 7 to 1 or more."""

THEMES = (DARK, LIGHT, CONTRAST)

_STYLES: dict[str, tuple[str, str]] = {
    "bar": ("accent", ""),
    "bar-idle": ("faint", ""),
    "gutter": ("foreground", ""),
    "number": ("quiet", ""),
    "speaker": ("foreground", "bold"),
    "about": ("quiet", ""),
    "quiet": ("quiet", ""),
    "text": ("foreground", ""),
    "evidence": ("foreground", "underline"),
    "question": ("quiet", "italic"),
    "check": ("success", "bold"),
    "bracket": ("accent", ""),
    "selection": ("background", "bold"),
    "chip": ("secondary", ""),
    "chosen": ("accent", "bold"),
    "other": ("quiet", ""),
    "statement": ("foreground", ""),
    "memo": ("quiet", "italic"),
    "rule": ("quiet", ""),
    "faint": ("faint", ""),
    "title": ("foreground", "bold"),
    "hint": ("quiet", ""),
    "match": ("accent", "bold"),
    "hit": ("accent", "bold underline"),
    **{f"code-{at}": (f"hue-{at}", "") for at in range(len(_HUES_DARK))},
}
"""What lines are made of: the colour of each part by its name in the theme, and how it is set."""

_ON = {"selection": "accent"}
"""Parts with a ground of their own."""


def styles(variables: Mapping[str, str]) -> dict[str, Style]:
    """Return the styles of a theme by part; they have no ground but where they need one of their own."""
    made = {}
    for part, (colour, setting) in _STYLES.items():
        ground = Color.parse(variables[_ON[part]]).rich_color if part in _ON else None
        words = Style.parse(setting) if setting else Style.null()
        made[part] = words + Style(color=Color.parse(variables[colour]).rich_color, bgcolor=ground)
    return made


def raised(variables: Mapping[str, str]) -> Style:
    """Return the ground under the current item of a list."""
    return Style(bgcolor=Color.parse(variables["raised"]).rich_color)
