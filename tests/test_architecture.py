"""The design, kept by looking at the source: which way imports point, where SQL stands, how long things may grow."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from qvax_cli.cli import COMMANDS

PACKAGE = Path(__file__).parent.parent / "qvax_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: From the bottom up. A module imports from its own package and from floors below it, never from beside or above.
FLOORS = (
    {"rules", "errors", "home", "ordinary"},
    {"setting", "times", "messages", "words", "hints", "files", "output"},
    {"settings", "secret_command"},
    {"channels", "store", "database_key"},
    {"registrations", "second_doses"},
    {"loop", "sample", "audit"},
    {"imports", "moving", "backups"},
    {"context"},
    {"health", "console", "forgetting"},
    {"web"},
    {"commands"},
    {"cli"},
    {"__main__", "__init__"},
)
#: The demo runs the real commands, so it is the one command that knows the root.
UPWARDS = {("commands/demo.py", "cli")}
#: What knows that the database is SQLite, or PostgreSQL. Everything else speaks to store/database.py.
OF_SQLITE = ("store/sqlite.py", "store/sqlite_", "store/migrations/")
OF_POSTGRESQL = ("store/postgresql/",)
#: Commands that make or write down whole files, and hold their transactions together with them.
MAKERS_OF_FILES = {"commands/init.py"}
SQL = ("SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE ", "ALTER ", "DROP ", "BEGIN")
#: Libraries that only one place knows, so that each can be replaced there.
ONLY_IN = {
    "yagmail": ("channels/mail/smtp.py",),
    "imap_tools": ("channels/mail/imap.py", "channels/mail/imap_connection.py"),
    "sqlite_utils": OF_SQLITE,
    "sqlite3": OF_SQLITE,
    "psycopg": OF_POSTGRESQL,
    "phonenumbers": ("rules/",),
    "email_validator": ("rules/",),
    "stdnum": ("rules/",),
    "sqlcipher3": ("store/sqlite_cipher.py",),
    "argon2": ("loop/passwords.py",),
    "pyrage": ("backups/age.py",),
    "flask": ("web/",),
    "waitress": ("web/server.py",),
    "typer": ("cli.py", "commands/", "console/"),
    "rich": ("output/", "commands/", "console/"),
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 30


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def _own(module: Path) -> str:
    """The part of qvax that a module belongs to: "rules", "cli"."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def _floor(part: str) -> int:
    return next(number for number, parts in enumerate(FLOORS) if part in parts)


@cache
def _nodes(module: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))


