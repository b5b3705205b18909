"""Mark what `--help` says, for `make messages` to take up: `python docs/help_messages.py > build/help.py`."""

from coder.cli.help import in_language
from coder.cli.program import COMMANDS, as_written, open_command, program


def help_messages() -> list[str]:
    """Return every text that help asks a translation of, as it asks."""
    texts: dict[str, None] = {}

    def noted(text: str) -> str:
        texts[text] = None
        return text

    for command in (program, open_command, *map(as_written, COMMANDS)):
        in_language(command, noted)
    return list(texts)


if __name__ == "__main__":
    for text in help_messages():
        print(f"N_({text!r})")
