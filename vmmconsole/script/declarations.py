"""Declarations: ``param`` blocks, parameters and their attributes."""

from __future__ import annotations

import re

from vmmconsole.model.errors import ScriptSyntaxError

from .ast import Attribute, Expression, ParameterDeclaration, TypeName
from .expressions import Expressions

_NAMED = re.compile(r"([A-Za-z_]\w*)\s*=(?!=)")
_FLAG = re.compile(r"([A-Za-z_]\w*)\s*(?=[,)])")


class Declarations(Expressions):
    """Reads what stands before the statements of a block."""

    def param_block(self) -> tuple[tuple[Attribute, ...], tuple[ParameterDeclaration, ...]]:
        """``[CmdletBinding()] param( … )`` when it comes next, else nothing."""
        start = self.pos
        attributes = self._block_attributes()
        if attributes is None or self.keyword() != "param":
            self.pos = start
            return (), ()
        self.pos += len("param")
        self.skip_lines()
        if self.char() != "(":
            raise self.unexpected("'(' after 'param'")
        return attributes, self.parameter_list()

    def _block_attributes(self) -> tuple[Attribute, ...] | None:
        """The attributes before ``param``; None when the brackets here are something else."""
        found: list[Attribute] = []
        while self.char() == "[":
            try:
                kind = self.attribute_or_type()
            except ScriptSyntaxError:
                return None
            if not isinstance(kind, Attribute):
                return None
            found.append(kind)
            self.skip_lines()
        return tuple(found)

    def parameter_list(self) -> tuple[ParameterDeclaration, ...]:
        """``( [type]$name = default, … )``."""
        start = self.pos
        self.pos += 1
        found: list[ParameterDeclaration] = []
        self.skip_lines()
        while self.char() != ")":
            if not self.char():
                raise self.unclosed(")", "list of parameters", start)
            found.append(self._parameter_declaration())
            self.skip_lines()
            if not self.take(","):
                break
            self.skip_lines()
            if self.char() == ")":
                raise self.unexpected("another parameter after the comma")
        self.expect(")", "to end the parameters")
        return tuple(found)

    def _parameter_declaration(self) -> ParameterDeclaration:
        start = self.pos
        attributes: list[Attribute] = []
        kind: TypeName | None = None
        while self.char() == "[":
            piece = self.attribute_or_type()
            if isinstance(piece, Attribute):
                attributes.append(piece)
            else:
                kind = piece
            self.skip_lines()
        if self.char() != "$":
            raise self.unexpected("the name of a parameter, such as $Name")
        name = self.variable().name
        default: Expression | None = None
        self.skip_lines()
        if self.char() == "=":
            self.pos += 1
            self.skip_lines()
            default = self.expression(commas=False)
        return ParameterDeclaration(self.span(start), name, kind, default, tuple(attributes))

    def attribute_or_type(self) -> Attribute | TypeName:
        """``[Parameter( … )]`` or ``[type]``."""
        start = self.pos
        self.expect("[")
        self.skip_lines()
        name = self.type_name()
        self.skip_lines()
        if not self.take("("):
            self.expect("]", "to end the type")
            return name
        arguments: list[Expression] = []
        named: list[tuple[str, Expression]] = []
        self.skip_lines()
        while self.char() != ")":
            self._attribute_argument(arguments, named)
            self.skip_lines()
            if not self.take(","):
                break
            self.skip_lines()
        self.expect(")", "to end the attribute's arguments")
        self.skip_lines()
        self.expect("]", "to end the attribute")
        return Attribute(self.span(start), name.name, tuple(arguments), tuple(named))

    def _attribute_argument(self, arguments: list[Expression], named: list[tuple[str, Expression]]) -> None:
        match = _NAMED.match(self.text, self.pos)
        if match:
            self.pos = match.end()
            self.skip_lines()
            named.append((match.group(1), self.expression(commas=False)))
            return
        flag = _FLAG.match(self.text, self.pos)
        if flag:
            from_here = self.pos
            self.pos = flag.end()
            named.append((flag.group(1), self.true_constant(from_here)))
            return
        arguments.append(self.expression(commas=False))

    def true_constant(self, start: int) -> Expression:
        """``$true``, for an attribute's argument that is named alone."""
        from .ast import VariableRef

        return VariableRef(self.span(start), "true")
