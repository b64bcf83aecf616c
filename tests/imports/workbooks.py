"""Small workbooks, made by hand: .xlsx and .ods are archives of XML."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | bool | date | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HIDDEN_SHEET, _HIDDEN_ROW, _FILTERED = 'state="hidden" ', ' hidden="1"', ' table:visibility="filter"'
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_STYLES = f"""<?xml version="1.0"?><styleSheet {_NS}><cellXfs count="2"><xf numFmtId="0"/>
<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def xlsx(file: Path, sheets: Sheets, *, hidden_rows: Iterable[int] = (), hidden_sheets: Iterable[str] = ()) -> Path:
    """An .xlsx. hidden_rows: numbers from 1 on, in the first sheet."""
    names = list(sheets)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {_RELATIONS}><Relationship Id="rId1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        tags = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" {_HIDDEN_SHEET * (name in hidden_sheets)}r:id="rId{n}"/>'
            for n, name in enumerate(names, 1)
        )
        archive.writestr("xl/workbook.xml", f'<workbook {_NS} xmlns:r="{_R}"><sheets>{tags}</sheets></workbook>')
        relations = "".join(
            f'<Relationship Id="rId{n}" Type="{_R}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        styles = f'<Relationship Id="rId99" Type="{_R}/styles" Target="styles.xml"/>'
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f"<Relationships {_RELATIONS}>{relations}{styles}</Relationships>"
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for n, name in enumerate(names, 1):
            rows = "".join(
                f'<row r="{r}"{_HIDDEN_ROW * (n == 1 and r in set(hidden_rows))}>'
                + "".join(_xlsx_cell(r, c, cell) for c, cell in enumerate(row))
                + "</row>"
                for r, row in enumerate(sheets[name], 1)
                if row
            )
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml", f"<worksheet {_NS}><sheetData>{rows}</sheetData></worksheet>"
            )
    return file


def _xlsx_cell(row: int, column: int, cell: Cell) -> str:
    place = f"{chr(65 + column)}{row}"
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def ods(file: Path, sheets: Sheets, *, hidden_rows: Iterable[int] = ()) -> Path:
    """An .ods, as LibreOffice writes it."""
    tables = ""
    for n, (name, rows) in enumerate(sheets.items()):
        lines = "".join(
            f"<table:table-row{_FILTERED * (n == 0 and r in set(hidden_rows))}>"
            + "".join(map(_ods_cell, row or [None]))
            + "</table:table-row>"
            for r, row in enumerate(rows, 1)
        )
        tables += f"<table:table table:name={quoteattr(name)}>{lines}</table:table>"
    content = (
        f'<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0" '
        f'xmlns:text="{_ODS}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"/>')
    return file


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, datetime | date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell!r}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
