"""What can be said on the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from vmmconsole import __version__

from .access_options import DEFAULT_TOKEN_DAYS, add_account, add_token
from .database_options import add_database_command

DEMO_SIZE = (50, 1000)
DEMO_LIMIT = 1_000_000
_NUMBERS = re.compile(r"[-\d,.]+")
_WITH_VALUE = (
    "--data", "--server", "--listen", "--config", "--certificate", "--key", "--database", "--database-password-file",
    "--user", "--fingerprint", "-c",
)  # fmt: skip
"""Options whose next word is no file."""


@dataclass(slots=True)
class Options:
    """The command line, parsed."""

    command: str = ""
    """Empty for the console."""
    data: Path | None = None
    server: str = ""
    user: str = ""
    """Who signs in at it."""
    fingerprint: str = ""
    """The certificate that it is to show."""
    demo: tuple[int, int] | None = None
    """Hosts and virtual machines of a simulated fabric."""
    listen: list[str] = field(default_factory=list)
    settings: bool = False
    """Print a settings file instead of running an engine."""
    config: Path | None = None
    """The settings of an engine that serves others."""
    certificate: Path | None = None
    key: Path | None = None
    local_host: bool = True
    database: str = ""
    """The PostgreSQL database of the engine; empty for files in its data folder."""
    database_password_file: Path | None = None
    end_when_unused: bool = False
    """The engine ends after a while without a console and without a job."""
    script: str | None = None
    """The text of -c."""
    file: str = ""
    """A script file, or ``-``."""
    arguments: list[str] = field(default_factory=list)
    """What the script gets as its arguments."""
    what_if: bool = False
    files: list[str] = field(default_factory=list)
    apt: bool = False
    action: str = ""
    """What audit does: ``verify`` or ``export``."""
    syslog: str = ""
    commands: bool = False
    """Whether parse looks at commands and parameters too."""
    name: str = ""
    """What token and account work with: a token's name or ID, an account's name."""
    scope: Literal["full", "read"] = "read"
    days: int = DEFAULT_TOKEN_DAYS
    token_file: Path | None = None
    """Where a new token is written in place of standard output."""
    everybody: bool = False
    backup: Path | None = None
    """What database restore puts back."""
    replace: bool = False


def parse_arguments(words: Sequence[str]) -> Options:
    """The options; a wrong command line ends the process with a message and code 2."""
    parser = _parser()
    found = parser.parse_args(_with_size(words))
    options = Options()
    for name, value in vars(found).items():  # what was not said is not there
        if value is not None:
            setattr(options, name, value)
    if options.server and (options.data or options.demo):
        parser.error("--server is for an engine that runs elsewhere; --data and --demo are for one of your own")
    if (options.certificate is None) != (options.key is None):
        missing, given = ("--key", "--certificate") if options.key is None else ("--certificate", "--key")
        parser.error(
            f"{given} says nothing without {missing}: give both, or none for a certificate of the engine's own"
        )
    if options.command == "run" and (options.script is None) == (not options.file):
        parser.error("run needs a FILE, - for standard input, or -c TEXT")
    return options


def _with_size(words: Sequence[str]) -> list[str]:
    """The words, with the usual size after a ``--demo`` that another word follows: ``--demo FILE``."""
    named = 0
    for place, word in enumerate(words):
        if word == "--demo":
            following = words[place + 1] if place + 1 < len(words) else "-"
            if following.startswith("-") or _NUMBERS.fullmatch(following):
                break
            return [*words[:place], "--demo={},{}".format(*DEMO_SIZE), *words[place + 1 :]]
        if not word.startswith("-") and (place == 0 or words[place - 1] not in _WITH_VALUE):
            named += 1
            if named > 1:  # the command and the file: what follows is the script's
                break
    return list(words)


def demo_size(text: str) -> tuple[int, int]:
    """``HOSTS,VMS`` as numbers.

    Raises:
        argparse.ArgumentTypeError: it is not that.
    """
    hosts, separator, machines = text.partition(",")
    try:
        size = (int(hosts), int(machines))
    except ValueError:
        size = (0, 0)
    if not separator or size[0] < 1 or size[1] < 0 or max(size) > DEMO_LIMIT:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOSTS,VMS such as 50,1000")
    return size


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vmmconsole",
        description="Virtual machine manager. Without a command it opens the console.",
        epilog="vmmconsole tour --out DIR drives the console by itself and saves pictures.",
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )
    parser.add_argument("--version", action="version", version=f"vmmconsole {__version__}")
    _add_engine_choice(parser)
    _add_demo(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    engine = commands.add_parser("engine", help="run an engine", allow_abbrev=False, argument_default=argparse.SUPPRESS)
    _add_data(engine)
    engine.add_argument(
        "--listen",
        action="append",
        metavar="ADDRESS",
        help="HOST:PORT for other computers, with TLS and sign-in (0.0.0.0:8100, [::]:8100), or unix:PATH for this "
        "one; may be given several times",
    )
    engine.add_argument("--config", type=Path, metavar="FILE", help="a TOML file with all settings of a server")
    engine.add_argument("--settings", action="store_true", help="print such a file with every setting explained")
    engine.add_argument("--certificate", type=Path, metavar="FILE", help="a PEM file, in place of an own certificate")
    engine.add_argument("--key", type=Path, metavar="FILE", help="the PEM file with its key")
    _add_database(engine)
    engine.add_argument(
        "--no-local-host", dest="local_host", action="store_false", help="do not add this computer as a host"
    )
    engine.add_argument(
        "--end-when-unused", action="store_true", help="end after ten minutes without a console and without a job"
    )
    _add_demo(engine)

    run = commands.add_parser("run", help="run a script", allow_abbrev=False, argument_default=argparse.SUPPRESS)
    _add_engine_choice(run)
    _add_demo(run)
    run.add_argument("--whatif", dest="what_if", action="store_true", help="say what would change")
    run.add_argument("-c", dest="script", metavar="TEXT", help="the script itself")
    run.add_argument("file", nargs="?", metavar="FILE", help="a script file, or - for standard input")
    run.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENT", help="arguments of the script")

    shell = commands.add_parser(
        "shell", help="type cmdlets and see what they do", allow_abbrev=False, argument_default=argparse.SUPPRESS
    )
    _add_engine_choice(shell)
    _add_demo(shell)

    parse = commands.add_parser(
        "parse", help="check the syntax of scripts", allow_abbrev=False, argument_default=argparse.SUPPRESS
    )
    parse.add_argument("--commands", action="store_true", help="look for unknown cmdlets and parameters too")
    parse.add_argument("files", nargs="+", metavar="FILE", help="a script file, or - for standard input")

    check = commands.add_parser(
        "check", help="what this computer has and lacks", allow_abbrev=False, argument_default=argparse.SUPPRESS
    )
    _add_data(check)
    check.add_argument("--apt", action="store_true", help="print the missing Debian packages only")

    audit = commands.add_parser(
        "audit", help="look through the audit, or give it to others", allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
    )  # fmt: skip
    audit.add_argument("action", choices=("verify", "export"), help="whether nothing was altered; or print all records")
    audit.add_argument(
        "--syslog", metavar="ADDRESS", help="export to HOST[:PORT] over UDP, or to a local socket's path"
    )
    _add_data(audit)

    add_token(commands, _add_engine_choice)
    add_account(commands, _add_engine_choice)
    add_database_command(commands)

    commands.add_parser("tour", help="drive the console by itself and save pictures", add_help=False)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="the engine's data folder")


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        metavar="URL",
        help="keep objects and jobs in PostgreSQL: postgresql://user@server/database, without a password",
    )
    parser.add_argument(
        "--database-password-file",
        type=Path,
        metavar="FILE",
        help="its password, in a file that only you may read; else PGPASSFILE or ~/.pgpass is used",
    )


def _add_engine_choice(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    parser.add_argument(
        "--server", metavar="ADDRESS", help="a running engine: HOST[:PORT], several with commas between, or unix:PATH"
    )
    parser.add_argument("--user", metavar="NAME", help="who signs in at --server")
    parser.add_argument("--fingerprint", metavar="SHA256", help="accept the certificate with that fingerprint")


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo",
        nargs="?",
        type=demo_size,
        const=DEMO_SIZE,
        metavar="HOSTS,VMS",
        help="a simulated fabric, 50,1000 unless told",
    )
