"""SMS by HTTP: any gateway's words, by configuration alone."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.channels import Broken, Envelope, Rejected, Taken, TryLater, Unreachable
from qvax_cli.channels.sms.http import HttpSms, Wording
from qvax_cli.channels.sms.http_client import Gateway as Access
from qvax_cli.channels.sms.http_client import filled, found_at, placeholders, text_at
from tests.channels.sms import gateways
from tests.channels.sms.gateways import Gateway
from tests.ports import free_ports

NOW = 1617723600
LETTER = Envelope(
    key="12.invitation.K7P3X2Q4",
    to="+32470123456",
    to_name="Jeanne",
    subject="",
    body='K7P3X2Q4 avant 18:10: "été" & 5+5 %\n',
    language="fr",
    kind="invitation",
    code="K7P3X2Q4",
    created_at=NOW,
)
TEXT = LETTER.body.strip()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with gateways.running() as found:
        yield found


def _channel(url: str, method: str = "POST", access: dict[str, Any] | None = None, **wording: str) -> HttpSms:
    values = {"from": "+32460000001", "user": "AC123", "password": "s3cret", "secret": ""}
    return HttpSms(Access(**{"values": values, "timeout": 2, **(access or {})}), Wording(method, url, **wording))


def test_kannel_is_a_configuration(gateway: Gateway) -> None:
    gateway.answer = lambda _: (202, "0: Accepted for delivery")
    url = gateway.url + "/cgi-bin/sendsms?username={user}&password={password}&to={to}&text={text}&charset=UTF-8"
    channel = _channel(url, "GET", accepted="^202 ")
    with channel:
        assert channel.hand_over(LETTER, NOW) == Taken(NOW, "202 0: Accepted for delivery", LETTER.key)
    (asked,) = gateway.asked
    assert asked.method == "GET"
    assert asked.query == {
        "username": "AC123", "password": "s3cret", "to": "+32470123456", "text": TEXT, "charset": "UTF-8"
    }  # fmt: skip


def test_twilio_is_a_configuration(gateway: Gateway) -> None:
    gateway.answer = gateways.twilio()
    channel = _channel(
        gateway.url + "/2010-04-01/Accounts/{user}/Messages.json",
        access={"basic": True},
        body="To={to}&From={from}&Body={text}",
        accepted="^201 ",
        reference="/sid",
    )
    taken = channel.hand_over(LETTER, NOW)
    assert taken.reference == f"SM{0:032}"
    assert gateway.asked[0].form == {"To": "+32470123456", "From": "+32460000001", "Body": TEXT}
    with pytest.raises(Rejected, match=r"refuses the message \(400\)") as refusal:
        channel.hand_over(LETTER._replace(to="+32470000000"), NOW)
    assert "The 'To' number … is not a valid phone number." in refusal.value.answer


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ("Content-Type: application/json\nX-Key: {key}", '{"to": ["{to_digits}"], "text": "{text}"}',
         '{"to": ["32470123456"], "text": "K7P3X2Q4 avant 18:10: \\"\\u00e9t\\u00e9\\" & 5+5 %"}'),
        ("Content-Type: text/xml", "<sms ref='{code}'>{text}</sms>",
         "<sms ref='K7P3X2Q4'>K7P3X2Q4 avant 18:10: &quot;été&quot; &amp; 5+5 %</sms>"),
        ("", "ref={key}&text={text}",
         "ref=12.invitation.K7P3X2Q4&text=K7P3X2Q4%20avant%2018%3A10%3A%20%22%C3%A9t%C3%A9%22%20%26%205%2B5%20%25"),
    ],
)  # fmt: skip
def test_every_kind_of_body_is_written_as_it_needs(gateway: Gateway, headers: str, body: str, expected: str) -> None:
    _channel(gateway.url, "PUT", {"headers": headers}, body=body).hand_over(LETTER, NOW)
    (asked,) = gateway.asked
    assert asked.body == expected
    assert asked.headers.get("X-Key", LETTER.key) == LETTER.key
    assert asked.headers["User-Agent"] == "qvax"


def test_a_secret_in_a_header_cannot_end_the_header(gateway: Gateway) -> None:
    access = {"headers": "Authorization: Bearer {password}", "values": {"password": "a\r\nX-Evil: 1"}}
    _channel(gateway.url, access=access).hand_over(LETTER, NOW)
    assert gateway.asked[0].headers["Authorization"] == "Bearer a  X-Evil: 1"


@pytest.mark.parametrize(
    ("status", "body", "kind", "reason"),
    [
        (400, "bad number", Rejected, "refuses the message"),
        (422, "", Rejected, "refuses the message"),
        (401, "", Unreachable, "does not accept our login"),
        (402, "", Unreachable, "wants to be paid first"),
        (403, "", Unreachable, "does not allow us this"),
        (404, "", Unreachable, "knows no such url"),
        (302, "", Unreachable, "has moved to another url"),
        (408, "", TryLater, "cannot take the message now"),
        (429, "", TryLater, "cannot take the message now"),
        (500, "", TryLater, "cannot take the message now"),
        (503, "", TryLater, "cannot take the message now"),
        (200, "ERROR 7", TryLater, "did not say that it took the message"),
    ],
)
def test_what_an_answer_means(
    gateway: Gateway, status: int, body: str, kind: type[Unreachable | TryLater], reason: str
) -> None:
    gateway.answer = lambda _: (status, body)
    gateway.headers = {"Location": gateway.url + "/elsewhere"}
    with pytest.raises(kind, match=reason) as failure:
        _channel(gateway.url, accepted="^200 OK").hand_over(LETTER, NOW)
    assert type(failure.value) is kind
    assert failure.value.answer.startswith(str(status))
    assert len(gateway.asked) == 1


def test_a_pattern_can_tell_a_refusal_in_a_polite_answer(gateway: Gateway) -> None:
    gateway.answer = lambda _: (200, "ERR: blacklisted")
    with pytest.raises(Rejected):
        _channel(gateway.url, accepted="^200 OK", refused="blacklisted").hand_over(LETTER, NOW)


@pytest.mark.parametrize(
    ("reference", "body", "expected"),
    [
        ("/messages/0/id", '{"messages": [{"id": 77}]}', "77"),
        ("/nothing", '{"messages": []}', LETTER.key),
        ("/sid", "no json", LETTER.key),
        (r"ID: (\w+)", "OK ID: abc123", "abc123"),
        (r"ID: (\w+)", "OK", LETTER.key),
        ("", "OK", LETTER.key),
    ],
)
def test_the_name_that_the_gateway_gives_is_found(gateway: Gateway, reference: str, body: str, expected: str) -> None:
    gateway.answer = lambda _: (200, body)
    assert _channel(gateway.url, reference=reference).hand_over(LETTER, NOW).reference == expected


def test_what_a_gateway_says_is_kept_without_numbers_and_passwords(gateway: Gateway) -> None:
    gateway.answer = lambda _: (
        500,
        "user AC123 password s3cret\n\x1b[31m to 0470/12 34 56 and +32470123456" + "x" * 900,
    )
    with pytest.raises(TryLater) as failure:
        _channel(gateway.url).hand_over(LETTER, NOW)
    assert failure.value.answer.startswith("500 user AC123 password … [31m to … and …x")
    assert len(failure.value.answer) <= 200


def test_nothing_listens(gateway: Gateway) -> None:
    (port,) = free_ports(1)
    channel = _channel(f"http://127.0.0.1:{port}/?p={{password}}")
    with pytest.raises(Unreachable, match="nothing answers at that port") as failure:
        channel.hand_over(LETTER, NOW)
    assert "s3cret" not in str(failure.value)
    with pytest.raises(Unreachable, match="nothing answers where the url"):
        channel.check()
    assert "something answers at 127.0.0.1" in _channel(gateway.url).check()
    assert not gateway.asked


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(Unreachable, match="is not known by its name"):
        _channel("http://sms.invalid/").hand_over(LETTER, NOW)


def test_a_connection_that_ends_without_an_answer_leaves_it_open_whether_the_message_went(gateway: Gateway) -> None:
    gateway.answer = lambda _: None
    with pytest.raises(Broken, match="closed the connection"):
        _channel(gateway.url).hand_over(LETTER, NOW)


def test_a_gateway_that_does_not_answer_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        channel = _channel(f"http://127.0.0.1:{silent.getsockname()[1]}", access={"timeout": 0.2})
        with pytest.raises(Broken, match="does not answer in time"):
            channel.hand_over(LETTER, NOW)


def test_a_gateway_without_encryption_where_some_is_expected(gateway: Gateway) -> None:
    with pytest.raises(Unreachable, match=r"encrypted|reached"):
        _channel(gateway.url.replace("http:", "https:")).hand_over(LETTER, NOW)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x/", "http://[::1", "http://127.0.0.1:65537/", "http://a b/"]
)
def test_a_url_that_is_none_stops_the_channel(url: str) -> None:
    with pytest.raises(Unreachable):
        _channel(url).hand_over(LETTER, NOW)
    with pytest.raises(Unreachable):
        _channel(url).check()


def test_a_number_that_cannot_be_used_is_refused_before_anything_is_sent(gateway: Gateway) -> None:
    for number in ("", "0470123456", "+32470123456&to=+44"):
        with pytest.raises(Rejected):
            _channel(gateway.url).hand_over(LETTER._replace(to=number), NOW)
    assert not gateway.asked


def test_certificates_are_checked(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, so there is no certificate to test with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True, timeout=30,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with gateways.running(context) as gateway:
        with pytest.raises(Unreachable, match="certificate of the SMS gateway is not valid"):
            _channel(gateway.url).hand_over(LETTER, NOW)
        assert not gateway.asked
        trusting = _channel(gateway.url, access={"ca_file": str(certificate)})
        with pytest.raises(Unreachable, match="certificate of the SMS gateway is not valid"):
            trusting.hand_over(LETTER, NOW)  # it is not for 127.0.0.1
        named = _channel(gateway.url.replace("127.0.0.1", "localhost"), access={"ca_file": str(certificate)})
        named.hand_over(LETTER, NOW)
        assert len(gateway.asked) == 1


def test_only_known_names_are_filled_in() -> None:
    assert filled('{"a": {to}, "b": {other}}', {"to": "1"}, "json") == '{"a": 1, "b": {other}}'
    assert placeholders("{to}{text}{}{A}{ to }") == {"to", "text"}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [("/a/b/0", 1), ("/a/b/1", None), ("/a/x", None), ("/a~1b/m~0n", 2), ("", {"a": {"b": [1]}, "a/b": {"m~n": 2}})],
)
def test_pointers_lead_where_rfc_6901_says(pointer: str, expected: object) -> None:
    data = {"a": {"b": [1]}, "a/b": {"m~n": 2}}
    assert found_at(data, pointer) == expected
    assert text_at(data, "") == ""
