"""Teams of earlier rounds, as `peernet teams --out` writes them: a row a member; some may not be here now."""

from __future__ import annotations

from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.rejects import Reject
from peernet.interchange.round_rows import Faults
from peernet.interchange.survey_rows import SurveyRow, SurveyRows, open_survey
from peernet.model.grouping import MOST_GROUPED

MOST_ROWS = 50 * MOST_GROUPED
_TEAM, _PERSON, _ROUND = "team_id", "person_id", "round"


def read_earlier_teams(file: Path, faults: Faults) -> list[tuple[str, ...]]:
    """The members of each team, teams in the file's order; BadInput when the file cannot be taken at all."""
    teams: dict[tuple[str, str], dict[str, None]] = {}
    with open_survey(file) as source:
        rows = SurveyRows(source, file.name, faults.add)
        for column in (_TEAM, _PERSON):
            if column not in rows.header:
                raise BadInput("the column is missing", f"{file.name}, line 1, column {column}")
        for number, row in enumerate(rows):
            if number == MOST_ROWS:
                raise BadInput(f"at most {MOST_ROWS:,} rows", f"{file.name}, line {row.line}")
            found = [_cell(rows, row, column, faults) for column in (_TEAM, _PERSON)]
            if None not in found:
                team, person = map(str, found)
                teams.setdefault((_round(rows, row), team), {})[person] = None
    return [tuple(members) for members in teams.values()]


def _round(rows: SurveyRows, row: SurveyRow) -> str:
    return row.cells[rows.header.index(_ROUND)].strip() if _ROUND in rows.header else ""


def _cell(rows: SurveyRows, row: SurveyRow, column: str, faults: Faults) -> str | None:
    try:
        return cells.identity(row.cells[rows.header.index(column)])
    except BadInput as error:
        faults.add(Reject(rows.name, row.line, column, error.message))
        return None
