"""Takes off what servers and programs put above and below a person's words: warnings, notices, "sent from my phone".

They are known by their shape: a paragraph at the beginning or at the end, whose words are of mails and their safety,
that names no moment and in which nobody says "I".
"""

import re
from functools import cache

from qvax_cli.rules.answers.moments import ELSE, marked
from qvax_cli.rules.quoted_text import fold

#: What the words of a warning are about. Three of these make one; two, between brackets or in a box.
_WARNING = {
    "danger": r"caution|warning|attention|avertissement|prudence|prudent\w*|opgelet|opgepast|let op|waarschuwing|"
    r"voorzichtig|"
    r"vorsicht\w*|achtung|warnung|careful|beware|extern\w*|exterieur\w*|buiten|outside|ausserhalb|unknown|inconnu\w*|"
    r"onbekend\w*|unbekannt\w*|securite|security|beveilig\w*|veiligheid|sicherheit\w*|phishing|hameconnage|malware|"
    r"suspect\w*|"
    r"suspicious|verdacht\w*|danger\w*|important\w*|belangrijk|wichtig|ext|spam",
    "mail": r"e ?mails?|mails?|mailbericht\w*|e ?mailbericht\w*|courriels?|courriers?|messages?|berichte?n?|"
    r"nachrichte?n?",
    "sender": r"sender\w*|expediteur\w*|afzender\w*|absender\w*|organi[sz]ation|organisatie|provient|provenance|"
    r"provenant|"
    r"afkomstig|komt|stammt|kommt|originat\w+|domain\w*|recognize|herkent|kent|connaissez|kennen|trust|vertrouwt|"
    r"confiance",
    "link": r"links?|liens?|url|click\w*|cliqu\w+|klik\w*|klick\w*|attachments?|pieces? jointes?|annexes?|bijlagen?|"
    r"anhange?n?|"
    r"open|ouvr\w+|offnen\w*",
    "more": r"learn (?:why|more)|decouvr\w+|ontdek\w*|meer informatie|en savoir plus|weitere informationen|"
    r"plus d'informations?|"
    r"more information|often|souvent|vaak|haufig|oft",
    "address": r"https?:\S+|www\.\S+|\S+@\S+",
}
#: What notices are about.
_LEGAL = {
    "secret": r"confidenti\w+|vertrouwelijk\w*|vertraulich\w*|privileged|privilegie\w*|secret|geheim\w*|prive\w*",
    "whom": r"destinataires?|destine\w*|intended|recipients?|addressees?|geadresseerden?|bestemd\w*|bestemmeling\w*|"
    r"ontvangers?|empfanger\w*|adressat\w*|bestimmt\w*|intention|exclusi\w+|uitsluitend|ausschliesslich\w*|solely",
    "error": r"erreurs?|error|vergissing|irrtum\w*|abusivement|onterecht|versehentlich",
    "destroy": r"supprim\w+|detrui\w+|delet\w+|verwijder\w*|vernietig\w*|wissen|losch\w*|vernicht\w*|notify|avert\w+|"
    r"verwittig\w*|benachrichtig\w*|destroy\w*|effacer",
    "use": r"utilisation|reproduction|diffusion|divulgation|unauthori[sz]ed|autorisee?|gebruik|verspreiding|"
    r"openbaarmaking|"
    r"disclos\w+|distribution|copying|weitergabe|verwendung|unbefugte?|liab\w+|aansprakelijk\w*|responsabl\w+|haftung",
    "notice": r"disclaimer|clause|avis|notice|juridi\w+|mentions legales|privacy\w*|gdpr|rgpd|avg|legal",
    "mail": _WARNING["mail"],
    "enclosed": r"annexes?|pieces? jointes?|attachments?|bijlagen?|anhange?n?|contenu|inhoud|inhalt|content\w*|"
    r"contain\w*",
    "address": _WARNING["address"],
}
_VIRUS = {
    "virus": r"virus\w*|viren\w*|antivirus\w*|virusvrij|virenfrei|malware|spam",
    "checked": r"verifie\w*|analyse\w*|scann?\w*|check\w*|gecontroleerd|gescand|gepruft|gescannt|geschutzt|"
    r"protege\w*|beschermd|"
    r"protected|garanti\w*|gegarandeerd|garantiert|sans virus|absence de virus|virus ?free|virusvrij|virenfrei|free",
    "by": rf"{_WARNING['mail']}|{_WARNING['address']}",
}
_PAPER = {
    "nature": r"environ\w+|milieu|umwelt|planete?|nature|natuur|natur|arbres?|bomen|baume",
    "print": r"imprim\w+|print\w*|afdruk\w*|druck\w*|ausdruck\w*|papier|paper",
}
# Dutch says "je" to the reader.
_SPEAKS = (
    r"\bj'|\bje (?!ontvang|kent|bent|vertrouw|hebt|weet|ziet|kunt|kan |niet |de |dit |deze |het |geen )|"
    r"\b(?:ik|'k|ich|i|i'm|i'll|moi|mij|mir|mich|mon|ma|mes|mijn|meine?[nrms]?|my|me)\b"
)
_SENT = (
    r"(?:envoye|sent|verzonden|verstuurd|gesendet|gestuurd|redige|geschreven|ecrit)\s(?:\w+\s)?(?:de|depuis|"
    r"a partir|avec|par|via|from|"
    r"with|using|by|vanaf|vanuit|van|met|door|von|mit|aus|uber)\b[^,;:!?]*|(?:von|van|diese nachricht)\b[^,;:!?]*"
    r"\b(?:gesendet|verzonden|verstuurd|geschickt)|(?:telecharge[rz]|obten(?:ir|ez)|get|download|haal|"
    r"holen sie sich|essayez)\b[^,;:!?]*|"
    r"outlook (?:pour|voor|for|fur)\b[^,;:!?]*|(?:provenance|yahoo mail) ?:[^,;!?]*"
)
_DEVICE = (
    r"i ?phone|i ?pad|i ?mac|mac ?book|apple|telephone|phone|\w*telefoo?n\w*|smart ?phone|mobile?\w*|gsm|handy|"
    r"portable|tablet\w*|"
    r"tablette|laptop|pc|computer|ordinateur|appareil|toestel|gerat|android|ios|windows|galaxy|samsung|huawei|"
    r"xiaomi|redmi|nokia|"
    r"sony|xperia|oppo|honor|pixel|motorola|fairphone|oneplus|blackberry|lg|htc|outlook|gmail|yahoo|hotmail|icloud|"
    r"proton|"
    r"\w*mail|gmx|web\.de|thunderbird|app|application|messagerie|courrier|bluemail|spark|webmail|proximus|telenet|"
    r"orange|voo|skynet"
)
_BRACKETED = r"[\[{(<|*#!=~ -]*[\[|*#=].*[\]|*#=][\]})>|*#!=~ -]*$"
_RULE = r"[\s*=#~+|_-]{3,}$"
_MAY_BE_BROKEN = 60
_MOST_LINES = 40


