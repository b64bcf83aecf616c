"""What people write back, from the programs that they use."""
# ruff: noqa: E501 (the tables hold what people and programs write, as they write it)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvax_cli.messages import ASKING, KINDS, LANGUAGES, Facts, render
from qvax_cli.messages.own_lines import is_ours
from qvax_cli.rules.answer_text import Question, excerpt, parted, read_answer, shown
from qvax_cli.rules.quoted_text import part

CODE = "K7P3X2Q4"
FACTS = Facts(
    first_name="Jeanne",
    last_name="Delvaux",
    center_name="Centre de vaccination de Namur",
    address="Avenue Sergent Vrithoff 2, 5000 Namur",
    code=CODE,
    platform="Doclr",
    from_at=1617723120,
    until_at=1617730320,
    deadline=1617724920,
    now=1617723120,
)


QUESTION = Question(
    code=CODE,
    person="Jeanne Pasquier",
    contact="Jan Jacobs",
    places=("Centre de vaccination de Namur", "Namur"),
    window=(1617723120, 1617730320),
    received_at=1617723720,
)


def answer(subject: str, body: str) -> str | None:
    return read_answer(parted(subject, body, is_ours), QUESTION).answer


def codes(subject: str, body: str) -> tuple[str, ...]:
    written = parted(subject, body)
    return tuple(dict.fromkeys([*written.codes(), *written.other_codes()]))


def ours(language: str, kind: str = "invitation") -> tuple[str, str]:
    """Our own message: subject and body."""
    text = render(kind, language, FACTS)
    return text.subject, text.body


def marked(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.splitlines())


YES = r"""Oui|OUI !|oui.|Oui merci|oui oui|Oui, avec plaisir|Bonjour, oui je viens|Bonjour madame oui j'arrive|« Oui »
C'est oui|Oui, pas de souci|pas de problème, oui|Oui s'il vous plaît|Ma réponse est oui|Oui, à plus tard|Réponse : OUI
J'accepte|J’accepte avec plaisir|1. Oui
Oui je n'y manquerai pas|OUI K7P3X2Q4|K7P3X2Q4 oui|code k7p3 x2q4 oui|*Oui*|- oui|Yes👍|Merci beaucoup, oui|O.K. oui|Ja
JA!!|Ja graag|Ja, ik kom|ja dank u|Beste, ja, ik kom eraan|Dag mevrouw, ja hoor|Ja, geen probleem|Jazeker|Jawohl
Ja, ich komme gerne|Ja bitte|Guten Tag, ja, ich komme|Guten Morgen, ja|Ja, kein Problem|Jaaa|Ja! Tot straks.|Yes|YES.
Yes please|yes, no problem|Yes, no worries, thank you|Hello, yes I am coming|Yes I'll be there|Yep|Ja, dat is goed|
Bonjour,\n\nOui, je serai là dans dix minutes.\n\nBien à vous,\nJean Nonet|Oui\nJeanne Pasquier, rue Haute 12"""

NO = r"""Non|NON.|non merci|Non, je ne peux pas|Non, désolé|Désolée, non.|Malheureusement non|C'est non|Bonjour, non merci
Je refuse|Je ne peux pas venir, donc non|Non, j'ai déjà un rendez-vous|Nee|NEE|Neen|neen, dank u|Nee dank u|Helaas nee
Nee, ik kan niet komen|Sorry, nee|Nein|Nein danke|Nein, leider nicht|Nein, das geht ja nicht|Leider nein|No|No.
No thanks|No, sorry|No, I can't make it|No I cannot come|Sorry, no|Nope|non K7P3X2Q4|No!\nJan Jacobs|Non. Je ne viens pas
Nein, ich habe ja schon einen Termin|Non, pas aujourd'hui"""

