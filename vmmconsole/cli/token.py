"""``vmmconsole token``: the tokens with which scripts sign in."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.client import messages
from vmmconsole.model.errors import AmbiguousError, ConflictError, NotFoundError, StateError, VMMError

from .columns import day_and_time, in_columns
from .connection import asked
from .options import Options

if TYPE_CHECKING:
    from vmmconsole.client.sync import SyncClient
    from vmmconsole.model.sign_in import SessionFacts


def token_command(options: Options) -> int:
    """Make, list or revoke; 1 when that failed."""
    try:
        if options.action == "new" and options.token_file is not None:
            _check_new(options.token_file)
        with asked(options) as client:
            {"new": _new, "list": _list, "revoke": _revoke}[options.action](client, options)
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return 1
    return 0


def _new(client: SyncClient, options: Options) -> None:
    made = client.ask(messages.new_api_token(options.name, days=options.days, scope=options.scope))
    if options.token_file is None:
        sys.stdout.write(f"{made.token}\n")
        sys.stdout.flush()
        told = "It is shown this once: keep it in a file that only you may read"
    else:
        try:
            _write_private(options.token_file, f"{made.token}\n")
        except VMMError:  # a token that nobody has must not stay good
            with contextlib.suppress(VMMError):
                client.ask(messages.end_session(made.facts.id))
            raise
        told = f"It is in {options.token_file}"
    can = "everything that you may" if made.facts.scope == "full" else "reading only"
    sys.stderr.write(
        f"The token '{made.facts.name}' of {made.facts.user_name} is for {can}, and good until "
        f"{day_and_time(made.facts.expires_at)}.\n{told}, and name that file in VMMCONSOLE_TOKEN_FILE.\n"
    )


def _list(client: SyncClient, options: Options) -> None:
    found = _tokens(client, everybody=options.everybody)
    rows = [
        (
            facts.name, facts.user_name, facts.scope, day_and_time(facts.expires_at),
            day_and_time(facts.used_at) or "never", facts.id,
        )
        for facts in found
    ]  # fmt: skip
    sys.stdout.write(in_columns(("Name", "User", "Scope", "Good until", "Used", "ID"), rows))


def _revoke(client: SyncClient, options: Options) -> None:
    wanted = options.name.casefold()
    tokens = _tokens(client, everybody=options.everybody)
    found = [facts for facts in tokens if wanted in (facts.id, facts.name.casefold())]
    if not found:
        raise NotFoundError(
            f"There is no token '{options.name}'.",
            action="See what there is with vmmconsole token list; --everybody shows those of other users too.",
        )
    if len(found) > 1:
        raise AmbiguousError(
            f"There are {len(found)} tokens named '{options.name}'.",
            action="Name the token by its ID, which vmmconsole token list shows.",
        )
    client.ask(messages.end_session(found[0].id))
    sys.stderr.write(f"The token '{found[0].name}' of {found[0].user_name} is good no more.\n")


def _tokens(client: SyncClient, *, everybody: bool) -> list[SessionFacts]:
    return [facts for facts in client.ask(messages.sessions(everybody=everybody)) if facts.type == "token"]


def _check_new(path: Path) -> None:
    """Refuse before a token is made for nothing."""
    if path.exists():
        raise ConflictError(f"{path} exists already.", action="Name a new file with --to-file, or remove this one.")
    if not path.absolute().parent.is_dir():
        raise NotFoundError(f"There is no folder {path.absolute().parent}.", action="Name another file with --to-file.")


def _write_private(path: Path, text: str) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(text)
    except OSError as err:
        raise StateError(
            f"The token cannot be written to {path}.",
            cause=f"{err.strerror}. It was revoked again.",
            action="Name another file with --to-file.",
        ) from err
