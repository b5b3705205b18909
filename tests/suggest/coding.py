"""A small study that the tests of suggestions share."""

from __future__ import annotations

from coder.suggest import Suggester

CODES = [
    {
        "code": "partij/uwv",
        "name": "UWV",
        "definition": "De samenwerking met het uitvoeringsinstituut.",
        "cues": ["uwv", "werkbedrijf"],
    },
    {"code": "partij/sw", "name": "SW-bedrijf", "cues": ["sociale werkvoorziening", "detachering"]},
    {"code": "factor/succes", "name": "Succesfactoren", "definition": "Wat goed gaat: vertrouwen, korte lijnen."},
    {
        "code": "factor/faal",
        "name": "Faalfactoren",
        "definition": "Wat belemmert: traagheid, kosten.",
        "cues": ["traag"],
    },
    {"code": "instrument/ervaring", "name": "Werkervaring", "cues": ["werkervaring", "stage"]},
    {"code": "overig"},
]

SESSION = [
    ("Mensen aanleveren gaat prima bij het werkbedrijf.", ["partij/uwv", "factor/succes"]),
    ("Het duurt een half jaar voordat er iemand komt.", ["factor/faal"]),
    ("De lijnen met de wethouder zijn kort.", ["factor/succes"]),
    ("Wij detacheren vaak mensen naar de kwekerij.", ["partij/sw"]),
    ("Een half jaar wachten op een formulier, zo gaat dat.", ["factor/faal"]),
    ("Ze kwamen op een leerwerkplek bij de kwekerij.", ["instrument/ervaring", "partij/sw"]),
    ("Prima contact, iedereen neemt de telefoon op.", ["factor/succes"]),
    ("De aanvraag bleef een half jaar liggen.", ["factor/faal", "partij/uwv"]),
    ("Het ging over het weer.", ["overig"]),
    ("Bij de kwekerij lopen drie stagiairs.", ["instrument/ervaring"]),
    ("Half jaar verder en nog geen antwoord.", ["factor/faal"]),
    ("Het gaat prima, we kennen elkaar.", ["factor/succes"]),
]


def order(suggester: Suggester, text: str) -> list[str]:
    return [code for code, _, _ in suggester.suggest(text)]
