"""The CSV of centers: code, name, address, postcode, town, province, region, language, platform, phone and so on."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from qvax_cli.errors import NotFound, Usage
from qvax_cli.rules import contact
from qvax_cli.rules.complaint import Complaint

_REQUIRED = ("code", "name", "postcode", "town", "region", "language")
_OPTIONAL = ("address", "province", "phone", "email")
REGIONS = ("flanders", "wallonia", "brussels")
_LANGUAGES = ("fr", "nl", "de", "en")
_LONGEST = 10_000_000  # characters


class CenterFile(NamedTuple):
    """The centers of a file as they are stored, and the columns that it has."""

    centers: list[dict[str, object]]
    columns: tuple[str, ...]


def read(file: Path) -> CenterFile:
    """The centers of a file, all of them right. NotFound, Usage, Complaint (naming the line)."""
    import csv
    import io

    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            text = lines.read(_LONGEST)  # what is no ordinary file may have no end
        reader = csv.DictReader(io.StringIO(text, newline=""))
        missing = [name for name in _REQUIRED if name not in (reader.fieldnames or ())]
        if missing or len(text) == _LONGEST:
            raise Usage(
                f"{file} is no list of centers: it {_lacks(missing)}",
                f"the columns are {', '.join((*_REQUIRED, *_OPTIONAL, 'platform', 'takes_part'))}",
            )
        return CenterFile([_on_line(reader.line_num, row) for row in reader], tuple(reader.fieldnames or ()))
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", cause="no_such_file") from None
    except (UnicodeDecodeError, csv.Error):
        raise Usage(f"{file} is no CSV file in UTF-8") from None


def _lacks(missing: list[str]) -> str:
    return f"has no column {', '.join(missing)}" if missing else "is far too long"


def _on_line(line: int, row: dict[str, str]) -> dict[str, object]:
    try:
        return center({name: value or "" for name, value in row.items() if name})
    except Complaint as complaint:
        raise Complaint(f"line {line}, {complaint.field}", complaint.reason, complaint.hint) from None


def center(given: dict[str, str]) -> dict[str, object]:
    """A center as it is stored; Brussels uses Doctena, the others Doclr unless they say so (R5, R22). Complaint."""
    given = {name: value.strip() for name, value in given.items()}
    for name in _REQUIRED:
        if not given.get(name):
            raise Complaint(name, "is missing")
    code, region, language = given["code"].lower(), given["region"].lower(), given["language"].lower()
    if not code.replace("-", "").isalnum() or not code.isascii() or len(code) > 40:
        raise Complaint("code", "is made of letters, figures and dashes, at most 40")
    if region not in REGIONS:
        raise Complaint("region", f"is one of {', '.join(REGIONS)}")
    if language not in _LANGUAGES:
        raise Complaint("language", f"is one of {', '.join(_LANGUAGES)}")
    takes_part = given.get("takes_part", "").lower()
    if takes_part not in ("", "0", "1", "false", "true", "no", "yes"):
        raise Complaint("takes_part", "is yes or no")
    brussels = region == "brussels"
    if brussels and takes_part in ("1", "true", "yes"):
        raise Complaint("takes_part", "centers of the Brussels region use Doctena and cannot take part")
    return {
        "code": code,
        "name": given["name"],
        "postcode": given["postcode"],
        "town": given["town"],
        "region": region,
        "language": language,
        "platform": given.get("platform") or ("Doctena" if brussels else "Doclr"),
        "takes_part": int(not brussels and takes_part not in ("0", "false", "no")),
        "address": given.get("address", ""),
        "province": given.get("province", ""),
        **reached(given),
    }


def reached(given: Mapping[str, str]) -> dict[str, object]:
    """Where a center is reached, as it is stored; "" is a number or an address that it has not. Complaint."""
    phone, email = given.get("phone", "").strip(), given.get("email", "").strip()
    return {"phone": phone and contact.center_phone(phone), "email": email and contact.email(email)}
