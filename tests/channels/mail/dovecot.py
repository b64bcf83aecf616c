"""A private Dovecot on loopback, in a folder of its own, with a mailbox to put mails into at any moment."""

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_ports

BINARY = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
MISSING = "Dovecot is not installed (Debian: apt install dovecot-imapd)"
USER, PASSWORD = "reserve@namur.example", 'se"cret\\ word'

_CONFIGURATION = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {folder}/users
}}
passdb {{
  driver = passwd-file
  mechanisms = xoauth2 oauthbearer
  args = scheme=PLAIN username_format=%u {folder}/tokens
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
{more}
"""


@dataclass
class Mailbox:
    """The server and its one mailbox. port: plain and STARTTLS, tls_port: TLS; certificate: to trust it by."""

    folder: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        return self.folder / "certificate.pem"

    def take(self, *tokens: str) -> None:
        """From now on its user gets in with one of these tokens of OAuth2; always with the password."""
        (self.folder / "tokens").write_text("".join(f"{USER}:{{PLAIN}}{token}\n" for token in tokens))

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Somebody else at the same mailbox: the mail program of a coordinator."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(USER, PASSWORD)
            yield client

    def put(self, mail: bytes | str, at: float, folder: str = "INBOX", flags: str = "") -> None:
        """A mail arrives; `at` is its INTERNALDATE."""
        content = mail.encode() if isinstance(mail, str) else mail
        with self.client() as client:
            stamp = imaplib.Time2Internaldate(at)
            assert (
                client.append(folder, flags, stamp, content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))[0] == "OK"
            )

    def count(self, folder: str = "INBOX", criteria: str = "ALL") -> int:
        """How many mails are in a folder; -1 when there is no such folder."""
        with self.client() as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return -1
            return len(client.search(None, criteria)[1][0].split())

    def empty(self) -> None:
        """As it was at first."""
        with self.client() as client:
            for folder in ("INBOX", "qvax-done", "elsewhere"):
                answer, count = client.select(f'"{folder}"')
                if answer == "OK":
                    if count != [b"0"]:
                        client.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
                    client.expunge()
                    client.unselect()
                if folder != "INBOX":
                    client.delete(folder)


@contextmanager
def serving(folder: Path, more: str = "") -> Iterator[Mailbox]:
    """Starts Dovecot, and stops it. folder: one that everybody may enter, as those of pytest are not; more: lines for
    its configuration."""
    assert BINARY is not None
    folder.chmod(0o755)  # Dovecot changes to another user, which must come through
    certify(folder)
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    (folder / "tokens").touch()
    port, tls_port = free_ports(2)
    root = os.getuid() == 0
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    (folder / "home").mkdir(exist_ok=True)
    os.chown(folder / "home", owner.pw_uid, owner.pw_gid)
    me = pwd.getpwuid(os.getuid()).pw_name
    names = {
        "internal": "dovecot" if root else me,
        "login": "dovenull" if root else me,
        "group": "dovecot" if root else subprocess.check_output(["id", "-gn"], text=True).strip(),
    }
    ports = {"port": port, "tls_port": tls_port}
    file = folder / "dovecot.conf"
    file.write_text(
        _CONFIGURATION.format(folder=folder, uid=owner.pw_uid, gid=owner.pw_gid, more=more, **names, **ports)
    )
    process = subprocess.Popen([BINARY, "-F", "-c", file], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _wait_for(port, process, folder)
        yield Mailbox(folder, port, tls_port)
    finally:
        process.terminate()
        process.wait(10)
        assert process.stderr is not None
        process.stderr.close()


def certify(folder: Path) -> Path:
    """A certificate for localhost and 127.0.0.1, made by itself: certificate.pem and key.pem."""
    certificate = folder / "certificate.pem"
    if not certificate.exists():
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "key.pem",
             "-out", certificate],
            check=True, capture_output=True,
        )  # fmt: skip
    return certificate


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    log = folder / "log"
    raise RuntimeError(f"Dovecot does not start: {log.read_text() if log.exists() else process.stderr}")
