"""Names, e-mail addresses and mobile numbers: what may be stored, and in which form (R1, R4).

Plain addresses and Belgian mobiles take a fast path of half a microsecond; everything else goes to
email-validator and phonenumbers (20 and more). The tests hold the fast paths against the libraries.
"""

import re

from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.words_beside import more_than_one

_LONGEST_NAME = 100
_JOINERS = "\u200c\u200d"  # invisible, and part of the spelling in Persian, Hindi, Sinhala
# Seven digits are a number in the wrong column (R25); a first = + - @ would be a formula in a spreadsheet, a first #
# is one that failed (#N/A, #REF!, Err:502 in LibreOffice); a quotation mark is what is left of a broken row, a question
# mark of a letter that an export could not write (Fran?oise).
_IN_NO_NAME = re.compile(r'["<>=|{}\\^~$€£¥%§¶†‡¤@?¿]|^[-+#*.]|^Err:\d|(?:\d\D*){7}|&#?\w+;')
#: What programs and people write for "nothing", in small letters and without the brackets around.
_NOTHING = frozenset(
    [
        "null",
        "nil",
        "none",
        "nan",
        "n/a",
        "n.a.",
        "undefined",
        "#n/a",
        "\\n",
        "xxx",
        "inconnu",
        "inconnue",
        "onbekend",
        "unbekannt",
        "unknown",
        "n.v.t.",
        "nvt",
        "n.n.",
        "xx",
        "tbd",
        "tba",
        "à compléter",
        "sans nom",
        "non connu",
        "non connue",
        "in te vullen",
        "zonder naam",
        "naamloos",
        "niet bekend",
        "niet gekend",
        "nicht bekannt",
        "ohne namen",
    ]
)
_SIGNS = frozenset(("So", "Sm", "Sc"))
#: What a file in UTF-8 is taken for in Western and Central Europe, and on a Macintosh.
_OLDER_ENCODINGS = ("cp1252", "cp1250", "mac-roman")
_IN_BRACKETS = re.compile(r"\(.*\)|\[.*\]")
#: Of these, what somebody may be called; so it is a name when written as one, with a capital and small letters.
_ALSO_NAMES = frozenset(("Null", "Nil", "Nan"))
_LONGEST_EMAIL = 254  # RFC 5321, the same for the library
_BELGIAN_MOBILES = frozenset(("045", "046", "047", "048", "049"))
_MOST_DIGITS = 17  # E.164 has 15, and 00 may stand before them
_LONGEST_PHONE = 40  # E.164 has 15 digits: room for every way to group them
# Letters, digits and the marks that people use. Left to the library: everything that is not ASCII, labels
# with two dashes in a row (xn--), the names that RFC 6761 reserves, and other marks before the @.
_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]++(?:\.[A-Za-z0-9_+-]++)*+@(?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+\.)+"
    r"(?!(?i:arpa|invalid|local|localhost|onion|test)\Z)[A-Za-z]{2,}"
)
_PLAIN_EMAIL_LENGTH = 64  # keeps every part within the 63 characters of a DNS label without counting them
# with the dashes (U+2010 to U+2015), the minus sign and the spaces that word processors put
#: What stands before a number that was copied from a page, a link or a signature: `tel:+32 …`, `GSM: …`, `Mob. …`.
_LABEL = re.compile(
    r"(?:t[eé]l(?:[eé]phone|efoon|efon)?|gsm|mob(?:ile|iel)?|phone|handy|callto)\s?[.:\s]\s*", re.IGNORECASE
)
_PHONE_CHARACTERS = re.compile(r"[\d+ ./()\-\u2010-\u2015\u2212\u00a0\u2009\u202f]+")


def email(text: str) -> str:
    """An e-mail address in its normal form, its syntax checked and nothing looked up in the network (R4).

    Raises Complaint on "email".
    """
    if len(text) <= _PLAIN_EMAIL_LENGTH and _PLAIN_EMAIL.fullmatch(text):
        if text.islower():
            return text
        local, _, domain = text.partition("@")
        # some names, all letters (INFO@, Postmaster@), are made lower case by the library
        if not local.isalpha():
            return f"{local}@{domain.lower()}"
    return _email_by_library(text.strip())


