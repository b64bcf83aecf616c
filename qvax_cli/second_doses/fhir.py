"""First doses as a FHIR bundle, for a system that reads be-vaccination 1.1.2, the Belgian profile of FHIR R4.

It is no delivery to Vaccinnet, which takes KMEHR or a CSV of its own: docs/how-to/second-doses.md.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from qvax_cli.rules.local_time import brussels
from qvax_cli.second_doses.products import ANY, product
from qvax_cli.store.handoffs import HandedOn

_BELGIUM = "https://www.ehealth.fgov.be/standards/fhir"
_PROFILE = f"{_BELGIUM}/vaccination/StructureDefinition/be-vaccination"
_RECORDER = f"{_BELGIUM}/core/StructureDefinition/be-ext-recorder"
_PRODUCT = f"{_BELGIUM}/vaccination/StructureDefinition/be-ext-administeredProduct"
_SSIN = f"{_BELGIUM}/core/NamingSystem/ssin"
#: "Vaccine product against SARS-CoV-2", in the Belgian edition.
_COVID = {
    "system": "http://snomed.info/sct",
    "version": "http://snomed.info/sct/11000172109",
    "code": "28531000087107",
}
_AMBULATORY = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}
_CENTER = {"reference": "#center"}
#: What the identifiers are made in, so that a person who is sent twice has the same one twice.
_OURS = UUID("6f1f4bb4-6d4c-4c0b-8d0e-0d4f6f2f9f0b")

Resource = dict[str, Any]


def bundle(people: Iterable[HandedOn], *, numbers: bool = False) -> Resource:
    """A bundle of an Immunization a person. numbers: they are named by national number and nothing else, as registers
    do; otherwise by name and birth date (R25)."""
    entries = [_immunization(one, numbers=numbers) for one in people]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": entry["identifier"][0]["value"], "resource": entry} for entry in entries],
    }


def _immunization(one: HandedOn, *, numbers: bool) -> Resource:
    moment = _moment(one)
    patient = {"identifier": {"system": _SSIN, "value": one.number}} if numbers else {"reference": "#patient"}
    return {
        "resourceType": "Immunization",
        "meta": {"profile": [_PROFILE]},
        "contained": [*_where(one, patient), *([] if numbers else [_patient(one)])],
        "extension": [{"url": _RECORDER, "valueReference": _CENTER}, *_administered(one)],
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid5(_OURS, one.code)}"}],
        "status": "completed",
        "vaccineCode": {"coding": [_COVID], **({"text": one.vaccine} if one.vaccine else {})},
        "patient": patient,
        "encounter": {"reference": "#encounter"},
        "occurrenceDateTime": moment,
        "recorded": moment,
        "performer": [{"actor": _CENTER}],
    }


def _where(one: HandedOn, patient: Resource) -> list[Resource]:
    """The center, and its place, which the profile has in an encounter."""
    return [
        {"resourceType": "Organization", "id": "center", "name": one.center_name},
        {"resourceType": "Location", "id": "place", "name": one.center_name},
        {
            "resourceType": "Encounter",
            "id": "encounter",
            "status": "finished",
            "class": _AMBULATORY,
            "subject": patient,
            "location": [{"location": {"reference": "#place"}}],
            "serviceProvider": _CENTER,
        },
    ]


def _moment(one: HandedOn) -> str:
    # The day of a dose is that of the wall clock, which UTC would make another late in the evening.
    return datetime.fromtimestamp(one.vaccinated_at, brussels()).isoformat()


def _patient(one: HandedOn) -> Resource:
    name = {"use": "official", "family": one.last_name, "given": [one.first_name]}
    return {"resourceType": "Patient", "id": "patient", "name": [name], "birthDate": one.birth_date}


def _administered(one: HandedOn) -> list[Resource]:
    """Product and lot, which the profile has in an extension; nothing where neither is known."""
    found = product(one.vaccine)
    if found == ANY and not one.lot:
        return []
    coded = {
        "coding": [{"system": "http://whocc.no/atc", "code": found.atc}],
        **({"text": found.name or one.vaccine} if found.name or one.vaccine else {}),
    }
    parts: list[Resource] = [{"url": "coded", "valueCodeableConcept": coded}]
    if one.lot:
        parts.append({"url": "lotNumber", "valueString": one.lot})
    return [{"url": _PRODUCT, "extension": parts}]
