"""Numbers as a report's language writes them."""

from __future__ import annotations

from babel.numbers import format_decimal


def share(value: float, locale: str) -> str:
    """A figure from 0 to 1 (or an index) with three decimals."""
    return format_decimal(value, format="0.000", locale=locale)


def count(value: float, locale: str) -> str:
    """A number of things, with thousands apart; a fraction shows two decimals."""
    return format_decimal(value, format="#,##0.##", locale=locale)