def without_added(text: str) -> tuple[str, str]:
    """What the person wrote, and what was added to it."""
    lines = text.split("\n")
    of_phones = {at for at, line in enumerate(lines) if _is_of_a_phone(fold(line[:300]).strip())}
    kept = [line for at, line in enumerate(lines) if at not in of_phones]
    begin, end = _after_warnings(kept), len(kept)
    while (shorter := _before_notices(kept[begin:end])) is not None:
        end = begin + shorter
    added = [*(lines[at] for at in sorted(of_phones)), *kept[:begin], *kept[end:]]
    return "\n".join(kept[begin:end]), "\n".join(line for line in added if line.strip())


def _is_of_a_phone(line: str) -> bool:
    """Whether a folded line is what a phone or a program puts under a message."""
    line = re.sub(r"<[^<>]*>|https?:\S+", "", line).strip(" .")
    return _of_phones().fullmatch(line) is not None and _devices().search(line) is not None


def _after_warnings(lines: list[str]) -> int:
    """How many lines at the beginning are warnings."""
    begin = 0
    while True:
        at = begin
        while at < len(lines) and (not lines[at].strip() or re.match(_RULE, lines[at])):
            at += 1
        boxed = any(re.match(_RULE, line) for line in lines[begin:at])
        end = _end_of_warning(lines, at, boxed)
        if end is None:
            return begin
        begin = end


