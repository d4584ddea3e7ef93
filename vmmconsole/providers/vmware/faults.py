"""From the faults of vCenter to our errors: the edge that no exception of pyVmomi crosses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from vmmconsole.model.errors import (
    AccessError,
    CancelledError,
    CapabilityError,
    ConflictError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    PlacementError,
    StateError,
    StorageError,
    VMMError,
)

_REFRESH = "Refresh the host: the object may have been removed or moved meanwhile."
_SPACE = "Free space on the datastore, or choose another one."
_LOG = "Look at the task's events in vCenter for more, then try again."

TABLE: dict[str, tuple[type[VMMError], str, str]] = {
    # The type of the fault → our error, the cause when the fault has no words of its own, and the action.
    # A fault whose type is not here counts as its nearest ancestor; every one has MethodFault or RuntimeFault.
    "InvalidLogin": (AccessError, "The user name or the password is wrong.", "Check the Run As account."),
    "NoPermission": (AccessError, "The account may not do that.", "Give the account the privilege in vCenter."),
    "NotAuthenticated": (HostUnreachableError, "The session ended.", "Try again."),
    "RestrictedByAdministrator": (AccessError, "An administrator restricted it.", "Ask the administrator of vCenter."),
    "PasswordExpired": (AccessError, "The account's password expired.", "Give the account a new password."),
    "SecurityError": (AccessError, "It is not allowed.", "Check the account's permissions in vCenter."),
    "ManagedObjectNotFound": (NotFoundError, "The object is not there any more.", _REFRESH),
    "NotFound": (NotFoundError, "It was not found.", _REFRESH),
    "DuplicateName": (ConflictError, "Another object has that name.", "Choose another name."),
    "AlreadyExists": (ConflictError, "It exists already.", "Choose another name."),
    "ConcurrentAccess": (ConflictError, "Somebody else changed it at the same time.", "Refresh it, then try again."),
    "ResourceInUse": (ConflictError, "It is in use.", "Wait until it is no longer used, then try again."),
    "TaskInProgress": (
        ConflictError, "Another task works on it.", "Wait until the running task has ended, then try again.",
    ),
    "InvalidPowerState": (
        StateError, "Its power state does not allow that.", "Refresh the virtual machine and look at its status.",
    ),
    "ToolsUnavailable": (
        StateError, "VMware Tools do not run in the guest.", "Install or start VMware Tools, or turn it off instead.",
    ),
    "QuestionPending": (
        StateError, "The virtual machine waits for an answer to a question.", "Answer its question in vCenter.",
    ),
    "InvalidHostState": (StateError, "The host's state does not allow that.", "Refresh the host."),
    "HostNotConnected": (
        HostUnreachableError, "The host is not connected to vCenter.", "Connect the host in vCenter.",
    ),
    "HostNotReachable": (HostUnreachableError, "vCenter does not reach the host.", "Check that the host runs."),
    "HostCommunication": (HostUnreachableError, "vCenter does not reach the host.", "Check that the host runs."),
    "InvalidState": (StateError, "Its state does not allow that.", "Refresh it and look at its status."),
    "NoDiskSpace": (StorageError, "There is no space left on the datastore.", _SPACE),
    "InsufficientStorageSpace": (StorageError, "There is no space left on the datastore.", _SPACE),
    "FileAlreadyExists": (StorageError, "The file exists already.", "Choose another name or folder."),
    "FileNotFound": (StorageError, "The file is not there.", "Check the path; the file may have been moved."),
    "FileLocked": (StorageError, "The file is in use.", "Stop the virtual machine that uses the file."),
    "CannotAccessFile": (StorageError, "The host cannot access the file.", "Check the path and the datastore."),
    "InvalidDatastorePath": (StorageError, "The path is not one of a datastore.", "Use a path as [datastore1] folder."),
    "InvalidDatastore": (StorageError, "The datastore cannot be used.", "Choose another datastore."),
    "InaccessibleDatastore": (StorageError, "The host cannot access the datastore.", "Check the datastore."),
    "FileFault": (StorageError, "A file could not be used.", "Check the path and the datastore."),
    "InsufficientResourcesFault": (
        PlacementError, "There are not enough resources for it.", "Stop other machines, or choose another host.",
    ),
    "NoCompatibleHost": (PlacementError, "No host can take it.", "Choose another host or change the hardware."),
    "MigrationFault": (PlacementError, "It cannot be migrated there.", "Choose another host."),
    "VmConfigFault": (CapabilityError, "The configuration is not possible.", "Change the hardware."),
    "CustomizationFault": (CapabilityError, "The guest cannot be customized like that.", "Change the settings."),
    "SnapshotFault": (StateError, "The checkpoint cannot be used like that.", "Refresh the virtual machine."),
    "NotSupported": (CapabilityError, "It is not supported here.", ""),
    "NotImplemented": (CapabilityError, "The server does not have it.", ""),
    "MethodNotFound": (CapabilityError, "The server does not have it.", ""),
    "MethodDisabled": (StateError, "It is disabled for now.", "Try again when the running operation has ended."),
    "LicenseAssignmentFailed": (CapabilityError, "The license does not cover it.", "Check the licenses in vCenter."),
    "NotEnoughLicenses": (CapabilityError, "The license does not cover it.", "Check the licenses in vCenter."),
    "InvalidName": (ConflictError, "The name is not allowed.", "Choose another name."),
    "InvalidArgument": (HostError, "A value is not allowed.", "Check what was asked for, then try again."),
    "RequestCanceled": (CancelledError, "Somebody cancelled the task in vCenter.", "Run it again."),
    "Timedout": (HostError, "It took too long.", "Try again."),
    "HostConnectFault": (HostUnreachableError, "The host cannot be connected.", "Check that the host runs."),
    "MethodFault": (HostError, "", _LOG),
    "RuntimeFault": (HostError, "", _LOG),
}  # fmt: skip


_SAY_LITTLE = {"InvalidLogin", "NotAuthenticated"}
"""Faults whose own words say less than ours."""


def error_from(problem: str, fault: Any, object_name: str = "") -> VMMError:
    """Our error for a fault: `problem` says what failed, the fault's own words become the cause."""
    kind, default_cause, action = row_of(fault)
    name = type(fault).__name__.rpartition(".")[2]
    words = words_of(fault)
    cause = (default_cause if name in _SAY_LITTLE else words) or default_cause or f"vCenter said {name}."
    if kind is AccessError and getattr(fault, "privilegeId", None):
        cause += f" The missing privilege is {fault.privilegeId}."
    return kind(
        problem,
        cause=cause,
        action=action,
        details=f"{name}: {words}" if words else name,
        object_name=object_name,
    )


