"""peernet evaluate suggestions."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands.running import console, facts, run, table
from peernet.errors import BadInput
from peernet.interchange.quality_curve import Curve, Point, quality_svg
from peernet.interchange.question_files import AskedQuestion, Truth, read_questions, read_truth
from peernet.recommend.arrangements import BEST_FIRST, CURVE, WITHOUT, Arrangement
from peernet.recommend.evaluation import Figures, margin
from peernet.recommend.spread import NONE, USUAL
from peernet.settings import read_settings
from peernet.use_cases.evaluate_suggestions import Evaluation, evaluate_suggestions

_WHOLE, _WITHOUT = "best first", "without "
_ABLATION = {_WHOLE: BEST_FIRST} | {_WITHOUT + name: each for name, each in WITHOUT.items()}
_SPREAD = "handed on: "
_CURVE = {_SPREAD + name: Arrangement(rule) for name, rule in CURVE.items()}

evaluate = typer.Typer(help="How good answers are, judged by what really happened.")


@evaluate.callback()
def _evaluate() -> None:
    """How good answers are, judged by what really happened."""


@evaluate.command("suggestions")
def suggestions(
    queries: Annotated[
        Path, typer.Argument(help="QUERIES.csv: query_id, [as_person, skills, goal, community_id, ...].")
    ],
    truth: Annotated[Path, typer.Argument(help="TRUTH.csv: query_id, person_id, [gain].")],
    first: Annotated[int, typer.Option(min=1, max=100, help="How many places are judged.")] = 10,
    ranked: Annotated[Path | None, typer.Option(help="Write the first 100 of each query to this file.")] = None,
    spread: Annotated[bool, typer.Option(help="Hand on the last places of those shown enough.")] = True,
    ablation: Annotated[bool, typer.Option("--ablation", help="Also leave out each signal in turn.")] = False,
    curve: Annotated[Path | None, typer.Option(help="Draw quality against evenness to this file, as SVG.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,
) -> None:
    """Ask each query, compare with what really happened, and print figures beside those of simple rules.

    With --ablation, what each signal is worth: by how much nDCG falls without it, nothing being spread, and the
    standard error of that. With --curve, nDCG and Gini at each setting of spreading, as a table and a picture.

    Example: peernet evaluate suggestions queries.csv truth.csv --ablation --curve curve.svg
    """
    asked, happened = read_questions(queries), read_truth(truth)
    compare = (_ABLATION if ablation else {}) | (_CURVE if curve is not None else {})
    found = run(_evaluated(asked, happened, first, spread, compare))
    worths = _worths(found, happened, first) if ablation else {}
    if ranked is not None:
        _write(ranked, found.ranked)
    if curve is not None:
        _save(curve, quality_svg([Curve(queries.resolve().parent.name, _points(found))], first))
    if json:
        facts(_facts(found, worths))
    else:
        table(_rows(found, first))
        _tell(worths, found)


async def _evaluated(
    asked: Sequence[AskedQuestion], truth: Truth, first: int, spread: bool, compare: Mapping[str, Arrangement]
) -> Evaluation:
    async with open_network(read_settings()) as network:
        with console.status("asking") as status:
            return await evaluate_suggestions(
                network,
                asked,
                truth,
                first,
                USUAL if spread else NONE,
                lambda number: status.update(f"asked {number:,} of {len(asked):,}"),
                compare,
            )


def _worths(found: Evaluation, truth: Truth, first: int) -> dict[str, tuple[float, float]]:
    """By signal, what it is worth: nDCG less nDCG without it, and the standard error; greatest first."""
    whole = found.compared[_WHOLE].ranked
    worths = {name: margin(whole, found.compared[_WITHOUT + name].ranked, truth, first) for name in WITHOUT}
    return dict(sorted(worths.items(), key=lambda each: (-each[1][0], each[0])))


def _points(found: Evaluation) -> list[Point]:
    """The settings of spreading that were asked for; none without --curve."""
    asked = [(name, rule) for name, rule in CURVE.items() if _SPREAD + name in found.compared]
    judged = [(name, rule, found.compared[_SPREAD + name].figures) for name, rule in asked]
    return [Point(name, each.gini, each.mean.ndcg, rule == USUAL) for name, rule, each in judged]


def _facts(found: Evaluation, worths: Mapping[str, tuple[float, float]]) -> dict[str, object]:
    rules = {name: rule.as_json() for name, rule in found.rules.items()}
    told: dict[str, object] = {**found.suggestions.as_json(), "rules": rules}
    if worths:
        told["ablation"] = [
            {"signal": name, "worth": round(worth, 4), "error": round(error, 4)}
            for name, (worth, error) in worths.items()
        ]
    if points := _points(found):
        told["curve"] = [
            {"handed_on": each.name, "ndcg": round(each.ndcg, 4), "gini": round(each.gini, 4), "usual": each.usual}
            for each in points
        ]
    return told


def _tell(worths: Mapping[str, tuple[float, float]], found: Evaluation) -> None:
    if worths:
        rows = [(name, f"{worth:+.4f}", f"{error:.4f}") for name, (worth, error) in worths.items()]
        table([("without", "nDCG lost", "+-"), *rows])
    if points := _points(found):
        told = [(each.name, f"{each.ndcg:.4f}", f"{each.gini:.4f}", "usual" if each.usual else "") for each in points]
        table([("places handed on", "nDCG", "Gini", ""), *told])


def _save(path: Path, picture: str) -> None:
    try:
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"cannot be written ({error.strerror})", str(path)) from error


def _write(path: Path, ranked: Mapping[str, Sequence[str]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("query_id", "person_id"))
            writer.writerows((query_id, person_id) for query_id, people in ranked.items() for person_id in people)
    except OSError as error:
        raise BadInput(f"cannot be written ({error.strerror})", str(path)) from error


def _rows(found: Evaluation, first: int) -> list[tuple[str, ...]]:
    header = ("", f"nDCG@{first}", "95 %", "MRR", f"recall@{first}", f"shown@{first}", f"Gini@{first}")
    named = {"suggestions": found.suggestions, **found.rules}
    return [header, *[(name, *_cells(figures)) for name, figures in named.items()]]


def _cells(figures: Figures) -> tuple[str, ...]:
    low, high = figures.intervals[0]
    ndcg, reciprocal, recall = figures.mean
    numbers = (reciprocal, recall, figures.shown, figures.gini)
    return (f"{ndcg:.4f}", f"{low:.3f}-{high:.3f}", *[f"{number:.4f}" for number in numbers])
