"""Plan and Run of the editor: what must be right or asked before a script is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from vmmconsole.model.errors import VMMError

from .asking import ask
from .page import ScriptPage
from .plan_table import PlanTable
from .result_panel import ResultPanel

if TYPE_CHECKING:
    from .window import ScriptEditorWindow

_LARGE = 50_000
"""A text of so many characters is not read on the window's own thread."""


class Launch:
    """Sends the script of the tab that is shown, or what is selected in it."""

    def __init__(self, window: ScriptEditorWindow) -> None:
        self.window = window

    def plan(self, *, selection: bool = False) -> None:
        """Ask the engine what the script would do."""
        self._start(self.window.runner.plan, self.window.plan_table, selection=selection)

    def run(self, *, selection: bool = False) -> None:
        """Run the script as a job."""
        page = self.window.page
        if page is None:
            return
        name = f"Run script {page.title}" if page.place else "Run script"

        async def run(page: ScriptPage, text: str, first_line: int) -> None:
            if selection or await self._may_run(page, text, name):
                await self.window.runner.run(page, text, name, first_line)

        self._start(run, self.window.result, selection=selection)

    def _start(
        self,
        act: Callable[[ScriptPage, str, int], Awaitable[None]],
        panel: PlanTable | ResultPanel,
        *,
        selection: bool,
    ) -> None:
        page = self.window.page
        if page is None or self.window.runner.is_running:
            return
        text, line = page.editor.selected_text() if selection else (page.editor.text(), 1)
        if not text.strip():
            self.window.say("There is nothing to run.", "warning")
            return
        if page.is_checked and page.errors and not selection:
            self.window.show_panel(self.window.problems)
            self.window.next_problem()
            return

        async def start() -> None:
            self.window.show_panel(panel)
            await act(page, text, line)

        self.window.spawn(start(), "The script was not started.")

    async def _may_run(self, page: ScriptPage, text: str, name: str) -> bool:
        """Whether the script can run as it is: says beforehand what a job cannot do, and asks for its parameters."""
        return await self._may_hinder(page) and not self._asks_parameters(page, text, name)

    def _asks_parameters(self, page: ScriptPage, text: str, name: str) -> bool:
        """Open the form of a script that must have values, where it is not too large to be read here."""
        if len(text) > _LARGE or "mandatory" not in text.lower():
            return False
        from vmmconsole.script.script_form import script_form

        from .run_form import open_run_form

        try:
            if not any(field.mandatory for field in script_form(text).fields):
                return False
        except VMMError:
            return False  # the engine says what is wrong

        async def take(bound: str) -> None:
            above = bound[: bound.index("& {\n") + 4].count("\n")  # what stands above the script's own lines
            await self.window.runner.run(page, bound, name, 1 - above)

        open_run_form(self.window.context, text, page.title, take=take, parent=self.window)
        return True

    async def _may_hinder(self, page: ScriptPage) -> bool:
        hindering = [problem for problem in page.problems if problem.in_jobs_only]
        if not hindering:
            return True
        lines = "\n".join(f"Line {problem.line}: {problem.message}" for problem in hindering[:6])
        return await ask(
            self.window,
            "Run script",
            f"The script needs what a job of the engine does not have.\n\n{lines}",
            "Run &anyway",
            more="It stops at the first of these lines that it comes to. In a terminal, 'vmmconsole run' has files "
            "and asks you.",
        )
