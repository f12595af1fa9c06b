"""`python -m bench`: everything; `python -m bench suggestions --engine embedded --people 10000`: one of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bench.advice import measure_advice
from bench.catalogue import measure_catalogue
from bench.demo import measure_demo
from bench.direction import measure_direction
from bench.engines import ENGINES, EngineName
from bench.frontier import ablation, baselines, curve, folders_in, frontier
from bench.growth import exports, growth, lists
from bench.importing import measure_import
from bench.networks import ROOT
from bench.one_team import measure_one_team
from bench.options import SIZES, Engine, Json, People, engines_of, finish, sizes_of
from bench.questions import answers
from bench.report import flat, show
from bench.rounds import measure_rounds
from bench.suggestions import measure_suggestions
from bench.team_curve import curves_of_teams
from bench.team_small import measure_small
from bench.teams import measure_surveys, measure_teams
from bench.timing import shares
from bench.two_sided import JoinFigures, measure_strictness, measure_two_sided
from bench.words import Words, index_figures
from bench.words_meaning import measure_meaning
from bench.writes import measure_writes
from bench.yardstick import Yardstick
from bench.year import measure_year
from bench.year_lists import ARRANGEMENTS, picture_of_year
from peernet.interchange.quality_curve import quality_svg
from peernet.recommend.evaluation import Figures

ESCO = ROOT.parent / "shared" / "data" / "esco"
YARDSTICKS = ROOT.parent / "shared" / "yardsticks"
PICTURE = ROOT / ".cache" / "bench" / "frontier.svg"
cli = typer.Typer(help="Measures peernet on made networks, on both engines.", add_completion=False)
cli.add_typer(growth)


@cli.callback(invoke_without_command=True)
def everything(context: typer.Context, json: Json = "") -> None:
    """All benchmarks, one after another."""
    if context.invoked_subcommand is None:
        results: dict[str, Any] = {
            "import": _imports(ENGINES, SIZES, json),
            "export": exports(ENGINES, SIZES, json),
            "lists": lists(ENGINES, SIZES, json),
            "suggestions": _suggestions(ENGINES, SIZES, json),
            "writes": _writes(ENGINES, SIZES, json),
            "direction": _direction(ENGINES, SIZES, json),
        }
        if YARDSTICKS.is_dir():  # records of others, which do not come with this repository
            results["quality"] = _quality(YARDSTICKS, PICTURE, json)
        if ESCO.is_dir():  # nor does ESCO
            results |= {"words": _words(json), "catalogue": _catalogue(ENGINES, json)}
        results |= {"rounds": _rounds(json), "demo": _demo(json), "two_sided": _two_sided(json), "year": _year(json)}
        results |= _teams(json)
        finish(results, json)


@cli.command()
def suggestions(engine: Engine = None, people: People = None, json: Json = "") -> None:
    """Time of mentorSuggestions over HTTP with reasons, beside bare round trips on the same machine."""
    finish({"suggestions": _suggestions(engines_of(engine), sizes_of(people), json)}, json)


@cli.command()
def direction(engine: Engine = None, people: People = None, json: Json = "") -> None:
    """Time of helpWanted, learningRings and communityInsights over HTTP."""
    finish({"direction": _direction(engines_of(engine), sizes_of(people), json)}, json)


@cli.command()
def catalogue(engine: Engine = None, json: Json = "") -> None:
    """Loads ESCO, then measures answers while the catalogue changes."""
    finish({"catalogue": _catalogue(engines_of(engine), json)}, json)


@cli.command()
def words(json: Json = "") -> None:
    """Words to skills on the whole of ESCO: what is found, how fast, in how much memory; ten questions as typed."""
    finish({"words": _words(json)}, json)


@cli.command()
def writes(engine: Engine = None, people: People = None, json: Json = "") -> None:
    """Writes a second with and without keeping fronts true: offers, evidence, places, languages, blocks."""
    finish({"writes": _writes(engines_of(engine), sizes_of(people), json)}, json)


@cli.command("import")
def import_(engine: Engine = None, people: People = None, json: Json = "") -> None:
    """Rows a second of importing a made network, and peak memory at two sizes."""
    finish({"import": _imports(engines_of(engine), sizes_of(people), json)}, json)


@cli.command()
def demo(json: Json = "") -> None:
    """Time to `ready` of a second `peernet demo`, and resident memory."""
    finish({"demo": _demo(json)}, json)


@cli.command("two-sided")
def two_sided(
    training: Annotated[
        bool, typer.Option("--training", help="What STRICTNESS was chosen from, on its seeds.")
    ] = False,
    json: Json = "",
) -> None:
    """The two-sided estimate beside one side and other ways of joining, on made acceptances of ten seeds."""
    finish({"two_sided": _two_sided(json, measure_strictness if training else measure_two_sided)}, json)


@cli.command()
def advice(folder: Annotated[Path, typer.Argument(help="nodes.csv and edges.csv.")], json: Json = "") -> None:
    """AUC of held-out ties of advice, in a folder like Krackhardt's managers, by the score as it is."""
    rows = [asdict(each) for each in measure_advice(folder)]
    show("Held-out advice, repeated splits", rows, to_error=json == "-")
    finish({"advice": rows}, json)


