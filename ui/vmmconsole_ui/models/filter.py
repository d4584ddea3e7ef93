"""The filter language: ``web status:running host:kvm* cpu>80 -tag:test``, all of which must hold."""

from __future__ import annotations

import operator
import re
import shlex
from collections.abc import Callable, Sequence
from fnmatch import translate

from .column import Column
from .objects import Row

Predicate = Callable[[Row], bool]

_TERM = re.compile(r"^(?P<field>[^\W\d][\w ]*?)(?P<op>:|>=|<=|>|<|=)(?P<value>.*)$", re.DOTALL)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
}


def parse(text: str, columns: Sequence[Column]) -> Predicate | None:
    """What a row must fulfil; None when the filter lets everything through.

    A word looks into all texts of an object. ``field:pattern`` looks into one, with ``*`` and ``?`` as wildcards of the
    whole value and as a part of it without; ``field>number`` compares; a minus before a term turns it round. A field
    that no column has is looked for as a word, so that ``10:20`` and paths work as people expect.
    """
    fields = {name: column for column in columns for name in (*column.names, column.title.lower())}
    terms = [term for word in _words(text) if (term := _term(word, fields))]
    if not terms:
        return None
    if len(terms) == 1:
        return terms[0]
    return lambda row: all(term(row) for term in terms)


def _words(text: str) -> list[str]:
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    lexer.quotes = '"'
    lexer.escape = ""
    try:
        return list(lexer)
    except ValueError:  # a quote that is not closed yet: the person is still typing
        return text.replace('"', "").split()


def _term(word: str, fields: dict[str, Column]) -> Predicate | None:
    if len(word) > 1 and word.startswith("-"):
        inner = _term(word[1:], fields)
        return (lambda row: not inner(row)) if inner else None
    match = _TERM.match(word)
    column = fields.get(match["field"].lower()) if match else None
    if match is None or column is None:
        needle = word.casefold()
        return lambda row: needle in row.search_text()
    value = match["value"].strip().casefold()
    if not value:
        return None
    if match["op"] == ":":
        return _matching(column, value)
    return _comparing(column, _COMPARE[match["op"]], value, is_equal=match["op"] == "=")


def _matching(column: Column, value: str) -> Predicate:
    if "*" in value or "?" in value:
        pattern = re.compile(translate(value))
        return lambda row: pattern.match(column.text(row).casefold()) is not None
    return lambda row: value in column.text(row).casefold()


def _comparing(
    column: Column, compare: Callable[[float, float], bool], value: str, *, is_equal: bool
) -> Predicate | None:
    try:
        wanted = float(value.rstrip("% gbmt").replace(",", "."))
    except ValueError:
        if is_equal:
            return lambda row: column.text(row).casefold() == value
        return None

    def holds(row: Row) -> bool:
        number = column.number(row)
        return number is not None and compare(number, wanted)

    return holds
