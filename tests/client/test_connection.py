"""The client against a real web server and store."""

from __future__ import annotations

import asyncio
import getpass
import time
from uuid import uuid4

import pytest

from vmmconsole.client import messages
from vmmconsole.client.connection import Client, NoConnectionError
from vmmconsole.client.endpoint import parse_endpoint
from vmmconsole.model import Job, VirtualMachine
from vmmconsole.model.errors import ConflictError, EngineError, NotFoundError, ParameterError
from vmmconsole.model.status import JobStatus, VMStatus


async def test_it_knows_the_user_of_the_socket(client):
    assert client.user == getpass.getuser()
    assert client.server["Name"] == "stand-in"


async def test_a_listing_has_the_rows_of_the_store(web, client, machine):
    stored = web.store.save(machine('web "01" \u2028 ünï'))
    listing = await client.list(VirtualMachine)
    assert listing.properties == VirtualMachine.list_properties
    assert listing.revision == stored.revision
    assert listing.rows == [stored.list_row()]


async def test_an_object_comes_whole(web, client, machine):
    stored = web.store.save(machine("one", memory_mb=2048, custom_properties=["a"] * 10))
    assert await client.get(VirtualMachine, stored.id) == stored


async def test_an_error_of_the_engine_is_raised_as_it_was(client):
    missing = uuid4()
    with pytest.raises(NotFoundError) as caught:
        await client.get(VirtualMachine, missing)
    assert str(missing) in caught.value.problem
    assert caught.value.action == NotFoundError.default_action


async def test_an_unforeseen_failure_tells_no_more_than_that_it_happened(web, client):
    web.service.failure = RuntimeError("secret place /etc/shadow")
    with pytest.raises(EngineError) as caught:
        await client.list(VirtualMachine)
    assert "RuntimeError" in caught.value.cause
    assert "shadow" not in caught.value.message


async def test_what_is_no_id_is_not_asked_for(client):
    with pytest.raises(ValueError, match="badly formed"):
        await client.get(VirtualMachine, "../../server")


async def test_a_password_reaches_the_engine_and_shows_in_no_error(web, client, caplog):
    secret_id = uuid4()
    await client.keep_secret(secret_id, "root", "c4nary")
    assert web.service.secrets == {secret_id: (getpass.getuser(), "root", "c4nary")}
    with pytest.raises(ParameterError) as raised:
        await client.keep_secret(secret_id, "root", "c4nary" * 1000)
    assert "c4nary" not in raised.value.message + caplog.text
    assert "c4nary" not in repr(messages.keep_secret(secret_id, "root", "c4nary"))


async def test_a_job_is_waited_for(web, client):
    job = await client.run("Get-VM", name="Look")
    waiting = asyncio.create_task(client.wait(job.id))
    asked = time.monotonic()
    await asyncio.to_thread(web.store.save, job.model_copy(update={"progress": 50}))
    await asyncio.to_thread(web.store.save, job.model_copy(update={"status": JobStatus.COMPLETED}))
    ended = await asyncio.wait_for(waiting, 10)
    assert ended.status is JobStatus.COMPLETED
    assert time.monotonic() - asked < 5, "it was told, not left to poll"


async def test_waiting_for_a_job_outlives_the_engine(web, client):
    job = await client.run("Get-VM")
    waiting = asyncio.create_task(client.wait(job.id))
    await asyncio.to_thread(web.stop)
    await asyncio.to_thread(web.start)
    await asyncio.to_thread(web.store.save, job.model_copy(update={"status": JobStatus.FAILED}))
    assert (await asyncio.wait_for(waiting, 15)).status is JobStatus.FAILED


async def test_the_stream_catches_up_then_stays_live(web, client, machine):
    first = web.store.save(machine("first"))
    gone = web.store.save(machine("gone"))
    web.store.remove(VirtualMachine, gone.id)
    stream = client.changes(0)
    seen = {}
    async with asyncio.timeout(10):
        async for batch in stream:
            seen |= {event.id: event for event in batch.events}
            if str(gone.id) in seen:
                break
        assert seen[str(first.id)].row == first.list_row()
        assert seen[str(gone.id)].row is None
        first.status = VMStatus.RUNNING
        later = await asyncio.to_thread(web.store.save, first)
        async for batch in stream:
            if batch.events:
                assert batch.revision == later.revision
                assert [(e.kind, e.id, e.row) for e in batch.events] == [("VM", str(first.id), later.list_row())]
                assert {"Status"} <= set(batch.events[0].changed)
                break
    await stream.aclose()


async def test_a_stream_says_that_it_lost_the_engine_and_goes_on(web, client, machine):
    stream = client.changes(0)
    async with asyncio.timeout(20):
        assert (await anext(stream)).connected
        await asyncio.to_thread(web.stop)
        batch = await anext(stream)
        while batch.connected:
            batch = await anext(stream)
        assert "no connection" in batch.problem
        made = web.store.save(machine("made meanwhile"))
        await asyncio.to_thread(web.start)
        while not batch.events:
            batch = await anext(stream)
        assert batch.connected
        assert [event.id for event in batch.events] == [str(made.id)]
    await stream.aclose()


async def test_a_revision_of_another_store_is_refused(client):
    with pytest.raises(ConflictError):
        async for _batch in client.changes(10**9):
            pass


async def test_no_engine_is_an_error_that_says_so(tmp_path):
    alone = Client(parse_endpoint(f"unix:{tmp_path}/none.sock"))
    with pytest.raises(NoConnectionError) as caught:
        await alone.connect(timeout_seconds=0)
    assert "no connection" in str(caught.value)
    await alone.close()


async def test_a_closed_client_ends_its_streams(web, client):
    stream = client.changes(0)
    await anext(stream)
    ended = asyncio.create_task(_drain(stream))
    await client.close()
    await asyncio.wait_for(ended, 5)


async def _drain(stream):
    async for _batch in stream:
        pass


async def test_the_server_leaves_when_idle_only_without_jobs_and_readers(web, client):
    web.service.unfinished = 1
    stream = client.changes(0)
    await anext(stream)
    await client.stop_engine("when-idle")
    web.service.unfinished = 0
    assert await client.list(Job)
    await stream.aclose()
    await asyncio.to_thread(web.join)


async def test_stay_takes_when_idle_back(web, client):
    web.service.unfinished = 1
    await client.stop_engine("when-idle")
    await client.stop_engine("stay")
    assert web._ending._waiting is None
    assert await client.list(Job)