def _end_of_warning(lines: list[str], at: int, boxed: bool) -> int | None:
    """The line after a warning that begins there, with the rule under its box; None when none does."""
    end = at
    while end < min(len(lines), at + _MOST_LINES) and (end == at or _carries_on(lines[end - 1], lines[end])):
        end += 1
    warning = " ".join(lines[at:end]).strip()
    if not warning:
        return None
    while end < len(lines) and re.match(_RULE, lines[end]):
        end += 1
        boxed = True
    if _is_warning(warning, boxed=boxed or re.match(_BRACKETED, warning) is not None):
        return end
    return _end_of_notice(lines, at)


def _end_of_notice(lines: list[str], at: int) -> int | None:
    """The line after a notice that begins there, as one does above a quote; None when none does."""
    end = next((end for end in range(at, len(lines)) if not lines[end].strip()), len(lines))
    return end if end - at <= _MOST_LINES and _is_notice(" ".join(lines[at:end])) else None


def _carries_on(before: str, line: str) -> bool:
    """Whether a line goes on with the paragraph of a warning."""
    if not line.strip() or re.match(_RULE, line):
        return False
    broken = len(before) >= _MAY_BE_BROKEN and before.rstrip()[-1:] not in ".!])" and line[:1].islower()
    return broken or (len(_subjects(line, _WARNING)) > 1 and not re.match(_BRACKETED, line))


def _is_warning(text: str, *, boxed: bool) -> bool:
    about = _subjects(text, _WARNING)
    if boxed and about == {"danger"}:
        return len(text.split()) <= 3
    return len(about) >= (2 if boxed else 3) and bool(about & {"danger", "more"}) and not _is_personal(text)


def _before_notices(lines: list[str]) -> int | None:
    """How many lines stand before a notice at the end; None when none stands there."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin and lines[begin - 1].strip():
        begin -= 1
    for at in range(max(begin, end - _MOST_LINES), end):
        if _is_notice(" ".join(lines[at:end])) and _subjects(lines[at], {**_LEGAL, **_VIRUS, **_PAPER}):
            return at
    return None


def _is_notice(text: str) -> bool:
    if len(_subjects(text, _PAPER)) == len(_PAPER):
        return not _is_personal(text)
    if len(_subjects(text, _VIRUS)) == len(_VIRUS):
        return not _is_personal(text)
    about = _subjects(text, _LEGAL)
    short = about >= {"notice", "address"} and len(text.split()) <= 8
    # Laws that are cited carry dates.
    return (
        short or len(about) >= 4 or len(about & {"secret", "whom", "error", "destroy", "use"}) >= 2
    ) and not _speaks(text)


def _subjects(text: str, subjects: dict[str, str]) -> set[str]:
    folded = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", fold(text[:3000]))
    return {name for name, words in subjects.items() if _any_of(words).search(folded)}


def _speaks(text: str) -> bool:
    return re.search(_SPEAKS, fold(text[:3000])) is not None


def _is_personal(text: str) -> bool:
    return _speaks(text) or ELSE in marked(fold(text[:3000]), None)


@cache
def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def _of_phones() -> re.Pattern[str]:
    return re.compile(_SENT)


@cache
def _devices() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_DEVICE})(?!\w)")
