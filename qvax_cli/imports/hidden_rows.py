"""Which rows of a sheet its program does not show, because of a filter or by hand; not told of the old .xls."""

import io
import re
import zipfile

_ROW = re.compile(rb"<row\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*\"(?:1|true)\"")
_NUMBER = re.compile(rb"\br\s*=\s*\"(\d+)\"")
_ODS_ROW = re.compile(rb"<table:table-row\b[^>]*>")
_ODS_HIDDEN = re.compile(rb"table:visibility\s*=\s*\"(?:collapse|filter)\"")
_ODS_REPEATED = re.compile(rb"table:number-rows-repeated\s*=\s*\"(\d+)\"")
#: Empty rows at the end of a sheet are hidden by the million by some programs: those are nobody's.
_MOST = 100_000


def hidden_rows(content: bytes, sheet: str) -> list[int]:
    """The numbers, from 1 on, of the hidden rows of a sheet; none when the workbook does not tell."""
    if not content.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "content.xml" in archive.namelist():
                return _of_ods(archive.read("content.xml"), sheet)
            return _of_xlsx(archive.read(_member(archive, sheet)))
    except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, EOFError):
        return []


def _of_xlsx(xml: bytes) -> list[int]:
    found = []
    last = 0
    for row in _ROW.findall(xml):
        number = _NUMBER.search(row)
        last = int(number[1]) if number else last + 1
        if _HIDDEN.search(row):
            found.append(last)
    return found


def _of_ods(xml: bytes, sheet: str) -> list[int]:
    table = re.search(rb"<table:table\b[^>]*table:name=\"" + re.escape(_escaped(sheet)) + rb"\"[^>]*>", xml)
    if table is None:
        return []
    end = xml.find(b"</table:table>", table.end())
    found: list[int] = []
    last = 0
    for row in _ODS_ROW.findall(xml, table.end(), end if end > 0 else len(xml)):
        repeated = _ODS_REPEATED.search(row)
        count = min(int(repeated[1]), _MOST) if repeated else 1
        if _ODS_HIDDEN.search(row) and count < _MOST:
            found += range(last + 1, last + count + 1)
        last += count
    return found


def _member(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where in an .xlsx the rows of a sheet stand: its workbook names an id, and a list says which file that is."""
    workbook = archive.read("xl/workbook.xml")
    named = [one for one in re.findall(rb"<sheet\b[^>]*>", workbook) if b'name="' + _escaped(sheet) + b'"' in one]
    sheet_id = re.search(rb"\br:id=\"([^\"]+)\"", named[0]) if named else None
    relations = archive.read("xl/_rels/workbook.xml.rels")
    for relation in re.findall(rb"<Relationship\b[^>]*>", relations):
        target = re.search(rb"\bTarget=\"([^\"]+)\"", relation)
        if sheet_id and target and b'Id="' + sheet_id[1] + b'"' in relation:
            path = target[1].decode()
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    raise KeyError(sheet)


def _escaped(sheet: str) -> bytes:
    escapes = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
    for sign, escape in escapes:
        sheet = sheet.replace(sign, escape)
    return sheet.encode()
