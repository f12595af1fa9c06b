"""HTML as a tree, so that no text of anybody's can become markup: text is escaped when the tree is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

Element = ElementTree.Element
Child = Element | str | None

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, *children: Child | Iterable[Child], **attributes: str | float | None) -> Element:
    """An element with its children in order, None left out. An attribute's `_` is `-` (`aria_label`); `class_` is
    `class`; None leaves it out."""
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), _written(value))
    for child in children:
        for each in [child] if isinstance(child, str | Element) else child or ():
            _put(made, each)
    return made


def written(root: Element) -> str:
    """The tree as a page."""
    return "<!DOCTYPE html>\n" + ElementTree.tostring(root, encoding="unicode", method="html") + "\n"


def _put(parent: Element, child: Child) -> None:
    if child is None:
        return
    if isinstance(child, Element):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + _written(child)
    else:
        parent.text = (parent.text or "") + _written(child)


def _written(value: str | float) -> str:
    """Text without what no page can hold; a number with no more digits than a picture needs."""
    return _UNWRITABLE.sub("", value) if isinstance(value, str) else f"{round(value, 1):g}"
