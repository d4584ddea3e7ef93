"""Every status and enumeration of the model, with the numbers of the original product where it has them."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum


class VMStatus(StrEnum):
    """What a virtual machine is doing; `number` is the original's value, `text` what people read."""

    RUNNING = "Running"
    POWER_OFF = "PowerOff"
    POWERING_OFF = "PoweringOff"
    SAVED = "Saved"
    SAVING = "Saving"
    RESTORING = "Restoring"
    PAUSED = "Paused"
    DISCARD_SAVED_STATE = "DiscardSavedState"
    STARTING = "Starting"
    MERGING_DRIVES = "MergingDrives"
    DELETING = "Deleting"
    RESET = "Reset"
    DISCARDING_DRIVES = "DiscardingDrives"
    PAUSING = "Pausing"
    UNDER_CREATION = "UnderCreation"
    CREATION_FAILED = "CreationFailed"
    STORED = "Stored"
    UNDER_TEMPLATE_CREATION = "UnderTemplateCreation"
    TEMPLATE_CREATION_FAILED = "TemplateCreationFailed"
    CUSTOMIZATION_FAILED = "CustomizationFailed"
    UNDER_UPDATE = "UnderUpdate"
    UPDATE_FAILED = "UpdateFailed"
    REPLACEMENT_FAILED = "ReplacementFailed"
    UNDER_REPLACEMENT = "UnderReplacement"
    UNDER_MIGRATION = "UnderMigration"
    MIGRATION_FAILED = "MigrationFailed"
    CREATING_CHECKPOINT = "CreatingCheckpoint"
    DELETING_CHECKPOINT = "DeletingCheckpoint"
    RECOVERING_CHECKPOINT = "RecoveringCheckpoint"
    CHECKPOINT_FAILED = "CheckpointFailed"
    INITIALIZING_CHECKPOINT_OPERATION = "InitializingCheckpointOperation"
    FINISHING_CHECKPOINT_OPERATION = "FinishingCheckpointOperation"
    MISSING = "Missing"
    HOST_NOT_RESPONDING = "HostNotResponding"
    UNSUPPORTED = "Unsupported"
    INCOMPLETE_VM_CONFIG = "IncompleteVMConfig"
    UNSUPPORTED_SHARED_FILES = "UnsupportedSharedFiles"
    UNSUPPORTED_CLUSTER = "UnsupportedCluster"
    P2V_CREATION_FAILED = "P2VCreationFailed"
    V2V_CREATION_FAILED = "V2VCreationFailed"

    @property
    def number(self) -> int:
        """The original's value of this status."""
        return _VM_NUMBERS[self]

    @property
    def text(self) -> str:
        """What people read: ``Stopped`` for PowerOff."""
        return _VM_TEXTS[self]

    @property
    def is_failed(self) -> bool:
        """Whether Repair-VM applies."""
        return self.value.endswith("Failed")

    @property
    def is_final(self) -> bool:
        """Whether the virtual machine rests in it; others end by themselves when their job does."""
        return self.is_failed or self in _VM_RESTING


