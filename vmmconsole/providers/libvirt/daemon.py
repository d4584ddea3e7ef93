"""A libvirt daemon for this user alone, for machines where none can be reached.

It lives below the state folder, outlives the engine, and is found again by its socket. A daemon of root would want the
system's folders and a system user; inside a user namespace where it is not root it runs in session mode instead, and
needs neither.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import libvirt

from vmmconsole.model.errors import HostError, HostUnreachableError

_START_SECONDS = 30.0
_MAXIMUM_BASE = 24
"""Bytes: libvirt adds up to 84 for a guest agent's socket, and a Unix socket's path may have 107."""
_IDLE_SECONDS = "120"
"""Without guests and without an engine it ends by itself after so long."""
_NOBODY = "65534"


class PrivateDaemon:
    """The private libvirt daemon of one state folder."""

    def __init__(self, state_dir: Path) -> None:
        self._home = state_dir.absolute() / "libvirt"
        self._base = self._recorded_base() or _short_base(self._home)

    @property
    def exists(self) -> bool:
        """Whether this state folder ever had one; its virtual machines are then here and nowhere else."""
        return (self._home / "config/libvirt/libvirtd.conf").exists()

    @property
    def socket(self) -> Path:
        """The daemon's socket; only there while it runs."""
        return self._base / "r/libvirt/libvirt-sock"

    @property
    def uri(self) -> str:
        """Where to connect to."""
        return f"qemu+unix:///session?socket={quote(str(self.socket))}"

    @property
    def runtime_folder(self) -> Path:
        """The short folder with its sockets; worthless once it is stopped."""
        return self._base

    @property
    def pid_file(self) -> Path:
        """Holds the daemon's process ID."""
        return self._home / "libvirtd.pid"

    def ensure(self) -> str:
        """Find the running daemon or start it; returns its URI.

        Raises:
            HostError: libvirt or QEMU is not installed, or the daemon does not start.
        """
        if self._answers():
            return self.uri
        program = _program()
        self._home.mkdir(parents=True, exist_ok=True)
        with _locked(self._home / "lock"):
            if not self._answers():
                self._prepare()
                self._start(program)
        return self.uri

    def stop(self) -> None:
        """End the daemon; its guests live on. None is no error."""
        with contextlib.suppress(OSError, ValueError):
            pid = int(self.pid_file.read_text())
            os.kill(pid, signal.SIGTERM)
            deadline = time.monotonic() + 10
            while _alive(pid) and time.monotonic() < deadline:
                time.sleep(0.01)

    def _recorded_base(self) -> Path | None:
        """Where a running daemon has its sockets, though this process would choose another place."""
        try:
            base = Path((self._home / "runtime").read_text())
            return base if base.is_absolute() and base.lstat().st_uid == os.geteuid() else None
        except OSError:
            return None

    def _answers(self) -> bool:
        if not self.socket.exists():
            return False
        try:
            libvirt.openReadOnly(self.uri).close()
        except libvirt.libvirtError:
            return False
        return True

    def _prepare(self) -> None:
        for name in ("home", "config/libvirt", "data"):
            (self._home / name).mkdir(parents=True, exist_ok=True)
        cache = self._home / "cache"
        if not cache.exists():  # it may be a link to a cache that several share
            cache.mkdir()
        _private_folder(self._base)
        partial = self._home / "runtime.new"
        partial.write_text(str(self._base))
        partial.replace(self._home / "runtime")  # others read it without the lock
        (self._base / "r").mkdir(mode=0o700, exist_ok=True)
        link, target = self._base / "libvirt", self._home / "config/libvirt"
        if link.is_symlink() and link.readlink() != target:
            link.unlink()
        if not link.is_symlink():
            link.symlink_to(target)
        config = target / "libvirtd.conf"
        if not config.exists():
            log = str(self._home / "libvirtd.log").replace('"', "")
            config.write_text(f'host_uuid = "{uuid4()}"\nlog_outputs = "3:file:{log}"\n')
        (target / "qemu.conf").write_text('stdio_handler = "file"\nsecurity_driver = "none"\n')

    def _start(self, program: str) -> None:
        environment = {
            **os.environ,
            "HOME": str(self._home / "home"),
            "XDG_RUNTIME_DIR": str(self._base / "r"),
            "XDG_CONFIG_HOME": str(self._base),
            "XDG_CACHE_HOME": str(self._home / "cache"),
            "XDG_DATA_HOME": str(self._home / "data"),
        }
        command = [*_unprivileged(), program, "--daemon", "--pid-file", str(self.pid_file)]
        command += ["--timeout", _IDLE_SECONDS]
        try:
            run = subprocess.run(  # noqa: S603  a list of our own arguments, no shell
                command,
                env=environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_START_SECONDS,
                check=False,
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired) as err:
            raise _did_not_start(str(err)) from err
        deadline = time.monotonic() + _START_SECONDS
        while run.returncode == 0 and not self._answers():
            if time.monotonic() > deadline:
                raise _did_not_start(f"No answer at {self.socket}.")
            time.sleep(0.02)
        if run.returncode != 0:
            raise _did_not_start(run.stderr.strip() or f"Exit status {run.returncode}.")


