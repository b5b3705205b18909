"""Words that tell a speaker from a heading, and a moderator from a participant: Dutch, English and German.

All lower case, as `str.casefold` leaves them.
"""

from coder.files.wordlist import wordlist

MODERATOR = wordlist(
    """moderator moderatrice moderatoren mod gespreksleider gespreksleidster gespreksleiding discussieleider
    interviewer interviewster interviewers int intv voorzitter dagvoorzitter facilitator begeleider onderzoeker
    onderzoekster researcher enquêteur chair chairman chairperson host interviewerin interviewende moderatorin
    moderation diskussionsleiter diskussionsleiterin gesprächsleiter gesprächsleiterin gesprächsleitung
    vorsitzender vorsitzende forscher forscherin"""
)
"""Who leads a conversation."""

MODERATOR_LETTERS = frozenset(["i", "m", "iv", "q"])
"""Short for one of them, where the others are short for participants."""

PARTICIPANT = wordlist(
    """respondent respondente respondenten resp deelnemer deelneemster participant spreker spreekster speaker
    geïnterviewde interviewee informant cliënt client panellid gast guest onbekend unknown person persoon
    subject sprecher sprecherin befragte befragter teilnehmer teilnehmerin teilnehmende teilnehmender proband
    probandin gesprächspartner gesprächspartnerin unbekannt notulist assistent observant"""
)
"""Who takes part in one."""

PARTICIPANT_LETTERS = frozenset(["r", "p", "b", "d", "a", "ip", "g", "e", "s", "t", "k"])
"""Short for one of them."""

ARTICLES = wordlist("de het een der die das the")

PARTICLES = wordlist(
    """van von der den de het ten ter te 't d' da di du del della dos la le el al bin ibn ben ould und and en y e
    zu zur zum o' op in ’t 's ’s onder"""
)
"""Small words inside a name."""

TITLES = wordlist(
    """heer mevrouw mw mevr mevr. mw. dhr dhr. dr dr. drs drs. ir ir. ing ing. prof prof. mr mr. mrs mrs. ms ms.
    miss frau herr herrn sir wethouder burgemeester minister staatssecretaris raadslid gedeputeerde commissaris
    lid"""
)

METADATA = wordlist(
    """datum date tijd tijdstip time zeit duur duration dauer locatie plaats location ort gemeente stad provincie
    naam namen name names titel title onderwerp project projekt bestand file datei audio audiobestand video
    opname recording aufnahme transcript transcriptie transkript getranscribeerd transcribed transkribiert
    transcribent transcriber versie version aantal aanwezig aanwezigen afwezig aanvang einde begin start setting
    organisatie doelgroep groep respondentnummer interviewnummer leeftijd geslacht functie dag day tag language
    taal sprache codering"""
)
"""What lines above a conversation begin with."""

METADATA_LAST = wordlist("datum date tijd time duur duration dauer locatie location plaats naam name nummer number nr")
"""What such lines end with when they begin with another word."""

INTERJECTIONS = wordlist(
    """ja nee nou ok oké okay hm hmm mm mmm precies klopt inderdaad goed juist yes no yeah right exactly sure nein
    genau jawohl stimmt eh uh uhm tja ah oh exact zeker natuurlijk bedankt dankjewel kijk well look listen so
    tsja ach nun also kortom trouwens overigens ooit soms vaak even misschien eigenlijk echt super mooi prima
    helder duidelijk"""
)
"""What a turn begins with, or all of it: nobody's name."""

_PARAGRAPH_STARTS = wordlist(
    """vraag vragen antwoord antwoorden opmerking opmerkingen noot nb n.b n.b. ps p.s p.s. conclusie samenvatting
    voorbeeld voorbeelden bijvoorbeeld bijv bijv. kortom dus tip tips toelichting bron bronnen zie stelling
    opdracht deel hoofdstuk paragraaf bijlage agenda pauze http https ftp www mailto e-mail email tel tel.
    telefoon note notes attention question questions answer example examples summary conclusion source sources
    see part chapter section hinweis achtung frage fragen antwort beispiel quelle uur punt punten reden redenen
    doel doelen resultaat resultaten gevolg oplossing probleem namelijk ten eerst eerste tweede derde vierde
    vijfde laatste thema theme topic onderdeel ronde introductie inleiding afsluiting uitleg legenda let pas
    maar want omdat dat dit er ik wij we je u hij zij ze because but that this there then so and also it first
    second third finally denn aber weil das es ich wir todo update pagina page seite tabel table figuur figure
    week nieuws advies feit idee kern casus situatie actie een het in op bij voor met als en of wat hoe waarom
    daarom toch wel niet ook nog geen alle alles sommige mijn onze ons hun zo nu toen daar hier when if on at
    for with my our their an to what how why ein eine im auf bei für mit wenn wie was warum nicht auch noch kein
    unser mein kosten opbrengst voordeel nadeel voordelen nadelen plus min pro contra ad re fwd van aan cc
    onderwerp"""
)

NOT_SPEAKERS = METADATA | INTERJECTIONS | _PARAGRAPH_STARTS
"""What a paragraph may begin with, before a colon, that nobody is called."""

QUESTION_ANSWER = (
    ("vraag", "antwoord"), ("v", "a"), ("question", "answer"), ("q", "a"), ("frage", "antwort"), ("f", "a"),
)  # fmt: skip
"""Pairs that name the two sides of an interview."""

ANNOTATIONS = wordlist(
    """lacht lachen lachend gelach hilariteit stilte pauze pauzeert zucht hoest knikt schudt zacht fluistert door
    elkaar onverstaanbaar onduidelijk applaus rumoer instemmend instemming overlap vervolg telefoon belt buiten
    microfoon laughs laughing laughter silence pause sighs coughs nods inaudible unintelligible crosstalk
    applause music noise whispers overlapping continues unverständlich unv stille husten nickt seufzt gelächter
    beifall musik muziek geluid online via"""
)
"""What a bracket holds that describes a moment, not a person."""
