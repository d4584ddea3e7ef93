"""The templates of one virtualization manager in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from vmmconsole.engine.store import Store
from vmmconsole.model import Ref, Template, VirtualizationManager, VMHost
from vmmconsole.providers.manager import ManagedMachine

from .inventory import Writer
from .merge import READ_WHOLE

_DEVICES = READ_WHOLE & Template.model_fields.keys()


class ManagerTemplates:
    """Which templates there are on the hosts of one manager. Only one thread at a time writes."""

    def __init__(self, store: Store, manager_id: UUID) -> None:
        self.store = store
        self.manager_id = manager_id
        self._ids: set[UUID] | None = None

    def put(self, items: Sequence[ManagedMachine], hosts: Mapping[str, Ref], writer: Writer) -> set[UUID]:
        """Write those on the hosts given by key. Returns those whose devices are not known yet."""
        facts = {item.machine.id: item for item in items if item.host in hosts}
        stored = {template.id: template for template in self.store.several(Template, facts)}

        def merged(template: Template) -> Template | None:
            right = merge_template(template, facts[template.id], hosts[facts[template.id].host])
            return None if right == template else right

        fresh = [merge_template(None, item, hosts[item.host]) for key, item in facts.items() if key not in stored]
        changed = [template.id for template in stored.values() if merged(template) is not None]
        self.store.save_many(fresh, job=writer.job, by=writer.by)
        self.store.update_many(Template, changed, merged, job=writer.job, by=writer.by)
        self._ids = self.known() | facts.keys()
        rows = [merged(template) or template for template in stored.values()] + fresh
        return {template.id for template in rows if template.is_light}

    def take_out(self, template_ids: Iterable[UUID], writer: Writer) -> None:
        """Take those out that are no templates any more, or gone."""
        gone = self.known() & set(template_ids)
        if gone:
            self.store.remove_many(Template, gone, job=writer.job, by=writer.by)
            self._ids = self.known() - gone

    def known(self) -> set[UUID]:
        """The IDs of those in the store."""
        if self._ids is None:
            manager = Ref(kind=VirtualizationManager.kind, id=self.manager_id, name="")
            hosts = {host.id for host in self.store.find(VMHost, virtualization_manager=manager)}
            found = self.store.find(Template)
            self._ids = {each.id for each in found if each.vm_host is not None and each.vm_host.id in hosts}
        return self._ids


def merge_template(stored: Template | None, item: ManagedMachine, host: Ref) -> Template:
    """The template with what the manager says of it, and what the engine itself keeps."""
    facts = Template.of(item.machine, host)
    read = facts.config_version if item.whole else None
    if stored is None:
        return facts.model_copy(update={"read_config_version": read})
    kept: dict[str, Any] = {name: getattr(stored, name) for name in Template.engine_properties}
    kept |= {"revision": stored.revision, "modified_at": stored.modified_at}
    kept["operating_system"] = stored.operating_system or facts.operating_system
    if item.whole:
        kept["read_config_version"] = read
    else:
        kept |= {name: getattr(stored, name) for name in _DEVICES}
        kept["read_config_version"] = stored.read_config_version
    return facts.model_copy(update=kept)
