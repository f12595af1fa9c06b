"""Facts about the sample of a team day: made by its tool, and good for teams that keep every rule."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from peernet.interchange.team_files import GroupingQuestion, read_team_question
from peernet.model.grouping import Grouping
from peernet.recommend.grouping.form import form_groups

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "sample" / "teams"


def test_the_tool_gives_the_committed_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "tools/make_team_sample.py", str(tmp_path)], cwd=ROOT, check=True)
    assert (tmp_path / "people.csv").read_bytes() == (FOLDER / "people.csv").read_bytes()


def test_eighty_people_come_into_sixteen_teams_that_are_proved_the_best() -> None:
    question = read_team_question(FOLDER / "people.csv", FOLDER / "rules.toml", 0)
    assert isinstance(question, GroupingQuestion)
    found = form_groups(question.rules, question.people, time.monotonic)
    assert isinstance(found, Grouping)
    assert [len(team.members) for team in found.teams] == [5] * 16
    assert found.certificate.proved
    assert all(team.figures.common_hours is not None and team.figures.common_hours >= 2 for team in found.teams)
    women = [sum("woman" in each.values["gender"] for each in question.people if each.person_id in team.people)
             for team in found.teams]  # fmt: skip
    assert 1 not in women
