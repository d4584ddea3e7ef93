"""What ``vmmconsole token`` and ``vmmconsole account`` can be told."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

DEFAULT_TOKEN_DAYS = 30

EngineChoice = Callable[[argparse.ArgumentParser], None]
"""Adds the options that say which engine is meant."""


def add_token(commands: Any, engine_choice: EngineChoice) -> None:
    """The command that looks after tokens for scripts."""
    actions = _actions(commands, "token", "make, list and revoke tokens with which scripts sign in")
    new = _action(actions, "new", "make a token and show it this once", engine_choice)
    new.add_argument("name", metavar="NAME", help="what the token is for")
    new.add_argument("--scope", choices=("read", "full"), help="what it may be used for; read unless told")
    new.add_argument(
        "--days", type=int, metavar="N", help=f"for how many days it is good; {DEFAULT_TOKEN_DAYS} unless told"
    )
    new.add_argument(
        "--to-file", dest="token_file", type=Path, metavar="FILE",
        help="write it into a new file that only you may read, in place of showing it",
    )  # fmt: skip
    for word, explained in (("list", "show what tokens there are"), ("revoke", "let a token be good no more")):
        action = _action(actions, word, explained, engine_choice)
        if word == "revoke":
            action.add_argument("name", metavar="NAME", help="the token's name or ID")
        action.add_argument("--everybody", action="store_true", help="those of other users too, for an administrator")


def add_account(commands: Any, engine_choice: EngineChoice) -> None:
    """The command that looks after local accounts."""
    actions = _actions(commands, "account", "look after the accounts that an engine keeps itself")
    _action(actions, "list", "show what accounts there are", engine_choice)
    for word, explained in (
        ("add", "make an account; its password is asked for, or read from standard input"),
        ("reset", "give an account another password, and unlock it"),
        ("disable", "keep an account from signing in, and end what it has open"),
        ("enable", "let an account sign in again"),
        ("remove", "forget an account, and end what it has open"),
    ):
        _action(actions, word, explained, engine_choice).add_argument("name", metavar="NAME", help="the account's name")


def _actions(commands: Any, name: str, explained: str) -> Any:
    parser = commands.add_parser(name, help=explained, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    return parser.add_subparsers(dest="action", metavar="ACTION", required=True)


def _action(actions: Any, name: str, explained: str, engine_choice: EngineChoice) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=explained, description=explained[:1].upper() + explained[1:] + ".", allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )  # fmt: skip
    engine_choice(parser)
    return parser