UNCLEAR = r"""|Merci|ok|d'accord|Bien reçu|Oui je ne peux pas|oui, mais pas avant 20 h|Oui mais demain|Oui, demain
Ja, morgen|Yes, tomorrow|Yes but not today|Ja maar niet voor 18u|Ja, aber erst morgen|Oui ou non|OUI / NON|Oui non|Ja nee
oui?|Ja ?|Dois-je répondre « oui » ?|Moet ik ja antwoorden?|Do I have to say yes?|Si oui, où dois-je aller ?|peut-être oui
Maybe yes|Misschien, ja|Ja, vielleicht|Je ne dis pas non|Oui, je suis déjà vacciné|Ja, ik ben al gevaccineerd
Yes, I already got my shot|Ja, ich bin schon geimpft|Oui, veuillez annuler|Yes please cancel|Oui si ma fille peut venir
Yes, unfortunately I cannot|Nee, geen probleem|Non non, je viens !|No problem|No car here, can somebody fetch me|Yes I have no car
Oui, à quelle heure exactement ?|Oui. Est-ce que je dois prendre ma carte ?|Das geht ja nicht|Ich komme ja|Mon mari a dit oui|Votre numéro no 12|sinon je viens|Zone non-fumeur|non-stop|moi non plus
Yesterday|Nonante|janvier|Noël|Jan|Neel|www.oui.be|oui@example.be|https://example.be/yes|Je ne sais pas|pas d'accord
Non reçu|Code non valable|Oui bonjour, qui êtes-vous ?|Oui, ma mère est décédée|Ja, ich bin krank|Oui, désinscrivez-moi
Oui, je suis à l'hôpital|Ja, ik ben ziek|Oui, désolé, j'ai un empêchement|Ja, leider bin ich verhindert|Oui, c'est impossible|Je regrette, oui"""


def sentences(table: str) -> list[str]:
    return [entry.replace("\\n", "\n") for line in table.splitlines() for entry in line.split("|")]


@pytest.mark.parametrize("text", [text for text in sentences(YES) if text])
def test_this_says_yes(text: str) -> None:
    assert answer("", text) == "yes"


@pytest.mark.parametrize("text", sentences(NO))
def test_this_says_no(text: str) -> None:
    assert answer("", text) == "no"


@pytest.mark.parametrize("text", sentences(UNCLEAR))
def test_this_is_for_a_person_to_read(text: str) -> None:
    assert answer("", text) is None


@pytest.mark.parametrize("text", sentences(YES + NO))
@pytest.mark.parametrize("form", [str.upper, lambda text: "\n\n" + text + "\n", lambda text: text.replace("'", "’")])
def test_case_blank_lines_and_curly_apostrophes_change_nothing(text: str, form: object) -> None:
    assert answer("", form(text)) == answer("", text)  # type: ignore[operator]


