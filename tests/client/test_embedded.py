"""The embedded engine as a real child process on simulated hosts."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vmmconsole.client.connection import Client
from vmmconsole.client.embedded import EmbeddedEngine, default_address
from vmmconsole.client.remote import connect_to
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import AccessError, EngineError

DEMO = (2, 20)


@pytest.fixture
async def embedded(tmp_path):
    made: list[EmbeddedEngine] = []

    def make(**options) -> EmbeddedEngine:
        engine = EmbeddedEngine(tmp_path / "data", demo=DEMO, **options)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        process = engine._process
        await engine.stop("now")
        if process is not None:
            assert process.poll() is not None, "the engine's process is still there"


async def _machines(client: Client, wanted: int = DEMO[1]) -> int:
    """The number of machines, once `wanted` are there."""
    listing = await client.list(VirtualMachine)
    if len(listing.rows) >= wanted:
        return len(listing.rows)
    known = {row[0] for row in listing.rows}
    async with asyncio.timeout(30):
        async for batch in client.changes(listing.revision):
            known |= {event.id for event in batch.events if event.kind == "VM"}
            if len(known) >= wanted:
                break
    return len(known)


async def test_it_starts_and_its_hosts_fill(embedded):
    engine = embedded()
    client = await engine.start()
    assert engine.started
    assert await _machines(client) == DEMO[1]
    assert len((await client.list(VMHost)).rows) == DEMO[0]
    path = await asyncio.to_thread(_socket_of, engine)
    assert _mode(path) == 0o600
    await engine.stop("now")
    assert _mode(path) is None
    assert engine.endpoint() is None


async def test_a_second_console_finds_the_running_engine(embedded):
    first, second = embedded(), embedded()
    await first.start()
    client = await second.start()
    assert not second.started
    assert await _machines(client) == DEMO[1]


async def test_two_consoles_that_start_at_once_share_one_engine(embedded):
    first, second = embedded(), embedded()
    clients = await asyncio.gather(first.start(), second.start())
    assert [first.started, second.started].count(True) == 1
    assert [await _machines(client) for client in clients] == [DEMO[1], DEMO[1]]


async def test_a_killed_engine_is_told_and_the_stream_goes_on_after_the_restart(embedded):
    said: list[str] = []
    heard = asyncio.Event()

    def exited(text: str) -> None:
        said.append(text)
        heard.set()

    engine = embedded(exited=exited)
    client = await engine.start()
    await _machines(client)
    reader = Client(engine.endpoint())
    await reader.connect()
    stream = reader.changes((await reader.list(VirtualMachine)).revision)
    assert (await anext(stream)).connected

    os.kill(engine._process.pid, signal.SIGKILL)
    async with asyncio.timeout(40):
        batch = await anext(stream)
        while batch.connected:
            batch = await anext(stream)
        await heard.wait()
        assert "signal 9" in said[0]
        fresh = await engine.restart()
        while not batch.connected:
            batch = await anext(stream)
        assert await _machines(fresh) == DEMO[1]
    await stream.aclose()
    await reader.close()


async def test_it_ends_by_itself_when_idle_and_the_last_console_has_left(embedded):
    engine = embedded()
    await engine.start()
    process = engine._process
    await engine.stop("when-idle")
    assert await asyncio.to_thread(process.wait, 20) == 0


async def test_a_console_that_comes_back_keeps_an_engine_that_was_about_to_end(embedded):
    first, second = embedded(), embedded()
    client = await first.start()
    await client.stop_engine("when-idle")
    again = await second.start()
    async with asyncio.timeout(10):
        stream = again.changes(0)
        await anext(stream)
        await asyncio.sleep(0)
    assert (await again.list(VMHost)).rows is not None
    assert first._process.poll() is None
    await stream.aclose()


async def test_a_console_that_comes_while_the_engine_is_ending_waits_for_it(embedded):
    first, second = embedded(), embedded()
    client = await first.start()
    process = first._process
    await client.stop_engine("now")
    again = await second.start()
    assert await asyncio.to_thread(process.wait, 20) == 0
    assert await _machines(again) == DEMO[1]
    assert second.started


async def test_an_engine_that_cannot_start_says_why(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "vmm.db").write_bytes(b"this is no database" * 1000)
    engine = EmbeddedEngine(data, demo=DEMO)
    with pytest.raises(EngineError) as caught:
        await engine.start()
    assert "did not start" in caught.value.problem
    assert "database" in caught.value.cause
    assert str(data) in caught.value.action
    await engine.detach()


async def test_a_data_folder_that_cannot_be_made_says_why(tmp_path):
    (tmp_path / "file").write_text("in the way")
    engine = EmbeddedEngine(tmp_path / "file" / "data", demo=DEMO)
    with pytest.raises(EngineError, match="Not a directory"):
        await engine.start()


async def test_a_port_works_with_its_token_and_not_without(tmp_path, monkeypatch):
    data = tmp_path / "data"
    command = [sys.executable, "-m", "vmmconsole", "engine", "--data", str(data), "--demo", "1,3"]
    process = await asyncio.to_thread(_started, [*command, "--listen", "loopback:0"])
    with process:
        try:
            line = await asyncio.to_thread(process.stdout.readline)
            assert line.startswith("ready loopback:")
            address = line.split()[1]
            with pytest.raises(AccessError, match="no token"):
                await connect_to(address)
            monkeypatch.setenv("VMMCONSOLE_TOKEN_FILE", str(data / "engine.token"))
            client = await connect_to(address)
            assert client.address == "localhost"
            await client.close()
            found = EmbeddedEngine(data)
            client = await found.start()
            assert not found.started
            await found.stop("now")
        finally:
            process.terminate()
        assert await asyncio.to_thread(process.wait, 20) == 0


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


async def test_a_signal_ends_the_engine_in_order(embedded):
    engine = embedded()
    client = await engine.start()
    process = engine._process
    stream = client.changes(0)
    await anext(stream)
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(15):
        while process.poll() is None:
            await anext(stream)
    assert process.returncode == 0
    await stream.aclose()


def _socket_of(engine: EmbeddedEngine) -> Path:
    return Path(default_address(engine.data_dir).removeprefix("unix:"))


def _mode(path: Path) -> int | None:
    return path.stat().st_mode & 0o777 if path.exists() else None
