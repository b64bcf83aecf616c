"""The settings: what can be set, and from where each value came (flags, QVAX_* variables, the file, defaults)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qvax_cli.errors import Misconfigured
from qvax_cli.home import expanded
from qvax_cli.ordinary import NotOrdinary, text_of
from qvax_cli.setting import Key

#: No configuration and no password is longer.
_MOST_BYTES = 100_000
_MOST_DOTS = 500


_TLS = ("none", "starttls", "ssl")
_AUTH = ("password", "xoauth2", "oauthbearer")
_CHANNELS = ("mail", "sms")
_POLICIES = ("strict", "standby")
_LANGUAGES = ("fr", "nl", "de", "en")
_WELCOMED = ("none", "desk")
_MODES = ("in_turn", "together")

KEYS = (
    Key("policy", "answer_minutes", "number", 30, "Minutes that a person has to answer, from the hand-over.", low=0.01),
    Key("policy", "least_overlap_minutes", "number", 15, "Least overlap of a window with an offer.", low=0.1),
    Key("policy", "last_call_minutes", "number", 10, "Nobody is invited when fewer minutes than this remain."),
    Key("policy", "default_hours", "number", 2, "How long an offer lasts by default.", low=0.01, high=168),
    Key("policy", "undo_minutes", "number", 10, "How long what was entered by hand can be taken back."),
    Key("policy", "min_age", "number", 18, "Least age on the day of registration, in years.", high=120),
    Key("policy", "policy", "choice", "strict", "One person a dose is asked, or more with standby.", choices=_POLICIES),
    Key("policy", "surplus", "number", 0.5, "standby: yeses expected beyond the doses, at most.", high=200),
    Key("defaults", "center", "text", "", "The own center. Empty: the only one with people, else it must be named."),
    Key("defaults", "language", "choice", "", "Language at the desk. Empty: that of LANG.", choices=("", *_LANGUAGES)),
    Key("database", "url", "text", "", "A shared database, postgresql://USER@HOST/NAME. Empty: a file."),
    Key("database", "password_file", "file", "", "File that holds the password, and nothing else."),
    Key("database", "key_file", "file", "", "File that holds the key of an encrypted database, and nothing else."),
    Key("database", "key_command", "command", (), "Program that prints that key, and its arguments."),
    Key("backup", "recipient", "texts", (), "Public keys (age1…, ssh-ed25519 …) whose owners can open backups."),
    Key("retention", "vaccinated_days", "number", 30, "Days until the data of a vaccinated person are erased."),
    Key("retention", "silent_days", "number", 180, "Days without a sign of life until a person's data are erased."),
    Key("retention", "message_days", "number", 7, "Days until the texts of messages are erased."),
    Key("mail", "from", "text", "", "Sender of the mails, “Name <address>” or an address."),
    Key("mail", "host", "text", "", "SMTP server. Empty: mails go to the spool folder beside the database."),
    Key("mail", "port", "number", 587, "Port of the SMTP server.", low=1, high=65535),
    Key("mail", "tls", "choice", "starttls", "How the connection is protected.", choices=_TLS),
    Key("mail", "user", "text", "", "Login name at the SMTP server. Empty: no login."),
    Key("mail", "auth", "choice", "password", "How to log in: with a password, or a token of OAuth2.", choices=_AUTH),
    Key("mail", "password_file", "file", "", "File that holds the password, and nothing else."),
    Key("mail", "password_command", "command", (), "Program that prints the password or token, and its arguments."),
    Key("mail", "ca_file", "file", "", "Certificates to trust (PEM), for a server with one of its own making."),
    Key("mail", "reply_to", "text", "", "Where answers are sent to. Empty: to the sender."),
    Key("mail", "timeout_seconds", "number", 20, "How long the server may take for each step.", low=0.1, high=600),
    Key("mail", "connections", "number", 8, "Most connections side by side, when the server is slow.", low=1, high=50),
    Key("mail", "per_minute", "number", 0, "Most mails in a minute; 0 for any number."),
    Key("inbox", "host", "text", "", "IMAP server. Empty: answers are read from the folder beside the database."),
    Key("inbox", "port", "number", 993, "Port of the IMAP server.", low=1, high=65535),
    Key("inbox", "tls", "choice", "ssl", "How the connection is protected.", choices=_TLS),
    Key("inbox", "user", "text", "", "Login name at the IMAP server."),
    Key("inbox", "auth", "choice", "password", "How to log in: with a password, or a token of OAuth2.", choices=_AUTH),
    Key("inbox", "password_file", "file", "", "File that holds the password, and nothing else."),
    Key("inbox", "password_command", "command", (), "Program that prints the password or token, and its arguments."),
    Key("inbox", "ca_file", "file", "", "Certificates to trust (PEM), for a server with one of its own making."),
    Key("inbox", "timeout_seconds", "number", 20, "How long the server may take for each step.", low=0.1, high=600),
    Key("inbox", "folder", "text", "INBOX", "Folder of the mailbox in which answers arrive."),
    Key("inbox", "done_folder", "text", "qvax-done", "Folder to which they are moved; made when it is missing."),
    Key("sms", "kind", "choice", "", "How SMS are sent. Empty: not at all.", choices=("", "gammu", "http")),
    Key("sms", "per_minute", "number", 0, "Most SMS in a minute; 0 for any number."),
    Key("sms", "folder", "text", "/var/spool/gammu", "gammu: where its outbox, sent, error and inbox are."),
    Key("sms", "wait_seconds", "number", 60, "gammu: how long to wait while the modem sends nothing.", low=1, high=600),
    Key("sms", "zone", "text", "", "gammu: zone of the times on SMS. Empty: Europe/Brussels or UTC, what fits."),
    Key("sms", "url", "template", "", "http: where an SMS is sent to; a template, like headers and body."),
    Key("sms", "method", "choice", "POST", "http: the method of that request.", choices=("GET", "POST", "PUT")),
    Key("sms", "headers", "text", "", "http: headers, one “Name: value” a line."),
    Key("sms", "body", "text", "", "http: the body, a form unless a header says JSON or XML."),
    Key("sms", "from", "text", "", "http: {from} of the templates, our number."),
    Key("sms", "user", "text", "", "http: {user} of the templates."),
    Key("sms", "password_file", "file", "", "http: file that holds {password}, and nothing else."),
    Key("sms", "login", "choice", "none", "http: whether both also go as basic login.", choices=("none", "basic")),
    Key("sms", "accepted", "text", r"^2\d\d ", "http: pattern in “STATUS BODY” of an SMS that was taken."),
    Key("sms", "refused", "text", "^(400|410|413|414|422) ", "http: pattern of one that never will be."),
    Key("sms", "reference", "text", "", "http: where the answer names the SMS, a /pointer or a pattern with a group."),
    Key("sms", "ca_file", "file", "", "http: certificates to trust (PEM), for a server with one of its own making."),
    Key("sms", "timeout_seconds", "number", 20, "http: how long the server may take for each step.", low=0.1, high=600),
    Key("sms", "connections", "number", 8, "http: most connections side by side.", low=1, high=50),
    Key("sms", "secret_file", "file", "", "File with the {secret} that a gateway must give to qvax sms serve."),
    Key("sms", "replies_url", "template", "", "http: where replies are listed in JSON; {since} is a day."),
    Key("sms", "reports_url", "template", "", "http: where sent SMS are listed with their state."),
    Key("sms", "list_items", "text", "", "http: /pointer to the list. Empty: the whole answer."),
    Key("sms", "list_next", "text", "", "http: /pointer to the url of the next page."),
    Key("sms", "list_id", "text", "", "http: /pointer in an item to its name."),
    Key("sms", "replies_where", "text", "", "http: only these replies, “/pointer value”."),
    Key("sms", "replies_sender", "text", "", "http: /pointer in a reply to the number of the sender."),
    Key("sms", "replies_text", "text", "", "http: /pointer in a reply to its text."),
    Key("sms", "replies_received", "text", "", "http: /pointer in a reply to the moment when the gateway took it."),
    Key("sms", "reports_where", "text", "", "http: only these sent SMS, “/pointer value”."),
    Key("sms", "reports_state", "text", "", "http: /pointer in a sent SMS to its state."),
    Key("sms", "reports_delivered", "text", "", "http: pattern in the state of one that has arrived."),
    Key("sms", "reports_failed", "text", "", "http: pattern in the state of one that never will."),
    Key("web", "url", "url", "", "Where the site is for people: https://reserve.example.be. Empty: no links."),
    Key("web", "desk", "flag", False, "Whether operators with a password see their evening at /desk."),
    Key("web", "key_file", "file", "", "File with a long random word, with which links are signed."),
    Key("channels", "order", "names", "", "Channels in the order of use. Empty: all there are.", choices=_CHANNELS),
    Key("channels", "mode", "choice", "in_turn", "One after the other, or all at once.", choices=_MODES),
    Key("channels", "quiet_hours", "hours", "", "When nobody is disturbed: 22:00-07:00. Empty: never."),
    Key("texts", "welcome", "choice", "none", "desk: whoever is listed by hand is told so.", choices=_WELCOMED),
    Key("texts", "privacy_url", "url", "", "Page on what becomes of people's data; messages name it."),
)  # fmt: skip

#: What a section [centers.CODE] can say of one center, and the setting that it takes the place of.
OF_A_CENTER = {
    "channels": "channels.order",
    "mode": "channels.mode",
    "quiet_hours": "channels.quiet_hours",
    "policy": "policy.policy",
    "surplus": "policy.surplus",
}


class Setting(NamedTuple):
    """A value in force, and its source: "default", "file" or the name of the variable."""

    value: Any
    source: str


class Settings:
    """All settings, by path ("policy.answer_minutes"); for single centers by code and path, where they differ."""

    def __init__(self, known: dict[str, Setting], file: Path | None, centers: dict[str, dict[str, Any]]) -> None:
        self.known = known
        self.file = file
        self.centers = centers

    def __getitem__(self, path: str) -> Any:
        return self.known[path].value

    def of_center(self, code: str, path: str) -> Any:
        """The value in force for a center."""
        return self.centers.get(code, {}).get(path, self[path])

    def seconds(self, path: str) -> int:
        """A duration in whole seconds; the unit is in the last word of its name."""
        unit = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}[path.rpartition("_")[2]]
        return round(float(self[path]) * unit)

    def file_of(self, path: str) -> str:
        """The path that a setting names, "" when none is set. Misconfigured when there is no such file."""
        file = expanded(self[path]) if self[path] else None
        if file is not None and not file.is_file():
            raise Misconfigured(f"{path}: there is no file {file}", "check the path")
        return str(file) if file else ""

    def secret(self, path: str) -> str:
        """The first line of the file that a setting names, "" when none is set. Misconfigured."""
        if not self[path]:
            return ""
        try:
            return text_of(expanded(self[path]), _MOST_BYTES).rstrip("\r\n")
        except (OSError, UnicodeDecodeError, NotOrdinary):
            raise Misconfigured(
                f"{path}: the file {self[path]} cannot be read", "check that it is there and readable by you"
            ) from None


def load(file: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in force. `file` is what --config named. Misconfigured for anything that cannot be used."""
    file, given, centers = _file(file, environ)
    known = {}
    for key in KEYS:
        if key.variable in environ:
            known[key.path] = Setting(key.of_text(environ[key.variable]), key.variable)
        elif key.path in given:
            known[key.path] = Setting(key.checked(given[key.path], str(file)), "file")
        else:
            known[key.path] = Setting(key.default, "default")
    _only_by_its_owner(file, known)
    return Settings(known, file, centers)


