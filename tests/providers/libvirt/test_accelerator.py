"""The accelerator is found out by running a guest."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from vmmconsole.providers.libvirt import accelerator
from vmmconsole.providers.libvirt.accelerator import Accelerator, run_guest


@pytest.fixture
def usable_device(tmp_path) -> Path:
    """A stand-in for /dev/kvm that opens."""
    path = tmp_path / "kvm"
    path.touch()
    return path


@pytest.mark.libvirt
def test_guest_is_seen_to_run_in_software(tmp_path):
    disk = tmp_path / "sector.img"
    disk.write_bytes(accelerator._SECTOR + bytes(1 << 20))
    assert run_guest("tcg", disk, 20) is not None


@pytest.mark.libvirt
def test_guest_that_does_nothing_is_given_up(tmp_path):
    disk = tmp_path / "empty.img"
    disk.write_bytes((b"\xf4\xeb\xfd").ljust(510, b"\0") + b"\x55\xaa" + bytes(1 << 20))
    assert run_guest("tcg", disk, 0.5) is None


def test_no_device_means_software(tmp_path, monkeypatch):
    monkeypatch.setattr(accelerator, "run_guest", lambda *_arguments: pytest.fail("nothing to try"))
    assert Accelerator(tmp_path / "state", device=tmp_path / "none").wait() == "tcg"


@pytest.mark.parametrize(
    ("software", "kvm", "verdict"), [(0.2, 0.1, "kvm"), (0.2, None, "tcg"), (None, 0.5, "kvm"), (None, None, "tcg")]
)
def test_kvm_must_run_the_guest(tmp_path, monkeypatch, usable_device, software, kvm, verdict):
    times = {"tcg": software, "kvm": kvm}
    monkeypatch.setattr(accelerator, "run_guest", lambda name, _disk, _limit: times[name])
    assert Accelerator(tmp_path / "state", device=usable_device).wait() == verdict


def test_kvm_that_crawls_gets_no_more_time_than_software_would_need(tmp_path, monkeypatch, usable_device):
    limits = {}

    def run(name, _disk, limit):
        limits[name] = limit
        return 0.2 if name == "tcg" else None

    monkeypatch.setattr(accelerator, "run_guest", run)
    assert Accelerator(tmp_path / "state", device=usable_device).wait() == "tcg"
    assert limits["kvm"] < 1


def test_verdict_is_kept_until_something_changes(tmp_path, monkeypatch, usable_device):
    runs: list[str] = []

    def run(name, _disk, _limit):
        runs.append(name)
        return 0.1

    monkeypatch.setattr(accelerator, "run_guest", run)
    state = tmp_path / "state"
    assert Accelerator(state, device=usable_device).wait() == "kvm"
    assert Accelerator(state, device=usable_device).wait() == "kvm"
    assert runs == ["tcg", "kvm"]
    usable_device.write_bytes(b"another")
    assert Accelerator(state, device=usable_device).wait() == "kvm"
    assert len(runs) == 4
    (state / "accelerator.json").write_text("broken")
    assert Accelerator(state, device=usable_device).wait() == "kvm"
    assert json.loads((state / "accelerator.json").read_text())["verdict"] == "kvm"


def test_it_tells_when_it_knows_and_does_not_block_before(tmp_path, monkeypatch, usable_device):
    go, told = threading.Event(), threading.Event()

    def run(_name, _disk, _limit):
        assert go.wait(10)
        return 0.1

    monkeypatch.setattr(accelerator, "run_guest", run)
    found = Accelerator(tmp_path / "state", device=usable_device, known=told.set)
    found.begin()
    assert found.verdict == ""
    go.set()
    assert told.wait(10)
    assert found.verdict == "kvm"


@pytest.mark.libvirt
def test_this_machine_is_judged_in_time(tmp_path):
    assert Accelerator(tmp_path).wait() in {"kvm", "tcg"}
