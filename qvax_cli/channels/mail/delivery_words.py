"""The words in which mail systems say that they have given up, or have not yet: in French, Dutch, German and English.

They count only beside the headers of our own mail, and where both kinds are there, or none, a person reads. Folded.
"""

import re

_GIVEN_UP = (
    # English
    r"permanent(?:ly)? (?:error|failure|fatal|failed|delivery)|fatal errors?|given up|giving up",
    r"(?:could not|couldn't|cannot|can't|was not|wasn't|were not|has not been|unable to) be(?:en)? delivered",
    r"(?:was not|wasn't|has not been|hasn't been|not|never) delivered|undeliverable|non-?delivery",
    r"deliver(?:y|ies)\b.{0,60}?\b(?:failed|failure|unsuccessful|impossible)|failed to deliver|unable to deliver",
    r"returned to (?:the )?sender|returning (?:your )?message|(?:user|recipient|address|mailbox) unknown",
    r"(?:unknown|invalid|no such) (?:user|recipient|address|mailbox|local part)|mailbox (?:is )?(?:full|unavailable)",
    r"(?:does not|doesn't) exist|(?:wasn't|was not) found|over quota|quota exceeded|rejected (?:your|the|by)",
    # French
    r"n'(?:a|ont) (?:pas |jamais )?(?:pu etre|ete) (?:remis|distribu|delivr|livr|achemin|envoy|transmis)\w*",
    r"(?:pas|jamais) (?:ete |pu etre )?(?:remis|distribu|delivr|livr|achemin)\w*|non[ -](?:remis|distribu|delivr)\w*",
    r"(?:echec|erreur)s? (?:\w+ )?(?:de|lors|dans|d'|permanente?s?|definiti\w+|fatale?s?)\b",
    r"impossible (?:de|d') ?(?:le |vous )?(?:remettre|distribuer|livrer|delivrer|acheminer|envoyer|transmettre)",
    r"(?:n'existe (?:pas|plus)|introuvable|inconnue?|est pleine|quota depasse|boite pleine)",
    # Dutch
    r"(?<!nog )\bniet (?:worden )?(?:afgeleverd|bezorgd|besteld|verzonden|afleveren|bestelbaar)|onbestelbaar",
    r"(?:permanente|definitieve|blijvende|fatale) fout",
    r"(?:bestaat niet|niet gevonden|onbekend|is vol|mislukt|geweigerd|postvak vol|mailbox vol)",
    # German
    r"(?<!noch )\bnicht (?:an\b.{0,60}? )?(?:zugestellt|zustellen|ubermittelt|geliefert)",
    r"unzustellbar|nicht zustellbar|(?:permanenter?|dauerhafter?|endgultiger?|schwerwiegender?) fehler",
    r"(?:existiert nicht|nicht gefunden|unbekannt|postfach (?:ist )?voll|fehlgeschlagen|abgelehnt|aufgegeben)",
)
_NOT_YET = (
    r"delay(?:ed)?\b|not yet been|still (?:be )?(?:being )?(?:re)?(?:try|tried)",
    r"will (?:be |keep |continue )?(?:to )?(?:re)?tr",
    r"no (?:further )?action (?:is|on your part)|warning (?:message )?only|do not need to resend|temporar",
    r"\bretarde?\b|pas encore|differe|(?:nouvelles?|prochaines?) tentatives?|tentatives? (?:se poursui|seront)\w*",
    r"(?:reessa|retent|continu|poursui)\w*|temporaire\w*|aucune action",
    r"vertraag|vertraging|nog niet|opnieuw (?:geprobeerd|proberen)|blijf(?:t|ven) proberen|tijdelijk|u hoeft niets",
    r"verzoger|noch nicht|(?:weiter(?:hin)?|erneut) (?:zu )?versuch|wird es weiter|vorubergehend|nichts unternehmen",
)

GIVEN_UP = re.compile("|".join(_GIVEN_UP))
NOT_YET = re.compile("|".join(_NOT_YET))