_VM_ROWS: tuple[tuple[VMStatus, int, str], ...] = (
    (VMStatus.RUNNING, 0, "Running"),
    (VMStatus.POWER_OFF, 1, "Stopped"),
    (VMStatus.POWERING_OFF, 2, "Stopping"),
    (VMStatus.SAVED, 3, "Saved State"),
    (VMStatus.SAVING, 4, "Saving"),
    (VMStatus.RESTORING, 5, "Restoring"),
    (VMStatus.PAUSED, 6, "Paused"),
    (VMStatus.DISCARD_SAVED_STATE, 10, "Discarding Saved State"),
    (VMStatus.STARTING, 11, "Starting"),
    (VMStatus.MERGING_DRIVES, 12, "Merging Checkpoint"),
    (VMStatus.DELETING, 13, "Deleting"),
    (VMStatus.RESET, 14, "Resetting"),
    (VMStatus.DISCARDING_DRIVES, 80, "Discarding Drives"),
    (VMStatus.PAUSING, 81, "Pausing"),
    (VMStatus.UNDER_CREATION, 100, "Under Creation"),
    (VMStatus.CREATION_FAILED, 101, "Creation Failed"),
    (VMStatus.STORED, 102, "Stored"),
    (VMStatus.UNDER_TEMPLATE_CREATION, 103, "Under Template Creation"),
    (VMStatus.TEMPLATE_CREATION_FAILED, 104, "Template Creation Failed"),
    (VMStatus.CUSTOMIZATION_FAILED, 105, "Customization Failed"),
    (VMStatus.UNDER_UPDATE, 106, "Under Update"),
    (VMStatus.UPDATE_FAILED, 107, "Update Failed"),
    (VMStatus.REPLACEMENT_FAILED, 108, "Replacement Failed"),
    (VMStatus.UNDER_REPLACEMENT, 109, "Under Replacement"),
    (VMStatus.UNDER_MIGRATION, 200, "Under Migration"),
    (VMStatus.MIGRATION_FAILED, 201, "Migration Failed"),
    (VMStatus.CREATING_CHECKPOINT, 210, "Creating Checkpoint"),
    (VMStatus.DELETING_CHECKPOINT, 211, "Deleting Checkpoint"),
    (VMStatus.RECOVERING_CHECKPOINT, 212, "Restoring Checkpoint"),
    (VMStatus.CHECKPOINT_FAILED, 213, "Checkpoint Failed"),
    (VMStatus.INITIALIZING_CHECKPOINT_OPERATION, 214, "Initializing Checkpoint"),
    (VMStatus.FINISHING_CHECKPOINT_OPERATION, 215, "Finishing Checkpoint"),
    (VMStatus.MISSING, 220, "Missing"),
    (VMStatus.HOST_NOT_RESPONDING, 221, "Host Not Responding"),
    (VMStatus.UNSUPPORTED, 222, "Unsupported VM Configuration"),
    (VMStatus.INCOMPLETE_VM_CONFIG, 223, "Incomplete VM Configuration"),
    (VMStatus.UNSUPPORTED_SHARED_FILES, 224, "Unsupported Shared Files"),
    (VMStatus.UNSUPPORTED_CLUSTER, 225, "Unsupported Cluster Configuration"),
    (VMStatus.P2V_CREATION_FAILED, 240, "P2V Creation Failed"),
    (VMStatus.V2V_CREATION_FAILED, 250, "V2V Creation Failed"),
)
_VM_NUMBERS = {status: number for status, number, _ in _VM_ROWS}
_VM_TEXTS = {status: text for status, _, text in _VM_ROWS}
_VM_RESTING = frozenset(
    {
        VMStatus.RUNNING, VMStatus.POWER_OFF, VMStatus.SAVED, VMStatus.PAUSED, VMStatus.STORED, VMStatus.MISSING,
        VMStatus.HOST_NOT_RESPONDING, VMStatus.UNSUPPORTED, VMStatus.INCOMPLETE_VM_CONFIG,
        VMStatus.UNSUPPORTED_SHARED_FILES, VMStatus.UNSUPPORTED_CLUSTER,
    }
)  # fmt: skip