def find_connection(state_dir: Path) -> tuple[str, PrivateDaemon | None]:
    """The libvirt of this machine for this user: the URI to connect to, and the private daemon where it is one.

    A private daemon that exists keeps being used. Else root takes the system's daemon and others their session's, where
    they work; the last choice is a private daemon.

    Raises:
        HostError: libvirt or QEMU is not installed, or the private daemon does not start.
    """
    private = PrivateDaemon(state_dir)
    if not private.exists:
        uri = "qemu:///system" if os.geteuid() == 0 else "qemu:///session"
        if _works(uri):
            return uri, None
    return private.ensure(), private


def _works(uri: str) -> bool:
    """For root only a system daemon that stands there already counts: nothing may start one behind its back."""
    if os.geteuid() == 0 and not any(
        Path(f"/run/libvirt/{name}").exists() for name in ("libvirt-sock", "virtqemud-sock")
    ):
        return False
    try:
        libvirt.open(uri).close()
    except libvirt.libvirtError:
        return False
    return True


def _program() -> str:
    program = shutil.which("libvirtd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise HostError(
            "This machine cannot run virtual machines yet.",
            cause="The libvirt daemon (libvirtd) is not installed.",
            action="Install it with: sudo apt-get install --no-install-recommends libvirt-daemon "
            "libvirt-daemon-driver-qemu qemu-system-x86 qemu-utils",
        )
    return program


def _unprivileged() -> list[str]:
    """What to put before the daemon's command so that it runs in session mode."""
    if os.geteuid() != 0:
        return []
    unshare = shutil.which("unshare")
    if unshare is None:
        raise _did_not_start("The program unshare (package util-linux) is missing.")
    return [unshare, "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}"]


def _did_not_start(details: str) -> HostUnreachableError:
    return HostUnreachableError(
        "The libvirt daemon of this machine did not start.",
        cause=details,
        action="Look into libvirtd.log in the engine's data folder, and check that libvirt-daemon and "
        "libvirt-daemon-driver-qemu are installed whole. As root, user namespaces must be allowed.",
        details=details,
    )


def _short_base(home: Path) -> Path:
    """A folder for sockets whose path is short enough, always the same one for one state folder."""
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:8]
    runtime = os.environ.get("XDG_RUNTIME_DIR") or ("/run" if os.geteuid() == 0 else f"/run/user/{os.geteuid()}")
    for parent in (Path(runtime), Path("/run/user") / str(os.geteuid())):
        base = parent / f"v-{mark[:6]}"
        if len(str(base).encode()) <= _MAXIMUM_BASE and os.access(parent, os.W_OK):
            return base
    return Path("/tmp") / f"v-{mark}"  # noqa: S108  made with mode 0700 and refused if it is another user's


def _private_folder(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise HostError(
            "The libvirt daemon cannot be started safely.",
            cause=f"The folder {path} belongs to another user or is open to others.",
            action=f"Remove {path}, then try again.",
        )


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Two engines that start at once must not start two daemons."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"
