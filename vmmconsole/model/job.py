"""Jobs, their steps, and the record of what they changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from .noun import Noun, Ref, Value
from .status import JobStatus, text_of


class ErrorInfo(Value):
    """What failed, why, and what to do, as a job or an object keeps it."""

    type: str = ""
    code: int = 0
    problem: str = ""
    cause: str = ""
    recommended_action: str = ""
    detailed_error_code: str = ""
    object_name: str = ""
    line: int = 0
    """The place in the script where it is known, from 1."""
    column: int = 0

    property_aliases: ClassVar[dict[str, str]] = {
        "CSMMessageString": "message", "DisplayableErrorCode": "code", "ErrorCodeString": "code", "ErrorType": "type",
        "IsSuccess": "is_success",
    }  # fmt: skip

    @property
    def is_success(self) -> bool:
        """Whether it is no error at all."""
        return not self.code and not self.problem

    @property
    def message(self) -> str:
        """Problem and cause in one text."""
        return " ".join(part for part in (self.problem, self.cause) if part)

    def __str__(self) -> str:
        return self.message


class Step(Value):
    """A step of a job or a sub-step; `number` is ``1.2.1``, progress 0 to 100."""

    number: str
    name: str
    status: JobStatus = JobStatus.RUNNING
    progress: int = Field(default=0, alias="ProgressValue")
    started_at: datetime | None = Field(default=None, alias="StartTime")
    ended_at: datetime | None = Field(default=None, alias="EndTime")
    object_kind: str = Field(default="", alias="ObjectType")
    object_name: str = ""
    description: str = ""
    """What is going on inside it now, such as ``Waiting for 'Start virtual machine' (web-01)``."""
    error_info: ErrorInfo | None = None
    line: int = 0
    """The line of the script."""
    property_aliases: ClassVar[dict[str, str]] = {"StatusString": "status_text", "Progress": "progress_text"}

    @property
    def progress_text(self) -> str:
        """Progress as the original writes it: ``62 %``."""
        return f"{self.progress} %"

    def __str__(self) -> str:
        return self.name

    @property
    def status_text(self) -> str:
        """What people read for the status."""
        return text_of(self.status)


class PlannedChange(Value):
    """One thing that a planned script would do: a sentence, or an object made, changed (a property each) or removed."""

    step: str = ""
    """The number of the step: ``2``."""
    line: int = 0
    """The line of the script."""
    operation: str = ""
    """What the step is called: ``Change properties of virtual machine``."""
    object_kind: str = Field(default="", alias="ObjectType")
    object_name: str = ""
    action: Literal["", "Create", "Change", "Remove"] = ""
    """Empty for a sentence."""
    property_name: str = Field(default="", alias="Property")
    previous_value: Any = None
    new_value: Any = None
    text: str = ""


class Job(Noun):
    """The durable run of a script; its ID is chosen by whoever asks for it, so that asking twice runs it once."""

    kind: ClassVar[str] = "Job"
    title: ClassVar[str] = "job"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Status", "StatusText", "ProgressValue", "StartTime", "EndTime", "ResultName", "ResultObjectType",
        "ResultObjectID", "Owner", "CurrentStep", "ErrorInfo.Problem", "IsRestartable", "IsStoppable", "IsVisible",
        "CmdletName", "AddedTime", "VirtualizationManager.ID", "VirtualizationManager.Name",
    )  # fmt: skip

    status: JobStatus = JobStatus.QUEUED
    progress: int = Field(default=0, alias="ProgressValue")
    started_at: datetime | None = Field(default=None, alias="StartTime")
    ended_at: datetime | None = Field(default=None, alias="EndTime")
    owner: str = ""
    origin: str = ""
    """From where it was asked for: an address, or ``local``; empty for the engine itself."""
    cmdlet_name: str = ""
    script: str = ""
    """The text that runs, byte for byte what was shown."""
    script_hash: str = ""
    """SHA-256 of `script` as UTF-8, hexadecimal."""
    result_name: str = ""
    result_object_type: str = ""
    result_object_id: UUID | None = Field(default=None, alias="ResultObjectID")
    target_ids: list[UUID] = Field(default_factory=list, alias="TargetObjectIDs")
    """The objects it has changed or will change."""
    virtualization_manager: Ref | None = None
    """Where it runs when it was started outside of this product: there it is only watched. None is a job of our own."""
    current_step: str = ""
    steps: list[Step] = Field(default_factory=list)
    output: list[dict[str, Any]] = Field(default_factory=list)
    """What the script wrote to the pipeline at its end: objects by product name, or ``{"Value": …}``."""
    messages: list[str] = Field(default_factory=list, alias="AdditionalMessages")
    """Warnings and what Write-Host said."""
    error_info: ErrorInfo | None = None
    plan: list[PlannedChange] = Field(default_factory=list)
    """With `what_if`: what it would do, in order."""
    is_visible: bool = True
    is_restartable: bool = False
    is_stoppable: bool = False
    was_notified_of_cancel: bool = False
    restarted: int = 0
    """How often it was restarted."""
    what_if: bool = False
    failed_step: int = 0
    """The top-level step, from 1, that a restart goes on from; 0 while nothing failed."""
    skipped_steps: list[int] = Field(default_factory=list)
    """Top-level steps that a restart with SkipLastFailedStep passes by."""
    property_aliases: ClassVar[dict[str, str]] = {
        "StatusString": "status_text", "StatusText": "status_text", "Progress": "progress_text",
        "IsCompleted": "is_completed", "SessionOwner": "owner", "RootStep": "root_step", "StepsLoaded": "is_loaded",
        "ResultObjectTypeName": "result_object_type", "TargetObjectID": "target_id",
    }  # fmt: skip

    @property
    def status_text(self) -> str:
        """What people read for the status."""
        return text_of(self.status)

    @property
    def progress_text(self) -> str:
        """Progress as the original writes it: ``62 %``."""
        return f"{self.progress} %"

    @property
    def root_step(self) -> Step | None:
        """The first of its steps."""
        return self.steps[0] if self.steps else None

    @property
    def is_loaded(self) -> bool:
        """Whether its steps are with it: always."""
        return True

    @property
    def target_id(self) -> UUID | None:
        """The first object that it changes."""
        return self.target_ids[0] if self.target_ids else None

    @property
    def is_completed(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.status.is_final


class Change(Value):
    """One row of Change Tracking: a property of an object, before and after."""

    revision: int
    object_kind: str = Field(alias="ObjectType")
    object_id: UUID = Field(alias="ObjectID")
    object_name: str = ""
    property_name: str = Field(alias="Property")
    previous_value: Any = None
    new_value: Any = None
    job: Ref | None = None
    changed_at: datetime = Field(alias="Time")
    by: str = ""
