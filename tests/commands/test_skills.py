"""`peernet skills`: the catalogue as whoever runs a network keeps it, while another process serves the network."""

from __future__ import annotations

import csv
import json
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.test_commands import PEERNET, Run, environment

SKILLS = (
    "id,label,language,alt_labels,community\n"
    "clay,Clay work,en,Pottery,\nclay,Alfarería,es,,\nceramics,Ceramics,en,,\nglass,Glass blowing,en,,\n"
)
CRAFTS = "id,label,language,alt_labels,broader\nraku,Raku firing,en,Smoke firing,clay\nraku,Cocción rakú,es,,\n"
COMMUNITIES = "id,name,visibility\nlagos,Lagos,open\nden,Den,hidden\n"
SOON = 5.0
ESCO = {
    "skills_en.csv": (
        "conceptType,conceptUri,skillType,preferredLabel,altLabels\n"
        'KnowledgeSkillCompetence,esco/knit,skill/competence,knit by hand,"hand knitting\nknitting"\n'
        "KnowledgeSkillCompetence,esco/yarn,knowledge,types of yarn,\n"
    ),
    "skills_fr.csv": (
        "conceptType,conceptUri,skillType,preferredLabel,altLabels\n"
        "KnowledgeSkillCompetence,esco/knit,skill/competence,tricoter à la main,\n"
    ),
    "skillSkillRelations_en.csv": (
        "originalSkillUri,relationType,relatedSkillUri\nesco/knit,essential,esco/yarn\nesco/knit,optional,esco/gone\n"
    ),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("skills") / "data"


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Where a `peernet serve` answers whose engine the commands share; Lagos and a few skills are in it."""
    folder = data.parent / "network"
    folder.mkdir()
    (folder / "skills.csv").write_text(SKILLS, encoding="utf-8")
    (folder / "communities.csv").write_text(COMMUNITIES, encoding="utf-8")
    (folder / "people.csv").write_text("id,name\nada,Ada\n", encoding="utf-8")
    subprocess.run([str(PEERNET), "import", str(folder)], env=environment(data), check=True, capture_output=True)
    command = [str(PEERNET), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = "".join(iter(process.stdout.readline, "ready\n"))
        yield re.findall(r"http://[^/\s]+", said)[0]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)


@pytest.fixture
def peernet(address: str, data: Path, tmp_path: Path) -> Run:
    """Runs `peernet` with arguments in a folder of its own, while the network is served."""

    def run(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [str(PEERNET), *map(str, arguments)]
        env = environment(data, **more)
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    return run


def served(address: str, text: str) -> list[str]:
    """The labels of the skills that the serving process takes the words for."""
    query = 'query($text: String!) { skills(matching: $text, language: "en") { edges { node { label } } } }'
    body = json.dumps({"query": query, "variables": {"text": text}}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return [edge["node"]["label"] for edge in json.load(answer)["data"]["skills"]["edges"]]


def seconds_until(address: str, text: str, label: str, *, gone: bool = False) -> float:
    """How long it takes until the serving process finds the skill of that label first, or no longer."""
    began = time.monotonic()
    while time.monotonic() - began < 60:
        if (served(address, text)[:1] == [label]) is not gone:
            return time.monotonic() - began
        time.sleep(0.05)
    raise AssertionError(f"the serving process has not followed: {text}")


def found(peernet: Run, *words: str) -> list[dict[str, str]]:
    answer = peernet("skills", "find", *words, "--json")
    assert answer.returncode == 0, answer.stderr
    skills: list[dict[str, str]] = json.loads(answer.stdout)["skills"]
    return skills


def test_a_community_s_own_skills_come_from_csv_and_reach_the_serving_process_within_seconds(
    peernet: Run, address: str, tmp_path: Path
) -> None:
    (tmp_path / "crafts.csv").write_text(CRAFTS, encoding="utf-8")
    rehearsed = peernet("skills", "import", "crafts.csv", "--community", "lagos", "--dry-run", "--json")
    assert rehearsed.returncode == 0, rehearsed.stderr
    assert (json.loads(rehearsed.stdout)["written"], found(peernet, "raku firing")) == (2, [])
    done = peernet("skills", "import", "crafts.csv", "--community", "lagos", "--json")
    waited = seconds_until(address, "smoke firing", "Raku firing")
    facts = json.loads(done.stdout)
    assert (done.returncode, facts["read"], facts["written"], facts["rejected"]) == (0, 2, 2, 0)
    assert waited < SOON
    again = json.loads(peernet("skills", "import", "crafts.csv", "--community", "lagos", "--json").stdout)
    assert (again["written"], again["unchanged"]) == (0, 2)
    assert peernet("export", tmp_path / "out").returncode == 0
    with (tmp_path / "out" / "skills.csv").open(encoding="utf-8", newline="") as file:
        assert {row["community"] for row in csv.DictReader(file) if row["id"] == "raku"} == {"lagos"}


def test_what_cannot_be_in_a_community_s_catalogue_is_refused_with_its_line(peernet: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text(
        "id,label,broader,community\nclay,Ours now,,\nkiln,Kiln care,,den\nwheel,Wheel,nothing,\n", encoding="utf-8"
    )
    done = peernet("skills", "import", "wrong.csv", "--community", "lagos")
    assert done.returncode == 1
    assert "3 rows read, 0 written, 0 unchanged, 3 rejected" in done.stdout
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted((row["file"], row["line"], row["column"]) for row in csv.DictReader(file))
    assert rows == [("wrong.csv", "2", "id"), ("wrong.csv", "3", "community"), ("wrong.csv", "4", "broader")]
    assert [match["label"] for match in found(peernet, "ours now", "--first", "1")] != ["Ours now"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("wrong.csv", "--community", "nowhere"), "There is no such community."),
     (("wrong.csv", "--community", "den"), "is hidden, and has no catalogue of its own"),
     (("absent.csv", "--community", "lagos"), "is not a file"),
     (("header.csv",), "column 'name' is not part of the format")],
)  # fmt: skip
def test_a_catalogue_that_cannot_be_is_refused_before_a_row_is_read(
    peernet: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "wrong.csv").write_text("id,label\nkiln,Kiln care\n", encoding="utf-8")
    (tmp_path / "header.csv").write_text("id,name\nkiln,Kiln care\n", encoding="utf-8")
    done = peernet("skills", "import", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in " ".join(done.stderr.split())
    assert found(peernet, "kiln care") == []


def test_esco_is_taken_once_with_all_its_languages_and_what_its_files_lack_is_reported(
    peernet: Run, address: str, tmp_path: Path
) -> None:
    assert peernet("skills", "import-esco", tmp_path).returncode == 1
    folder = tmp_path / "esco"
    folder.mkdir()
    for name, text in ESCO.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert json.loads(peernet("skills", "import-esco", folder, "--dry-run", "--json").stdout)["skills"] == 2
    assert found(peernet, "tricoter à la main") == []
    done = peernet("skills", "import-esco", folder, "--json")
    facts = json.loads(done.stdout)
    assert (done.returncode, facts["written"], facts["reported"], facts["rejected"], facts["skills"]) == (0, 4, 1, 0, 2)
    assert "esco/gone" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")
    assert json.loads(peernet("skills", "import-esco", folder, "--json").stdout)["written"] == 0
    (first, *_) = found(peernet, "tricoter", "--language", "fr")
    assert (first["skill_id"], first["label"]) == ("esco/knit", "tricoter à la main")
    assert seconds_until(address, "knitting", "knit by hand") < SOON


def test_two_skills_become_one_and_two_again_for_the_serving_process_too(peernet: Run, address: str) -> None:
    assert peernet("skills", "merge", "clay", "clay", "--as", "ada").returncode == 1
    assert json.loads(peernet("skills", "merge", "ceramics", "clay", "--as", "ada", "--json").stdout) == {
        "skill_id": "clay"
    }
    assert seconds_until(address, "ceramics", "Clay work") < SOON
    assert [match["skill_id"] for match in found(peernet, "ceramics")] == ["clay"]
    assert peernet("skills", "merge", "ceramics", "glass", "--as", "ada").returncode == 1
    assert peernet("skills", "unmerge", "ceramics", "--as", "ada").returncode == 0
    assert seconds_until(address, "ceramics", "Ceramics") < SOON
    assert peernet("skills", "unmerge", "ceramics", "--as", "ada").returncode == 1


def test_what_words_were_taken_for_is_told_with_the_reason_in_the_language_that_was_asked_for(peernet: Run) -> None:
    told = peernet("skills", "find", "alfareria", "--language", "es")
    assert told.returncode == 0
    assert "Alfarería" in told.stdout
    assert "es su nombre" in told.stdout
    assert peernet("skills", "find", "zzzzzz").stdout == "no skill of the catalogue\n"
    (first, *_) = found(peernet, "potery")
    assert (first["skill_id"], first["why"]) == ("clay", "“Pottery” is spelled almost like this")
