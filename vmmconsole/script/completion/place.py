"""Where the cursor stands in an unfinished script: the parser reads up to it, and what touches the end first is it.

The parser is the language's own, so blocks, pipelines, strings and comments mean here what they mean when they run.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field, replace
from typing import Literal

from vmmconsole.model.errors import ScriptSyntaxError
from vmmconsole.script.ast import (
    Command,
    CommandExpression,
    Constant,
    Expression,
    ParameterArgument,
    Pipeline,
    TypeName,
)
from vmmconsole.script.lexer import BLANKS, DASHES
from vmmconsole.script.parser import Parser

PlaceKind = Literal["command", "parameter", "argument", "variable", "member", "type", "operator", "nothing"]
Part = Command | CommandExpression

_JOINED = re.compile(rf"[{DASHES}]([A-Za-z_]\w*):[{BLANKS}]*")
_OPERATOR = re.compile(rf"[{BLANKS}\n]([{DASHES}]\w*)$")
_STARTS = re.compile(r"(?:^|[|;{(=&\n])\s*$")


@dataclass(slots=True)
class Frame:
    """A command that is being read, as far as it has been."""

    start: int
    name: str = ""
    elements: list[Expression | ParameterArgument] = field(default_factory=list)
    sources: tuple[Part, ...] = ()
    """What stands before it in its pipeline, the first first."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is being typed at the end of a text."""

    kind: PlaceKind
    start: int
    """Where the word begins that an offer replaces."""
    word: str = ""
    """What is typed of it, without quotes."""
    quote: str = ""
    """The quote that it begins with."""
    frame: Frame | None = None
    """The innermost command around it."""
    outer: tuple[Frame, ...] = ()
    """The commands around that one, the innermost last: ``$_`` in a block is theirs."""
    joined: str = ""
    """The parameter whose value it is, where a colon joins them."""
    target: Expression | TypeName | None = None
    """What has the member."""
    is_static: bool = False


