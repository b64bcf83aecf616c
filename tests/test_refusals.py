"""Bad input gets one clear sentence and the right exit code, and changes nothing."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qvax_cli.cli import app
from qvax_cli.context import Qvax
from tests.conftest import Cli

ANN = {"first-name": "Ann", "last-name": "Peeters", "center": "namur", "email": "ann@example.org"}


def _register(cli: Cli, code: int, **changes: object) -> dict[str, str]:
    given = {**ANN, "niss": cli.niss("1950-01-01"), **{k.replace("_", "-"): v for k, v in changes.items()}}
    words = [word for key, value in given.items() if value is not None for word in (f"--{key}", value)]
    error: dict[str, str] = cli("--json", "register", *words, code=code).error
    assert cli.json("reservist", "list")["reservists"] == []
    return error


def test_a_center_of_brussels_is_refused_with_the_name_of_its_system(cli: Cli) -> None:
    code = next(c["code"] for c in cli.json("center", "list")["centers"] if c["region"] == "brussels")
    assert "Doctena" in _register(cli, 4, center=code)["message"]
    assert "Doctena" in cli("--json", "offer", "--center", code, "--doses", 1, code=4).error["message"]
    cli.db.with_name("one.csv").write_text(
        f"niss,last_name,first_name,email,center\n{cli.niss('1950-01-01')},P,A,a@example.org,{code}\n"
    )
    report = cli.json("import", cli.db.with_name("one.csv"), code=5)
    assert "Doctena" in report["rejects"][0]["reason"]


def test_an_unknown_center_is_no_such_thing(cli: Cli) -> None:
    assert _register(cli, 3, center="atlantis")["code"] == "not_found"
    cli("offer", "--center", "atlantis", "--doses", 1, code=3)


def test_r3_somebody_of_17_years_and_364_days_is_too_young(cli: Cli) -> None:
    assert "18" in _register(cli, 4, niss=cli.niss("2003-04-07"))["message"]


def test_r3_the_18th_birthday_itself_is_enough(cli: Cli) -> None:
    assert cli.register("2003-04-06") == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"niss": "85073003329"}, 4),
        ({"niss": "50023012345"}, 4),
        ({"niss": "abc"}, 4),
        ({"mobile": "04 221 12 34", "email": None}, 4),
        ({"email": "ann@"}, 4),
        ({"email": None, "mobile": None}, 2),
        ({"birth_date": "1951-01-01"}, 4),
        ({"birth_date": "30/02/1950"}, None),
        ({"language": "pt"}, 4),
        ({"available": "yesterday maybe"}, 2),
        ({"available": "2021-04-06T10:00/11:00"}, 4),
        ({"available": "today 18:00-18:20"}, 4),
        ({"available": "2021-04-20T10:00/12:00"}, 4),
        ({"first_name": ""}, 2),
    ],
)
def test_a_wrong_value_is_refused(cli: Cli, changes: dict[str, object], code: int | None) -> None:
    error = _register(cli, code, **changes) if code else _register(cli, 4, **changes)
    assert error["message"]
    assert "85073003329" not in str(error)


def test_r6_a_number_on_the_list_is_refused(cli: Cli) -> None:
    niss = cli.niss("1950-01-01")
    words = [word for key, value in {**ANN, "niss": niss}.items() for word in (f"--{key}", value)]
    cli("register", *words)
    error = cli("--json", "register", *words, code=4).error
    assert "already" in error["message"]
    assert niss not in str(error)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--doses", "0"], 4),
        (["--doses", "201"], 4),
        (["--doses", "two"], 2),
        (["--doses", "3", "--until", "17:00"], 4),
        (["--doses", "3", "--until", "half past five"], 2),
        (["--doses", "3", "--from", "19:00", "--until", "18:00"], 4),
        (["--doses", "3", "--until", "2021-04-14T18:00"], 4),
        (["--doses", "3", "--min-age", "80", "--max-age", "60"], 4),
        (["--doses", "3", "--min-age", "-1"], 4),
        ([], 2),
    ],
)
def test_an_impossible_offer_is_refused(cli: Cli, words: list[str], code: int) -> None:
    cli.people(1)
    error = cli("--json", "offer", "--center", "namur", *words, code=code).error
    assert error["message"]
    assert cli.json("offers")["offers"] == []


def test_what_does_not_exist_is_named_as_such(cli: Cli) -> None:
    for words in (
        ["respond", "ZZZZZZZ1", "yes"],
        ["cancel", "hello"],
        ["status", "7"],
        ["doses", "7", "3"],
        ["close", "7"],
        ["reservist", "show", "7"],
        ["availability", "show", "85073003328"],
        ["outbox", "show", "7"],
        ["center", "show", "nowhere"],
        ["import", "nothing.csv"],
    ):
        error = cli("--json", *words, code=3).error
        assert error["code"] == "not_found"
        assert "85073003328" not in str(error)


def test_r25_a_number_typed_wrongly_is_not_shown_again(cli: Cli) -> None:
    for words in (["reservist", "show", "85073003328"], ["reservist", "forget", "85073003328", "--yes"]):
        assert "85073003328" not in cli(*words, code=3).err


def test_without_a_database_every_command_says_how_to_make_one(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    for words in (["offers"], ["offer", "--center", "namur", "--doses", "1"], ["poll"], ["cleanup"], ["doctor"]):
        error = cli("--json", *words, code=6).error
        assert "qvax init" in error["hint"]
    assert list(tmp_path.iterdir()) == []


def test_init_never_touches_a_database_that_exists(cli: Cli) -> None:
    cli.people(1)
    cli("init", code=6)
    assert len(cli.json("reservist", "list")["reservists"]) == 1


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\1" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    cli = Cli(tmp_path)
    cli.db.write_bytes(content)
    assert cli("--json", "offers", code=6).error["code"] == "database"
    assert cli.db.read_bytes() == content


@pytest.mark.sqlite("half of a file")
def test_a_half_written_database_is_refused(cli: Cli) -> None:
    cli.people(3)
    with sqlite3.connect(cli.db) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    whole = cli.db.read_bytes()
    for name in ("-wal", "-shm"):
        cli.db.with_name(cli.db.name + name).unlink(missing_ok=True)
    cli.db.write_bytes(whole[: len(whole) // 2])
    assert cli("--json", "offer", "--center", "namur", "--doses", 1, code=6).error["code"] == "database"


@pytest.mark.sqlite("tests/postgresql/test_server.py has its own")
def test_a_database_of_a_newer_qvax_is_left_alone(cli: Cli) -> None:
    with sqlite3.connect(cli.db) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()
    assert "newer" in cli("--json", "offers", code=6).error["message"]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    conn = sqlite3.connect(cli.db)
    conn.execute("CREATE TABLE theirs (x)")
    conn.close()
    for words in (["offers"], ["init"]):
        assert "is not a database of qvax" in cli("--json", *words, code=6).error["message"]


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\1" * 5000])
def test_c6_init_calls_a_file_what_it_is_and_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    cli = Cli(Path())
    cli.db = cli.database = Path("list")
    cli.db.write_bytes(content)
    said = cli("init", code=6).err
    assert said.splitlines()[0] == "Error: The file list is not a database of qvax."
    assert "left as it was" in said or "left as it is" in said
    assert cli.db.read_bytes() == content


def _folder(path: Path) -> None:
    path.mkdir()


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/null")


def _under_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


def _under_a_link_to_itself(path: Path) -> None:
    path.parent.rmdir()
    path.parent.symlink_to(path.parent)


@pytest.mark.parametrize("make", [_folder, os.mkfifo, _link_to_itself, _device, _under_a_file, _under_a_link_to_itself])
@pytest.mark.parametrize("words", [["init"], ["offers"], ["offer", "--center", "namur", "--doses", "1"], ["doctor"]])
def test_c6_where_no_database_can_be_one_sentence_says_why(
    tmp_path: Path, make: Callable[[Path], None], words: list[str]
) -> None:
    (tmp_path / "list").mkdir()
    cli = Cli(tmp_path)
    cli.db = cli.database = tmp_path / "list" / "db"
    make(cli.db)
    error = cli("--json", *words, code=6).error
    assert error["message"].startswith("there can be no database at ")
    assert error["cause"] == "database_unreachable"


def test_c6_a_name_too_long_for_a_file_is_a_sentence(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    cli.db = cli.database = tmp_path / ("x" * 300)
    for words in (["init"], ["offers"]):
        assert "File name too long" in cli("--json", *words, code=6).error["message"]


def test_c6_the_folders_that_init_makes_are_for_their_owner_alone(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    cli.db = cli.database = tmp_path / "a" / "b" / "c" / "list.db"
    cli("init")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "a").rglob("*")} | {
        (tmp_path / "a").stat().st_mode & 0o077
    } == {0}


def test_a_configuration_with_an_unknown_key_lists_the_known_ones(cli: Cli) -> None:
    file = cli.db.with_name("config.toml")
    cli.environ["QVAX_CONFIG"] = str(file)
    for content, expected in (
        ("[policy]\nanswer_minuts = 3\n", "answer_minutes"),
        ("[polizy]\n", "[policy]"),
        ("[policy]\nanswer_minutes = 'long'\n", ""),
        ("[policy\n", ""),
        ("[mail]\ntls = 'tsl'\n", ""),
        ("[policy]\nmin_age = 17.5\n", ""),
    ):
        file.write_text(content)
        error = cli("--json", "config", "show", code=7).error
        assert error["code"] == "configuration"
        assert expected in error["hint"]


def test_variables_win_over_the_file_and_the_file_over_defaults(cli: Cli) -> None:
    file = cli.db.with_name("config.toml")
    file.write_text("[policy]\nanswer_minutes = 20\nlast_call_minutes = 5\n")
    cli.environ |= {"QVAX_CONFIG": str(file), "QVAX_POLICY_ANSWER_MINUTES": "40"}
    found = {one["key"]: (one["value"], one["source"]) for one in cli.json("config", "show")["settings"]}
    assert found["policy.answer_minutes"] == (40, "QVAX_POLICY_ANSWER_MINUTES")
    assert found["policy.last_call_minutes"] == (5, "file")
    assert found["policy.default_hours"] == (2, "default")


def test_a_pdf_called_csv_is_refused(cli: Cli) -> None:
    file = cli.db.with_name("list.csv")
    file.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n")
    assert "PDF" in cli("--json", "import", file, code=2).error["message"]


def test_a_usage_error_is_json_too_when_json_was_asked_for(cli: Cli) -> None:
    assert cli("offer", "--center", "namur", "--dosis", 3, "--json", code=2).error["code"] == "usage"
    assert cli("--json", "nonsense", code=2).error["code"] == "usage"


NUMBERS = [
    "85073003328", "85.07.30-033.28", "850730 033 28", "85_07_30_033_28", "85. 07. 30 - 033. 28",
    "8 5 0 7 3 0 0 3 3 2 8", "85–07–30–033–28", "８５０７３００３３２８", "list-85073003328.csv", "x85073003328y",
    "085073003328", "+85073003328", "85:07:30:033:28",
]  # fmt: skip
# The first four with every number.
PLACES = [
    "status #", "center show #", "#", "respond abc #", "availability show #", "availability set 1 #",
    "center import #", "doses # 3", "doses 1 #", "respond # yes", "undo #", "reservist show #", "inbox done #",
    "reservist list --state #", "outbox list --state #", "outbox show #", "stats #", "cancel #",
    "offer --center # --doses 1", "offer --center namur --doses #", "offer --center namur --doses 1 --lot #",
    "offer --center namur --doses 1 --vaccine #", "offer --center namur --doses 1 --until #", "log --since #",
    "import #", "audit --verify #", "audit --head #", "init --group #", "cleanup #", "backup #/x/y",
    "handoff export #/", "sheet --html #/", "import list.csv --rejects #/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "number"),
    [(words, number) for at, words in enumerate(PLACES) for number in (NUMBERS if at < 4 else NUMBERS[2:4])],
)
def test_b13_a_number_typed_in_the_wrong_place_is_masked(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, words: str, number: str
) -> None:
    monkeypatch.chdir(cli.db.parent)
    Path("list.csv").write_text("niss,last_name\n1,X\n")
    if words.endswith("/"):
        Path(number).mkdir()
    done = cli(*(word.replace("#", number) for word in words.split()), code=None)
    assert done.code in (2, 3, 4, 6, 7)
    assert "85073003328" not in _figures(done.out + done.err)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("option", ["--db", "--config"])
def test_b13_a_number_as_the_name_of_what_is_not_there_is_masked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, number: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, [option, number, "poll"])
    assert done.exit_code in (6, 7)
    assert "85073003328" not in _figures(done.stdout + done.stderr)


def _figures(text: str) -> str:
    """All the digits of a text in a row, whatever stands between them."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def test_b13_an_operator_who_gives_a_number_for_a_name_is_not_in_the_log(cli: Cli) -> None:
    qvax = Qvax(db=cli.db, operator="85.07.30-033.28", now=lambda: cli.now, environ=cli.environ)
    assert qvax.operator == "(a national number)"


