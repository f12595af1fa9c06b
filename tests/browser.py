"""A real browser for pages that people look at: Debian's Chromium, or whatever of its kind is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

NO_BROWSER = "No browser:"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PATIENCE_SECONDS = 90.0
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions")
_POLICY = "default-src 'none'"


@cache
def find_browser() -> str | None:
    """The browser's path; None where none is installed."""
    return next((path for name in _NAMES if (path := shutil.which(name)) is not None), None)


def measured(page: str, script: str, *, width: int, dark: bool = False) -> Any:
    """What the script (an expression, worth JSON) finds in the page at that width in pixels, in light or in dark.

    The page's policy lets no script run, so a copy is measured that lets all of them run: those of an attacker, too.
    """
    assert _POLICY in page
    loose = page.replace(_POLICY, f"{_POLICY}; script-src 'unsafe-inline'")
    told = f"document.documentElement.dataset.found = JSON.stringify({script})"
    loose = loose.replace("</body>", f"<script>onload = () => {{ {told} }}</script></body>")
    # A window is never narrower than 500 pixels; a frame in it is as narrow as one likes.
    frame = f'<iframe width="{width}" height="900" frameborder="0" srcdoc="{escape(loose)}"></iframe>'
    copy = "document.documentElement.dataset.found = document.querySelector('iframe').contentDocument"
    outer = f"<!DOCTYPE html>{frame}<script>onload = () => {{ {copy}.documentElement.dataset.found }}</script>"
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    dom = _run(outer, "--dump-dom", f"--window-size={width + 200},1000", scheme)
    found = re.search(r'<html data-found="([^"]*)"', dom.decode())
    assert found is not None, dom[:2000]
    return json.loads(unescape(found[1]))


def printed(page: str) -> bytes:
    """The page as a PDF, as a printer would get it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        _run(page, f"--print-to-pdf={file}", "--no-pdf-header-footer")
        return file.read_bytes()


def _run(page: str, *arguments: str) -> bytes:
    browser = find_browser()
    assert browser is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", *arguments, file.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