def row_of(fault: Any) -> tuple[type[VMMError], str, str]:
    """The row of the table for a fault."""
    for ancestor in type(fault).__mro__:
        row = TABLE.get(ancestor.__name__.rpartition(".")[2])
        if row is not None:
            return row
    return TABLE["RuntimeFault"]


def words_of(fault: Any) -> str:
    """What the fault says for people, as a sentence; empty when it says nothing but its type."""
    found = [getattr(fault, "msg", None) or ""]
    found += [getattr(m, "message", None) or "" for m in getattr(fault, "faultMessage", None) or ()]
    name = type(fault).__name__.rpartition(".")[2]
    told = [text.strip() for text in found if text and text.strip() and name not in text]
    return " ".join(text if text.endswith((".", "!")) else f"{text}." for text in dict.fromkeys(told))


@contextmanager
def faults(problem: str, object_name: str = "") -> Iterator[None]:
    """Around calls of pyVmomi: raises our error instead of its own."""
    from pyVmomi import vmodl

    try:
        yield
    except vmodl.MethodFault as err:
        raise error_from(problem, err, object_name) from err
    except (HTTPException, ExpatError, ParseError) as err:
        raise transport_error(problem, err, object_name) from err
    except OSError as err:
        raise transport_error(problem, err, object_name) from err


def transport_error(problem: str, error: Exception, object_name: str = "") -> VMMError:
    """Our error for a connection that broke, or for an answer that is none."""
    details = f"{type(error).__name__}: {error}"
    if isinstance(error, OSError) or type(error).__name__ in _BROKEN:
        late = isinstance(error, TimeoutError)
        cause = "The server did not answer in time." if late else "The connection to the server broke."
        return HostUnreachableError(problem, cause=cause, details=details, object_name=object_name)
    return HostError(
        problem,
        cause="What answers is no virtualization manager, or it is just starting or stopping.",
        action="Check the address and the port; try again when the server has started.",
        details=details,
        object_name=object_name,
    )


_BROKEN = {"RemoteDisconnected", "IncompleteRead", "CannotSendRequest", "ResponseNotReady", "BadStatusLine"}


def is_gone(fault: BaseException) -> bool:
    """Whether the fault only says that the object is not there (any more)."""
    return type(fault).__name__.rpartition(".")[2] == "ManagedObjectNotFound"


def is_session_lost(fault: BaseException) -> bool:
    """Whether the fault says that the session ended."""
    return type(fault).__name__.rpartition(".")[2] == "NotAuthenticated"
