"""Names of types in square brackets."""

from __future__ import annotations

import re

from .ast import TypeName
from .strings import Strings

_TYPE_NAME = re.compile(r"[A-Za-z_][\w.+`]*")


class TypeNames(Strings):
    """Reads types."""

    def type_name(self) -> TypeName:
        """A type's name, without the outer brackets."""
        start = self.pos
        match = _TYPE_NAME.match(self.text, self.pos)
        if match is None:
            raise self.unexpected("the name of a type")
        self.pos = match.end()
        arguments: list[TypeName] = []
        is_array = False
        if self.char() == "[":
            self.pos += 1
            self.skip_blank()
            while self.char() == ",":
                self.pos += 1
            is_array = self.char() == "]"
            while self.char() != "]":
                inner = self.take("[")
                arguments.append(self.type_name())
                if inner:
                    self.expect("]")
                self.skip_blank()
                if not self.take(","):
                    break
                self.skip_blank()
            self.expect("]", "to end the type")
        if self.looking_at("[]"):
            self.pos += 2
            is_array = True
        return TypeName(self.span(start), match.group(), tuple(arguments), is_array)

    def bracketed_type(self) -> TypeName:
        """``[name]``."""
        self.expect("[")
        self.skip_lines()
        name = self.type_name()
        self.skip_lines()
        if self.char() == "(":
            raise self.error(
                f"The attribute [{name.name}()] can stand only at a parameter.", at=name.span.start - 1,
                expected="a type",
            )  # fmt: skip
        self.expect("]", "to end the type")
        return name
