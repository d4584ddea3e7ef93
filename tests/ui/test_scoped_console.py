"""A whole console of somebody who sees a part of the fabric only: what is in scope, what leaves it, and a new role."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.server.conftest import served
from tests.ui.live_console import LiveConsole, drive, until
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model import UserRole, VirtualMachine, VMHost
from vmmconsole.model.status import UserRoleProfile
from vmmconsole_ui.shell.general_page import GeneralPage


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Two simulated hosts in two groups, of which dora administers one."""
    running = Engine(
        EngineSettings(data_dir=tmp_path / "engine", demo=(2, 8), administrators=("admin",), library_path=tmp_path)
    )
    running.start()
    running.start_background()
    assert running.wait_ready()
    group = _hosts(running)[0].vm_host_group
    assert group
    running.store.save(UserRole(name="Dutch", profile=UserRoleProfile.DELEGATED_ADMIN, members=["dora"], scope=[group]))
    assert running.store.wait_until_announced()
    yield running
    running.stop()


def _hosts(engine: Engine) -> list[VMHost]:
    return sorted(engine.store.find(VMHost), key=lambda host: host.name)


def _on(engine: Engine, host: VMHost) -> set[str]:
    return {machine.name for machine in engine.store.find(VirtualMachine, vm_host=host.ref)}


def test_a_delegated_administrators_console(
    engine: Engine, qtbot: QtBot, event_loop_of_qt: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    mine, theirs = _hosts(engine)

    def names(console: LiveConsole, kind: str = "VM") -> set[str]:
        return {row.name for row in console.objects.table(kind)}

    async def walk() -> None:
        console = LiveConsole(tmp_path / "console", server=f"unix:{engine.settings.data_dir}/dora.sock")
        await until(lambda: console.objects.state == "live" and names(console) == _on(engine, mine))
        assert names(console, "VMHost") == {mine.name}
        assert names(console, "VMHostGroup") == {"Amsterdam"}
        tree = console.window.navigation.tree.model()
        assert [tree.index(row, 0).data() for row in range(tree.rowCount())] == ["Amsterdam"]
        assert "Dutch" in console.window.status.user.text()
        settings = console.window.commands.get("server_settings")
        assert not settings.isEnabled()
        assert "'Dutch' does not allow" in settings.toolTip()
        assert console.window.commands.get("new_vm").isEnabled()

        console.window.show_view("administration")
        general = await until(lambda: console.window.findChild(GeneralPage))
        await until(lambda: not general.change.isEnabled())

        moved = engine.store.find(VirtualMachine, vm_host=mine.ref)[0]
        engine.store.update(VirtualMachine, moved.id, lambda m: m.model_copy(update={"vm_host": theirs.ref}))
        await until(lambda: moved.name not in names(console))

        role = engine.store.find(UserRole, name="Dutch")[0]
        engine.store.save(role.model_copy(update={"scope": [theirs.ref]}))
        await until(lambda: names(console, "VMHost") == {theirs.name})
        assert mine.name not in names(console, "VMHost")
        await until(lambda: console.objects.state == "live")
        await console.end()

    with served(engine, "dora"):
        drive(qtbot, event_loop_of_qt, walk())
