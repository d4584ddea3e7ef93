"""A vCenter that goes away and comes back under running verbs, and machines that go under them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vcsim import Vcsim
from vmmconsole.model.errors import HostUnreachableError, NotFoundError, VMMError
from vmmconsole.providers.vmware import creation
from vmmconsole.providers.vmware.checkpoints import create_checkpoint
from vmmconsole.providers.vmware.creation import rename
from vmmconsole.providers.vmware.host import VMwareHost
from vmmconsole.providers.vmware.power import Power
from vmmconsole.providers.vmware.removal import machine_files
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, Steps, hosts, manager, simulator_of_verbs, site_on, spec, standalone_host

__all__ = ["hosts", "manager", "simulator_of_verbs", "standalone_host"]

Start = Callable[..., Vcsim]


@pytest.mark.parametrize("method", ["CreateVM_Task", "ReconfigVM_Task"])
def test_a_connection_that_breaks_while_a_machine_is_made_is_made_good_by_the_next_run(
    site: EsxSite, vcsim: Vcsim, method: str
) -> None:
    wanted = spec()
    vcsim.fail(method, drop=True)
    with pytest.raises(HostUnreachableError) as lost:
        creation.create(site, wanted, CAPABILITIES, Steps())
    assert lost.value.object_name == wanted.name
    creation.create(site, wanted, CAPABILITIES, Steps())
    assert len(machine_files(site, wanted.id)) == 1


def test_a_session_that_the_server_ended_is_begun_anew_under_a_verb(site: EsxSite, vcsim: Vcsim) -> None:
    wanted = spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    own = site.session.call(lambda: site.content.sessionManager.currentSession)
    vcsim.session().content.sessionManager.TerminateSession([own.key])
    Power(site).start(wanted.id, Steps())
    assert site.machine(wanted.id, "runtime.powerState")["runtime.powerState"] == "poweredOn"


def test_a_vcenter_that_is_gone_says_so_and_serves_again_when_it_is_back(new_vcsim: Start) -> None:
    server = new_vcsim()
    site = site_on(server)
    server.kill()
    with pytest.raises(HostUnreachableError) as lost:
        creation.create(site, spec(), CAPABILITIES, Steps())
    assert lost.value.action
    server.start()
    site.session.connect()
    wanted = spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    assert site.machine(wanted.id).name == wanted.name
    site.session.close()


def test_a_machine_that_is_deleted_under_a_running_verb_is_an_error_that_names_it(site: EsxSite, vcsim: Vcsim) -> None:
    wanted = spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    vcsim.hold("CreateSnapshot_Task", progress=20)
    held = threading.Event()
    errors: list[VMMError] = []

    class Waits(Steps):
        def report(self, percent: float, description: str = "") -> None:
            held.set()

    def checkpoint() -> None:
        try:
            create_checkpoint(site, wanted.id, wanted.id, "first", "", Waits())
        except VMMError as err:
            errors.append(err)

    thread = threading.Thread(target=checkpoint)
    thread.start()
    assert held.wait(20)
    found = site.machine(wanted.id)
    site.run(found.reference.Destroy_Task, Steps(), "Delete")
    vcsim.release()
    thread.join(30)
    (error,) = errors
    assert "“first”" in error.problem
    with pytest.raises(NotFoundError):
        Power(site).start(wanted.id, Steps())


def test_names_of_others_that_are_escaped_are_kept_apart(site: EsxSite, tmp_path: Path) -> None:
    machine = spec("a%2fb")
    creation.create(site, machine, CAPABILITIES, Steps())
    rename(site, machine.id, "Ünïcödé 漢字 50%")
    found = site.machine(machine.id)
    assert found.name == "Ünïcödé 漢字 50%"
    assert found["name"] == "Ünïcödé 漢字 50%25"
    rename(site, machine.id, found.name)


def test_one_that_is_made_anew_under_its_id_is_found_at_once(hosts: list[VMwareHost]) -> None:
    wanted, host = spec(), hosts[0]
    for _ in range(5):
        assert host.create(wanted, Steps()).id == wanted.id
        assert host.machine(wanted.id).name == wanted.name
        host.remove(wanted.id, delete_files=True, progress=Steps())
