"""The tokens in links that people are sent: what names them, and a sign that only we can have made it with our key."""

import hmac
import os
from hashlib import sha256

from qvax_cli.rules.codes import ALPHABET, normalise

_SIGNS = 16
_SEED_BYTES, _SEED_SIGNS = 16, 26


def answer_token(key: bytes, code: str, invitation_id: int) -> str:
    """The token of an invitation: `K7P3X2Q4.` and 16 signs of HMAC-SHA256, 80 bits that the code does not tell."""
    return f"{code}.{_sign(key, f'answer:{invitation_id}'.encode())}"


def code_of(token: str) -> str | None:
    """The code that a token claims, None for what cannot be one. Whoever has only the code has no link."""
    code, _, mac = token.partition(".")
    return normalise(code) if len(mac) == _SIGNS else None


def is_ours(key: bytes, token: str, code: str, invitation_id: int) -> bool:
    """Whether we made this token for that invitation."""
    return hmac.compare_digest(token.upper().encode(), answer_token(key, code, invitation_id).encode())


def draw_seed() -> bytes:
    """What a new link is made of: 128 random bits."""
    return os.urandom(_SEED_BYTES)


def seed_text(seed: bytes) -> str:
    """A seed as it stands in addresses; it opens nothing by itself."""
    return _text(seed, _SEED_SIGNS)


def token(key: bytes, purpose: str, seed: bytes) -> str:
    """The token of a seed: the seed, a dot, and 80 bits that whoever knows the seed does not know."""
    return f"{seed_text(seed)}.{_sign(key, purpose.encode() + b':' + seed)}"


def seed_of(text: str) -> bytes | None:
    """The seed that an address names, with its sign or without; None when it names none."""
    signs = text.partition(".")[0].upper()
    if len(signs) != _SEED_SIGNS or not all(sign in ALPHABET for sign in signs):
        return None
    number = sum(ALPHABET.index(sign) << 5 * place for place, sign in enumerate(signs))
    return number.to_bytes(_SEED_BYTES, "big") if number < 1 << 8 * _SEED_BYTES else None


def is_token(key: bytes, purpose: str, seed: bytes, text: str) -> bool:
    """Whether we made this token, for that purpose."""
    return hmac.compare_digest(text.upper().encode(), token(key, purpose, seed).encode())


def figures(key: bytes, seed: bytes) -> str:
    """Six figures that say the same as the token of a seed, to be typed."""
    digest = hmac.new(key, b"figures:" + seed, sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"


def is_figures(key: bytes, seed: bytes, text: str) -> bool:
    """Whether these are the figures of that seed, with spaces or without."""
    return hmac.compare_digest("".join(text.split()).encode(), figures(key, seed).encode())


def keyed(key: bytes, text: str) -> bytes:
    """A hash that stands for a text, which nobody without the key can find by trying."""
    return hmac.new(key, text.encode(), sha256).digest()[:16]


def _sign(key: bytes, text: bytes) -> str:
    return _text(hmac.new(key, text, sha256).digest()[:10], _SIGNS)


def _text(data: bytes, signs: int) -> str:
    number = int.from_bytes(data, "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(signs))
