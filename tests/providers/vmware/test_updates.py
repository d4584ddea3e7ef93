"""What others change on a vCenter is told, and after whatever went wrong everything is as a fresh listing says."""

from __future__ import annotations

import os
import random
from uuid import UUID

import pytest
from pyVmomi import vim

from vmmconsole.model.errors import AccessError, CertificateError, HostUnreachableError
from vmmconsole.model.status import HostStatus, JobStatus, VMStatus
from vmmconsole.providers.vmware.collector import Update
from vmmconsole.providers.vmware.inventory import ServerState
from vmmconsole.providers.vmware.stub import OwnTasks

from .conftest import Heard, as_seen, done, following, fresh_listing, manager_of


@pytest.fixture
def live(new_vcsim):
    """A simulator of its own, a manager that follows it, what is heard, and another program's session."""
    vcsim = new_vcsim(pools=1)
    with following(vcsim) as (manager, heard):
        yield vcsim, manager, heard, vcsim.session()


def _datacenter(session):
    return next(child for child in session.content.rootFolder.childEntity if isinstance(child, vim.Datacenter))


def _machines(session):
    found = [m for m in _datacenter(session).vmFolder.childEntity if isinstance(m, vim.VirtualMachine)]
    return sorted(found, key=lambda machine: machine.name)


def _id(machine) -> UUID:
    return UUID(machine.config.instanceUuid)


def test_power_name_and_note_of_a_machine(live):
    vcsim, _, heard, session = live
    machine = _machines(session)[0]
    machine_id = _id(machine)
    done(machine.SuspendVM_Task())
    heard.until(lambda: heard.machines[machine_id].machine.status is VMStatus.SAVED)
    done(machine.PowerOnVM_Task())
    heard.until(lambda: heard.machines[machine_id].machine.status is VMStatus.RUNNING)
    done(machine.Rename_Task("renamed%2f1"))
    heard.until(lambda: heard.named("renamed/1"))
    done(machine.PowerOffVM_Task())
    machine.MarkAsTemplate()
    heard.until(lambda: heard.machines[machine_id].machine.status is VMStatus.STORED)
    assert as_seen(heard) == fresh_listing(vcsim)


def test_changed_hardware_and_checkpoints_come_whole(live):
    vcsim, _, heard, session = live
    machine = _machines(session)[0]
    machine_id = _id(machine)
    done(machine.ReconfigVM_Task(vim.vm.ConfigSpec(memoryMB=64)))
    heard.until(lambda: heard.machines[machine_id].machine.memory_mb == 64 and heard.machines[machine_id].whole)
    assert heard.machines[machine_id].machine.virtual_disk_drives
    done(machine.CreateSnapshot_Task("one", "", False, False))
    heard.until(lambda: heard.machines[machine_id].machine.checkpoint_count == 1)
    done(machine.PowerOffVM_Task())
    heard.until(lambda: heard.machines[machine_id].machine.status is VMStatus.POWER_OFF)
    assert not heard.machines[machine_id].whole
    done(machine.RemoveAllSnapshots_Task())
    heard.until(lambda: heard.machines[machine_id].whole and not heard.machines[machine_id].machine.checkpoints)
    assert heard.whole == {machine_id}
    assert as_seen(heard) == fresh_listing(vcsim)


def test_machines_come_go_and_move(live):
    vcsim, _, heard, session = live
    machine, other = _machines(session)[:2]
    moved = next(m for m in _machines(session) if m.runtime.host.parent._moId.startswith("cluster"))
    target = next(h for h in moved.runtime.host.parent.host if h != moved.runtime.host)
    clone = done(machine.CloneVM_Task(machine.parent, "clone", vim.vm.CloneSpec(location=vim.vm.RelocateSpec())))
    heard.until(lambda: heard.named("clone"))
    heard.until(lambda: _id(clone) in heard.whole)
    done(moved.RelocateVM_Task(vim.vm.RelocateSpec(host=target)))
    heard.until(lambda: heard.machines[_id(moved)].host == target._moId)
    other_id = _id(other)
    done(other.PowerOffVM_Task())
    other.UnregisterVM()
    heard.until(lambda: other_id not in heard.machines)
    assert as_seen(heard) == fresh_listing(vcsim)


