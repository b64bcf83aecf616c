"""What failed, and what to do about it: in the language of the desk for whoever reads, in English for programs."""

from collections.abc import Callable

from qvax_cli.errors import QvaxError
from qvax_cli.hints import hint_for
from qvax_cli.output import Output
from qvax_cli.rules.complaint import Complaint
from qvax_cli.words.failures import Failures, in_language


def show_failure(output: Output, failure: QvaxError, language: str, may: Callable[[str], bool]) -> None:
    """On standard error, as JSON or as words. may: as for hint_for."""
    hint = hint_for(failure, may)
    if output.json:
        more = {"cause": failure.cause, **{name: failure.facts.get(name) for name in ("field", "codes")}}
        output.error_as_json(failure.code, failure.message, hint, {key: value for key, value in more.items() if value})
        return
    said = in_language(language)
    output.error(said(_FAILED), _message(failure, said), said(hint))


def reason(complaint: Complaint, language: str) -> str:
    """What is wrong with a value, and what to do: for the place where the value was asked for."""
    said = in_language(language)
    hint = said(hint_for(complaint))
    return f"{said(complaint.reason)} ({hint})" if hint else said(complaint.reason)


_FAILED = "Error: "


def _message(failure: QvaxError, said: Failures) -> str:
    """The sentence; of a value that a rule refuses, the name of the value stays what was typed."""
    name, colon, why = failure.message.partition(": ")
    if colon and name == failure.facts.get("field"):
        return f"{name}{colon}{said(why)}"
    return said(failure.message)
