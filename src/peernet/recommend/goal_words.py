"""Which skills a goal in somebody's own words is about, where it names none: by the words that labels share with it.

A label answers when most of what it says stands in one sentence of the goal, in any order and form: "how to speak in
public" is about Public speaking. Typos are not looked for: in a sentence most words are no names of anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Prefix

from peernet.model.skill import MatchKind
from peernet.recommend.label_score import NAME_INSIDE, Label, LabelScore
from peernet.recommend.tokens import fold, words
from peernet.recommend.vocabulary import Vocabulary

MOST_GOAL_WORDS = 120
LEAST_SAID = 0.6
"""Of what a label says, weighed by how telling each of its words is."""
_OTHER_FORM = 0.9
"""What a word in another form counts: `designer` for `design`."""
_SHORTEST, _LONGEST_ENDINGS = 4, 4
# What people write in any goal, in English, Spanish, French and Portuguese: never by itself what the goal is about.
_SAID_ANYWAY = frozenset(
    fold(
        """
    about after again also and any are been before being better but can come could does doing done each else even
    every find first for from get getting give good great had has have having help here hour how into just keep know
    last learn learned learning learns less like little long look lot made make making many meet meeting more most
    much myself need never new next not nothing now often once only other our out over own part people place plan
    read really right same see show small some somebody someone something start starting still such take tell than
    that the their them then there these they thing things this those through time together too try understand until
    use used using very want was way week well were what when where which while who why will with without work
    working world would write writing year years you your
    algo algun alguien antes aprender aunque ayuda ayudar bien cada como con cosa cosas cuando cual dar de del desde
    donde ella empezar entender entre esta este esto estoy falta gente hace hacer hasta hay las los mas mejor
    mejorar mismo mucho muy nada nadie necesito nuestro nuevo otra otro para pero poder poco por porque primer puedo
    que quiero quien saber sea ser sin sobre solo soy tener tengo tiempo todo trabajar trabajo una usar vez
    alors apprendre aussi autre aux avant avec avoir beaucoup besoin bien chaque chose comme comment comprendre dans
    des elle encore entre est etre faire fait faut ils jamais jour leur les lui mais meme mieux mon nos notre nous
    nouveau ont par parce pas peu peux plus pour pouvoir premier pourquoi quand que quel quelque quelqu qui quoi
    rien sans savoir ses son sont sur temps toujours tout travail travailler tres une veux voudrais
    ainda ajuda alguem aprender cada coisa comecar entender fazer gente isso mais melhor meu minha muito nada nao
    novo onde pouco posso preciso primeiro quando quero saber sem ser seu tempo tenho trabalhar trabalho uma
    """
    ).split()
)


def meant(goal: str, labels: Sequence[Label], vocabulary: Vocabulary) -> Iterator[tuple[int, LabelScore]]:
    """The numbers of the labels that a part of a goal is about, each with how well it answers that part."""
    for said in _sentences(goal):
        found = _forms(said, vocabulary)
        for number in sorted({label for word in found for label in vocabulary.labels_with(word)}):
            share = _share(labels[number], found, vocabulary.weights)
            if share >= LEAST_SAID:
                yield number, LabelScore(NAME_INSIDE * share, MatchKind.PART)


def _sentences(goal: str) -> Iterator[list[str]]:
    left = MOST_GOAL_WORDS
    for sentence in goal.replace("?", ".").replace("!", ".").replace(";", ".").replace("\n", ". ").split(". "):
        said = [word for word in dict.fromkeys(words(sentence)) if len(word) >= _SHORTEST and word not in _SAID_ANYWAY]
        if said and left > 0:
            yield said[:left]
            left -= len(said)


def _forms(said: Sequence[str], vocabulary: Vocabulary) -> Mapping[int, float]:
    """The words of labels that were said, as they are or in another form, and how much each counts."""
    found: dict[int, float] = {}
    for word in said:
        for number, full in vocabulary.beginning_with(word[: max(_SHORTEST, len(word) - _LONGEST_ENDINGS)]):
            if full == word:
                found[number] = 1.0
            elif _same_stem(word, full):
                found.setdefault(number, _OTHER_FORM)
    return found


def _same_stem(one: str, other: str) -> bool:
    """Whether they differ in a short ending alone: `speak` and `speaking`, not `commune` and `communication`."""
    shared = Prefix.similarity(one, other)
    return shared >= _SHORTEST and len(one) + len(other) - 2 * shared <= _LONGEST_ENDINGS


def _share(label: Label, found: Mapping[int, float], weights: Sequence[float]) -> float:
    return sum(weights[word] * found.get(word, 0.0) for word in label.words) / label.weight
