"""The Create User Role wizard and a role's properties: what they refuse, their script, and their window."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.cmdlets.registry import find
from vmmconsole.model import Template, UserRole, VMHost, VMHostGroup
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.script.calls import Call, Lookup
from vmmconsole.script.reader import read
from vmmconsole.script.writer import write
from vmmconsole_ui.dialogs.user_role import UserRoleProperties, request_of
from vmmconsole_ui.models.objects import Table
from vmmconsole_ui.wizards.user_role import open_new_user_role
from vmmconsole_ui.wizards.user_role_flow import UserRoleFlow, check_name, member_problem
from vmmconsole_ui.wizards.user_role_request import ScopeItem, UserRoleRequest, changes, creation
from vmmconsole_ui.wizards.wizard_window import WizardWindow

GROUP = UUID(int=7)
LAB = ScopeItem(kind="VMHostGroup", id=uuid4(), name="Lab", path="All Hosts\\Lab")


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(window: WizardWindow) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]


def values(call: Call) -> dict[str, object]:
    return {argument.name: argument.value for argument in call.arguments}


def test_names_and_members_that_are_refused() -> None:
    assert "Enter a name" in check_name("  ", ())[0].message
    assert "already" in check_name("students", ["Students"])[0].message
    assert "line breaks" in check_name("a\nb", ())[0].message
    assert check_name("Students", ["Others"]) == []
    assert "Enter the name" in member_problem(" ", [])
    assert "already" in member_problem("LAB\\Bob", ["lab\\bob"])
    assert member_problem("LAB\\eve", ["lab\\bob"]) == ""


def test_a_delegated_administrators_role_has_neither_permissions_nor_quota() -> None:
    flow = UserRoleFlow(UserRoleRequest(profile=UserRoleProfile.DELEGATED_ADMIN))
    assert [page.id for page in flow.pages] == ["general", "members", "scope", "summary"]
    flow.request.name = "Berlin"
    assert flow.next()
    assert flow.next()
    assert "at least one host group" in flow.reason
    flow.request.scope = [LAB]
    assert flow.next()
    assert flow.can_finish
    names = {name for statement in creation(flow.request, GROUP).statements if isinstance(statement, Call)
             for name in values(statement)}  # fmt: skip
    assert not {"VMPermission", "VMQuotaPoint", "QuotaPerUser"} & names


def test_a_self_service_role_allows_something() -> None:
    flow = UserRoleFlow(UserRoleRequest(name="S", scope=[LAB], allowed=[]))
    for _ in range(4):
        assert flow.next(), flow.reason
    assert "Select at least one action" in flow.reason
    flow.request.creates = True
    assert flow.next()


def test_the_script_sets_first_and_creates_last() -> None:
    request = UserRoleRequest(
        name=' Stu"dents ', description="x", members=["LAB\\bob", "LAB\\Team"], scope=[LAB, LAB],
        allowed=[Permission.STOP, Permission.START], creates=True, quota_points=5, shared=True,
    )  # fmt: skip
    script = creation(request, GROUP)
    first, second, settings, made = script.statements
    assert isinstance(first, Lookup)
    assert isinstance(second, Lookup)
    assert (first.variable, second.variable) == ("VMHostGroup", "VMHostGroup2")
    assert first.where[0].value == "All Hosts\\Lab"
    assert isinstance(settings, Call)
    assert isinstance(made, Call)
    given = values(settings)
    assert [p.text for p in given["VMPermission"]] == ["Start", "Stop", "CreateFromVHDOrTemplate"]  # type: ignore[attr-defined]
    assert (given["QuotaPerUser"], given["VMQuotaPoint"], given["JobGroup"]) == (False, 5, GROUP)
    assert values(made)["Name"] == 'Stu"dents'
    assert values(made)["JobGroup"] == GROUP
    for call in (settings, made, first.call):
        cmdlet = find(call.cmdlet)
        assert cmdlet is not None
        assert all(cmdlet.find_parameter(name) for name in values(call))
    assert read(write(script, generated_at=request.generated_at)).statements == script.statements


def test_a_role_of_a_name_only_needs_no_job_group() -> None:
    request = UserRoleRequest(name="Plain", profile=UserRoleProfile.DELEGATED_ADMIN)
    (made,) = creation(request, GROUP).statements
    assert isinstance(made, Call)
    assert "JobGroup" not in values(made)


def test_only_what_differs_is_changed() -> None:
    before = UserRoleRequest(name="S", members=["a", "b"], scope=[LAB], creates=True, quota_points=3)
    role_id = str(uuid4())
    assert changes(role_id, before, before.model_copy(deep=True)) == []
    after = before.model_copy(deep=True, update={"members": ["b", "c"], "scope": [], "has_quota": False, "allowed": []})
    *_, lookup, change = changes(role_id, before, after)
    assert isinstance(lookup, Lookup)
    assert isinstance(change, Call)
    given = values(change)
    assert (given["AddMember"], given["RemoveMember"], given["RemoveScope"]) == ("c", "a", LAB.id)
    assert given["VMPermission"].text == "CreateFromVHDOrTemplate"  # type: ignore[attr-defined]
    assert given["VMQuotaPoint"] is None, "no limit is $null"
    nothing = after.model_copy(update={"creates": False})
    *_, change = changes(role_id, after, nothing)
    assert isinstance(change, Call)
    assert values(change)["RemovePermission"].text == "CreateFromVHDOrTemplate"  # type: ignore[attr-defined]


@pytest.fixture
def window(context: ContextStandIn, client: ClientStandIn) -> WizardWindow:
    client.add(UserRole(name="Administrator", members=["anna"]))
    context.load()
    return open_new_user_role(context)


def test_what_is_shown_is_what_runs(window: WizardWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    general = window.view("general")
    assert not window.next_button.isEnabled()
    qtbot.keyClicks(general.name, "Students")
    press(qtbot, window.next_button)
    members = window.view("members").members
    qtbot.keyClicks(members.name, "LAB\\students")
    qtbot.keyClick(members.name, Qt.Key.Key_Return)
    qtbot.keyClicks(members.name, "lab\\Students")
    press(qtbot, members.add)
    assert members.problem.text() == "lab\\Students is a member already."
    press(qtbot, window.next_button)
    scope = window.view("scope").scope
    assert not window.next_button.isEnabled()
    scope.item_of("Copenhagen").setCheckState(0, Qt.CheckState.Checked)
    assert scope.item_of("kvm-cph-01").checkState(0) is Qt.CheckState.Checked
    assert not scope.item_of("kvm-cph-01").flags() & Qt.ItemFlag.ItemIsUserCheckable
    scope.item_of("VMM Library").setCheckState(0, Qt.CheckState.Checked)
    press(qtbot, window.next_button)
    permissions = window.view("permissions").permissions
    press(qtbot, permissions.some)
    permissions.boxes[Permission.REMOVE].setChecked(False)
    press(qtbot, window.next_button)
    creation_fields = window.view("creation").creation
    assert not creation_fields.points.isEnabled()
    creation_fields.creates.setChecked(True)
    creation_fields.points.setValue(4)
    press(qtbot, window.next_button)
    assert {"LAB\\students", "Of any kind, 4 quota points for each member", "Students"} <= set(texts(window))
    shown = window.script.text()
    assert '-AddMember "LAB\\students" -AddScope $VMHostGroup, $LibraryShare -VMPermission Start, Stop,' in shown
    assert "Remove" not in shown.replace("Remote", "")
    press(qtbot, window.finish_button)
    assert client.ran == [(shown, "Create user role", False)]


def test_a_scope_goes_back_when_what_is_above_is_unchecked(window: WizardWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.view("general").name, "S")
    press(qtbot, window.next_button)
    press(qtbot, window.next_button)
    scope = window.view("scope").scope
    scope.item_of("kvm-cph-02").setCheckState(0, Qt.CheckState.Checked)
    scope.item_of("All Hosts").setCheckState(0, Qt.CheckState.Checked)
    assert [item.name for item in window.flow.request.scope] == ["All Hosts"]
    scope.item_of("All Hosts").setCheckState(0, Qt.CheckState.Unchecked)
    assert window.flow.request.scope == []
    assert scope.item_of("kvm-cph-02").checkState(0) is Qt.CheckState.Unchecked


def test_creation_from_templates_needs_one_and_grants_no_other_hardware(
    window: WizardWindow, client: ClientStandIn, context: ContextStandIn, qtbot: QtBot
) -> None:
    host = next(iter(client.objects["VMHost"].values()))
    context.objects.tables.setdefault("Template", Table("Template", context.objects))
    template = client.add(Template(name="Web", vm_host=host.ref))
    context.load()
    window = open_new_user_role(context)
    qtbot.keyClicks(window.view("general").name, "S")
    window.next_button.click()
    window.next_button.click()
    window.view("scope").scope.item_of("Copenhagen").setCheckState(0, Qt.CheckState.Checked)
    window.next_button.click()
    window.next_button.click()
    fields = window.view("creation").creation
    fields.creates.setChecked(True)
    assert not fields.templates.isEnabled()
    fields.from_templates.click()
    assert not window.next_button.isEnabled()
    fields.templates.item(0).setCheckState(Qt.CheckState.Checked)
    window.next_button.click()
    shown = window.script.text()
    where = f'{{$_.Name -eq "Web" -and $_.ID -eq "{template.id}"}}'
    assert f"$Template = Get-Template -VMMServer localhost | where {where}" in shown
    assert "-AddTemplate $Template" in shown
    assert ", Create -" in shown
    assert "CreateFromVHDOrTemplate" not in shown


def test_templates_that_come_and_go() -> None:
    one, two = (ScopeItem(kind="Template", id=uuid4(), name=name) for name in ("one", "two"))
    before = UserRoleRequest(name="S", scope=[LAB], creates=True, any_source=False, templates=[one])
    lookup, role, change = changes(str(uuid4()), before, before.model_copy(update={"templates": [two]}))
    assert isinstance(lookup, Lookup)
    assert isinstance(role, Lookup)
    assert isinstance(change, Call)
    given = values(change)
    assert given["AddTemplate"].name == lookup.variable  # type: ignore[attr-defined]
    assert given["RemoveTemplate"] == one.id


# Properties


def dialog_of(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot, role: UserRole) -> UserRoleProperties:
    client.add(role)
    context.load()
    dialog = UserRoleProperties(context, role)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_properties_write_what_was_changed(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    group = next(g for g in client.objects["VMHostGroup"].values() if g.name == "Copenhagen")
    host = next(h for h in client.objects["VMHost"].values() if h.name == "kvm-muc-01")
    assert isinstance(group, VMHostGroup)
    assert isinstance(host, VMHost)
    role = UserRole(
        name="Students", profile=UserRoleProfile.SELF_SERVICE_USER, members=["bob"], scope=[group.ref],
        permissions=[Permission.START], vm_quota_point=None,
    )  # fmt: skip
    dialog = dialog_of(context, client, qtbot, role)
    bar = dialog.tabs.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    titles = [bar.tabText(n).replace("&", "") for n in range(bar.count())]
    assert titles == ["General", "Members", "Scope", "Permissions", "Creation"]
    assert not dialog.run_button.isEnabled()
    assert dialog.run_button.toolTip() == "Nothing was changed."
    dialog.members.list.item(0).setSelected(True)
    press(qtbot, dialog.members.remove)
    qtbot.keyClicks(dialog.members.name, "eve")
    dialog.members.add.click()
    dialog.permissions.boxes[Permission.STOP].setChecked(True)
    dialog.creation.creates.setChecked(True)
    shown = dialog.script.text()
    assert '-AddMember "eve" -RemoveMember "bob"' in shown
    assert "-VMPermission Start, Stop, CreateFromVHDOrTemplate -QuotaPerUser $true -VMQuotaPoint 10" in shown
    dialog.name.setText("")
    dialog.name.textEdited.emit("")
    assert not dialog.run_button.isEnabled()
    dialog.name.setText("Pupils")
    dialog.name.textEdited.emit("Pupils")
    shown = dialog.script.text()
    dialog.run_button.click()
    assert client.ran == [(shown, "Change properties of user role", False)]
    assert '-Name "Pupils"' in shown


def test_the_administrators_role_keeps_a_member(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog = dialog_of(context, client, qtbot, UserRole(name="Administrator", members=["anna"]))
    assert dialog.tabs.count() == 2
    dialog.members.list.item(0).setSelected(True)
    dialog.members.remove.click()
    assert not dialog.run_button.isEnabled()
    assert "at least one member" in dialog.run_button.toolTip()


def test_two_administrators_on_one_role(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    role = UserRole(name="R", profile=UserRoleProfile.DELEGATED_ADMIN, members=["a", "b"])
    dialog = dialog_of(context, client, qtbot, role)
    dialog.description.setPlainText("mine")
    dialog.members.list.item(0).setSelected(True)
    dialog.members.remove.click()
    client.add(role.model_copy(update={"members": ["a", "b", "c"]}))
    context.load()  # the change stream tells of it
    assert dialog.request.members == ["b", "c"], "what the other added stays, what was removed here goes"
    assert dialog.run_button.isEnabled()
    assert '-RemoveMember "a"' in dialog.script.text()
    assert "AddMember" not in dialog.script.text()
    client.add(role.model_copy(update={"description": "theirs", "members": ["a", "b", "c"]}))
    context.load()
    assert not dialog.run_button.isEnabled()
    assert dialog.error_label.text() == "Changed by others meanwhile, and by you here: Description."
    assert "Others changed Description" in dialog.run_button.toolTip()


def test_an_object_that_is_gone_stays_in_the_scope_until_it_is_taken_out(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    gone = VMHost(name="gone")
    role = UserRole(name="R", profile=UserRoleProfile.DELEGATED_ADMIN, scope=[gone.ref])
    dialog = dialog_of(context, client, qtbot, role)
    dialog.scope.item_of("kvm-muc-01").setCheckState(0, Qt.CheckState.Checked)
    assert [item.name for item in dialog.request.scope] == ["gone", "kvm-muc-01"]
    assert request_of(context, role).scope[0].id == gone.id