def test_hosts_places_and_pools(live):
    vcsim, _, heard, session = live
    cluster = next(c for c in _datacenter(session).hostFolder.childEntity if isinstance(c, vim.ClusterComputeResource))
    host = cluster.host[0]
    done(host.EnterMaintenanceMode_Task(0))
    heard.until(lambda: heard.hosts[host._moId].host.overall_state is HostStatus.MAINTENANCE_MODE)
    done(host.ExitMaintenanceMode_Task(0))
    heard.until(lambda: heard.hosts[host._moId].host.overall_state is HostStatus.OK)
    gold = _datacenter(session).hostFolder.CreateClusterEx("Gold", vim.cluster.ConfigSpecEx())
    heard.until(lambda: gold._moId in heard.places)
    share = vim.ResourceAllocationInfo(
        reservation=0, expandableReservation=True, limit=-1, shares=vim.SharesInfo(level="normal", shares=4000)
    )
    pool = cluster.resourcePool.CreateResourcePool(
        "Fast", vim.ResourceConfigSpec(cpuAllocation=share, memoryAllocation=share)
    )
    heard.until(lambda: pool._moId in heard.pools and heard.pools[pool._moId].owner == cluster._moId)
    done(pool.Destroy_Task())
    heard.until(lambda: pool._moId not in heard.pools)
    folder = _datacenter(session).hostFolder.CreateFolder("Silver")
    heard.until(lambda: folder._moId in heard.places)
    done(folder.Destroy_Task())  # the simulator cannot destroy a cluster
    heard.until(lambda: folder._moId not in heard.places)
    assert as_seen(heard) == fresh_listing(vcsim)


def test_custom_attributes(live):
    _, _, heard, session = live
    machine = _machines(session)[0]
    fields = session.content.customFieldsManager
    fields.SetField(machine, fields.AddFieldDefinition("owner", vim.VirtualMachine).key, "me")
    heard.until(lambda: heard.machines[_id(machine)].machine.custom_attributes == {"owner": "me"})


def test_tasks_of_others_are_told_and_ours_are_not(live, progress):
    vcsim, manager, heard, session = live
    mine, theirs = _machines(session)[:2]
    own = manager.session.call(vim.VirtualMachine(mine._moId, manager.session.stub).PowerOffVM_Task)
    manager.session.wait(own, progress)
    vcsim.hold("PowerOffVM_Task", progress=30)
    task = theirs.PowerOffVM_Task()
    told = heard.until(lambda: heard.tasks.get(task._moId))
    assert (told.status, told.percent, told.machine_id) == (JobStatus.RUNNING, 30, _id(theirs))
    assert (told.name, told.user) == ("Power off vm", "vcsim")
    assert told.started_at is not None
    vcsim.release()
    heard.until(lambda: heard.tasks[task._moId].status is JobStatus.COMPLETED)
    vcsim.fail("PowerOnVM_Task", task="NoDiskSpace")
    failed = theirs.PowerOnVM_Task()
    told = heard.until(lambda: heard.tasks.get(failed._moId))
    assert (told.status, told.error) == (JobStatus.FAILED, "NoDiskSpace")
    heard.until(lambda: heard.machines[_id(mine)].machine.status is VMStatus.POWER_OFF)
    assert own._moId not in heard.tasks


def test_tasks_that_ended_before_are_nobodys_news(new_vcsim):
    vcsim = new_vcsim()
    session = vcsim.session()
    before, running = _machines(session)[:2]
    ended = before.PowerOffVM_Task()
    done(ended)
    vcsim.hold("PowerOffVM_Task", progress=3)
    held = running.PowerOffVM_Task()
    manager = manager_of(vcsim)
    assert [task.key for task in manager.connect().tasks] == [held._moId]
    manager.close()


def test_a_listing_has_what_was_just_changed(live):
    _, manager, heard, session = live
    machine = _machines(session)[0]
    for name in ("one", "two", "three"):
        done(machine.Rename_Task(name))
        assert as_seen(manager.inventory()) == as_seen(heard)
        assert heard.named(name)


# What goes wrong


