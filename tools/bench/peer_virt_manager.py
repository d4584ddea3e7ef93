"""virt-manager, unchanged, watched from inside: how long until all rows are there, how long its main loop is blocked.

Run by the system's Python, because virt-manager and its GTK bindings are Debian's:
``/usr/bin/python3 peer_virt_manager.py URI ROWS SECONDS``; prints one JSON object.
"""

import json
import os
import sys
import time
from pathlib import Path

STARTED = time.monotonic()
sys.path.insert(0, "/usr/share/virt-manager")
uri, rows, watch_seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
sys.argv = ["virt-manager", "--no-fork", "-c", uri]

from gi.repository import GLib  # noqa: E402  after the path is set
from virtManager import virtmanager  # noqa: E402

found = {"rows_seconds": None, "blocked_share": None, "longest_block_seconds": 0.0, "rss_mb": 0}
gaps = []
last = time.monotonic()
since = None


def count_rows():
    from virtManager.manager import vmmManager

    window = vmmManager._instance
    if window is None:
        return 0
    total = 0

    def visit(model, _path, row):
        nonlocal total
        total += bool(model[row][7])  # ROW_IS_VM

    window.model.foreach(lambda model, path, row: visit(model, path, row) or False)
    return total


def tick():
    global last, since
    now = time.monotonic()
    if since is not None:
        gaps.append(now - last - 0.01)
    last = now
    if since is None:
        if count_rows() >= rows:
            found["rows_seconds"] = now - STARTED
            since = last = time.monotonic()
        elif now - STARTED > 120:
            finish()
    elif now - since > watch_seconds:
        long_gaps = [gap for gap in gaps if gap > 0.05]
        found["blocked_share"] = sum(long_gaps) / (now - since)
        found["longest_block_seconds"] = max(gaps, default=0)
        finish()
    return True


def finish():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    found["rss_mb"] = pages * os.sysconf("SC_PAGE_SIZE") // 2**20
    print(json.dumps(found), flush=True)
    os._exit(0)


GLib.timeout_add(10, tick)
virtmanager.runcli()
