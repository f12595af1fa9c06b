"""Times that the network can hold: everything that it reckons with stays within the calendar, whatever the zone."""

from __future__ import annotations

from datetime import UTC, datetime

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)


def within_reach(at: datetime) -> bool:
    """Whether `at`, a time with a zone, lies in the years from 1900 to 2200."""
    return EARLIEST <= at < LATEST
