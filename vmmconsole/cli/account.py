"""``vmmconsole account``: the accounts that an engine keeps itself."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from vmmconsole.client import messages
from vmmconsole.model.errors import ParameterError, VMMError

from .columns import day_and_time, in_columns
from .connection import asked
from .options import Options

if TYPE_CHECKING:
    from vmmconsole.client.sync import SyncClient


def account_command(options: Options) -> int:
    """Do what the options say with an account; 1 when that failed."""
    try:
        with asked(options) as client:
            _do(client, options.action, options.name)
    except VMMError as err:
        sys.stderr.write(f"{err.message}\n")
        return 1
    return 0


def _do(client: SyncClient, action: str, name: str) -> None:
    match action:
        case "list":
            _list(client)
            return
        case "add":
            made = client.ask(messages.add_account(name, _password(f"Password for {name}: ")))
            _say(
                f"There is an account '{made.name}' now. Its password has to be changed at the first sign-in.\n"
                f"It may do nothing before a role has it as a member: in the console under Administration, User Roles."
            )
        case "reset":
            client.ask(messages.reset_password(name, _password(f"New password for {name}: ")))
            _say(
                f"The account '{name}' has another password, to be changed at the next sign-in. What it had open "
                f"is ended."
            )
        case "disable" | "enable":
            client.ask(messages.disable_account(name, disabled=action == "disable"))
            _say(
                f"The account '{name}' cannot sign in any more, and what it had open is ended."
                if action == "disable"
                else f"The account '{name}' can sign in again."
            )
        case "remove":
            client.ask(messages.remove_account(name))
            _say(f"The account '{name}' is removed, and what it had open is ended.")


def _list(client: SyncClient) -> None:
    rows = []
    for account in client.ask(messages.accounts()):
        state = "disabled" if account.disabled else "locked" if account.locked else "enabled"
        note = "has to change its password" if account.must_change_password else ""
        rows.append((account.name, state, day_and_time(account.password_changed_at), note))
    sys.stdout.write(in_columns(("Name", "State", "Password of", ""), rows))


def _password(prompt: str) -> str:
    """A password that is typed twice, or the first line of standard input. A command line would show it to everybody.

    Raises:
        ParameterError: it is empty, or was typed differently.
    """
    if sys.stdin.isatty():
        password = getpass.getpass(prompt)
        if getpass.getpass("The same again: ") != password:
            raise ParameterError("The two passwords differ.", action="Run the command again.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise ParameterError(
            "There is no password.", cause="Standard input was empty.", action="Type it, or give it on standard input."
        )
    return password


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