@cli.command()
def year(
    picture: Annotated[Path | None, typer.Option(help="A file for quality against Gini as SVG.")] = None,
    json: Json = "",
) -> None:
    """Gini of load, mentors never shown and quality over a simulated year, with and without spreading."""
    rows = _year(json)
    if picture is not None:
        picture.write_text(picture_of_year(rows), encoding="utf-8")
    finish({"year": rows}, json)


@cli.command()
def rounds(json: Json = "") -> None:
    """Time and memory of matching rounds up to 100,000 mentees and 5 million pairs, each proved and verified."""
    finish({"rounds": _rounds(json)}, json)


@cli.command("one-team")
def one_team(
    engine: Engine = "embedded", people: Annotated[int, typer.Option(help="How many.")] = SIZES[0], json: Json = ""
) -> None:
    """Time of one team of five roles over HTTP, and teams that only cover the skills beside it."""
    finish({"one_team": _one_team(engine or "embedded", people, json)}, json)


@cli.command()
def teams(
    picture: Annotated[Path | None, typer.Option(help="A file for quality against seconds as SVG.")] = None,
    json: Json = "",
) -> None:
    """Everybody into teams beside chance, greed and a genetic search; small ones beside every way to divide them."""
    results = _teams(json)
    if picture is not None:
        picture.write_text(curves_of_teams(), encoding="utf-8")
    finish(results, json)


@cli.command("teams-curve")
def teams_curve(picture: Annotated[Path, typer.Argument(help="A file for quality against seconds as SVG.")]) -> None:
    """How good the teams of 1,000 and of 5,000 people are after so many seconds, as a picture."""
    picture.write_text(curves_of_teams(), encoding="utf-8")


@cli.command()
def quality(
    folder: Annotated[Path, typer.Argument(help="A folder with queries.csv and truth.csv, or of such.")] = YARDSTICKS,
    svg: Annotated[Path, typer.Option(help="Where the curves are drawn.")] = PICTURE,
    json: Json = "",
) -> None:
    """nDCG, MRR, recall and Gini of suggestions on records of what really happened, beside simple rankings."""
    finish({"quality": _quality(folder, svg, json)}, json)


@cli.command()
def questions() -> None:
    """Five questions to the sample network, with the answers as a member sees them."""
    for command, answer in answers():
        print(f"$ {command}\n{answer}")


def _quality(folder: Path, svg: Path, json: str) -> list[dict[str, Any]]:
    rows, curves = [], []
    for place in folders_in(folder):
        yardstick = Yardstick(place)
        points = frontier(yardstick)
        curves.append(curve(yardstick, points))
        kinds = [*baselines(yardstick), *((f"suggestions, handed on: {name}", found) for name, found in points)]
        kinds += [(f"without {name}", found) for name, found in ablation(yardstick)]
        rows += [{"record": place.name, "ranking": name, **_plain(found)} for name, found in kinds]
    show("Suggestions against what really happened", rows, to_error=json == "-")
    svg.parent.mkdir(parents=True, exist_ok=True)
    svg.write_text(quality_svg(curves, 10), encoding="utf-8")
    return rows


def _plain(found: Figures) -> dict[str, object]:
    return {name: value for name, value in found.as_json().items() if not name.endswith("_95")}


def _suggestions(engines: Sequence[EngineName], sizes: Sequence[int], json: str) -> list[dict[str, Any]]:
    rows = [asdict(each) for engine in engines for each in asyncio.run(measure_suggestions(engine, sizes))]
    for row in rows:
        row["to_smallest"] = _ratio(rows, row)
    show(
        "mentorSuggestions over HTTP, ten with reasons (times in ms)", [flat(row) for row in rows], to_error=json == "-"
    )
    return rows


def _ratio(rows: Sequence[dict[str, Any]], row: dict[str, Any]) -> float:
    """How many times the p50 of the smallest network of this run it is."""
    alike = [each for each in rows if (each["engine"], each["skills"]) == (row["engine"], row["skills"])]
    smallest = min(alike, key=lambda each: int(each["people"]))
    return round(float(row["times"]["p50"]) / float(smallest["times"]["p50"]), 2)


