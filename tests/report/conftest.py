"""The browser that pages are looked at with."""

from __future__ import annotations

import os

import pytest

from tests.browser import NO_BROWSER, find_browser


@pytest.fixture(scope="session")
def browser() -> str:
    """A browser; tests are skipped where none is installed, and fail there under CI."""
    found = find_browser()
    if found is None:
        reason = f"{NO_BROWSER} neither Chromium nor Chrome is installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason} (CI must have one)", pytrace=False)
        pytest.skip(reason)
    return found
