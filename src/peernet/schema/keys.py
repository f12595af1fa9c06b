"""The public keys of an identity provider: a JWK set (RFC 7517) at an address or in a file."""

from __future__ import annotations

import asyncio
import logging
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

import jwt
import orjson

from peernet.errors import BadInput, Unavailable

# Asymmetric only: a symmetric key in a published set would be no secret.
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
FRESH_SECONDS = 600.0
PAUSE_SECONDS = 30.0
_TIMEOUT_SECONDS = 5.0
_LARGEST = 1 << 20
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key and the one algorithm that it may verify."""

    kid: str | None
    algorithm: str
    key: Any


class KeySet:
    """The keys at `source`, fetched off the event loop, kept for ten minutes.

    A key id that is not among them fetches anew, at most every 30 seconds, so that made-up ids cost the provider
    nothing. When fetching fails, the keys that are known stay in use.
    """

    def __init__(self, source: str) -> None:
        self._source = _checked(source)
        self._keys: tuple[PublicKey, ...] = ()
        self._tried_at = float("-inf")
        self._fetched_at = float("-inf")
        self._fetching = asyncio.Lock()

    async def find(self, kid: object, algorithm: object) -> PublicKey | None:
        """The key that a token's header names; without a `kid`, the set's only key. Unavailable with no keys at all."""
        if time.monotonic() - self._fetched_at > FRESH_SECONDS:
            await self._refresh()
        found = self._among(kid, algorithm)
        if found is None:
            await self._refresh()
            found = self._among(kid, algorithm)
        if not self._keys:
            raise Unavailable("the keys that tokens are signed with cannot be fetched")
        return found

    def _among(self, kid: object, algorithm: object) -> PublicKey | None:
        named = self._keys if kid is None and len(self._keys) == 1 else [key for key in self._keys if key.kid == kid]
        return next((key for key in named if key.algorithm == algorithm), None)

    async def _refresh(self) -> None:
        async with self._fetching:
            if time.monotonic() - self._tried_at < PAUSE_SECONDS:
                return
            self._tried_at = time.monotonic()
            try:
                self._keys = parse_keys(await asyncio.to_thread(_fetch, self._source))
                self._fetched_at = time.monotonic()
            except (OSError, HTTPException, BadInput) as error:
                _log.warning("the JWK set %s cannot be used: %s", self._source, error)


def parse_keys(raw: bytes) -> tuple[PublicKey, ...]:
    """The usable signing keys of a JWK set; BadInput when it is none or has none."""
    try:
        document = orjson.loads(raw)
    except ValueError as error:
        raise BadInput("is not JSON", "PEERNET_JWKS") from error
    entries = document.get("keys") if isinstance(document, dict) else None
    keys = tuple(key for key in map(_parse_key, entries if isinstance(entries, list) else []) if key is not None)
    if not keys:
        raise BadInput("is not a JWK set with a key to verify signatures", "PEERNET_JWKS")
    return keys


def _parse_key(entry: object) -> PublicKey | None:
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig" or entry.get("kty") == "oct":
        return None
    try:
        parsed = jwt.PyJWK(entry)
    except (jwt.PyJWTError, ValueError, TypeError):
        return None  # a kind of key that we do not know does not spoil the others
    if parsed.algorithm_name not in ALGORITHMS:
        return None
    return PublicKey(parsed.key_id, parsed.algorithm_name, parsed.key)


def _checked(source: str) -> str:
    address = urllib.parse.urlsplit(source)
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        raise BadInput("must be https: keys fetched in the clear can be swapped", "PEERNET_JWKS")
    if "://" in source and address.scheme not in {"http", "https"}:
        raise BadInput("must be an https address or a file", "PEERNET_JWKS")
    return source


def _fetch(source: str) -> bytes:
    if "://" not in source:
        return Path(source).read_bytes()
    opener = urllib.request.build_opener(_StayHere)
    with opener.open(source, timeout=_TIMEOUT_SECONDS) as answer:
        raw: bytes = answer.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise BadInput("is larger than 1 MB", "PEERNET_JWKS")
    return raw


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the keys come from the address that the operator wrote, or not at all."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Nowhere else; urllib then raises its HTTPError, an OSError."""
