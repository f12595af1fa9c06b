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
from peernet.interchange.question_files import AskedQuestion, Truth, read_questions, read_truth
from peernet.recommend.evaluation import Figures
from peernet.recommend.spread import NONE, USUAL
from peernet.settings import read_settings
from peernet.use_cases.evaluate_suggestions import Evaluation, evaluate_suggestions

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
    json: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,
) -> None:
    """Ask each query, compare with what really happened, and print figures beside those of simple rules.

    Example: peernet evaluate suggestions queries.csv truth.csv --ranked ranked.csv
    """
    asked, happened = read_questions(queries), read_truth(truth)
    found = run(_evaluated(asked, happened, first, spread))
    if ranked is not None:
        _write(ranked, found.ranked)
    if json:
        facts({**found.suggestions.as_json(), "rules": {name: rule.as_json() for name, rule in found.rules.items()}})
    else:
        table(_rows(found, first))


async def _evaluated(asked: Sequence[AskedQuestion], truth: Truth, first: int, spread: bool) -> Evaluation:
    async with open_network(read_settings()) as network:
        with console.status("asking") as status:
            return await evaluate_suggestions(
                network,
                asked,
                truth,
                first,
                USUAL if spread else NONE,
                lambda number: status.update(f"asked {number:,} of {len(asked):,}"),
            )


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
