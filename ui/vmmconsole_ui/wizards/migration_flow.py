"""The Migrate Virtual Machine wizard without Qt: its pages, what each refuses, and its scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from vmmconsole.client.contract import PathFacts
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.host import VMHost, VMHostRating
from vmmconsole.model.noun import Ref

from .flow import Page, Problem, WizardFlow
from .host_paths import folder_below, path_syntax_problem, same_path
from .migration_ratings import Ways, merged, ways_of
from .migration_request import Migration, MovingMachine
from .migration_script import ALL_PAGES, scripts

JOB_NAME = "Migrate virtual machine"
STORAGE_JOB_NAME = "Migrate storage"


@dataclass
class Facts:
    """What the wizard knows of the world: filled in by its window as answers arrive."""

    ways: Ways = field(default_factory=dict)
    rating: VMHostRating | None = None
    """The rating of the chosen host, for all machines together."""
    rating_problem: str = ""
    host: VMHost | None = None
    """The chosen host whole, once it has come."""
    paths: dict[str, PathFacts] = field(default_factory=dict)
    path_problems: dict[str, str] = field(default_factory=dict)

    def forget_paths(self) -> None:
        """What is known of paths is that of another host."""
        self.paths.clear()
        self.path_problems.clear()


class MigrationFlow(WizardFlow[Migration]):
    """Host, path, networks where they change, summary; for storage alone path and summary."""

    def __init__(self, request: Migration, facts: Facts | None = None) -> None:
        self.facts = facts or Facts()
        several = len(request.machines) > 1
        runs = "the scripts on the right, one job for each" if several else "the script on the right as one job"
        what = "these virtual machines" if several else "this virtual machine"
        super().__init__(request, [
            Page("host", "Select host", f"Hosts are rated for {what}; the transfer type says how it would get there.",
                 self._check_host, lambda request: not request.storage_only),
            Page("path", "Select path", "The folder on the host that the files go to; single disks may have another.",
                 self._check_path),
            Page("networks", "Select networks", "What takes the place of networks that the host does not have.",
                 self._check_networks, lambda _request: bool(self.missing_networks())),
            Page("summary", "Summary", f"Nothing has been changed yet. Move runs {runs}."),
        ])  # fmt: skip

    def scripts(self) -> list[str]:
        """The scripts as far as the pages have been filled in: on the last page, byte for byte what runs."""
        return scripts(self.request, ALL_PAGES if "summary" in self._seen else self._seen)

    def script_text(self) -> str:
        """All of them as one text."""
        return "\n\n".join(self.scripts())

    # Hosts

    def take_ratings(
        self, ratings: Mapping[UUID, Sequence[VMHostRating]], memory_bytes: Mapping[UUID, int]
    ) -> list[VMHostRating]:
        """Keep what the engine said of each machine, and return one rating a host."""
        self.facts.ways = ways_of(ratings)
        return merged(self.request.machines, self.facts.ways, memory_bytes)

    def choose(self, host: Ref | None, rating: VMHostRating | None) -> None:
        """Choose a host; what was chosen for another one is no longer meant."""
        request, facts = self.request, self.facts
        if host is None or request.host is None or host.id != request.host.id:
            facts.host = None
            facts.forget_paths()
            for machine in request.machines:
                machine.path, machine.disk_paths, machine.networks = "", {}, {}
        request.host, facts.rating = host, rating
        request.stars = rating.rating if rating else None

    def take_host(self, host: VMHost) -> None:
        """Fit the request to a host that was read: a path where disks must move, networks like those it lacks."""
        self.facts.host = host
        for machine in self.request.travellers:
            way = self.way(machine)
            if way is not None and way.moves_disks:
                machine.path = way.preferred_path or next(iter(host.vm_paths), "")
            for adapter in self._missing_adapters(machine):
                machine.networks[adapter.id] = _like(adapter, host)

    def way(self, machine: MovingMachine) -> VMHostRating | None:
        """How the machine would get to the chosen host."""
        host = self.request.host
        return self.facts.ways.get(host.id, {}).get(machine.id) if host is not None else None

    def must_move(self, machine: MovingMachine) -> bool:
        """Whether its disks cannot stay where they are."""
        if self.request.storage_only:
            return True
        way = self.way(machine)
        return way is not None and way.moves_disks

    def transfer_text(self, machine: MovingMachine) -> str:
        """How it gets there, in words."""
        if self.request.storage_only:
            return "Storage"
        way = self.way(machine)
        text = way.transfer_type if way is not None else ""
        if way is not None and not way.moves_disks and (machine.paths or self.request.use_lan):
            text += ", its disks move too" if machine.paths else ", its files are copied"
        return text

    def _check_host(self, request: Migration) -> list[Problem]:
        facts = self.facts
        if request.host is None:
            return [Problem("host", facts.rating_problem or "Select a host.")]
        rating = facts.rating
        if rating is None or rating.vm_host.id != request.host.id:
            return [Problem("host", facts.rating_problem or f"{request.host.name} is being rated.")]
        if not rating.selectable:
            hard = next(reason.text for reason in rating.reasons if reason.hard)
            return [Problem("host", f"{request.host.name} cannot be chosen: {hard}")]
        if facts.host is None:
            return [Problem("host", f"{request.host.name} is being read.")]
        return []

    # Paths

    def _check_path(self, request: Migration) -> list[Problem]:
        problems: list[Problem] = []
        for machine in request.travellers:
            said = f"{machine.name}: " if len(request.machines) > 1 else ""
            text = self.path_problem(machine)
            if text:
                problems.append(Problem(f"path:{machine.id}", said + text))
            for drive in machine.disks:
                text = self._wrong_with(machine.disk_paths.get(drive.id, ""))
                if text:
                    problems.append(Problem(f"path:{machine.id}/{drive.id}", said + text))
        return problems or self._check_space(request)

    def path_problem(self, machine: MovingMachine) -> str:
        """What is wrong with the path of a machine as a whole; empty for nothing."""
        if not machine.path:
            if self.request.storage_only and machine.disk_paths:
                return ""
            return path_syntax_problem("", "folder") if self.must_move(machine) and not machine.moves_all else ""
        stays = same_path(folder_below(machine.path, machine.name), machine.location)
        if self.request.storage_only and stays and not machine.disk_paths:
            return f"The files are in {machine.location} already. Choose another folder."
        return self._wrong_with(machine.path)

    def _wrong_with(self, path: str) -> str:
        if not path:
            return ""
        wrong = path_syntax_problem(path, "folder") or self.facts.path_problems.get(path, "")
        known = self.facts.paths.get(path)
        if not wrong and known is not None and not known.writable:
            wrong = f"Files cannot be written to '{path}'. Choose another folder, or change its permissions."
        return wrong

    def _check_space(self, request: Migration) -> list[Problem]:
        for path, known in self.facts.paths.items():
            needed = sum(machine.bytes_to(path) for machine in request.travellers)
            if needed > known.free_space:
                free = known.free_space / 1024**3
                text = f"{needed / 1024**3:,.1f} GB go to '{path}', and {free:,.1f} GB are free there."
                owner = next(machine for machine in request.travellers if machine.bytes_to(path))
                return [Problem(f"path:{owner.id}", f"{text} Choose another folder.")]
        return []

    # Networks

    def missing_networks(self) -> list[str]:
        """The networks of moving machines that the chosen host does not have, each once."""
        names = (a.virtual_network for m in self.request.travellers for a in self._missing_adapters(m))
        return list(dict.fromkeys(names))

    def _missing_adapters(self, machine: MovingMachine) -> list[VirtualNetworkAdapter]:
        host = self.facts.host
        if host is None or self.request.storage_only:
            return []
        there = {network.name.casefold() for network in host.networks}
        adapters = machine.hardware.virtual_network_adapters
        return [a for a in adapters if a.virtual_network and a.virtual_network.casefold() not in there]

    def _check_networks(self, request: Migration) -> list[Problem]:
        host = self.facts.host
        if host is None:
            return []
        names = {network.name for network in host.networks}
        return [
            Problem(f"nic:{adapter_id}", f"'{name}' is not a virtual network of {host.name}.")
            for machine in request.travellers
            for adapter_id, name in machine.networks.items()
            if name and name not in names
        ]


def _like(adapter: VirtualNetworkAdapter, host: VMHost) -> str:
    """The host's network with the adapter's tag or at its location; empty for none: nothing else is like it."""
    for network in host.networks:
        if adapter.network_tag and network.tag.casefold() == adapter.network_tag.casefold():
            return network.name
    for network in host.networks:
        if adapter.network_location and adapter.network_location in network.locations:
            return network.name
    return ""
