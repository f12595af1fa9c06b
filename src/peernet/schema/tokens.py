"""Bearer tokens: who a request comes from, and development tokens to try things with."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import jwt

from peernet.errors import BadInput, PeernetError
from peernet.model.viewer import ANONYMOUS, ROLES, Role, Viewer
from peernet.schema.keys import KeySet, PublicKey
from peernet.settings import Settings

ISSUER = "peernet-development"
AUDIENCE = "peernet"
LONGEST_TOKEN = 8192
LEEWAY_SECONDS = 30
_LONGEST_SUBJECT = 200
_KEY_BYTES = 48
_KEY_FILE = "token-key"
# What PyJWT lets through for hostile payloads besides its own errors: infinite or unhashable claims, endless nesting.
_REFUSED = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


class Unauthenticated(PeernetError):
    """The request carries a token that does not hold; its text says in what way, without repeating the token."""


class TokenReader(Protocol):
    """Turns the Authorization headers of a request into a viewer."""

    async def viewer(self, authorization: Sequence[str]) -> Viewer:
        """Nobody without a header; Unauthenticated for one that does not hold, Unavailable while keys are missing."""
        ...


class DevelopmentTokens:
    """Reads tokens signed (HS256) with the key file of this machine's data folder."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def viewer(self, authorization: Sequence[str]) -> Viewer:
        """See TokenReader."""
        token = bearer(authorization)
        return ANONYMOUS if token is None else _viewer(token, self._key, "HS256", ISSUER, AUDIENCE)


class PublishedTokens:
    """Reads tokens of an identity provider, signed with a key of its published JWK set."""

    def __init__(self, keys: KeySet, issuer: str, audience: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience

    async def viewer(self, authorization: Sequence[str]) -> Viewer:
        """See TokenReader."""
        token = bearer(authorization)
        if token is None:
            return ANONYMOUS
        key = await self._key(token)
        return _viewer(token, key.key, key.algorithm, self._issuer, self._audience)

    async def _key(self, token: str) -> PublicKey:
        try:
            header = jwt.get_unverified_header(token)
        except _REFUSED as error:
            raise Unauthenticated("the token is malformed") from error
        key = await self._keys.find(header.get("kid"), header.get("alg"))
        if key is None:
            raise Unauthenticated("the token is signed with a key that is not known here")
        return key


def token_reader(settings: Settings) -> TokenReader:
    """The reader that the settings ask for; BadInput names a setting that production lacks."""
    if settings.jwks:
        for name in ("issuer", "audience"):
            if not getattr(settings, name):
                raise BadInput("must be set beside PEERNET_JWKS", f"PEERNET_{name.upper()}")
        return PublishedTokens(KeySet(settings.jwks), settings.issuer, settings.audience)
    if settings.production:
        raise BadInput("must name the identity provider's JWK set in production", "PEERNET_JWKS")
    return DevelopmentTokens(development_key(settings.data))


def issue_token(settings: Settings, person_id: str, role: Role = "member", lifetime: int = 86_400) -> str:
    """A development token for a person, valid for `lifetime` seconds; BadInput where such tokens are not accepted."""
    if settings.production or settings.jwks:
        raise BadInput("development tokens are not accepted where an identity provider signs them", "PEERNET_JWKS")
    if role not in ROLES:
        raise BadInput(f"must be one of {', '.join(ROLES)}", "role")
    if not 0 < len(person_id) <= _LONGEST_SUBJECT:
        raise BadInput(f"must have 1 to {_LONGEST_SUBJECT} characters", "person")
    now = int(time.time())
    claims = {"sub": person_id, "role": role, "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + lifetime}
    return jwt.encode(claims, development_key(settings.data), algorithm="HS256")


def development_key(folder: Path) -> bytes:
    """The folder's signing key (mode 0600), made at first use; processes that start at once share one."""
    file = folder / _KEY_FILE
    if not file.exists():
        _make_key(file)
    key = file.read_bytes()
    if len(key) < 32:
        raise BadInput("is too short to sign tokens: remove it and start again", str(file))
    return key


def bearer(authorization: Sequence[str]) -> str | None:
    """The token of the one Authorization header, None without a header; Unauthenticated when it holds no token."""
    if not authorization:
        return None
    scheme, _, token = authorization[0].partition(" ")
    token = token.strip()
    if len(authorization) > 1 or scheme.lower() != "bearer" or not token:
        raise Unauthenticated("send one header `Authorization: Bearer` with a token")
    if len(token) > LONGEST_TOKEN:
        raise Unauthenticated(f"the token is longer than {LONGEST_TOKEN} bytes")
    return token


def _make_key(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{_KEY_FILE}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(secrets.token_bytes(_KEY_BYTES))
        # A link appears whole or not at all, and never replaces the key that another process has begun to sign with.
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink()


def _viewer(token: str, key: Any, algorithm: str, issuer: str, audience: str) -> Viewer:
    try:
        claims = jwt.decode(
            token,
            key,
            # Never the token's own `alg`: a public key must not become the secret of an HMAC.
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )
    except _REFUSED as error:
        raise Unauthenticated(_why(error)) from error
    return Viewer(_subject(claims["sub"]), _role(claims.get("role", "member")))


def _subject(claim: object) -> str:
    if isinstance(claim, str) and 0 < len(claim) <= _LONGEST_SUBJECT and claim.isprintable():
        return claim
    raise Unauthenticated("the token's `sub` does not name a person")


def _role(claim: object) -> Role:
    for role in ROLES:
        if role == claim:
            return role
    raise Unauthenticated(f"the token's `role` is not one of {', '.join(ROLES)}")


def _why(error: BaseException) -> str:
    match error:
        case jwt.ExpiredSignatureError():
            return "the token has expired"
        case jwt.ImmatureSignatureError():
            return "the token is not valid yet"
        case jwt.InvalidAudienceError():
            return "the token is meant for another audience"
        case jwt.InvalidIssuerError():
            return "the token comes from another issuer"
        case jwt.MissingRequiredClaimError():
            return f"the token lacks `{error.claim}`"
        case jwt.InvalidSignatureError() | jwt.InvalidAlgorithmError():
            return "the token's signature does not hold"
        case _:
            return "the token is malformed"
