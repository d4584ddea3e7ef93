"""The vCenter simulator for the tests of its provider, and what they are asked for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim, new_vcsim, vcsim
from vmmconsole.model.errors import CancelledError
from vmmconsole.providers.vmware.session import VCenterSession

__all__ = ["new_vcsim", "vcsim"]


@dataclass
class RecordedProgress:
    """Progress that remembers percents; once `cancel` was called, `check` raises."""

    percents: list[float] = field(default_factory=list)
    cancelled: bool = False
    told: threading.Condition = field(default_factory=threading.Condition)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[RecordedProgress]:
        yield self

    def report(self, percent: float, description: str = "") -> None:
        with self.told:
            self.percents.append(percent)
            self.told.notify_all()

    def wait_for(self, percent: float) -> None:
        with self.told:
            assert self.told.wait_for(lambda: percent in self.percents, 20), self.percents

    def cancel(self) -> None:
        self.cancelled = True

    def check(self) -> None:
        if self.cancelled:
            raise CancelledError


@pytest.fixture
def progress() -> RecordedProgress:
    return RecordedProgress()


def session_on(vcsim: Vcsim) -> VCenterSession:
    """A session that is connected."""
    session = VCenterSession(vcsim.address, vcsim.port, vcsim.login, fingerprint=vcsim.fingerprint)
    session.connect()
    return session


@pytest.fixture
def session(vcsim: Vcsim) -> Iterator[VCenterSession]:
    """A session on the simulator that all tests share."""
    made = session_on(vcsim)
    yield made
    made.close()


def machines_of(session: VCenterSession) -> list[Any]:
    """All machines on the server."""
    content = session.content
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    found = list(view.view)
    view.DestroyView()
    return found


def end_sessions(vcsim: Vcsim, *sessions: VCenterSession) -> None:
    """End sessions on the server, as its administrator may."""
    keys = [each.content.sessionManager.currentSession.key for each in sessions]
    vcsim.session().content.sessionManager.TerminateSession(keys)
