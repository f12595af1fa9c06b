"""The people of the sample: 298 real profiles under made-up names, made learners, and three who are always there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tools.sample_inputs import TODAY, Member, Volunteer, table

LEARNERS = 600
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FOUNDED = date(2020, 3, 1)

FORMER_WORK = (
    *("ux-design", "product-management", "visual-design", "project-management", "technical-writing") * 2,
    *("community-organising", "facilitation", "bookkeeping", "grant-writing", "teaching", "user-research"),
    *("translation", "public-speaking", "data-analysis", "ui-design", "product-management", "ux-design"),
)
"""What learners bring from work they did before; teams of one project need more than code."""

FIRST_CODE = (
    "html",
    "css",
    "javascript",
    "git",
    "python",
    "sql",
    "react",
    "wordpress",
    "testing",
    "frontend",
    "backend",
)

CIRCLES = ("accessibility-circle", "women-who-build", "career-changers", "code-for-neighbours")


class Registry:
    """Hands out names and places: nobody has the name of another, and names fit the country loosely."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._names = {row["region"]: (row["given"].split(), row["family"].split()) for row in table("names")}
        self._taken: set[str] = set()
        self.places = {row["country"]: row for row in table("places")}
        self._abouts: dict[str, list[str]] = defaultdict(list)
        for row in table("abouts"):
            self._abouts[row["role"]].append(row["about"])

    def name(self, country: str) -> str:
        """A name not given yet; one in eight comes from anywhere, because people move."""
        home = self.places[country]["region"] if country else "anglo"
        while True:
            region = self._rng.choice(sorted(self._names)) if self._rng.random() < 0.125 else home
            given, family = self._names[region]
            name = f"{self._rng.choice(given)} {self._rng.choice(family)}".replace("_", " ")
            if name not in self._taken:
                self._taken.add(name)
                return name

    def time_zone(self, country: str) -> str:
        """One of the country's zones, the first twice as likely; Brussels where no country is known."""
        if not country:
            return "Europe/Brussels"
        zones = self.places[country]["time_zones"].split(";")
        return self._rng.choice([zones[0], *zones])

    def about(self, role: str) -> str:
        """A line about somebody of that role."""
        return self._rng.choice(self._abouts[role])


def mentors(real: list[Volunteer], registry: Registry, rng: Random) -> Iterator[Member]:
    """Skills, languages, country and absence as they are; everything else made up."""
    for number, entry in enumerate(real, start=1):
        joined = day_between(FOUNDED, date(2025, 12, 31), rng)
        low, high = (3, 5) if entry.role in ("lead", "architect") else (1, 3) if entry.role == "student" else (2, 5)
        member = Member(
            id=f"mentor-{number:04d}",
            name=registry.name(entry.country),
            about=registry.about(entry.role),
            languages=list(entry.languages),
            country=entry.country,
            time_zone=registry.time_zone(entry.country),
            hours=weekly_hours(rng),
            joined=joined,
            active=max(joined, TODAY - timedelta(days=int(rng.expovariate(1 / 25)))),
            capacity=rng.choice((1, 1, 2, 2, 2, 3, 3, 4)),
            status="away" if entry.away else "active",
            visibility=rng.choices(("open", "communities", "hidden"), (93, 5, 2))[0],
        )
        member.offers = {skill: min(5, max(low, round(rng.gauss(3.6, 0.9)), 1), high) for skill in entry.skills}
        member.communities = communities_of(member, registry, rng)
        yield member


def learners(registry: Registry, rng: Random) -> Iterator[Member]:
    """People who learn; two in five also offer something they did before or have just learned."""
    places = list(registry.places.values())
    chosen = rng.choices(places, [int(place["learners"]) for place in places], k=LEARNERS)
    for number, place in enumerate(chosen, start=1):
        joined = day_between(date(2022, 1, 1), TODAY - timedelta(days=3), rng)
        member = Member(
            id=f"learner-{number:04d}",
            name=registry.name(place["country"]),
            about=registry.about("learner"),
            languages=languages_of(place, rng),
            country=place["country"],
            time_zone=registry.time_zone(place["country"]),
            hours=weekly_hours(rng),
            joined=joined,
            active=max(joined, TODAY - timedelta(days=int(rng.expovariate(1 / 30)))),
            status=rng.choices(("active", "away", "retired"), (93, 5, 2))[0],
            visibility=rng.choices(("open", "communities", "hidden"), (91, 6, 3))[0],
        )
        if rng.random() < 0.3:
            member.offers[rng.choice(FORMER_WORK)] = rng.choice((2, 3, 3, 4, 4, 5))
        if rng.random() < 0.15:
            member.offers[rng.choice(FIRST_CODE)] = rng.choice((1, 2, 2, 3))
        member.communities = communities_of(member, registry, rng)
        yield member


