"""Files on datastores: looked at, sent and fetched."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError, CertificateError, StorageError
from vmmconsole.providers.vmware.certificate import Trust
from vmmconsole.providers.vmware.datastore import download, upload
from vmmconsole.providers.vmware.files import DatastoreFiles
from vmmconsole.providers.vmware.paths import parse_path
from vmmconsole.providers.vmware.site import EsxSite

from .esx import STORE, Steps, simulator_of_verbs, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]


@pytest.fixture
def files(site: EsxSite) -> DatastoreFiles:
    return DatastoreFiles(site)


def send(site: EsxSite, tmp_path: Path, path: str, data: bytes = b"x", *, progress: Steps | None = None) -> None:
    source = tmp_path / "source"
    source.write_bytes(data)
    upload(site, source, parse_path(path), progress or Steps())


def test_what_is_sent_is_fetched_with_progress(site: EsxSite, tmp_path: Path) -> None:
    data, path = os.urandom(3 << 20), f"{STORE} Größe 50%/a b #1?.iso"
    steps = Steps()
    DatastoreFiles(site).make_folder(parse_path(path).parent)
    send(site, tmp_path, path, data, progress=steps)
    assert steps.percents == sorted(steps.percents)
    assert len(steps.percents) >= 3
    down = Steps()
    assert b"".join(download(site, parse_path(path), down)) == data
    assert down.percents[-1] == 100


def test_an_existing_file_stays_unless_it_shall_be_replaced(site: EsxSite, tmp_path: Path) -> None:
    path = f"{STORE} once.iso"
    send(site, tmp_path, path, b"first")
    with pytest.raises(StorageError, match="exists"):
        send(site, tmp_path, path, b"second")
    assert b"".join(download(site, parse_path(path), Steps())) == b"first"
    upload(site, tmp_path / "source", parse_path(path), Steps(), replace=True)
    assert b"".join(download(site, parse_path(path), Steps())) == b"second"


def test_a_cancelled_upload_leaves_nothing(site: EsxSite, files: DatastoreFiles, tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        send(site, tmp_path, f"{STORE} half.iso", bytes(3 << 20), progress=Steps(cancel_at=2))
    assert not [f for f in files.entries(parse_path(STORE)) or () if "half" in f.name]


def test_what_is_not_there_is_an_error(site: EsxSite, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as missing:
        list(download(site, parse_path(f"{STORE} none.iso"), Steps()))
    assert missing.value.action
    with pytest.raises(StorageError):
        upload(site, tmp_path / "none", parse_path(f"{STORE} x.iso"), Steps())


def test_no_byte_goes_to_a_server_with_another_certificate(site: EsxSite, tmp_path: Path) -> None:
    connection = site.session.open_connection()
    connection._trust = Trust("00:11")
    with pytest.raises(CertificateError):
        connection.connect()
    connection.close()


def test_folders_are_listed_with_disks_as_one_file(site: EsxSite, files: DatastoreFiles, tmp_path: Path) -> None:
    for name in ("b.vmdk", "b-flat.vmdk", "a-flat.vmdk", "[1] *.iso"):
        files.make_folder(parse_path(f"{STORE} listed"))
        send(site, tmp_path, f"{STORE} listed/{name}", name.encode())
    files.make_folder(parse_path(f"{STORE} listed/z folder/inner"))
    found = files.list_directory(f"{STORE} listed")
    assert [(i.name, i.is_directory) for i in found] == [
        ("z folder", True), ("[1] *.iso", False), ("a-flat.vmdk", False), ("b.vmdk", False),
    ]  # fmt: skip
    assert found[1].size == len("[1] *.iso")
    assert files.path_facts(found[1].path)[0]
    assert {item.path for item in files.list_directory("")} == {"[LocalDS_0]", "[LocalDS_1]"}
    with pytest.raises(StorageError):
        files.list_directory(f"{STORE} nowhere")


def test_facts_of_paths(site: EsxSite, files: DatastoreFiles, tmp_path: Path) -> None:
    send(site, tmp_path, f"{STORE} plain")
    assert files.path_facts(STORE)[:2] == (True, True)
    assert files.path_facts(f"{STORE} not/there/yet")[:2] == (False, True)
    assert files.path_facts(f"{STORE} plain")[:2] == (True, True)
    assert files.path_facts(f"{STORE} plain/below")[:2] == (False, False)
    assert files.path_facts("[none] x") == (False, False, 0)
    assert files.path_facts("/etc") == (False, False, 0)


def test_a_session_that_ended_is_begun_anew_before_a_file_is_sent(site: EsxSite, vcsim: Vcsim, tmp_path: Path) -> None:
    sessions = vcsim.session().content.sessionManager
    own = site.session.call(lambda: site.content.sessionManager.currentSession)
    sessions.TerminateSession([own.key])
    send(site, tmp_path, f"{STORE} after.iso", b"later")
    assert DatastoreFiles(site).look(parse_path(f"{STORE} after.iso"))


def test_two_uploads_at_once_do_not_mix(site: EsxSite, tmp_path: Path) -> None:
    data = {name: os.urandom(2 << 20) for name in ("one.iso", "two.iso")}

    def go(name: str) -> None:
        (tmp_path / name).write_bytes(data[name])
        upload(site, tmp_path / name, parse_path(f"{STORE} {name}"), Steps())

    threads = [threading.Thread(target=go, args=(name,)) for name in data]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, expected in data.items():
        assert b"".join(download(site, parse_path(f"{STORE} {name}"), Steps())) == expected
