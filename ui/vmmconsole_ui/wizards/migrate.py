"""The Migrate Virtual Machine wizard: its flow, its pages, and the window that shows them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.noun import Ref
from vmmconsole_ui.views.words import count

from .migration_flow import JOB_NAME, STORAGE_JOB_NAME, MigrationFlow
from .migration_host_page import MigrationHostPage
from .migration_pages import MigrationNetworksPage, MigrationSummaryPage
from .migration_path_page import MigrationPathPage
from .migration_request import new_migration
from .page_view import PageView
from .wizard_window import WizardWindow

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_PAGES: dict[str, Callable[[Context, MigrationFlow], PageView]] = {
    "host": MigrationHostPage, "path": MigrationPathPage, "networks": MigrationNetworksPage,
    "summary": MigrationSummaryPage,
}  # fmt: skip


async def open_migrate(context: Context, ids: Sequence[str], *, host_id: str = "", group_id: str = "") -> WizardWindow:
    """Open the wizard for these machines; with `host_id` that host is chosen as far as it can be, with `group_id` the
    best one of that host group."""
    machines = await asyncio.gather(*(context.client.get(VirtualMachine, vm_id) for vm_id in ids))
    flow = MigrationFlow(new_migration(machines, server=context.client.address or "localhost"))
    flow.request.group_id = group_id
    row = context.objects.find("VMHost", host_id)
    if row is not None:
        flow.choose(Ref(kind="VMHost", id=UUID(host_id), name=row.name), None)
    return _open(context, flow, _title("Migrate", machines), JOB_NAME)


async def open_migrate_storage(context: Context, ids: Sequence[str]) -> WizardWindow:
    """Open the wizard for moving the disks of these machines, which are on one host, to another path of it."""
    machines = await asyncio.gather(*(context.client.get(VirtualMachine, vm_id) for vm_id in ids))
    request = new_migration(machines, server=context.client.address or "localhost", storage_only=True)
    flow = MigrationFlow(request)
    if request.host is not None:
        flow.take_host(await context.client.get(VMHost, request.host.id))
    return _open(context, flow, _title("Migrate storage of", machines), STORAGE_JOB_NAME)


def _title(verb: str, machines: Sequence[VirtualMachine]) -> str:
    return f"{verb} {machines[0].name if len(machines) == 1 else count(len(machines), 'virtual machine')}"


def _open(context: Context, flow: MigrationFlow, title: str, job_name: str) -> WizardWindow:
    pages = {page: partial(kind, context, flow) for page, kind in _PAGES.items()}
    window = WizardWindow(
        context, flow, pages, title=title, verb="&Move", job_name=job_name, script_text=flow.script_text,
        scripts=flow.scripts, memory_key="wizards/migrate",
    )  # fmt: skip
    window.show()
    window.raise_()
    window.activateWindow()
    return window
