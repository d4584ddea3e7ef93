"""Every route against the real engine on simulated hosts: the shapes that ``client.contract`` promises."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from vmmconsole.client import messages
from vmmconsole.client.objects import decode_listed
from vmmconsole.model import NOUNS, Job, VirtualMachine, VMHost
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.status import JobStatus, VMStatus
from vmmconsole.model.wire import DirectoryEntry, HostCapabilities, PathFacts, RatingQuery


@pytest.fixture
def rows(web):
    def rows(kind):
        content = web.get(f"/v1/objects/{kind.kind}").json()
        return [dict(zip(content["Properties"], row, strict=True)) for row in content["Rows"]]

    return rows


@pytest.fixture
def ask(web):
    """Put a client's question to the app, so that both ends of the wire are held against each other."""

    def ask(question):
        answer = web.request(
            question.method, question.url, params=dict(question.query), content=question.content,
            headers={"content-type": "application/json"}, timeout=60,
        )  # fmt: skip
        return messages.read_answer(question, answer.status_code, answer.content)

    return ask


@pytest.fixture
def finished(ask):
    def finished(job):
        job = ask(messages.job_news(job.id, wait_seconds=30))
        assert job.is_completed
        return job

    return finished


def machine_in(rows, status):
    return next(row for row in rows(VirtualMachine) if row["Status"] == status.value)


@pytest.mark.parametrize("kind", NOUNS.values(), ids=NOUNS)
def test_every_kind_has_a_listing(ask, kind):
    listing = ask(messages.listing(kind))
    assert listing.properties == kind.list_properties
    assert listing.revision > 0
    assert all(len(row) == len(kind.list_properties) for row in listing.rows)


def test_every_object_comes_whole(ask, rows):
    for row in rows(VirtualMachine)[:3]:
        machine = ask(messages.whole_object(VirtualMachine, row["ID"]))
        assert (str(machine.id), machine.name) == (row["ID"], row["Name"])


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/v1/objects/Nonsense", 404, "NotFoundError"),
        (f"/v1/objects/VM/{UUID(int=1)}", 404, "NotFoundError"),
        ("/v1/objects/VM/not-an-id", 422, "ParameterError"),
        ("/v1/changes?since=-1", 422, "ParameterError"),
        ("/v1/changes?since=999999999", 409, "ConflictError"),
        ("/v1/tracking", 400, "ParameterError"),
        (f"/v1/jobs/{UUID(int=1)}", 404, "NotFoundError"),
        (f"/v1/hosts/{UUID(int=1)}/capabilities", 404, "NotFoundError"),
        (f"/v1/machines/{UUID(int=1)}/thumbnail", 404, "NotFoundError"),
    ],
)
def test_what_is_not_there_is_a_problem(web, path, status, kind):
    answer = web.get(path)
    assert (answer.status_code, answer.json()["vmm"]["Type"]) == (status, kind)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["vmm"]["Problem"]


def test_the_server_knows_who_asks(ask):
    assert ask(messages.server_facts())["UserName"] == "tester"
    assert ask(messages.engine_ready(5)) is True


def test_a_script_becomes_a_job_once(ask, finished, rows):
    target = machine_in(rows, VMStatus.POWER_OFF)
    script = f'Get-VM -Name "{target["Name"]}" | Start-VM'
    job_id = uuid4()
    question = messages.new_job(script, name="Twice", job_id=job_id, what_if=False)
    first, second = ask(question), ask(question)
    assert first.id == second.id == job_id
    assert finished(first).status is JobStatus.COMPLETED
    assert first.script == script
    assert ask(messages.whole_object(VirtualMachine, target["ID"])).status is VMStatus.RUNNING
    changes = ask(messages.tracking(job_id, None))
    assert any(c.object_name == target["Name"] and c.property_name == "Status" for c in changes)
    assert ask(messages.tracking(None, target["ID"]))


def test_a_script_with_a_syntax_error_is_refused_with_its_place(web):
    answer = web.post("/v1/jobs", json={"ID": str(uuid4()), "Script": 'Get-VM\nGet-VM -Name "x', "Name": ""})
    assert answer.status_code == 400
    fields = answer.json()["vmm"]
    assert (fields["Type"], fields["Line"]) == ("ScriptSyntaxError", 2)


def test_news_of_a_job_come_when_it_changes(ask, finished):
    job = ask(messages.new_job("Get-VM", name="", job_id=None, what_if=False))
    news = ask(messages.job_news(job.id, wait_seconds=10, after=job.revision))
    assert news.revision > job.revision
    assert finished(job).status is JobStatus.COMPLETED
    later = ask(messages.job_news(job.id, wait_seconds=0.01, after=finished(job).revision))
    assert later.is_completed, "after the time it comes as it is"


