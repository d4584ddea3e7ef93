"""A person's walk with a vCenter: added by the wizard, its certificate changed and accepted again; all of it real."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.live_console import LiveConsole, drive, until, window_of
from tests.vcsim import Vcsim, new_vcsim
from vmmconsole_ui.dialogs.manager import CertificateDialog
from vmmconsole_ui.dialogs.run_as_account import RunAsAccountDialog
from vmmconsole_ui.dialogs.template import NewTemplateDialog
from vmmconsole_ui.views.view import Node
from vmmconsole_ui.wizards.wizard_window import WizardWindow

__all__ = ["new_vcsim"]
pytestmark = pytest.mark.qt_log_ignore("QSocketNotifier: Invalid socket")

Run = Callable[[Awaitable[None]], None]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that outlives an engine which is just ending."""
    with tempfile.TemporaryDirectory(prefix="vmm", ignore_cleanup_errors=True) as name:
        yield Path(name)
        with contextlib.suppress(OSError, ValueError):  # a test that failed leaves its engine
            os.kill(json.loads((Path(name) / "engine.json").read_text("utf-8"))["Pid"], signal.SIGKILL)


@pytest.fixture
def run(qtbot: QtBot, event_loop_of_qt: asyncio.AbstractEventLoop) -> Run:
    """Turns the events until the work is done."""
    return lambda work: drive(qtbot, event_loop_of_qt, work)


@pytest.fixture
def vcenter(new_vcsim: Callable[..., Vcsim]) -> Vcsim:
    """A vCenter with a host and a cluster of two."""
    return new_vcsim(machines=2, hosts=2, standalone_hosts=1)


async def add(live: LiveConsole, vcenter: Vcsim) -> str:
    """Add the server by the wizard, with an account that is made on the way; returns the script that ran."""
    live.window.commands.get("add_manager").trigger()
    wizard: Any = await until(lambda: window_of(WizardWindow))
    page = wizard.view("server")
    page.address.setText(vcenter.address)
    page.port.setValue(vcenter.port)
    page.account.new_button.click()
    account: Any = await until(lambda: window_of(RunAsAccountDialog))
    for field, text in (
        (account.name, "vCenter"), (account.user, vcenter.user_name), (account.password, vcenter.password)
    ):  # fmt: skip
        field.setText(text)
        field.textEdited.emit(text)
    account.run_button.click()
    await until(lambda: page.account.name == "vCenter")
    wizard.next()
    await until(lambda: wizard.flow.facts.certificate)
    assert wizard.flow.facts.certificate.fingerprint == vcenter.fingerprint
    wizard.view("certificate").accept.click()
    wizard.next()
    text = str(wizard.script.text())
    wizard.finish_button.click()
    await until(lambda: (row := manager_of(live)) and row["Status"] == "OK")
    return text


def manager_of(live: LiveConsole) -> Any:
    """The one manager there is, or None."""
    return next(iter(live.objects.table("VirtualizationManager")), None)


def hosts_of(live: LiveConsole) -> dict[str, str]:
    """The hosts that the manager brought, with their statuses."""
    hosts = live.objects.table("VMHost")
    return {row.name: row["OverallState"] for row in hosts if row["VirtualizationManager.ID"]}


def test_a_vcenter_is_added_and_its_tree_appears(run: Run, folder: Path, vcenter: Vcsim) -> None:
    async def work() -> None:
        live = LiveConsole(folder)
        await live.ready()
        text = await add(live, vcenter)
        assert vcenter.password not in text
        assert f'-Certificate "{vcenter.fingerprint}"' in text
        await until(lambda: len(hosts_of(live)) == 3)
        assert set(hosts_of(live).values()) == {"OKLimited"}
        paths = {row["Path"] for row in live.objects.table("VMHostGroup") if row["VirtualizationManager.Name"]}
        assert paths == {"All Hosts\\DC0", "All Hosts\\DC0\\DC0_C0"}
        await until(lambda: len([vm for vm in live.objects.table("VM") if vm["VMHost.Name"] in hosts_of(live)]) == 4)
        await live.end()

    run(work())


def test_a_changed_certificate_stops_it_until_the_person_accepts_the_new_one(
    run: Run, folder: Path, vcenter: Vcsim
) -> None:
    async def work() -> None:
        live = LiveConsole(folder)
        await live.ready()
        await add(live, vcenter)
        accepted = vcenter.fingerprint
        vcenter.show_certificate("127.0.0.1", "localhost")
        vcenter.stop()
        vcenter.start()
        await until(lambda: manager_of(live)["CertificateRefused"])
        notice = await until(lambda: live.console.context.notices and live.console.context.notices[-1])
        assert notice.verb == "Check certificate"
        notice.act()
        dialog: Any = await until(lambda: window_of(CertificateDialog))
        await until(lambda: dialog.shown)
        assert (dialog.pinned, dialog.shown.fingerprint) == (accepted, vcenter.fingerprint)
        dialog.checked.click()
        dialog.run_button.click()
        await until(lambda: manager_of(live)["Status"] == "OK")
        assert manager_of(live)["Fingerprint"] == vcenter.fingerprint
        await live.end()

    run(work())


def test_a_machine_becomes_a_template_and_another_is_made_from_it(run: Run, folder: Path, vcenter: Vcsim) -> None:
    async def work() -> None:
        live = LiveConsole(folder)
        await live.ready()
        await add(live, vcenter)
        esx = await until(lambda: [vm for vm in live.objects.table("VM") if vm["VMHost.Name"] in hosts_of(live)])
        await live.run_script(f"Get-VM -ID {esx[0].id} | Stop-VM")
        await until(lambda: (row := live.objects.find("VM", esx[0].id)) and row["Status"] == "PowerOff")
        live.window.show_view("vms")
        await until(lambda: live.page.grid.select_ids([esx[0].id]) or live.context_rows())
        live.window.commands.get("new_template").trigger()
        dialog: Any = await until(lambda: window_of(NewTemplateDialog))
        dialog.name.setText("Debian")
        dialog.name.textEdited.emit("Debian")
        dialog.run_button.click()
        template: Any = await until(lambda: live.row("Debian", "Template"))
        live.window.show_view("library")
        live.window.navigation.tree.choose(Node("templates", "templates"))
        await until(lambda: live.page.model.rows)
        live.page.grid.select_ids([template.id])
        await until(live.context_rows)
        live.window.commands.get("new_vm_from_template").trigger()
        wizard: Any = await until(lambda: window_of(WizardWindow))
        wizard.view("identity").name.setText("web-01")
        wizard.view("identity").name.textEdited.emit("web-01")
        page = wizard.view("host")
        while wizard.flow.current.id != "summary":
            await until(lambda: wizard.next_button.isEnabled())
            wizard.next()
            if wizard.flow.current.id == "host":
                await until(lambda: page.ratings)
                no_way = {rating.name for rating in page.ratings.values() if not rating.selectable}
                assert no_way == {row.name for row in live.objects.table("VMHost")} - set(hosts_of(live))
                page.list.host_chosen.emit(str(template["VMHost.ID"]))  # the simulator makes copies nowhere else
        wizard.finish_button.click()
        made: Any = await until(lambda: (row := live.row("web-01")) and row["Status"] == "PowerOff" and row)
        assert made["VMHost.Name"] in hosts_of(live)
        await live.end()

    run(work())
