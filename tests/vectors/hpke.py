"""HPKE: RFC 9180 in base mode with P-256, HKDF-SHA256 and AES-256-GCM, by hand, for a given ephemeral key.

The library draws that key by chance, as it must; vectors need the same bytes each time. Only for vectors.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEM_ID = b"KEM\x00\x10"
SUITE_ID = b"HPKE\x00\x10\x00\x01\x00\x02"


def sealed(plain: bytes, recipient: bytes, ephemeral: int, info: bytes) -> bytes:
    """enc || ciphertext. `recipient` is a point of 65 bytes. RFC 9180, 4.1, 5.1 and 6.1."""
    own = ec.derive_private_key(ephemeral, ec.SECP256R1())
    enc = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), recipient)
    agreed = own.exchange(ec.ECDH(), other)
    shared = expanded(
        KEM_ID,
        extracted(KEM_ID, b"", b"eae_prk", agreed),
        b"shared_secret",
        enc + recipient,
        32,
    )
    id_hash = extracted(SUITE_ID, b"", b"psk_id_hash", b"")
    info_hash = extracted(SUITE_ID, b"", b"info_hash", info)
    secret = extracted(SUITE_ID, shared, b"secret", b"")
    context = b"\0" + id_hash + info_hash
    key = expanded(SUITE_ID, secret, b"key", context, 32)
    nonce = expanded(SUITE_ID, secret, b"base_nonce", context, 12)
    return enc + AESGCM(key).encrypt(nonce, plain, b"")


def extracted(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def expanded(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand of at most one block, which is all that is needed."""
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labelled + b"\1", "sha256")[:length]
