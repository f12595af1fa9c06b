"""How large a document may be: measured in time linear in its length, before it is validated.

Validation itself is not linear (comparing overlapping fields is quadratic, following fragments can be exponential),
so everything that makes it slow is counted first, each fragment once however often it is spread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    parse,
)

from peernet.schema.codes import Code, RequestRefused, cut

MAX_CHARACTERS = 32_768
MAX_TOKENS = 2_000
MAX_COMMENTS = 200
MAX_ALIASES = 50
MAX_DIRECTIVES = 50
MAX_SELECTIONS = 1_500
MAX_REPEATS = 1_000
MAX_DEPTH = 15
MAX_NESTING = 50
INTROSPECTION = frozenset({"__schema", "__type"})

_NOWHERE = SelectionSetNode(selections=())


@dataclass(frozen=True, slots=True)
class Size:
    """What a document or a part of it amounts to.

    depth: fields inside fields; nesting: the same with every fragment a level of its own; selections: with fragments
    spread out (summed over all definitions); repeats: pairs of fields that have to be merged into one; visits: nodes
    looked at while measuring, which is what measuring costs.
    """

    depth: int = 0
    nesting: int = 0
    selections: int = 0
    aliases: int = 0
    directives: int = 0
    repeats: int = 0
    visits: int = 0


def parse_document(text: str) -> DocumentNode:
    """The document in `text`; RequestRefused when it is too large, too deep or not GraphQL."""
    if len(text) > MAX_CHARACTERS:
        raise _too_large("characters", MAX_CHARACTERS)
    try:
        return parse(text, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
    except GraphQLError as error:
        # graphql-core tells these apart by their text only; a wrong guess costs no more than a less precise code.
        if "more than" in error.message:
            raise _too_large("tokens or comments", MAX_TOKENS) from error
        code = Code.TOO_DEEP if "nested too deeply" in error.message else Code.GRAPHQL_PARSE_FAILED
        places = [{"line": place.line, "column": place.column} for place in error.locations or ()]
        found = {"message": cut(error.message), "locations": places, "extensions": {"code": code.value}}
        raise RequestRefused(code, error.message, errors=[found]) from error


def check_size(document: DocumentNode) -> Size:
    """The size of a parsed document; RequestRefused names the first limit that it passes."""
    counts = _count_nodes(document)
    if counts.aliases > MAX_ALIASES:
        raise _too_large("aliases", MAX_ALIASES)
    if counts.directives > MAX_DIRECTIVES:
        raise _too_large("directives", MAX_DIRECTIVES)
    spread = _Spread(document)
    if spread.total.depth > MAX_DEPTH or spread.total.nesting > MAX_NESTING:
        message = f"the document is nested deeper than {MAX_DEPTH} fields or {MAX_NESTING} fields and fragments"
        raise RequestRefused(Code.TOO_DEEP, message)
    if spread.total.selections > MAX_SELECTIONS:
        raise _too_large("selections once its fragments are spread", MAX_SELECTIONS)
    repeats, merged = _count_repeats(document, spread.fragments)
    if repeats > MAX_REPEATS:
        raise _too_large("repeated fields to merge", MAX_REPEATS)
    whole = spread.total
    visits = counts.visits + whole.visits + merged
    return Size(whole.depth, whole.nesting, whole.selections, counts.aliases, counts.directives, repeats, visits)


def definitions(document: DocumentNode) -> Iterator[OperationDefinitionNode | FragmentDefinitionNode]:
    """The executable definitions; others are left to validation, which refuses them."""
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            yield definition


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The fragments by name."""
    return {part.name.value: part for part in definitions(document) if isinstance(part, FragmentDefinitionNode)}


def _count_nodes(document: DocumentNode) -> Size:
    visits = aliases = directives = 0
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        visits += 1
        aliases += isinstance(node, FieldNode) and node.alias is not None
        directives += isinstance(node, DirectiveNode)
        if isinstance(node, StringValueNode) and "\0" in node.value:
            raise RequestRefused(Code.BAD_USER_INPUT, "a text holds the character NUL, which cannot be stored")
        for key in node.keys:
            waiting.extend(_nodes(getattr(node, key, None)))
    return Size(aliases=aliases, directives=directives, visits=visits)


def _nodes(value: object) -> Iterable[Node]:
    if isinstance(value, Node):
        return (value,)
    if isinstance(value, tuple | list):
        return [entry for entry in value if isinstance(entry, Node)]
    return ()


class _Spread:
    """Measures every definition with its fragments spread out, each fragment once."""

    def __init__(self, document: DocumentNode) -> None:
        self.fragments = fragments_of(document)
        self._sizes: dict[str, Size] = {}
        self._open: set[str] = set()
        self._visits = 0
        parts = [self._set(part.selection_set, 0) for part in definitions(document)]
        self.total = Size(
            depth=max((part.depth for part in parts), default=0),
            nesting=max((part.nesting for part in parts), default=0),
            selections=sum(part.selections for part in parts),
            visits=self._visits,
        )

    def _set(self, selection_set: SelectionSetNode | None, level: int) -> Size:
        # Chains of fragments are not bounded by the parser as brackets are: stop before the interpreter does.
        if level > 2 * MAX_NESTING:
            raise RequestRefused(Code.TOO_DEEP, f"the document is nested deeper than {MAX_NESTING} levels")
        depth = nesting = selections = 0
        for selection in (selection_set or _NOWHERE).selections:
            self._visits += 1
            own = isinstance(selection, FieldNode)
            inner = self._inner(selection, level + 1)
            depth = max(depth, own + inner.depth)
            nesting = max(nesting, 1 + inner.nesting)
            selections += 1 + inner.selections
        return Size(depth=depth, nesting=nesting, selections=selections)

    def _inner(self, selection: Node, level: int) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value, level)
        if isinstance(selection, FieldNode | InlineFragmentNode):
            inner = self._set(selection.selection_set, level)
            if isinstance(selection, FieldNode) and selection.name.value in INTROSPECTION:
                # Tools ask for types of types of types; validation has a rule of its own for that.
                return Size(selections=inner.selections)
            return inner
        return Size()

    def _fragment(self, name: str, level: int) -> Size:
        if name in self._open:
            raise RequestRefused(Code.GRAPHQL_VALIDATION_FAILED, f"the fragment `{name}` is spread within itself")
        if name not in self._sizes and name in self.fragments:
            self._open.add(name)
            self._sizes[name] = self._set(self.fragments[name].selection_set, level)
            self._open.remove(name)
        return self._sizes.get(name, Size())


def _count_repeats(document: DocumentNode, fragments: Mapping[str, FragmentDefinitionNode]) -> tuple[int, int]:
    """(pairs of fields under one response name, visits); walks at most MAX_SELECTIONS selections."""
    pairs = visits = 0
    waiting = [[part.selection_set] for part in definitions(document)]
    while waiting:
        merged: dict[str, list[SelectionSetNode]] = {}
        times: Counter[str] = Counter()
        for field in _fields(waiting.pop(), fragments):
            visits += 1
            name = (field.alias or field.name).value
            times[name] += 1
            if field.selection_set is not None:
                merged.setdefault(name, []).append(field.selection_set)
        pairs += sum(count * (count - 1) // 2 for count in times.values())
        waiting.extend(merged.values())
    return pairs, visits


def _fields(sets: list[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    waiting = list(sets)
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                waiting.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value in fragments:
                waiting.append(fragments[selection.name.value].selection_set)


def _too_large(what: str, limit: int) -> RequestRefused:
    return RequestRefused(Code.DOCUMENT_TOO_LARGE, f"the document has more than {limit} {what}")
