"""What can be chosen about an appendix, whatever its format."""

from dataclasses import dataclass

from coder.appendix.words import Words, words


@dataclass(frozen=True, slots=True)
class Options:
    """The same for all writers; each takes what its format can show."""

    sources: bool = False
    """Print the addresses of the fragments behind every statement."""
    language: str = "nl"
    """Of the study: the document's language, and that of the few words it adds."""
    title: str = ""
    """Over the whole document; empty prints “Bijlage” or “Appendix”."""

    @property
    def words(self) -> Words:
        """The words the document adds, in its language."""
        return words(self.language)

    @property
    def heading(self) -> str:
        """What is printed over the whole document."""
        return self.title or self.words.appendix
