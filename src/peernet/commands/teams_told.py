"""What `peernet teams` tells: as facts, as lines, and as the rows of its CSV file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peernet.commands.running import say, table
from peernet.interchange.grouping_json import Json, WordPart, grouping_json, impossible_json, part_json
from peernet.interchange.rejects import Rejected
from peernet.interchange.team_files import team_json
from peernet.interchange.team_sheet import SheetRow
from peernet.model.grouping import Grouping, GroupingImpossible
from peernet.model.team import TeamImpossible, TeamProposal
from peernet.model.team_part import Part, TeamPart
from peernet.report.facts import Reported
from peernet.schema.grouping_wording import word_obstacle
from peernet.schema.part_wording import word_all, word_part
from peernet.schema.phrasebook import negotiate
from peernet.schema.team_wording import Names, word_missing

MOST_SHOWN = 40


def grouping_facts(groupings: Sequence[Grouping], reported: Sequence[Reported], locale: str) -> Json:
    """The keys of `--json`: those of the first round, and where there are more, all of them as `rounds`."""
    rounds = [
        grouping_json(grouping, [team.parts for team in each.teams], _worded(each, locale))
        for grouping, each in zip(groupings, reported, strict=True)
    ]
    return rounds[0] if len(rounds) == 1 else {**rounds[0], "rounds": rounds}


def grouping_impossible_facts(impossible: GroupingImpossible, locale: str, names: Names) -> Json:
    """The keys of `--json` where nothing can be formed."""
    return impossible_json(impossible, lambda obstacle: word_obstacle(obstacle, locale, names))


def team_facts(answer: TeamProposal | TeamImpossible, locale: str, names: Names, reported: Reported | None) -> Json:
    """The keys of `--json` for one team; with `reported`, each member's part too."""
    shown = team_json(answer, lambda missing: word_missing(missing, locale, names))
    teams = shown.get("teams")
    if reported is not None and isinstance(teams, list):
        teams[0]["members"] = [part_json(part, _worded(reported, locale)) for part in reported.teams[0].parts]
    return shown


def print_groupings(groupings: Sequence[Grouping], reported: Sequence[Reported]) -> None:
    """Each round: its teams, then how good they are."""
    for place, (grouping, each) in enumerate(zip(groupings, reported, strict=True), 1):
        if len(groupings) > 1:
            print(f"{'' if place == 1 else chr(10)}round {place}")
        rows = [
            (str(team.number), team.team_id, f"{team.score:.3f}", ", ".join(part.name for part in team.parts))
            for team in each.teams[:MOST_SHOWN]
        ]
        table([("team", "id", "score", "members"), *rows])
        if len(each.teams) > MOST_SHOWN:
            print(f"... and {len(each.teams) - MOST_SHOWN:,} more; --json and --out give all")
        if grouping.left_out:
            print(f"left out, since they carry too much: {', '.join(grouping.left_out[:MOST_SHOWN])}")
        _print_certificate(grouping)


def _print_certificate(grouping: Grouping) -> None:
    found = grouping.certificate
    print(f"\nworst team {found.score_worst:.3f} of at most {found.worst_bound:.3f}", end=", ")
    print(f"mean {found.score_mean:.3f} of at most {found.bound:.3f}", end=", ")
    print(f"repeated pairs {found.repeated} of at least {found.repeated_bound}")
    if found.proved:
        print("proved: no teams are better by these rules")
    else:
        gaps = f"the worst could be better by {found.worst_gap:.3f} at most, the mean by {found.gap:.3f}"
        print(f"not proved the best: {gaps}")
    if grouping.stopped:
        print("the search was stopped before its end; more time may give better teams")


def print_grouping_impossible(impossible: GroupingImpossible, locale: str, names: Names) -> None:
    """What is in the way, a line each."""
    for each in impossible.obstacles:
        print(f"{each.rule}: {word_obstacle(each, locale, names)}")


def print_team(answer: TeamProposal | TeamImpossible, locale: str, names: Names) -> None:
    """One team, or what is missing for it."""
    if isinstance(answer, TeamImpossible):
        for missing in answer.missing:
            print(f"missing: {word_missing(missing, locale, names)}")
        return
    table([(seat.person_id, seat.name, seat.role or "", str(seat.level or "")) for seat in answer.members])
    proved = "proved the best" if answer.proved else f"at most {answer.gap:.3f} from the best"
    print(f"\nscore {answer.score:.3f}, variety {answer.mean_variety:.3f} of at most {answer.bound:.3f}: {proved}")


def print_rejected(rejected: Rejected) -> None:
    """What is wrong with the files, a line each."""
    for each in rejected.rejects[:MOST_SHOWN]:
        say(f"{each.file}, line {each.line}{', column ' + each.column if each.column else ''}: {each.reason}")
    if rejected.count > MOST_SHOWN:
        say(f"and {rejected.count - MOST_SHOWN:,} more")


def sheet_rows(reported: Sequence[Reported], locale: str) -> Iterator[SheetRow]:
    """A row for each member, with a note in their own language."""
    for round_, each in enumerate(reported, 1):
        for team in each.teams:
            for part in team.parts:
                theirs = _language(part, locale)
                note = word_all(part, theirs, each.labels)
                yield SheetRow(
                    *(round_, team.team_id, team.number, part.person_id, part.name, part.role or "", theirs, note)
                )


def _worded(reported: Reported, locale: str) -> WordPart:
    def word(part: TeamPart, brought: Part) -> str:
        return word_part(brought, _language(part, locale), reported.labels)

    return word


def _language(part: TeamPart, locale: str) -> str:
    """The first language of theirs that peernet speaks; that of the command where they named none."""
    return negotiate(part.languages) if part.languages else locale
