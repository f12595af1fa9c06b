"""What lanes promise: order within one, no waiting for another, and an end that tells of every fault."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from peernet.use_cases.lanes import Lanes


class Work:
    """Pieces of work that end when they are told to, and note that they began and ended."""

    def __init__(self) -> None:
        self.noted: list[str] = []
        self._gates: dict[str, asyncio.Event] = {}

    async def __call__(self, name: str) -> None:
        self.noted.append(f"{name} begins")
        await self._gate(name).wait()
        self.noted.append(f"{name} ends")

    async def end(self, *names: str) -> None:
        for name in names:
            self._gate(name).set()
        for _ in range(10):
            await asyncio.sleep(0)

    def _gate(self, name: str) -> asyncio.Event:
        return self._gates.setdefault(name, asyncio.Event())


async def test_a_lane_goes_on_while_another_is_busy() -> None:
    work, lanes = Work(), Lanes(2)
    await lanes.add([partial(work, "a1"), partial(work, "b1")])
    await lanes.add([partial(work, "a2"), partial(work, "b2")])
    await work.end("a1")
    assert sorted(work.noted) == ["a1 begins", "a1 ends", "a2 begins", "b1 begins"]
    await work.end("b1", "a2", "b2")
    assert work.noted.index("b1 ends") < work.noted.index("b2 begins")


async def test_a_single_piece_waits_for_all_lanes_and_all_wait_for_it() -> None:
    work, lanes = Work(), Lanes(2)
    await lanes.add([partial(work, "a"), partial(work, "b")])
    await lanes.add([partial(work, "alone")])
    await work.end("a")
    assert "alone begins" not in work.noted
    await work.end("b")
    assert work.noted[-1] == "alone begins"
    await lanes.add([partial(work, "c"), partial(work, "d")])
    await work.end()
    assert work.noted[-1] == "alone begins"
    await work.end("alone", "c", "d")
    assert sorted(work.noted[-4:]) == ["c begins", "c ends", "d begins", "d ends"]


async def test_no_more_is_taken_than_two_rounds() -> None:
    work, lanes = Work(), Lanes(1)
    await lanes.add([partial(work, "1")])
    await lanes.add([partial(work, "2")])
    third = asyncio.create_task(lanes.add([partial(work, "3")]))
    await work.end()
    assert not third.done()
    await work.end("1")
    assert third.done()
    await work.end("2", "3")
    async with lanes:
        pass
    assert work.noted[-1] == "3 ends"


@pytest.mark.parametrize("rounds", [1, 2, 3])
async def test_what_failed_is_told_and_not_followed_in_its_lane(rounds: int) -> None:
    work = Work()

    async def fail() -> None:
        raise LookupError("no")

    async def add_all() -> None:
        async with Lanes(2) as lanes:
            await lanes.add([fail, partial(work, "b0")])
            for number in range(1, rounds):
                await lanes.add([partial(work, f"a{number}"), partial(work, f"b{number}")])

    await work.end("b0", "b1", "b2")
    with pytest.raises(LookupError):
        await add_all()
    assert work.noted[:2] == ["b0 begins", "b0 ends"]
    assert not [each for each in work.noted if each.startswith("a")]


async def test_after_a_fault_outside_what_has_begun_is_waited_for_and_nothing_begins() -> None:
    work = Work()

    async def stumble() -> None:
        async with Lanes(1) as lanes:
            await lanes.add([partial(work, "1")])
            await lanes.add([partial(work, "2")])
            await work.end()
            raise LookupError("no")

    stumbling = asyncio.create_task(stumble())
    await work.end()
    await work.end()
    assert not stumbling.done()
    await work.end("1", "2")
    with pytest.raises(LookupError):
        await stumbling
    assert work.noted == ["1 begins", "1 ends"]
