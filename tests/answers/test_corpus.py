"""Answers as people write them are read as a person would read them: R36."""

import pytest

from tests.answers.corpus import Case, cases, read

LEAST_RECOGNISED = 0.97


@pytest.mark.parametrize("aside", [False, True], ids=["looked at", "set aside"])
def test_nothing_false_is_counted_and_what_is_clear_is(aside: bool) -> None:
    found = [(case, *read(case)) for case in cases() if case.aside == aside]
    assert len(found) >= 400
    assert not [case.text for case, answer, _ in found if answer not in (None, case.answer)]
    for said in ("yes", "no"):
        recognised = [answer == said for case, answer, _ in found if case.answer == said]
        assert sum(recognised) >= LEAST_RECOGNISED * len(recognised)


@pytest.mark.parametrize("case", [case for case in cases() if case.leave], ids=lambda case: case.text[:40])
def test_a_request_to_leave_the_list_is_seen_whatever_the_answer(case: Case) -> None:
    assert read(case)[1]


def test_nobody_is_said_to_ask_to_leave_who_does_not() -> None:
    assert not [case.text for case in cases() if not case.leave and read(case)[1]]
