"""Long calls, on a stand-in for a domain: a tiny guest's are over before they could be cancelled."""

from __future__ import annotations

import threading

import libvirt
import pytest

from vmmconsole.model.errors import CancelledError
from vmmconsole.providers.libvirt.long_calls import run_abortable


class StandIn:
    """A domain whose job ends when it is aborted or let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.aborted = False
        self.job_done = False

    def jobStats(self) -> dict[str, int]:
        return {"data_total": 200, "data_processed": 50}

    def abortJob(self) -> None:
        self.aborted = True
        self.go.set()

    def job(self) -> None:
        assert self.go.wait(10)
        if self.aborted:
            raise libvirt.libvirtError("operation aborted")
        self.job_done = True


def test_cancelling_aborts_the_job(make_progress):
    domain = StandIn()
    with pytest.raises(CancelledError):
        run_abortable(domain, domain.job, make_progress(cancelled=True))
    assert domain.aborted
    assert not domain.job_done


def test_percentages_are_told_while_it_runs(progress):
    domain = StandIn()
    progress.report = lambda percent, _text="": (progress.percents.append(percent), domain.go.set())
    run_abortable(domain, domain.job, progress)
    assert progress.percents[0] == 25
    assert domain.job_done


def test_failure_is_raised_in_the_callers_thread(progress):
    def fail() -> None:
        raise libvirt.libvirtError("planted")

    with pytest.raises(libvirt.libvirtError, match="planted"):
        run_abortable(StandIn(), fail, progress)


def test_cancelling_too_late_is_success(make_progress):
    class Stubborn(StandIn):
        def abortJob(self) -> None:
            self.go.set()

    domain = Stubborn()
    run_abortable(domain, domain.job, make_progress(cancelled=True))
    assert domain.job_done
