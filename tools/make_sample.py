"""Make the sample network: python tools/make_sample.py MENTORS.json FOLDER

MENTORS.json is the extract of the volunteer mentors' directory that NOTICE names; FOLDER receives the CSV files in
peernet's import format. The same source and tables give the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.sample_history import Histories, Row, Ties, Words, blocks, needs, peer_endorsements
from tools.sample_inputs import TODAY, Member, table, volunteers
from tools.sample_people import Registry, day_between, learners, mentors, personas

SEED = 20261101
LANGUAGES = ("es", "fr", "pt")


def main(arguments: Sequence[str]) -> int:
    """Exit code 0, or 2 when the two paths are missing."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source, folder = map(Path, arguments)
    rng = Random(SEED)
    registry = Registry(rng)
    people = [*personas(), *mentors(volunteers(source), registry, rng), *learners(registry, rng)]
    appoint_organisers(people)
    folder.mkdir(parents=True, exist_ok=True)
    write_catalogue(folder)
    write_people(folder, people, rng)
    write_history(folder, people, rng)
    return 0


def appoint_organisers(people: Sequence[Member]) -> None:
    """The two who joined first organise each community that has none."""
    for community in (row["id"] for row in table("communities")[1:]):
        members = sorted((m for m in people if community in m.communities), key=lambda m: (m.joined, m.id))
        if "organiser" not in {member.communities[community] for member in members}:
            for member in [member for member in members if member.id != "amara"][:2]:
                member.communities[community] = "organiser"
    for member in [member for member in people if member.id.startswith("mentor")][5:9]:
        member.communities["care-team"] = "member"


def write_catalogue(folder: Path) -> None:
    """skills.csv: the English row of a skill with its links, then one for each language that has words for it."""
    rows: list[Row] = []
    for skill in table("skills"):
        rows.append((skill["id"], skill["label"], "en", skill["alt_labels"], skill["broader"], skill["related"], "own"))
        for language in LANGUAGES:
            if skill[language]:
                label, *others = skill[language].split("|")
                rows.append((skill["id"], label, language, ";".join(others), "", "", "own"))
    write(folder, "skills", "id label language alt_labels broader related source", rows)


def write_people(folder: Path, people: Sequence[Member], rng: Random) -> None:
    """people.csv, offers.csv, communities.csv and memberships.csv."""
    columns = "id name about languages country time_zone hours capacity status active_at visibility"
    write(folder, "people", columns, (profile(member, rng) for member in people))
    offers = (
        (member.id, skill, level, day_between(member.joined, TODAY, rng), "")
        for member in people
        for skill, level in member.offers.items()
    )
    write(folder, "offers", "person_id skill_id level since until", offers)
    columns = "id name about part_of place visibility"
    rows = [tuple(row[column] for column in columns.split()) for row in table("communities")]
    write(folder, "communities", columns, rows)
    memberships = (
        (member.id, community, role, member.joined if rank == 0 else day_between(member.joined, TODAY, rng), "")
        for member in people
        for rank, (community, role) in enumerate(member.communities.items())
    )
    write(folder, "memberships", "person_id community_id role since until", memberships)


def profile(member: Member, rng: Random) -> Row:
    """A row of people.csv; the hour of the last visit is made up with the rest."""
    seen = f"{member.active.isoformat()}T{rng.randint(6, 21):02d}:{rng.randint(0, 59):02d}:00Z"
    return (
        member.id,
        member.name,
        member.about,
        ";".join(member.languages),
        member.country,
        member.time_zone,
        ";".join(member.hours),
        member.capacity,
        member.status,
        seen if member.active < TODAY else f"{TODAY.isoformat()}T00:00:00Z",
        member.visibility,
    )


def write_history(folder: Path, people: Sequence[Member], rng: Random) -> None:
    """needs.csv, mentorships.csv, evidence.csv, endorsements.csv, ties.csv and blocks.csv."""
    goals = Words(rng)
    write(folder, "needs", "id person_id skill_id level goal since until state", needs(people, goals, rng))
    made = Histories(people, goals, rng)
    peer_endorsements(people, made, rng)
    columns = "id mentor_id mentee_id skill_ids goal community_id state requested_at started_at ended_at"
    write(folder, "mentorships", columns, made.mentorships)
    write(folder, "evidence", "person_id skill_id kind weight at", made.evidence)
    write(folder, "endorsements", "from_id to_id skill_id at", made.endorsements)
    write(folder, "ties", "from_id to_id kind strength since", Ties(people, made, rng).rows)
    write(folder, "blocks", "from_id to_id", blocks(people, rng))


def write(folder: Path, name: str, columns: str, rows: Iterable[Row]) -> None:
    """One file of the import format; line feeds alone, so that version control leaves the bytes as they are."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
