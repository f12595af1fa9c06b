"""peernet round."""

from __future__ import annotations

import json as standard_json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from peernet.app import open_network
from peernet.commands.running import REFUSED, run, say, table
from peernet.errors import BadInput
from peernet.graph.people import people_seen
from peernet.graph.rounds import round_organiser
from peernet.model.round import Blocker, Change, CurvePoint, RoundResult
from peernet.schema.phrasebook import UNNAMED, negotiate
from peernet.schema.round_wording import Names, word_blocker, word_change
from peernet.settings import read_settings
from peernet.use_cases.match_community import MatchedCommunity, match_community, table_of
from peernet.use_cases.round_wish import RoundWish

if TYPE_CHECKING:
    from peernet.interchange.round_files import RoundRejected
    from peernet.interchange.round_plan_file import RoundPlanFile
    from peernet.recommend.rounds.table import RoundTable

_MOST_SHOWN = 20


def round_(
    plan: Annotated[Path, typer.Argument(help="PLAN.toml; the files that it names lie beside it.")],
    as_: Annotated[str, typer.Option("--as", help="With [network]: the organiser; else the community's first.")] = "",
    curve: Annotated[Path | None, typer.Option(help="Draw quality against coverage into this SVG file.")] = None,
    keep: Annotated[Path | None, typer.Option(help="With [network]: keep the inputs here, as a plan of files.")] = None,
    replay: Annotated[Path | None, typer.Option(help="An earlier answer (--json): is it the same again?")] = None,
    language: Annotated[str, typer.Option(help="Language of reasons, BCP 47.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,
) -> None:
    """Match a whole round of mentees and mentors, with a certificate of how good it provably is. Nobody is asked.

    Example: peernet round plan.toml --json
    """
    from peernet.interchange.round_plan_file import read_round_plan

    asked = read_round_plan(plan)
    if asked.community_id is None:
        found, result = _from_files(asked, json)
        names: Names = {}
    else:
        found, result, names = run(_from_network(asked, as_, keep))
    points = _draw(found, result, curve) if curve is not None else ()
    if json:
        _print_json(result, points, negotiate([language]), names)
    else:
        _print_round(result, points, negotiate([language]), names)
    if replay is not None:
        _compare(result, replay)


def _from_files(asked: RoundPlanFile, json: bool) -> tuple[RoundTable, RoundResult]:
    from peernet.interchange.round_files import RoundRejected, read_round_table
    from peernet.recommend.rounds.match import judged_round

    found = read_round_table(asked)
    if isinstance(found, RoundRejected):
        _tell_rejected(found, json)
        raise typer.Exit(REFUSED)
    return found, judged_round(found, asked.rules)


async def _from_network(asked: RoundPlanFile, person: str, keep: Path | None) -> tuple[RoundTable, RoundResult, Names]:
    wish = RoundWish(
        asked.community_id or "",
        asked.rules,
        asked.candidates,
        asked.anywhere,
        fixed=tuple((pair.mentee_id, pair.mentor_id) for pair in asked.fixed),
        forbidden=tuple((pair.mentee_id, pair.mentor_id) for pair in asked.forbidden),
        need_ids=asked.needs,
        mentors=asked.mentors,
        each=asked.each,
        several=asked.several,
        preferences=asked.preferences,
    )
    async with open_network(read_settings()) as network:
        organiser = person or await round_organiser(network.graph, wish.community_id)
        if organiser is None:
            raise BadInput("there is no such community, or nobody organises it", f"{asked.file}: network: community")
        matched = await match_community(network, organiser, wish)
        involved = [*matched.mentees, *matched.places]
        people = await people_seen(network.graph, organiser, involved, network.clock())
    names = {person_id: f"{person.name or UNNAMED} ({person_id})" for person_id, person in people.items()}
    if keep is not None:
        _keep(keep, wish, matched)
    return table_of(matched.mentees, matched.places, matched.pairs, wish), matched.result, names


def _keep(folder: Path, wish: RoundWish, matched: MatchedCommunity) -> None:
    from peernet.interchange.round_keeping import keep_round

    qualities = {key: (each.quality, each.by_mentee, each.by_mentor) for key, each in matched.pairs.items()}
    # What is forbidden and was never listed need not be kept, and may be of people who take no part.
    forbidden = [key for key in wish.forbidden if key in qualities]
    named = {"fixed": wish.fixed, "forbidden": forbidden}
    keep_round(folder, wish.rules, matched.mentees, matched.places, qualities, named)


def _draw(found: RoundTable, result: RoundResult, file: Path) -> tuple[CurvePoint, ...]:
    from peernet.interchange.round_curve import curve_svg
    from peernet.recommend.rounds.curve import curve

    points = curve(found, result.rules)
    file.write_text(curve_svg(points, result.certificate.maximum), encoding="utf-8")
    return points


def _print_json(result: RoundResult, points: tuple[CurvePoint, ...], locale: str, names: Names) -> None:
    from peernet.interchange.round_json import round_json

    answer = round_json(result, *_words(locale, names), points)
    sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _words(locale: str, names: Names) -> tuple[Callable[[Blocker], str], Callable[[Change], str]]:
    return (lambda each: word_blocker(each, locale, names)), (lambda each: word_change(each, locale, names))


def _print_round(result: RoundResult, points: tuple[CurvePoint, ...], locale: str, names: Names) -> None:
    certificate = result.certificate

    def named(person_id: str) -> str:
        return names.get(person_id, person_id)

    table(
        [(named(pair.mentee_id), named(pair.mentor_id), f"{pair.quality:.3f}") for pair in result.pairs[:_MOST_SHOWN]]
    )
    _print_rest(len(result.pairs))
    for each in (*result.unmatched, *result.partly)[:_MOST_SHOWN]:
        print(f"\n{named(each.person_id)}: {each.got} of {each.wanted}")
        for blocker in each.blocked_by:
            print(f"   - {word_blocker(blocker, locale, names)}")
        for change in each.changes:
            print(f"   + {word_change(change, locale, names)}")
    _print_rest(len(result.unmatched) + len(result.partly))
    for point in points:
        print(f"coverage {point.coverage:.2f}: {point.matched} matched, mean quality {point.mean:.3f}")
    print(f"\nmatched {certificate.matched} of at most {certificate.maximum}, {_quality(result)}")
    for blocking in certificate.blocking_pairs[:_MOST_SHOWN]:
        print(f"{named(blocking.mentee_id)} and {named(blocking.mentor_id)} would rather have each other")
    _print_rest(certificate.blocking)
    print(f"blocking pairs {certificate.blocking}, seed {result.rules.seed}, digest {result.digest}")


def _quality(result: RoundResult) -> str:
    certificate = result.certificate
    best = "proved the best" if certificate.proved and not result.rules.stable else f"at most {certificate.bound:.3f}"
    return f"quality {certificate.quality:.3f} ({best})"


def _print_rest(count: int) -> None:
    if count > _MOST_SHOWN:
        print(f"... and {count - _MOST_SHOWN:,} more; --json gives all")


def _tell_rejected(rejected: RoundRejected, json: bool) -> None:
    from peernet.interchange.round_json import rejected_json

    if json:
        sys.stdout.write(standard_json.dumps(rejected_json(rejected), ensure_ascii=False, indent=2) + "\n")
    for each in rejected.rejects:
        line = f", line {each.line}" if each.line else ""
        say(f"{each.file}{line}{', ' + each.column if each.column else ''}: {each.reason}")
    if rejected.count > len(rejected.rejects):
        say(f"and {rejected.count - len(rejected.rejects):,} more")


def _compare(result: RoundResult, file: Path) -> None:
    """Says whether the earlier answer came out again; exit code 1 when it did not."""
    try:
        earlier = orjson.loads(file.read_bytes())
        digest = earlier["digest"]
        pairs = {(pair["mentee_id"], pair["mentor_id"]) for pair in earlier["pairs"]}
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("is not an answer of `peernet round --json`", str(file)) from error
    if digest != result.digest:
        say("the inputs or the rules are not those of the earlier answer: its digest is another")
        raise typer.Exit(REFUSED)
    if pairs != {(pair.mentee_id, pair.mentor_id) for pair in result.pairs}:
        say("the inputs are the same and the pairs are not")
        raise typer.Exit(REFUSED)
    print("the same inputs gave the same pairs again", file=sys.stderr)
