"""User roles by script: made, changed and removed as jobs, never beyond whoever does it; the quota of their users."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.model import (
    ISO,
    Job,
    LibraryServer,
    RunAsAccount,
    Template,
    UserRole,
    VirtualMachine,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import AccessError
from vmmconsole.model.hardware import VirtualDVDDrive
from vmmconsole.model.status import JobStatus, Permission, UserRoleProfile

Script = Callable[..., Job]

MAKE = r"""
$JobGroup = [guid]::NewGuid()
$Scope = @()
$Scope += Get-VMHostGroup | where {$_.Name -eq "Amsterdam"}
Set-VMMUserRole -JobGroup $JobGroup -AddMember "LAB\bob", "LAB\Team", "lab\BOB" -AddScope $Scope `
    -VMPermission "Start", "Stop", "CreateFromVHDOrTemplate" -VMQuotaPoint 10
New-VMMUserRole -Name "Students" -Description "Of the laboratory" -UserRoleProfile SelfServiceUser -JobGroup $JobGroup
"""


@pytest.fixture
def script(demo: Engine) -> Script:
    """Runs a script to its end, as an administrator unless said otherwise."""

    def go(text: str, user: str = "admin", **options: Any) -> Job:
        job = demo.jobs.start(text, owner=user, **options)
        job = demo.jobs.wait(job.id, 60)
        assert job.is_completed
        assert demo.store.wait_until_announced()
        return job

    return go


def role(demo: Engine, name: str) -> UserRole:
    return demo.store.find(UserRole, name=name)[0]


def refused(job: Job, kind: str) -> str:
    assert job.status is JobStatus.FAILED, job.output
    assert job.error_info
    assert job.error_info.type == kind, job.error_info
    return f"{job.error_info.problem} {job.error_info.cause}"


def test_a_role_is_made_with_what_waits_in_its_job_group(demo: Engine, script: Script) -> None:
    job = script(MAKE)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert (job.name, job.result_name, job.result_object_type) == ("Create user role", "Students", "UserRole")
    made = role(demo, "Students")
    assert made.members == ["LAB\\bob", "LAB\\Team"], "the same name in another case is the same member"
    assert [ref.name for ref in made.scope] == ["Amsterdam"]
    assert made.permissions == [Permission.START, Permission.STOP, Permission.CREATE_FROM_VHD_OR_TEMPLATE]
    assert (made.vm_quota_point, made.quota_per_user, made.description) == (10, True, "Of the laboratory")
    assert [c.object_name for c in demo.store.changes(job_id=job.id)] == ["Students"]


def test_changes_of_a_role_are_tracked_and_take_effect(demo: Engine, script: Script) -> None:
    script(MAKE)
    job = script(
        r'Get-VMMUserRole "Students" | Set-VMMUserRole -Name "Pupils" -RemoveMember "lab\team" -AddMember eve '
        r'-AddPermission Shutdown -RemovePermission Stop -VMQuotaPoint $null -QuotaPerUser $false'
    )  # fmt: skip
    assert job.status is JobStatus.COMPLETED, job.error_info
    changed = role(demo, "Pupils")
    assert changed.members == ["LAB\\bob", "eve"]
    assert changed.permissions == [
        Permission.START, Permission.CREATE_FROM_VHD_OR_TEMPLATE, Permission.SHUTDOWN,
    ]  # fmt: skip
    assert (changed.vm_quota_point, changed.quota_per_user) == (None, False)
    tracked = {c.property_name for c in demo.store.changes(job_id=job.id)}
    assert tracked == {"Name", "Members", "VMPermission", "VMQuotaPoint", "QuotaPerUser"}
    assert [r.name for r in demo.access.roles_of("EVE")] == ["Pupils"]
    script('Set-VMMUserRole "Pupils" -RemoveScope "Amsterdam"')
    assert role(demo, "Pupils").scope == []


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ('New-VMMUserRole "Second" -UserRoleProfile Administrator', "ConflictError", "exactly one"),
        ('New-VMMUserRole "Administrator" -UserRoleProfile DelegatedAdmin', "ConflictError", "taken"),
        ('New-VMMUserRole "T" -UserRoleProfile TenantAdmin', "CapabilityError", "private clouds"),
        ('Remove-VMMUserRole "Administrator"', "StateError", "administrators"),
        ('Set-VMMUserRole "Administrator" -RemoveMember "admin"', "StateError", "at least one member"),
        ('Set-VMMUserRole "Administrator" -AddScope "Amsterdam"', "StateError", "everything"),
        ('Set-VMMUserRole "Administrator" -VMPermission Start', "ParameterError", "self-service"),
        ('Set-VMMUserRole "Administrator" -AddMember "  "', "ParameterError", "characters"),
        ("Set-VMMUserRole -AddMember bob", "ParameterError", "which role"),
        ('Set-VMMUserRole "Administrator" -AddScope "Nowhere"', "NotFoundError", "Nowhere"),
        ('Set-VMMUserRole "Administrator" -AddScope (Get-VM)[0]', "ParameterError", "A scope has"),
    ],
)
def test_what_no_role_can_be(script: Script, text: str, kind: str, said: str) -> None:
    assert said in refused(script(text), kind)


def test_removing_a_role_lifts_those_below_it(demo: Engine, script: Script) -> None:
    script('New-VMMUserRole "Top" -UserRoleProfile DelegatedAdmin')
    script('New-VMMUserRole "Below" -UserRoleProfile DelegatedAdmin -ParentUserRole "Top"')
    assert role(demo, "Below").path == "Top\\Below"
    assert script('Remove-VMMUserRole "Top"').status is JobStatus.COMPLETED
    assert role(demo, "Below").parent_user_role is None


@pytest.fixture
def delegated(demo: Engine, script: Script) -> UserRole:
    """A delegated administrator, dora, for Amsterdam."""
    script('New-VMMUserRole "Dutch" -UserRoleProfile DelegatedAdmin')
    job = script(
        'Set-VMMUserRole "Dutch" -AddMember dora -AddScope (Get-VMHostGroup | where {$_.Name -eq "Amsterdam"})'
    )
    assert job.status is JobStatus.COMPLETED
    return role(demo, "Dutch")


def test_a_delegated_administrator_makes_roles_below_the_own_one(
    demo: Engine, script: Script, delegated: UserRole
) -> None:
    assert script(MAKE, "dora").status is JobStatus.COMPLETED
    made = role(demo, "Students")
    assert made.parent_user_role
    assert made.parent_user_role.id == delegated.id
    assert script('Set-VMMUserRole "Students" -AddMember eve', "dora").status is JobStatus.COMPLETED
    assert script('Remove-VMMUserRole "Students"', "dora").status is JobStatus.COMPLETED


def test_a_delegated_administrator_reaches_no_further_by_a_role(
    demo: Engine, script: Script, delegated: UserRole
) -> None:
    script('New-VMMUserRole "Others" -UserRoleProfile DelegatedAdmin')
    berlin = demo.store.find(VMHostGroup, name="Berlin")[0]
    for text, kind in (
        ('Set-VMMUserRole "Dutch" -AddMember eve', "AccessError"),  # their own
        ('Set-VMMUserRole "Others" -AddMember dora', "NotFoundError"),
        ('Set-VMMUserRole "Administrator" -AddMember dora', "NotFoundError"),
        ('Remove-VMMUserRole "Others"', "NotFoundError"),
        ("Set-VMMServer -VMMServer localhost -PlacementGoal Consolidate", "AccessError"),
    ):  # fmt: skip
        refused(script(text, "dora"), kind)
    script('New-VMMUserRole "Mine" -UserRoleProfile DelegatedAdmin', "dora")
    for name in ("Berlin", str(berlin.id)):
        said = refused(script(f'Set-VMMUserRole "Mine" -AddScope "{name}"', "dora"), "NotFoundError")
        assert said.strip() == refused(
            script('Set-VMMUserRole "Mine" -AddScope "Nowhere"', "dora"), "NotFoundError"
        ).strip().replace("Nowhere", name), "as of what does not exist"
    # An administrator may widen the role below; it still ends where the one above it ends.
    assert script(f'Set-VMMUserRole "Mine" -AddMember max -AddScope "{berlin.id}"').status is JobStatus.COMPLETED
    assert demo.read_session("max").find(VMHost) == []
    assert refused(script('Set-VMMUserRole "Mine" -AddMember eve', "dora"), "AccessError")


def test_a_role_of_a_plan_is_checked_as_well(script: Script, delegated: UserRole) -> None:
    said = refused(script('Remove-VMMUserRole "Administrator"', what_if=True), "StateError")
    assert "administrators" in said
    job = script('New-VMMUserRole "Plan" -UserRoleProfile DelegatedAdmin', what_if=True)
    assert "Create the user role 'Plan' of the profile DelegatedAdmin." in [change.text for change in job.plan]


def test_a_folder_becomes_a_share_for_who_has_the_library_server_in_scope(
    demo: Engine, script: Script, delegated: UserRole, tmp_path: Path
) -> None:
    for options in ({"what_if": True}, {}):
        job = script(f'Add-LibraryShare -SharePath "{tmp_path}"', "dora", **options)
        assert "no library server" in refused(job, "NotFoundError")
    server = demo.store.find(LibraryServer)[0]
    demo.store.save(role(demo, delegated.name).model_copy(update={"scope": [*delegated.scope, server.ref]}))
    assert demo.store.wait_until_announced()
    job = script(f'Add-LibraryShare -SharePath "{tmp_path}"', "dora")
    assert job.status is JobStatus.COMPLETED, job.error_info


def test_a_library_file_that_others_use_is_not_deleted(demo: Engine, script: Script, tmp_path: Path) -> None:
    (tmp_path / "tools.iso").write_bytes(b"x" * 40_000)
    assert script(f'Add-LibraryShare -SharePath "{tmp_path}"').status is JobStatus.COMPLETED
    (iso,) = demo.store.find(ISO, share_path=str(tmp_path / "tools.iso"))
    server = demo.store.find(LibraryServer)[0]
    demo.store.save(
        UserRole(name="Librarian", profile=UserRoleProfile.DELEGATED_ADMIN, members=["lisa"], scope=[server.ref])
    )
    drive = VirtualDVDDrive(iso=iso.ref, iso_path=iso.share_path)
    hidden = demo.store.save(VirtualMachine(name="secret", virtual_dvd_drives=[drive]))
    assert demo.store.wait_until_announced()
    for force in ("", " -Force"):
        said = refused(script(f'Remove-ISO -ISO "tools.iso"{force}', "lisa"), "ConflictError")
        assert "does not show" in said
        assert "secret" not in said
    demo.store.remove(VirtualMachine, hidden.id)
    assert script('Remove-ISO -ISO "tools.iso"', "lisa").error_info is None


def test_a_host_of_others_cannot_be_added_again_under_another_name(
    demo: Engine, script: Script, delegated: UserRole
) -> None:
    del delegated
    hidden = next(host for host in demo.store.find(VMHost) if host.name == "sim-002")
    machines = {m.id for m in demo.store.find(VirtualMachine, vm_host=hidden.ref)}
    # An address of its own, and behind it the machines of sim-002.
    alias = hidden.connection + "&alias=1"
    for connection in (hidden.connection, alias):
        text = f'Add-VMHost "mine" -Connection "{connection}" -VMHostGroup "Amsterdam"'
        said = refused(script(text, "dora"), "ConflictError")
        assert "managed already" in said
        assert "sim-002" not in said
    assert {m.id for m in demo.store.find(VirtualMachine, vm_host=hidden.ref)} == machines
    assert not demo.store.find(VMHost, name="mine")
    job = script(
        'Add-VMHost "fresh" -Connection "simulated:fresh?machines=1&first=900" -VMHostGroup "Amsterdam"', "dora"
    )
    assert job.status is JobStatus.COMPLETED, job.error_info


def test_nobody_logs_in_as_an_account_of_others(demo: Engine, script: Script, delegated: UserRole) -> None:
    del delegated
    demo.store.save(RunAsAccount(name="Domain admin", owner="admin", secret_id=uuid4()))
    demo.store.save(RunAsAccount(name="Mine", owner="dora", secret_id=uuid4()))
    for text in (
        'Set-VMHost -VMHost "sim-001" -Credential "Domain admin"',
        'Add-VMHost "trap" -Connection "simulated:trap" -VMHostGroup "Amsterdam" -Credential "Domain admin"',
    ):
        assert "no Run As account" in refused(script(text, "dora"), "NotFoundError")
    job = script('Set-VMHost -VMHost "sim-001" -Credential "Mine"', "dora")
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert script('Set-VMHost -VMHost "sim-001" -Credential "Domain admin"').status is JobStatus.COMPLETED
    job = script('Set-VMHost -VMHost "sim-001" -Description "keeps what it has"', "dora")
    assert job.status is JobStatus.COMPLETED, job.error_info
    job = script('Get-SCRunAsAccount "Mine" | Set-SCRunAsAccount -Name "Domain admin"', "dora")
    assert "taken" in refused(job, "ConflictError"), "a name means one account, whoever may see it"


# Quota


def new_machine(name: str) -> str:
    host = 'Get-VMHost | where {$_.Name -eq "sim-001"}'
    return f'New-VM -Name "{name}" -VMHost ({host}) -MemoryMB 8'


def states(jobs: list[Job]) -> tuple[int, int]:
    return sum(j.status is JobStatus.COMPLETED for j in jobs), sum(j.status is JobStatus.FAILED for j in jobs)


def test_a_hundred_parallel_creates_with_room_for_ten_give_ten(demo: Engine, script: Script) -> None:
    script(MAKE)
    with ThreadPoolExecutor(20) as pool:
        jobs = list(pool.map(lambda n: script(new_machine(f"race-{n}"), "LAB\\bob"), range(100)))
    assert states(jobs) == (10, 90), {j.error_info.message for j in jobs if j.error_info}
    assert {j.error_info.type for j in jobs if j.error_info} == {"AccessError"}
    made = demo.store.find(VirtualMachine, owner="LAB\\bob")
    assert len(made) == 10
    assert {m.user_role.name for m in made if m.user_role} == {"Students"}
    assert len(demo.read_session("LAB\\bob").find(VirtualMachine)) == 10
    script(f'Get-VM -Name "{made[0].name}" | Remove-VM')
    assert states([script(new_machine("after"), "LAB\\bob")]) == (1, 0)


def test_a_shared_quota_counts_all_members_and_one_per_user_each(demo: Engine, script: Script) -> None:
    script(MAKE.replace('"LAB\\Team"', '"LAB\\eve"').replace("-VMQuotaPoint 10", "-VMQuotaPoint 1"))
    assert states([script(new_machine(f"one-{n}"), f"LAB\\{n}") for n in ("bob", "eve")]) == (2, 0)
    assert states([script(new_machine("two"), "LAB\\bob")]) == (0, 1)
    script('Set-VMMUserRole "Students" -QuotaPerUser $false -VMQuotaPoint 2')
    said = refused(script(new_machine("three"), "LAB\\eve"), "AccessError")
    assert "2 points; 2 of them are used" in said


def test_nobody_creates_for_others_or_for_no_points(demo: Engine, script: Script) -> None:
    script(MAKE)
    refused(script(new_machine("gift") + ' -Owner "eve"', "LAB\\bob"), "AccessError")
    assert states([script(new_machine("free") + " -QuotaPoint 0", "LAB\\bob")]) == (1, 0)
    assert demo.store.find(VirtualMachine, name="free")[0].quota_point == 1
    script('Set-VMMUserRole "Students" -VMPermission Create')
    assert "templates only" in refused(script(new_machine("blank"), "LAB\\bob"), "AccessError")
    script('Set-VMMUserRole "Students" -VMPermission Start')
    refused(script(new_machine("none"), "LAB\\bob"), "AccessError")


def test_an_administrators_machine_takes_nobodys_points(demo: Engine, script: Script) -> None:
    script(MAKE)
    assert states([script(new_machine("theirs"))]) == (1, 0)
    assert demo.store.find(VirtualMachine, name="theirs")[0].user_role is None
    assert role(demo, "Students").profile is UserRoleProfile.SELF_SERVICE_USER


def test_no_mac_address_is_handed_out_twice_whoever_may_see_the_machine(demo: Engine, script: Script) -> None:
    script(MAKE)
    for name in ("Start", "End"):
        demo.store.set_setting(f"PhysicalAddressRange{name}", f"00:1D:D8:77:00:0{1 if name == 'Start' else 9}")
    group = "7d2c0b6e-0000-4000-8000-000000000001"
    adapter = f"New-VirtualNetworkAdapter -JobGroup {group} -PhysicalAddressType Static -PhysicalAddress "
    job = script(f'{adapter} "00:1D:D8:77:00:01"\n{new_machine("theirs")} -JobGroup {group}')
    assert job.error_info is None
    job = script("New-PhysicalAddress", "LAB\\bob")
    assert [found["Value"] for found in job.output] == ["00:1D:D8:77:00:02"], job.error_info


# Templates


@pytest.fixture
def template(demo: Engine) -> Template:
    """One on the host in scope that takes three points."""
    host = next(host for host in demo.store.find(VMHost) if host.name == "sim-001")
    return demo.store.save(Template(name="Web", vm_host=host.ref, memory_mb=64, cpu_count=2, quota_point=3))


def test_templates_are_granted_and_revoked_by_script(demo: Engine, script: Script, template: Template) -> None:
    grant = 'Get-Template -Name "Web" | Grant-SCResource -JobGroup $JobGroup'
    made = MAKE.replace("New-VMMUserRole", f"{grant}\nNew-VMMUserRole")
    assert script(made).status is JobStatus.COMPLETED
    assert [ref.id for ref in role(demo, "Students").templates] == [template.id]
    assert [t.name for t in demo.read_session("LAB\\bob").find(Template)] == ["Web"]
    job = script('Get-Template -Name "Web" | Revoke-SCResource -UserRoleName "Students"')
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert role(demo, "Students").templates == []
    assert demo.read_session("LAB\\bob").find(Template) == []
    job = script('Set-VMMUserRole "Students" -AddTemplate "Web" -VMPermission Create')
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert [ref.id for ref in role(demo, "Students").templates] == [template.id]
    script('New-VMMUserRole "D" -UserRoleProfile DelegatedAdmin')
    said = refused(script('Grant-SCResource -Resource "Web" -UserRoleName "D"'), "ParameterError")
    assert "needs no templates" in said
    assert "which role" in refused(script('Grant-SCResource -Resource "Web"'), "ParameterError")


def test_a_role_of_templates_makes_machines_like_its_templates_only(
    demo: Engine, script: Script, template: Template
) -> None:
    script(MAKE)
    script('Set-VMMUserRole "Students" -AddTemplate "Web" -VMPermission Create -VMQuotaPoint 4')
    other = demo.store.save(template.model_copy(update={"id": uuid4(), "name": "Other", "revision": 0}))
    quotas = demo.services.quotas

    def machine(name: str, **more: Any) -> VirtualMachine:
        hardware = {"memory_mb": 64, "cpu_count": 2, "owner": "LAB\\bob", "vm_host": template.vm_host}
        return VirtualMachine(name=name, **(hardware | more))

    for wrong, source in (
        (machine("blank"), None), (machine("other"), other.id), (machine("large", memory_mb=128), template.id),
    ):  # fmt: skip
        with pytest.raises(AccessError, match="cannot be created"):
            quotas.save_new(wrong, job=None, user="LAB\\bob", template=source)
    saved = quotas.save_new(machine("right", quota_point=0), job=None, user="LAB\\bob", template=template.id)
    assert (saved.quota_point, saved.user_role and saved.user_role.name) == (3, "Students")
    with pytest.raises(AccessError) as caught:
        quotas.save_new(machine("more"), job=None, user="LAB\\bob", template=template.id)
    assert "4 points; 3 of them are used" in caught.value.cause
    assert quotas.save_new(machine("admins", memory_mb=512), job=None, user="admin").user_role is None


def test_a_self_service_machine_has_no_file_of_others(demo: Engine, script: Script) -> None:
    script(MAKE)
    host = next(host for host in demo.store.find(VMHost) if host.name == "sim-001")
    other = next(m for m in demo.store.find(VirtualMachine, vm_host=host.ref) if m.virtual_disk_drives)
    group = "7d2c0b6e-0000-4000-8000-000000000003"

    def create(name: str, device: str, user: str = "LAB\\bob") -> Job:
        return script(f"{device} -JobGroup {group}\n{new_machine(name)} -JobGroup {group}", user)

    image = other.virtual_disk_drives[0].virtual_hard_disk
    assert image
    folder, _, file = image.location.rpartition("/")
    local = f'New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -UseLocalVirtualHardDisk -Path "{folder}" -FileName "{file}"'
    drives = ("-AnyVMHostDrive", "-HostDrive /dev/sr0")
    for device in (local, *(f"New-VirtualDVDDrive -Bus 1 -LUN 0 {drive}" for drive in drives)):
        job = create("thief", device)
        made = demo.store.find(VirtualMachine, name="thief")
        assert not made, made[0].virtual_dvd_drives + made[0].virtual_disk_drives
        said = refused(job, "AccessError")
        assert "neither in the library of your user role nor your own" in said
    job = create("honest", "New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -Size 1024")
    assert job.error_info is None
    assert not demo.store.find(VirtualMachine, name="thief")


def test_a_self_service_machine_goes_to_a_default_folder(demo: Engine, script: Script) -> None:
    script(MAKE)
    host = next(host for host in demo.store.find(VMHost) if host.name == "sim-001")
    said = refused(script(new_machine("elsewhere") + ' -Path "/etc"', "LAB\\bob"), "AccessError")
    assert "default folders only" in said
    assert states([script(new_machine("here") + f' -Path "{host.vm_paths[0]}"', "LAB\\bob")]) == (1, 0)
