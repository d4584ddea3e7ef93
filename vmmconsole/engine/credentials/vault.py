"""Secrets in files of the data folder, each encrypted with AES-256-GCM under one key that only the owner can read."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import threading
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import orjson

from vmmconsole.model.errors import EngineError, NotFoundError
from vmmconsole.providers.manager import Login

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORM = b"\x01"
"""The first byte of each file, for a later form."""


class Vault:
    """The secrets of one data folder, by ID. A secret never changes: another password is another secret."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read or made before the first secret is asked for or kept."""
        self._folder = folder
        self._lock = threading.Lock()

    def keep(self, secret_id: UUID, login: Login, *, by: str) -> None:
        """Keep what `by` has sent. The same again is no error; another one under that ID is.

        Raises:
            EngineError: the key is missing or cannot be used, or the folder cannot be written.
        """
        with self._lock:
            if self._file(secret_id).exists():
                if self._open(secret_id) == (login, by):
                    return
                raise EngineError(
                    "The secret cannot be kept.", cause="There is another one under its ID.", action="Send it again."
                )
            plain = orjson.dumps({"UserName": login.user_name, "Password": login.password, "By": by})
            nonce = secrets.token_bytes(_NONCE_BYTES)
            sealed = _cipher(self._key(create=True)).encrypt(nonce, plain, _FORM + secret_id.bytes)
            self._write(self._file(secret_id), _FORM + nonce + sealed)

    def login(self, secret_id: UUID) -> Login:
        """The user name and the password.

        Raises:
            NotFoundError: there is no such secret.
            EngineError: it cannot be decrypted.
        """
        with self._lock:
            return self._open(secret_id)[0]

    def sender(self, secret_id: UUID) -> str:
        """Who has sent it; raises as `login` does."""
        with self._lock:
            return self._open(secret_id)[1]

    def forget(self, secret_id: UUID) -> None:
        """Delete a secret; one that is gone already is no error."""
        self._file(secret_id).unlink(missing_ok=True)

    def purge(self, used: Collection[UUID], before: datetime) -> None:
        """Delete what no account uses and what was sent before that time: nobody will come for it any more."""
        names = {f"{secret_id}.secret" for secret_id in used}
        for file in self._folder.glob("*.secret"):
            with contextlib.suppress(FileNotFoundError):
                if file.name not in names and file.stat().st_mtime < before.timestamp():
                    file.unlink()

    # Files

    def _file(self, secret_id: UUID) -> Path:
        return self._folder / f"{secret_id}.secret"

    def _open(self, secret_id: UUID) -> tuple[Login, str]:
        from cryptography.exceptions import InvalidTag

        try:
            content = self._file(secret_id).read_bytes()
        except FileNotFoundError:
            raise NotFoundError(
                "The stored password is not there.",
                cause="It was removed, or never sent.",
                action="Give the account its password again with Set-SCRunAsAccount -Credential.",
            ) from None
        nonce, sealed = content[1 : 1 + _NONCE_BYTES], content[1 + _NONCE_BYTES :]
        try:
            plain = _cipher(self._key(create=False)).decrypt(nonce, sealed, content[:1] + secret_id.bytes)
        except (InvalidTag, ValueError):
            raise EngineError(
                "A stored password cannot be decrypted.",
                cause="Its file was changed, or is from an engine with another key.",
                action=f"Put back {self._folder} from a backup, or give the account its password again.",
            ) from None
        found = orjson.loads(plain)
        return Login(found["UserName"], found["Password"]), found["By"]

    def _key(self, *, create: bool) -> bytes:
        path = self._folder / "key"
        try:
            with path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                key = file.read(KEY_BYTES + 1)
        except FileNotFoundError:
            return self._new_key(path, create=create)
        except OSError as err:
            raise EngineError(
                "The key to the stored passwords cannot be read.", cause=f"{path}: {err.strerror}."
            ) from err
        if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
            raise EngineError(
                "The key to the stored passwords is not used.",
                cause=f"{path} can be read by others than its owner.",
                action=f"Run: chmod 600 {path}. Change the passwords if somebody may have read it.",
            )
        if len(key) != KEY_BYTES:
            raise EngineError(
                "The key to the stored passwords cannot be used.",
                cause=f"{path} has not {KEY_BYTES} bytes.",
                action="Put it back from a backup.",
            )
        return key

    def _new_key(self, path: Path, *, create: bool) -> bytes:
        # A new key would make what there is unreadable for ever, and hide that the old one is lost.
        if not create or any(self._folder.glob("*.secret")):
            raise EngineError(
                "The key to the stored passwords is missing.",
                cause=f"{path} is not there, and there are passwords that only it decrypts.",
                action=f"Put it back from a backup, or remove {self._folder} and give all accounts their passwords.",
            )
        key = secrets.token_bytes(KEY_BYTES)
        self._write(path, key)
        return key

    def _write(self, path: Path, content: bytes) -> None:
        """Whole or not at all, also when the engine is killed meanwhile."""
        fresh = path.with_name(f"{path.name}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
            self._sync_folder()
        except OSError as err:
            raise EngineError(
                "The password cannot be stored.",
                cause=f"{path}: {err.strerror}.",
                action="Correct the permissions of the data folder, or make space.",
            ) from err

    def _sync_folder(self) -> None:
        if sys.platform == "win32":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # 20 ms, which no start needs

    return AESGCM(key)
