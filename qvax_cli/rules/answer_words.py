"""A yes or a no in a few lines that a person wrote, in French, Dutch, German or English.

Nothing false is counted: what could be meant otherwise is "unclear", for a person to read. So a word
answers only where answers stand, at the start of a sentence or after a word such as `bonjour` or `c'est`,
near the beginning; and a yes with any negation, condition, regret or other day beside it is unclear.
"""

import re
from functools import cache
from itertools import islice
from typing import Literal

from qvax_cli.rules.quoted_text import fold

Verdict = Literal["yes", "no", "unclear", "nothing"]

# Long enough for a polite opening, too short for a story in which somebody once said yes.
_FIRST_WORDS = 25
_ENOUGH = 20_000

_YES = r"oui+|ouais|ja+|jawel|jawohl|jazeker|jep|ye+s+|yep|yeah|j'accepte|ik aanvaard|ich nehme an|i accept"
_NO = r"nee|neen|nein|nope|je refuse|ik weiger|ich lehne ab|i decline"
# These two also belong to the word behind them ("no car", "non reçu"), and then answer nothing.
_ALONE = r"(?=\s*(?:$|\n|[^\w\s'-])|\s+(?:{})\b)"
_ENGLISH_NO = "no" + _ALONE.format("thanks?|thx|sorry|i|we|it|unfortunately|not|sir|madam|but|because|merci|no")
_FRENCH_NO = "non" + _ALONE.format(
    "merci|je|j'\\w+|pas|desolee?|malheureusement|helas|c'est|ce|ca|cela|pour|impossible|mon|ma|nous|on|car|"
    "parce|il|elle|mais|et|vraiment|monsieur|madame|non|thanks?"
)

# Said beside an answer, these change nothing about it; or they only look like one ("oui bonjour").
_HARMLESS = (
    r"oui,? (?:bonjour|bonsoir|allo)|ja,? (?:hallo|dag|goeiedag|goedendag|guten tag)|"
    r"guten morgen|goede morgen|bon apres-midi|s'il (?:vous|te) plait|als(?:tu| u ?)?blieft|"
    r"je n'y manquerai pas|ne vous inquietez pas|don'?t worry|ne vous derangez pas|"
    r"a plus tard|moi non plus|non plus|n'est-ce pas|nicht wahr|pas plus tard|"
    r"no subject|no\.? ?\d+"
)
# Beside a yes they agree with it; beside a no one cannot tell ("nee, geen probleem").
_NO_PROBLEM = (
    r"(?:pas|aucun|sans|il n'y a pas|y a pas)(?: de| le moindre)? (?:probleme|souci|soucis|problemes)|"
    r"(?:geen|geen enkel) (?:probleem|enkel probleem)|kein(?:e|erlei)? (?:problem|sorge|frage)|"
    r"(?:no|not a|not any) (?:problems?|worries|doubt|trouble)|sans faute|zonder problemen|"
    r"pourquoi pas|why not|waarom niet|warum nicht"
)
_NEGATION = (
    r"ne|n'\w+|pas|jamais|impossible|peu[xt] plus|viens plus|niet|geen|nooit|onmogelijk|nicht|kein\w*|nie|"
    r"niemals|unmoglich|not|\w+n't|cannot|cant|wont|dont|never|unable"
)
_REGRET = (
    r"desole\w*|malheureusement|helas|regrett\w*|helaas|jammer\w*|spijt\w*|leider|sorry|unfortunately|"
    r"afraid|bedaue?r\w*|tut mir leid"
)
_CONDITION = r"mais|si|s'il|sauf|pourvu|a condition|maar|als|indien|mits|tenzij|aber|wenn|falls|sofern|but|if|unless"
_MAYBE = (
    r"peut-etre|probabl\w+|sans doute|misschien|mogelijk|waarschijnlijk|eventu\w+|vielleicht|wahrscheinlich|"
    r"maybe|perhaps|probably"
)
_OTHER_DAY = (
    r"demain|lendemain|semaine prochaine|une autre fois|un autre jour|morgen|overmorgen|volgende week|"
    r"een andere (?:keer|dag)|ubermorgen|nachste woche|ein anderes mal|tomorrow|next week|"
    r"another (?:time|day)"
)
_UNDONE = (
    r"annul\w*|geannuleerd|afzeg\w*|afgezegd|absag\w*|abgesagt|storn\w*|cancel\w*|"
    r"(?:deja|reeds|al|schon|bereits|already)\b[^.!?\n]{0,40}"
    r"(?:vaccin\w*|gevaccin\w*|geimpft|impf\w*|prik\w*|spuit\w*|inject\w*|pique\w*|dos\w*|shot|jab|"
    r"rendez-vous|afspraak|termin|appointment)"
)
_UNFIT = (
    r"malade\w*|hopital|hospitalis\w*|decede\w*|deces|mort\w*|ziek|ziekenhuis|opgenomen|overleden|gestorven|krank|"
    r"krankenhaus|gestorben|verstorben|sick|ill|hospital|died|dead|passed away|positif|positive|positiv|positief|"
    r"covid|corona|quarant\w+|isolement|desinscri\w*|uitschrijven|abmelden|unsubscribe|stop|arret\w*"
)
_COMING = (
    r"je (?:viens|viendrai|serai la|suis la|peux venir)|j'arrive|ik kom|ik ben er|ik kan komen|"
    r"i(?:'ll| will| can) come|i'?m coming|i am coming|ich komme|ich bin da|ich kann kommen"
)
# Words after which an answer may stand without a comma between. Not the verbs of questions and reports
# ("dois-je répondre oui", "il a dit oui").
_BEFORE = (
    r"bonjour|bonsoir|salut|hello|hi|dear|hallo|dag|goedendag|goeiedag|goedemiddag|goedenavond|goedemorgen|"
    r"goeiemorgen|tag|abend|madame|monsieur|mevrouw|mijnheer|meneer|herr|frau|sir|madam|docteur|dokter|"
    r"merci|beaucoup|bedankt|dank|danke|vielmals|thanks|thank you|dank u|dank je|code|ok|okay|oke|"
    r"desolee?|malheureusement|helas|helaas|jammer|sorry|leider|unfortunately|"
    r"c'est|reponse est|antwoord is|het is|answer is|it's|it is|antwort ist|es ist|"
    r"je dis|je reponds|ik zeg|ik antwoord|ich sage|ich antworte|i say|i answer|"
    r"donc|alors|bien|dus|dan|also|so|then|ben|eh|euh|ah|oh|moi|et|en|und|and"
)


