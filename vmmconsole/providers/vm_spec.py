"""A virtual machine to make, anew or from another one, in the words of the model."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from vmmconsole.model.hardware import Hardware


@dataclass(frozen=True, slots=True)
class VMSpec:
    """A virtual machine to make. `id` is its ID and the mark by which a second run finds the first one's work.

    Disk drives in `hardware`: with `size_mb` a new file is made; with `path` and `use_local` an existing file is used
    where it is; with `path` alone that file is copied. All new files go into the folder `path`/`name`.
    """

    id: UUID
    name: str
    path: str
    """The folder on the host below which the virtual machine gets a folder of its own."""
    hardware: Hardware
    description: str = ""
    operating_system: str = ""
    """The short name of the operating system database (``debian12``), empty when unknown."""
    autostart: bool = False


@dataclass(frozen=True, slots=True)
class CloneSpec:
    """A machine or template to make from another. `id` is its ID and the mark by which a second run finds the first
    one's work; `path` is the folder that its files go to, as in `VMSpec`."""

    id: UUID
    name: str
    path: str
    description: str = ""
    as_template: bool = False
