"""Files on their way to a datastore and from it, over the server's file service, with the certificate of the session.

What is uploaded gets its name when it is whole: until then it stands beside under another one.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from vmmconsole.model.errors import AccessError, HostUnreachableError, StorageError, VMMError
from vmmconsole.providers.contract import Progress

from .faults import faults
from .files import DatastoreFiles
from .paths import DatastorePath
from .site import EsxSite

_PIECE = 1 << 20
_NOTICED = 5.0  # seconds given to the server to notice that an upload has ended


def partial_path(path: DatastorePath) -> DatastorePath:
    """Where a file is before it is whole."""
    return path.parent / f".{path.name[:180]}.part"


def upload(site: EsxSite, source: Path, target: DatastorePath, progress: Progress, *, replace: bool = False) -> None:
    """Send a file of this computer to a datastore. An existing file is an error and stays, unless it shall be replaced.

    Raises:
        StorageError: it cannot be written there.
        CancelledError: the job was cancelled; nothing is left of the file.
    """
    files = DatastoreFiles(site)
    partial = partial_path(target)
    try:
        with source.open("rb") as stream:
            _put(site, stream, source.stat().st_size, partial, progress)
        progress.check()
        manager, datacenter = site.content.fileManager, site.datacenter
        task = site.session.call(
            lambda: manager.MoveDatastoreFile_Task(str(partial), datacenter, str(target), datacenter, force=replace)
        )
        site.session.wait(task, progress, f"Upload {target.name}")
    except OSError as err:
        raise StorageError(
            f"The file {source} cannot be uploaded.", cause=f"{err.strerror or err}.", object_name=str(source)
        ) from err
    except BaseException:
        with contextlib.suppress(VMMError):
            files.delete_file(partial)
        raise


def download(site: EsxSite, source: DatastorePath, progress: Progress) -> Iterator[bytes]:
    """The pieces of a file of a datastore, in order.

    Raises:
        StorageError: there is no such file, or it cannot be read.
    """
    problem = f"The file {source} cannot be downloaded."
    with _answer(site, "GET", _address(site, source), str(source), problem) as answer:
        size = int(answer.getheader("Content-Length") or 0)
        done = 0
        while True:
            progress.check()
            with faults(problem, str(source)):
                piece = answer.read(_PIECE)
            if not piece:
                return
            done += len(piece)
            progress.report(min(100.0, 100 * done / size) if size else 0.0)
            yield piece


def fetch(site: EsxSite, address: str, problem: str) -> bytes | None:
    """What the server's file service has at an address; None when there is nothing."""
    try:
        with _answer(site, "GET", address, "", problem) as answer, faults(problem):
            return answer.read()
    except StorageError as err:
        if err.details.startswith("HTTP 404"):
            return None
        raise


def _put(site: EsxSite, stream: BinaryIO, size: int, target: DatastorePath, progress: Progress) -> None:
    def send(connection: http.client.HTTPSConnection) -> None:
        done = 0
        try:
            while piece := stream.read(_PIECE):
                progress.check()
                connection.send(piece)
                done += len(piece)
                progress.report(min(100.0, 100 * done / size))
        except BaseException:
            _break_off(connection)
            raise

    problem = f"The file {target} cannot be uploaded."
    with _answer(site, "PUT", _address(site, target), str(target), problem, size=size, send=send) as answer:
        answer.read()


def _break_off(connection: http.client.HTTPSConnection) -> None:
    """End a request before it is whole; once the server has noticed, it writes no more of the file."""
    with contextlib.suppress(OSError):
        connection.sock.settimeout(_NOTICED)
        connection.sock.shutdown(socket.SHUT_WR)
        while connection.sock.recv(_PIECE):
            pass


@contextmanager
def _answer(
    site: EsxSite, verb: str, address: str, name: str, problem: str, *, size: int = 0, send: Any = None
) -> Iterator[http.client.HTTPResponse]:
    """The answer of the file service to one request; `send` sends what goes with it."""
    session = site.session
    session.keep_alive()  # a session that has ended is begun anew by this, not by the file service
    with closing(session.open_connection()) as connection:
        with faults(problem, name):
            connection.putrequest(verb, address)
            connection.putheader("Cookie", session.cookie)
            if verb == "PUT":
                connection.putheader("Content-Type", "application/octet-stream")
                connection.putheader("Content-Length", str(size))
            connection.endheaders()
            if send is not None:
                send(connection)
            answer = connection.getresponse()
        if answer.status not in {200, 201, 204}:
            raise _refusal(answer, problem, name)
        yield answer


def _address(site: EsxSite, path: DatastorePath) -> str:
    query = urllib.parse.urlencode({"dcPath": site.datacenter_path(), "dsName": path.datastore})
    return f"/folder/{urllib.parse.quote(path.path)}?{query}"


def _refusal(answer: http.client.HTTPResponse, problem: str, name: str) -> VMMError:
    details = f"HTTP {answer.status} {answer.reason}"
    if answer.status in {401, 403}:
        return AccessError(problem, cause="The account may not use files of the datastore.", details=details,
                           action="Give the account the privileges Datastore.Browse and Datastore.FileManagement.",
                           object_name=name)  # fmt: skip
    if answer.status == 404:
        return StorageError(problem, cause="There is no such file or folder.", details=details, object_name=name,
                            action="Check the path; the file may have been moved.")  # fmt: skip
    if answer.status == 503:
        return HostUnreachableError(problem, cause="The server is busy.", details=details, object_name=name)
    cause = f"The server said {answer.status} {answer.reason}."
    return StorageError(problem, cause=cause, details=details, object_name=name,
                        action="Check that the datastore has space and is not read-only.")  # fmt: skip
