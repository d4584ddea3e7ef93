"""From libvirt's errors to ours."""

from __future__ import annotations

import libvirt
import pytest

from vmmconsole.model.errors import (
    AccessError,
    CapabilityError,
    ConflictError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    StateError,
    StorageError,
)
from vmmconsole.providers.libvirt.faults import faults


class Planted(libvirt.libvirtError):
    """An error as libvirt would raise it."""

    def __init__(self, code: int, text: str) -> None:
        Exception.__init__(self, text)
        self.err = (code, libvirt.VIR_FROM_QEMU, text, libvirt.VIR_ERR_ERROR, None, None, None, -1, -1)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (libvirt.VIR_ERR_NO_DOMAIN, "Domain not found", NotFoundError),
        (libvirt.VIR_ERR_OPERATION_INVALID, "domain is not running", StateError),
        (libvirt.VIR_ERR_OPERATION_INVALID, "domain is already running", StateError),
        (libvirt.VIR_ERR_NO_SUPPORT, "this function is not supported by the connection driver", CapabilityError),
        (libvirt.VIR_ERR_CONFIG_UNSUPPORTED, "unsupported configuration: x", CapabilityError),
        (libvirt.VIR_ERR_OPERATION_FAILED, "domain 'x' already exists with uuid 1", ConflictError),
        (libvirt.VIR_ERR_INTERNAL_ERROR, "client socket is closed", HostUnreachableError),
        (libvirt.VIR_ERR_SYSTEM_ERROR, "End of file while reading data: Input/output error", HostUnreachableError),
        (libvirt.VIR_ERR_RPC, "received hangup event on socket", HostUnreachableError),
        (libvirt.VIR_ERR_AUTH_FAILED, "authentication failed", HostUnreachableError),
        (libvirt.VIR_ERR_ACCESS_DENIED, "access denied", AccessError),
        (libvirt.VIR_ERR_SYSTEM_ERROR, "cannot write: No space left on device", StorageError),
        (libvirt.VIR_ERR_INTERNAL_ERROR, 'qemu: Failed to get "write" lock', StorageError),
        (libvirt.VIR_ERR_INTERNAL_ERROR, "cannot set up guest memory 'pc.ram'", HostError),
        (libvirt.VIR_ERR_OPERATION_TIMEOUT, "cannot acquire state change lock", StateError),
        (libvirt.VIR_ERR_INTERNAL_ERROR, "something new", HostError),
    ],
)
def test_each_error_has_problem_cause_action_and_details(code, text, expected):
    with pytest.raises(expected) as failure, faults("It failed.", "web01"):
        raise Planted(code, text)
    error = failure.value
    assert type(error) is expected
    assert error.problem == "It failed."
    assert text[1:] in error.cause
    assert str(code) in error.details
    assert text in error.details
    assert error.object_name == "web01"
    assert isinstance(error.__cause__, libvirt.libvirtError)
    if expected not in {CapabilityError, AccessError} or error.action:
        assert error.action


def test_our_own_errors_pass():
    with pytest.raises(StorageError, match="as it was"), faults("It failed."):
        raise StorageError("as it was")
