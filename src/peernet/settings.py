"""The environment as one frozen value, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from peernet.errors import BadInput
from peernet.model.lifetime import LONGEST_DAYS

EMBEDDED = "embedded"
_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
_SECRETS = frozenset({"engine_password"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says; every field is the variable PEERNET_<NAME> in capitals.

    engine: `embedded`, or a Bolt address; data: the folder of the embedded engine, keys and locks;
    env: `development` or `production`; jwks: an address or a file of a JWK set; port: 1 to 65535, or 0 for any;
    offer_days, need_days: how long offers and needs stand where nobody says it; notice_days: how long before something
    ends its owner is told; audit_days: how long an entry of the audit trail is kept.
    """

    engine: str = EMBEDDED
    engine_user: str = "neo4j"
    engine_password: str = ""
    data: Path = Path(".peernet")
    host: str = "127.0.0.1"
    port: int = 8000
    env: Literal["development", "production"] = "development"
    jwks: str = ""
    issuer: str = ""
    audience: str = ""
    offer_days: int = 365
    need_days: int = 180
    notice_days: int = 14
    audit_days: int = 365
    sources: tuple[str, ...] = ()

    @property
    def embedded(self) -> bool:
        """Whether the engine is the one that needs nothing installed."""
        return self.engine == EMBEDDED

    @property
    def production(self) -> bool:
        """Whether conveniences for developers are off."""
        return self.env == "production"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that `environment` (the process's own unless given) holds; BadInput names the variable at fault."""
    source = os.environ if environment is None else environment
    given = {name: source[f"PEERNET_{name.upper()}"] for name in _names() if source.get(f"PEERNET_{name.upper()}")}
    return Settings(
        engine=_engine(given.get("engine", EMBEDDED)),
        engine_user=given.get("engine_user", "neo4j"),
        engine_password=given.get("engine_password", ""),
        data=Path(given.get("data", ".peernet")),
        host=given.get("host", "127.0.0.1"),
        port=_port(given.get("port", "8000")),
        env=_env(given.get("env", "development")),
        jwks=given.get("jwks", ""),
        issuer=given.get("issuer", ""),
        audience=given.get("audience", ""),
        offer_days=_days("offer_days", given, 365),
        need_days=_days("need_days", given, 180),
        notice_days=_days("notice_days", given, 14),
        audit_days=_days("audit_days", given, 365),
        sources=tuple(sorted(given)),
    )


def describe(settings: Settings) -> list[tuple[str, str, str]]:
    """(variable, value, where it comes from) for each setting; secrets are replaced by a mark."""
    return [
        (
            f"PEERNET_{name.upper()}",
            _shown(name, str(getattr(settings, name))),
            "environment" if name in settings.sources else "default",
        )
        for name in _names()
    ]


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Settings) if field.name != "sources")


def _shown(name: str, value: str) -> str:
    return "(set)" if name in _SECRETS and value else value


def _engine(value: str) -> str:
    if value == EMBEDDED:
        return value
    if not value.startswith(_SCHEMES):
        raise BadInput(f"must be `{EMBEDDED}` or start with one of {', '.join(_SCHEMES)}", "PEERNET_ENGINE")
    try:
        address = urlsplit(value)
        named = bool(address.hostname) and address.port != 0
    except ValueError:
        named = False
    if not named or (address.query and address.scheme.startswith("bolt")):
        raise BadInput("must be an address such as `bolt://graph.example.org:7687`", "PEERNET_ENGINE")
    if "@" in address.netloc:  # it would be printed and logged with the address
        raise BadInput("must not hold who signs in: see PEERNET_ENGINE_USER and _PASSWORD", "PEERNET_ENGINE")
    return value


def _port(value: str) -> int:
    if value.isascii() and value.isdigit() and int(value) <= 65535:
        return int(value)
    raise BadInput("must be a number from 0 to 65535", "PEERNET_PORT")


def _days(name: str, given: Mapping[str, str], usual: int) -> int:
    value = given.get(name, str(usual))
    if value.isascii() and value.isdigit() and 1 <= int(value) <= LONGEST_DAYS:
        return int(value)
    raise BadInput(f"must be a number of days from 1 to {LONGEST_DAYS}", f"PEERNET_{name.upper()}")


def _env(value: str) -> Literal["development", "production"]:
    if value == "development":
        return "development"
    if value == "production":
        return "production"
    raise BadInput("must be `development` or `production`", "PEERNET_ENV")