def _lose(vcsim, session, how: str) -> None:
    if how == "session":
        content = session.content
        keys = [each.key for each in content.sessionManager.sessionList]
        content.sessionManager.TerminateSession([k for k in keys if k != content.sessionManager.currentSession.key])
    elif how == "restart":
        vcsim.kill()
        vcsim.start()
    else:
        vcsim.fail("WaitForUpdatesEx", drop=True)
        _machines(session)[0].Rename_Task("wakes the wait up")


@pytest.mark.parametrize("how", ["session", "restart", "drop"])
def test_a_lost_connection_comes_back_with_everything(live, how):
    vcsim, manager, heard, session = live
    _lose(vcsim, session, how)
    heard.until(lambda: heard.restored == 1)
    assert len(heard.lost) == 1
    assert heard.lost[0]
    assert as_seen(heard) == fresh_listing(vcsim)
    machine = _machines(vcsim.session())[0]
    done(machine.Rename_Task("after it"))
    heard.until(lambda: heard.named("after it"))
    assert manager.whole([_id(machine)])[0].machine.name == "after it"


def test_while_it_is_away_nothing_is_listed(live):
    vcsim, manager, heard, _ = live
    vcsim.kill()
    heard.until(lambda: heard.lost)
    with pytest.raises(HostUnreachableError) as failed:
        manager.inventory()
    assert failed.value.action
    vcsim.start()
    heard.until(lambda: heard.restored)
    assert as_seen(manager.inventory()) == as_seen(heard)


def test_a_changed_certificate_stops_everything_until_connect(live):
    vcsim, manager, heard, _ = live
    vcsim.kill()
    vcsim.show_certificate()
    vcsim.start()
    heard.until(lambda: heard.refused)
    assert isinstance(heard.refused[0], CertificateError)
    assert vcsim.fingerprint in heard.refused[0].cause
    with pytest.raises(CertificateError):
        manager.inventory()
    with pytest.raises(CertificateError):
        manager.connect()
    assert vcsim.calls() == {}
    assert heard.restored == 0


def test_a_refused_login_stops_it_until_connect(live):
    vcsim, manager, heard, session = live
    vcsim.fail("Login", fault="InvalidLogin", times=1)
    _lose(vcsim, session, "session")
    heard.until(lambda: heard.refused)
    assert isinstance(heard.refused[0], AccessError)
    before = vcsim.calls()
    with pytest.raises(AccessError):
        manager.inventory()
    assert (vcsim.calls() - before)["Login"] == 0
    heard.take(manager.connect())
    done(_machines(vcsim.session())[0].Rename_Task("again"))
    heard.until(lambda: heard.named("again"))


def test_a_listener_that_fails_hears_the_next_change(new_vcsim):
    class Failing(Heard):
        def changed(self, changes):
            super().changed(changes)
            raise ValueError("a fault of the listener")

    vcsim, heard = new_vcsim(), Failing()
    manager = manager_of(vcsim)
    manager.set_listener(heard)
    heard.take(manager.connect())
    machine = _machines(vcsim.session())[0]
    for name in ("one", "two"):
        done(machine.Rename_Task(name))
        heard.until(lambda name=name: heard.named(name))
    manager.close()


def test_closing_ends_threads_and_sessions(new_vcsim):
    vcsim = new_vcsim()
    watcher = vcsim.session()
    with following(vcsim):
        assert len(watcher.content.sessionManager.sessionList) == 3
    assert len(watcher.content.sessionManager.sessionList) == 1
    with following(vcsim):
        vcsim.kill()


def _act(session, chance: random.Random) -> None:
    """Something that another program may do."""
    machine = chance.choice(_machines(session))
    clone = vim.vm.CloneSpec(location=vim.vm.RelocateSpec())
    task = chance.choice(
        [
            machine.PowerOnVM_Task, machine.PowerOffVM_Task, machine.SuspendVM_Task,
            lambda: machine.Rename_Task(f"vm {chance.random()}"),
            lambda: machine.CreateSnapshot_Task("s", "", False, False),
            lambda: machine.ReconfigVM_Task(vim.vm.ConfigSpec(numCPUs=chance.randint(1, 4))),
            lambda: machine.CloneVM_Task(machine.parent, f"c{chance.random()}", clone),
        ]
    )()  # fmt: skip
    while task.info.state not in {"success", "error"}:
        pass