# How programs quote: what stands between the answer and our message, and whether they mark it.
_FRENCH_GMAIL = "Le mar. 6 avr. 2021 à 17:32, Centre de vaccination de Namur <\nreserve@namur.example> a écrit\xa0:\n"
_OUTLOOK_FR = (
    "De : Centre de vaccination <reserve@namur.example>\nEnvoyé : mardi 6 avril 2021 17:32\nÀ : Jeanne\nObjet : {0}\n"
)
_OUTLOOK_NL = (
    "Van: Centrum <reserve@namur.example>\nVerzonden: dinsdag 6 april 2021 17:32\nAan: Jan Peeters\nOnderwerp: {0}\n"
)
_OUTLOOK_DE = "Von: Zentrum <reserve@namur.example>\nGesendet: Dienstag, 6. April 2021 17:32\nAn: Hans\nBetreff: {0}\n"
_OUTLOOK_EN = "From: Center <reserve@namur.example>\nSent: Tuesday, April 6, 2021 5:32 PM\nTo: Jane\nSubject: {0}\n"
_LINE = "________________________________\n"
QUOTES = {
    "Gmail in French": (_FRENCH_GMAIL, True),
    "Gmail in French, not marked": (_FRENCH_GMAIL, False),
    "Gmail in Dutch": ("Op di 6 apr. 2021 om 17:32 schreef Centrum <reserve@namur.example>:\n", True),
    "Gmail in German": ("Am Di., 6. Apr. 2021 um 17:32 Uhr schrieb Zentrum <reserve@namur.example>:\n", True),
    "Gmail in English": ("On Tue, Apr 6, 2021 at 5:32 PM Center <\nreserve@namur.example> wrote:\n", True),
    "Gmail with direction marks": ("\u202aOp di 6 apr. 2021 om 17:32 schreef \u202aCentrum\u202c\u200f <r@n.example>:\u202c\n", False),
    "iPhone in French": ("Envoyé de mon iPhone\n\n> Le 6 avr. 2021 à 17:32, Centre <r@n.example> a écrit :\n> \n> \ufeff\n", True),
    "iPhone in Dutch": ("Verstuurd vanaf mijn iPhone\n\n> Op 6 apr. 2021 om 17:32 heeft Centrum <r@n.example> het volgende geschreven:\n", True),
    "iPhone in Dutch, not marked": ("Op 6 apr. 2021 om 17:32 heeft Centrum <r@n.example> het\nvolgende geschreven:\n\n\ufeff", False),
    "iPhone in German": ("Von meinem iPhone gesendet\n\n> Am 06.04.2021 um 17:32 schrieb Zentrum <r@n.example>:\n", True),
    "iPhone in English": ("Sent from my iPhone\n\n> On 6 Apr 2021, at 17:32, Center <r@n.example> wrote:\n", True),
    "Apple Mail forward": ("Début du message réexpédié :\n\nDe: Centre <r@n.example>\nObjet: {0}\nDate: 6 avril 2021 à 17:32\n", False),
    "Outlook in French": (_OUTLOOK_FR, False),
    "Outlook in French below a line": (_LINE + _OUTLOOK_FR, False),
    "Outlook in French with stars": ("*De :* Centre <r@n.example>\n*Envoyé :* mardi 6 avril 2021\n*Objet :* {0}\n", False),
    "Outlook in French with blank lines": (_OUTLOOK_FR.replace("\n", "\n\n"), False),
    "Outlook in Dutch": (_OUTLOOK_NL, False),
    "Outlook in German": (_OUTLOOK_DE, False),
    "Outlook in English": (_LINE + _OUTLOOK_EN, False),
    "Outlook of old": ("-----Original Message-----\n" + _OUTLOOK_EN, False),
    "Outlook of old in French": ("-----Message d'origine-----\n" + _OUTLOOK_FR, False),
    "Outlook of old in Dutch": ("-----Oorspronkelijk bericht-----\n" + _OUTLOOK_NL, False),
    "Outlook of old in German": ("-----Ursprüngliche Nachricht-----\n" + _OUTLOOK_DE, False),
    "Outlook for Android": ("Télécharger Outlook pour Android<https://aka.ms/x>\n" + _LINE + _OUTLOOK_EN, False),
    "Outlook for iOS in Dutch": ("Outlook voor iOS downloaden<https://aka.ms/x>\n" + _LINE + _OUTLOOK_NL, False),
    "Windows Mail": ("Provenance : Courrier pour Windows 10\n\n" + _OUTLOOK_FR.replace("Envoyé :", "Envoyé le :"), False),
    "Samsung in French": ("Envoyé depuis mon smartphone Samsung Galaxy.\n-------- Message d'origine --------\n" + _OUTLOOK_FR, False),
    "Samsung in Dutch": ("Verzonden vanaf Samsung-smartphone.\n-------- Oorspronkelijk bericht --------\n" + _OUTLOOK_NL, False),
    "Proximus webmail in French": ("> Le 06/04/2021 17:32 CEST, Centre <r@n.example> a écrit :\n> \n> \u00a0\n", True),
    "Proximus webmail in Dutch": ("> Op 06/04/2021 17:32 CEST schreef Centrum <r@n.example>:\n> \n", True),
    "Skynet, Zimbra": ("----- Mail original -----\nDe: \"Centre\" <r@n.example>\nÀ: jeanne@skynet.example\nObjet: {0}\n", False),
    "Yahoo": ("Le mardi 6 avril 2021 à 17:32:00 UTC+2, Centre <r@n.example> a écrit :\n", False),
    "GMX": ("Gesendet: Dienstag, 06. April 2021 um 17:32 Uhr\nVon: Zentrum <r@n.example>\nAn: hans@gmx.example\nBetreff: {0}\n", False),
    "Thunderbird in French": ("Le 06-04-21 à 17:32, Centre a écrit\u00a0:\n", True),
    "Thunderbird in Dutch": ("Op 06-04-2021 om 17:32 schreef Centrum:\n", True),
    "Thunderbird in German": ("Am 06.04.21 um 17:32 schrieb Zentrum:\n", True),
    "marks alone": ("", True),
    "name first": ("Centre <r@n.example> a écrit :\n", False),
    "signature between": ("-- \nJeanne Nee\nVoorzitter, ja\n\nOp 6-4-2021 om 17:32 schreef Centrum:\n", False),
    "legal notice between": ("Ce message est confidentiel. Si vous n'êtes pas le destinataire, non.\n\nLe 6 avril 2021, C a écrit :\n", True),
}  # fmt: skip