@cache
def _words(*alternatives: str) -> re.Pattern[str]:
    """Any of these as whole words; a dash beside a letter makes another word of it (`non-fumeur`)."""
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{'|'.join(alternatives)})(?![\w]|-\w|')")


@cache
def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


@cache
def _distractions() -> re.Pattern[str]:
    """Addresses, links and codes: none of them is a word, whatever it spells."""
    return re.compile(r"(?<!\S)\S*@\S*|\bhttps?:\S*|\bwww\.\S*|\b(?=\w*\d)[0-9a-z]{8}\b|\b(?=\w*\d)\w{4}[ -]\w{4}\b")


def verdict(text: str) -> Verdict:
    """What the words of a text come to; "nothing" when it holds neither a yes nor a no."""
    folded = re.sub(r"[«»\"“”„*_]|(?<!\w)'|'(?!\w)", " ", fold(text[:_ENOUGH]))
    said = re.sub(_phrases(_HARMLESS), ",", re.sub(_distractions(), ",", folded))
    plain = re.sub(_phrases(_NO_PROBLEM), ",", said)
    near = _end_of_first_words(plain)
    yes, no = (
        [found.start() < near and _answers(plain, found) for found in pattern.finditer(plain)]
        for pattern in (_words(_YES), _words(_NO, _ENGLISH_NO, _FRENCH_NO))
    )
    # What is no answer by itself still spoils the other one.
    stray_no = _words("no|non").search(plain) is not None
    if not yes and not no and not stray_no:
        return "nothing"
    if any(yes) and not no and not stray_no and not _doubtful(plain):
        return "yes"
    if any(no) and not any(yes) and not (yes and not _only_particles(plain)) and not _taken_back(said):
        return "no"
    return "unclear"


def _end_of_first_words(text: str) -> int:
    """Where the first words end."""
    words = list(islice(re.finditer(r"\S+", text), _FIRST_WORDS))
    return words[-1].end() if words else 0


def _answers(text: str, found: re.Match[str]) -> bool:
    """Whether a yes or no stands where an answer stands."""
    before, after = text[: found.start()], text[found.end() : found.end() + 20]
    if re.match(r"\s*\?", after):
        return False
    line = before[before.rfind("\n") + 1 :].rstrip(" ")
    if not line or not (line[-1].isalnum() or line[-1] == "'"):
        return True
    return re.search(rf"(?<!\w)(?:{_BEFORE}|{_YES}|{_NO}|no|non)$", line[-40:]) is not None


def _doubtful(text: str) -> bool:
    """Whether a text with a yes in it may mean something else."""
    return bool(_phrases(_NEGATION, _REGRET, _CONDITION, _MAYBE, _OTHER_DAY, _UNDONE, _UNFIT).search(text))


def _only_particles(text: str) -> bool:
    """Whether every yes word is the German `ja` inside a sentence ("ich habe ja schon")."""
    return all(found[0] == "ja" and not _answers(text, found) for found in _words(_YES).finditer(text))


def _taken_back(text: str) -> bool:
    """Whether a text with a no in it may mean something else."""
    denied = rf"(?:pas|niet|nicht|not|geen|kein) (?:{_NO}|no|non)"
    if _phrases(_NO_PROBLEM, denied, _MAYBE).search(text):
        return True
    return bool(_phrases(_COMING).search(text)) and not _phrases(_NEGATION, _REGRET).search(text)
