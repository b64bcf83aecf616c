"""A file of unknown making as text: refused when it is no text at all, else decoded as it goes by."""

import codecs
import io
import re
from typing import BinaryIO

from qvax_cli.errors import Usage

#: Bytes looked at before anything is decided.
HEAD = 1 << 16

_HOW = (
    "a workbook is imported as it is; for CSV in Excel: File, Save As (Bestand, Opslaan als; Fichier, Enregistrer "
    "sous), type “CSV UTF-8”"
)

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "ask for the list as a spreadsheet: a workbook is imported as it is"),
    (b"{\\rtf", "a text document (RTF)", "copy its table into a spreadsheet, and import that"),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"BZh", "a compressed file (bzip2)", "unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file (xz)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)", "unpack it first"),
    (b"SQLite format 3\0", "a database (SQLite)", "export its table as CSV"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(rb"<|\{|\[\s*[\[{\"]")
_FALLBACK = "qvax-windows-1252"


class NotRegistrations(Usage):
    """The file as a whole cannot be read as registrations: one sentence, and what to do."""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 was written by a program that knew only Windows-1252.

    Decided for each sequence by itself: the first accent may stand in the last line of a pipe that cannot be
    read again, and files glued together from both encodings exist. An accented letter of Windows-1252 passes
    for UTF-8 only where a sign such as ’ or » follows it at once. Five bytes mean nothing there either: they,
    and broken UTF-16, become control characters, which no value may hold.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding != "utf-8":
        return "\x1a", error.end
    undecodable = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in undecodable), error.end


codecs.register_error(_FALLBACK, _as_windows_1252)


class Bytes(io.RawIOBase):
    """A source, perhaps a pipe, whose beginning can be looked at before it is read. Never closes it."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self.taken = 0
        self.head = self._look()
        self._ahead = memoryview(self.head)

    def _look(self) -> bytes:
        head = bytearray()
        while len(head) < HEAD:
            piece = self._source.read(HEAD - len(head))
            if not piece:
                break
            head += piece
        return bytes(head)

    def readable(self) -> bool:
        """A file that can be read, for the io classes on top."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as one read goes; the number of bytes, 0 at the end."""
        piece: memoryview | bytes = self._ahead[: len(buffer)]
        self._ahead = self._ahead[len(piece) :]
        if not piece:
            piece = self._source.read(len(buffer)) or b""
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


def text(source: Bytes, name: str) -> io.TextIOWrapper:
    """The characters of a source: UTF-8, UTF-16 if it begins so, Windows-1252 for what is neither.

    Lines keep their ends, as csv wants them. Raises NotRegistrations for what is no text; `name` is for its
    sentence.
    """
    encoding = "utf-8"
    if source.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        refuse_what_is_no_text(source.head, name)
        if source.head.startswith(codecs.BOM_UTF8):
            encoding = "utf-8-sig"
    return io.TextIOWrapper(io.BufferedReader(source, HEAD), encoding, _FALLBACK, newline="")


def refuse_what_is_no_text(head: bytes, name: str) -> None:
    """Raises NotRegistrations when a file that begins with `head` is empty, or holds no lines of text."""
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise NotRegistrations(f"{name} is empty", "export the list again, with its header line")
    for magic, kind, hint in _KINDS:
        if head.startswith(magic):
            raise NotRegistrations(f"{name} is {kind}, not a CSV file", hint)
    begin = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if _MARKUP.match(begin):
        kind = "a web page or XML" if begin[:1] == b"<" else "JSON"
        raise NotRegistrations(
            f"{name} is {kind}, not a CSV file", "export the list from the program that made it; " + _HOW
        )
    # A stray NUL further down spoils one row, not the file; in the first line it means that this is no text.
    if _CONTROL.search(begin.splitlines()[0]) or head.count(0) > len(head) // 50:
        raise NotRegistrations(f"{name} is not a text file", "export the list from the program that made it; " + _HOW)
