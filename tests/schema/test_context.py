"""Languages are taken as a browser wants them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.schema.context import parse_languages


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", ()),
        ("*", ()),
        ("es", ("es",)),
        ("en-GB,es;q=0.9,*;q=0.1", ("en-GB", "es")),
        ("fr;q=0.2, PT-br ;q=0.7, en;q=0", ("pt-br", "fr")),
        ("es;q=zzz, fr;q=5, en;q=0.5", ("fr", "en")),
        ("es, es;q=0.1", ("es",)),
        ("<script>, e n, 12, en_GB, fr", ("fr",)),
        (",".join(f"a{n:c}" for n in range(97, 123)), tuple(f"a{n:c}" for n in range(97, 107))),
    ],
)
def test_the_most_wanted_language_comes_first(header: str, tags: tuple[str, ...]) -> None:
    assert parse_languages(header) == tags


@given(st.text(max_size=200))
def test_any_header_gives_ten_tags_at_most(header: str) -> None:
    assert len(parse_languages(header)) <= 10
