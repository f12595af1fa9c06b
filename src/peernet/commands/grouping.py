"""Everybody into teams on the command line: the search with its progress, kept at any moment, over several rounds."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from peernet.commands.running import console, say
from peernet.interchange.team_files import GroupingQuestion
from peernet.interchange.team_rules_file import TeamRulesFile
from peernet.model.grouping import Grouping, GroupingImpossible, GroupingProgress, GroupingRules
from peernet.model.team import Role, TeamCandidate
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.grouping.verify import broken_rules
from peernet.use_cases.group_community import NoPlan, discreet, group_community
from peernet.use_cases.network import Network
from peernet.use_cases.team_wish import RoleWish


@dataclass(frozen=True)
class FormedRound:
    """One round: the rules it was formed by, with all earlier teams among them, the people, and its teams."""

    rules: GroupingRules
    people: tuple[TeamCandidate, ...]
    grouping: Grouping


def formed_rounds(question: GroupingQuestion, rounds: int) -> list[FormedRound] | GroupingImpossible:
    """So many rounds in a row, each of which avoids the pairs of those before.

    Ctrl-C ends the search and keeps the best so far; rounds that had not begun are not formed then.
    """
    formed: list[FormedRound] = []
    rules = question.rules
    with stopping() as stop:
        for place in range(1, rounds + 1):
            with searching(stop, f"round {place} of {rounds}" if rounds > 1 else "teams") as watch:
                found = form_groups(rules, question.people, time.monotonic, watch)
            if isinstance(found, GroupingImpossible):
                return found if not formed else _told(formed, place)
            wrong = broken_rules(rules, question.people, found)
            assert not wrong, f"the verifier does not agree: {wrong[:3]}"
            formed.append(FormedRound(rules, question.people, found))
            rules = replace(rules, earlier=(*rules.earlier, *(team.people for team in found.teams)))
            if stop.asked and place < rounds:
                return _told(formed, place + 1)
    return formed


async def formed_of_community(
    network: Network, viewer_id: str, community_id: str, asked: TeamRulesFile, language: str
) -> FormedRound | NoPlan:
    """Teams of everybody in a community, as its organiser sees them; Ctrl-C as above."""
    assert isinstance(asked.rules, GroupingRules)
    roles = [RoleWish(skill_of(role), role.level, role.people) for role in asked.rules.roles]
    with stopping() as stop, searching(stop, "teams") as watch:
        made = await group_community(network, viewer_id, community_id, asked.rules, roles, [language], watch)
    if isinstance(made, NoPlan):
        return made
    wrong = broken_rules(made.rules, made.people, made.grouping)
    assert not wrong, f"the verifier does not agree: {wrong[:3]}"
    told = replace(made.grouping, certificate=discreet(made.grouping.certificate, asked.rules))
    return FormedRound(made.rules, made.people, told)


def skill_of(role: Role) -> str:
    """The words of a role in a file."""
    return next(iter(role.skill_ids))


def _told(formed: list[FormedRound], place: int) -> list[FormedRound]:
    say(f"stopped before round {place}; what was formed is kept")
    return formed


@dataclass
class Stop:
    """Whether somebody asked to stop."""

    asked: bool = False


@contextmanager
def stopping() -> Iterator[Stop]:
    """Ctrl-C asks to stop the first time, and ends everything the second time."""
    stop = Stop()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def searching(stop: Stop, label: str) -> Iterator[Callable[[GroupingProgress], bool]]:
    """Shows how far a search is and the best so far, on a terminal; goes on until somebody asks to stop."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[best]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(label, total=1.0, best="")

        def watch(progress: GroupingProgress) -> bool:
            shown.update(task, completed=progress.done, best=_best(progress, stop))
            return not stop.asked

        yield watch


def _best(progress: GroupingProgress, stop: Stop) -> str:
    """The best so far, in a line."""
    if stop.asked:
        return "stopping; the best so far is kept"
    if progress.broken:
        return f"no answer yet, hard rules broken {progress.broken} times"
    worst = f"worst {progress.worst:.3f} of at most {progress.worst_bound:.3f}"
    mean = f"mean {progress.mean:.3f} of at most {progress.bound:.3f}"
    return f"{worst}, {mean}" + (f", repeated pairs {progress.repeated}" if progress.repeated else "")
