"""``vmmconsole audit``: whether the audit is as it was written, and its records for others."""

from __future__ import annotations

import sys
from pathlib import Path

from vmmconsole.engine.audit.export import send_to_syslog, write_lines
from vmmconsole.engine.audit.verify import verify
from vmmconsole.engine.settings import default_data_dir


def audit_command(action: str, data_dir: Path | None, *, syslog: str = "") -> int:
    """Verify or export the audit of a data folder; 1 when something is wrong with it."""
    folder = (data_dir or default_data_dir()) / "audit"
    if not folder.is_dir():
        sys.stderr.write(f"There is no audit in {folder}. Name the engine's data folder with --data.\n")
        return 1
    return _verify(folder) if action == "verify" else _export(folder, syslog)


def _verify(folder: Path) -> int:
    count, findings = verify(folder)
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{count:,} records, {'nothing is wrong' if not findings else f'{len(findings):,} findings'}.\n")
    return int(bool(findings))


def _export(folder: Path, syslog: str) -> int:
    try:
        if syslog:
            sys.stderr.write(f"{send_to_syslog(folder, syslog):,} records sent to {syslog}.\n")
        else:
            write_lines(folder, sys.stdout.buffer)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as err:
        sys.stderr.write(f"The audit cannot be exported: {err.strerror or err}.\n")
        return 1
    return 0