def test_a_failed_job_can_be_restarted_and_a_finished_one_not(web, ask, finished):
    job = finished(ask(messages.new_job('Start-VM -VM "no such machine"', name="", job_id=None, what_if=False)))
    assert job.status is JobStatus.FAILED
    assert job.error_info.type == "NotFoundError"
    again = ask(messages.restart_job(job.id, skip_failed_step=True))
    assert finished(again).status.is_final
    done = finished(ask(messages.new_job("Get-VM", name="", job_id=None, what_if=False)))
    assert web.post(f"/v1/jobs/{done.id}/restart", json={}).status_code == 409


def test_a_job_can_be_stopped(ask, finished):
    job = ask(messages.new_job("while ($true) { Start-Sleep -Milliseconds 20 }", name="", job_id=None, what_if=False))
    ask(messages.stop_job(job.id))
    assert finished(job).status is JobStatus.CANCELED


def test_a_reading_cmdlet_answers_at_once(ask, rows):
    row = rows(VirtualMachine)[0]
    answer = ask(messages.cmdlet_call("Get-VM", {"Name": row["Name"]}, call_id=None, what_if=False))
    assert answer.job is None
    assert [(o["ObjectType"], o["ID"], o["Name"]) for o in answer.output] == [("VM", row["ID"], row["Name"])]


@pytest.mark.parametrize("by", ["reference", "name", "id"])
def test_a_changing_cmdlet_becomes_a_job(ask, finished, rows, by):
    row = machine_in(rows, VMStatus.POWER_OFF)
    given = {"reference": {"ObjectType": "VM", "ID": row["ID"], "Name": row["Name"]}}.get(
        by, row["Name"] if by == "name" else row["ID"]
    )
    call_id = uuid4()
    answer = ask(messages.cmdlet_call("Start-SCVirtualMachine", {"VM": given}, call_id=call_id, what_if=False))
    assert answer.job.id == call_id
    assert f"Get-VM -ID {row['ID']}" in answer.job.script
    assert "Start-VM -VM $VM" in answer.job.script
    job = finished(answer.job)
    assert job.status is JobStatus.COMPLETED, job.error_info
    assert job.output[0]["ID"] == row["ID"]
    assert ask(messages.whole_object(VirtualMachine, row["ID"])).status is VMStatus.RUNNING


def test_what_if_changes_nothing(ask, finished, rows):
    row = machine_in(rows, VMStatus.RUNNING)
    arguments = {"VM": row["ID"]}
    answer = ask(messages.cmdlet_call("Stop-VM", arguments, call_id=None, what_if=True))
    assert any("What if" in message for message in finished(answer.job).messages)
    assert ask(messages.whole_object(VirtualMachine, row["ID"])).status is VMStatus.RUNNING


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("Get-Nothing", {}, "no cmdlet"),
        ("Start-VM", {"VM": "no such machine"}, "no such machine"),
        ("Start-VM", {}, "needs -VM"),
        ("Start-VM", {"Nonsense": 1}, "no parameter"),
        ("Start-VM", {"VM": {"ObjectType": "VM", "ID": "x", "Name": ""}}, "malformed"),
        ("Start-VM", {"VM": {"some": "thing"}}, "no known form"),
        ("Set-VM", {"VM": "x", "CPUCount": "many"}, "x"),
        ("Get-VM", {"OnBehalfOfUser": "ben"}, "on behalf of other users"),
        ("New-HardwareProfile", {"Name": "x", "Generation": 2}, "generation 2"),
        ("New-HardwareProfile", {"Name": "x", "CapabilityProfile": "y"}, "capability profiles"),
    ],
)
def test_a_bad_call_is_refused_before_any_job(web, rows, name, arguments, words):
    before = len(rows(Job))
    answer = web.post("/v1/cmdlets", json={"ID": str(uuid4()), "Name": name, "Arguments": arguments})
    assert answer.status_code in (400, 404, 422)
    assert words in answer.json()["detail"]
    assert len(rows(Job)) == before


def test_a_bool_that_is_false_arrives(ask, engine, rows, finished):
    machine = machine_in(rows, VMStatus.POWER_OFF)
    for wanted in (True, False):
        arguments = {"VM": machine["ID"], "ExcludeFromPRO": wanted}
        question = messages.cmdlet_call("Set-VM", arguments, call_id=uuid4(), what_if=False)
        finished(ask(question).job)
        assert engine.store.get(VirtualMachine, UUID(machine["ID"])).exclude_from_pro is wanted


