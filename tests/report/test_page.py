"""The report page: what stands in it, that nothing of anybody's becomes markup, and that it stays within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from peernet.model.team import Diverse, Role, TeamCandidate, TeamProposal, TeamRules
from peernet.recommend.teams.form import form_team
from peernet.report import page as page_module
from peernet.report.cards import initials_of
from peernet.report.facts import Reported, of_grouping, of_proposal
from peernet.report.page import MOST_CARDS, teams_page
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from tests.report.samples import RULES, made_grouping, made_person

HOSTILE = "</title><script>document.title='x'</script><img src=x onerror=\"alert(1)\">&amp;\u00ad'\""


def people(number: int, **changed: str) -> list[TeamCandidate]:
    return [made_person(each, changed.get(f"p{each}")) for each in range(number)]


def reported(number: int = 15, size: int = 5, **changed: str) -> Reported:
    members = people(number, **changed)
    return of_grouping(RULES, members, made_grouping(members, size))


class Read(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = teams_page([reported()], "en")
    read = Read(page)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in read.tags}
    assert not re.search(r"https?:|url\(|@import", page)
    [policy] = [each["content"] for each in read.all("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not any(name.startswith("on") or name == "style" for _, attributes in read.tags for name in attributes)


@pytest.mark.parametrize("locale", LOCALES)
def test_names_attributes_and_ids_never_become_markup(locale: str) -> None:
    members = [replace(each, person_id=f"{each.person_id}{HOSTILE}") for each in people(6, p1=HOSTILE, p2=HOSTILE)]
    members[0] = replace(members[0], values={"field": (HOSTILE,), "country": (HOSTILE,)}, communities=(HOSTILE,))
    members[1] = replace(members[1], skills={HOSTILE: 4}, languages=(HOSTILE,), country=HOSTILE)
    page = teams_page([of_grouping(RULES, members, made_grouping(members, 3))], locale)
    read = Read(page)
    assert not {"script", "img"} & {tag for tag, _ in read.tags}
    assert HOSTILE in "".join(read.text)


def test_what_no_page_can_hold_is_left_out() -> None:
    page = teams_page([reported(p1="A\x00\x08\ud800da")], "en")
    assert "Ada" in page
    page.encode()


def test_every_member_is_there_with_what_they_bring_whom_they_know_and_will_meet() -> None:
    text = " ".join(Read(teams_page([reported()], "en")).text)
    assert all(made_person(number).name in text for number in range(15))
    for told in (
        "Brings alone: design 3 field: design Spain",
        "Knows: Bo Lindqvist 1 and Chloé Martin 2",
        "Will meet: Diego Ruiz 3 and Esi Boateng 4",
    ):
        assert told in " ".join(text.split())


def test_what_only_keeps_from_being_alone_is_nobody_s_part_and_in_no_matrix() -> None:
    page = teams_page([reported(6, 3)], "en")
    assert "gender" in page
    assert not re.search(r"g[01]<|gender: ", page)


def test_headings_tables_and_pictures_say_what_they_are() -> None:
    read = Read(teams_page([reported(), reported()], "es"))
    assert [each["lang"] for each in read.all("html")] == ["es"]
    assert len(read.all("h1")) == 1
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(read.all("caption")) == len(read.all("table")) > 0
    assert all(each.get("scope") in ("col", "row") for each in read.all("th"))
    assert all(each.get("role") == "img" or each.get("aria-hidden") == "true" for each in read.all("svg"))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(each["href"]) for each in read.all("a")} <= {f"#{each}" for each in ids}


def test_the_same_teams_give_the_same_page() -> None:
    assert teams_page([reported()], "fr") == teams_page([reported()], "fr")


def test_of_thousands_of_people_as_many_are_shown_as_can_be_read_and_the_rest_is_told() -> None:
    page = teams_page([reported(5_000, 5)], "en")
    read = Read(page)
    assert len(read.all("article")) == MOST_CARDS
    text = " ".join(read.text)
    assert "800 more teams have no card here; the CSV file has them." in text
    assert "940 more teams are not drawn." in text
    assert "5,000 people in 1,000 teams" in text
    assert len(page) < 5_000_000


def test_many_things_brought_and_a_team_of_fifty_stay_within_bounds() -> None:
    skills = {f"skill {number}": 4 for number in range(300)}
    members = [replace(each, skills=skills if not place else {}) for place, each in enumerate(people(50))]
    text = " ".join(Read(teams_page([of_grouping(RULES, members, made_grouping(members, 50))], "en")).text)
    assert "more rows" in text
    assert text.count("skill 1") < 200
    assert "others" in text


def test_one_team_for_a_project_has_a_page_too() -> None:
    members = people(12)
    rules = TeamRules((Role("law", {"law": 1.0}), Role("music", {"music": 1.0})), diverse=(Diverse("field"),))
    answer = form_team(rules, members)
    assert isinstance(answer, TeamProposal)
    text = " ".join(Read(teams_page([of_proposal(rules, members, answer)], "en")).text)
    assert "Fit to the roles" in text
    assert "law" in text


def test_a_team_of_one_and_a_person_of_whom_nothing_is_known_are_shown() -> None:
    nobody = TeamCandidate("x", "X")
    page = teams_page([of_grouping(RULES, [nobody], made_grouping([nobody], 1))], "en")
    assert "<bdi>X</bdi>" in page


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ana", "A"), ("Ana María Ruiz", "AR"), ("李 明", "李明"), ("-", "?"), ("ß x", "SX"), ("“Bo” (Li)", "BL")],
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials_of({"p": name}) == {"p": letters}


def used() -> Iterator[str | tuple[str, ...]]:
    for file in sorted(Path(page_module.__file__).parent.glob("*.py")):
        for _line, message, _comments, _context in extract_from_file(
            "python", file, keywords={"say": None, "count": (1, 2)}
        ):
            yield message


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_the_report_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    with (LOCALE_FOLDER / locale / "report.po").open("rb") as source:
        assert {message.id for message in read_po(source) if message.id} == set(used())


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_nothing_of_the_page_is_left_in_english(locale: str) -> None:
    words = [" ".join(Read(teams_page([reported()], each)).text) for each in ("en", locale)]
    for sentence in ("Who is in which team", "Brings alone", "Repeated pairs", "Proved", "who must be", "variety"):
        assert sentence not in words[1], sentence