def _direction(engines: Sequence[EngineName], sizes: Sequence[int], json: str) -> list[dict[str, Any]]:
    rows = [asdict(row) for engine in engines for size in sizes for row in asyncio.run(measure_direction(engine, size))]
    show("The other direction over HTTP (times in ms)", [flat(row) for row in rows], to_error=json == "-")
    return rows


def _writes(engines: Sequence[EngineName], sizes: Sequence[int], json: str) -> list[dict[str, Any]]:
    rows = [asdict(each) for engine in engines for size in sizes for each in asyncio.run(measure_writes(engine, size))]
    show("Writes that move fronts, one writer, each flushed (times in ms)", rows, to_error=json == "-")
    return rows


def _catalogue(engines: Sequence[EngineName], json: str) -> list[dict[str, Any]]:
    rows = [asdict(asyncio.run(measure_catalogue(engine, ESCO))) for engine in engines]
    show("ESCO in the catalogue (loading in s; answers in ms)", rows, to_error=json == "-")
    return rows


def _words(json: str) -> dict[str, Any]:
    index = asdict(index_figures(ESCO))
    known = Words(ESCO)
    rows, taken = [], []
    for kind, asked in known.samples().items():
        figures, times = known.measure(kind, asked)
        rows.append(asdict(figures))
        taken += times
    overall = asdict(shares(taken))
    show("The index of ESCO in three languages", [index], to_error=json == "-")
    show("Words to skills (shares; times in ms)", rows, to_error=json == "-")
    show("All of them together (ms)", [overall], to_error=json == "-")
    encoder, halves = _by_meaning(known, json)
    if json != "-":
        print("hand-written questions whose first answer is none of those expected:", *known.missed(), sep="\n  ")
        print("ten questions as a member types them:", *known.told(), sep="\n  ")
    return {"index": index, "kinds": rows, "all": overall, "encoder": encoder, "halves": halves}


def _by_meaning(known: Words, json: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    encoder, halves = asyncio.run(measure_meaning(known))
    rows = [asdict(each) for each in halves]
    show("The encoder of texts, on ESCO's English labels", [asdict(encoder)], to_error=json == "-")
    show("Hand-written questions by words and with meaning (shares; ms)", rows, to_error=json == "-")
    return asdict(encoder), rows


def _imports(engines: Sequence[EngineName], sizes: Sequence[int], json: str) -> list[dict[str, Any]]:
    rows = [asdict(asyncio.run(measure_import(engine, size))) for engine in engines for size in sizes]
    show("peernet import into an empty engine", rows, to_error=json == "-")
    return rows


def _rounds(json: str) -> list[dict[str, Any]]:
    rows = [asdict(each) for each in measure_rounds()]
    show("matching rounds (seconds, and MB of the process)", rows, to_error=json == "-")
    return rows


def _one_team(engine: EngineName, people: int, json: str) -> dict[str, Any]:
    timed, compared = asyncio.run(measure_one_team(engine, people))
    times, ways = [asdict(each) for each in timed], [asdict(each) for each in compared]
    show("teamProposals over HTTP, five roles (times in ms)", [flat(row) for row in times], to_error=json == "-")
    show("teams that only cover the skills, on the same candidates", ways, to_error=json == "-")
    return {"times": times, "ways": ways}


def _demo(json: str) -> dict[str, Any]:
    row = asdict(asyncio.run(measure_demo()))
    show("the second peernet demo", [row], to_error=json == "-")
    return row


def _two_sided(json: str, measure: Callable[[], list[JoinFigures]] = measure_two_sided) -> list[dict[str, Any]]:
    rows = [asdict(each) for each in measure()]
    show("Who would ask and be accepted, on made acceptances", rows, to_error=json == "-")
    return rows


def _year(json: str) -> list[dict[str, Any]]:
    rows = [asdict(each) for each in measure_year(ARRANGEMENTS)]
    show("A year of asking: a thousand mentors, five thousand questions", rows, to_error=json == "-")
    return rows


def _teams(json: str) -> dict[str, Any]:
    rows = [asdict(each) for each in measure_teams()]
    show("Everybody into teams (Blau's index; seconds of the processor)", rows, to_error=json == "-")
    surveys = [asdict(each) for each in measure_surveys()]
    show("71 people into twelve teams by six attributes, ten seeds", surveys, to_error=json == "-")
    small = asdict(measure_small())
    show(
        "Small instances with all kinds of rules, beside every way to divide the people", [small], to_error=json == "-"
    )
    return {"teams": rows, "surveys": surveys, "small": small}


if __name__ == "__main__":
    cli()
