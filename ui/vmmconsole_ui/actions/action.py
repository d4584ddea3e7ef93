"""An action as data: title, icon, shortcut, places, when it is possible, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Row

from .scripts import Verb

Place = Literal["pane", "menu", "context", "toolbar"]
Verdict = tuple[bool, str]
"""Whether it is possible now, and if not, why."""

POSSIBLE: Verdict = (True, "")
EVERYWHERE: tuple[Place, ...] = ("pane", "menu", "context")


def always(_selection: Selection) -> Verdict:
    """Possible whatever is selected."""
    return POSSIBLE


@dataclass(frozen=True, slots=True)
class Action:
    """One verb. It is offered where its kinds are selected; when impossible it stays in place, with the reason."""

    id: str
    title: str
    icon: str
    run: Callable[[Context], Coroutine[Any, Any, None]]
    """What it does, to the selection of the context; errors it raises are shown."""
    kinds: tuple[str, ...] = ()
    """The kinds of objects it is for; empty: for none, always there."""
    shortcut: str = ""
    enabled: Callable[[Selection], Verdict] = always
    multi: bool = True
    """Whether it works on many objects at once."""
    places: tuple[Place, ...] = EVERYWHERE
    section: int = 0
    """Actions of different sections have a line between them in menus."""
    views: tuple[str, ...] = ()
    """The views it stands in, for actions without kinds; empty: in all."""
    tip: str = ""
    fits: Callable[[Row], bool] | None = None
    """Which of several selected objects it applies to, None for all; a `Verb` says that itself."""

    @property
    def verb(self) -> Verb | None:
        """What it does, where that is one cmdlet whose script can be shown beforehand."""
        return self.run if isinstance(self.run, Verb) else None

    def fitting(self, selection: Selection) -> list[Row]:
        """The selected objects that it applies to."""
        fits = self.verb.fits if self.verb is not None else self.fits
        return [row for row in selection.rows if fits is None or fits(row)]

    def verdict(self, selection: Selection) -> Verdict:
        """Whether it is possible with this selection, and if not, why."""
        if self.kinds:
            if selection.kind not in self.kinds or not selection.rows:
                return False, "Nothing is selected that this is for."
            if not self.multi and len(selection) > 1:
                return False, "Select one only."
        return self.enabled(selection)