@pytest.mark.parametrize("program", QUOTES)
@pytest.mark.parametrize(
    ("written", "said"), [("Oui merci", "yes"), ("Nee, bedankt", "no"), ("Ik bel u nog", None), ("", None)]
)
def test_only_what_stands_above_the_quote_answers(program: str, written: str, said: str | None) -> None:
    introduced, marks = QUOTES[program]
    for language in LANGUAGES:
        subject, body = ours(language)
        reply = f"{written}\n\n{introduced.replace('{0}', subject)}\n{marked(body) if marks else body}"
        assert answer(f"RE: {subject}", reply) == said
        assert CODE in codes(f"RE: {subject}", reply)


@pytest.mark.parametrize("program", [name for name, (_, marks) in QUOTES.items() if marks])
def test_an_answer_below_a_marked_quote_counts(program: str) -> None:
    subject, body = ours("fr")
    assert answer(f"Re: {subject}", f"{QUOTES[program][0]}\n{marked(body)}\n\nOui, je viens\n") == "yes"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_message_never_answers_whatever_a_program_makes_of_it(kind: str, language: str) -> None:
    subject, body = ours(language, kind)
    for returned in (body, marked(body), body.replace("\n", " "), body.replace("\n", "\n\n"), "", body.upper()):
        assert answer(subject, returned) is None
    for line in body.splitlines():
        assert answer(f"Fwd: {subject}", line) is None or kind in ASKING


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_of_the_invitation_that_is_not_recognised_spoils_the_answer(language: str) -> None:
    subject, body = ours(language)
    assert answer(subject, f"Oui\n\n{body}") is None
    assert answer(subject, f"Nee\n\n{body}") is None


@pytest.mark.parametrize(
    "subject", ["OUI K7P3X2Q4", "Re: Vaccin [K7P3X2Q4] OUI", "RE : K7P3X2Q4 ja", "AW: yes [K7P3X2Q4]"]
)
@pytest.mark.parametrize("body", ["", "Merci", "Envoyé de mon iPhone", "> NON"])
def test_the_subject_answers_when_the_body_does_not(subject: str, body: str) -> None:
    assert (codes(subject, body), answer(subject, body)) == ((CODE,), "yes")


@pytest.mark.parametrize(("subject", "body", "said"), [
    ("NON K7P3X2Q4", "Oui", "yes"),
    ("OUI", "Non merci", "no"),
    ("OUI", "Je ne peux pas venir", None),
    ("OUI", "oui ou non, je ne sais pas", None),
    ("(no subject)", "Merci", None),
    ("(No subject)", "Yes", "yes"),
    ("TR: Antw: AW: Fwd: [K7P3X2Q4]", "", None),
])  # fmt: skip
def test_the_body_decides_before_the_subject(subject: str, body: str, said: str | None) -> None:
    assert answer(subject, body) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["OUI", "ja", "Yes"])
def test_a_yes_typed_behind_our_subject_counts(language: str, word: str) -> None:
    assert answer(f"Re: {ours(language)[0]} {word}", "") == "yes"


def test_codes_come_from_the_subject_then_from_the_person_then_from_the_quote() -> None:
    body = "mon code est A1B2-C3D4\n-- \nE5F6G7H8\n\n> K7P3X2Q4\n> J9K0M1N2"
    assert codes("Re: [R3S4T5V6]", body) == ("R3S4T5V6", "A1B2C3D4", "E5F6G7H8", "K7P3X2Q4", "J9K0M1N2")


