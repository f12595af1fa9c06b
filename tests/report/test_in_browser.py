"""The report page in a real browser: on a phone, at a desk, in the dark, on paper; and under attack."""

from __future__ import annotations

import json
import re

import pytest

from peernet.report.page import teams_page
from tests.browser import measured, printed
from tests.report.test_page import HOSTILE, reported

PHONE, DESK = 390, 1280
pytestmark = pytest.mark.usefixtures("browser")

LAID_OUT = """({
  wide: innerWidth,
  scrolls: document.documentElement.scrollWidth,
  outside: [...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll') && !each.closest('.unseen')
    && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.tagName + '.' + each.className),
  cards: document.querySelectorAll('article').length,
  columns: new Set([...document.querySelectorAll('article')].map(each => each.getBoundingClientRect().left)).size,
  loaded: performance.getEntriesByType('resource').length,
  small: [...document.querySelectorAll('a')].filter(each => each.getBoundingClientRect().height < 24).length,
})"""

# WCAG 2.2, 1.4.3: 4.5 to 1 for text, against the first background behind it that is not transparent.
CONTRAST = """(() => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(each => each / 255)
      .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const ratios = [...document.querySelectorAll('body *:not(svg *)')]
    .filter(each => !each.closest('script'))
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(each => {
      const [a, b] = [light(getComputedStyle(each).color), light(behind(each))].sort((x, y) => y - x);
      return (a + .05) / (b + .05);
    });
  return {least: Math.min(...ratios), texts: ratios.length, paper: getComputedStyle(document.body).backgroundColor};
})()"""

ATTACKED = """({
  title: document.title,
  images: document.images.length,
  scripts: document.scripts.length,
  shown: document.body.textContent.includes(NAME),
})"""


def test_nothing_hangs_over_the_edge_of_a_phone() -> None:
    found = measured(teams_page([reported(40)], "en"), LAID_OUT, width=PHONE)
    assert found["wide"] == PHONE
    assert found["scrolls"] <= PHONE
    assert found["outside"] == []
    assert (found["cards"], found["columns"]) == (8, 1)
    assert (found["loaded"], found["small"]) == (0, 0)


def test_a_desk_has_room_for_cards_beside_each_other() -> None:
    found = measured(teams_page([reported(40)], "en"), LAID_OUT, width=DESK)
    assert found["scrolls"] <= DESK
    assert found["columns"] >= 3


def test_long_names_without_spaces_are_broken() -> None:
    page = teams_page([reported(10, 5, p1="x" * 400, p7="W" * 400)], "en")
    found = measured(page, LAID_OUT, width=PHONE)
    assert found["scrolls"] <= PHONE
    assert found["outside"] == []


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_its_paper_in_light_and_in_dark(dark: bool) -> None:
    found = measured(teams_page([reported()], "en"), CONTRAST, width=DESK, dark=dark)
    assert (found["paper"] == "rgb(255, 255, 255)") != dark
    assert found["texts"] > 100
    assert found["least"] >= 4.5


def test_a_hostile_name_is_shown_and_does_nothing() -> None:
    page = teams_page([reported(6, 3, p1=HOSTILE, p4=HOSTILE)], "en")
    name = json.dumps(HOSTILE).replace("<", "\\u003c")
    found = measured(page, ATTACKED.replace("NAME", name), width=DESK)
    assert found == {"title": "Teams", "images": 0, "scripts": 1, "shown": True}


def test_cards_are_printed_whole() -> None:
    pdf = printed(teams_page([reported(40)], "en"))
    assert pdf.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 6 <= pages <= 16
