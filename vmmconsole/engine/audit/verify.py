"""Looking through an audit: whether every record is as it was written, in its place, with none missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from .chain import GENESIS, hash_of, head_of, lines_of, script_hash


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.file else self.text


def verify(folder: Path) -> tuple[int, list[Finding]]:
    """How many records there are, and what is wrong with them."""
    findings: list[Finding] = []
    seq, previous, count = 0, GENESIS, 0
    hashes: dict[int, str] = {}
    for path, number, line in lines_of(folder):
        record, problem = _read(line)
        if record is None:
            findings.append(Finding(path.name, number, problem))
            continue
        count += 1
        findings += (Finding(path.name, number, text) for text in _problems(record, seq, previous))
        seq, previous = int(record["Seq"]), str(record["Hash"])
        hashes[seq] = previous
    findings += _against_head(folder, seq, hashes)
    return count, findings


def _read(line: bytes) -> tuple[dict[str, Any] | None, str]:
    if not line.endswith(b"\n"):
        return None, "The record is not whole."
    try:
        record = orjson.loads(line)
        int(record["Seq"])
        return (record, "") if isinstance(record["Hash"], str) else (None, "The record has no hash.")
    except (ValueError, KeyError, TypeError):
        return None, "This is no record."


def _problems(record: dict[str, Any], seq: int, previous: str) -> Iterator[str]:
    number = int(record["Seq"])
    if record["Hash"] != hash_of(record):
        yield f"Record {number} was altered."
    elif "Script" in record and record.get("ScriptHash") != script_hash(str(record["Script"])):
        yield f"The script of record {number} is not the one that ran."
    if number != seq + 1:
        missing = f"{seq + 1} to {number - 1} are missing" if number > seq + 1 else "records stand in another order"
        yield f"Record {number} follows on {seq}: {missing}."
    elif record.get("Previous") != previous:
        yield f"Record {number} does not follow on the record before it."


def _against_head(folder: Path, seq: int, hashes: dict[int, str]) -> Iterator[Finding]:
    head = head_of(folder)
    if head is None:
        if hashes:
            yield Finding("", 0, "audit.head, which names the last record, is missing or damaged.")
    elif head[0] > seq:
        yield Finding("", 0, f"Records {seq + 1} to {head[0]} are missing at the end.")
    elif head[0] and hashes.get(head[0], head[1]) != head[1]:
        yield Finding("", 0, f"Record {head[0]} is another one than audit.head names.")
    # Written after its record: a crash may leave it one behind.
    elif head[0] < seq - 1:
        yield Finding("", 0, f"Records {head[0] + 1} to {seq} were added by somebody else.")
