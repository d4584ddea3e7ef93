"""What travels between client and engine beside the nouns: questions with more than one field, small answers."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID, uuid4

from pydantic import Field

from .hardware import Hardware
from .job import Job
from .noun import Ref, Value
from .status import PlacementGoal


class RatingQuery(Value):
    """Which hosts suit a virtual machine with that hardware; weights 0 to 10."""

    name: str
    hardware: Hardware
    disk_gb: float = Field(default=0, alias="DiskGB")
    machine_id: UUID | None = Field(default=None, alias="MachineID")
    original: Ref | None = None
    """The virtual machine or template of which it becomes a copy."""
    host_group_id: UUID | None = Field(default=None, alias="HostGroupID")
    goal: PlacementGoal | None = None
    cpu_weight: int = 5
    memory_weight: int = 8
    disk_weight: int = 2
    network_weight: int = 2


class PathFacts(Value):
    """A path on a host: whether it is there, whether files can be written there, and the free bytes."""

    exists: bool
    writable: bool
    free_space: int


class DirectoryEntry(Value):
    """A file or folder on a host; size in bytes, None for a folder."""

    name: str
    path: str
    is_directory: bool
    size: int | None = None


class HostCapabilities(Value):
    """What a host's virtualization software can do, as ``providers.contract.Capabilities`` has it."""

    shutdown: bool = True
    pause: bool = True
    save_state: bool = True
    reset: bool = True
    checkpoints: bool = True
    rename_running: bool = False
    hot_add_disk: bool = False
    hot_remove_disk: bool = False
    hot_add_network_adapter: bool = False
    hot_remove_network_adapter: bool = False
    hot_change_media: bool = True
    hot_change_memory: bool = False
    hot_add_cpu: bool = False
    thumbnail: bool = False
    viewer: bool = False
    live_migration: bool = False
    storage_migration: bool = False
    clone: bool = False
    templates: bool = False
    ide_slots: list[tuple[int, int]] = Field(default_factory=lambda: [(0, 0), (0, 1), (1, 0), (1, 1)])
    maximum_scsi_lun: int = 63
    disk_formats: list[str] = Field(default_factory=lambda: ["qcow2", "raw"])
    maximum_network_adapters: int = 8
    reasons: dict[str, str] = Field(default_factory=dict)


class ScreenViewer(Value):
    """With what an external program shows a machine's screen, as ``providers.contract.Viewer`` has it."""

    url: str = Field(default="", repr=False)
    program: str = ""
    arguments: list[str] = Field(default_factory=list)
    only_here: bool = False


class JobRequest(Value):
    """A script to run as a job; the same ID again runs nothing and answers with the job there is."""

    id: UUID = Field(default_factory=uuid4)
    script: str
    name: str = ""
    what_if: bool = False


class RestartRequest(Value):
    """How a failed or cancelled job goes on."""

    skip_failed_step: bool = False


class CmdletRequest(Value):
    """One cmdlet call; arguments by parameter name, objects as ``{"ObjectType", "ID", "Name"}``.

    What calls put into a job group belongs to the run of the script that they are part of.
    """

    id: UUID = Field(default_factory=uuid4)
    run_id: UUID | None = Field(default=None, alias="RunID")
    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)
    what_if: bool = False


class ObjectsRequest(Value):
    """Which whole objects of a kind are wanted."""

    ids: list[UUID] = Field(alias="IDs", max_length=1_000)


class ListedOutput(Value):
    """Many objects of one kind: the columns of their list rows, and each row as JSON text; see `model.listed`."""

    kind: str = Field(alias="ObjectType")
    properties: list[str]
    rows: list[str]


class CmdletAnswer(Value):
    """What a cmdlet call came to: the job it became, or what it wrote to the pipeline, tagged with ObjectType."""

    job: Job | None = None
    output: list[Any] = Field(default_factory=list)
    listed: ListedOutput | None = None
    """Instead of `output`, where a read gives a long list."""


class SecretRequest(Value):
    """A user name and a password for the engine to keep; the only request that has a secret in it."""

    user_name: str = Field(max_length=256)
    password: str = Field(max_length=4096, repr=False)


class StopRequest(Value):
    """How the engine ends: ``now``, ``when-idle`` (no unfinished job, no reader of the change stream), or ``stay``."""

    mode: Literal["now", "when-idle", "stay"] = "now"


ENGINE_FILE = "engine.json"
"""The file in the data folder that says where the running engine listens."""
TOKEN_FILE = "engine.token"  # noqa: S105  a file's name
"""The file in the data folder with the token of an engine that listens on a port."""


class RunningEngine(Value):
    """What `ENGINE_FILE` holds: the process, where it listens (``unix:PATH`` or ``HOST:PORT``), and its version."""

    pid: int
    address: str
    version: str = ""
