"""Calls of libvirt that take long: with percentages, and ended when the job is cancelled."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import libvirt

from vmmconsole.providers.contract import Progress

_LOOK_SECONDS = 0.25


def run_abortable(domain: libvirt.virDomain, call: Callable[[], object], progress: Progress) -> None:
    """Run a call that libvirt counts as a job of the domain; what it raises is raised here. When it is cancelled too
    late to be ended, it has succeeded."""
    failures: list[BaseException] = []
    ended = threading.Event()

    def run() -> None:
        try:
            call()
        except BaseException as err:  # noqa: BLE001  raised again below, in the caller's thread
            failures.append(err)
        finally:
            ended.set()

    worker = threading.Thread(target=run, name="libvirt-job", daemon=True)
    worker.start()
    try:
        while not ended.wait(_LOOK_SECONDS):
            progress.check()
            _report(domain, progress)
    except BaseException:
        with contextlib.suppress(libvirt.libvirtError):
            domain.abortJob()
        ended.wait()
        if failures:
            raise
    finally:
        worker.join()
    if failures:
        raise failures[0]


def _report(domain: libvirt.virDomain, progress: Progress) -> None:
    try:
        facts = domain.jobStats()
    except libvirt.libvirtError:
        return
    total, done = facts.get("data_total", 0), facts.get("data_processed", 0)
    if total:
        progress.report(min(100.0, 100 * done / total))
