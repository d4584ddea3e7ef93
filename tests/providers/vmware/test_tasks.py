"""Waiting for tasks of the server: their ends, percents and faults, and what happens when job or server goes away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pyVmomi import vim

from vmmconsole.model.errors import CancelledError, HostUnreachableError, StateError, StorageError

from .conftest import RecordedProgress, end_sessions, machines_of, session_on


@pytest.fixture
def stopped(new_vcsim):
    """A simulator of its own with machines that are off, and a session on it."""
    vcsim = new_vcsim(running=False, machines=10)
    session = session_on(vcsim)
    yield vcsim, session
    session.close()


def _state(session, machine) -> str:
    return session.collect(vim.VirtualMachine, ["runtime.powerState"], [machine])[machine._moId]["runtime.powerState"]


def test_the_result_of_a_task_is_returned_and_its_fault_raised(stopped, progress):
    vcsim, session = stopped
    machine = machines_of(session)[0]
    task = session.call(lambda: machine.CreateSnapshot_Task("one", "", False, False))
    assert isinstance(session.wait(task, progress, "Create checkpoint"), vim.vm.Snapshot)
    session.wait(session.call(machine.PowerOnVM_Task), progress)
    with pytest.raises(StateError) as failed:
        session.wait(session.call(machine.PowerOnVM_Task), progress, "Start web-01")
    assert failed.value.problem.startswith("Start web-01")
    assert failed.value.action
    vcsim.fail("PowerOffVM_Task", task="NoDiskSpace")
    with pytest.raises(StorageError):
        session.wait(session.call(machine.PowerOffVM_Task), progress)


def test_the_percent_of_a_task_is_reported(stopped, progress):
    vcsim, session = stopped
    machine = machines_of(session)[0]
    vcsim.hold("PowerOnVM_Task", progress=40)
    task = session.call(machine.PowerOnVM_Task)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(session.wait, task, progress, "Start")
        progress.wait_for(40)
        vcsim.release()
        waiting.result(20)
    assert _state(session, machine) == "poweredOn"


def test_a_cancelled_job_cancels_the_task(stopped, progress):
    vcsim, session = stopped
    machine = machines_of(session)[0]
    vcsim.hold("PowerOnVM_Task", progress=40)
    task = session.call(machine.PowerOnVM_Task)
    progress.cancel()
    with pytest.raises(CancelledError):
        session.wait(task, progress, "Start")
    assert _state(session, machine) == "poweredOff"


def test_a_task_that_was_done_before_it_could_be_cancelled_has_succeeded(stopped, progress):
    vcsim, session = stopped
    machine = machines_of(session)[0]
    vcsim.hold("PowerOnVM_Task")
    task = session.call(machine.PowerOnVM_Task)

    def release_and_refuse() -> None:
        vcsim.fail("CancelTask", fault="InvalidState")
        vcsim.release()
        raise CancelledError

    progress.check = release_and_refuse
    session.wait(task, progress, "Start")
    assert _state(session, machine) == "poweredOn"


def test_somebody_else_cancels_the_task(stopped, progress):
    vcsim, session = stopped
    vcsim.hold("PowerOnVM_Task", progress=1)
    task = session.call(machines_of(session)[0].PowerOnVM_Task)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(session.wait, task, progress, "Start")
        progress.wait_for(1)
        vim.Task(task._moId, vcsim.session()._stub).CancelTask()
        with pytest.raises(CancelledError) as failed:
            waiting.result(20)
    assert failed.value.cause


@pytest.mark.parametrize("how", ["session", "wait"])
def test_a_task_that_ends_while_the_connection_is_lost_ends_right(stopped, progress, how):
    vcsim, session = stopped
    machine = machines_of(session)[0]
    vcsim.hold("PowerOnVM_Task", progress=7)
    started = vim.VirtualMachine(machine._moId, vcsim.session()._stub).PowerOnVM_Task()
    task = vim.Task(started._moId, session.stub)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(session.wait, task, progress, "Start")
        progress.wait_for(7)
        if how == "session":
            end_sessions(vcsim, session)
        else:
            vcsim.fail("WaitForUpdatesEx", drop=True, times=2)
            session.stub.abort()
            session.stub.revive()
        vcsim.release()
        waiting.result(20)
    assert _state(session, machine) == "poweredOn"


def test_of_a_task_that_the_server_forgot_nobody_knows_how_it_ended(stopped, progress):
    vcsim, session = stopped
    vcsim.hold("PowerOnVM_Task", progress=7)
    task = session.call(machines_of(session)[0].PowerOnVM_Task)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(session.wait, task, progress, "Start")
        progress.wait_for(7)
        vcsim.kill()
        vcsim.start()
        with pytest.raises(HostUnreachableError) as failed:
            waiting.result(60)
    assert failed.value.action


def test_closing_ends_those_who_wait(stopped, progress):
    vcsim, session = stopped
    vcsim.hold("PowerOnVM_Task", progress=7)
    task = session.call(machines_of(session)[0].PowerOnVM_Task)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(session.wait, task, progress, "Start")
        progress.wait_for(7)
        session.close()
        with pytest.raises(HostUnreachableError):
            waiting.result(20)


def test_many_tasks_share_one_filter(stopped):
    vcsim, session = stopped
    machines = machines_of(session)
    before = vcsim.calls()

    def start(machine) -> None:
        session.wait(session.call(machine.PowerOnVM_Task), RecordedProgress(), "Start")

    with ThreadPoolExecutor(len(machines)) as pool:
        list(pool.map(start, machines))
    made = vcsim.calls() - before
    assert made["CreateFilter"] == made["CreateListView"] == made["CreatePropertyCollector"] == 1
    assert {_state(session, machine) for machine in machines} == {"poweredOn"}


def test_tasks_that_were_started_here_are_known(stopped, progress):
    vcsim, session = stopped
    machine, other = machines_of(session)[:2]
    mine = session.call(machine.PowerOnVM_Task)
    theirs = vim.VirtualMachine(other._moId, vcsim.session()._stub).PowerOnVM_Task()
    assert session.own_tasks.has(mine._moId)
    assert session.own_tasks.has(theirs._moId) is False
