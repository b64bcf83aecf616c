"""What a mail hides or strikes through is nothing that its writer says (R36), in HTML and in its twin of plain text."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from qvax_cli.channels.mail.html_text import text_of
from qvax_cli.channels.mail.parsing import read
from tests.conftest import Cli

HIDDEN = [
    '<div style="display:none">{}</div>',
    '<div style="DISPLAY : none !important; color:red">{}</div>',
    "<div style='display:none'>{}</div>",
    "<div style=display:none>{}</div>",
    '<span style="visibility:hidden">{}</span>',
    '<p style="visibility:hidden"><b>{}</b></p>',
    '<span style="font-size:0">{}</span>',
    '<span style="font-size:0px;line-height:0">{}</span>',
    '<span style="font-size:1px">{}</span>',
    '<span style="font:0/0 a">{}</span>',
    '<div style="font-size:0"><span style="font-size:2em">{}</span></div>',
    '<span style="color:#fff">{}</span>',
    '<span style="color:white">{}</span>',
    '<span style="color:#FEFEFE;background:#FFFFFF">{}</span>',
    '<font color="white">{}</font>',
    '<table bgcolor="#003366"><tr><td><font color="#003366">{}</font></table>',
    '<div style="background:yellow;color:yellow">{}</div>',
    '<span style="color:rgb(255, 255, 255)">{}</span>',
    '<span style="color:rgba(0,0,0,0)">{}</span>',
    '<span style="color:transparent">{}</span>',
    "<div hidden>{}</div>",
    '<div class="x" hidden="hidden">{}</div>',
    '<span style="mso-hide:all">{}</span>',
    '<div style="max-height:0;overflow:hidden">{}</div>',
    '<div style="height:0px;width:0px;overflow:hidden">{}</div>',
    '<div style="opacity:0">{}</div>',
    '<div style="text-indent:-9999px">{}</div>',
    '<div style="position:absolute;left:-10000px">{}</div>',
    '<div style="position:absolute;clip:rect(0 0 0 0)">{}</div>',
    "<template>{}</template>",
    "<style>.preheader { display:none !important; }</style><div class='a preheader'>{}</div>",
    "<style><!-- span.gone, #x {visibility:hidden} --></style><span class=gone>{}</span>",
    "<style>/* p { } */ #veiled{font-size:0}</style><p id=veiled>{}</p>",
]
STRUCK = [
    "<s>{}</s>",
    "<strike>{}</strike>",
    '<del cite="mailto:x">{}</del>',
    '<span style="text-decoration:line-through">{}</span>',
    '<span style="text-decoration: underline line-through red">{}</span>',
    '<span style="text-decoration-line:line-through">{}</span>',
    '<s><span style="text-decoration:none">{}</span></s>',
    "<style>.done{text-decoration:line-through}</style><p class=done>{}",
]
SEEN = [
    "<p>{}</p>",
    '<p style="display:block;visibility:visible;font-size:11pt;color:black">{}</p>',
    '<div style="visibility:hidden"><span style="visibility:visible">{}</span></div>',
    '<td style="font-size:0px"><div style="font-size:13px">{}</div></td>',
    '<div style="background-color:#000000;color:#ffffff">{}</div>',
    '<div style="background:navy"><font color=white>{}</font></div>',
    '<div style="background:url(x.png) #fff;color:white">{}</div>',
    '<div style="height:0">{}</div>',
    '<span aria-hidden="true">{}</span>',
    '<span style="opacity:0.9;font:12px/0 Arial">{}</span>',
    '<span style="font:italic 400 12px Arial;text-indent:-18pt">{}</span>',
    '<p style="display:none">pub<p>{}',
    '<p hidden>pub</p><div class="hidden">{}</div>',
    "<style>@media (max-width:600px) { .wide { display:none } }</style><p class=wide>{}</p>",
    "<style>.a .b {display:none}</style><p class=b>{}</p>",
    '<span style="font-size:0.9em;max-height:0">{}</span>',
    "<u>{}</u><ins></ins>",
]


def _mail(html: str, plain: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "x@example.org", "Re: "
    if plain:
        mail.set_content(plain)
        mail.add_alternative(html, subtype="html")
    else:
        mail.set_content(html, subtype="html")
    return mail.as_bytes()


@pytest.mark.parametrize("html", [*HIDDEN, *STRUCK])
def test_b7_words_that_are_hidden_or_struck_through_are_not_read(html: str) -> None:
    seen = text_of("<body>Bonjour" + html.replace("{}", "oui") + "</body>")
    assert (seen.text.split(), seen.conceals) == (["Bonjour"], True)


@pytest.mark.parametrize("html", SEEN)
def test_b7_words_that_are_seen_are_read(html: str) -> None:
    assert text_of(html.replace("{}", "oui")).text == "oui"


@pytest.mark.parametrize("html", [HIDDEN[0], HIDDEN[11], STRUCK[0], STRUCK[3]])
def test_b7_the_plain_twin_of_a_mail_says_no_more_than_its_page(html: str) -> None:
    twin = _mail("<p>Non merci</p>" + html.replace("{}", "Oui"), "Non merci\n\nOui\n")
    assert read(twin).body.split() == ["Non", "merci"]
    assert read(_mail("<p>Non, <b>merci</b></p>", "Non, *merci*\n")).body.split() == ["Non,", "*merci*"]


def _polled(cli: Cli, raw: bytes) -> tuple[dict[str, str], int]:
    """How somebody who was asked stands after this mail, and how many messages wait to be read."""
    cli.register("1930-05-17", "Jeanne")
    code = cli.json("offer", "--center", "namur", "--doses", 1)["invited"][0]["code"]
    new = Path(f"{cli.db}-inbox") / "new"
    new.mkdir(parents=True, exist_ok=True)
    (new / f"{cli.now}.a.test").write_bytes(raw.replace(b"Subject: Re: ", b"Subject: Re: [" + code.encode() + b"]"))
    polled = cli.json("poll", code=None)
    return cli.states(), len(polled["to_read"])


@pytest.mark.parametrize("html", [HIDDEN[0], HIDDEN[12], STRUCK[1], STRUCK[5]])
@pytest.mark.parametrize("plain", ["", "Oui"])
def test_b7_a_yes_that_nobody_sees_is_shown_to_a_person(cli: Cli, html: str, plain: str) -> None:
    assert _polled(cli, _mail(html.replace("{}", "Oui"), plain)) == ({"Jeanne": "sent"}, 1)


def test_b7_who_strikes_one_answer_through_gives_the_other(cli: Cli) -> None:
    assert _polled(cli, _mail("<p><s>Oui</s> Non</p>", "Oui Non")) == ({"Jeanne": "declined"}, 0)


@pytest.mark.parametrize("said", ["O\u0336u\u0336i\u0336", "\u0338O\u0338u\u0338i", "~~Oui~~", "~Oui~"])
def test_b7_a_yes_that_is_struck_through_in_plain_text_is_shown_to_a_person(cli: Cli, said: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "x@example.org", "Re: "
    mail.set_content(said)
    assert _polled(cli, mail.as_bytes()) == ({"Jeanne": "sent"}, 1)
