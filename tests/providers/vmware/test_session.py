"""Logging in: over the right certificate only, again when the server ended the session, never with a wrong password."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyVmomi import vim, vmodl

from tests.vcsim import Authority
from vmmconsole.model.errors import AccessError, CertificateError, HostError, HostUnreachableError, NotFoundError
from vmmconsole.providers.manager import Login
from vmmconsole.providers.vmware.certificate import server_certificate
from vmmconsole.providers.vmware.session import VCenterSession

from .conftest import end_sessions, machines_of, session_on

SOMEBODY = Login("administrator@vsphere.local", "secret")
OTHER = "00:" * 31 + "00"


def test_a_session_reads_properties_of_many_objects_in_one_call(vcsim, session):
    machines = machines_of(session)
    before = vcsim.calls()
    found = session.collect(vim.VirtualMachine, ["name", "runtime.powerState", "guest.hostName"], machines)
    assert set(found) == {machine._moId for machine in machines}
    assert {values["runtime.powerState"] for values in found.values()} <= {"poweredOn", "poweredOff", "suspended"}
    assert all(values["name"] for values in found.values())
    assert vcsim.calls() - before == {"RetrievePropertiesEx": 1}


def test_objects_that_are_gone_are_left_out(vcsim, session):
    here = machines_of(session)[0]
    gone = vim.VirtualMachine("vm-99999", session.stub)
    assert set(session.collect(vim.VirtualMachine, ["name"], [gone, here])) == {here._moId}
    with pytest.raises(NotFoundError) as failed:
        session.call(gone.PowerOnVM_Task, "The machine could not be started.", "web-01")
    assert failed.value.problem == "The machine could not be started."
    assert failed.value.object_name == "web-01"
    assert failed.value.cause
    assert failed.value.action


@pytest.mark.parametrize("login", [Login("administrator@vsphere.local", "wrong"), Login("", "")])
def test_a_wrong_password_is_said_and_never_shown(vcsim, login):
    with pytest.raises(AccessError) as failed:
        VCenterSession(vcsim.address, vcsim.port, login, fingerprint=vcsim.fingerprint).connect()
    assert failed.value.action
    assert "user name or the password" in failed.value.cause
    assert "wrong" not in failed.value.details
    assert "'wrong'" not in repr(failed.value)


# The certificate


@pytest.mark.parametrize("fingerprint", ["", OTHER])
def test_nothing_is_sent_to_a_server_with_another_certificate(vcsim, fingerprint):
    before = vcsim.calls()
    with pytest.raises(CertificateError) as failed:
        VCenterSession(vcsim.address, vcsim.port, SOMEBODY, fingerprint=fingerprint).connect()
    assert vcsim.fingerprint in failed.value.cause
    assert failed.value.action
    assert vcsim.calls() == before


def test_what_this_computer_trusts_passes_unless_another_was_accepted(vcsim, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(vcsim.authority.path))
    assert server_certificate(vcsim.address, vcsim.port).trusted
    session = VCenterSession(vcsim.address, vcsim.port, SOMEBODY)
    session.connect()
    session.close()
    with pytest.raises(CertificateError):
        VCenterSession(vcsim.address, vcsim.port, SOMEBODY, fingerprint=OTHER).connect()


def test_a_certificate_is_described(vcsim):
    shown = server_certificate(vcsim.address, vcsim.port)
    assert (shown.fingerprint, shown.subject, shown.issuer) == (vcsim.fingerprint, "127.0.0.1", "Tests")
    assert shown.host_names == ("localhost", "127.0.0.1")
    assert not shown.trusted
    assert shown.reason
    assert shown.pem.startswith("-----BEGIN CERTIFICATE-----")


def test_a_certificate_that_expired_or_is_of_another_server_is_refused_with_the_reason(new_vcsim, monkeypatch):
    vcsim = new_vcsim()
    monkeypatch.setenv("SSL_CERT_FILE", str(vcsim.authority.path))
    for names, days, words in [(["127.0.0.1"], (-9, -1), "expired"), (["vcenter.example"], (-1, 9), "127.0.0.1")]:
        vcsim.show_certificate(*names, days=days)
        shown = server_certificate(vcsim.address, vcsim.port)
        assert not shown.trusted
        assert words in shown.reason
        with pytest.raises(CertificateError) as failed:
            VCenterSession(vcsim.address, vcsim.port, SOMEBODY).connect()
        assert words in failed.value.cause


def test_a_session_that_is_begun_anew_looks_at_the_certificate_again(new_vcsim):
    vcsim = new_vcsim()
    session = session_on(vcsim)
    vcsim.kill()
    vcsim.show_certificate()
    vcsim.start()
    with pytest.raises(CertificateError):
        session.keep_alive()
    assert vcsim.calls() == {}
    session.close()


# The address


def test_a_server_that_is_not_there_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for address, number in [("127.0.0.1", port), ("nobody.invalid", 443), ("a..b", 443), ("127.0.0.1", 70_000)]:
        with pytest.raises(HostUnreachableError) as failed:
            VCenterSession(address, number, SOMEBODY).connect()
        assert failed.value.action
        with pytest.raises(HostUnreachableError):
            server_certificate(address, number)


@pytest.fixture
def plain_port():
    """A port where something answers that does not speak TLS."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(1000)
                    connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def test_what_is_no_vcenter_is_said(plain_port, new_vcsim, monkeypatch):
    for ask in (server_certificate, lambda a, p: VCenterSession(a, p, SOMEBODY, fingerprint=OTHER).connect()):
        with pytest.raises(HostError) as failed:
            ask("127.0.0.1", plain_port)
        assert not isinstance(failed.value, HostUnreachableError)
        assert "TLS" in failed.value.cause


