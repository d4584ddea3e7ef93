"""Virtualization managers by script: what is refused, what reconnects, certificates, resource pools."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.model import Ref, RunAsAccount, VirtualizationManager, VMHost, VMHostGroup
from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError, ParameterError
from vmmconsole.model.status import HostStatus
from vmmconsole.model.virtualization_manager import VMwareResourcePool

Run = Callable[[str], list[Any]]
FINGERPRINT = ":".join(["AB"] * 32)


@pytest.fixture
def manager(session: Any) -> VirtualizationManager:
    """One that is there, with an account."""
    session.save(RunAsAccount(name="Operator", user_name="root", secret_id=uuid4()))
    made = VirtualizationManager(name="vcenter-01", address="10.0.0.9", credential="Operator", status=HostStatus.OK)
    return session.save(made)  # type: ignore[no-any-return]


@pytest.mark.parametrize("text", [FINGERPRINT, FINGERPRINT.lower(), "ab" * 32, " ".join(["ab"] * 32)])
def test_a_fingerprint_may_be_written_in_any_form(run: Run, manager: VirtualizationManager, text: str) -> None:
    del manager
    (changed,) = run(f'Set-VirtualizationManager "vcenter-01" -Certificate "{text}"')
    assert changed.fingerprint == FINGERPRINT


@pytest.mark.parametrize("text", ["AB", "AB:" * 31, "x" * 64, "AB" * 20])
def test_what_is_no_sha256_is_refused(run: Run, session: Any, manager: VirtualizationManager, text: str) -> None:
    with pytest.raises(ParameterError, match="-Certificate"):
        run(f'Set-VirtualizationManager "vcenter-01" -Certificate "{text}"')
    assert session.get(VirtualizationManager, manager.id).fingerprint == ""


def test_what_get_certificate_returns_is_accepted(run: Run, manager: VirtualizationManager) -> None:
    del manager
    added = run("""
        $Certificate = Get-SCCertificate -ComputerName "vcenter-02" -TCPPort 8443
        Add-SCVirtualizationManager "vcenter-02" -TCPPort 8443 -Credential "Operator" -Certificate $Certificate `
            -EnableSecureMode $false
    """)
    (made,) = added
    assert (made.address, made.port, made.fingerprint, made.secure_mode, made.credential) == (
        "vcenter-02", 8443, FINGERPRINT, False, "Operator",
    )  # fmt: skip


def test_a_credential_from_the_prompt_becomes_an_account(
    run: Run, session: Any, manager: VirtualizationManager
) -> None:
    session.save(RunAsAccount(name="vcenter-02"))
    run('Add-VirtualizationManager "vcenter-02" -Credential (Get-Credential "root")')
    (account,) = session.find(RunAsAccount, user_name="root", name="vcenter-02 1")
    (made,) = session.find(VirtualizationManager, name="vcenter-02")
    assert made.credential == account.name
    assert manager.credential != account.name


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ('Add-VirtualizationManager "https://vcenter-02" -Credential "Operator"', ParameterError),
        ('Add-VirtualizationManager "vcenter-02" -TCPPort 70000 -Credential "Operator"', ParameterError),
        ('Add-VirtualizationManager "VCENTER-01" -Credential "Operator"', ConflictError),
        ('Add-VirtualizationManager "vcenter-02" -Credential "nobody"', NotFoundError),
        ('Set-VirtualizationManager "vcenter-01" -Credential "nobody"', NotFoundError),
        ('Refresh-VirtualizationManager "vcenter-09"', NotFoundError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    run: Run, session: Any, manager: VirtualizationManager, script: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        run(script)
    assert session.find(VirtualizationManager) == [session.get(VirtualizationManager, manager.id)]
    assert session.changed_managers == []


def test_only_another_way_to_reach_it_connects_anew(run: Run, session: Any, manager: VirtualizationManager) -> None:
    del manager
    (changed,) = run('Set-VirtualizationManager "vcenter-01" -Description "Berlin" -SecureMode $false')
    assert (changed.description, changed.secure_mode, session.changed_managers) == ("Berlin", False, [])
    run('Set-VirtualizationManager "vcenter-01" -TCPPort 8443')
    assert session.changed_managers == ["vcenter-01"]


def test_it_is_found_by_name_address_and_wildcard(run: Run, manager: VirtualizationManager) -> None:
    for wanted in ("vcenter-01", "10.0.0.9", "VC*"):
        assert [m.id for m in run(f'Get-VirtualizationManager "{wanted}"')] == [manager.id]
    assert run('Get-VirtualizationManager "vcenter-09"') == []
    (found,) = run(f"Get-SCVirtualizationManager -ID {manager.id} | Select-Object -ExpandProperty StatusText")
    assert found == "OK"


def test_pools_of_a_host_and_of_its_cluster(run: Run, session: Any, manager: VirtualizationManager) -> None:
    group = session.save(VMHostGroup(name="Gold", virtualization_manager=manager.ref))
    (host,) = session.find(VMHost, name="kvm-01")
    session.save(host.model_copy(update={"vm_host_group": group.ref}))

    def pool(name: str, **owner: Ref) -> VMwareResourcePool:
        return VMwareResourcePool(id=uuid4(), name=name, virtualization_manager=manager.ref, **owner)

    (other,) = session.find(VMHost, name="kvm-02")
    pools = [pool("Own", vm_host=host.ref), pool("Shared", vm_host_group=group.ref), pool("Other", vm_host=other.ref)]
    session.save(session.get(VirtualizationManager, manager.id).model_copy(update={"resource_pools": pools}))
    assert [p.name for p in run('Get-VMHost "kvm-01" | Get-VMwareResourcePool')] == ["Own", "Shared"]
    assert [p.name for p in run('Get-SCVMwareResourcePool -Name "shared"')] == ["Shared"]
    assert len(run("Get-VMwareResourcePool")) == 3


def test_a_host_of_a_manager_is_not_removed_or_moved_here(
    run: Run, session: Any, manager: VirtualizationManager
) -> None:
    (host,) = session.find(VMHost, name="kvm-01")
    session.save(host.model_copy(update={"virtualization_manager": manager.ref}))
    for script in ('Remove-VMHost "kvm-01"', 'Move-VMHost "kvm-01" -ParentHostGroup "All Hosts"'):
        with pytest.raises(CapabilityError, match="kvm-01") as caught:
            run(script)
        assert "vcenter-01" in caught.value.action
