"""Expression mode of the parser: operators by precedence, casts, members, literals."""

from __future__ import annotations

import re

from .ast import (
    ArrayExpression,
    ArrayLiteral,
    Attribute,
    Attributed,
    Binary,
    Block,
    Cast,
    Constant,
    Expression,
    HashtableLiteral,
    Index,
    Member,
    MethodCall,
    Paren,
    ScriptBlock,
    ScriptBlockLiteral,
    Statement,
    Step,
    TypeLiteral,
    TypeName,
    Unary,
    VariableRef,
)
from .lexer import BLANKS, DASHES, NEWLINES, QUOTES
from .type_names import TypeNames

LOGICAL, BITWISE, COMPARISON, ADDITIVE, MULTIPLICATIVE, FORMAT, RANGE = range(7)

_COMPARISONS = (
    *("eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "match", "notmatch"),
    *("contains", "notcontains", "in", "notin", "replace", "split"),
)
OPERATORS: dict[str, int] = {
    "and": LOGICAL, "or": LOGICAL, "xor": LOGICAL, "band": BITWISE, "bor": BITWISE, "bxor": BITWISE,
    "is": COMPARISON, "isnot": COMPARISON, "as": COMPARISON, "join": COMPARISON, "shl": COMPARISON,
    "shr": COMPARISON, "f": FORMAT,
    **{prefix + word: COMPARISON for word in _COMPARISONS for prefix in ("", "i", "c")},
}  # fmt: skip
UNARY_WORDS = frozenset(["not", "bnot", "join", "split", "isplit", "csplit"])
_MEMBER_NAME = re.compile(r"\w+")


class Expressions(TypeNames):
    """Reads expressions."""

    def expression(self, *, commas: bool = True) -> Expression:
        """A whole expression; in the arguments of a method a comma ends it."""
        self.deeper()
        try:
            return self._binary(LOGICAL, commas=commas)
        finally:
            self.depth -= 1

    def _binary(self, lowest: int, *, commas: bool) -> Expression:
        start = self.pos
        left = self._comma_list() if commas else self.unary()
        while True:
            before = self.pos
            self.skip_blank()
            operator, level, length = self._operator()
            if not operator or level < lowest:
                self.pos = before
                return left
            self.pos += length
            self.skip_lines()
            right = self._binary(level + 1, commas=commas)
            left = Binary(self.span(start), operator, left, right)

    def _operator(self) -> tuple[str, int, int]:
        """The binary operator at the position, its level and its length; an empty one when there is none."""
        c = self.char()
        if not c:
            return "", 0, 0
        if c in DASHES:
            word = self.dash_word()
            if word:
                return ("-" + word, OPERATORS[word], len(word) + 1) if word in OPERATORS else ("", 0, 0)
            return ("", 0, 0) if self.char(1) == "=" else ("-", ADDITIVE, 1)
        if c in "+*/%":
            if self.char(1) == "=" or (c == "+" and self.char(1) == "+"):
                return "", 0, 0
            return c, ADDITIVE if c == "+" else MULTIPLICATIVE, 1
        return ("..", RANGE, 2) if self.looking_at("..") else ("", 0, 0)

    def _comma_list(self) -> Expression:
        start = self.pos
        first = self.unary()
        items = [first]
        while True:
            before = self.pos
            self.skip_blank()
            if self.char() != ",":
                self.pos = before
                break
            self.pos += 1
            self.skip_lines()
            items.append(self.unary())
        return first if len(items) == 1 else ArrayLiteral(self.span(start), tuple(items))

    # --- prefixes ---

    def unary(self) -> Expression:
        """An operand with its prefixes and suffixes."""
        self.deeper()
        try:
            return self._prefix()
        finally:
            self.depth -= 1

    def _prefix(self) -> Expression:
        start, c = self.pos, self.char()
        if c in ("!", ","):
            return self._unary_symbol(c, 1)
        if c == "+" or (c and c in DASHES):
            return self._sign()
        if c == "[":
            return self._type_or_cast()
        operand = self.suffixes(self.primary())
        before = self.pos
        self.skip_only_blanks()
        if self.looking_at("++") or self._double_dash():
            operator = "++" if self.char() == "+" else "--"
            self.require_assignable(operand, operator)
            self.pos += 2
            return Step(self.span(start), operator, operand, is_prefix=False)
        self.pos = before
        return operand

    def _double_dash(self) -> bool:
        return bool(self.char()) and self.char() in DASHES and bool(self.char(1)) and self.char(1) in DASHES

    def _unary_symbol(self, operator: str, length: int) -> Unary:
        start = self.pos
        self.pos += length
        self.skip_blank()
        operand = self.unary()
        return Unary(self.span(start), operator, operand)

    def _sign(self) -> Expression:
        start, c = self.pos, self.char()
        if self.looking_at("++") or self._double_dash():
            self.pos += 2
            self.skip_blank()
            operand = self.unary()
            operator = "++" if c == "+" else "--"
            self.require_assignable(operand, operator)
            return Step(self.span(start), operator, operand, is_prefix=True)
        word = self.dash_word()
        if word:
            if word not in UNARY_WORDS:
                raise self.unexpected("an expression")
            return self._unary_symbol("-" + word, len(word) + 1)
        sign = "+" if c == "+" else "-"
        if sign == "-" and (self.char(1).isdigit() or self.char(1) == "."):
            self.pos += 1
            number = self.number()
            if number is not None:
                return self.suffixes(Constant(self.span(start), -number[0], self.text[start : self.pos]))
            self.pos = start
        return self._unary_symbol(sign, 1)

    def require_assignable(self, target: Expression, operator: str) -> None:
        """Raises:
        ScriptSyntaxError: `target` cannot be given a value.
        """
        if isinstance(target, ArrayLiteral):
            for item in target.items:
                self.require_assignable(item, operator)
        elif isinstance(target, (Attributed, Cast)):
            self.require_assignable(target.operand, operator)
        elif not isinstance(target, (VariableRef, Member, Index)):
            raise self.error(
                f"'{operator}' needs a variable, a property or an element on its left.", at=target.span.start,
                expected="a variable, a property or an element",
            )  # fmt: skip

    # --- types ---

    def _type_or_cast(self) -> Expression:
        start = self.pos
        name = self.attribute_or_type()
        if isinstance(name, Attribute):
            self.skip_blank()
            if not self.char() or self.char() not in "[$":
                raise self.error(
                    f"The attribute [{name.name}()] can stand only at a parameter or a variable.", at=start,
                    expected="a type",
                )  # fmt: skip
            return Attributed(self.span(start), name, self.unary())
        after = self.pos
        self.skip_blank()
        if self._starts_operand():
            operand = self.unary()
            return Cast(self.span(start), name, operand)
        self.pos = after
        return self.suffixes(TypeLiteral(self.span(start), name))

    def _starts_operand(self) -> bool:
        c = self.char()
        if not c:
            return False
        if c in DASHES:
            word = self.dash_word()
            return word in UNARY_WORDS and word not in OPERATORS if word else self.char(1) not in BLANKS + "="
        if c == "@":
            return self.char(1) in tuple("({" + QUOTES)
        return c in "$({[!+" + QUOTES or c.isdigit() or (c == "." and self.char(1).isdigit())

    # --- suffixes ---

    def suffixes(self, target: Expression) -> Expression:
        """Members, calls and indexes that stand directly at `target`."""
        start = target.span.start
        while True:
            if self.looking_at("::"):
                self.pos += 2
                target = self._member(start, target, is_static=True)
            elif self.char() == "." and self.char(1) != ".":
                self.pos += 1
                target = self._member(start, target, is_static=False)
            elif self.char() == "[":
                self.pos += 1
                self.skip_lines()
                index = self.expression()
                self.skip_lines()
                self.expect("]", "to end the index")
                target = Index(self.span(start), target, index)
            else:
                return target

    def _member(self, start: int, target: Expression, *, is_static: bool) -> Expression:
        self.skip_lines()
        name = self._member_name()
        if self.char() != "(":
            return Member(self.span(start), target, name, is_static)
        self.pos += 1
        arguments: list[Expression] = []
        self.skip_lines()
        while self.char() != ")":
            arguments.append(self.expression(commas=False))
            self.skip_lines()
            if not self.take(","):
                break
            self.skip_lines()
            if self.char() == ")":
                raise self.unexpected("another argument after the comma")
        self.expect(")", "to end the arguments")
        return MethodCall(self.span(start), target, name, tuple(arguments), is_static)

    def _member_name(self) -> Expression:
        start, c = self.pos, self.char()
        match = _MEMBER_NAME.match(self.text, self.pos)
        if match:
            self.pos = match.end()
            return Constant(self.span(start), match.group(), match.group(), bare=True)
        if c and c in QUOTES:
            return self.string()
        if c == "$":
            return self.subexpression() if self.char(1) == "(" else self.variable()
        if c == "(":
            return self.paren()
        raise self.unexpected("the name of a property or method after the dot")

    # --- operands ---

    def primary(self) -> Expression:
        """A literal, a variable or something in brackets."""
        c = self.char()
        if c == "$":
            return self.subexpression() if self.char(1) == "(" else self.variable()
        if c and c in QUOTES:
            return self.string()
        if c == "(":
            return self.paren()
        if c == "{":
            return self.block_literal()
        if c == "@":
            return self.at_expression()
        start = self.pos
        number = self.number() if c.isdigit() or c == "." else None
        if number is not None:
            return Constant(self.span(start), number[0], number[1])
        raise self.unexpected("an expression")

    def at_expression(self) -> Expression:
        """``@( )``, ``@{ }`` or a here-string."""
        start, after = self.pos, self.char(1)
        if after == "(":
            self.pos += 2
            body = self.statements_until(")")
            return ArrayExpression(self.span(start), body)
        if after == "{":
            return self._hashtable()
        if after and after in QUOTES:
            return self.here_string()
        if after.isalpha() or after == "_":
            raise self.error(
                "A splatted variable can stand only among the arguments of a command.", expected="an expression"
            )
        raise self.unexpected("'(', '{' or a quote after '@'", at=self.pos + 1)

    def paren(self) -> Paren:
        """``( pipeline )``."""
        start = self.pos
        self.pos += 1
        self.deeper()
        self.skip_lines()
        if self.char() == ")":
            raise self.unexpected("an expression inside the parentheses")
        body = self.pipeline_or_assignment()
        self.skip_lines()
        self.expect(")")
        self.depth -= 1
        return Paren(self.span(start), body)

    def block_literal(self) -> ScriptBlockLiteral:
        """``{ … }`` as a value."""
        start = self.pos
        block = self.script_block()
        return ScriptBlockLiteral(self.span(start), block)

    def _hashtable(self) -> HashtableLiteral:
        start = self.pos
        self.pos += 2
        self.deeper()
        entries: list[tuple[Expression, Statement]] = []
        self.skip_separators()
        while self.char() != "}":
            if not self.char():
                raise self.unclosed("}", "table", start)
            key = self._key()
            self.skip_blank()
            self.expect("=", "after the key")
            self.skip_lines()
            entries.append((key, self.value_statement()))
            self.skip_blank()
            if self.char() not in ("}", ";") and not self.at_line_end():
                raise self.unexpected("';', a new line or '}' after the value")
            self.skip_separators()
        self.pos += 1
        self.depth -= 1
        return HashtableLiteral(self.span(start), tuple(entries))

    def _key(self) -> Expression:
        start = self.pos
        number = self.number()
        if number is not None:
            return Constant(self.span(start), number[0], number[1])
        match = _MEMBER_NAME.match(self.text, self.pos)
        if match:
            while self.char() and self.char() not in BLANKS + NEWLINES + "={}();,":
                self.pos += 1
            word = self.text[start : self.pos]
            return Constant(self.span(start), word, word, bare=True)
        return self.suffixes(self.primary())

    # --- what the statement parser gives ---

    def attribute_or_type(self) -> Attribute | TypeName:
        """``[Parameter( … )]`` or ``[type]``."""
        raise NotImplementedError

    def pipeline_or_assignment(self) -> Statement:
        """A pipeline, or ``target = value``."""
        raise NotImplementedError

    def value_statement(self) -> Statement:
        """What may stand after ``=``."""
        raise NotImplementedError

    def script_block(self) -> ScriptBlock:
        """``{ … }`` with parameters and named blocks."""
        raise NotImplementedError

    def block(self) -> Block:
        """``{ statements }``."""
        raise NotImplementedError