@cache
def _imports(module: Path) -> frozenset[str]:
    """What a module imports when it runs, wherever that stands in it; imports for type checkers are left out."""
    for_types = {
        inner
        for node in _nodes(module)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in _nodes(module):
        if isinstance(node, ast.Import) and node not in for_types:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node not in for_types:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _ours(module: Path) -> set[str]:
    """The parts of qvax that a module imports, without qvax_cli itself."""
    found = {name.split(".")[1] for name in _imports(module) if name.startswith("qvax_cli.")}
    return found - {"__version__"}


def _libraries(module: Path) -> set[str]:
    return {name.split(".")[0] for name in _imports(module)}


def _texts(module: Path) -> Iterator[str]:
    for node in _nodes(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.lstrip()


def test_imports_point_downwards() -> None:
    upwards = {
        (_name(module), part)
        for module in MODULES
        for part in _ours(module) - {_own(module)}
        if _floor(part) >= _floor(_own(module))
    }
    assert upwards == UPWARDS


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {".".join(("qvax_cli", *module.relative_to(PACKAGE).with_suffix("").parts)): module for module in MODULES}
    names = {name.removesuffix(".__init__"): module for name, module in names.items()}
    # `from qvax_cli.store import offers` and `from qvax_cli.store.offers import Offer` are both of store.offers.
    below = {
        name: {one if one in names else one.rpartition(".")[0] for one in _imports(module)} & names.keys() - {name}
        for name, module in names.items()
    }
    TopologicalSorter(below).prepare()  # or a CycleError that names them


def test_commands_holds_commands_and_what_several_of_them_take_or_show() -> None:
    others = {"__init__", "options", "outcomes"}
    assert {module.stem for module in PACKAGE.glob("commands/*.py")} == {name for name, _ in COMMANDS.values()} | others


def test_rules_and_errors_stand_alone() -> None:
    assert not [_name(module) for module in PACKAGE.glob("rules/**/*.py") if _ours(module) - {"rules"}]
    assert not _imports(PACKAGE / "errors.py")


def test_rules_touch_neither_files_nor_clocks_nor_the_network() -> None:
    outside = {"pathlib", "io", "socket", "subprocess", "time", "sqlite3", "tempfile", "shutil", "urllib"}
    assert not [_name(module) for module in PACKAGE.glob("rules/**/*.py") if _libraries(module) & outside]


def test_commands_ask_the_loop_and_never_the_store() -> None:
    """A command reads and changes by the calls that any other front would make; of the store it knows the types."""
    modules = [module for module in MODULES if _own(module) in ("commands", "console")]
    asked = {
        (_name(module), name)
        for module in modules
        for name in _imports(module)
        if name.startswith("qvax_cli.store.") and not name.rpartition(".")[2][:1].isupper()
    }
    assert {module for module, _ in asked} <= MAKERS_OF_FILES


def test_the_audit_knows_nothing_of_the_code_that_chooses() -> None:
    strangers = {name for module in PACKAGE.glob("audit/*.py") for name in _imports(module) if "qvax_cli" in name}
    allowed = (
        *("qvax_cli.audit.", "qvax_cli.store.replay", "qvax_cli.store.database.Database", "qvax_cli.errors."),
        "qvax_cli.store.operators.allowed",  # whether whoever is at work may see it
    )
    assert not {name for name in strangers if not name.startswith(allowed)}


def test_a_library_is_known_in_its_place_alone() -> None:
    strayed = {
        (_name(module), library)
        for module in MODULES
        for library in _libraries(module) & ONLY_IN.keys()
        if not _name(module).startswith(ONLY_IN[library])
    }
    assert not strayed


def test_sql_stands_in_the_store_alone() -> None:
    elsewhere = [module for module in MODULES if _own(module) != "store"]
    assert not [_name(module) for module in elsewhere if any(text.startswith(SQL) for text in _texts(module))]


def test_one_place_knows_which_database_it_is() -> None:
    others = [module for module in MODULES if not _name(module).startswith(OF_SQLITE)]
    assert not [_name(module) for module in others if any(text.startswith("PRAGMA ") for text in _texts(module))]
    connections = {
        _name(module)
        for module in others
        if not _name(module).startswith(OF_POSTGRESQL)
        for node in _nodes(module)
        if isinstance(node, ast.Attribute) and node.attr in ("conn", "executemany", "in_transaction", "rowid")
    }
    assert not connections


def test_a_statement_is_put_together_from_what_stands_in_the_code() -> None:
    """Values are `:named`; what is filled into the text is a constant, or the columns and states of a type."""
    strange = {
        (_name(module), ast.unparse(part.value))
        for module in MODULES
        if _own(module) == "store"
        for node in _nodes(module)
        if isinstance(node, ast.JoinedStr) and re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE)\b", ast.unparse(node))
        for part in node.values
        if isinstance(part, ast.FormattedValue)
        and not re.fullmatch(r"_?[A-Z_]+|(columns|texts)\(.*\)", ast.unparse(part.value))
    }
    assert not strange


def test_the_clock_is_read_in_one_place() -> None:
    clocks = ("time.time", "datetime.now", "date.today", "datetime.utcnow", "time.monotonic")
    readers = {
        _name(module)
        for module in MODULES
        for node in _nodes(module)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(clocks)
    }
    assert readers == {"times.py"}


def test_modules_stay_short() -> None:
    lengths = {_name(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert not {name: lines for name, lines in lengths.items() if lines >= MOST_LINES}


def test_functions_stay_short() -> None:
    lengths = {}
    for module in MODULES:
        for node in _nodes(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # What it does, without what it takes: a command with many options is not a long function.
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                lengths[_name(module), node.name] = lines
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION}


def test_a_module_says_what_it_is_for() -> None:
    assert not [_name(module) for module in MODULES if not ast.get_docstring(ast.parse(module.read_text("utf-8")))]


def test_nothing_is_called_after_what_it_is_not() -> None:
    vague = ("util", "manager", "helper", "common", "misc")
    assert not [_name(module) for module in MODULES if any(word in module.stem for word in vague)]