def mobile(text: str) -> str:
    """A mobile number as E.164; Belgian unless it starts with + or 00 and another country (R4).

    Spaces, dots, slashes, dashes, parentheses and a label before it (`tel:`) are welcome. Where a country does not tell
    its mobiles from its landlines (North America), a valid number is enough. Raises Complaint on "mobile".
    """
    return _plain_belgian_mobile(text) or _mobile_by_library(_without_label(text.strip()))


def center_phone(text: str) -> str:
    """The number under which people phone a center, as they dial it: 081 12 34 56, or +352 … from abroad. A landline
    is as good as a mobile.

    Raises Complaint on "phone".
    """
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

    how = "give one number: 081 12 34 56, a foreign one with + and its country code"
    text = _without_label(text.strip())
    if len(text) > _LONGEST_PHONE or not _PHONE_CHARACTERS.fullmatch(text):
        raise Complaint("phone", "holds something else than one phone number", how)
    try:
        number = parse(re.sub(r"\s", " ", text), "BE")
    except NumberParseException:
        raise Complaint("phone", "is not a phone number", how) from None
    if not is_valid_number(number):
        raise Complaint("phone", "is not a phone number that can exist: a digit is missing or wrong", how)
    belgian = number.country_code == 32
    return format_number(number, PhoneNumberFormat.NATIONAL if belgian else PhoneNumberFormat.INTERNATIONAL)


def name(text: str, field: str) -> str:
    """A person's name: trimmed, white space folded to single spaces, Unicode form NFC, 1 to 100 characters.

    Raises Complaint on `field`, the name of the value as the user knows it.
    """
    folded = " ".join(text.split())
    if not text.isascii():
        from unicodedata import normalize

        folded = normalize("NFC", folded)
    if not folded.strip(_JOINERS):
        raise Complaint(field, "is missing", "type the name as it stands on the identity card")
    if not text.isprintable() and not _is_harmless(text.strip()):
        reason = "holds a line break or a character that cannot be seen"
        raise Complaint(field, reason, "type the name by hand, on one line")
    if reason := _no_name(folded, text):
        raise Complaint(field, reason, "type the name as it stands on the identity card")
    if len(folded) > _LONGEST_NAME:
        reason = f"has {len(folded)} characters, and {_LONGEST_NAME} is the most"
        raise Complaint(field, reason, "shorten it to the usual name")
    return folded


def _no_name(folded: str, text: str) -> str:
    """Why a text, folded and as it came, is nobody's name: a sentence of what a program left there; "" for a name."""
    if folded.isalpha() and folded.isascii() and folded.lower() not in _NOTHING:
        return ""
    nothing = folded.strip("()[] ").lower() in _NOTHING and folded not in _ALSO_NAMES
    if nothing or _IN_BRACKETS.fullmatch(folded):
        return "is what stands where nothing is known"
    if not folded.isascii():
        from unicodedata import category, normalize

        # A space that does not part two words is misread together with the letter before it: “AnneÂ\u00a0Marie”.
        if any(map(_was_misread, text.split(" "))):
            return "holds letters that were read in the wrong encoding"
        # A full-width sign is that sign to a spreadsheet; pictures, boxes and signs of reckoning are no letters.
        signs = (category(char) in _SIGNS and char != "°" for char in folded)
        if any(signs) or _IN_NO_NAME.search(normalize("NFKC", folded)):
            return "holds signs or digits that are in nobody's name"
    if _IN_NO_NAME.search(folded) or not any(char.isalpha() for char in folded):
        return "holds signs or digits that are in nobody's name"
    return ""


def _was_misread(text: str) -> bool:
    """Whether a text shows what becomes of UTF-8 that is read as something older: “FranÃ§oise” for “Françoise”.

    The letters of such a text, taken for bytes, are UTF-8 again, of letters that are written in Europe. Names that
    people have are not, because in them a capital with an accent is not followed by a sign, or by a letter that stands
    for a small one among capitals.
    """
    return not text.isascii() and any(_is_utf_8(text, encoding) for encoding in _OLDER_ENCODINGS)


