"""The lock files, and what they promise: the same install next month, from wherever packages come."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from qvax_cli import __version__

ROOT = Path(__file__).parent.parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _pinned(lock: str) -> dict[str, Version]:
    pins = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in pins}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_and_a_hash_for_every_package(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|^-", text, re.MULTILINE)
    packages = re.split(r"^(?=\w)", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+==\S+ (; .+ )?\\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", package), package


def _holds(pinned: dict[str, Version], wanted: Requirement) -> bool:
    version = pinned.get(canonicalize_name(wanted.name))
    return version is not None and version in wanted.specifier


def test_the_lock_is_what_the_project_asks_for() -> None:
    project = _project()
    runtime = [Requirement(text) for text in project["project"]["dependencies"]]
    dev = [Requirement(text) for text in project["dependency-groups"]["dev"]]
    extras = [
        Requirement(text) for texts in project["project"].get("optional-dependencies", {}).values() for text in texts
    ]
    for lock, wanted in ((LOCKS[0], runtime), (LOCKS[1], [*runtime, *extras, *dev])):
        pinned = _pinned(lock)
        missing = [str(one) for one in wanted if not _holds(pinned, one)]
        assert not missing, f"make lock: {lock} lacks {missing}"


def test_qvax_is_tested_with_the_versions_that_it_is_installed_with() -> None:
    runtime, everything = map(_pinned, LOCKS)
    assert {name: everything.get(name) for name in runtime} == runtime


def test_the_build_needs_nothing_that_is_not_locked() -> None:
    for text in _project()["build-system"]["requires"]:
        wanted = Requirement(text)
        assert _pinned("requirements-dev.txt")[canonicalize_name(wanted.name)] in wanted.specifier


def test_the_version_is_the_newest_of_the_changes_or_on_its_way_to_the_next() -> None:
    releases = re.findall(r"^## (\d\S*) – \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    newest, ours = Version(releases[0]), Version(__version__)
    assert ours == newest or (ours.is_devrelease and ours > newest)
