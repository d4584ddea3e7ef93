"""The verbs that change what a machine is doing. Each does nothing when the machine is so already."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import libvirt

from vmmconsole.model.errors import StateError
from vmmconsole.providers.contract import Progress, Viewer

from .faults import faults
from .host import LibvirtHost, config_xml, set_own_metadata, view_of
from .image import as_png
from .long_calls import run_abortable
from .xmltree import metadata_of, own_metadata, parse, to_text

_GOING_OFF_SECONDS = 3.0
_ASK_AGAIN_SECONDS = 20.0


class Power:
    """The power verbs of one host."""

    def __init__(self, host: LibvirtHost) -> None:
        self._host = host

    def start(self, machine_id: UUID, progress: Progress) -> None:
        """Start it, or restore its saved state; one that is paused goes on."""
        domain = self._host.domain(machine_id)
        name = domain.name()
        with faults(f"The virtual machine {name} cannot be started.", name):
            state = domain.state()[0]
            if state in {libvirt.VIR_DOMAIN_PAUSED, libvirt.VIR_DOMAIN_PMSUSPENDED}:
                self.resume(machine_id, progress)
            if domain.isActive():
                return
            if view_of(domain).under_creation:
                raise StateError(
                    f"{name} cannot be started.",
                    cause="It is still being made.",
                    action="Wait until its creation has ended, or repair it.",
                    object_name=name,
                )
            domain = self._with_accelerator(domain)
            progress.check()
            restores = bool(domain.hasManagedSaveImage())
            with progress.step("Restore saved state" if restores else "Start virtual machine"):
                domain.create()
            mark_start(domain)
        self._host.events.machine_changed(machine_id)

    def _with_accelerator(self, domain: libvirt.virDomain) -> libvirt.virDomain:
        """A machine of ours whose accelerator is no longer the host's is given the present one."""
        root = parse(config_xml(domain))
        wanted = self._host.chosen_accelerator()
        if metadata_of(root) is None or domain.hasManagedSaveImage() or not use_accelerator(root, wanted):
            return domain
        return self._host.handle.defineXML(to_text(root))

    def stop(self, machine_id: UUID, progress: Progress) -> None:
        """Turn it off hard."""
        domain = self._host.domain(machine_id)
        with faults(f"The virtual machine {domain.name()} cannot be stopped.", domain.name()):
            if not domain.isActive():
                return
            with progress.step("Turn off virtual machine"):
                self._unless_off(domain, domain.destroy)
        self._host.events.machine_changed(machine_id)

    def shutdown(self, machine_id: UUID, progress: Progress, timeout_seconds: float) -> None:
        """Ask the guest to shut down and wait until it is off; asks again now and then, as guests miss it while they
        boot."""
        domain = self._host.domain(machine_id)
        name = domain.name()
        with faults(f"The virtual machine {name} cannot be shut down.", name):
            if not domain.isActive():
                return
            if domain.state()[0] == libvirt.VIR_DOMAIN_PAUSED:
                raise StateError(
                    f"{name} cannot shut down.",
                    cause="It is paused, so its operating system cannot act.",
                    action="Resume it first, or stop it.",
                )
            with progress.step("Shut down guest operating system"):
                left = timeout_seconds
                while True:
                    self._unless_off(domain, lambda: domain.shutdownFlags(0))
                    if self._host.events.wait_for(
                        machine_id, lambda: not domain.isActive(), min(left, _ASK_AGAIN_SECONDS), progress.check
                    ):
                        break
                    left -= _ASK_AGAIN_SECONDS
                    if left <= 0:
                        raise StateError(
                            f"{name} did not shut down.",
                            cause=f"It was still running {timeout_seconds:.0f} seconds after it had been asked to.",
                            action="Shut it down from inside, or stop it.",
                            object_name=name,
                        )
        self._host.events.machine_changed(machine_id)

    def _unless_off(self, domain: libvirt.virDomain, call: Callable[[], object]) -> None:
        """Call what fails when the machine goes off by itself at the same moment, which is no failure."""
        try:
            call()
        except libvirt.libvirtError:
            if not self._host.events.wait_for(
                UUID(domain.UUIDString()), lambda: not domain.isActive(), _GOING_OFF_SECONDS
            ):
                raise

    def pause(self, machine_id: UUID, progress: Progress) -> None:
        """Pause it."""
        domain = self._running(machine_id, "paused")
        with faults(f"The virtual machine {domain.name()} cannot be paused.", domain.name()):
            if domain.state()[0] != libvirt.VIR_DOMAIN_PAUSED:
                with progress.step("Pause virtual machine"):
                    domain.suspend()
        self._host.events.machine_changed(machine_id)

    def resume(self, machine_id: UUID, progress: Progress) -> None:
        """Go on after `pause`."""
        domain = self._running(machine_id, "resumed")
        with faults(f"The virtual machine {domain.name()} cannot be resumed.", domain.name()):
            state = domain.state()[0]
            with progress.step("Resume virtual machine"):
                if state == libvirt.VIR_DOMAIN_PMSUSPENDED:
                    domain.pMWakeup(0)
                elif state == libvirt.VIR_DOMAIN_PAUSED:
                    domain.resume()
        self._host.events.machine_changed(machine_id)

    def reset(self, machine_id: UUID, progress: Progress) -> None:
        """Hard reset."""
        domain = self._running(machine_id, "reset")
        with (
            faults(f"The virtual machine {domain.name()} cannot be reset.", domain.name()),
            progress.step("Reset virtual machine"),
        ):
            domain.reset(0)
        self._host.events.machine_changed(machine_id)

    def save_state(self, machine_id: UUID, progress: Progress) -> None:
        """Save its memory to disk and turn it off; it runs again when started."""
        domain = self._host.domain(machine_id)
        with faults(f"The state of {domain.name()} cannot be saved.", domain.name()):
            if not domain.isActive():
                if domain.hasManagedSaveImage():
                    return
                raise _not_running(domain.name(), "saved")
            progress.check()
            with progress.step("Save state") as step:
                run_abortable(domain, lambda: domain.managedSave(libvirt.VIR_DOMAIN_SAVE_RUNNING), step)
        self._host.events.machine_changed(machine_id)

    def discard_saved_state(self, machine_id: UUID, progress: Progress) -> None:
        """Throw the saved memory away."""
        domain = self._host.domain(machine_id)
        with faults(f"The saved state of {domain.name()} cannot be discarded.", domain.name()):
            if domain.hasManagedSaveImage():
                with progress.step("Discard saved state"):
                    domain.managedSaveRemove(0)
        self._host.events.machine_changed(machine_id)

    def thumbnail(self, machine_id: UUID) -> bytes:
        """Its screen as PNG."""
        domain = self._host.domain(machine_id)
        name = domain.name()
        with faults(f"The screen of {name} cannot be shown.", name):
            if not domain.isActive():
                raise _not_running(name, "shown")
            stream = self._host.handle.newStream(0)
            try:
                domain.screenshot(stream, 0, 0)
            except libvirt.libvirtError as err:
                stream.abort()
                if err.get_error_code() in {libvirt.VIR_ERR_INVALID_ARG, libvirt.VIR_ERR_CONFIG_UNSUPPORTED}:
                    raise StateError(f"{name} has no screen.", cause="It has no graphics adapter.") from err
                raise
            parts: list[bytes] = []
            stream.recvAll(lambda _stream, data, keep: keep.append(data), parts)
            stream.finish()
        try:
            return as_png(b"".join(parts))
        except ValueError as err:
            raise StateError(f"The screen of {name} cannot be shown.", cause=str(err)) from err

    def viewer(self, machine_id: UUID) -> Viewer:
        """With what virt-viewer shows its screen."""
        domain = self._running(machine_id, "shown")
        local = self._host.local
        way = ("--attach",) if local else ()  # over libvirt itself: the screen's socket is for its owner only
        arguments = ("--connect", self._host.connection.uri, *way, "--uuid", domain.UUIDString())
        return Viewer(program="virt-viewer", arguments=arguments, only_here=local)

    def _running(self, machine_id: UUID, verb: str) -> libvirt.virDomain:
        domain = self._host.domain(machine_id)
        with faults(f"The virtual machine cannot be {verb}."):
            if not domain.isActive():
                raise _not_running(domain.name(), verb)
        return domain


def use_accelerator(root: ET.Element, wanted: str) -> bool:
    """Give a definition the accelerator of its host, ``kvm`` or ``tcg``; whether it had another one."""
    kind = "kvm" if wanted == "kvm" else "qemu"
    if not wanted or root.get("type") not in {"kvm", "qemu"} or root.get("type") == kind:
        return False
    root.set("type", kind)
    processor = root.find("cpu")
    if processor is not None:
        processor.clear()
        processor.set("mode", "host-model" if kind == "kvm" else "maximum")
    return True


def _not_running(name: str, verb: str) -> StateError:
    return StateError(
        f"{name} cannot be {verb}.", cause="It is not running.", action="Start it first.", object_name=name
    )


def mark_start(domain: libvirt.virDomain) -> None:
    """Note the time in the running definition alone; it goes when the machine does."""
    try:
        mark = own_metadata(parse(domain.XMLDesc(0)))
        mark.set("started", datetime.now(UTC).isoformat(timespec="seconds"))
        set_own_metadata(domain, mark, libvirt.VIR_DOMAIN_AFFECT_LIVE)
    except libvirt.libvirtError:
        pass  # it may have ended already, and the time of its start is a comfort only
