"""A real vCenter simulator in a process of its own, and certificates for it: what everything VMware is tried on.

A conftest that needs it imports the fixtures: ``from tests.vcsim import new_vcsim, vcsim``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import json
import os
import shutil
import signal
import ssl
import subprocess
import tempfile
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyVim.connect import Disconnect, SmartConnect

from vmmconsole.providers.manager import Login

ROOT = Path(__file__).parent.parent


class Authority:
    """A certificate authority of the tests; `folder/authority.pem` is what trusts it."""

    def __init__(self, folder: Path, name: str = "Tests") -> None:
        self.folder = folder
        self.path = folder / "authority.pem"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        made = self._builder(self._name, self._key, days=(-1, 30)).add_extension(constraints, critical=True)
        signed = made.sign(self._key, hashes.SHA256())
        self.path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def _builder(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, days: tuple[int, int]) -> Any:
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + dt.timedelta(days=days[0]))
            .not_valid_after(now + dt.timedelta(days=days[1]))
        )

    def issue(self, *names: str, days: tuple[int, int] = (-1, 30), title: str = "vcenter") -> tuple[Path, Path]:
        """A certificate for these names or addresses, valid between these days from now: its file and its key's."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        known = x509.SubjectAlternativeName([_general_name(name) for name in names])
        signed = self._builder(subject, key, days).add_extension(known, critical=False).sign(self._key, hashes.SHA256())
        certificate, key_file = self.folder / f"{title}.pem", self.folder / f"{title}.key"
        certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        key_file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return certificate, key_file


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def fingerprint_of(certificate: Path) -> str:
    """The SHA-256 of a PEM file's certificate, as the product writes it."""
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    return read.fingerprint(hashes.SHA256()).hex(":").upper()


class Vcsim:
    """One simulator. Sizes are the flags of ``tools/vcsim``: ``machines=5, hosts=2, standalone_hosts=1`` and so on."""

    user_name = "administrator@vsphere.local"
    password = "secret"

    def __init__(self, folder: Path, **sizes: Any) -> None:
        self.folder = folder
        self.authority = Authority(folder)
        self.certificate, self.key = self.authority.issue("127.0.0.1", "localhost")
        self.address, self.port = "127.0.0.1", 0
        self._sizes = sizes
        self._process: subprocess.Popen[str] | None = None
        self._sessions: list[Any] = []
        self._files: Path | None = None
        self.start()

    def start(self) -> None:
        """Start it, empty anew, on the port that it had before."""
        built = subprocess.run([ROOT / "tools/vcsim/build.sh"], check=False, capture_output=True, text=True)
        assert built.returncode == 0, built.stderr
        self._files = Path(tempfile.mkdtemp(prefix="vmm-vcsim-"))
        flags = [f"-{name.replace('_', '-')}={_flag(value)}" for name, value in self._sizes.items()]
        self._process = subprocess.Popen(
            [
                built.stdout.strip(),
                f"-listen=127.0.0.1:{self.port}",
                f"-certificate={self.certificate}",
                f"-key={self.key}",
                f"-user={self.user_name}",
                f"-password={self.password}",
                *flags,
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(self._files)},
        )
        assert self._process.stdout is not None
        ready = self._process.stdout.readline()
        assert ready, "vcsim ended before it was ready"
        self.port = int(ready.rpartition(":")[2])

    def stop(self) -> None:
        """End it as it should be ended."""
        for session in self._sessions:
            with contextlib.suppress(Exception):
                Disconnect(session)
        self._sessions.clear()
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill it; its sessions do not know."""
        for session in self._sessions:
            session._stub.DropConnections()
        self._sessions.clear()
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.communicate()
            self._process = None
        if self._files is not None:
            shutil.rmtree(self._files, ignore_errors=True)

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def fingerprint(self) -> str:
        """That of the certificate that it shows."""
        return fingerprint_of(self.certificate)

    @property
    def login(self) -> Login:
        """Who may log in."""
        return Login(self.user_name, self.password)

    def show_certificate(self, *names: str, days: tuple[int, int] = (-1, 30)) -> None:
        """Show another certificate from now on."""
        certificate, key = self.authority.issue(*(names or ("127.0.0.1",)), days=days, title="next")
        key.replace(self.key)
        certificate.replace(self.certificate)

    def session(self) -> Any:
        """A plain session of pyVmomi, as another program would have: its ServiceInstance."""
        context = ssl._create_unverified_context()
        session = SmartConnect(
            host=self.address, port=self.port, user=self.user_name, pwd=self.password, sslContext=context
        )
        self._sessions.append(session)
        return session

    def calls(self) -> Counter[str]:
        """How often each method was called."""
        return Counter(json.loads(self._ask("GET", "calls")))

    def fail(self, method: str = "", *, times: int = 1, fault: str = "", fields: str = "", **how: Any) -> None:
        """Let the next calls of a method fail: with a `fault` (``NoPermission``; `fields` is its XML), with
        ``drop=True`` by closing the connection, or with ``task="NoDiskSpace"`` as a task that fails."""
        detail = f'<{fault}Fault xmlns="urn:vim25" xsi:type="{fault}">{fields}</{fault}Fault>' if fault else ""
        self._ask("POST", "fault", detail, method=method, times=times, **how)

    def hold(self, method: str, progress: int = 0) -> None:
        """Let the next task of a method stay at so many percent until `release`, or until somebody cancels it."""
        self._ask("POST", "hold", method=method, progress=progress)

    def release(self) -> None:
        """Let the tasks that are held go on."""
        self._ask("POST", "release")

    def _ask(self, verb: str, what: str, body: str = "", **query: Any) -> bytes:
        connection = HTTPSConnection(self.address, self.port, context=ssl._create_unverified_context())
        connection.request(verb, f"/test/{what}?{urllib.parse.urlencode(query)}", body)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        assert answer.status == 200, read
        return read


def _flag(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture(scope="session")
def vcsim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vcsim]:
    """One small simulator for all tests of a process: change only what the test made."""
    started = Vcsim(tmp_path_factory.mktemp("vcsim"), machines=2, hosts=2, standalone_hosts=1, datastores=2)
    yield started
    started.stop()


@pytest.fixture
def new_vcsim(tmp_path: Path) -> Iterator[Callable[..., Vcsim]]:
    """Makes simulators for one test, which may stop them and change what it likes."""
    started: list[Vcsim] = []

    def start(**sizes: Any) -> Vcsim:
        folder = tmp_path / f"vcsim{len(started)}"
        folder.mkdir()
        started.append(Vcsim(folder, **{"machines": 2, "hosts": 2, "standalone_hosts": 1, "datastores": 2, **sizes}))
        return started[-1]

    yield start
    for each in started:
        each.stop()
