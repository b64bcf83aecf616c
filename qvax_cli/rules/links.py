"""The tokens in links that people are sent: a code, and a sign that only we can have made it with our key."""

import hmac
from hashlib import sha256

from qvax_cli.rules.codes import ALPHABET, normalise

_SIGNS = 16


def answer_token(key: bytes, code: str, invitation_id: int) -> str:
    """The token of an invitation: `K7P3X2Q4.` and 16 signs of HMAC-SHA256, 80 bits that the code does not tell."""
    digest = hmac.new(key, f"answer:{invitation_id}".encode(), sha256).digest()
    number = int.from_bytes(digest[:10], "big")
    return f"{code}.{''.join(ALPHABET[number >> 5 * place & 31] for place in range(_SIGNS))}"


def code_of(token: str) -> str | None:
    """The code that a token claims, None for what cannot be one. Whoever has only the code has no link."""
    code, _, mac = token.partition(".")
    return normalise(code) if len(mac) == _SIGNS else None


def is_ours(key: bytes, token: str, code: str, invitation_id: int) -> bool:
    """Whether we made this token for that invitation."""
    return hmac.compare_digest(token.upper().encode(), answer_token(key, code, invitation_id).encode())
