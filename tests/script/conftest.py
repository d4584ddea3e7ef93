"""A host with a few objects and cmdlets of its own, so that the language is tested against something real."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field

from vmmconsole.model.errors import NotFoundError, StateError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.interpreter import Interpreter


class Colour(StrEnum):
    RED = "Red"
    DARK_BLUE = "DarkBlue"


class Shelf(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    kind: ClassVar[str] = "Shelf"
    id: UUID = Field(alias="ID")
    name: str = Field(alias="Name")


class Book(BaseModel):
    """A noun of this host, with product names as aliases."""

    model_config = ConfigDict(populate_by_name=True)
    kind: ClassVar[str] = "Book"
    property_aliases: ClassVar[dict[str, str]] = {"Title": "name", "ShelfName": "shelf_name"}

    id: UUID = Field(alias="ID")
    name: str = Field(alias="Name")
    pages: int = Field(default=0, alias="Pages")
    colour: Colour = Field(default=Colour.RED, alias="Colour")
    shelf: Shelf | None = Field(default=None, alias="Shelf")
    tags: list[str] = Field(default_factory=list, alias="Tags")
    added_at: datetime | None = Field(default=None, alias="AddedTime")

    @property
    def shelf_name(self) -> str:
        return self.shelf.name if self.shelf else ""


UPPER = Shelf(id=UUID(int=1), name="upper")
LOWER = Shelf(id=UUID(int=2), name="lower")
BOOKS = [
    Book(id=UUID(int=11), name="Faust", pages=200, shelf=UPPER, tags=["a", "b"]),
    Book(id=UUID(int=12), name="Emma", pages=300, colour=Colour.DARK_BLUE, shelf=LOWER, tags=["c"]),
    Book(id=UUID(int=13), name="Ulysses", pages=700, shelf=LOWER),
]


class GetBook(Cmdlet):
    """Finds books.

    Example:
        Get-Book Emma
    """

    name = "Get-Book"
    aliases = ("Get-SCBook",)
    returns = "Book"

    book_name: str = parameter("Name", position=0, help="The name.")
    id: UUID = parameter("ID", help="The ID.")
    server: str = parameter("VMMServer", pipeline=True, help="The server.")


class SetBook(Cmdlet):
    """Changes a book."""

    name = "Set-Book"
    changes = True
    returns = "Book"
    default_set = "One"

    book: Book = parameter("Book", position=0, pipeline=True, mandatory=True, sets=("One",), help="The book.")
    all: switch = parameter("All", mandatory=True, sets=("Every",), help="Every book.")
    pages: int = parameter("Pages", aliases=("PageCount",), minimum=1, maximum=5000, unit="pages", help="Pages.")
    weight: float = parameter("Weight", help="Kilograms.")
    colour: Colour = parameter("Colour", help="The colour.")
    tags: list[str] = parameter("Tags", help="Tags.")
    shelf: Shelf = parameter("Shelf", help="Where it stands.")
    lent: bool = parameter("Lent", help="Whether it is lent.")
    read_aloud: bool = parameter("Aloud", help="Whether it reads itself.", needs="voices", neutral=(False,))
    edition: int = parameter("Edition", help="Its edition.", needs="later editions", neutral=(1,))
    group: UUID = parameter("JobGroup", help="The group.")
    due: datetime = parameter("Due", help="When it is due.")
    description: str = parameter("Description", help="Text.")
    run_asynchronously: switch = parameter("RunAsynchronously", help="Return at once.")
    job_variable: str = parameter("JobVariable", help="A variable's name.")


class LendBook(Cmdlet):
    """Fails for one book."""

    name = "Lend-Book"
    changes = True

    book: Book = parameter("Book", position=0, pipeline=True, mandatory=True, help="The book.")
    name_too: str = parameter("BookName", aliases=("Name",), pipeline_property=True, help="Its name.")


class RecordingHost:
    """Keeps what was called and written."""

    def __init__(self) -> None:
        self.calls: list[tuple[Cmdlet, int, str]] = []
        self.records: list[tuple[str, Any]] = []
        self.answers: list[str] = []
        self.allows_files = True
        self.checks = 0
        self.stop: Callable[[int], None] = lambda _: None
        self.commands = {n.lower(): c for c in (GetBook, SetBook, LendBook) for n in (c.name, *c.aliases)}

    def find_command(self, name: str) -> type[Cmdlet] | None:
        return self.commands.get(name.lower())

    def command_names(self) -> Iterable[str]:
        return [c.name for c in (GetBook, SetBook, LendBook)]

    def resolve(self, kind: Any, value: object) -> object:
        pool: Sequence[Any] = BOOKS if kind is Book else (UPPER, LOWER)
        for item in pool:
            if str(value).lower() in (item.name.lower(), str(item.id)):
                return item
        raise NotFoundError(f"There is no {kind.__name__.lower()} '{value}'.")

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        self.calls.append((cmdlet, line, text))
        if isinstance(cmdlet, GetBook):
            wanted = None if cmdlet.book_name is UNSET else cmdlet.book_name.lower()
            found = [b for b in BOOKS if wanted in (None, b.name.lower())]
            return [b for b in found if cmdlet.id is UNSET or b.id == cmdlet.id]
        if isinstance(cmdlet, LendBook):
            if cmdlet.book.name == "Emma":
                raise StateError("Emma is lent already.", action="Wait for it.")
            return [cmdlet.book]
        cmdlet.job = "job 1"
        return []

    def check(self) -> None:
        self.checks += 1
        self.stop(self.checks)

    def write(self, stream: str, value: object) -> None:
        self.records.append((stream, value))

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        return self.answers.pop(0)

    def on(self, stream: str) -> list[Any]:
        """What was written on one stream."""
        return [value for name, value in self.records if name == stream]

    @property
    def last(self) -> Any:
        """The cmdlet of the last call."""
        return self.calls[-1][0]


@pytest.fixture
def host() -> RecordingHost:
    return RecordingHost()


@pytest.fixture
def interpreter(host: RecordingHost) -> Interpreter:
    return Interpreter(host)


@pytest.fixture
def run(interpreter: Interpreter) -> Callable[[str], list[Any]]:
    """Runs a script and gives what it writes to its output."""
    return interpreter.run_collect


@pytest.fixture
def errors(host: RecordingHost, run: Callable[[str], list[Any]]) -> Callable[[str], list[str]]:
    """Runs a script and gives the texts of the errors that it reports."""

    def collect(script: str) -> list[str]:
        run(script)
        return [str(record) for record in host.on("error")]

    return collect


@pytest.fixture
def books() -> list[Book]:
    return BOOKS
