"""The settings: what can be set, and from where each value came (flags, QVAX_* variables, the file, defaults)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qvax_cli.errors import Misconfigured


class Key(NamedTuple):
    """One setting. `kind` is "text", "number", "file" or "choice"; numbers lie between `low` and `high`."""

    section: str
    name: str
    kind: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 1_000_000

    @property
    def path(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def variable(self) -> str:
        return f"QVAX_{self.section}_{self.name}".upper()


_TLS = ("none", "starttls", "ssl")

KEYS = (
    Key("policy", "answer_minutes", "number", 30, "Minutes that a person has to answer, from the hand-over.", low=0.01),
    Key("policy", "least_overlap_minutes", "number", 15, "Least overlap of a window with an offer.", low=0.1),
    Key("policy", "last_call_minutes", "number", 10, "Nobody is invited when fewer minutes than this remain."),
    Key("policy", "default_hours", "number", 2, "How long an offer lasts by default.", low=0.01, high=168),
    Key("policy", "min_age", "number", 18, "Least age on the day of registration, in years.", high=120),
    Key("retention", "vaccinated_days", "number", 30, "Days until the data of a vaccinated person are erased."),
    Key("retention", "silent_days", "number", 180, "Days without a sign of life until a person's data are erased."),
    Key("retention", "message_days", "number", 7, "Days until the texts of messages are erased."),
    Key("mail", "from", "text", "", "Sender of the mails, “Name <address>” or an address."),
    Key("mail", "host", "text", "", "SMTP server. Empty: mails go to the spool folder beside the database."),
    Key("mail", "port", "number", 587, "Port of the SMTP server.", low=1, high=65535),
    Key("mail", "tls", "choice", "starttls", "How the connection is protected.", choices=_TLS),
    Key("mail", "user", "text", "", "Login name at the SMTP server. Empty: no login."),
    Key("mail", "password_file", "file", "", "File that holds the password, and nothing else."),
)  # fmt: skip


class Setting(NamedTuple):
    """A value in force, and its source: "default", "file" or the name of the variable."""

    value: Any
    source: str


class Settings:
    """All settings, by path ("policy.answer_minutes")."""

    def __init__(self, known: dict[str, Setting], file: Path | None) -> None:
        self.known = known
        self.file = file

    def __getitem__(self, path: str) -> Any:
        return self.known[path].value

    def seconds(self, path: str) -> int:
        """A duration in whole seconds; the unit is in the last word of its name."""
        unit = {"minutes": 60, "hours": 3600, "days": 86400}[path.rpartition("_")[2]]
        return round(float(self[path]) * unit)

    def secret(self, path: str) -> str:
        """The first line of the file that a setting names, "" when none is set. Misconfigured."""
        if not self[path]:
            return ""
        try:
            return Path(self[path]).expanduser().read_text().rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise Misconfigured(
                f"{path}: the file {self[path]} cannot be read", "check that it is there and readable by you"
            ) from None


def load(file: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in force. `file` is what --config named. Misconfigured for anything that cannot be used."""
    file, given = _file(file, environ)
    known = {}
    for key in KEYS:
        if key.variable in environ:
            known[key.path] = Setting(_number_of(key, environ[key.variable]), key.variable)
        elif key.path in given:
            known[key.path] = Setting(_checked(key, given[key.path], str(file)), "file")
        else:
            known[key.path] = Setting(key.default, "default")
    return Settings(known, file)


def _file(named: Path | None, environ: Mapping[str, str]) -> tuple[Path | None, dict[str, Any]]:
    """The configuration file in use and what it holds, by path; one that was named must exist."""
    file = named or (Path(environ["QVAX_CONFIG"]) if environ.get("QVAX_CONFIG") else None)
    if file is None:
        base = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
        file = Path(base) / "qvax" / "config.toml"
        if not file.exists():
            return None, {}
    return file, _read(file)


def _read(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        content = tomllib.loads(file.read_text())
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(f"the configuration file {file} cannot be read") from None
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(f"the configuration file {file} is not TOML: {error}") from None
    given = {}
    for section, values in content.items():
        names = [key.name for key in KEYS if key.section == section]
        if not names or not isinstance(values, dict):
            sections = ", ".join(dict.fromkeys(f"[{key.section}]" for key in KEYS))
            raise Misconfigured(f"{file}: there is no section [{section}]", f"the sections are {sections}")
        for name, value in values.items():
            if name not in names:
                raise Misconfigured(f"{file}: [{section}] has no key “{name}”", f"the keys are {', '.join(names)}")
            given[f"{section}.{name}"] = value
    return given


def _number_of(key: Key, text: str) -> Any:
    """The value in a variable, where everything is text."""
    if key.kind != "number":
        return _checked(key, text, key.variable)
    try:
        number = float(text)
    except ValueError:
        raise Misconfigured(f"{key.variable}: “{text}” is not a number") from None
    return _checked(key, int(number) if number.is_integer() else number, key.variable)


def _checked(key: Key, value: Any, source: str) -> Any:
    where = source if source == key.variable else f"{source}: {key.path}"
    if key.kind == "number":
        if not isinstance(value, int | float) or isinstance(value, bool) or not key.low <= value <= key.high:
            raise Misconfigured(f"{where} is a number from {key.low:g} to {key.high:g}")
    elif not isinstance(value, str):
        raise Misconfigured(f"{where} is a text in quotes")
    elif key.choices and value not in key.choices:
        raise Misconfigured(f"{where} is one of {', '.join(key.choices)}")
    return value