class _Probe(Parser):
    """Reads a text and notes what first touches its end."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.touched: Place | None = None
        self._frames: list[Frame] = []
        self._role: PlaceKind = "nothing"
        self._joined = ""
        self._last: Part | None = None
        self._before_last: tuple[Part, ...] = ()

    def _touch(self, kind: PlaceKind, start: int, word: str = "", **facts: object) -> None:
        if self.touched is None:
            frames = tuple(replace(f, elements=list(f.elements)) for f in self._frames)  # as they are now
            frame = frames[-1] if frames else None
            joined = self._joined if kind == "argument" else ""
            self.touched = Place(kind, start, word, frame=frame, outer=frames[:-1], joined=joined, **facts)  # type: ignore[arg-type]  # the fields above

    @property
    def _at_end(self) -> bool:
        return self.pos >= len(self.text)

    # --- commands ---

    def _pipeline(self, start: int, first: Part) -> Pipeline:
        if isinstance(first, CommandExpression):
            self._last, self._before_last = first, ()
        return super()._pipeline(start, first)

    def command(self) -> Command:
        is_piped = self.text[: self.pos].rstrip(BLANKS + "\r\n").endswith("|")
        sources = (*self._before_last, self._last) if is_piped and self._last is not None else ()
        frame = Frame(self.pos, sources=sources)
        self._frames.append(frame)
        role, self._role = self._role, "command"
        found = super().command()
        rest = self.text[self.pos :]
        if rest and not rest.strip(BLANKS):
            self._touch("argument", len(self.text))
        self._role = role
        self._frames.pop()
        self._last, self._before_last = found, sources
        return found

    def _command_name(self, invocation: str) -> Expression:
        self._role = "command"
        found = super()._command_name(invocation)
        if isinstance(found, Constant):
            self._frames[-1].name = found.text if found.bare else str(found.value)
        self._role = "argument"
        return found

    def _element(self) -> Expression | ParameterArgument:
        role, self._role = self._role, "argument"
        found = super()._element()
        self._role = role
        self._frames[-1].elements.append(found)
        return found

    def _parameter(self) -> ParameterArgument | None:
        start = self.pos
        match = _JOINED.match(self.text, start)
        self._joined = match.group(1) if match else ""
        if match and match.end() == len(self.text):
            self._touch("argument", len(self.text))
        found = super()._parameter()
        self._joined = ""
        if found is not None and self._at_end:
            self._touch("parameter", start, self.text[start:])
        return found

    def _argument(self) -> Expression:
        joined = self._joined
        try:
            return super()._argument()
        except ScriptSyntaxError:
            if self._at_end and self.text.rstrip(BLANKS + "\r\n").endswith(","):
                self._joined = joined
                self._touch("argument", len(self.text))
            raise

    # --- words ---

    def bareword(self) -> Expression:
        start = self.pos
        found = super().bareword()
        if self._at_end and start < self.pos:
            self._touch(self._role, start, self.text[start:])
        return found

    def string(self) -> Expression:
        start, role, joined = self.pos, self._role, self._joined
        try:
            return super().string()
        except ScriptSyntaxError:
            if self._at_end:
                self._joined = joined
                kind: PlaceKind = role if role in ("argument", "command") else "nothing"
                self._touch(kind, start, _typed(self.text[start:]), quote=self.text[start])
            raise

    def variable(self):  # type: ignore[no-untyped-def]  # as the base has it
        start = self.pos
        if self.text[start:] in ("$", "@", "${"):
            self._touch("variable", start, self.text[start:])
        found = super().variable()
        if self._at_end and not self.text.endswith("}"):
            self._touch("variable", start, self.text[start:])
        return found

    def _variable_or_word(self) -> Expression:
        if self.text[self.pos :] == "$":
            self._touch("variable", self.pos, "$")
        return super()._variable_or_word()

    # --- members and types ---

    def _member(self, start: int, target: Expression, *, is_static: bool) -> Expression:
        rest = self.text[self.pos :]
        if re.fullmatch(r"\w*", rest):
            self._touch("member", self.pos, rest, target=target, is_static=is_static)
        return super()._member(start, target, is_static=is_static)

    def suffixes_in_command(self, target: Expression) -> Expression:
        if self.text[self.pos :] == ".":
            self._touch("member", self.pos + 1, target=target)
        return super().suffixes_in_command(target)

    def type_name(self) -> TypeName:
        rest = self.text[self.pos :]
        if re.fullmatch(r"[\w.]*", rest):
            self._touch("type", self.pos, rest)
        return super().type_name()

    def block_literal(self):  # type: ignore[no-untyped-def]  # as the base has it
        role, joined = self._role, self._joined
        self._role, self._joined = "nothing", ""
        found = super().block_literal()
        self._role, self._joined = role, joined
        return found


def _typed(source: str) -> str:
    """What an unfinished string in quotes means, as far as it can be told."""
    body = source[1:]
    if source[0] in "'\u2018\u2019\u201a\u201b":
        return body.replace("''", "'")
    return re.sub(r"`(.)", r"\1", body).replace('""', '"')


def place_of(text: str) -> Place:
    """What is being typed at the end of `text`. Never fails: where nothing can be offered the kind is ``nothing``."""
    probe = _Probe(text)
    with contextlib.suppress(ScriptSyntaxError, RecursionError):
        probe.script()
    if probe.touched is not None:
        return probe.touched
    return _guess(text)


def _guess(text: str) -> Place:
    """Where the parser touched nothing: a new statement, an operator, or the rest of a text with an error before."""
    from vmmconsole.script.highlight import spans

    pieces = spans(text)
    if pieces and pieces[-1][1] == len(text) and pieces[-1][2] in ("comment", "error") and text.strip():
        last = text[pieces[-1][0] :]
        if pieces[-1][2] == "comment" or last[0] in "'\"@<":
            return Place("nothing", len(text))
    if _STARTS.search(text):
        return Place("command", len(text))
    found = _after_error(text)
    operator = _OPERATOR.search(text)
    if found.kind == "nothing" and operator:
        return Place("operator", operator.start(1), operator.group(1))
    return found


def _after_error(text: str) -> Place:
    """The place in the last statement alone, when what stands before it is wrong."""
    cut = max(text.rfind("\n"), text.rfind(";"))
    if cut < 0:
        return Place("nothing", len(text))
    probe = _Probe(text[cut + 1 :])
    with contextlib.suppress(ScriptSyntaxError, RecursionError):
        probe.script()
    found = probe.touched
    if found is None:
        return Place("nothing", len(text))
    return replace(found, start=found.start + cut + 1)
