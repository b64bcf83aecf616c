"""The design, kept by looking at the source: which way imports point, where SQL stands, how long things may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "qvax_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: From the bottom up. A module imports from its own package and from floors below it, never from beside or above.
FLOORS = (
    {"rules", "errors", "output", "bundled"},
    {"settings", "times", "messages", "new_file", "center_files", "sample_names"},
    {"channels", "store"},
    {"registrations"},
    {"loop", "sample"},
    {"imports", "contract"},
    {"context"},
    {"health"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
#: The demo runs the real commands, so it is the one command that knows the root.
UPWARDS = {("commands/demo.py", "cli")}
#: Upkeep of the file as a whole, which no statement of ours concerns: checks, optimising, copying.
PRAGMAS_OUTSIDE_STORE = {"health.py", "loop/cleanup.py", "commands/backup.py"}
SQL = ("SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE ", "ALTER ", "DROP ", "BEGIN")
#: Libraries that only one place knows, so that each can be replaced there.
ONLY_IN = {
    "yagmail": ("channels/mail.py",),
    "sqlite_utils": ("store/", "health.py", "loop/cleanup.py"),
    "sqlite3": ("store/", "commands/backup.py", "commands/handoff.py"),
    "phonenumbers": ("rules/",),
    "email_validator": ("rules/",),
    "stdnum": ("rules/",),
    "typer": ("cli.py", "commands/"),
    "rich": ("output.py", "commands/"),
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 30


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def _own(module: Path) -> str:
    """The part of qvax that a module belongs to: "rules", "cli"."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def _floor(part: str) -> int:
    return next(number for number, parts in enumerate(FLOORS) if part in parts)


def _imports(module: Path) -> Iterator[str]:
    """What a module imports when it runs, wherever that stands in it; imports for type checkers are left out."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(module)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _ours(module: Path) -> set[str]:
    """The parts of qvax that a module imports, without qvax_cli itself."""
    found = {name.split(".")[1] for name in _imports(module) if name.startswith("qvax_cli.")}
    return found - {"__version__"}


every_module = pytest.mark.parametrize("module", MODULES, ids=_name)


@every_module
def test_imports_point_downwards(module: Path) -> None:
    own = _own(module)
    if own == "__init__":
        assert not _ours(module)
        return
    above = {part for part in _ours(module) - {own} if _floor(part) >= _floor(own)}
    assert above <= {part for name, part in UPWARDS if name == _name(module)}


def test_rules_and_errors_stand_alone() -> None:
    for module in MODULES:
        if _own(module) == "rules":
            assert _ours(module) <= {"rules"}, _name(module)
    assert not list(_imports(PACKAGE / "errors.py"))


def test_rules_touch_neither_files_nor_clocks_nor_the_network() -> None:
    outside = {"pathlib", "io", "socket", "subprocess", "time", "sqlite3", "tempfile", "shutil", "urllib"}
    for module in PACKAGE.glob("rules/*.py"):
        assert not {name.split(".")[0] for name in _imports(module)} & outside, _name(module)


@every_module
def test_a_library_is_known_in_its_place_alone(module: Path) -> None:
    used = {name.split(".")[0] for name in _imports(module)} & ONLY_IN.keys()
    assert not {library for library in used if not _name(module).startswith(ONLY_IN[library])}


@every_module
def test_sql_stands_in_the_store_alone(module: Path) -> None:
    if _own(module) == "store":
        return
    texts = [
        node.value.lstrip()
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in texts if text.startswith(SQL)]
    assert _name(module) in PRAGMAS_OUTSIDE_STORE or not [text for text in texts if text.startswith("PRAGMA ")]


@every_module
def test_the_clock_is_read_in_one_place(module: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call)}  # fmt: skip
    clocks = {call for call in calls if call.endswith(("time.time", "datetime.now", "date.today", "utcnow"))}
    assert _name(module) == "times.py" or not clocks


@every_module
def test_modules_and_functions_stay_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) < MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            # What it does, without what it takes: a command with many options is not a long function.
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]
            assert lines <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {lines} lines"


@every_module
def test_a_module_says_in_its_first_line_what_it_is_for(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    first = docstring.partition("\n")[0]
    assert first.endswith((".", ":", ";", ",", "…")) or docstring.count("\n") > 0, f"{_name(module)}: {first}"
    assert first


@every_module
def test_nothing_is_called_after_what_it_is_not(module: Path) -> None:
    assert not any(word in module.stem for word in ("util", "manager", "helper", "common", "misc"))
