"""`qvax demo`: the whole loop, told as a story."""

import json

from tests.conftest import Cli


def test_the_demo_plays_a_whole_evening_and_leaves_nothing_behind(cli: Cli) -> None:
    before = cli.json("offers"), sorted(path.name for path in cli.db.parent.iterdir())
    shown = cli("demo")
    for word in ("confirmed", "declined", "expired"):
        assert word in shown.out + shown.err
    assert "Traceback" not in shown.err
    assert (cli.json("offers"), sorted(path.name for path in cli.db.parent.iterdir())) == before


def test_the_demo_in_json_prints_an_object_a_command(cli: Cli) -> None:
    shown = [json.loads(line) for line in cli("--json", "demo").out.splitlines()]
    assert {"database", "invited", "invitations", "batch"} <= {key for one in shown for key in one}
    assert cli("demo", "--quiet").err.count("—") == 0
