"""Guest operating system profiles and custom properties: objects that only the engine knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.model import CustomProperty, GuestOSProfile, VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError, ParameterError, VMMError

Run = Callable[[str], list[Any]]


def test_a_guest_profile_keeps_what_both_generations_say(run: Run, session: Any) -> None:
    (made,) = run(
        'New-SCGuestOSProfile -Name "Web" -ComputerName "*" -FullName "Anna" -OrganizationName "Lab" -TimeZone 85 '
        '-Workgroup "LAB" -GuiRunOnceCommands "a.cmd", "b.cmd" -OperatingSystem "Debian 12 (64-bit)" -AnswerFile $null'
    )
    assert isinstance(made, GuestOSProfile)
    assert (made.org_name, made.join_workgroup, made.time_zone) == ("Lab", "LAB", 85)
    assert (made.operating_system, made.gui_run_once_commands) == ("Debian 12 (64-bit)", ["a.cmd", "b.cmd"])
    assert made.owner == session.user
    assert run('Get-GuestOSProfile | where {$_.OrgName -eq "Lab"}') == [made]
    assert run(f"Get-SCGuestOSProfile -ID {made.id}") == [made]


def test_joining_a_domain_leaves_the_workgroup(run: Run) -> None:
    run('New-GuestOSProfile -Name "Web" -JoinWorkgroup "LAB"')
    (changed,) = run('Set-GuestOSProfile "Web" -Domain "example.org" -DisableAutoLogon')
    assert (changed.join_domain, changed.join_workgroup, changed.auto_logon_enabled) == ("example.org", "", False)
    with pytest.raises(ParameterError, match="both -JoinDomain and -JoinWorkgroup"):
        run('Set-GuestOSProfile "Web" -JoinDomain "example.org" -JoinWorkgroup "LAB"')


def test_a_copied_guest_profile_has_an_identity_of_its_own(run: Run) -> None:
    (source,) = run('New-GuestOSProfile -Name "Web" -FullName "Anna" -TimeZone 85')
    (copy,) = run('New-GuestOSProfile -Name "Mail" -GuestOSProfile "Web" -TimeZone 110')
    assert (copy.full_name, copy.time_zone) == ("Anna", 110)
    assert copy.id != source.id
    assert [p.name for p in run("Get-GuestOSProfile")] == ["Mail", "Web"]


def test_making_a_guest_profile_again_after_a_crash_finds_the_first(run: Run, session: Any) -> None:
    (made,) = run('New-GuestOSProfile -Name "Web"')
    session.step -= 1
    assert run('New-GuestOSProfile -Name "Web"') == [made]
    assert len(session.find(GuestOSProfile)) == 1


def test_a_removed_guest_profile_is_gone_and_removing_it_again_is_no_error(run: Run, session: Any) -> None:
    run('$p = New-GuestOSProfile -Name "Web"; $p | Remove-SCGuestOSProfile; Remove-GuestOSProfile $p')
    assert session.find(GuestOSProfile) == []


@pytest.mark.parametrize(
    ("script", "error", "words"),
    [
        ('New-GuestOSProfile -Name "Web"', ConflictError, "'Web' is taken"),
        ('New-GuestOSProfile -Name " "', ParameterError, "-Name"),
        ('Set-GuestOSProfile "Web"', ParameterError, "changes nothing"),
        ('Set-GuestOSProfile "None" -TimeZone 1', NotFoundError, "guest operating system profile 'None'"),
        ('Set-GuestOSProfile "Web" -TimeZone 5000', ParameterError, "-TimeZone"),
        ('Set-GuestOSProfile "Web" -FullName "a`ab"', ParameterError, "-FullName"),
        ('Set-GuestOSProfile "Web" -ProductKey "AAAAA-BBBBB"', CapabilityError, "-ProductKey"),
        ('Set-GuestOSProfile "Web" -LocalAdministratorCredential "x"', CapabilityError, "-AdminPasswordCredential"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, session: Any, script: str, error: type[VMMError], words: str) -> None:
    run('New-GuestOSProfile -Name "Web"')
    before = session.find(GuestOSProfile)
    with pytest.raises(error, match=words):
        run(script)
    assert session.find(GuestOSProfile) == before


def test_built_in_custom_properties_are_those_of_the_objects(run: Run, session: Any, machine: VirtualMachine) -> None:
    (value,) = run("""
        $Property = Get-SCCustomProperty -Name Custom2
        $VM = Get-SCVirtualMachine -Name "web-01"
        $VM | Set-SCCustomPropertyValue -CustomProperty $Property -Value "front end"
    """)
    assert (value.name, value.value, value.object) == ("Custom2", "front end", machine.ref)
    assert session.get(VirtualMachine, machine.id).custom_properties[1] == "front end"
    assert run('(Get-SCCustomPropertyValue -InputObject "web-01" -CustomProperty "Custom2").Value') == ["front end"]
    run('Set-VM "web-01" -Custom2 "back end"')
    assert [v.value for v in run("Get-SCCustomPropertyValue -All")] == ["back end"]


def test_an_own_custom_property_belongs_to_the_kinds_it_was_made_for(run: Run, session: Any) -> None:
    run('New-SCCustomProperty -Name "Tier" -Description "Which tier" -AddMember VMHost')
    with pytest.raises(ParameterError, match="virtual machine has no custom property 'Tier'"):
        run('Get-VM | select -First 1 | Set-SCCustomPropertyValue -CustomProperty "Tier" -Value "1"')
    run('Set-SCCustomPropertyValue -InputObject "kvm-01" -CustomProperty "Tier" -Value "gold"')
    assert session.find(VMHost, name="kvm-01")[0].custom_property == {"Tier": "gold"}
    assert run('(Get-VMHost "kvm-01").CustomProperty["Tier"]') == ["gold"]
    assert [p.name for p in run("Get-SCCustomProperty -Member VM")] == [f"Custom{n}" for n in (1, 10, *range(2, 10))]


def test_a_renamed_custom_property_takes_its_values_along(run: Run, session: Any) -> None:
    run('New-SCCustomProperty -Name "Tier" -AddMember VMHost, VMHostGroup')
    run('Set-SCCustomPropertyValue -InputObject "All Hosts" -CustomProperty "Tier" -Value "gold"')
    run('Set-SCCustomProperty -CustomProperty "Tier" -Name "Level"')
    assert [(v.name, v.value) for v in run("Get-SCCustomPropertyValue -All")] == [("Level", "gold")]
    run('Get-SCCustomPropertyValue -InputObject "All Hosts" -CustomProperty "Level" | Remove-SCCustomPropertyValue')
    assert run("Get-SCCustomPropertyValue -All") == []


def test_a_removed_custom_property_leaves_no_values(run: Run, session: Any) -> None:
    run('New-SCCustomProperty -Name "Tier" -AddMember VMHost')
    run('Set-SCCustomPropertyValue -InputObject "kvm-01" -CustomProperty "Tier" -Value "gold"')
    run('Remove-SCCustomProperty -CustomProperty "Tier"')
    assert session.find(VMHost, name="kvm-01")[0].custom_property == {}
    assert len(session.find(CustomProperty)) == 10


@pytest.mark.parametrize(
    "script", ['Remove-SCCustomProperty "Custom1"', 'Set-SCCustomProperty "Custom1" -Description "x"']
)
def test_built_in_custom_properties_stay(run: Run, script: str) -> None:
    with pytest.raises(ConflictError, match="built in"):
        run(script)
