"""The command that shows and changes settings."""

import click

from coder.cli.options import as_json
from coder.cli.output import columns, print_json, say


@click.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
@as_json
def settings(name: str | None, value: str | None, as_json: bool) -> None:
    """Show the settings of the interface, or one of them, or set it.

    `coder settings language nl`, `coder settings theme contrast`, `coder settings keys.coding.review R`. An empty value
    brings back what is usual.
    """
    from coder.cli.output import warn
    from coder.tui import app  # noqa: F401 - declares every key
    from coder.tui.bindings import changeable
    from coder.tui.settings import CHOICES, KEYS, Settings, load_settings, save_settings

    found, faults = load_settings()
    for fault in faults:
        warn(fault)
    if name is not None and value is not None:
        usual = Settings().value(name) if name in CHOICES else ""
        found = found.with_value(name, value or usual)
        save_settings(found)
    names = [name] if name is not None else [*CHOICES, *(KEYS + id_ for id_ in changeable())]
    values = {one: found.value(one) for one in names}
    if as_json:
        print_json(values)
    elif name is not None:
        say(values[name])
    else:
        say(columns(values.items()))


commands = {"settings": settings}
