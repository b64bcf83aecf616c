"""The manual page, qvax(1), from the commands themselves: roff that needs nothing beside it."""

from collections.abc import Iterable
from typing import Any

_GLOBAL = ("--help", "--install-completion", "--show-completion")


def man_page(commands: Iterable[tuple[str, Any]], variables: dict[str, str]) -> str:
    """commands: every command line with the command behind it, `qvax` first; variables: what each is for."""
    (_, root), *others = commands
    parts = [
        '.TH QVAX 1 "" "qvax" "User Commands"',
        f".SH NAME\nqvax \\- {_text('the reserve list of a vaccination center')}",
        ".SH SYNOPSIS\n.B qvax\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]...",
        f".SH DESCRIPTION\n{_text(root.help or '')}\n{_text(_MORE)}",
        f".SH OPTIONS\n{_options(root)}",
        ".SH COMMANDS",
        *(_command(line, command) for line, command in others),
        ".SH ENVIRONMENT",
        *(f".TP\n.B {_text(name)}\n{_text(meaning.replace('`', ''))}" for name, meaning in variables.items()),
        f".SH EXIT STATUS\n{_text(_STATUS)}",
        ".SH FILES\n.TP\n.I ~/.local/share/qvax/qvax.db\nThe database, where nothing else names one."
        "\n.TP\n.I ~/.config/qvax/config.toml\nThe configuration.",
        f".SH SEE ALSO\n{_text(_ALSO)}",
    ]
    return "\n".join(part for part in parts if part) + "\n"


_MORE = (
    "Results go to standard output, words to standard error. Every command takes --json and --quiet, before or behind "
    "its name."
)
_STATUS = (
    "0 done; 1 a bug, or no at a question; 2 what was typed cannot be read; 3 no such thing; 4 refused by a rule; "
    "5 done in part; 6 the database; 7 the configuration; 130 stopped with Ctrl-C."
)
_ALSO = "The pages for what is to be done, and all that can be looked up: qvax help."


def _command(line: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = " ".join(f"\\fI{_text(one.metavar or one.name.upper())}\\fR" for one in arguments)
    head = f".SS {_text(line)} {usage}".rstrip()
    return "\n".join(part for part in (head, _text(_paragraph(command.help or "")), _options(command)) if part)


def _options(command: Any) -> str:
    found = []
    for one in command.params:
        if one.param_type_name != "option" or one.hidden or one.opts[0] in _GLOBAL or one.name in ("json", "quiet"):
            continue
        names = ", ".join(f"\\fB{_text(name)}\\fR" for name in one.opts)
        value = "" if one.is_flag else f" \\fI{_text(one.metavar or one.name.upper().rstrip('_'))}\\fR"
        found.append(f".TP\n{names}{value}\n{_text(one.help or one.name.replace('_', ' '))}")
    return "\n".join(found)


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _text(text: str) -> str:
    """Text as roff takes it: hyphens that can be copied, and no line that would be a command."""
    return _paragraph(text).replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").lstrip(".")