def test_a_device_cmdlet_with_a_job_group_waits_in_the_engine(ask, engine, rows):
    before, group = len(rows(Job)), uuid4()
    arguments = {"JobGroup": str(group), "AdapterID": 7}
    question = messages.cmdlet_call("New-VirtualSCSIAdapter", arguments, call_id=uuid4(), what_if=False)
    for _ in range(2):  # the second is the first again, after a broken connection
        assert ask(question).job is None
    assert len(engine.store.staged(group)) == 1
    assert len(rows(Job)) == before


def test_hosts_are_rated(ask, rows):
    query = RatingQuery(name="new", hardware=Hardware(memory_mb=512), disk_gb=1)
    ratings = ask(messages.ratings(query))
    assert {rating.name for rating in ratings} == {row["Name"] for row in rows(VMHost)}
    assert all(isinstance(r, VMHostRating) and 0 <= r.rating <= 5 for r in ratings)
    assert [r.rating for r in ratings] == sorted((r.rating for r in ratings), reverse=True)
    group = next(row for row in rows(VMHost))["VMHostGroup.ID"]
    of_group = ask(messages.ratings(query.model_copy(update={"host_group_id": UUID(group)})))
    assert len(of_group) == 1


def test_a_host_shows_folders_paths_and_what_it_can_do(ask, rows):
    host = rows(VMHost)[0]["ID"]
    roots = ask(messages.directory(host, ""))
    assert roots
    assert all(isinstance(item, DirectoryEntry) for item in roots)
    facts = ask(messages.path_facts(host, roots[0].path))
    assert isinstance(facts, PathFacts)
    assert facts.exists
    assert isinstance(ask(messages.capabilities(host)), HostCapabilities)


def test_a_running_machine_has_a_screen_and_files(ask, rows):
    row = machine_in(rows, VMStatus.RUNNING)
    assert ask(messages.thumbnail(row["ID"])).startswith(b"\x89PNG")
    assert ask(messages.files_of(row["ID"]))


def test_a_machine_without_a_screen_answers_with_nothing(web, rows):
    row = machine_in(rows, VMStatus.POWER_OFF)
    answer = web.get(f"/v1/machines/{row['ID']}/thumbnail")
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_user_without_a_role_sees_and_does_nothing(stranger, engine):
    machine = engine.store.find(VirtualMachine)[0]
    assert stranger.get("/v1/objects/VM").json()["Rows"] == []
    assert stranger.get(f"/v1/objects/VM/{machine.id}").status_code == 404
    for path in ("/v1/changes?since=0", f"/v1/tracking?object={machine.id}"):
        assert stranger.get(path).status_code == 403, path
    for path, body in (
        ("/v1/jobs", {"ID": str(uuid4()), "Script": "Get-VM"}),
        ("/v1/cmdlets", {"ID": str(uuid4()), "Name": "Stop-VM", "Arguments": {"VM": str(machine.id)}}),
        ("/v1/engine/stop", {"Mode": "now"}),
    ):
        assert stranger.post(path, json=body).status_code == 403, path


def test_several_objects_come_at_once(ask, rows):
    ids = [UUID(row["ID"]) for row in rows(VirtualMachine)[:3]]
    found = ask(messages.whole_objects(VirtualMachine, [*ids, uuid4()]))
    assert sorted(m.id for m in found) == sorted(ids)
    assert all(m.revision for m in found)


def test_a_long_read_travels_as_rows(ask, monkeypatch):
    from vmmconsole.engine.store import objects as store_objects

    monkeypatch.setattr(store_objects, "AT_ONCE", 1)
    answer = ask(messages.cmdlet_call("Get-VM", {}, call_id=None, what_if=False))
    assert answer.output == []
    assert answer.listed is not None
    asked = []

    def several(kind, ids):
        asked.append(len(ids))
        return ask(messages.whole_objects(kind, ids))

    machines = decode_listed(answer.listed, several)
    listing = ask(messages.listing(VirtualMachine))
    assert sorted(m.name for m in machines) == sorted(row[1] for row in listing.rows)
    assert asked == []
    assert machines[0].virtual_disk_drives
    assert asked == [len(machines)]


def test_a_filtered_long_read_is_sorted_by_name(ask, monkeypatch, rows):
    from vmmconsole.engine.store import objects as store_objects

    monkeypatch.setattr(store_objects, "AT_ONCE", 1)
    host = rows(VMHost)[0]
    answer = ask(messages.cmdlet_call("Get-VM", {"VMHost": host["Name"]}, call_id=None, what_if=False))
    assert answer.listed is not None
    machines = decode_listed(answer.listed, lambda *_: [])
    assert {m.vm_host.id for m in machines} == {UUID(host["ID"])}
    assert [m.name for m in machines] == sorted(m.name for m in machines)
