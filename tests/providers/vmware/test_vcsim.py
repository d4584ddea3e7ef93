"""The simulator itself: that the tests can rely on what it adds to that of govmomi."""

from __future__ import annotations

import pytest
from pyVmomi import vim, vmodl

from tests.vcsim import Vcsim

PC = vmodl.query.PropertyCollector


def _watch(session, *paths: str):
    content = session.content
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    collector = content.propertyCollector.CreatePropertyCollector()
    selection = PC.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
    collector.CreateFilter(
        PC.FilterSpec(
            objectSet=[PC.ObjectSpec(obj=view, skip=True, selectSet=[selection])],
            propSet=[PC.PropertySpec(type=vim.VirtualMachine, pathSet=list(paths))],
        ),
        True,
    )
    return view, collector


def _names(update) -> dict[str, list[str]]:
    objects = [each for part in update.filterSet for each in part.objectSet]
    return {each.kind: [change.name for change in each.changeSet] for each in objects}


def test_what_the_simulator_leaves_untold_is_told(new_vcsim):
    session = new_vcsim(running=False).session()
    view, collector = _watch(session, "config.annotation", "config.template", "customValue")
    version = collector.WaitForUpdatesEx("", None).version
    machine = view.view[0]
    machine.ReconfigVM_Task(vim.vm.ConfigSpec(annotation="told"))
    update = collector.WaitForUpdatesEx(version, None)
    assert "config.annotation" in _names(update)["modify"]
    fields = session.content.customFieldsManager
    fields.SetField(machine, fields.AddFieldDefinition("owner", vim.VirtualMachine).key, "me")
    update = collector.WaitForUpdatesEx(update.version, None)
    assert _names(update) == {"modify": ["customValue"]}
    machine.Destroy_Task()
    assert _names(collector.WaitForUpdatesEx(update.version, None)) == {"leave": []}


def test_long_answers_come_in_pages(vcsim):
    _, collector = _watch(vcsim.session(), "name")
    options = PC.WaitOptions(maxObjectUpdates=3)
    update = collector.WaitForUpdatesEx("", options)
    machines = 0
    while update.truncated:
        assert len(update.filterSet[0].objectSet) == 3
        machines += 3
        update = collector.WaitForUpdatesEx(update.version, options)
    assert machines >= 3
    assert 0 < len(update.filterSet[0].objectSet) <= 3


def test_a_session_that_is_ended_ends_its_wait(vcsim):
    waiting, other = vcsim.session(), vcsim.session()
    _, collector = _watch(waiting, "name")
    version = collector.WaitForUpdatesEx("", None).version
    other.content.sessionManager.TerminateSession([waiting.content.sessionManager.currentSession.key])
    with pytest.raises(vim.fault.NotAuthenticated):
        collector.WaitForUpdatesEx(version, None)


def test_calls_fail_when_asked_to_and_are_counted(vcsim: Vcsim):
    session = vcsim.session()
    before = vcsim.calls()
    vcsim.fail("CurrentTime", fault="NoPermission", fields="<privilegeId>System.View</privilegeId>")
    with pytest.raises(vim.fault.NoPermission) as failed:
        session.CurrentTime()
    assert failed.value.privilegeId == "System.View"
    session.CurrentTime()
    assert vcsim.calls() - before == {"CurrentTime": 2}
    vcsim.fail("CurrentTime", drop=True)
    with pytest.raises(OSError):
        session.CurrentTime()


def test_a_task_is_held_and_cancelled_or_released(new_vcsim):
    vcsim = new_vcsim(running=False)
    session = vcsim.session()
    view, _ = _watch(session, "name")
    machine = view.view[0]
    vcsim.hold("PowerOnVM_Task", progress=30)
    task = machine.PowerOnVM_Task()
    assert (task.info.state, task.info.progress) == ("running", 30)
    task.CancelTask()
    assert (task.info.state, type(task.info.error)) == ("error", vmodl.fault.RequestCanceled)
    assert machine.runtime.powerState == "poweredOff"
    vcsim.hold("PowerOnVM_Task")
    task = machine.PowerOnVM_Task()
    vcsim.release()
    assert (task.info.state, machine.runtime.powerState) == ("success", "poweredOn")
    vcsim.fail("PowerOffVM_Task", task="NoDiskSpace")
    assert isinstance(machine.PowerOffVM_Task().info.error, vim.fault.NoDiskSpace)
