"""Statements of the language: control flow, functions, and the blocks they are made of."""

from __future__ import annotations

import re
from typing import ClassVar

from .ast import (
    Block,
    CatchClause,
    CommandExpression,
    Constant,
    Expression,
    Flow,
    For,
    ForEach,
    Function,
    If,
    Pipeline,
    ScriptBlock,
    Statement,
    Switch,
    Trap,
    Try,
    TypeName,
    While,
)
from .beyond import WHAT, Beyond
from .declarations import Declarations
from .lexer import DASHES

NAMED_BLOCKS = ("dynamicparam", "begin", "process", "end")
_IN_WORKFLOWS = ("parallel", "sequence")
_MAYBE_BEYOND = frozenset((*WHAT, "data", "inlinescript", *_IN_WORKFLOWS))
_DATA = re.compile(r"data\b[ \t]*(?:[A-Za-z_]\w*[ \t]*)?(?:-\w[^{\r\n]*)?\s*\{", re.IGNORECASE)
KEYWORDS = frozenset(
    (
        *("if", "elseif", "else", "while", "do", "until", "for", "foreach", "in", "switch", "function", "filter"),
        *("param", "return", "break", "continue", "exit", "throw", "try", "catch", "finally", "trap"),
        *(*NAMED_BLOCKS, "workflow", "inlinescript", "data", *_IN_WORKFLOWS, *WHAT),
    )
)  # fmt: skip


