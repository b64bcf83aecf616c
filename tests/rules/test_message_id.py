"""Message-IDs: ours are known again, whatever the domain, and nobody else's are."""

import pytest

from qvax_cli.rules import message_id
from qvax_cli.rules.message_id import Named


@pytest.mark.parametrize("code", ["K7P3X2Q4", ""])
def test_what_we_spell_is_read_again(code: str) -> None:
    spelled = message_id.spelled(message_id.key(12, "second_dose", code), "vaccin.namur.example")
    assert message_id.read(spelled) == Named(12, "second_dose", code)
    assert message_id.read(spelled.strip("<>")) == Named(12, "second_dose", code)


def test_mails_of_before_the_senders_domain_stood_in_them_are_known() -> None:
    assert message_id.read("<12.invitation.K7P3X2Q4@qvax.invalid>") == Named(12, "invitation", "K7P3X2Q4")


@pytest.mark.parametrize(
    "text",
    [
        "<12.invitation.K7P3X2Q4@namur.example>",
        "<20210406.mail@namur.example>",
        "<12.invitation.k7p3x2q4.qvax@namur.example>",
        "<12.invitation.K7P3X2Q4.qvax@namur.example> <13.invitation.K7P3X2Q4.qvax@namur.example>",
        "<９９.invitation.K7P3X2Q4.qvax@namur.example>",
        "",
    ],
)
def test_what_is_somebody_elses_is_not_taken_for_ours(text: str) -> None:
    assert message_id.read(text) is None
