"""The codebook that a new study begins with: small, valid, and with a comment on every key."""

from coder.files.yaml_text import inline

_TEMPLATE = """\
# The codebook: what coders assign to fragments. Edit it in any text editor; the program keeps your comments.
# `coder codebook check` names every fault in it with its line.

title: {title}
language: {language}                 # of the texts, in two letters: nl, en, de …

# A dimension is one question that you ask of every fragment: who is it about, does it help or hinder?
# A coding combines codes of several dimensions: partij/gemeente + factor/succes.
dimensions:
  partij:                    # an id: lower-case letters, digits and hyphens; it appears in paths and files
    label: Partij            # what people read
    definition: The party that the fragment is about.
    codes:
      gemeente:              # this code's path is partij/gemeente
        label: Gemeente
        definition: The municipality as client, its departments and its council.
        cues: [gemeente, wethouder, inkoop]     # terms that hint at the code in a text
        examples:                               # fragments that show it
          - De gemeente heeft de eis in het bestek gezet.
        codes:               # codes below it, as deep as you need
          inkoop:
            label: Afdeling inkoop
      aannemer:
        label: Aannemer
        definition: The contractor that carries out the work.
        cues: [aannemer, opdrachtnemer]

  factor:
    label: Factor
    codes: {{succes: {{label: Succesfactor}}, faal: {{label: Faalfactor}}}}     # the same, shorter

# A matrix crosses two dimensions: a table of the appendix.
matrices:
  factoren:
    title: Factors per party
    rows: partij
    columns: factor
    empty: "-"               # printed in an empty cell
    unplaced: Algemeen       # row for codings with a factor and no party; without this key they are left out
"""


def template(title: str, language: str = "nl") -> str:
    """Return the text of a codebook file to start from, called `title`."""
    clean = " ".join("".join(character if character.isprintable() else " " for character in title).split())
    return _TEMPLATE.format(title=inline(clean or "Untitled study"), language=inline(language))