def _only_by_its_owner(file: Path | None, known: dict[str, Setting]) -> None:
    """Whoever can write to a file that names a command could have us run theirs. Misconfigured."""
    named = [key.path for key in KEYS if key.kind == "command" and known[key.path].value]
    if file and any(known[path].source == "file" for path in named) and file.stat().st_mode & 0o022:
        why = f"the configuration file {file} names a command ({named[0]}), and others can write to it"
        raise Misconfigured(why, f"run: chmod go-w {file}")


def _file(
    named: Path | None, environ: Mapping[str, str]
) -> tuple[Path | None, dict[str, Any], dict[str, dict[str, Any]]]:
    """The configuration file in use and what it holds, by path, and by center; one that was named must exist."""
    file = named or (Path(environ["QVAX_CONFIG"]) if environ.get("QVAX_CONFIG") else None)
    if file is None:
        base = environ.get("XDG_CONFIG_HOME") or str(expanded(environ.get("HOME", "~")) / ".config")
        file = Path(base) / "qvax" / "config.toml"
        if not file.exists():
            return None, {}, {}
    return file, *_read(file)


def _read(file: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    import tomllib

    try:
        text = text_of(file, _MOST_BYTES)
        # Each dot of a key makes the next one dearer: one line could take minutes.
        if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
            raise RecursionError
        content = tomllib.loads(text)
    except NotOrdinary as trouble:
        raise Misconfigured(f"the configuration file {file} cannot be read: {trouble.reason}") from None
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(f"the configuration file {file} cannot be read") from None
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(f"the configuration file {file} is not TOML: {error}") from None
    except RecursionError:
        raise Misconfigured(f"the configuration file {file} is nested too deep") from None
    except ValueError:
        raise Misconfigured(f"the configuration file {file} holds a number that is far too long") from None
    centers = _centers(file, content.pop("centers", {}))
    given = {}
    for section, values in content.items():
        names = [key.name for key in KEYS if key.section == section]
        if not names or not isinstance(values, dict):
            sections = ", ".join([*dict.fromkeys(f"[{key.section}]" for key in KEYS), "[centers.CODE]"])
            raise Misconfigured(f"{file}: there is no section [{section}]", f"the sections are {sections}")
        for name, value in values.items():
            if name not in names:
                raise Misconfigured(f"{file}: [{section}] has no key “{name}”", f"the keys are {', '.join(names)}")
            given[f"{section}.{name}"] = value
    return given, centers


def _centers(file: Path, sections: Any) -> dict[str, dict[str, Any]]:
    """What the sections [centers.CODE] say, by code and path."""
    keys = {key.path: key for key in KEYS}
    found: dict[str, dict[str, Any]] = {}
    for code, values in sections.items() if isinstance(sections, dict) else [("", None)]:
        section = f"{file}: [centers.{code}]"
        if not isinstance(values, dict):
            raise Misconfigured(f"{file}: what concerns a center stands in a section of its own", "[centers.namur]")
        for name, value in values.items():
            if name not in OF_A_CENTER:
                raise Misconfigured(f"{section} has no key “{name}”", f"the keys are {', '.join(OF_A_CENTER)}")
            path = OF_A_CENTER[name]
            found.setdefault(code.lower(), {})[path] = keys[path].checked(value, section)
    return found
