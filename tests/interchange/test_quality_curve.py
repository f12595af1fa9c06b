"""The picture of quality against evenness."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from peernet.interchange.quality_curve import Curve, Point, quality_svg

POINTS = [Point("0", 0.9, 0.3, usual=False), Point("3", 0.7, 0.2, usual=True)]


def circles(picture: str) -> list[tuple[float, float, str]]:
    """Where each point is drawn, and how it is filled."""
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="4" fill="([^"]+)"', picture)
    return [(float(x), float(y), fill) for x, y, fill in found]


def test_more_even_lies_to_the_left_and_better_higher_up() -> None:
    (x, y, _), (usual_x, usual_y, _) = circles(quality_svg([Curve("net", POINTS)], 10))
    assert usual_x < x
    assert usual_y > y


def test_only_the_usual_setting_is_filled() -> None:
    (_, _, fill), (_, _, usual) = circles(quality_svg([Curve("net", POINTS)], 10))
    assert fill == "#fff" != usual


def test_names_stand_in_the_picture_whatever_letters_they_are_made_of() -> None:
    picture = ElementTree.fromstring(quality_svg([Curve("<a & b>", POINTS), Curve("other", POINTS)], 5))
    texts = [each.text for each in picture.iter() if each.tag.endswith("text")]
    assert {"<a & b>", "other", "nDCG@5"} <= set(texts)


def test_points_at_one_place_share_a_label() -> None:
    both = [*POINTS, Point("4", 0.7, 0.2, usual=False)]
    assert ">3, 4</text>" in quality_svg([Curve("net", both)], 10)


def test_a_single_point_lies_within_the_picture() -> None:
    ((x, y, _),) = circles(quality_svg([Curve("net", POINTS[:1])], 10))
    assert 80 < x < 690
    assert 30 < y < 235
