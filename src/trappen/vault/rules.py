"""How is a text sealed, and how is the key that seals it kept? AES-GCM, nothing else."""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHORTEST_SECRET = 32
_NONCE = 12


class WrongKey(Exception):
    """The sealed bytes were not made with this key for this place."""


class UnusableSecret(ValueError):
    """The master key file holds something that cannot serve as a secret."""


@dataclass(frozen=True)
class MasterKey:
    """One secret of the master key file. `name` is a fingerprint that says nothing of the secret."""

    name: str
    wrapping: bytes
    signing: str


@dataclass(frozen=True)
class Ring:
    """All master keys that are still in use, oldest first; the last one wraps what is new."""

    keys: tuple[MasterKey, ...]

    @property
    def current(self) -> MasterKey:
        return self.keys[-1]

    @property
    def signing(self) -> tuple[str, ...]:
        return tuple(key.signing for key in self.keys)

    def named(self, name: str) -> MasterKey:
        """The key with this fingerprint. Raises WrongKey where the file does not hold it."""
        for key in self.keys:
            if key.name == name:
                return key
        raise WrongKey(name)


def ring_of(text: str) -> Ring:
    """One secret a line, oldest first. Raises UnusableSecret where a line is too short or none is there."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise UnusableSecret("the file is empty")
    for number, line in enumerate(lines, start=1):
        if len(line) < SHORTEST_SECRET:
            raise UnusableSecret(f"line {number} is shorter than {SHORTEST_SECRET} characters")
    return Ring(tuple(_master_key(line) for line in lines))


def new_secret() -> str:
    return secrets.token_urlsafe(48)


def new_data_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def wrap(master: MasterKey, data_key: bytes, owner: str) -> bytes:
    return _seal(master.wrapping, data_key, f"key:{owner}")


def unwrap(master: MasterKey, wrapped: bytes, owner: str) -> bytes:
    """Raises WrongKey."""
    return _open(master.wrapping, wrapped, f"key:{owner}")


def seal(data_key: bytes, text: str, place: str) -> bytes:
    """`place` ties the sealed text to its row and column, so that it cannot be moved to another."""
    return _seal(data_key, text.encode(), f"text:{place}")


def unseal(data_key: bytes, sealed: bytes, place: str) -> str:
    """Raises WrongKey."""
    return _open(data_key, sealed, f"text:{place}").decode()


def _seal(key: bytes, content: bytes, about: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def _open(key: bytes, sealed: bytes, about: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey(about) from error


def _master_key(secret: str) -> MasterKey:
    return MasterKey(
        name=hashlib.sha256(b"trappen fingerprint " + secret.encode()).hexdigest()[:16],
        wrapping=_derive(secret, b"trappen wrapping"),
        signing=base64.urlsafe_b64encode(_derive(secret, b"trappen signing")).decode(),
    )


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
