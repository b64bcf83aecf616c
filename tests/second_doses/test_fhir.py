"""The FHIR bundle: taken by a validator of the base and by the rules of be-vaccination, which refuse what is wrong."""

import copy
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fhirclient.models.bundle import Bundle
from fhirclient.models.fhirabstractbase import FHIRValidationError
from fhirclient.models.immunization import Immunization

from tests.conftest import Cli
from tests.second_doses.conftest import vaccinate

_BELGIUM = "https://www.ehealth.fgov.be/standards/fhir"
_RECORDER = f"{_BELGIUM}/core/StructureDefinition/be-ext-recorder"
_PRODUCT = f"{_BELGIUM}/vaccination/StructureDefinition/be-ext-administeredProduct"
_PRODUCT_CODES = {
    f"{_BELGIUM}/medication/NamingSystem/be-ns-cnk-codes",
    f"{_BELGIUM}/medication/NamingSystem/be-ns-cti-extended-code",
    "http://whocc.no/atc",
}
_EXTENSIONS = {
    _RECORDER,
    _PRODUCT,
    f"{_BELGIUM}/vaccination/StructureDefinition/be-ext-vaccination-confirmationStatus",
    f"{_BELGIUM}/vaccination/StructureDefinition/be-ext-vaccination-original-order",
    f"{_BELGIUM}/core/StructureDefinition/be-ext-simple-note",
}
_COVID = "28531000087107"

Resource = dict[str, Any]


def broken_rules(it: Resource) -> set[str]:
    """The rules of the profile that an Immunization breaks."""
    rules = {
        "profile": it.get("meta", {}).get("profile") == [f"{_BELGIUM}/vaccination/StructureDefinition/be-vaccination"],
        "status 1..1": it.get("status") in ("completed", "entered-in-error", "not-done"),
        "vaccineCode 1..1 from be-vs-vaccine-code": _COVID in _codes(it.get("vaccineCode", {})),
        "patient 1..1": bool(it.get("patient")),
        "patient is a BePatient": _is_patient(it),
        "occurrence 1..1": bool(it.get("occurrenceDateTime")) != bool(it.get("occurrenceString")),
        "recorded 1..1": bool(it.get("recorded")),
        "recorder 1..1": [one["url"] for one in it.get("extension", [])].count(_RECORDER) == 1,
        "only known extensions": {one["url"] for one in it.get("extension", [])} <= _EXTENSIONS,
        "identifier has system and value": all({"system", "value"} <= one.keys() for one in it.get("identifier", [])),
        "performer 0..1 with actor": len(it.get("performer", [])) <= 1 and "actor" in it.get("performer", [{}])[0],
        "no place of its own": "location" not in it,
        "place is that of the encounter": _places(it) == {"Location"},
        "no lot, expiry or dose number of its own": not {"lotNumber", "expirationDate", "protocolApplied"} & it.keys(),
        "be-rule-vaccination-2": _product_is_coded(it),
        "references lead somewhere": _references(it) <= {f"#{one['id']}" for one in it.get("contained", [])},
        "contained is referred to": {f"#{one['id']}" for one in it.get("contained", [])} <= _references(it),
    }  # fmt: skip
    return {rule for rule, kept in rules.items() if not kept}


def _codes(concept: Resource) -> set[str]:
    return {one["code"] for one in concept.get("coding", []) if one["system"] == "http://snomed.info/sct"}


def _is_patient(it: Resource) -> bool:
    named = it.get("patient", {})
    if "reference" in named:
        return any(
            one["resourceType"] == "Patient" and f"#{one['id']}" == named["reference"] for one in it["contained"]
        )
    return bool(named.get("identifier", {}).get("system") == f"{_BELGIUM}/core/NamingSystem/ssin")


def _places(it: Resource) -> set[str]:
    """The kinds of what the encounters that it refers to name as their places."""
    contained = {f"#{one['id']}": one for one in it.get("contained", [])}
    encounter = contained.get(it.get("encounter", {}).get("reference", ""), {})
    named = [one["location"]["reference"] for one in encounter.get("location", [])]
    return {contained[one]["resourceType"] if one in contained else "" for one in named}


def _product_is_coded(it: Resource) -> bool:
    return all(
        part["valueCodeableConcept"]["coding"][0]["system"] in _PRODUCT_CODES
        for one in it.get("extension", [])
        if one["url"] == _PRODUCT
        for part in one["extension"]
        if part["url"] == "coded"
    ) and all(
        any(part["url"] == "coded" for part in one["extension"])
        for one in it.get("extension", [])
        if one["url"] == _PRODUCT
    )


def _references(it: Any) -> set[str]:
    if isinstance(it, dict):
        own = {it["reference"]} if isinstance(it.get("reference"), str) else set()
        return own.union(*map(_references, it.values()))
    return set().union(*map(_references, it)) if isinstance(it, list) else set()


def _entries(bundle: Resource) -> list[Resource]:
    return [entry["resource"] for entry in bundle["entry"]]


def _bundle(cli: Cli, *words: object) -> Resource:
    found: Resource = json.loads(cli("handoff", "export", "--format", "fhir", *words).out)
    return found


