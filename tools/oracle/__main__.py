"""``make oracle``: what two other parsers say of the same scripts, and whether every difference is explained.

tree-sitter-pwsh says which texts are the language; binary-refinery's parser says how they are built. Both are installed
into build/oracle at the first run (250 MB); nothing else here needs them. ``oracle-differences.toml`` beside the tests
explains the differences; one that it does not explain fails the command, and so does an explanation of none.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tools import corpus
from vmmconsole.model.errors import ScriptSyntaxError
from vmmconsole.script.parser import decode, parse

from .mutations import mutations
from .skeleton import Tree, script

ROOT = corpus.ROOT
PLACE = ROOT / "build" / "oracle"
PYTHON = PLACE / "bin" / "python"
EXPLAINED = ROOT / "tests" / "script" / "oracle-differences.toml"
PACKAGES = ("tree-sitter==0.26.1", "tree-sitter-pwsh==0.38.1", "binary-refinery==0.11.3")
MODULE = ROOT / "resources" / "powershell" / "VirtualMachineManager"


def install() -> None:
    """Make the environment of the other parsers, once."""
    if (PLACE / ".ready").exists():
        return
    print(f"Installing {', '.join(PACKAGES)} into {PLACE}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
    subprocess.run([str(PYTHON), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    (PLACE / ".ready").touch()


def ask(what: str, texts: dict[str, str]) -> dict[str, Any]:
    """What `peers.py` says of texts."""
    question, answer = PLACE / "question.json", PLACE / "answer.json"
    question.write_text(json.dumps(texts), "utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = [str(PYTHON), str(Path(__file__).with_name("peers.py")), what, str(question), str(answer)]
    subprocess.run(command, check=True, env=environment)
    answered: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return answered


def right_texts() -> dict[str, str]:
    """The scripts of the corpus and of the module, by name."""
    found = {corpus.name_of(p): decode(p.read_bytes()) for p in corpus.scripts()}
    return found | {f"module/{p.name}": decode(p.read_bytes()) for p in sorted(MODULE.glob("*.ps*1"))}


def rejected_in_line(text: str) -> int:
    """0 when our parser takes the text, else the line of its first error."""
    try:
        parse(text)
    except ScriptSyntaxError as err:
        return err.line
    return 0


def first_difference(ours: Tree, theirs: Tree) -> tuple[int, str] | None:
    """The line and the words of the first difference between two skeletons; lines are not compared."""
    if ours[0] != theirs[0]:
        return ours[1], f"here '{ours[0]}', there '{theirs[0]}'"
    for a, b in zip(ours[2], theirs[2], strict=False):
        found = first_difference(a, b)
        if found is not None:
            return found
    if len(ours[2]) != len(theirs[2]):
        more, fewer = (ours[2], theirs[2]) if len(ours[2]) > len(theirs[2]) else (theirs[2], ours[2])
        extra = more[len(fewer)]
        side = "here" if more is ours[2] else "there"
        return ours[1], f"{side} '{ours[0]}' has '{extra[0]}' more"
    return None


def differences(ours: Tree, theirs: Tree) -> list[tuple[int, str]]:
    """The first difference of each statement of a script."""
    if len(ours[2]) != len(theirs[2]):
        found = first_difference(ours, theirs)
        return [found] if found else []
    return [d for a, b in zip(ours[2], theirs[2], strict=True) if (d := first_difference(a, b)) is not None]


def compare() -> dict[str, dict[str, str]]:
    """All differences, by oracle and by ``script:line``."""
    right = right_texts()
    broken = {name: text for title, source in right.items() for name, text in mutations(title, source)}
    answers = ask("shapes", right | broken)
    accepted: dict[str, str] = {}
    shaped: dict[str, str] = {}
    for name, text in (right | broken).items():
        here, there = rejected_in_line(text), answers[name]["rejected_in_line"]
        if bool(here) != bool(there):
            accepted[f"{name}:{here or there}"] = "rejected here only" if here else "rejected there only"
        if name in right and not here:
            for line, words in differences(script(parse(text)), answers[name]["skeleton"]):
                shaped[f"{name}:{line}"] = words
    return {"tree-sitter-pwsh": accepted, "binary-refinery": shaped}


def _is_of_explained(key: str, known: dict[str, str], found: dict[str, str]) -> bool:
    """Whether a broken version of a script is rejected for what its whole one is."""
    of = [k for k in known if key.startswith(f"{k.rpartition(':')[0]} ")]
    return any(found.get(k) == found[key] for k in of)


def main(arguments: list[str] | None = None) -> int:
    """Compare; 1 when a difference is not explained, or an explanation explains nothing."""
    parser = argparse.ArgumentParser(description="Compare our parser with two others.")
    parser.add_argument("--all", action="store_true", help="show explained differences, too")
    options = parser.parse_args(arguments)
    install()
    explained = tomllib.loads(EXPLAINED.read_text("utf-8")) if EXPLAINED.exists() else {}
    failed = False
    for oracle, found in compare().items():
        known = {k: why for why, keys in explained.get(oracle, {}).items() for k in keys}
        new = sorted(k for k in set(found) - set(known) if not _is_of_explained(k, known, found))
        stale = sorted(set(known) - set(found))
        print(f"{oracle}: {len(found)} differences, {len(found) - len(new)} explained")
        for key in sorted(found) if options.all else new:
            print(f"  {key}: {found[key]}" + (f" ({known[key]})" if key in known else ""))
        for key in stale:
            print(f"  {key}: explained, but there is no difference any more")
        failed = failed or bool(new or stale)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
