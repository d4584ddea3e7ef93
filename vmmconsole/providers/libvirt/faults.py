"""From the errors of libvirt to ours: the edge that no libvirt exception crosses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import libvirt

from vmmconsole.model.errors import (
    AccessError,
    CapabilityError,
    ConflictError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    StateError,
    StorageError,
    VMMError,
)

# The error of libvirt by its number, our error, and the action where the default of ours says too little.
_BY_CODE: dict[int, tuple[type[VMMError], str]] = {
    libvirt.VIR_ERR_NO_DOMAIN: (NotFoundError, "Refresh the host: the virtual machine may have been removed."),
    libvirt.VIR_ERR_NO_NETWORK: (NotFoundError, "Choose one of the host's virtual networks."),
    libvirt.VIR_ERR_NO_DOMAIN_SNAPSHOT: (NotFoundError, "Refresh the virtual machine: the checkpoint may be gone."),
    libvirt.VIR_ERR_DOM_EXIST: (ConflictError, "Choose another name."),
    libvirt.VIR_ERR_OPERATION_INVALID: (StateError, "Refresh the virtual machine and look at its status."),
    libvirt.VIR_ERR_RESOURCE_BUSY: (StateError, "Wait until the running operation has ended, then try again."),
    libvirt.VIR_ERR_NO_SUPPORT: (CapabilityError, ""),
    libvirt.VIR_ERR_CONFIG_UNSUPPORTED: (CapabilityError, "Change the hardware so that this host can provide it."),
    libvirt.VIR_ERR_OPERATION_UNSUPPORTED: (CapabilityError, ""),
    libvirt.VIR_ERR_ARGUMENT_UNSUPPORTED: (CapabilityError, ""),
    libvirt.VIR_ERR_NO_CONNECT: (HostUnreachableError, ""),
    libvirt.VIR_ERR_RPC: (HostUnreachableError, ""),
    libvirt.VIR_ERR_INVALID_CONN: (HostUnreachableError, ""),
    libvirt.VIR_ERR_NO_SERVER: (HostUnreachableError, ""),
    libvirt.VIR_ERR_AUTH_FAILED: (HostUnreachableError, "Check the user name and the key or password of the host."),
    libvirt.VIR_ERR_AUTH_CANCELLED: (HostUnreachableError, "Check the user name and the key or password of the host."),
    libvirt.VIR_ERR_AUTH_UNAVAILABLE: (
        HostUnreachableError,
        "Add your user to the group libvirt, then sign in again.",
    ),
    libvirt.VIR_ERR_ACCESS_DENIED: (AccessError, ""),
    libvirt.VIR_ERR_NO_STORAGE_POOL: (StorageError, "Choose a path in a storage pool of the host."),
    libvirt.VIR_ERR_NO_STORAGE_VOL: (StorageError, "Check the path; the file may have been moved."),
    libvirt.VIR_ERR_STORAGE_VOL_EXIST: (StorageError, "Choose another file name or folder."),
}

# Where libvirt says only "internal error" or "operation failed", its words tell more; the first match decides.
_BY_TEXT: tuple[tuple[str, type[VMMError], str], ...] = (
    ("socket is closed", HostUnreachableError, ""),
    ("connection closed", HostUnreachableError, ""),
    ("client socket", HostUnreachableError, ""),
    ("end of file while reading data", HostUnreachableError, ""),
    ("cannot write data: broken pipe", HostUnreachableError, ""),
    ("no space left on device", StorageError, "Free space on the volume, or choose another path."),
    ('failed to get "write" lock', StorageError, "The file is in use by another virtual machine; stop that first."),
    ('failed to get shared "write" lock', StorageError, "The file is in use by another virtual machine; stop it."),
    ("cannot access storage file", StorageError, "Check that the file exists and that the host can read it."),
    ("could not open '", StorageError, "Check that the file exists and that the host can read and write it."),
    ("cannot set up guest memory", HostError, "Lower the virtual machine's memory, or stop others on the host."),
    ("cannot allocate memory", HostError, "Lower the virtual machine's memory, or stop others on the host."),
    ("already exists with uuid", ConflictError, "Choose another name."),
    ("is not running", StateError, "Start the virtual machine first."),
    ("cannot acquire state change lock", StateError, "Another operation holds the virtual machine; try again later."),
    ("internal snapshot", CapabilityError, "Checkpoints need disks in qcow2 format and a BIOS virtual machine."),
    ("is not supported", CapabilityError, ""),
)


def error_from(problem: str, error: libvirt.libvirtError, object_name: str = "") -> VMMError:
    """Our error for one of libvirt: `problem` says what failed, libvirt's own words become the cause."""
    code, text = error.get_error_code(), error.get_error_message() or str(error)
    kind, action = _kind_of(code, text)
    return kind(
        problem,
        cause=text[:1].upper() + text[1:] + ("" if text.endswith(".") else "."),
        action=action,
        details=f"libvirt error {code}, domain {error.get_error_domain()}: {text}",
        object_name=object_name,
    )


def _kind_of(code: int | None, text: str) -> tuple[type[VMMError], str]:
    lowered = text.lower()
    for part, kind, action in _BY_TEXT:
        if part in lowered:
            return kind, action
    return _BY_CODE.get(code or 0, (HostError, "Look at the host's libvirt and QEMU logs for more, then try again."))


@contextmanager
def faults(problem: str, object_name: str = "") -> Iterator[None]:
    """Around calls of libvirt: raises our error instead of its own."""
    try:
        yield
    except libvirt.libvirtError as err:
        raise error_from(problem, err, object_name) from err


def is_gone(error: libvirt.libvirtError) -> bool:
    """Whether the error only says that the object is not there (any more)."""
    return error.get_error_code() in {
        libvirt.VIR_ERR_NO_DOMAIN,
        libvirt.VIR_ERR_NO_DOMAIN_SNAPSHOT,
        libvirt.VIR_ERR_NO_STORAGE_VOL,
        libvirt.VIR_ERR_NO_STORAGE_POOL,
        libvirt.VIR_ERR_NO_NETWORK,
    }
