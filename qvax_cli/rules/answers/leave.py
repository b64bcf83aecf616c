"""Whether somebody asks to be taken off the list, among whatever else they write."""

import re
from functools import cache

_ASKS = (
    r"desinscri\w+|desabonn\w+|radi(?:ez|er)|uitschrijv\w+|uitgeschreven|uit te schrijven|schrij(?:f|"
    r"ft)\b.{0,30}\buit|abmeld\w*|"
    r"abzumelden|meld\w*\b.{0,30}\bab|austragen|unsubscri\w+|opt ?out|stop|"
    r"(?:retir\w+|enlev\w+|supprim\w+|effac\w+|ray(?:ez|er)|ot(?:ez|er)|biff\w+)\b.{0,60}\b(?:liste?s?|moi|nom|"
    r"donnees|numero|"
    r"coordonnees|adresse|fichier|registre)|(?:me|m'|etre) (?:retir\w+|enlev\w+|supprim\w+|effac\w+|ray\w+|radi\w+)|"
    r"quitter la liste|sort\w+ de la liste|"
    r"(?:schrap\w*|haal|halen|verwijder\w*|wis|wissen|neem|doe)\b.{0,60}\b(?:lijst|reservelijst|mij|me|naam|"
    r"gegevens|nummer|adres)|"
    r"(?:van|uit) (?:de|uw|jullie) (?:reserve)?lijst\b.{0,30}\b(?:halen|schrappen|verwijderen|wissen|af)|"
    r"(?:streich\w*|losch\w*|entfern\w*|nehm\w*|setz\w*)\b.{0,60}\b(?:liste|reserveliste|mich|daten|namen|nummer)|"
    r"(?:remov\w+|delet\w+|take|tak\w+|strike|eras\w+)\b.{0,60}\b(?:list|me|my name|my data|my details|my number|"
    r"my email)|"
    r"(?:ne|n')\b.{0,40}\bplus\b.{0,40}\b(?:messages?|mails?|sms|contact\w+|recevoir|vaccin\w*|liste)|"
    r"plus (?:de|aucun) (?:messages?|mails?|sms)|laissez moi tranquille|"
    r"(?:geen|keine)\b.{0,30}\b(?:berichten|mails?|sms(?:en)?|nachrichten)\b(?! (?:bekommen|erhalten|"
    r"gesehen|gekriegt|ontvangen|gekregen|gezien))|laat me met rust|"
    r"(?:contacteer|bel|mail|schrijf|stuur)\b.{0,20}\bniet meer|lassen sie mich in ruhe|"
    r"(?:no more|don'?t send|do not send|not want any)\b.{0,30}\b(?:messages?|mails?|texts?|sms)|"
    r"(?:don'?t|do not|never) (?:contact|write|text|call|message|email) me|leave me alone|"
    r"(?:don'?t|do not|no longer|not)\b.{0,40}\bon (?:the|this|your) (?:\w+ )?list|"
    r"(?:don'?t|do not|no longer) (?:want|wish|need)\b.{0,30}\b(?:messages?|mails?|e?mails?|texts?|sms)|"
    r"(?:plus|pas)\b.{0,40}\bsur (?:la|cette|votre) liste|"
    r"(?:arretez|cessez|evitez) (?:de |d')(?:m'|me )\w+|"
    r"(?:wil|wens|mag|moet)\b.{0,20}\b(?:van|uit) (?:de|die|deze|uw|jullie) (?:reserve)?lijst|"
    r"(?:mij|me|ons|mijn \w+)\b.{0,20}\b(?:schrappen|verwijderen|wissen)|"
    r"(?:niet|nooit)\b.{0,30}\bop (?:de|die|deze|uw|jullie) (?:reserve)?lijst|"
    r"(?:will|mochte|muss|kann)\b.{0,20}\bvon (?:der|dieser|ihrer) (?:reserve)?liste|"
    r"(?:nicht|nie)\b.{0,30}\bauf (?:der|dieser|ihrer) (?:reserve)?liste|kein interesse|geen interesse|"
    r"pas interesse\w*|not interested|"
    r"plus interesse\w*|niet meer geinteresseerd|nicht mehr interessiert|no longer interested|not interested any ?more"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_ASKS})(?!\w)")


def asks_to_leave(text: str) -> bool:
    """Whether a folded text asks so. Rather once too often: a person looks at it."""
    return _pattern().search(" ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text).split())) is not None