def personas() -> list[Member]:
    """The three whom the demo signs in: a learner in Lagos, an organiser in Madrid, an administrator in London."""
    amara = Member("amara", "Amara Okonjo", "Bookkeeper in Lagos on her way into web development.", ["en"], "NG",
                   "Africa/Lagos", ["Tue 18:00-20:00", "Thu 18:00-20:00", "Sat 10:00-14:00"],
                   date(2025, 2, 8), date(2026, 10, 31))  # fmt: skip
    amara.offers = {"bookkeeping": 4}
    amara.communities = {"peer-coding-network": "member", "lagos": "member", "career-changers": "member"}
    diego = Member("diego", "Diego Salvatierra", "Organiza las tardes de código de Madrid; frontend de oficio.",
                   ["es", "en"], "ES", "Europe/Madrid", ["Mon 18:00-20:00", "Wed 18:00-21:00", "Sat 10:00-13:00"],
                   date(2021, 5, 15), date(2026, 10, 31), capacity=3)  # fmt: skip
    diego.offers = {"react": 4, "frontend": 4, "css": 4, "community-organising": 5}
    diego.communities = {"peer-coding-network": "member", "madrid": "organiser", "mentors-room": "mentor"}
    admin = Member("admin", "Noor van Leeuwen", "Keeps the network's lights on.", ["en", "nl"], "GB",
                   "Europe/London", ["Tue 17:00-20:00", "Sun 15:00-18:00"],
                   date(2020, 3, 1), date(2026, 10, 31), capacity=2)  # fmt: skip
    admin.offers = {"community-organising": 4, "facilitation": 4}
    admin.communities = {"peer-coding-network": "administrator", "london": "member", "care-team": "organiser"}
    return [amara, diego, admin]


def communities_of(member: Member, registry: Registry, rng: Random) -> dict[str, str]:
    """The whole network nearly always, the country's chapter mostly, and now and then a circle that fits."""
    joined: dict[str, str] = {}
    role = "mentor" if member.id.startswith("mentor") else "member"
    if rng.random() < 0.97:
        joined["peer-coding-network"] = role
    chapter = chapter_of(member.country)
    if chapter and rng.random() < 0.75:
        joined[chapter] = role
    for circle, share in zip(CIRCLES, (0.04, 0.12, 0.12, 0.15), strict=True):
        likelier = 0.5 if circle == "accessibility-circle" and "accessibility" in member.offers else 0
        if rng.random() < share + likelier:
            joined[circle] = role
    if role == "mentor" and rng.random() < 0.12:
        joined["mentors-room"] = role
    return joined


def chapter_of(country: str) -> str:
    """The chapter that meets in the country, empty where there is none."""
    return next((row["id"] for row in table("communities") if country and row["country"] == country), "")


def languages_of(place: dict[str, str], rng: Random) -> list[str]:
    """The country's language, English by the country's share, a third one for one in nine."""
    spoken = [place["language"]]
    if "en" not in spoken and rng.random() < float(place["english"]):
        spoken.append("en")
    further = rng.choice(("es", "fr", "pt", "de", "ar", "ru"))
    if rng.random() < 1 / 9 and further not in spoken:
        spoken.append(further)
    return spoken


def weekly_hours(rng: Random) -> list[str]:
    """One to four windows, local time: evenings on workdays, and Saturdays for six in ten, when chapters meet."""
    days = set(rng.sample(range(7), rng.choice((1, 1, 2, 2, 3))))
    if rng.random() < 0.6:
        days.add(5)
    windows = []
    for day in sorted(days):
        if day > 4:
            start, length = rng.choice((9, 10, 10, 10, 11, 13, 14)), rng.choice((3, 4, 4, 5))
        else:
            start, length = rng.choice((17, 18, 18, 18, 19, 19, 20)), rng.choice((2, 2, 3))
        half = rng.choice(("00", "00", "00", "30"))
        windows.append(f"{DAYS[day]} {start:02d}:{half}-{start + length:02d}:{half}")
    return windows


def day_between(first: date, last: date, rng: Random) -> date:
    """Any day from the first to the last."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