class JobStatus(StrEnum):
    """Where a job or a step of one is. Queued waits for an object, a limit or its turn."""

    QUEUED = "Queued"
    RUNNING = "Running"
    COMPLETED = "Completed"
    SUCCEED_WITH_INFO = "SucceedWithInfo"
    FAILED = "Failed"
    CANCELED = "Canceled"
    SKIPPED = "Skipped"

    @property
    def text(self) -> str:
        """What people read."""
        return "Completed w/ Info" if self is JobStatus.SUCCEED_WITH_INFO else self.value

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens by itself."""
        return self not in {JobStatus.QUEUED, JobStatus.RUNNING}


class HostStatus(StrEnum):
    """The Status column of a virtual machine host (the original's OverallState)."""

    OK = "OK"
    OK_LIMITED = "OKLimited"
    NEEDS_ATTENTION = "NeedsAttention"
    NOT_RESPONDING = "NotResponding"
    ACCESS_DENIED = "AccessDenied"
    MAINTENANCE_MODE = "MaintenanceMode"
    ADDING = "Adding"
    REMOVING = "Removing"
    UPDATING = "Updating"
    CONNECTING = "Connecting"
    PENDING = "Pending"

    @property
    def text(self) -> str:
        """What people read."""
        return _HOST_TEXTS.get(self, self.value)


_HOST_TEXTS = {
    HostStatus.OK_LIMITED: "OK (Limited)", HostStatus.NEEDS_ATTENTION: "Needs Attention",
    HostStatus.NOT_RESPONDING: "Not Responding", HostStatus.ACCESS_DENIED: "Access Denied",
    HostStatus.MAINTENANCE_MODE: "Maintenance Mode",
}  # fmt: skip


class ComputerState(IntEnum):
    """The connection to a managed computer, with the original's numbers."""

    ADDING = 0
    REMOVING = 1
    RESPONDING = 2
    NOT_RESPONDING = 3
    ACCESS_DENIED = 4
    UPDATING = 5
    REASSOCIATING = 6
    PENDING = 7
    MAINTENANCE_MODE = 8
    STARTING = 9
    STOPPING = 10
    RESTARTING = 11
    STOPPED = 12


class VirtualizationPlatform(StrEnum):
    """Which virtualization software a host runs."""

    UNKNOWN = "Unknown"
    VIRTUAL_SERVER = "VirtualServer"
    HYPER_V = "HyperV"
    VMWARE_VC = "VMWareVC"
    VMWARE_ESX = "VMWareESX"
    XEN_SERVER = "XENServer"
    KVM = "KVM"
    SIMULATED = "Simulated"

    @property
    def text(self) -> str:
        """What people read."""
        return _PLATFORM_TEXTS.get(self, self.value)


_PLATFORM_TEXTS = {
    VirtualizationPlatform.HYPER_V: "Microsoft Hyper-V", VirtualizationPlatform.VMWARE_ESX: "VMware ESX",
    VirtualizationPlatform.VMWARE_VC: "VMware vCenter", VirtualizationPlatform.VIRTUAL_SERVER: "Virtual Server",
    VirtualizationPlatform.XEN_SERVER: "XenServer",
}  # fmt: skip


class TransferType(StrEnum):
    """How a virtual machine gets to another host or path, the best way first."""

    LIVE = "Live"
    """It runs on; its disks stay where they are."""
    SHARED_STORAGE = "SharedStorage"
    """It does not run; its disks stay where they are."""
    STORAGE = "Storage"
    """Only disks move, to another path of its host; it may run on."""
    LIVE_STORAGE = "LiveStorage"
    """It runs on, and its disks move too."""
    NETWORK = "Network"
    """It is off, and its files are copied."""

    @property
    def text(self) -> str:
        """What people read."""
        return _TRANSFER_TEXTS.get(self, self.value)


_TRANSFER_TEXTS = {
    TransferType.SHARED_STORAGE: "Shared storage", TransferType.LIVE_STORAGE: "Live with storage",
}  # fmt: skip


class VMStartAction(StrEnum):
    """What happens to the virtual machine when its host starts."""

    NEVER = "NeverAutoTurnOnVM"
    ALWAYS = "AlwaysAutoTurnOnVM"
    IF_RUNNING = "TurnOnVMIfRunningWhenVSStopped"


class VMStopAction(StrEnum):
    """What happens to the virtual machine when its host stops."""

    SAVE = "SaveVM"
    TURN_OFF = "TurnOffVM"
    SHUT_DOWN = "ShutdownGuestOS"


class BootDevice(StrEnum):
    """A device to start from, in the order of BootOrder."""

    FLOPPY = "Floppy"
    CD = "CD"
    IDE_HARD_DRIVE = "IdeHardDrive"
    PXE_BOOT = "PxeBoot"
    UNKNOWN = "Unknown"


class BusType(StrEnum):
    """The controller a disk or DVD drive sits on. On KVM, SCSI means virtio-scsi and IDE the machine's own."""

    IDE = "IDE"
    SCSI = "SCSI"


class VHDType(StrEnum):
    """How a virtual hard disk takes its space."""

    NONE = "None"
    FIXED = "FixedSize"
    DYNAMIC = "DynamicallyExpanding"
    DIFFERENCING = "Differencing"


class VolumeType(StrEnum):
    """What of the guest's operating system a disk holds."""

    NONE = "None"
    BOOT = "Boot"
    SYSTEM = "System"
    BOOT_AND_SYSTEM = "BootAndSystem"


class DVDConnection(StrEnum):
    """What is in a virtual DVD drive."""

    NONE = "None"
    ISO_IMAGE = "ISOImage"
    HOST_DRIVE = "HostDrive"


class MACAddressType(StrEnum):
    """Where an adapter's address comes from."""

    DYNAMIC = "Dynamic"
    STATIC = "Static"


class AdapterType(StrEnum):
    """Emulated is a network adapter every guest knows (e1000), Synthetic the fast one (virtio-net)."""

    EMULATED = "Emulated"
    SYNTHETIC = "Synthetic"


class SCSIControllerType(StrEnum):
    """The model of a virtual SCSI adapter."""

    DEFAULT = "DefaultTypeNoType"
    LSI_LOGIC = "LsiLogic"
    BUS_LOGIC = "BusLogic"
    PARA_VIRTUAL = "ParaVirtualSCSI"
    LSI_LOGIC_SAS = "LsiLogicSAS"


class PlacementGoal(StrEnum):
    """What a good host is: the least loaded one, or the fullest that still fits."""

    LOAD_BALANCE = "LoadBalance"
    CONSOLIDATE = "Consolidate"


class LibraryItemState(StrEnum):
    """Whether a library object's file is there."""

    NORMAL = "Normal"
    MISSING = "Missing"


class UserRoleProfile(StrEnum):
    """What kind of role it is."""

    ADMINISTRATOR = "Administrator"
    DELEGATED_ADMIN = "DelegatedAdmin"
    TENANT_ADMIN = "TenantAdmin"
    SELF_SERVICE_USER = "SelfServiceUser"
    READ_ONLY_ADMIN = "ReadOnlyAdmin"


class Permission(StrEnum):
    """What a cmdlet needs of the caller's role."""

    VIEW = "View"
    CREATE = "Create"
    CREATE_FROM_VHD_OR_TEMPLATE = "CreateFromVHDOrTemplate"
    START = "Start"
    STOP = "Stop"
    PAUSE_AND_RESUME = "PauseAndResume"
    SHUTDOWN = "Shutdown"
    SAVE = "Save"
    CHECKPOINT = "Checkpoint"
    REMOVE = "Remove"
    REMOTE_CONNECT = "RemoteConnect"
    ALLOW_LOCAL_ADMIN = "AllowLocalAdmin"
    CHANGE = "Change"
    STORE = "Store"
    MANAGE_HOSTS = "ManageHosts"
    MANAGE_LIBRARY = "ManageLibrary"
    MANAGE_ROLES = "ManageRoles"
    MANAGE_SETTINGS = "ManageSettings"


def text_of(value: Enum | str) -> str:
    """What people read for a status: its `text` where it has one, else its value."""
    return str(getattr(value, "text", value.value if isinstance(value, Enum) else value))


class ScriptEncoding(StrEnum):
    """How a script's text stands in its file, by PowerShell's names; all but the last two have a byte order mark."""

    UTF8 = "UTF8"
    UNICODE = "Unicode"
    BIG_ENDIAN_UNICODE = "BigEndianUnicode"
    UTF8_NO_BOM = "UTF8NoBOM"
    DEFAULT = "Default"
