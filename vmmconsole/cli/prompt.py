"""The prompt in a terminal. It is there at once; language, cmdlets and engine come up behind it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory

from vmmconsole import __version__
from vmmconsole.client.embedded import default_data_dir
from vmmconsole.client.history import History
from vmmconsole.model.errors import VMMError

from .connection import EngineChoice
from .options import Options
from .terminal import Terminal
from .typing_aids import STYLE, KeptHistory, ScriptCompleter, ScriptLexer, keys

if TYPE_CHECKING:
    from vmmconsole.client.link import Link
    from vmmconsole.client.shell import Shell
    from vmmconsole.script.completion import Completion

PROMPT, MORE = "VMM> ", ">> "
_REFRESH_SECONDS = 0.5


class Prompt:
    """Reads statements and runs them, one after another."""

    def __init__(self, options: Options) -> None:
        self._choice = EngineChoice(options)
        self._terminal = Terminal()
        self._shell: Shell | None = None
        self._link: Link | None = None
        self._error: BaseException | None = None
        self._loading = threading.Thread(target=self._load, name="shell", daemon=True)
        self._session: PromptSession[str] = PromptSession(
            [("class:prompt", PROMPT)],
            history=KeptHistory(History(default_data_dir() / "shell-history")),
            completer=ScriptCompleter(self._complete),
            complete_while_typing=False,
            auto_suggest=AutoSuggestFromHistory(),
            lexer=ScriptLexer(),
            multiline=True,
            key_bindings=keys(self._is_unfinished),
            prompt_continuation=MORE,
            enable_history_search=True,
            style=STYLE,
        )
        # The first picture of the prompt must not wait for the imports.
        self._session.app.after_render += lambda _app: self._start_loading()

    def run(self) -> int:
        """Until ``exit`` or Ctrl+D; the exit code."""
        if self._choice.asks:
            try:
                self._choice.find()  # before the prompt, which is not the place for questions
            except VMMError as err:
                self._terminal.error(err)
                return 1
        self._choice.launch()
        self._terminal.note(
            f"vmmconsole {__version__}: Get-Command lists the cmdlets, Get-Help explains one, exit leaves."
        )
        try:
            return self._loop()
        finally:
            if self._shell is not None:
                self._shell.close()
            if self._link is not None:
                self._link.close(self._choice.leave)

    def _loop(self) -> int:
        while True:
            try:
                self._terminal.show_failures()
                self._session.bottom_toolbar = self._jobs if self._terminal.behind else None
                self._session.refresh_interval = _REFRESH_SECONDS if self._terminal.behind else 0
                text = self._session.prompt()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            if not text.strip():
                continue
            ended = self._run(text)
            if ended is not None:
                return ended

    def _jobs(self) -> str:
        """What stands below the prompt: how far the jobs are that were left running."""
        return "\n".join(self._terminal.behind) or "Done."

    def _run(self, text: str) -> int | None:
        from .run import interruptible

        try:
            shell = self._loaded()
            with interruptible(shell.host):
                shell.run(text)
        except KeyboardInterrupt:
            if self._shell is not None:
                self._shell.host.lost()  # the connection may be in the middle of an answer
            self._terminal.clear_progress()
            self._terminal.note("Stopped at once; a job that ran may go on. Get-Job shows it.")
            return None
        return shell.exit_code

    # --- what comes up behind the prompt ---

    def _start_loading(self) -> None:
        if self._loading.ident is None:
            self._loading.start()

    def _load(self) -> None:
        try:
            from vmmconsole.client.link import Link
            from vmmconsole.client.object_names import FollowedNames
            from vmmconsole.client.shell import Shell

            names = FollowedNames()
            link = Link(self._choice.find, names)
            shell = Shell(link, self._terminal, names=names)
            link.start()
            self._link, self._shell = link, shell
        except BaseException as err:  # noqa: BLE001  it is raised where the shell is needed
            self._error = err
        if self._session.app.is_running:
            self._session.app.invalidate()  # now with colours

    def _loaded(self) -> Shell:
        self._start_loading()
        self._loading.join()
        if self._error is not None:
            raise self._error
        assert self._shell is not None
        return self._shell

    def _complete(self, before: str) -> Completion:
        return self._loaded().complete(before)

    def _is_unfinished(self, text: str) -> bool:
        self._loaded()
        from vmmconsole.client.shell import needs_more

        return needs_more(text)


__all__ = ["MORE", "PROMPT", "Prompt"]
