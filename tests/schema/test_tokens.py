"""A viewer comes from a token that holds, and from nothing else."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from peernet.errors import BadInput, Unavailable
from peernet.model.viewer import ANONYMOUS, Viewer
from peernet.schema import keys
from peernet.schema.tokens import (
    AUDIENCE,
    ISSUER,
    LONGEST_TOKEN,
    PublishedTokens,
    Unauthenticated,
    development_key,
    issue_token,
    token_reader,
)
from peernet.settings import Settings


def claims(**changed: Any) -> dict[str, Any]:
    """Claims that hold, but for what is changed; a claim given as None is left out."""
    whole = {"sub": "ada", "role": "member", "iss": ISSUER, "aud": AUDIENCE, "exp": int(time.time()) + 600} | changed
    return {name: value for name, value in whole.items() if value is not None}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


async def read(settings: Settings, token: str) -> Viewer:
    return await token_reader(settings).viewer([f"Bearer {token}"])


async def test_no_header_is_an_anonymous_viewer(settings: Settings) -> None:
    assert await token_reader(settings).viewer([]) == ANONYMOUS
    assert not ANONYMOUS.signed_in


async def test_a_development_token_names_its_person_and_role(settings: Settings) -> None:
    viewer = await read(settings, issue_token(settings, "ada", "administrator"))
    assert viewer == Viewer("ada", "administrator")
    assert viewer.administrator


def b64(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


FORGED: dict[str, Callable[[bytes], str]] = {
    "expired": lambda key: jwt.encode(claims(exp=int(time.time()) - 60), key, "HS256"),
    "not yet valid": lambda key: jwt.encode(claims(nbf=int(time.time()) + 600), key, "HS256"),
    "another issuer": lambda key: jwt.encode(claims(iss="elsewhere"), key, "HS256"),
    "another audience": lambda key: jwt.encode(claims(aud="elsewhere"), key, "HS256"),
    "no expiry": lambda key: jwt.encode(claims(exp=None), key, "HS256"),
    "no subject": lambda key: jwt.encode(claims(sub=None), key, "HS256"),
    "no issuer": lambda key: jwt.encode(claims(iss=None), key, "HS256"),
    "no audience": lambda key: jwt.encode(claims(aud=None), key, "HS256"),
    "an empty subject": lambda key: jwt.encode(claims(sub=""), key, "HS256"),
    "a NUL in the subject": lambda key: jwt.encode(claims(sub="a\0b"), key, "HS256"),
    "a huge subject": lambda key: jwt.encode(claims(sub="x" * 300), key, "HS256"),
    "an unknown role": lambda key: jwt.encode(claims(role="root"), key, "HS256"),
    "a role that is no text": lambda key: jwt.encode(claims(role=["administrator"]), key, "HS256"),
    "an infinite expiry": lambda key: jwt.encode(claims(exp=float("inf")), key, "HS256"),
    "another key": lambda key: jwt.encode(claims(), key[::-1], "HS256"),
    "another HMAC": lambda key: jwt.encode(claims(), key + key, "HS512"),
    "no signature": lambda key: jwt.encode(claims(), None, "none"),  # type: ignore[arg-type]
    "alg none with a signature": lambda key: f"{b64({'alg': 'none'})}.{b64(claims())}.c2ln",
    "a payload swapped": lambda key: (lambda a: f"{a[0]}.{b64(claims(sub='eve'))}.{a[2]}")(
        jwt.encode(claims(), key, "HS256").split(".")
    ),
    "not a token": lambda key: "zzz",
    "two dots only": lambda key: "..",
    "not base64": lambda key: "€.€.€",
    "a list for a header": lambda key: f"{b64([])}.{b64(claims())}.c2ln",
    "endless nesting": lambda key: f"{base64.urlsafe_b64encode(b'[' * 5000).decode()}.e30.c2ln",
    "an oversized token": lambda key: "x" * (LONGEST_TOKEN + 1),
}


@pytest.mark.parametrize("name", FORGED)
async def test_a_token_that_does_not_hold_is_refused(settings: Settings, name: str) -> None:
    token = FORGED[name](development_key(settings.data))
    with pytest.raises(Unauthenticated) as refusal:
        await read(settings, token)
    assert token not in str(refusal.value)


@pytest.mark.parametrize("headers", [["Basic YTpi"], ["Bearer"], ["Bearer "], ["token"], ["Bearer a", "Bearer b"]])
async def test_a_header_without_one_bearer_token_is_refused(settings: Settings, headers: list[str]) -> None:
    with pytest.raises(Unauthenticated):
        await token_reader(settings).viewer(headers)


async def test_clocks_may_differ_by_less_than_the_leeway(settings: Settings) -> None:
    token = jwt.encode(claims(exp=int(time.time()) - 10), development_key(settings.data), "HS256")
    assert (await read(settings, token)).person_id == "ada"


def test_processes_that_start_at_once_share_one_key_that_only_the_owner_reads(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: development_key(tmp_path), range(32)))
    assert len(set(made)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["token-key"]
    assert (tmp_path / "token-key").stat().st_mode & 0o777 == 0o600


def test_a_key_too_short_to_sign_with_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token-key").write_bytes(b"short")
    with pytest.raises(BadInput, match="too short"):
        development_key(tmp_path)


def test_development_tokens_are_refused_in_production(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        issue_token(Settings(data=tmp_path, env="production"), "ada")


@pytest.mark.parametrize("settings", [Settings(env="production"), Settings(jwks="set.json", issuer="x")])
def test_production_wants_an_identity_provider_with_issuer_and_audience(settings: Settings) -> None:
    with pytest.raises(BadInput, match="PEERNET_"):
        token_reader(settings)


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
ED = ed25519.Ed25519PrivateKey.generate()
ALGORITHMS = [("RS256", RSA), ("ES256", EC), ("EdDSA", ED)]


def jwk(algorithm: str, private: Any, kid: str) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(jwt.get_algorithm_by_name(algorithm).to_jwk(private.public_key()))
    return described | {"kid": kid, "use": "sig"}


@pytest.fixture
def published(tmp_path: Path) -> Settings:
    file = tmp_path / "set.json"
    symmetric = {"kty": "oct", "k": "c2VjcmV0", "kid": "oct"}
    file.write_text(json.dumps({"keys": [symmetric, *(jwk(name, key, name) for name, key in ALGORITHMS)]}))
    return Settings(jwks=str(file), issuer=ISSUER, audience=AUDIENCE, env="production")


@pytest.mark.parametrize(("algorithm", "key"), ALGORITHMS)
async def test_a_provider_signs_with_any_asymmetric_algorithm(published: Settings, algorithm: str, key: Any) -> None:
    token = jwt.encode(claims(role=None), key, algorithm, headers={"kid": algorithm})
    assert await read(published, token) == Viewer("ada", "member")


async def test_a_public_key_is_never_taken_for_an_hmac_secret(published: Settings) -> None:
    pem = RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    head, body = b64({"alg": "HS256", "kid": "RS256"}), b64(claims())
    signature = jwt.get_algorithm_by_name("HS256")
    signed = signature.sign(f"{head}.{body}".encode(), pem)
    token = f"{head}.{body}.{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"
    with pytest.raises(Unauthenticated):
        await read(published, token)


@pytest.mark.parametrize("kid", ["elsewhere", "oct", None, 7, ["RS256"]])
async def test_an_unknown_key_id_is_refused(published: Settings, kid: Any) -> None:
    head = b64({"alg": "RS256", "kid": kid})
    with pytest.raises(Unauthenticated):
        await read(published, f"{head}.{b64(claims())}.c2ln")


async def test_a_key_that_is_new_is_found_after_a_pause(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = token_reader(published)
    assert isinstance(reader, PublishedTokens)
    token = jwt.encode(claims(), RSA, "RS256", headers={"kid": "rotated"})
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            await reader.viewer([f"Bearer {token}"])
        Path(published.jwks).write_text(json.dumps({"keys": [jwk("RS256", RSA, "rotated")]}))
    monkeypatch.setattr(keys, "PAUSE_SECONDS", 0.0)
    assert (await reader.viewer([f"Bearer {token}"])).person_id == "ada"


async def test_without_any_key_the_answer_is_to_try_again(tmp_path: Path) -> None:
    settings = Settings(jwks=str(tmp_path / "missing.json"), issuer=ISSUER, audience=AUDIENCE)
    token = jwt.encode(claims(), RSA, "RS256", headers={"kid": "RS256"})
    with pytest.raises(Unavailable):
        await read(settings, token)


@pytest.mark.parametrize("source", ["http://provider.example/keys", "ftp://provider.example/keys", "file:///etc/keys"])
def test_keys_are_not_fetched_in_the_clear(source: str) -> None:
    with pytest.raises(BadInput):
        keys.KeySet(source)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [1, {"kty": "RSA"}]}'])
def test_what_is_no_key_set_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        keys.parse_keys(raw)
