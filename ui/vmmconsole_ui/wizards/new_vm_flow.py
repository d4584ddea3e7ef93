"""The New Virtual Machine wizard without Qt: its pages, what each refuses, and its script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vmmconsole.client.contract import PathFacts
from vmmconsole.model.hardware import VirtualDiskDrive, file_name_of
from vmmconsole.model.host import VirtualNetwork, VMHostRating
from vmmconsole.model.noun import file_name_problem
from vmmconsole.model.status import BusType
from vmmconsole.script.calls import Script
from vmmconsole.script.writer import write

from .flow import Page, Problem, WizardFlow
from .hardware_rules import HardwareLimits, add_disk, check_hardware, drives_of, free_places, place_of
from .host_paths import path_syntax_problem
from .new_vm_request import LibraryFile, NewVirtualMachine, Source, SourceMachine, new_request, source_machine
from .new_vm_script import ALL_PAGES, JOB_NAME, TITLE, statements

__all__ = [
    "ALL_PAGES", "JOB_NAME", "TITLE", "Facts", "LibraryFile", "NewVirtualMachine", "NewVirtualMachineFlow", "Source",
    "SourceMachine", "new_request", "source_machine", "statements",
]  # fmt: skip

DESCRIPTION_LENGTH = 2048
LONGEST_DELAY_SECONDS = 3600


@dataclass
class Facts:
    """What the wizard knows of the world: filled in by its window as answers arrive."""

    machine_names: set[str] = field(default_factory=set)
    """The names of existing virtual machines, in lower case."""
    limits: HardwareLimits = field(default_factory=HardwareLimits)
    rating: VMHostRating | None = None
    """The rating of the chosen host."""
    rating_problem: str = ""
    path: PathFacts | None = None
    """What is known of the chosen path; None while it is asked for."""
    path_problem: str = ""
    networks: list[VirtualNetwork] = field(default_factory=list)
    """The virtual networks of the chosen host."""
    source_problem: str = ""
    """What has become of the virtual machine or template that it is made from, so that it cannot be any more."""


class NewVirtualMachineFlow(WizardFlow[NewVirtualMachine]):
    """Source, identity, hardware, destination, host, path, networks, additional properties, summary."""

    def __init__(self, request: NewVirtualMachine, facts: Facts | None = None) -> None:
        self.facts = facts or Facts()
        self._own_hardware = request.hardware
        super().__init__(request, self._pages())

    def _pages(self) -> list[Page[NewVirtualMachine]]:
        def page(
            name: str, title: str, sentence: str, check: Check | None = None, visible: Visible = _always
        ) -> Page[NewVirtualMachine]:
            if check is None:
                return Page(name, title, sentence, visible=visible)
            return Page(name, title, sentence, lambda request: check(request, self.facts), visible)

        return [
            page("source", "Select source", "What the new virtual machine is made from.", _check_source,
                 _asks_source),
            page("identity", "Identity", "How the virtual machine is called and who is responsible for it.",
                 _check_identity),
            page("hardware", "Configure hardware", "The devices it has. All of this can be changed later.",
                 _check_hardware, _has_own_hardware),
            page("destination", "Select destination", "Where the virtual machine is kept once it is created."),
            page("host", "Select host", "Hosts are rated for this virtual machine; more stars suit it better.",
                 _check_host),
            page("path", "Select path", "The folder on the host in which the virtual machine gets a folder of its own.",
                 _check_path),
            page("networks", "Select networks", "The virtual network that each network adapter is connected to.",
                 _check_networks, _has_own_hardware),
            page("properties", "Additional properties",
                 "What happens to the virtual machine when its host starts and stops.", _check_properties),
            page("summary", "Summary", "Nothing has been changed yet. Create runs the script on the right as one job."),
        ]  # fmt: skip

    @property
    def seen(self) -> frozenset[str]:
        """The pages that have been entered."""
        return frozenset(self._seen)

    def script(self) -> Script:
        """The script as far as the pages have been filled in."""
        return statements(self.request, ALL_PAGES if "summary" in self._seen else self._seen)

    def script_text(self) -> str:
        """The text of `script`: on the last page, byte for byte what runs."""
        return write(self.script(), generated_at=self.request.generated_at)

    # What pages change together

    def set_name(self, name: str) -> None:
        """Name the machine; the file names of its new disks follow as long as nobody chose others."""
        request = self.request
        old, request.name = request.name, name
        for number, drive in enumerate(request.hardware.virtual_disk_drives, start=1):
            if drive.size_mb is None:
                continue
            if drive.file_name in {"", f"{old}_disk_{number}", f"disk_disk_{number}"}:
                drive.file_name = f"{name}_disk_{number}" if name else ""

    def set_source(self, source: Source) -> None:
        """Choose what the machine is made from; the disks that stand for the other source go."""
        request = self.request
        if source is request.source:
            return
        self._drop_source_drive()
        if request.source_machine is not None:
            request.source_machine, request.hardware = None, self._own_hardware
        request.source = source
        if source.is_copied:
            return
        if source is Source.BLANK_DISK:
            if not request.hardware.virtual_disk_drives:
                drive = add_disk(request.hardware, self.facts.limits, request.name or "disk")
                drive.file_name = f"{request.name}_disk_1" if request.name else ""
        else:
            blank = [d for d in request.hardware.virtual_disk_drives if d.size_mb is not None]
            if len(blank) == len(request.hardware.virtual_disk_drives) == 1:
                request.hardware.virtual_disk_drives = []

    def set_source_file(self, file: LibraryFile) -> None:
        """Start from a virtual hard disk of the library; New-VM puts it at the first place."""
        self._drop_source_drive()
        self.request.source_disk = file
        self._add_source_drive(VirtualDiskDrive(name=file.name, source_id=file.id))

    def set_source_path(self, path: str) -> None:
        """Start from a disk file on the host, used where it is."""
        self._drop_source_drive()
        self.request.source_path = path
        if path:
            self._add_source_drive(VirtualDiskDrive(name=file_name_of(path), path=path, use_local=True))

    def set_source_machine(self, machine: SourceMachine | None) -> None:
        """Become a copy of a virtual machine or template, with its hardware; None while none is chosen."""
        request = self.request
        if machine is not None:
            self.set_source(machine.source)
            request.operating_system = machine.operating_system
        if request.source_machine is None:
            self._own_hardware = request.hardware
        request.source_machine = machine
        request.hardware = machine.hardware.model_copy(deep=True) if machine is not None else self._own_hardware
        self.facts.source_problem = ""

    def _add_source_drive(self, drive: VirtualDiskDrive) -> None:
        hardware = self.request.hardware
        others = {place_of(d) for d in drives_of(hardware)}
        if place_of(drive) in others:
            for other in hardware.virtual_disk_drives:
                if place_of(other) == place_of(drive):
                    free = free_places(hardware, self.facts.limits)
                    other.bus_type, other.bus, other.lun = free[0] if free else (BusType.IDE, 0, 1)
        hardware.virtual_disk_drives.insert(0, drive)

    def _drop_source_drive(self) -> None:
        request = self.request
        drive = request.source_drive
        if drive is not None and (request.source_disk is not None or request.source_path):
            request.hardware.virtual_disk_drives.remove(drive)
        request.source_disk = None
        request.source_path = ""


Check = Callable[[NewVirtualMachine, Facts], list[Problem]]


Visible = Callable[[NewVirtualMachine], bool]


def _always(_request: NewVirtualMachine) -> bool:
    return True


def _asks_source(request: NewVirtualMachine) -> bool:
    return not request.has_fixed_source


def _has_own_hardware(request: NewVirtualMachine) -> bool:
    return not request.source.is_copied


def _check_source(request: NewVirtualMachine, facts: Facts) -> list[Problem]:
    if request.source.is_copied:
        what = "template" if request.source is Source.TEMPLATE else "virtual machine"
        wrong = facts.source_problem or ("" if request.source_machine else f"Choose the {what}.")
        return [Problem("source", wrong)] if wrong else []
    if request.source is not Source.EXISTING_DISK or request.source_disk is not None:
        return []
    if not request.source_path.strip():
        return [Problem("source", "Choose a virtual hard disk from the library, or enter its path on the host.")]
    wrong = path_syntax_problem(request.source_path, "disk file")
    return [Problem("source", wrong)] if wrong else []


def _check_identity(request: NewVirtualMachine, facts: Facts) -> list[Problem]:
    problems = _check_source(request, facts) if request.has_fixed_source else []
    wrong = file_name_problem(request.name)
    if not wrong and request.name.lower() in facts.machine_names:
        wrong = f"A virtual machine named '{request.name}' exists already. Choose another name."
    if wrong:
        problems.append(Problem("name", wrong))
    if not request.owner.strip():
        problems.append(Problem("owner", "Name who is responsible for the virtual machine."))
    if len(request.description) > DESCRIPTION_LENGTH:
        problems.append(Problem("description", f"A description can have {DESCRIPTION_LENGTH:,} characters at most."))
    return problems


def _check_hardware(request: NewVirtualMachine, facts: Facts) -> list[Problem]:
    return check_hardware(request.hardware, facts.limits)


def _check_host(request: NewVirtualMachine, facts: Facts) -> list[Problem]:
    if request.host is None:
        return [Problem("host", facts.rating_problem or "Select a host.")]
    rating = facts.rating
    if rating is None or rating.vm_host.id != request.host.id:
        return [Problem("host", facts.rating_problem or f"{request.host.name} is being rated.")]
    if not rating.selectable:
        hard = next(reason.text for reason in rating.reasons if reason.hard)
        return [Problem("host", f"{request.host.name} cannot take this virtual machine: {hard}")]
    return []


def _check_path(request: NewVirtualMachine, facts: Facts) -> list[Problem]:
    wrong = path_syntax_problem(request.path, "folder")
    if not wrong and facts.path_problem:
        wrong = facts.path_problem
    if not wrong and facts.path is not None:
        needed = request.new_disk_gb
        if not facts.path.writable:
            wrong = f"Files cannot be written to '{request.path}'. Choose another folder, or change its permissions."
        elif _fixed_gb(request) * 1024**3 > facts.path.free_space:
            free = facts.path.free_space / 1024**3
            wrong = f"The fixed disks need {needed:,.1f} GB, and {free:,.1f} GB are free there. Choose another folder."
    return [Problem("path", wrong)] if wrong else []


def _fixed_gb(request: NewVirtualMachine) -> float:
    """The space that is taken at once: fixed disks and copies from the library."""
    dynamic = sum(
        drive.size_mb or 0
        for drive in request.hardware.virtual_disk_drives
        if drive.virtual_hard_disk is not None and drive.virtual_hard_disk.vhd_type == "DynamicallyExpanding"
    )
    return max(0.0, request.new_disk_gb - dynamic / 1024)


def _check_networks(request: NewVirtualMachine, facts: Facts) -> list[Problem]:
    names = {network.name for network in facts.networks}
    host = request.host.name if request.host else "the host"
    return [
        Problem(f"nic:{adapter.id}", f"'{adapter.virtual_network}' is not a virtual network of {host}.")
        for adapter in request.hardware.virtual_network_adapters
        if facts.networks and adapter.virtual_network and adapter.virtual_network not in names
    ]


def _check_properties(request: NewVirtualMachine, _facts: Facts) -> list[Problem]:
    if 0 <= request.delay_start <= LONGEST_DELAY_SECONDS:
        return []
    return [Problem("delay_start", f"The delay must be between 0 and {LONGEST_DELAY_SECONDS:,} seconds.")]
