"""Select-String."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import Context, StreamCmdlet
from vmmconsole.script.convert import to_text
from vmmconsole.script.matches import all_matches, pattern_of
from vmmconsole.script.net_types import Pattern
from vmmconsole.script.values import NetObject, PSObject, RegexMatch

from .files import chosen, expanded
from .text_files import read_text

_INPUT = "InputStream"


class MatchInfo(NetObject):
    """One line that fits."""

    __slots__ = ("context", "line", "line_number", "matches", "path", "pattern")
    net_name = "Microsoft.PowerShell.Commands.MatchInfo"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "LineNumber": lambda m: m.line_number,
        "Line": lambda m: m.line,
        "Filename": lambda m: m.path.replace("\\", "/").rpartition("/")[2],
        "Path": lambda m: m.path,
        "Pattern": lambda m: m.pattern,
        "Matches": lambda m: m.matches,
        "Context": lambda m: m.context,
    }

    def __init__(self, path: str, number: int, line: str, pattern: str, matches: list[RegexMatch]) -> None:
        self.path = path
        self.line_number = number
        self.line = line
        self.pattern = pattern
        self.matches = matches
        self.context: PSObject | None = None

    def net_text(self) -> str:
        return self.line if self.path == _INPUT else f"{self.path}:{self.line_number}:{self.line}"


class SelectString(StreamCmdlet):
    """Finds the lines of text or of files that fit a regular expression.

    Example:
        "web-01 runs", "db-01 is off" | Select-String "runs"

    Example:
        Select-String -Path names.txt -Pattern "web" -SimpleMatch
    """

    name = "Select-String"
    aliases = ("sls",)

    patterns: list[str] = parameter("Pattern", position=0, mandatory=True, help="What to look for.")
    paths: list[str] = parameter(
        "Path", aliases=("LiteralPath", "PSPath"), position=1, help="The files to look in, with wildcards if you like."
    )
    simple: switch = parameter("SimpleMatch", help="The patterns are plain text.")
    case_sensitive: switch = parameter("CaseSensitive", help="Upper and lower case differ.")
    quiet: switch = parameter("Quiet", help="Only whether there is one.")
    only_first: switch = parameter("List", help="Only the first of each file.")
    all_matches: switch = parameter("AllMatches", help="Every place in a line, not only the first.")
    not_match: switch = parameter("NotMatch", help="The lines that do not fit.")
    include: list[str] = parameter("Include", help="Only files that fit one of these.")
    exclude: list[str] = parameter("Exclude", help="No files that fit one of these.")
    encoding: str = parameter("Encoding", default="", help="The encoding, when the file does not tell it.")
    around: list[int] = parameter("Context", minimum=0, help="How many lines before and after to keep.")

    def begin(self, context: Context) -> Iterable[Any]:
        self._count = 0
        self._found = False
        self._patterns = [
            pattern_of(re.escape(p) if self.simple else p, "" if self.case_sensitive else "IgnoreCase")
            for p in self.patterns
        ]
        return self._files(context, self.paths) if self.paths is not UNSET else ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        if isinstance(item, PSObject) and item.type_name == "FileInfo":
            return self._files(context, [to_text(item.properties["FullName"])])
        self._count += 1
        found = self._match(_INPUT, self._count, to_text(item))
        return self._kept([found] if found else [])

    def end(self, context: Context) -> Iterable[Any]:
        return [self._found] if self.quiet else ()

    def _kept(self, found: Iterable[MatchInfo]) -> Iterator[MatchInfo]:
        for match in found:
            self._found = True
            if self.quiet:
                return
            yield match
            if self.only_first and match.path != _INPUT:
                return

    def _files(self, context: Context, names: list[str]) -> Iterator[MatchInfo]:
        context.need_files(self.name)
        for name in names:
            for path in expanded(context.path(name)):
                context.check()
                if path.is_file() and chosen(path.name, self.include, self.exclude):
                    lines = read_text(path, self.encoding).removesuffix("\n").split("\n")
                    matches = (self._match(str(path.absolute()), i, line) for i, line in enumerate(lines, 1))
                    yield from self._kept(self._with_lines(m, lines) for m in matches if m is not None)

    def _with_lines(self, match: MatchInfo, lines: list[str]) -> MatchInfo:
        if self.around is not UNSET:
            before, after = self.around[0], self.around[-1]
            at = match.line_number - 1
            pairs = [("PreContext", lines[max(at - before, 0) : at]), ("PostContext", lines[at + 1 : at + 1 + after])]
            match.context = PSObject(pairs, "MatchInfoContext")
        return match

    def _match(self, path: str, number: int, line: str) -> MatchInfo | None:
        for pattern in self._patterns:
            found = self._places(pattern, line)
            if bool(found) is not bool(self.not_match):
                return MatchInfo(path, number, line, pattern.text, found)
        return None

    def _places(self, pattern: Pattern, line: str) -> list[RegexMatch]:
        found = all_matches(line, pattern)
        return found if self.all_matches else found[:1]
