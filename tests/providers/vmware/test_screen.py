"""Screens of machines. The simulator has none: what a vCenter answers stands here as it comes over the wire."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from pyVmomi import vim

from vmmconsole.model.errors import CapabilityError, StateError
from vmmconsole.providers.vmware import creation, datastore
from vmmconsole.providers.vmware.paths import parse_path
from vmmconsole.providers.vmware.power import Power
from vmmconsole.providers.vmware.screen import thumbnail, viewer
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, STORE, Steps, simulator_of_verbs, spec, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]

PNG = b"\x89PNG\r\n\x1a\n and so on"
TICKET = b"""<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
<AcquireTicketResponse xmlns="urn:vim25"><returnval><ticket>f9ee0a2f14d7ba2c</ticket>
<cfgFile>/vmfs/volumes/5c/web-01/web-01.vmx</cfgFile><host>esx1.example.com</host><port>443</port>
<sslThumbprint>0E:1F:6C:5D:95:4F:00:0D:29:5C:CE:B8:4F:0E:B0:C6:11:6B:3F:11</sslThumbprint></returnval>
</AcquireTicketResponse></soapenv:Body></soapenv:Envelope>"""


@pytest.fixture
def machine_id(site: EsxSite) -> UUID:
    wanted = spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    Power(site).start(wanted.id, Steps())
    return wanted.id


def test_the_server_s_own_picture_is_taken(site: EsxSite, machine_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    @contextmanager
    def answer(_site: Any, verb: str, address: str, *_: Any) -> Any:
        asked.append(f"{verb} {address}")
        yield SimpleNamespace(read=lambda: PNG)

    monkeypatch.setattr(datastore, "_answer", answer)
    assert thumbnail(site, machine_id) == PNG
    assert asked == [f"GET /screen?id={site.machine(machine_id).reference._moId}"]


def test_a_host_s_screenshot_is_fetched_and_deleted(
    site: EsxSite, machine_id: UUID, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "screen.png"
    picture.write_bytes(PNG)
    path = parse_path(f"{STORE} {site.machine(machine_id).name}/web-01-1.png")
    datastore.upload(site, picture, path, Steps())
    task = object()
    wait = site.session.wait
    monkeypatch.setattr(vim.VirtualMachine, "CreateScreenshot_Task", lambda _: task, raising=False)
    monkeypatch.setattr(site.session, "wait", lambda t, *rest: str(path) if t is task else wait(t, *rest))
    assert thumbnail(site, machine_id) == PNG
    assert datastore.DatastoreFiles(site).look(path) is None


def test_a_server_without_screens_says_so(site: EsxSite, machine_id: UUID) -> None:
    with pytest.raises(CapabilityError):
        thumbnail(site, machine_id)


def test_a_viewer_gets_a_ticket_that_nobody_sees(
    site: EsxSite, machine_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vim.SessionManager, "AcquireCloneTicket", lambda _: "cst-VCT-52/a b")
    made = viewer(site, machine_id)
    server = f"{site.session.address}:{site.session.port}"
    assert made.url == f"vmrc://clone:cst-VCT-52%2Fa%20b@{server}/?moid={site.machine(machine_id).reference._moId}"
    assert "cst-" not in repr(made)


def test_what_does_not_run_has_no_screen(site: EsxSite, machine_id: UUID) -> None:
    Power(site).stop(machine_id, Steps())
    for show in (thumbnail, viewer):
        with pytest.raises(StateError, match="not running"):
            show(site, machine_id)
