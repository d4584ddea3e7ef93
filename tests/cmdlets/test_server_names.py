"""Scripts that were written for another server run on the connected one, and no script works with two at once."""

from __future__ import annotations

import pytest

from vmmconsole.cmdlets.host import GetVMHost
from vmmconsole.cmdlets.server import GetVMMServer
from vmmconsole.cmdlets.server_names import ServerNames
from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.model import VMHost
from vmmconsole.model.errors import NotFoundError

OURS = ServerConnection(name="lab", fully_qualified_domain_name="lab.example.org")


@pytest.fixture
def warnings() -> list[str]:
    return []


@pytest.fixture
def names(warnings: list[str]) -> ServerNames:
    return ServerNames(lambda: OURS, warnings.append)


@pytest.mark.parametrize("name", ["localhost", "LAB", "lab.example.org", "lab:8100", ".", "127.0.0.1"])
def test_our_own_name_stays_as_it_is(names: ServerNames, warnings: list[str], name: str) -> None:
    assert names.resolve(ServerConnection, name) == name
    assert not warnings


def test_another_servers_name_means_ours_and_one_warning_says_so(names: ServerNames, warnings: list[str]) -> None:
    for name in ("vmm01.contoso.com", "VMM01", "vmm01:8100", "vmm01.contoso.com."):
        assert names.resolve(ServerConnection, name) == "localhost"
    assert warnings == ["Connected to 'lab'; 'vmm01.contoso.com', which the script names, is not contacted."]


def test_a_call_that_connects_is_renamed_too(names: ServerNames, warnings: list[str]) -> None:
    connect = GetVMMServer(computer_name="vmm01")
    names.prepare(connect)
    assert connect.computer_name == connect.bound["computer_name"] == "localhost"
    assert len(warnings) == 1
    other = GetVMHost(computer_name="host01")
    names.prepare(other)
    assert other.computer_name == "host01", "the name of a computer that is no connection"


@pytest.mark.parametrize("name", ["vmm02", "vmm01.fabrikam.com"])
def test_a_second_server_is_refused(names: ServerNames, name: str) -> None:
    names.resolve(ServerConnection, "vmm01.contoso.com")
    with pytest.raises(NotFoundError, match=r"called .vmm01\.contoso"):
        names.resolve(ServerConnection, name)


@pytest.mark.parametrize("name", ["unix:/run/engine.sock", "https://vmm01", "two words", "vmm*", "-x", "$vmm"])
def test_what_is_no_computers_name_is_refused(names: ServerNames, warnings: list[str], name: str) -> None:
    with pytest.raises(NotFoundError, match="not the name of a computer"):
        names.resolve(ServerConnection, name)
    assert not warnings


def test_other_objects_are_none_of_its_business(names: ServerNames) -> None:
    assert names.resolve(VMHost, "vmm01") == "vmm01"
    assert names.resolve(ServerConnection, OURS) is OURS