def test_r25_a_national_number_is_no_name(cli: Cli) -> None:
    assert "name" in _register(cli, 4, first_name="85.07.30-033.28")["message"]
    _register(cli, 4, last_name="=1+1")


def test_a_configuration_that_cannot_be_used_is_noticed_before_anything_changes(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.environ["QVAX_CONFIG"] = str(cli.db.with_name("config.toml"))
    cli.db.with_name("config.toml").write_text("[policy]\nanswer_minuts = 3\n")
    cli("respond", code, "yes", code=7)
    cli("close", 1, code=7)
    del cli.environ["QVAX_CONFIG"]
    assert cli.states() == {"P0": "sent"}


def test_an_export_never_replaces_another(cli: Cli) -> None:
    file = cli.db.with_name("second.csv")
    cli("handoff", "export", file)
    cli("handoff", "export", file, code=4)


def test_a_number_too_large_for_anything_is_refused(cli: Cli) -> None:
    cli("status", "99999999999999999999", code=2)


def test_a_misspelt_command_or_option_is_proposed_as_it_is_spelled(cli: Cli) -> None:
    assert "Did you mean offer?" in cli("ofer", code=2).err
    assert "Did you mean 'show'?\n" in cli("reservist", "shw", code=2).err
    assert "--doses" in cli("offer", "--dosis", 3, code=2).err
    cli.people(1)
    assert cli.json("offer", "--centre", "namur", "--doses", 1)["offer"]["center"] == "namur"
