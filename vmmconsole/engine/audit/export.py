"""The audit for others: as lines of JSON, or to a syslog server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from .chain import lines_of

SYSLOG_PORT = 514
_FACILITY, _NOTICE, _WARNING = 13, 5, 4  # log audit; RFC 5424, table 1 and 2
MOST_BYTES = 60_000
"""What fits into a datagram; a longer record is sent without its script and changes, which the hash still names."""


def write_lines(folder: Path, out: BinaryIO) -> int:
    """Write all records; returns how many."""
    count = 0
    for _, _, line in lines_of(folder):
        out.write(line)
        count += 1
    return count


def send_to_syslog(folder: Path, address: str) -> int:
    """Send all records to ``HOST[:PORT]`` over UDP, or to a local socket given by its path; returns how many.

    Raises:
        OSError: there is no such server.
    """
    local = address.startswith("/")
    family = socket.AF_UNIX if local else socket.AF_INET6 if address.startswith("[") else socket.AF_INET
    target = address if local else _host_and_port(address)
    count = 0
    with socket.socket(family, socket.SOCK_DGRAM) as sender:
        sender.connect(target)
        for message in messages(folder):
            sender.send(message)
            count += 1
    return count


def messages(folder: Path) -> Iterator[bytes]:
    """Each record as a message of RFC 5424."""
    name = socket.gethostname() or "-"
    for _, _, line in lines_of(folder):
        record = orjson.loads(line)
        wrong = record["Kind"] in ("Refused", "SignInFailed") or record.get("Status") == "Failed"
        priority = _FACILITY * 8 + (_WARNING if wrong else _NOTICE)
        body = line.rstrip(b"\n")
        if len(body) > MOST_BYTES:
            body = orjson.dumps({k: v for k, v in record.items() if k not in ("Script", "Changes")})
        header = f"<{priority}>1 {record['Time']} {name} vmmconsole - {record['Kind']} - "
        yield header.encode() + body


def _host_and_port(address: str) -> tuple[str, int]:
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit() and (not host.count(":") or host.endswith("]")):
        return host.strip("[]"), int(port)
    return address.strip("[]"), SYSLOG_PORT
