"""Which skills words are taken for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.model.skill import Hop, MatchKind, Skill, SkillHop
from peernet.recommend.words import SkillIndex
from tests.recommend.factories import skill

CATALOGUE: tuple[Skill, ...] = (
    skill("ai", "Artificial intelligence", alternatives=["AI"], labels={"fr": "Intelligence artificielle"}),
    skill("retail", "Retail"),
    skill("java", "Java"),
    skill("javascript", "JavaScript", alternatives=["JS", "ECMAScript"]),
    skill("css", "CSS", alternatives=["Cascading style sheets"], broader=["frontend"]),
    skill("frontend", "Front-end", labels={"es": "Desarrollo de interfaces"}, related=["design"]),
    skill("design", "Design", labels={"es": "Diseño"}),
    skill("c", "C"),
    skill("cpp", "C++"),
    skill("csharp", "C#"),
    skill("dotnet", ".NET", alternatives=["dot net"]),
    skill("aspnet", "ASP.NET Core", broader=["dotnet"]),
    skill("node", "Node.js"),
    skill("go", "Go", alternatives=["Golang"]),
    skill("r", "R"),
    skill("react", "React", broader=["javascript", "frontend"]),
    skill("native", "React Native", related=["react"]),
    skill("python", "Python"),
    skill("ml", "Machine learning", broader=["ai"], labels={"es": "Aprendizaje automático"}),
    skill("accounting", "Accounting", labels={"es": "Contabilidad", "fr": "Comptabilité"}),
    skill("management", "Project management", labels={"fr": "Gestion de projet"}),
)
INDEX = SkillIndex(CATALOGUE)


def ids(text: str, *languages: str) -> list[str]:
    return [match.skill_id for match in INDEX.find(text, languages or ("en",), 10)]


@pytest.mark.parametrize(
    ("text", "skill_id"),
    [("Java", "java"), ("css", "css"), ("C", "c"), ("c++", "cpp"), ("C#", "csharp"), (".net", "dotnet"),
     ("ASP.NET core", "aspnet"), ("node.js", "node"), ("NodeJS", "node"), ("node js", "node"), ("golang", "go"),
     ("R", "r"), ("AI", "ai"), ("front end", "frontend"), ("Frontend", "frontend"), ("  REACT  ", "react"),
     ("ｐｙｔｈｏｎ", "python"), ("diseno", "design"), ("comptabilite", "accounting"), ("java script", "javascript")],
)  # fmt: skip
def test_a_name_finds_its_skill_and_beside_it_only_what_holds_the_whole_name(text: str, skill_id: str) -> None:
    first, *beside = INDEX.find(text, ["en"], 10)
    assert first.skill_id == skill_id
    assert {match.skill_id for match in beside} <= ({"native"} if skill_id == "react" else set())


@pytest.mark.parametrize("text", ["Java", "java", "JAVA"])
@pytest.mark.parametrize("catalogue", [CATALOGUE, [one for one in CATALOGUE if one.id != "java"]])
def test_java_never_means_javascript_whether_the_catalogue_has_java_or_not(
    text: str, catalogue: Sequence[Skill]
) -> None:
    index = SkillIndex(catalogue)
    assert "javascript" not in [match.skill_id for match in index.find(text, ["en"], 10)]
    assert "javascript" not in [match.skill_id for match in index.understand([text], text, ["en"])]


@pytest.mark.parametrize("text", ["AI", "ai"])
def test_two_letters_that_are_a_name_begin_no_other_word(text: str) -> None:
    index = SkillIndex([skill("air", "Aircraft"), skill("aid", "First aid"), skill("retail", "Retail")])
    assert index.find(text, ["en"], 10) == []


@pytest.mark.parametrize(
    ("text", "skill_id", "why"),
    [("HR", "hr", MatchKind.ABBREVIATION), ("hr", "hr", MatchKind.ABBREVIATION),
     ("help with HR", "hr", MatchKind.ABBREVIATION), ("resource of humans", "hr", MatchKind.FORM),
     ("fork lift", "forklift", MatchKind.WORDS), ("driving a fork lift", "forklift", MatchKind.PART),
     ("webdesign for beginners", "web", MatchKind.WORDS), ("projects", "project", MatchKind.FORM),
     ("how do I learn about projects?", "project", MatchKind.FORM), ("oeuvre", "work", MatchKind.LABEL),
     ("libro contable", "books", MatchKind.FORM), ("cómo llevar un libro", "books", MatchKind.FORM)],
)  # fmt: skip
def test_what_people_write_short_together_apart_or_in_another_form_is_found_and_says_so(
    text: str, skill_id: str, why: MatchKind
) -> None:
    index = SkillIndex(
        [
            skill("hr", "Human resources"),
            skill("forklift", "Operate forklift"),
            skill("web", "Web design"),
            skill("project", "Project management"),
            skill("work", "Masterpieces", labels={"fr": "Œuvre"}),
            skill("books", "Bookkeeping", labels={"es": "Llevar libros contables"}),
        ]
    )
    best = index.find(text, ["en"], 5)[0]
    assert (best.skill_id, best.why) == (skill_id, why)


@pytest.mark.parametrize(
    ("text", "skill_id"),
    [("プログラミング", "programming"), ("プログラミングを学びたい", "programming"), ("学習", "learning"),
     ("机器学习", "learning-zh"), ("学", "learning"), ("المحاسبة", "accounting"), ("المُحَاسَبَة", "accounting"),
     ("محاسبه", "accounting"), ("हिन्दी", "hindi"), ("हिन्दी भाषा", "hindi"), ("программирование", "coding"),
     ("программированию", "coding"), ("програмирование", "coding"), ("โปรแกรม", "thai")],
)  # fmt: skip
def test_other_scripts_are_found_by_words_parts_forms_and_typos(text: str, skill_id: str) -> None:
    index = SkillIndex(
        [
            skill("programming", "Programming one", labels={"ja": "プログラミング"}),
            skill("learning", "Machine learning", labels={"ja": "機械学習"}),
            skill("learning-zh", "Machine learning two", labels={"zh": "机器学习"}),
            skill("accounting", "Accounting", labels={"ar": "المحاسبة"}, alternatives=["محاسبة"]),
            skill("hindi", "Hindi", labels={"hi": "हिन्दी भाषा"}),
            skill("coding", "Coding", labels={"ru": "Программирование"}),
            skill("thai", "Writing programs", labels={"th": "เขียนโปรแกรม"}),
        ]
    )
    assert index.find(text, [], 5)[0].skill_id == skill_id


def test_of_a_skill_and_a_group_of_one_name_the_skill_comes_first() -> None:
    group = replace(skill("a-group", "Statistics"), kind="group")
    index = SkillIndex([group, skill("statistics", "Statistics")])
    assert [match.skill_id for match in index.find("statistics", ["en"], 5)] == ["statistics", "a-group"]


def test_another_name_in_the_viewers_language_comes_before_a_label_in_another_one() -> None:
    index = SkillIndex(
        [skill("sew", "Sewing", labels={"fr": "Couture"}), skill("top", "Fashion", alternatives=["Couture"])]
    )
    assert [match.skill_id for match in index.find("couture", ["en"], 5)] == ["top", "sew"]


def test_the_reason_and_the_label_that_was_met_are_named() -> None:
    (alternative,) = INDEX.find("cascading style sheets", ["en"], 5)
    assert (alternative.why, alternative.matched) == (MatchKind.ALTERNATIVE_LABEL, "Cascading style sheets")
    (other,) = INDEX.find("contabilidad", ["en"], 5)
    assert (other.label, other.matched, other.why) == ("Accounting", "Contabilidad", MatchKind.LABEL)


@pytest.mark.parametrize(
    ("text", "skill_id", "why"),
    [("learning machine", "ml", MatchKind.WORDS), ("machine", "ml", MatchKind.WORDS),
     ("pyth", "python", MatchKind.PREFIX), ("machine lea", "ml", MatchKind.PREFIX),
     ("pyhton", "python", MatchKind.TYPO), ("acounting", "accounting", MatchKind.TYPO),
     ("machne learning", "ml", MatchKind.TYPO), ("gestion de projets", "management", MatchKind.FORM),
     ("react kayaking", "react", MatchKind.PART),
     ("how does one keep accounting books", "accounting", MatchKind.PART)],
)  # fmt: skip
def test_words_that_are_no_name_find_the_nearest_and_say_how(text: str, skill_id: str, why: MatchKind) -> None:
    best = INDEX.find(text, ["en"], 5)[0]
    assert (best.skill_id, best.why) == (skill_id, why)


def test_while_typing_a_beginning_of_both_finds_both() -> None:
    assert ids("jav") == ["java", "javascript"]


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzzzz", "jova script", "x", "'; DROP", "\x00", "ta", "😀"])
def test_words_that_mean_nothing_here_find_nothing(text: str) -> None:
    assert ids(text) == []


def test_short_words_are_never_taken_for_a_typo_of_another() -> None:
    assert ids("cs+") == []
    assert "java" not in ids("jva")


def test_a_label_in_the_viewers_language_comes_first_and_is_shown() -> None:
    twins = SkillIndex([skill("cat", "Felines", labels={"fr": "Chat"}), skill("talk", "Chat")])
    assert [match.skill_id for match in twins.find("chat", ["fr"], 5)] == ["cat", "talk"]
    assert [match.skill_id for match in twins.find("chat", ["en-GB"], 5)] == ["talk", "cat"]


def test_at_most_first_are_given_and_none_for_less_than_one() -> None:
    assert len(INDEX.find("re", ["en"], 1)) == 1
    assert INDEX.find("react", ["en"], 0) == INDEX.find("react", ["en"], -3) == []


def test_the_order_of_the_catalogue_changes_nothing() -> None:
    mixed = list(CATALOGUE)
    random.Random(7).shuffle(mixed)
    other = SkillIndex(mixed)
    for text in ("re", "design", "machine lerning", "c", "gestion projet", "front"):
        assert INDEX.find(text, ["en"], 10) == other.find(text, ["en"], 10)


@given(st.text(max_size=60), st.integers(0, 5))
def test_any_text_gives_at_most_first_matches_in_order_with_scores_from_zero_to_one(text: str, first: int) -> None:
    found = INDEX.find(text, ["en"], first)
    assert len(found) <= first
    assert found == sorted(found, key=lambda match: (-match.score, match.label, match.skill_id))
    assert all(0 < match.score <= 1 for match in found)


@pytest.mark.parametrize("change", [str, str.upper, str.lower, lambda label: f"  {label}. "])
def test_every_label_finds_its_own_skill_in_any_case(change: Callable[[str], str]) -> None:
    for one in CATALOGUE:
        for label in one.labels.values():
            first = INDEX.find(change(label), [], 5)[0]
            assert (first.skill_id, first.score) == (one.id, 1)


def test_ten_million_letters_cost_no_more_than_two_hundred() -> None:
    huge = ["x" * 10_000_000, "ab " * 3_000_000, "\ufdfa" * 3_000_000]
    started = time.process_time()
    for text in huge:
        INDEX.find(text, ["en"], 10)
        INDEX.skills_in(text, ["en"], 10)
    assert time.process_time() - started < 1


def test_a_goal_names_the_skills_inside_it() -> None:
    goal = "I know React and want machine learning, perhaps with Python or C++."
    assert {match.skill_id for match in INDEX.skills_in(goal, ["en"], 10)} == {"react", "ml", "python", "cpp"}


def test_in_a_sentence_everyday_words_are_names_only_in_their_capitals() -> None:
    assert INDEX.skills_in("i go to see a c, j'ai une r", ["en"], 10) == []
    assert {match.skill_id for match in INDEX.skills_in("from C to Go, R and AI", ["en"], 10)} == {"c", "go", "r", "ai"}


def test_in_a_sentence_the_longest_name_wins_and_none_goes_past_its_end() -> None:
    assert [match.skill_id for match in INDEX.skills_in("build a React Native app", ["en"], 5)] == ["native"]
    assert [match.skill_id for match in INDEX.skills_in("I like React. Native speakers help", ["en"], 5)] == ["react"]


def test_understanding_joins_texts_and_goal_without_repeats() -> None:
    understood = INDEX.understand(["python", "C"], "learn Python for accounting", ["en"])
    assert [match.skill_id for match in understood] == ["accounting", "c", "python"]
    assert INDEX.understand([], None, ["en"]) == []


def test_neighbours_are_named_from_the_asked_skill_and_closest_first() -> None:
    assert INDEX.neighbours("frontend") == (
        SkillHop("css", Hop.NARROWER, 0.8),
        SkillHop("react", Hop.NARROWER, 0.8),
        SkillHop("design", Hop.RELATED, 0.5),
    )
    assert INDEX.neighbours("css") == (SkillHop("frontend", Hop.BROADER, 0.6),)
    assert INDEX.neighbours("nobody") == ()


def test_a_link_to_itself_or_to_nothing_is_no_neighbour() -> None:
    lonely = SkillIndex([skill("a", "A one", broader=["a", "gone"], related=["a"])])
    assert lonely.neighbours("a") == ()


def test_a_label_falls_back_to_the_primary_language_then_english_then_the_id() -> None:
    assert INDEX.label("accounting", ["pt", "fr-CA", "es"]) == "Comptabilité"
    assert INDEX.label("accounting", ["de"]) == "Accounting"
    assert INDEX.label("gone", ["en"]) == "gone"
    assert SkillIndex([]).find("java", ["en"], 5) == []


def test_a_name_inside_what_was_typed_outweighs_labels_that_share_the_words_around_it() -> None:
    index = SkillIndex(
        [
            skill("python", "Python"),
            skill("c", "C", labels={"es": "Programación en C"}),
            skill("security", "Security"),
            skill("cloud", "Cloud"),
            skill("both", "Cloud security engineering"),
        ]
    )
    assert [match.skill_id for match in index.understand(["programación en Python"], None, ["es"])] == ["python"]
    found = index.find("cloud security for banks", ["en"], 5)
    assert {match.skill_id for match in found} == {"security", "cloud", "both"}


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("I should learn to manage a project of my own", ["management"]),
        ("Can a machine tell cats from dogs? I would like to know how one learns", []),
        ("How do machines learn?", []),
        ("Automático aprendizaje", ["ml"]),
        ("I want to be a designer", ["design"]),
        ("Nobody helps me", []),
        ("¿Cómo llevar la contabilidad de un coro?", ["accounting"]),
        ("je tiens la comptabilite de notre chorale", ["accounting"]),
        ("quilting for beginners", []),
        ("retailers cheat me", ["retail"]),
        ("communes and communication", []),
        ("", []),
    ],
)
def test_a_goal_is_about_what_its_words_share_with_a_label_in_one_sentence(goal: str, found: list[str]) -> None:
    assert [match.skill_id for match in INDEX.meant_in(goal, ("en",), 5)] == found


def test_what_a_goal_is_about_is_surer_the_more_of_a_label_it_says() -> None:
    index = SkillIndex([skill("one", "Garden design"), skill("two", "Garden design history")])
    near, far = (index.meant_in(goal, ("en",), 2) for goal in ("design a garden", "the history of garden design"))
    assert [match.skill_id for match in near] == ["one"]
    assert {match.skill_id for match in far} == {"one", "two"}
    assert all(match.why is MatchKind.PART and 0 < match.score <= 0.4 for match in (*near, *far))


def test_of_a_very_long_goal_so_many_words_are_read_and_no_more() -> None:
    goal = " ".join(f"wort{number:04}" for number in range(300)) + " design"
    assert INDEX.meant_in(goal, ("en",), 5) == []