def test_a_line_that_a_program_broke_off_a_long_quoted_one_is_quoted() -> None:
    body = "> Cordialement, le grand centre de vaccination de la ville et de la\nnon.\n\n> fin"
    assert answer("", body) is None


def test_a_bare_signature_line_of_a_phone_does_not_hide_what_follows() -> None:
    assert answer("", "Envoyé de mon iPhone\n\nOui") == "yes"


def test_an_answer_far_into_a_story_is_for_a_person_to_read() -> None:
    assert answer("", "Je vous raconte. " * 12 + "Oui.") is None


def test_a_date_at_the_start_of_a_line_is_not_taken_for_a_quote() -> None:
    assert part("Le 6 avril je suis libre\nOui je viens").own == "Le 6 avril je suis libre\nOui je viens"


@given(st.text(), st.text())
def test_no_text_makes_it_fail(subject: str, body: str) -> None:
    answer(subject, body)
    excerpt(parted(subject, body))


LINES = st.sampled_from(
    [
        "Oui",
        "nee",
        "> ja",
        "-- ",
        "Le 6 avril 2021, X a écrit :",
        "De : X",
        "Objet : Y",
        "____________",
        "merci",
        "",
        "?",
        CODE,
    ]
)


@settings(max_examples=settings().max_examples * 2)
@given(st.lists(LINES, max_size=12))
def test_every_line_lands_in_exactly_one_part(lines: list[str]) -> None:
    parts = part("\n".join(lines))
    kept = sorted(line.lstrip("> ") for text in parts for line in text.split("\n") if line.strip("> "))
    assert kept == sorted(line.lstrip("> ").strip() for line in lines if line.strip("> "))


@pytest.mark.parametrize(
    "text", ["oui " * 50_000, "> " * 50_000, "Le 6\n" * 30_000, "De : x\n" * 30_000, "no " * 50_000, "a" * 200_000]
)
def test_a_hostile_text_takes_no_long_time(text: str) -> None:
    import time

    start = time.process_time()
    answer(text[:2000], text)
    assert time.process_time() - start < 10  # minutes, when something is quadratic


def _excerpt(body: str) -> str:
    return excerpt(parted("", body), is_ours)


def test_what_is_quoted_is_left_out_of_the_words_that_are_shown() -> None:
    assert (
        _excerpt("Je ne sais pas\nencore.\n\nLe 6 avril 2021 à 17:40, Namur a écrit :\n> Oui ?")
        == "Je ne sais pas encore."
    )


def test_a_message_that_only_quotes_is_shown_all_the_same() -> None:
    assert _excerpt("> Oui") == "Oui"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", ["", "Envoyé de mon iPhone\n"])
def test_an_answer_below_our_message_is_shown_and_not_our_message(language: str, end: str) -> None:
    subject, body = ours(language)
    above = f"De : Centre <r@n.example>\nEnvoyé : mardi 6 avril 2021 17:32\nObjet : {subject}\n\n{body}"
    assert answer("", f"{above}\nOui mais\n\nseulement demain\n") is None
    assert _excerpt(f"{end}{above}\nOui mais\n\nseulement demain\n") == "Oui mais seulement demain"
    assert excerpt(parted("", f"{above}\n\nOui mais demain")) == "Oui mais demain"  # also without knowing our lines


@pytest.mark.parametrize(
    "number", ["85.07.30-033.28", "85073003328", "85 07 30 033 28", "85-07-30/033.28", "850730 033 28"]
)
def test_r25_a_national_number_is_not_shown(number: str) -> None:
    assert _excerpt(f"Mon numéro est {number}, merci") == "Mon numéro est [number], merci"


def test_a_phone_number_is_shown() -> None:
    assert _excerpt("Rappelez-moi au 0470 12 34 56") == "Rappelez-moi au 0470 12 34 56"


@given(st.text())
def test_what_is_shown_is_one_short_line_of_anything(text: str) -> None:
    assert len(shown(text * 50)) <= 300
    assert "\n" not in shown(text)