class Statements(Declarations, Beyond):
    """Reads statements and blocks."""

    LOOPS: ClassVar[frozenset[str]] = frozenset(["for", "foreach", "while", "do", "switch"])

    # --- blocks ---

    def statements_until(self, closer: str) -> tuple[Statement, ...]:
        start = self.pos
        self.deeper()
        found: list[Statement] = []
        self.skip_separators()
        while self.char() != closer:
            if not self.char():
                raise self.unclosed(closer, "block" if closer == "}" else "parenthesis", max(start - 1, 0))
            found.append(self.statement())
            self.end_statement(closer, found[-1])
        self.pos += 1
        self.depth -= 1
        return tuple(found)

    def end_statement(self, closer: str, statement: Statement) -> None:
        """Step over the end of a statement: a line end, a semicolon, or before `closer`; one that ends in a block needs
        none."""
        self.skip_blank()
        if self.char() == closer or not self.char():
            return
        if self.char() not in ";\r\n":
            if isinstance(statement, (If, For, ForEach, Function, Switch, Trap, Try, While)):
                return
            raise self._stray()
        self.skip_separators()

    def _stray(self) -> Exception:
        """What to say about text after a whole statement."""
        c, word = self.char(), self.dash_word()
        if c in DASHES and word:
            return self.error(f"There is no operator '-{word}'.", expected="an operator or the end of the statement")
        if c in "&|":
            self._refuse_chain()
        return self.unexpected("an operator or the end of the statement")

    def block(self) -> Block:
        start = self.pos
        self.expect("{")
        body = self.statements_until("}")
        return Block(self.span(start), body)

    def script_block(self) -> ScriptBlock:
        start = self.pos
        self.expect("{")
        found = self.block_body("}")
        self.pos += 1
        inner = self.text[start + 1 : self.pos - 1]
        return ScriptBlock(self.span(start), found.statements, found.parameters, found.attributes, found.named, inner)

    def block_body(self, closer: str) -> ScriptBlock:
        """Parameters, then named blocks or statements, up to `closer`, which is not stepped over."""
        start = self.pos
        self.deeper()
        self.skip_separators()
        attributes, parameters = self.param_block()
        self.skip_separators()
        named: list[tuple[str, Block]] = []
        statements: list[Statement] = []
        if self.keyword() in NAMED_BLOCKS and self._opens_block(len(self.keyword())):
            named = self._named_blocks(closer)
        while self.char() != closer:
            if not self.char():
                raise self.unclosed(closer, "block", max(start - 1, 0))
            statements.append(self.statement())
            self.end_statement(closer, statements[-1])
        self.depth -= 1
        return ScriptBlock(self.span(start), tuple(statements), parameters, attributes, tuple(named))

    def _opens_block(self, ahead: int) -> bool:
        before = self.pos
        self.pos += ahead
        self.skip_lines()
        opens = self.char() == "{"
        self.pos = before
        return opens

    def _named_blocks(self, closer: str) -> list[tuple[str, Block]]:
        named: list[tuple[str, Block]] = []
        while (word := self.keyword()) in NAMED_BLOCKS:
            if any(word == name for name, _ in named):
                raise self.error(f"The block '{word}' is there twice.")
            self.pos += len(word)
            self.skip_lines()
            named.append((word, self.block()))
            self.skip_separators()
        if self.char() != closer:
            raise self.unexpected(f"begin, process, end or '{closer}'")
        return named

    # --- statements ---

    def statement(self) -> Statement:
        """One statement, without what ends it."""
        self.deeper()
        try:
            return self._statement()
        finally:
            self.depth -= 1

    def _statement(self) -> Statement:
        label = self._label()
        word = self.keyword()
        if not word or word not in KEYWORDS:
            if label:
                raise self.unexpected("a loop after the label")
            return self.pipeline_or_assignment()
        if word in _MAYBE_BEYOND:
            return self._beyond_or_command(word)
        if word == "switch":
            return self._switch(label)
        if word in self.LOOPS:
            return self._loop(word, label)
        if word in ("function", "filter", "workflow"):
            return self._function(word)
        if word in ("return", "throw", "exit", "break", "continue"):
            return self._flow(word)
        if word == "if":
            return self._if()
        if word == "try":
            return self._try()
        if word == "trap":
            return self._trap()
        raise self._misplaced(word)

    def _beyond_or_command(self, word: str) -> Statement:
        is_statement = (
            word in WHAT
            or (word == "data" and _DATA.match(self.text, self.pos) is not None)
            or (word in _IN_WORKFLOWS and self.workflows > 0 and self._opens_block(len(word)))
        )
        return self.beyond_statement(word) if is_statement else self.pipeline_or_assignment()

    def _misplaced(self, word: str) -> Exception:
        homes = {
            "else": "if", "elseif": "if", "until": "do", "catch": "try", "finally": "try", "in": "foreach",
            "param": "the start of a script or block", "begin": "the start of a function",
            "process": "the start of a function", "end": "the start of a function",
            "dynamicparam": "the start of a function",
        }  # fmt: skip
        return self.error(f"'{word}' can stand only after {homes[word]}.".replace("after the", "at the"))

    def value_statement(self) -> Statement:
        word = self.keyword()
        if word in ("if", "switch", "for", "foreach", "while", "do", "try"):
            return self.statement()
        self.deeper()
        try:
            return self.pipeline_or_assignment()
        finally:
            self.depth -= 1

    def _label(self) -> str:
        if self.char() != ":" or not (self.char(1).isalpha() or self.char(1) == "_"):
            return ""
        self.pos += 1
        label = self.word()
        self.pos += len(label)
        self.skip_lines()
        return label.lower()

    def _condition(self, word: str) -> Statement:
        """``( pipeline )`` after a keyword."""
        self.skip_lines()
        self.expect("(", f"after '{word}'")
        self.skip_lines()
        if self.char() == ")":
            raise self.unexpected(f"a condition for '{word}'")
        condition = self.pipeline_or_assignment()
        self.skip_lines()
        self.expect(")", "to end the condition")
        return condition

    def _body(self, word: str) -> Block:
        self.skip_lines()
        if self.char() != "{":
            raise self.unexpected(f"'{{' to start the block of '{word}'")
        return self.block()

    def _next_keyword(self, *words: str) -> str:
        """Step over one of `words` when it comes next, also on a later line."""
        before = self.pos
        self.skip_lines()
        word = self.keyword()
        if word in words:
            self.pos += len(word)
            return word
        self.pos = before
        return ""

    def _if(self) -> If:
        start = self.pos
        self.pos += 2
        clauses = [(self._condition("if"), self._body("if"))]
        while self._next_keyword("elseif"):
            clauses.append((self._condition("elseif"), self._body("elseif")))
        otherwise = self._body("else") if self._next_keyword("else") else None
        return If(self.span(start), tuple(clauses), otherwise)

    def _loop(self, word: str, label: str) -> Statement:
        start = self.pos
        self.pos += len(word)
        if word == "while":
            condition = self._condition("while")
            return While(self.span(start), condition, self._body("while"), label)
        if word == "do":
            return self._do(start, label)
        return self._for(start, label) if word == "for" else self._foreach(start, label)

    def _do(self, start: int, label: str) -> While:
        body = self._body("do")
        kind = self._next_keyword("while", "until")
        if not kind:
            raise self.unexpected("'while' or 'until' after the block of 'do'")
        condition = self._condition(kind)
        return While(self.span(start), condition, body, label, body_first=True, negate=kind == "until")

    def _for(self, start: int, label: str) -> For:
        self.skip_lines()
        self.expect("(", "after 'for'")
        parts: list[Statement | None] = []
        for index in range(3):
            self.skip_lines()
            closed = self.char() in (")", ";")
            parts.append(None if closed else self.pipeline_or_assignment())
            self.skip_lines()
            if index < 2 and self.char() != ")":
                self.take(";")
        self.expect(")", "to end the head of 'for'")
        body = self._body("for")
        return For(self.span(start), parts[0], parts[1], parts[2], body, label)

    def _foreach(self, start: int, label: str) -> ForEach:
        self.skip_lines()
        if self.char() in DASHES and self.char():
            if not self.workflows:
                raise self.error(
                    "foreach -parallel can stand only in a workflow.", expected="'(' after 'foreach'"
                )  # fmt: skip
            while not self.at_line_end() and self.char() != "(":
                self.pos += 1
        self.expect("(", "after 'foreach'")
        self.skip_lines()
        if self.char() != "$":
            raise self.unexpected("the variable of 'foreach'")
        variable = self.variable()
        self.skip_lines()
        if not self.take_keyword("in"):
            raise self.unexpected("'in' after the variable")
        self.skip_lines()
        source = self.pipeline_or_assignment()
        self.skip_lines()
        self.expect(")", "to end the head of 'foreach'")
        body = self._body("foreach")
        return ForEach(self.span(start), variable, source, body, label)

    def _switch(self, label: str) -> Switch:
        start = self.pos
        self.pos += len("switch")
        mode, case_sensitive, is_file = "exact", False, False
        self.skip_lines()
        while self.char() and self.char() in DASHES:
            option = self.dash_word()
            found = [
                o for o in ("exact", "wildcard", "regex", "casesensitive", "file") if option and o.startswith(option)
            ]
            if not found:
                raise self.unexpected("-wildcard, -regex, -exact, -casesensitive or -file")
            self.pos += len(option) + 1
            mode = mode if found[0] in ("casesensitive", "file") else found[0]
            case_sensitive = case_sensitive or found[0] == "casesensitive"
            is_file = is_file or found[0] == "file"
            self.skip_lines()
        source = self._file_of_switch() if is_file and self.char() != "(" else self._condition("switch")
        self.skip_lines()
        opened = self.pos
        self.expect("{", "to start the clauses of 'switch'")
        clauses: list[tuple[Expression | None, Block]] = []
        self.skip_separators()
        while self.char() != "}":
            if not self.char():
                raise self.unclosed("}", "block of 'switch'", opened)
            clauses.append(self._switch_clause())
            self.skip_separators()
        self.pos += 1
        return Switch(self.span(start), source, tuple(clauses), mode, case_sensitive, label, is_file)

    def _file_of_switch(self) -> Statement:
        """The name of a file without parentheses, as ``switch -file C:\\log.txt`` has it."""
        start = self.pos
        name = self._read_item()
        return Pipeline(self.span(start), (CommandExpression(self.span(start), name),))

    def _switch_clause(self) -> tuple[Expression | None, Block]:
        pattern: Expression | None = self.bareword_or_operand()
        if isinstance(pattern, Constant) and pattern.bare and str(pattern.value).lower() == "default":
            pattern = None
        return pattern, self._body("switch")

    def bareword_or_operand(self) -> Expression:
        """A switch clause's pattern."""
        if self.char() in "$({@'\"[" or self.char() in DASHES:
            return self.unary()
        return self._read_item()

    def _function(self, word: str) -> Function:
        start = self.pos
        self.pos += len(word)
        self.skip_blank()
        name_at = self.pos
        name = self.bareword()
        if not isinstance(name, Constant) or not name.text:
            raise self.unexpected("the name of the function", at=name_at)
        self.skip_lines()
        parameters = self.parameter_list() if self.char() == "(" else ()
        self.skip_lines()
        if self.char() != "{":
            raise self.unexpected(f"'{{' to start the body of '{name.text}'")
        self.workflows += word == "workflow"
        block = self.script_block()
        self.workflows -= word == "workflow"
        if parameters:
            block = ScriptBlock(
                block.span, block.statements, parameters, block.attributes, block.named, block.text
            )  # fmt: skip
        return Function(self.span(start), name.text, block, word == "filter", word == "workflow")

    def _flow(self, word: str) -> Flow:
        start = self.pos
        self.pos += len(word)
        before = self.pos
        self.skip_blank()
        if self.at_line_end() or self.char() in ";})|&":
            self.pos = before
            return Flow(self.span(start), word)
        if word in ("break", "continue"):
            label = self.word()
            if not label:
                raise self.unexpected(f"a label or the end of the statement after '{word}'")
            self.pos += len(label)
            return Flow(self.span(start), word, None, label.lower())
        value = self.pipeline_or_assignment()
        return Flow(self.span(start), word, value)

    def _try(self) -> Try:
        start = self.pos
        self.pos += len("try")
        body = self._body("try")
        catches: list[CatchClause] = []
        while self._next_keyword("catch"):
            at = self.pos
            types: list[TypeName] = []
            self.skip_lines()
            while self.char() == "[":
                types.append(self.bracketed_type())
                self.skip_lines()
                if self.take(","):
                    self.skip_lines()
            block = self._body("catch")
            catches.append(CatchClause(self.span(at), tuple(types), block))
        final = self._body("finally") if self._next_keyword("finally") else None
        if not catches and final is None:
            raise self.unexpected("'catch' or 'finally' after the block of 'try'")
        return Try(self.span(start), body, tuple(catches), final)

    def _trap(self) -> Trap:
        start = self.pos
        self.pos += len("trap")
        self.skip_lines()
        kind = self.bracketed_type() if self.char() == "[" else None
        return Trap(self.span(start), kind, self._body("trap"))
