"""Whether somebody asks to be taken off the list, among whatever else they write.

That they are to be kept, or reached in another way, is no such request.
"""

import re
from functools import cache

from qvax_cli.rules.answers.leave_words import END, LANGUAGES, gap
from qvax_cli.rules.answers.spelling import mended

# What asks for it where it stands alone.
_ALONE = (
    r"(?:non |nee |neen |no |oui |please |svp |and )?stop(?: (?:sms|mails?|messages?|svp|aub|please|bitte|it|\d+))*|"
    r"(?:please |bitte |gelieve )?(?:remove|delete|unsubscribe|loschen|streichen|schrappen|verwijderen|retirer|"
    r"supprimer|"
    r"desinscrire|effacer|abmelden|afmelden|uitschrijven)"
)
# Not to be taken off.
_KEEP = (
    r"(?:ne|n) (?:me|m|nous|les?) (?:retir|enlev|supprim|effac|ray|radi|desinscri)\w+[^,]{0,10} pas\b[^,]*|"
    r"(?:ne|n) (?:retir|enlev|supprim|effac|ray|radi)\w+[^,]{0,10} pas\b[^,]*|"
    r"(?:ne )?pas (?:me |m |etre |nous )?(?:retir|enlev|supprim|effac|ray|radi|desinscri)\w+[^,]*|"
    r"(?:haal|schrap|verwijder|wis|schrijf|neem) (?:mij|me|ons|mijn \w+)[^,]{0,12} (?:niet|nie)\b(?! meer)[^,]*|"
    r"niet (?:van|uit) (?:de|uw|jullie) \w*lijst[^,]*|"
    r"(?:streichen|loschen|nehmen|entfernen|melden|tragen) sie (?:mich|meinen? \w+)[^,]{0,12} nicht\b(?! mehr)[^,]*|"
    r"nicht (?:von|aus) (?:der|ihrer) \w*liste[^,]*|"
    r"(?:will|would) (?:i|we) (?:be|get) [^,]*|word(?:t)? (?:ik|mijn) [^,]*|werde ich [^,]*|(?:serai|serais|"
    r"suis) je [^,]*|"
    r"(?:avez|ai|as|ont) (?:ete )?(?:retir|enlev|supprim|effac|ray|radi|desinscri)\w+[^,]*|"
    r"est ce que je (?:serai|serais|suis) [^,]*|"
    r"(?:af|afmelden) (?:op|van|bij) (?:\w+ )?(?:werk|kantoor|baas|chef)|(?:op|van|bij) (?:\w+ )?(?:werk|kantoor|"
    r"baas|chef)\b"
    r"[^,]{0,10} af(?:melden)?|(?:bei|von|auf|im) (?:\w+ )?(?:arbeit|chef\w*|buro|dienst)\b[^,]{0,10} ab(?:melden)?|"
    r"(?:don t|dont|do not|never|not)(?: please)? (?:to )?(?:remove|delete|erase|take|drop|unsubscribe|cancel|get|"
    r"be taken|"
    r"want out|be removed|strike)[^,]*"
)
# To be reached in another way.
_CHANNEL = (
    r"(?:e ?mails?|mails?|sms|smsen|telephone\w*|telephonez|appel\w*|ecri\w+|envoyez|bel|bellen|schrijf|schrijven|"
    r"stuur|"
    r"schick\w*|schreib\w*|ruf\w*|anruf\w*|anrufen|text|texts|call|calls|write|phone|whatsapp|brief|courrier|poste|"
    r"post|fixe)"
)
_INSTEAD = (
    rf"(?:mais|plutot|uniquement|seulement|maar|liever|alleen|enkel|sondern|lieber|nur|aber|but|rather|instead|only|"
    rf"just|simply|"
    rf"preferably|de preference){gap(3)} {_CHANNEL}|"
    rf"(?:mais|plutot|maar|liever|sondern|lieber|nur|aber|but|rather|only) {_CHANNEL}|"
    rf"{_CHANNEL}(?: (?:moi|mij|me|mir|mich|sie))+ (?:plutot|liever|lieber|instead|maar een|een|un|une|eine|einen|a|"
    rf"an|via|par|"
    rf"per) ?{_CHANNEL}?|{_CHANNEL} instead|par {_CHANNEL} plutot"
)
# Of these a slip of the finger is mended.
_MENDED = """
    desinscrire desinscrivez desinscription desabonner supprimer supprimez effacer effacez efface retirer retirez
    enlever enlevez inscription listes liste reserve contacter solliciter participer coordonnees donnees numero
    uitschrijven uitschrijving inschrijving verwijderen verwijder schrappen gegevens reservelijst lijst afmelden
    annuleren contacteren gecontacteerd berichten
    abmelden abmeldung anmeldung registrierung loschen streichen entfernen austragen verteiler kontaktieren
    angeschrieben nachrichten listen
    unsubscribe registration remove removed delete deleted cancel
    cancelled database contact contacted withdraw messages message lists
"""
_LONGEST_MENDED = 20


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What asks to leave; what asks for no more messages; what asks for others; what asks to stay."""

    def compiled(*patterns: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)")

    asks = [pattern for language in LANGUAGES for pattern in language.asks]
    no_more = [pattern for language in LANGUAGES for pattern in language.no_more]
    alone = rf"(?<![^,] )(?<!\S)(?:{_ALONE}){END}"
    return compiled(*asks, alone), compiled(*no_more), compiled(_INSTEAD), compiled(_KEEP)


def asks_to_leave(text: str) -> bool:
    """Whether a folded text asks so. Rather once too often: a person looks at it."""
    asks, no_more, instead, keep = _patterns()
    said = keep.sub(",", " ".join(_words(text)))
    return asks.search(said) is not None or (no_more.search(said) is not None and instead.search(said) is None)


def _words(text: str) -> list[str]:
    """Its words, with a comma for what stands between clauses; slips in those that matter here are mended."""
    found = re.findall(r"[^\W_]+|[^\w\s'-]|\n\s*\n", text)
    return [_word(word) if word[0].isalnum() else "," for word in found]


def _word(word: str) -> str:
    right = _right()
    return word if word in right or len(word) > _LONGEST_MENDED else mended(word, right) or word


@cache
def _right() -> frozenset[str]:
    return frozenset(_MENDED.split())
