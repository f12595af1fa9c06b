"""What comes with a grouping and says how good it is, in figures that anyone can add up again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttributeFigures:
    """How the members of a team differ in one attribute.

    `blau` is 1 - sum p^2 over the shares p of each value (somebody with k values counts 1/k towards each; having none
    is a value of its own). `normalised` is that over 1 - 1/n, at most 1. `effective` is the Hill number of order 2,
    1 / sum p^2: "the effective number of disciplines". `rao` is Rao's Q, the sum over pairs of values of d p p', with
    distances d from 0 to 1 of the skill graph; where none are known, d is 1 and Q is `blau`. `distinct` counts the
    values, the unknown one not among them.
    """

    attribute: str
    weight: float
    similar: bool
    distinct: int
    blau: float
    normalised: float
    effective: float
    rao: float


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """One team. score: its aim (`GroupingRules`), 0 to 1; variety: over the diverse attributes alone.

    faultline: average silhouette width of the split into two subgroups that is the most marked one, -1 to 1 (Meyer and
    Glenz, 2013); None for fewer than three members. language: one that all speak, the most spoken among everybody;
    common_hours: None where somebody's are unknown. repeated: pairs who were in a team before.
    """

    score: float
    variety: float
    attributes: tuple[AttributeFigures, ...]
    faultline: float | None
    language: str | None
    common_hours: float | None
    repeated: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleMet:
    """How far one rule is met: `met` of `of` (teams, seats, people or pairs, as `unit` says).

    `rule` is the key in RULES.toml (size, role, diverse, similar, no_lone, overlap, language, together, apart, load,
    earlier); `about` the role's label, the attribute or the ids. Of diverse and similar ones `met` is the mean of
    Blau's index or of its opposite over the teams, `of` the most that any grouping can have.
    """

    rule: str
    about: tuple[str, ...]
    met: float
    of: float
    unit: str
    hard: bool


@dataclass(frozen=True, slots=True)
class GroupingCertificate:
    """How good the grouping is, and how good any could be that keeps the sizes.

    mean, worst: over teams, of the variety (weighted mean over the diverse attributes of Blau's index). score_mean,
    score_worst: of the teams' aims, the same figures where nothing should be similar. bound: the most that score_mean
    can be (of a grouping proved by the solver: while the worst team is as good); worst_bound: that score_worst can be;
    gap, worst_gap: what is left, at least 0. They count supply: how many have each value. proved: none with these
    sizes is better in the order repeated pairs, worst, mean. normalised, effective, rao, faultline: means over teams
    (and attributes, by weight). faultline_worst: the highest.
    repeated: pairs meeting again, each as often as they have met; repeated_bound: the fewest that can.
    """

    mean: float
    worst: float
    bound: float
    gap: float
    proved: bool
    score_mean: float
    score_worst: float
    worst_bound: float
    worst_gap: float
    normalised: float
    effective: float
    rao: float
    faultline: float | None
    faultline_worst: float | None
    repeated: int
    repeated_bound: int
    rules: tuple[RuleMet, ...]