def test_killed_and_restarted_under_load_it_ends_as_a_fresh_listing(live):
    rounds = int(os.environ.get("VMM_TEST_RESTARTS", "4"))
    vcsim, manager, heard, session = live
    chance = random.Random(4)
    for number in range(1, rounds + 1):
        for _ in range(chance.randint(1, 6)):
            _act(session, chance)
        vcsim.kill()
        vcsim.start()
        heard.until(lambda number=number: heard.restored == number)
        session = vcsim.session()
        for _ in range(chance.randint(0, 3)):
            _act(session, chance)
        assert as_seen(manager.inventory()) == as_seen(heard) == fresh_listing(vcsim)
    assert len(heard.lost) == rounds


# IDs


class _About:
    fullName, version, apiVersion, instanceUuid = "vCenter", "8", "8.0", "x"  # noqa: N815  pyVmomi's names


def _told(key: str, uuid: str, kind: str = "enter", **values) -> Update:
    known = {"config.instanceUuid": uuid, "runtime.host": "host-1", "runtime.connectionState": "connected", "name": key}
    return Update(kind, "VirtualMachine", key, {} if kind == "leave" else {**known, **values})


def test_a_host_that_comes_moves_and_goes():
    def told(kind: str, key: str, change: str = "enter", **values: object) -> Update:
        return Update(change, kind, key, values)

    state = ServerState(_About(), OwnTasks(), {})
    state.take([told("Folder", "group-d1", name="Datacenters"), told("Folder", "group-h1", name="host", parent="dc-1"),
                told("Datacenter", "dc-1", name="DC", parent="group-d1", hostFolder="group-h1"),
                told("ClusterComputeResource", "domain-c1", name="Gold", parent="group-h1")])  # fmt: skip
    assert [place.parent for place in state.everything().places] == ["", "dc-1"]
    alone = [told("ComputeResource", "domain-s1", name="esx", parent="group-h1"),
             told("HostSystem", "host-1", name="esx", parent="domain-s1")]  # fmt: skip
    changes = state.changes(state.take(alone), {})
    assert [(host.key, host.place) for host in changes.hosts] == [("host-1", "dc-1")]
    changes = state.changes(state.take([told("HostSystem", "host-1", "modify", parent="domain-c1")]), {})
    assert [(host.key, host.place) for host in changes.hosts] == [("host-1", "domain-c1")]
    assert state.changes(state.take([told("HostSystem", "host-1", "modify", name="esx")]), {}).hosts == ()
    changes = state.changes(state.take([told("HostSystem", "host-1", "leave")]), {})
    assert (changes.hosts, changes.removed_hosts) == ((), ("host-1",))


A, B = str(UUID(int=1)), str(UUID(int=2))


def test_two_machines_of_one_id_are_told_apart_and_a_name_may_be_there_twice():
    state = ServerState(_About(), OwnTasks(), {})
    state.take([_told("vm-1", A, name="web"), _told("vm-2", A, name="web"), _told("vm-3", B, name="web")])
    found = state.everything().machines
    assert len({item.machine.id for item in found}) == 3
    assert [item.machine.name for item in found] == ["web"] * 3
    assert state.key_of(UUID(A)) == "vm-1"


def test_a_machine_that_is_registered_anew_stays_and_one_without_configuration_is_shown_when_it_is_lost():
    state = ServerState(_About(), OwnTasks(), {})
    state.take([_told("vm-1", A)])
    changed = state.take([_told("vm-9", A), _told("vm-1", A, "leave")])
    changes = state.changes(changed, {})
    assert (changes.removed_machines, [m.machine.id for m in changes.machines]) == ((), [UUID(A)])
    assert state.key_of(UUID(A)) == "vm-9"
    changed = state.take([_told("vm-5", ""), _told("vm-6", "", **{"runtime.connectionState": "orphaned"})])
    (lost,) = state.changes(changed, {}).machines
    assert (lost.machine.name, lost.machine.status) == ("vm-6", VMStatus.MISSING)
    changed = state.take([_told("vm-6", B, "modify")])
    changes = state.changes(changed, {})
    assert changes.removed_machines == (lost.machine.id,)
    assert [m.machine.id for m in changes.machines] == [UUID(B)]
