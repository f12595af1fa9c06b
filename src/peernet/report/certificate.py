"""How good the teams are, in tables: each figure beside the best there can be, each rule and how far it is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from babel.lists import format_list

from peernet.model.grouping_certificate import GroupingCertificate, RuleMet
from peernet.model.team import TeamProposal
from peernet.report.figures import count, share
from peernet.report.markup import Element, element
from peernet.schema.grouping_wording import word_rule
from peernet.schema.phrasebook import Phrasebook

MOST_RULES = 60
MOST_NAMES = 4


class Figure(NamedTuple):
    """A line of the table; `best` is empty where no bound is known."""

    what: str
    value: str
    best: str
    meaning: str


def certificate(found: GroupingCertificate | TeamProposal, names: Mapping[str, str], book: Phrasebook) -> list[Element]:
    """The figures, and the rules."""
    rules = found.rules if isinstance(found, GroupingCertificate) else ()
    figures = _of_grouping(found, book) if isinstance(found, GroupingCertificate) else _of_proposal(found, book)
    return [
        _scrolling(_figures(list(figures), book), book.say("Figures")),
        *([_scrolling(_rules(rules, names, book), book.say("Rules"))] if rules else []),
    ]


def proof(found: GroupingCertificate | TeamProposal, book: Phrasebook) -> str:
    """What is proved, in a sentence."""
    if found.proved:
        return book.say("Proved: by these rules no other teams are better.")
    gap = share(found.gap, book.locale)
    if isinstance(found, TeamProposal):
        return book.say("Not proved to be the best: the variety could be better by {gap} at most.", gap=gap)
    return book.say(
        "Not proved to be the best: the worst team could be better by {worst} at most, the mean by {gap}.",
        worst=share(found.worst_gap, book.locale),
        gap=gap,
    )


def _of_grouping(found: GroupingCertificate, book: Phrasebook) -> Iterator[Figure]:
    def one(what: str, value: float, best: float | None, meaning: str) -> Figure:
        return Figure(what, share(value, book.locale), "" if best is None else share(best, book.locale), meaning)

    yield one(
        book.say("Worst team"),
        found.score_worst,
        found.worst_bound,
        book.say("what the least varied team reaches; it comes first"),
    )
    yield one(
        book.say("Mean of the teams"),
        found.score_mean,
        found.bound,
        book.say("Blau's index: how likely two members differ, by the weights of the rules"),
    )
    yield one(
        book.say("Variety, normalised"), found.normalised, 1.0, book.say("1: as varied as a team of its size can be")
    )
    yield one(
        book.say("Effective number of values"),
        found.effective,
        None,
        book.say("so many equally frequent ones differ as much"),
    )
    yield one(book.say("Rao's Q"), found.rao, None, book.say("variety in which what is alike counts less"))
    if found.faultline is not None:
        yield one(
            book.say("Faultlines, mean"),
            found.faultline,
            None,
            book.say("near 1: the team falls into two camps; near 0: it does not"),
        )
    if found.faultline_worst is not None:
        yield one(book.say("Faultlines, worst team"), found.faultline_worst, None, "")
    repeated, fewest = count(found.repeated, book.locale), count(found.repeated_bound, book.locale)
    yield Figure(book.say("Repeated pairs"), repeated, fewest, book.say("who were in a team together before"))


def _of_proposal(found: TeamProposal, book: Phrasebook) -> Iterator[Figure]:
    yield Figure(
        book.say("Fit to the roles"),
        share(found.fit, book.locale),
        "",
        book.say("1: everybody is at the level asked for"),
    )
    yield Figure(
        book.say("Variety"),
        share(found.mean_variety, book.locale),
        share(found.bound, book.locale),
        book.say("Blau's index: how likely two members differ, by the weights of the rules"),
    )
    for each in found.variety:
        what = book.say("Variety of {attribute}, normalised", attribute=each.attribute)
        yield Figure(what, share(each.normalised, book.locale), share(1, book.locale), "")
    yield Figure(
        book.say("Reachable"),
        share(found.reachable, book.locale),
        "",
        book.say("share of members within two ties of another"),
    )


def _figures(figures: list[Figure], book: Phrasebook) -> Element:
    numbers = (book.say("Reached"), book.say("Best there can be"))
    heads = (book.say("Figure"), *numbers, book.say("What it means"))
    return element(
        "table",
        element("caption", book.say("Figures")),
        element("thead", element("tr", [_head(head, numbers) for head in heads])),
        element("tbody", [_figure(each) for each in figures]),
    )


def _head(head: str, numbers: tuple[str, ...]) -> Element:
    return element("th", head, scope="col", class_="number" if head in numbers else None)


def _figure(each: Figure) -> Element:
    return element(
        "tr",
        element("th", each.what, scope="row"),
        element("td", each.value, class_="number"),
        element("td", each.best or "–", class_="number"),
        element("td", each.meaning),
    )


def _rules(rules: tuple[RuleMet, ...], names: Mapping[str, str], book: Phrasebook) -> Element:
    numbers = (book.say("Met"), book.say("Of"))
    heads = (book.say("Rule"), book.say("About"), *numbers)
    return element(
        "table",
        element("caption", book.say("Rules")),
        element("thead", element("tr", [_head(head, numbers) for head in heads])),
        element("tbody", [_rule(each, names, book) for each in rules[:MOST_RULES]]),
    )


def _rule(each: RuleMet, names: Mapping[str, str], book: Phrasebook) -> Element:
    about = [names.get(one, one) for one in each.about]
    if each.rule == "no_lone":
        about = [": ".join(about)]
    if len(about) > MOST_NAMES:
        about = [*about[:MOST_NAMES], f"+{len(about) - MOST_NAMES}"]
    whole = float(each.met).is_integer() and float(each.of).is_integer()
    met, most = (count(value, book.locale) if whole else share(value, book.locale) for value in (each.met, each.of))
    return element(
        "tr",
        element("th", word_rule(each.rule, book.locale), scope="row"),
        element("td", element("bdi", format_list(about, locale=book.locale)) if about else None),
        element("td", met, class_="number"),
        element("td", most, class_="number"),
    )


def _scrolling(table: Element, label: str) -> Element:
    return element("div", table, class_="scroll", tabindex="0", role="region", aria_label=label)
