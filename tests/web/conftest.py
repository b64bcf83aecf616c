"""A browser without a window, and a center whose messages hold links."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qvax_cli.web.site import site
from tests.conftest import Cli
from tests.web.mails import HOST, URL, opened_at


@pytest.fixture
def client(cli: Cli, tmp_path: Path) -> FlaskClient:
    """A browser, and a center whose messages hold links."""
    (tmp_path / "key").write_text("a long random word\n")
    cli.environ |= {"QVAX_WEB_URL": URL, "QVAX_WEB_KEY_FILE": str(tmp_path / "key")}
    client = site(lambda: opened_at(cli)).test_client()
    client.environ_base |= {"HTTP_HOST": HOST, "wsgi.url_scheme": "https"}
    return client
