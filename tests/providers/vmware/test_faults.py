"""Every fault of vCenter becomes an error with a cause and, where there is something to do, an action."""

from __future__ import annotations

from http.client import BadStatusLine, RemoteDisconnected
from xml.parsers.expat import ExpatError

import pytest
from pyVmomi import vim, vmodl

from vmmconsole.model.errors import (
    AccessError,
    CapabilityError,
    ConflictError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    PlacementError,
    StorageError,
    VMMError,
)
from vmmconsole.providers.vmware.faults import TABLE, error_from, faults


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_table_names_faults_that_there_are(name):
    places = (vim.fault, vmodl.fault, vmodl)
    fault = next(getattr(place, name) for place in places if hasattr(place, name))()
    error = error_from("It failed.", fault, "web-01")
    assert isinstance(error, TABLE[name][0])
    assert error.cause
    assert (error.problem, error.object_name, error.details) == ("It failed.", "web-01", name)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (vim.fault.DuplicateName(name="web-01"), ConflictError),
        (vim.fault.NoPermission(privilegeId="System.View"), AccessError),
        (vim.fault.MultipleCertificatesVerifyFault(), HostUnreachableError),  # below HostConnectFault
        (vim.fault.InsufficientMemoryResourcesFault(), PlacementError),  # below InsufficientResourcesFault
        (vim.fault.FileNotWritable(), StorageError),  # below FileFault
        (vim.fault.UnsupportedGuest(), CapabilityError),  # below VmConfigFault
        (vmodl.fault.ManagedObjectNotFound(), NotFoundError),
        (vmodl.fault.SystemError(), HostError),
    ],
)  # fmt: skip
def test_a_fault_counts_as_its_nearest_ancestor(fault, kind):
    fault.msg = "What vCenter says"
    error = error_from("It failed.", fault)
    assert type(error) is kind
    assert error.cause.startswith("What vCenter says.")
    assert error.action


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (ConnectionResetError(), HostUnreachableError), (RemoteDisconnected(), HostUnreachableError),
        (TimeoutError(), HostUnreachableError), (BadStatusLine("x"), HostUnreachableError),
        (ExpatError(), HostError), (vim.fault.InvalidPowerState(), VMMError),
    ],
)  # fmt: skip
def test_no_exception_of_a_library_passes(raised, kind):
    with pytest.raises(kind) as failed, faults("It failed."):
        raise raised
    assert failed.value.__cause__ is raised
