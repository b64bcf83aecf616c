"""The root of the command line: global options, the commands by name, and the one place where failures are shown."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup, TyperOption
from typer.exceptions import TyperException

from qvax_cli.context import Qvax
from qvax_cli.errors import INTERRUPTED, Declined, DoneInPart, NotFound, QvaxError, Refused, Usage
from qvax_cli.output import Output
from qvax_cli.rules.complaint import Complaint, Unreadable

#: Every command: the module of qvax_cli.commands that holds it, and what it does. A module is imported when its
#: command is used, which is what keeps `qvax offer` fast.
COMMANDS = {
    "init": ("init", "Create the database, with the bundled centers."),
    "center": ("center", "The centers: list, show, add, set, import."),
    "register": ("register", "Put one person on the reserve list."),
    "import": ("import_", "Put registrations from a CSV file on the list."),
    "availability": ("availability", "When a person can come: set, add, clear, show, repeat."),
    "reservist": ("reservist", "People on the list: show, list, contact, forget."),
    "offer": ("offer", "Announce spare doses and invite for them."),
    "select": ("select", "Show who would be invited now, in order; changes nothing."),
    "simulate": ("simulate", "Play an offer under both policies; changes nothing."),
    "poll": ("poll", "Read answers, expire, invite the next, close."),
    "respond": ("respond", "Record a yes or no given by phone or at the desk."),
    "cancel": ("cancel", "A confirmed person does not want the dose after all."),
    "no-show": ("no_show", "A confirmed person did not come."),
    "vaccinated": ("vaccinated", "A confirmed person had the dose."),
    "undo": ("undo", "Take back the last answer or outcome entered by hand."),
    "offers": ("offers", "List the offers."),
    "status": ("status", "One offer with its invitations, or what is going on now."),
    "sheet": ("sheet", "The confirmed people: a table, a page to print, CSV."),
    "doses": ("doses", "Change the number of doses of an offer."),
    "close": ("close", "Cancel an offer."),
    "log": ("log", "Who did what, when."),
    "audit": ("audit", "Play the log again: whether every offer went by the rules."),
    "explain": ("explain", "Why somebody was asked for an offer, or was not."),
    "stats": ("stats", "How the day went: doses, answers, minutes."),
    "handoff": ("handoff", "The second-dose list: export, list."),
    "outbox": ("outbox", "Messages and their state: list, show, retry."),
    "inbox": ("inbox", "Messages that a person has to read: list, done."),
    "sms": ("sms", "Replies that an SMS gateway brings: receive, serve."),
    "serve": ("serve", "The site, on which people answer by a link."),
    "cleanup": ("cleanup", "Close, expire, and erase what is past its time; for cron."),
    "operator": ("operator", "Who works here, in which role: add, list, password, remove."),
    "doctor": ("doctor", "Check that everything is in order."),
    "config": ("config", "The settings: show."),
    "backup": ("backup", "Write a consistent copy of the database."),
    "help": ("help", "The pages of the documentation, by topic."),
    "move": ("move", "Copy the whole database to a server, or into a file."),
    "encrypt": ("encrypt", "Encrypt the file of the database."),
    "restore": ("restore", "Put a copy in the place of the database."),
    "demo": ("demo", "The whole loop on made-up people, in a temporary database."),
}  # fmt: skip


class Commands(TyperGroup):
    """The commands, each imported when it is used; and the boundary where a failure becomes a sentence."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, name: str) -> Any:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        if name not in self.commands:
            self.commands[name] = _load(name)
        return self.commands[name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named first. Usage when there is none; the one that was meant is proposed."""
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(args[0].lower(), COMMANDS, 1)
        shown = f" “{args[0]}”" if len(args[0]) <= 40 else ""
        raise Usage(f"there is no command{shown}", f"did you mean {near[0]}?" if near else "see: qvax --help")

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """The commands or options that begin like this; no command is imported to be proposed."""
        if incomplete and not incomplete[0].isalnum():
            return super().shell_complete(ctx, incomplete)
        from typer._click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=short) for name, (_, short) in COMMANDS.items() if name.startswith(incomplete)
        ]

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Reads the options before the command; what is wrong with them is shown like every other failure."""
        asked_for_json = "--json" in args
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:  # whoever read the help has seen enough
            raise typer.Exit from None
        except TyperException as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                raise
            raise typer.Exit(_show(error, None, asked_for_json)) from None

    def invoke(self, ctx: Any) -> Any:
        asked_for_json = bool(ctx.params.get("json")) or "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise
        except BrokenPipeError:  # whoever read the result has seen enough
            raise typer.Exit from None
        except typer.Abort as abort:  # at a prompt: Ctrl-C, or no more input
            interrupted = isinstance(abort.__context__, KeyboardInterrupt)
            raise typer.Exit(INTERRUPTED if interrupted else Declined.exit_code) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            raise typer.Exit(_show(error, ctx, asked_for_json)) from None


def _load(name: str) -> Any:
    from importlib import import_module

    command: Any = typer.main.get_command(import_module(f"qvax_cli.commands.{COMMANDS[name][0]}").app)
    command.name = name
    command.rich_markup_mode = None
    for one in getattr(command, "commands", {}).values() or [command]:
        one.rich_markup_mode = None  # plain, as the help of the root
        one.params.append(_option_of_output(["--json"], "json", "Print the result as JSON."))
        one.params.append(_option_of_output(["--quiet", "-q"], "quiet", "No words, only results and errors."))
    return command


def _option_of_output(names: list[str], attribute: str, help: str) -> TyperOption:  # noqa: A002
    """--json and --quiet mean the same behind a command as before it."""

    def switch(ctx: typer.Context, _: object, value: bool) -> None:
        if value and isinstance(ctx.obj, Qvax):
            setattr(ctx.obj.output, attribute, True)

    return TyperOption(param_decls=names, is_flag=True, default=False, expose_value=False, callback=switch, help=help)


def _show(error: Exception, ctx: typer.Context | None, asked_for_json: bool) -> int:
    """Shows a failure as one sentence; returns the exit code."""
    qvax = ctx.obj if ctx is not None and isinstance(ctx.obj, Qvax) else None
    output = qvax.output if qvax else Output()
    output.json = output.json or asked_for_json
    failure = _failure(error)
    if qvax and qvax.has_changed_something and not _is_an_answer(error):
        failure = _with_what_stands(failure, ctx)
    from qvax_cli.console.failed import show_failure

    show_failure(output, failure, _language(qvax), partial(_may, qvax))
    return failure.exit_code


def _may(qvax: Qvax | None, task: str) -> bool:
    """Whether whoever is at work may do something, as far as that is known: without a database nobody is refused."""
    from qvax_cli.store.operators import may_do

    return qvax is None or "db" not in vars(qvax) or may_do(qvax.db, task)


def _language(qvax: Qvax | None) -> str:
    """That of the desk; English where the configuration cannot be read, or nothing has been read yet."""
    try:
        return qvax.language if qvax else "en"
    except QvaxError:
        return "en"


def _failure(error: Exception) -> QvaxError:
    if isinstance(error, QvaxError):
        return error
    if isinstance(error, Complaint):
        kind = Usage if isinstance(error, Unreadable) else Refused
        field = error.field.replace("_", "-")
        return kind(f"{field}: {error.reason}", error.hint, cause=error.cause, **{**error.facts, "field": field})
    if isinstance(error, TyperException):
        command = getattr(getattr(error, "ctx", None), "command_path", "qvax")
        return Usage(error.format_message().rstrip("."), f"see: {command} --help")
    if isinstance(error, OverflowError):
        return Usage("a number is larger than anything that is counted here")
    if isinstance(error, UnicodeEncodeError):
        return Usage("a value holds bytes that are no text", "type it again, or set the terminal to UTF-8")
    if isinstance(error, OSError) and _is_of_output(error):
        return DoneInPart(f"the result could not be written: {error.strerror}. What was done stands")
    if isinstance(error, OSError) and error.strerror and error.filename:
        return Usage(f"{error.filename}: {error.strerror}", "check the path and the rights on it")
    return _bug(error)


def _is_an_answer(error: Exception) -> bool:
    """Whether it says what is wrong with what was typed, and not that something went wrong."""
    return isinstance(error, Complaint | TyperException | Declined | Usage | NotFound | Refused | DoneInPart)


def _with_what_stands(failure: QvaxError, ctx: typer.Context | None) -> QvaxError:
    """What failed after a change: nobody is to think that nothing was changed, and enter it once more (R39)."""
    command = f"qvax {ctx.invoked_subcommand}" if ctx and ctx.invoked_subcommand else "qvax"
    return DoneInPart(
        f"what {command} had done until then stands, but {failure.message}",
        "look with qvax status before you enter anything again; messages that wait leave with the next qvax poll",
    )


def _is_of_output(error: OSError) -> bool:
    from qvax_cli.console.standard_output import abandoned

    return abandoned(error)


def _bug(error: Exception) -> QvaxError:
    """Something that should not happen. The traceback only where it was asked for: it can hold personal data."""
    if os.environ.get("QVAX_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return QvaxError(
        f"this is a bug in qvax ({type(error).__name__})",
        "see with qvax status what was done before you try again; QVAX_DEBUG=1 shows where it happened",
    )


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help costs a third of the start-up time that coloured help does
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from qvax_cli import __version__

        print(f"qvax {__version__}")
        raise typer.Exit


@app.callback()
def qvax(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="The database, or postgresql://… of one on a server. "
            "[default: $QVAX_DB, else [database] url, else ~/.local/share/qvax/qvax.db]",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(help="The configuration, a TOML file. [default: $QVAX_CONFIG, else ~/.config/qvax/config.toml]"),
    ] = None,
    operator: Annotated[str | None, typer.Option(help="Who is at work, for the log. [default: the login name]")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print results as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No words, only results and errors.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """The reserve list of a vaccination center: every spare dose finds the next person, oldest first."""
    del version  # its callback has done everything
    if ctx.obj is None:
        ctx.obj = Qvax(db=db, config=config, operator=operator)
    ctx.obj.output.json = ctx.obj.output.json or json
    ctx.obj.output.quiet = ctx.obj.output.quiet or quiet
    ctx.call_on_close(ctx.obj.close)
