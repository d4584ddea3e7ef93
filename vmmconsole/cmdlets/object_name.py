"""Names of stored objects: what they may be, and that no other object of the kind has the name."""

from __future__ import annotations

from vmmconsole.model import Noun
from vmmconsole.model.errors import ConflictError, ParameterError

from .session import Session

LONGEST_NAME = 256


def free_name(session: Session, kind: type[Noun], name: str, *, besides: Noun | None = None) -> str:
    """The name, when an object of the kind can have it and no other than `besides` has.

    Raises:
        ParameterError: it is empty, too long, or has control characters.
        ConflictError: another object has it.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ParameterError(
            f"-Name {name[:60]!r} cannot be used.",
            cause=f"A name has 1 to {LONGEST_NAME} characters and no line breaks or other control characters.",
            action="Choose another name.",
        )
    if any(obj.id != (besides.id if besides else None) for obj in session.find(kind, name=name)):
        raise ConflictError(
            f"The name '{name}' is taken.", cause=f"Another {kind.title} has it.", action="Choose another name."
        )
    return name
