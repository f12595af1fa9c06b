"""What the levels from 1 to 5 mean, in words that somebody can place themselves by."""

from __future__ import annotations

from peernet.schema.phrasebook import phrasebook


def level_name(level: int, locale: str) -> str:
    """The level in two or three words, 1 to 5."""
    book = phrasebook(locale)
    names = (
        book.say("Heard of it"),
        book.say("Has practised it"),
        book.say("Does it alone"),
        book.say("Guides others"),
        book.say("Others come to them"),
    )
    return names[level - 1]


def level_description(level: int, locale: str) -> str:
    """What somebody can do at that level, 1 to 5, as a sentence or two."""
    book = phrasebook(locale)
    meanings = (
        book.say("Knows what it is for and what it is called, and has watched or read about it, but hardly tried it."),
        book.say("Has done it with help or instructions, and can say where they got stuck."),
        book.say("Does usual tasks without help, and knows when to ask somebody."),
        book.say("Does hard tasks as well, explains why it is done so, and has helped others learn it."),
        book.say("Is asked when others are at their wits' end, and has shaped how it is done around them."),
    )
    return meanings[level - 1]
