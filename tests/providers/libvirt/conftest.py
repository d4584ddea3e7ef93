"""Providers connected to the private libvirt daemon of the tests, and what they are asked for."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from vmmconsole.model.errors import CancelledError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.libvirt.provider import LibvirtProvider


class Recorder:
    """A listener that remembers, and waits for what should come."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self._condition = threading.Condition()

    def _add(self, name: str, value: Any = None) -> None:
        with self._condition:
            self.calls.append((name, value))
            self._condition.notify_all()

    def machine_changed(self, machine_id: UUID) -> None:
        self._add("changed", machine_id)

    def machine_removed(self, machine_id: UUID) -> None:
        self._add("removed", machine_id)

    def host_changed(self) -> None:
        self._add("host")

    def connection_lost(self, reason: str) -> None:
        self._add("lost", reason)

    def connection_restored(self) -> None:
        self._add("restored")

    def clear(self) -> None:
        with self._condition:
            self.calls.clear()

    def wait(self, name: str, value: Any = None, seconds: float = 20) -> float:
        """Wait for a call; how many seconds it took."""
        began = time.monotonic()

        def came() -> bool:
            return any(n == name and value in (None, v) for n, v in self.calls)

        with self._condition:
            assert self._condition.wait_for(came, seconds), f"no {name}: {self.calls}"
        return time.monotonic() - began


@dataclass
class RecordedProgress:
    """Progress that remembers its steps; cancels when it comes to the step `cancel_at`."""

    cancel_at: str = ""
    steps: list[str] = field(default_factory=list)
    percents: list[float] = field(default_factory=list)
    fail: Callable[[str], None] = lambda _name: None
    cancelled: bool = False

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[RecordedProgress]:
        self.steps.append(name)
        self.fail(name)
        if self.cancel_at and name.startswith(self.cancel_at):
            self.cancelled = True
        yield self

    def report(self, percent: float, description: str = "") -> None:
        self.percents.append(percent)

    def check(self) -> None:
        if self.cancelled:
            raise CancelledError


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def progress() -> RecordedProgress:
    return RecordedProgress()


@pytest.fixture
def make_progress() -> type[RecordedProgress]:
    return RecordedProgress


@pytest.fixture
def provider(daemon: Any, recorder: Recorder) -> Iterator[LibvirtProvider]:
    """A provider connected to the daemon."""
    provider = daemon.provider()
    provider.set_listener(recorder)
    provider.connect()
    yield provider
    provider.close()


@pytest.fixture
def make_spec(tmp_path: Path) -> Callable[..., VMSpec]:
    """Specs of tiny machines: 32 MB, one 16 MB disk on IDE 0:0, unless told otherwise."""

    def make(name: str = "web01", **hardware: Any) -> VMSpec:
        hardware.setdefault("virtual_disk_drives", [VirtualDiskDrive(size_mb=16)])
        return VMSpec(uuid4(), name, str(tmp_path), Hardware(**{"memory_mb": 32, **hardware}))

    return make


# A whole guest in one sector. It hears the power button and powers off (ACPI of the `pc` machine), and says "." on its
# first serial port all the time:
#   mov dx,0x602 / mov ax,0x100 / out dx,ax      let the power button be heard
#   l: mov dx,0x3f8 / mov al,'.' / out dx,al / mov dx,0x600 / in ax,dx / test ah,1 / jz l
#   mov dx,0x604 / mov ax,0x2000 / out dx,ax / h: hlt / jmp h
_GUEST = bytes.fromhex("ba0206b80001efbaf803b02eeeba0006edf6c40174f1ba0406b80020eff4ebfd")


@pytest.fixture
def guest_disk(tmp_path: Path) -> Path:
    """A raw disk with a guest on it that shuts down when it is asked to."""
    path = tmp_path / "guest.img"
    path.write_bytes(_GUEST.ljust(510, b"\0") + b"\x55\xaa" + bytes(1 << 20))
    return path


@pytest.fixture
def machine(
    provider: LibvirtProvider, make_spec: Callable[..., VMSpec], progress: RecordedProgress
) -> Callable[..., UUID]:
    """Makes a machine, started if asked; returns its ID."""

    def make(name: str = "web01", *, start: bool = False, **hardware: Any) -> UUID:
        spec = make_spec(name, **hardware)
        provider.create(spec, progress)
        if start:
            provider.start(spec.id, progress)
        return spec.id

    return make
