"""Taking a virtual machine in hand: lock it, read it, and say clearly when its status forbids something."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, HostUnreachableError, NotFoundError, StateError
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import VMStatus, text_of
from vmmconsole.providers.contract import Provider

from .session import Session


@dataclass(frozen=True, slots=True)
class Taken:
    """A virtual machine that this job has locked, as it is on its host now."""

    machine: VirtualMachine
    host: VMHost
    provider: Provider


def host_of(session: Session, machine: VirtualMachine) -> VMHost:
    """The host of a machine.

    Raises:
        StateError: it is stored in the library.
    """
    if machine.vm_host is None:
        raise StateError(
            f"The virtual machine '{machine.name}' is not on a host.",
            cause="It is stored in the library.",
            action="Deploy it on a host first.",
            object_name=machine.name,
        )
    return session.get(VMHost, machine.vm_host.id)


def take(session: Session, given: VirtualMachine) -> Taken:
    """Lock the machine for this job and fetch it from its host, because others may have changed it meanwhile.

    Raises:
        NotFoundError: it is gone.
        StateError: it waits for Repair-VM, or is stored.
        HostUnreachableError: its host does not answer.
    """
    session.lock(given)
    machine = session.get(VirtualMachine, given.id)
    session.result(machine)
    if machine.status is VMStatus.CREATION_FAILED:
        raise wrong_status(machine, "be used", action="Repair it first: retry, undo or ignore the failed job.")
    host = host_of(session, machine)
    provider = session.provider(host)
    fresh = session.refresh_machine(host, machine.id)
    if fresh is None:
        raise NotFoundError(
            f"The virtual machine '{machine.name}' is not on {host.name} any more.",
            cause="It was removed outside of this console.",
            action="Refresh the host.",
            object_name=machine.name,
        )
    return Taken(fresh, host, provider)


def wrong_status(machine: VirtualMachine, verb: str, *, action: str) -> StateError:
    """The error for a status that forbids a verb, such as ``be paused``."""
    return StateError(
        f"The virtual machine '{machine.name}' cannot {verb}.",
        cause=f"Its status is {text_of(machine.status)}.",
        action=action,
        object_name=machine.name,
    )


def require_status(machine: VirtualMachine, allowed: Collection[VMStatus], verb: str) -> None:
    """Refuse when the machine is in none of the allowed statuses.

    Raises:
        StateError: it is not; names the status and the allowed ones.
    """
    if machine.status not in allowed:
        names = " or ".join(text_of(status) for status in sorted(allowed, key=lambda s: s.number))
        raise wrong_status(machine, verb, action=f"Bring it into the status {names} first.")


def require_capability(taken: Taken, capability: str, verb: str) -> None:
    """Refuse what the host's virtualization software cannot do; `capability` is a field of `Capabilities`.

    Raises:
        CapabilityError: it cannot; says why where the provider says it.
    """
    able = taken.provider.capabilities()
    if not getattr(able, capability):
        raise CapabilityError(
            f"The virtual machine '{taken.machine.name}' cannot {verb}.",
            cause=able.reasons.get(capability, f"The virtualization software of {taken.host.name} cannot do it."),
            action="Use another way, or move the virtual machine to a host that can.",
            object_name=taken.machine.name,
        )


def current(session: Session, machine: VirtualMachine) -> VirtualMachine:
    """The machine as the store has it now, after a verb.

    Raises:
        NotFoundError: somebody has removed it meanwhile.
    """
    try:
        return session.get(VirtualMachine, machine.id)
    except NotFoundError as err:
        raise NotFoundError(
            f"The virtual machine '{machine.name}' is not there any more.",
            cause="It was removed outside of this console while the job worked on it.",
            action="Refresh its host to see what is there.",
            object_name=machine.name,
        ) from err


@contextmanager
def unreachable_host(host: Ref) -> Iterator[None]:
    """Say what to do when a machine is removed whose host does not answer."""
    try:
        yield
    except HostUnreachableError as err:
        raise HostUnreachableError(
            f"The host {host} does not answer.",
            cause=err.cause or err.problem,
            action="Wait until it answers, or remove only the record with -Force.",
        ) from err
