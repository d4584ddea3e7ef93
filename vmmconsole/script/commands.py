"""Command mode of the parser: a name, then words, parameters, expressions and redirections."""

from __future__ import annotations

import re

from .ast import (
    ArrayLiteral,
    Assignment,
    Command,
    CommandExpression,
    Constant,
    Expression,
    ParameterArgument,
    Pipeline,
    Redirection,
    Statement,
)
from .expressions import OPERATORS, UNARY_WORDS, Expressions
from .lexer import BLANKS, DASHES, NEWLINES, QUOTES, TERMINATORS

_PARAMETER = re.compile(rf"[{DASHES}]([A-Za-z_?][\w?]*(?:[{DASHES}][\w?]+)*)")
_REDIRECTION = re.compile(r"([1-6*]?)(>>|>)(?:&([0-9]))?")
_ASSIGNMENT = re.compile(rf"([{DASHES}+*/%]?)=")


class Commands(Expressions):
    """Reads pipelines."""

    def pipeline_or_assignment(self) -> Statement:
        start = self.pos
        if self.char() == "|":
            raise self.unexpected("a command or an expression before '|'")
        if not self._starts_expression():
            return self._pipeline(start, self.command())
        expression = self.expression()
        before = self.pos
        self.skip_blank()
        match = _ASSIGNMENT.match(self.text, self.pos)
        if match:
            return self._assignment(start, expression, match)
        self.pos = before
        redirections = self._redirections()
        return self._pipeline(start, CommandExpression(self.span(start), expression, redirections))

    def _assignment(self, start: int, target: Expression, match: re.Match[str]) -> Assignment:
        sign = match.group(1)
        operator = ("-" if sign and sign in DASHES else sign) + "="
        if self.char(len(match.group())) == "=":
            raise self.error(
                "'==' is not an operator.", expected="-eq", action="Compare with -eq; give a value with =."
            )
        self.require_assignable(target, operator)
        self.pos = match.end()
        self.skip_lines()
        value = self.value_statement()
        return Assignment(self.span(start), target, operator, value)

    def _starts_expression(self) -> bool:
        c = self.char()
        if not c:
            raise self.unexpected("a command or an expression")
        if c in "$({[!," or c in QUOTES:
            return True
        if c == "@":
            return True
        if c in DASHES or c == "+":
            word = self.dash_word() if c != "+" else ""
            return not word or word in UNARY_WORDS
        if c.isdigit() or (c == "." and self.char(1).isdigit()):
            return self._starts_number()
        return False

    def _starts_number(self) -> bool:
        """Whether a number stands here and not a command whose name starts with a digit."""
        start = self.pos
        number = self.number()
        after = self.char()
        self.pos = start
        return number is not None and (not after or after in BLANKS + NEWLINES + TERMINATORS + "+-*/%.[=")

    def _pipeline(self, start: int, first: Command | CommandExpression) -> Pipeline:
        commands: list[Command | CommandExpression] = [first]
        while True:
            before = self.pos
            self.skip_blank()
            self._refuse_chain()
            if self.char() != "|":
                self.pos = before
                break
            self.pos += 1
            self.skip_lines()
            if not self.char() or self.char() in "|);}":
                raise self.unexpected("a command after '|'")
            if self._starts_expression():
                raise self.error(
                    "An expression can stand only at the start of a pipeline.", expected="a command after '|'",
                    action="Use ForEach-Object { … } to work on each object.",
                )  # fmt: skip
            commands.append(self.command())
        return Pipeline(self.span(start), tuple(commands))

    def _refuse_chain(self) -> None:
        if self.looking_at("&&") or self.looking_at("||"):
            raise self.error(
                f"The operator '{self.text[self.pos : self.pos + 2]}' between commands is not supported.",
                expected="the end of the statement", action="Write two statements; test the first one's $? with if.",
            )  # fmt: skip
        if self.char() == "&":
            raise self.error(
                "Running a command in the background with '&' is not supported.",
                expected="the end of the statement", action="Use -RunAsynchronously on the cmdlet.",
            )  # fmt: skip

    # --- one command ---

    def command(self) -> Command:
        """A command up to the end of its arguments."""
        start, c = self.pos, self.char()
        invocation = ""
        if c == "&" or (c == "." and (self.char(1) in tuple(BLANKS + QUOTES + "$({"))):
            self.pos += 1
            self.skip_blank()
            if self.at_line_end() or (self.char() in TERMINATORS and self.char() not in "({"):
                raise self.unexpected(f"a command or script block after '{c}'")
            invocation = c
        name = self._command_name(invocation)
        if isinstance(name, Constant) and name.text.lower() == "inlinescript":
            self.skip_lines()
        elements: list[Expression | ParameterArgument] = []
        redirections: list[Redirection] = []
        while True:
            before = self.pos
            self.skip_blank()
            if self.at_line_end() or self.char() in ";|)}&":
                self.pos = before
                break
            redirection = self._redirection()
            if redirection:
                redirections.append(redirection)
            elif self.char() == "<":
                raise self.error("Reading input with '<' is not supported.", expected="an argument")
            else:
                elements.append(self._element())
        source = self.text[start : self.pos]
        return Command(self.span(start), name, tuple(elements), tuple(redirections), invocation, source)

    def _command_name(self, invocation: str) -> Expression:
        if invocation:
            return self._argument_item()
        if self.char() in TERMINATORS or not self.char():
            raise self.unexpected("a command")
        start = self.pos
        name = self.bareword()
        if not isinstance(name, Constant):  # ``.\$name.ps1``
            return name
        if name.text[:1] and name.text[0] in DASHES and name.text[1:].lower() in OPERATORS:
            raise self.error(
                f"The operator '{name.text}' has nothing on its left.", at=start, expected="a value before it"
            )
        return name

    def _element(self) -> Expression | ParameterArgument:
        c = self.char()
        if c in DASHES:
            if self.looking_at("--%"):
                return self._verbatim_rest()
            parameter = self._parameter()
            if parameter:
                return parameter
        return self._argument()

    def _verbatim_rest(self) -> Constant:
        """``--%`` and what follows it in the line, which a program would get as it stands."""
        start = self.pos
        while not self.at_line_end() and self.char() != "|":
            self.pos += 1
        text = self.text[start : self.pos]
        return Constant(self.span(start), text, text, bare=True)

    def _parameter(self) -> ParameterArgument | None:
        start = self.pos
        match = _PARAMETER.match(self.text, self.pos)
        if match is None:
            return None
        after = self.text[match.end() : match.end() + 1]
        if after and after not in BLANKS + NEWLINES + TERMINATORS + ":.[" + QUOTES + "$":
            return None
        self.pos = match.end()
        if self.char() != ":":
            return ParameterArgument(self.span(start), match.group(1))
        self.pos += 1
        self.skip_blank()
        if self.at_line_end() or self.char() in ";|)}":
            raise self.unexpected(f"a value for -{match.group(1)}")
        value = self._argument()
        return ParameterArgument(self.span(start), match.group(1), value)

    def _argument(self) -> Expression:
        """One argument, or several joined by commas."""
        start = self.pos
        items = [self._argument_item()]
        while True:
            before = self.pos
            self.skip_blank()
            if self.char() != ",":
                self.pos = before
                break
            self.pos += 1
            self.skip_lines()
            if not self.char() or self.char() in ",;|)}":
                raise self.unexpected("a value after ','")
            items.append(self._argument_item())
        return items[0] if len(items) == 1 else ArrayLiteral(self.span(start), tuple(items))

    def _argument_item(self) -> Expression:
        self.deeper()
        try:
            return self._read_item()
        finally:
            self.depth -= 1

    def _read_item(self) -> Expression:
        c = self.char()
        if c in QUOTES:
            return self.suffixes_in_command(self.string())
        if c == "(":
            return self.suffixes_in_command(self.paren())
        if c == "{":
            return self.block_literal()
        if c == "$":
            if self.char(1) == "(":
                return self.suffixes_in_command(self.subexpression())
            return self._variable_or_word()
        if c == "@":
            if self.char(1) in ("(", "{") or self.char(1) in tuple(QUOTES):
                return self.suffixes_in_command(self.at_expression())
            if self.variable_match():
                return self.variable()
        if c in TERMINATORS:
            raise self.unexpected("an argument")
        return self.bareword()

    def _variable_or_word(self) -> Expression:
        start = self.pos
        if not (self.variable_match() or self.char(1) == "{" or self.char(1) in ("$", "^")):
            return self.bareword()
        found = self.variable()
        after = self.char()
        if not after or after in BLANKS + NEWLINES + TERMINATORS + ".[" or self.looking_at("::"):
            return self.suffixes_in_command(found)
        self.pos = start
        return self.bareword()

    def suffixes_in_command(self, target: Expression) -> Expression:
        """Members and indexes that stand directly at an argument."""
        if (self.char() == "." and self.char(1) not in (".", "")) or self.char() == "[" or self.looking_at("::"):
            return self.suffixes(target)
        return target

    # --- redirections ---

    def _redirections(self) -> tuple[Redirection, ...]:
        found: list[Redirection] = []
        while True:
            before = self.pos
            self.skip_blank()
            redirection = self._redirection()
            if redirection is None:
                self.pos = before
                return tuple(found)
            found.append(redirection)

    def _redirection(self) -> Redirection | None:
        start = self.pos
        match = _REDIRECTION.match(self.text, self.pos)
        if match is None:
            return None
        source, arrow, merge = match.group(1) or "1", match.group(2), match.group(3)
        self.pos = match.end()
        if merge:
            if merge != "1":
                raise self.error("A stream can be merged only into the output: 2>&1.", at=start, expected="&1")
            return Redirection(self.span(start), source, None, merge_into=1)
        self.skip_blank()
        if self.at_line_end() or self.char() in ";|)}":
            raise self.unexpected("a file after the redirection")
        target = self._argument_item()
        return Redirection(self.span(start), source, target, append=arrow == ">>")