# Losing it


def test_a_session_that_the_server_ended_is_begun_anew_once_for_all(new_vcsim):
    vcsim = new_vcsim()
    session = session_on(vcsim)
    machines = machines_of(session)
    end_sessions(vcsim, session)
    before = vcsim.calls()

    def read(_: int) -> int:
        return len(session.collect(vim.VirtualMachine, ["name"], machines))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(read, range(16))) == {len(machines)}
    assert (vcsim.calls() - before)["Login"] == 1
    session.close()


def test_a_refused_login_is_not_tried_again_until_connect(new_vcsim):
    vcsim = new_vcsim()
    session = session_on(vcsim)
    end_sessions(vcsim, session)
    vcsim.fail("Login", fault="InvalidLogin", times=2)
    before = vcsim.calls()
    for _ in range(3):
        with pytest.raises(AccessError):
            session.keep_alive()
    assert (vcsim.calls() - before)["Login"] == 1
    with pytest.raises(AccessError):
        session.connect()
    session.connect()
    session.keep_alive()
    session.close()


def test_a_dropped_connection_is_said_and_the_next_call_works(new_vcsim):
    vcsim = new_vcsim()
    session = session_on(vcsim)
    vcsim.fail("CurrentTime", drop=True)
    with pytest.raises(HostUnreachableError) as failed:
        session.keep_alive()
    assert failed.value.action
    session.keep_alive()
    vcsim.kill()
    with pytest.raises(HostUnreachableError):
        session.keep_alive()
    vcsim.start()
    session.keep_alive()
    session.close()
    with pytest.raises(HostUnreachableError):
        session.keep_alive()


def test_a_closed_session_is_ended_on_the_server(new_vcsim):
    vcsim = new_vcsim()
    watcher = vcsim.session()
    session = session_on(vcsim)
    assert len(watcher.content.sessionManager.sessionList) == 2
    session.close()
    assert len(watcher.content.sessionManager.sessionList) == 1


@pytest.mark.parametrize(
    ("fault", "fields", "error", "words"),
    [
        ("NoPermission", "<privilegeId>VirtualMachine.Config.Rename</privilegeId>", AccessError, "Config.Rename"),
        ("HostNotConnected", "", HostUnreachableError, "not connected"),
        ("SystemError", "<reason>broken</reason>", HostError, "SystemError"),
    ],
)
def test_faults_become_errors_with_cause_and_action(new_vcsim, fault, fields, error, words):
    vcsim = new_vcsim()
    session = session_on(vcsim)
    vcsim.fail("CurrentTime", fault=fault, fields=fields)
    with pytest.raises(error) as failed:
        session.keep_alive()
    assert words in failed.value.cause
    assert failed.value.action
    assert isinstance(failed.value.__cause__, vmodl.MethodFault)
    session.close()


def test_an_authority_of_another_name_does_not_help(vcsim, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(Authority(tmp_path, "Others").path))
    assert not server_certificate(vcsim.address, vcsim.port).trusted
