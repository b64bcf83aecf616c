"""What mail systems and programs say about a mail of ours, made up after the shapes in which they write.

`reports/<what it comes to>/<system>.<language>.eml`: there `{to}`, `{subject}`, `{code}`, `{message_id}`, `{headers}`
and `{original}` are of the mail that it is about; what stands between `<<base64>>` and `<<end>>` is sent so.
"""

import re
from base64 import encodebytes
from email.message import EmailMessage
from pathlib import Path

FOLDER = Path(__file__).parent / "reports"
REPORTS = sorted(FOLDER.glob("*/*.eml"))


def name_of(report: Path) -> str:
    return f"{report.parent.name}/{report.stem}"


def filled(report: Path, mail: EmailMessage) -> bytes:
    """The report as it comes in, about this mail."""
    original = mail.as_string()
    values = {
        "to": mail["To"].addresses[0].addr_spec,
        "subject": str(mail["Subject"]),
        "code": str(mail["X-Qvax-Code"]),
        "message_id": str(mail["Message-ID"]),
        "headers": original.partition("\n\n")[0],
        "original": original,
    }
    text = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), report.read_text(encoding="utf-8"))
    text = re.sub(
        "<<base64>>(.*?)<<end>>", lambda found: encodebytes(found[1].encode()).decode(), text, flags=re.DOTALL
    )
    return text.encode("latin-1" if "charset=iso-8859-1" in text else "utf-8", "replace")
