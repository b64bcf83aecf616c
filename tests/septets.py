"""How much of an SMS a text takes, by table 6.2.1 of GSM 03.38, written out apart from the one in the code."""

TABLE = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
EXTENDED = "\f^{}\\[~]|€"


def septets(text: str) -> int:
    """How many of the 160 places of an SMS a text takes. A sign that the alphabet lacks is a failure: the whole SMS
    would be sent in another one, which holds 70."""
    foreign = set(text) - set(TABLE) - set(EXTENDED)
    assert not foreign, f"outside the GSM alphabet: {sorted(foreign)}"
    return len(text) + sum(sign in EXTENDED for sign in text)