def _is_utf_8(text: str, encoding: str) -> bool:
    # Bytes that Windows-1252 leaves out come through as they are.
    as_it_is = 255 if encoding == "cp1252" else 127
    try:
        again = b"".join(char.encode(encoding if ord(char) > as_it_is else "latin-1") for char in text).decode()
    except UnicodeError:
        return False
    written = all(ord(char) < 0x180 or 0x2010 <= ord(char) <= 0x201F or char == "\ufffd" for char in again)
    return written and again.isupper() >= text.isupper()


def _is_harmless(text: str) -> bool:
    """Whether `isprintable` objects only to white space within a line and to the joiners of some scripts."""
    from unicodedata import category

    return all(char.isprintable() or char in "\t" + _JOINERS or category(char) == "Zs" for char in text)


def _email_by_library(text: str) -> str:
    if not text:
        raise Complaint("email", "is missing", "type an address such as name@example.be")
    if len(text) > _LONGEST_EMAIL:
        raise Complaint("email", f"has more than {_LONGEST_EMAIL} characters", "check the address")
    if not text.isprintable():
        reason = "holds a line break or a character that cannot be seen"
        raise Complaint("email", reason, "type the address by hand, on one line")
    if " " in text:
        raise Complaint("email", "holds a space", "give one address, without spaces and without a name")
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        reason = f"is not an e-mail address: {_without_data(str(error))}"
        raise Complaint("email", reason, "check the address with the person") from None


def _without_data(sentence: str) -> str:
    """The library's sentence as ours are written, without the list at its end, which quotes the address."""
    plain = re.split(r"[:(]", sentence, maxsplit=1)[0].strip().rstrip(".").replace(". It", ", it")
    return plain[:1].lower() + plain[1:]


def _plain_belgian_mobile(text: str) -> str | None:
    """The fast path: E.164 of +324... and 04... in any grouping, else None."""
    digits = text.replace(" ", "")
    if not digits.isdigit():
        digits = digits.replace(".", "").replace("/", "").replace("-", "")
        if digits.startswith("+324"):
            digits = "0" + digits[3:]
    # 045 to 049 are mobiles; 042 and 043 is Liège, where the numbers are a digit shorter
    if len(digits) == 10 and digits[:3] in _BELGIAN_MOBILES and digits.isascii() and digits.isdigit():
        return "+32" + digits[1:] if len(text) <= _LONGEST_PHONE else None
    return None


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _mobile_by_library(text: str) -> str:
    _check_phone_spelling(text)
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        PhoneNumberType,
        format_number,
        number_type,
        parse,
    )

    how = "give one number: a Belgian mobile as 04xx xx xx xx, a foreign one with + and its country code"
    try:
        number = parse(re.sub(r"\s", " ", text), "BE")  # the library knows fewer spaces than word processors
    except NumberParseException:
        raise Complaint("mobile", "is not a phone number", how) from None
    kind = number_type(number)
    if kind == PhoneNumberType.UNKNOWN:  # the library says so of every number that is not valid, and of no other
        raise Complaint("mobile", "is not a phone number that can exist: a digit is missing or wrong", how)
    if kind == PhoneNumberType.FIXED_LINE:
        reason = "is a landline, and a landline gets no text messages"
        raise Complaint("mobile", reason, "give a mobile number, or an e-mail address instead")
    if kind not in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE):
        raise Complaint("mobile", "is a service number, not that of a mobile phone", how)
    return format_number(number, PhoneNumberFormat.E164)


def _check_phone_spelling(text: str) -> None:
    """Refuses what the library would take: letters as on a keypad, extensions, line breaks."""
    if not text:
        raise Complaint("mobile", "is missing", "type a number such as 04xx xx xx xx")
    if re.fullmatch(r"\d+(?:[.,]\d+)?[eE]\+?\d+", text):
        reason = "was turned into a rounded number by a spreadsheet, which lost its last digits"
        raise Complaint("mobile", reason, "format the column as text in the spreadsheet, then enter it again")
    if len(text) <= 2 * _LONGEST_PHONE and sum(map(str.isdigit, text)) > _MOST_DIGITS:
        raise more_than_one()
    if len(text) > _LONGEST_PHONE or not _PHONE_CHARACTERS.fullmatch(text):
        reason = "holds something else than one phone number"
        raise Complaint("mobile", reason, "use digits, spaces, dots, slashes, dashes and parentheses only")