@pytest.mark.parametrize(
    "terms",
    [[], ["--vaccine", "pfizer", "--lot", "EM0477"], ["--vaccine", "Something new"], ["--lot", "1"]],
)
@pytest.mark.parametrize("numbers", [False, True])
def test_every_bundle_is_valid_in_the_base_and_in_the_profile(
    cli: Cli, tmp_path: Path, terms: list[str], numbers: bool
) -> None:
    vaccinate(cli, 2, *terms)
    file = tmp_path / "bundle.json"
    cli("handoff", "export", "--format", "fhir", *(["--show-numbers"] if numbers else []), file)
    bundle = json.loads(file.read_text("utf-8"))
    assert Bundle(bundle).as_json() == bundle
    entries = _entries(bundle)
    assert len(entries) == 2
    for one in entries:
        assert broken_rules(one) == set()


def test_product_and_lot_are_those_of_the_offer(cli: Cli) -> None:
    vaccinate(cli, 1, "--vaccine", "pfizer", "--lot", "EM0477")
    (one,) = _entries(_bundle(cli))
    (product,) = [part for part in one["extension"] if part["url"] == _PRODUCT]
    assert product["extension"] == [
        {
            "url": "coded",
            "valueCodeableConcept": {
                "coding": [{"system": "http://whocc.no/atc", "code": "J07BN01"}],
                "text": "Comirnaty",
            },
        },
        {"url": "lotNumber", "valueString": "EM0477"},
    ]  # fmt: skip
    assert one["occurrenceDateTime"] == "2021-04-06T17:40:00+02:00"
    assert one["vaccineCode"]["text"] == "pfizer"


def test_a_bundle_written_again_has_the_same_identifiers(cli: Cli) -> None:
    vaccinate(cli, 2)
    first = _bundle(cli)
    assert _bundle(cli, "--again", 1) == first
    identifiers = [one["identifier"][0]["value"] for one in _entries(first)]
    assert len(set(identifiers)) == 2
    assert all(UUID(one.removeprefix("urn:uuid:")).version == 5 for one in identifiers)
    assert [entry["fullUrl"] for entry in first["entry"]] == identifiers


def test_r25_national_numbers_go_only_into_a_file_that_only_its_owner_can_read(cli: Cli, tmp_path: Path) -> None:
    niss = cli.niss("1930-01-01")
    vaccinate(cli, 1, niss=niss)
    assert "name a file" in cli("handoff", "export", "--format", "fhir", "--show-numbers", code=2).err.lower()
    assert cli.json("handoff", "list")["waiting"] == 1
    file = tmp_path / "bundle.json"
    cli("handoff", "export", "--format", "fhir", "--show-numbers", file)
    assert niss in file.read_text("utf-8")
    assert "Peeters" not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    plain = json.dumps(_bundle(cli, "--again", 1))
    assert niss not in plain
    assert "Peeters" in plain


def _without(name: str) -> Callable[[Resource], object]:
    return lambda it: it.pop(name)


def _extension(it: Resource, url: str) -> Resource:
    found: Resource = next(one for one in it["extension"] if one["url"] == url)
    return found


_WRONG: dict[str, Callable[[Resource], object]] = {
    "status 1..1": _without("status"),
    "vaccineCode 1..1 from be-vs-vaccine-code": lambda it: it["vaccineCode"]["coding"][0].update(code="840534001"),
    "patient 1..1": _without("patient"),
    "patient is a BePatient": lambda it: it["patient"].update(reference="#center"),
    "occurrence 1..1": _without("occurrenceDateTime"),
    "recorded 1..1": _without("recorded"),
    "recorder 1..1": lambda it: it["extension"].remove(_extension(it, _RECORDER)),
    "only known extensions": lambda it: it["extension"].append({"url": "https://example.org/x", "valueCode": "x"}),
    "identifier has system and value": lambda it: it["identifier"][0].pop("system"),
    "performer 0..1 with actor": lambda it: it["performer"].append(it["performer"][0]),
    "no place of its own": lambda it: it.update(location={"display": "Namur"}),
    "place is that of the encounter": lambda it: it["contained"][2].pop("location"),
    "no lot, expiry or dose number of its own": lambda it: it.update(lotNumber="EM0477"),
    "be-rule-vaccination-2": lambda it: _extension(it, _PRODUCT)["extension"].pop(0),
    "references lead somewhere": lambda it: it["contained"].pop(0),
    "contained is referred to": _without("encounter"),
}


@pytest.mark.parametrize("rule", _WRONG)
def test_a_bundle_that_breaks_a_rule_of_the_profile_is_refused(cli: Cli, rule: str) -> None:
    vaccinate(cli, 1, "--vaccine", "pfizer", "--lot", "EM0477")
    (one,) = _entries(_bundle(cli))
    assert not broken_rules(one)
    wrong = copy.deepcopy(one)
    _WRONG[rule](wrong)
    assert rule in broken_rules(wrong)


@pytest.mark.parametrize("name", ["status", "vaccineCode", "patient", "occurrenceDateTime"])
def test_the_validator_of_the_base_refuses_what_lacks_an_element_or_has_one_too_many(cli: Cli, name: str) -> None:
    vaccinate(cli, 1)
    (one,) = _entries(_bundle(cli))
    for wrong in ({key: value for key, value in one.items() if key != name}, {**one, f"{name}s": "x"}):
        with pytest.raises(FHIRValidationError):
            Immunization(wrong)
