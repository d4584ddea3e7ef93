"""Secrets in the database, each encrypted with AES-256-GCM under one key in a file that only its owner can read.

The database has no key and the file no secret, so that a copy of either tells nothing. Engines on one database have
the same key file.
"""

from __future__ import annotations

import binascii
import os
import secrets
import stat
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import orjson
from sqlalchemy import delete, insert, select

from vmmconsole.engine.store import Store
from vmmconsole.engine.store.encoding import now_text, time_text
from vmmconsole.engine.store.schema import secrets as table
from vmmconsole.model.errors import EngineError, NotFoundError
from vmmconsole.providers.manager import Login

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORM = b"\x01"
"""The first byte of each secret, for a later form."""
_WRITE = "The password cannot be stored."
_READ = "The stored password cannot be read."


class Vault:
    """The secrets of one engine's database, by ID. A secret never changes: another password is another secret."""

    def __init__(self, folder: Path, store: Store) -> None:
        """`folder` has the key. Nothing is read or made before the first secret is asked for or kept."""
        self._folder = folder
        self._store = store
        self._lock = threading.Lock()

    def check(self) -> None:
        """Whether what there is can be decrypted; secrets that an older version kept in files move to the database.

        Raises:
            EngineError: the key is missing, cannot be used, or is that of another engine.
        """
        self._take_files()
        with self._store.records(_READ) as connection:
            first = connection.execute(select(table.c.id, table.c.sealed).limit(1)).first()
        if first is not None:
            with self._lock:
                self._decrypt(UUID(first.id), first.sealed)

    def keep(self, secret_id: UUID, login: Login, *, by: str) -> None:
        """Keep what `by` has sent. The same again is no error; another one under that ID is.

        Raises:
            EngineError: the key is missing or cannot be used, or the database cannot be written.
        """
        with self._lock:
            known = self._sealed(secret_id)
            if known is not None:
                if self._decrypt(secret_id, known) == (login, by):
                    return
                raise EngineError(
                    "The secret cannot be kept.", cause="There is another one under its ID.", action="Send it again."
                )
            plain = orjson.dumps({"UserName": login.user_name, "Password": login.password, "By": by})
            nonce = secrets.token_bytes(_NONCE_BYTES)
            sealed = _cipher(self._key(create=True)).encrypt(nonce, plain, _FORM + secret_id.bytes)
            self._insert(secret_id, _FORM + nonce + sealed)

    def login(self, secret_id: UUID) -> Login:
        """The user name and the password.

        Raises:
            NotFoundError: there is no such secret.
            EngineError: it cannot be decrypted.
        """
        return self._open(secret_id)[0]

    def sender(self, secret_id: UUID) -> str:
        """Who has sent it; raises as `login` does."""
        return self._open(secret_id)[1]

    def forget(self, secret_id: UUID) -> None:
        """Delete a secret; one that is gone already is no error."""
        with self._store.records("The stored password cannot be deleted.", writing=True) as connection:
            connection.execute(delete(table).where(table.c.id == str(secret_id)))

    def purge(self, used: Collection[UUID], before: datetime) -> None:
        """Delete what no account uses and what was sent before that time: nobody will come for it any more."""
        with self._store.records("Old passwords cannot be deleted.", writing=True) as connection:
            old = connection.execute(select(table.c.id).where(table.c.sent_at < time_text(before))).scalars().all()
            for secret_id in set(old) - {str(one) for one in used}:
                connection.execute(delete(table).where(table.c.id == secret_id))

    # The database

    def _sealed(self, secret_id: UUID) -> str | None:
        with self._store.records(_READ) as connection:
            return connection.execute(select(table.c.sealed).where(table.c.id == str(secret_id))).scalar()

    def _insert(self, secret_id: UUID, sealed: bytes) -> None:
        row = {"id": str(secret_id), "sealed": b64encode(sealed).decode(), "sent_at": now_text()}
        with self._store.records(_WRITE, writing=True) as connection:
            connection.execute(insert(table), row)

    def _take_files(self) -> None:
        for file in sorted(self._folder.glob("*.secret")):
            secret_id = UUID(file.stem)
            if self._sealed(secret_id) is None:
                self._insert(secret_id, file.read_bytes())
            file.unlink()

    # The key

    def _open(self, secret_id: UUID) -> tuple[Login, str]:
        with self._lock:
            sealed = self._sealed(secret_id)
            if sealed is None:
                raise NotFoundError(
                    "The stored password is not there.",
                    cause="It was removed, or never sent.",
                    action="Give the account its password again with Set-SCRunAsAccount -Credential.",
                )
            return self._decrypt(secret_id, sealed)

    def _decrypt(self, secret_id: UUID, sealed: str) -> tuple[Login, str]:
        from cryptography.exceptions import InvalidTag

        key = self._key(create=False)
        try:
            content = b64decode(sealed, validate=True)
            nonce, rest = content[1 : 1 + _NONCE_BYTES], content[1 + _NONCE_BYTES :]
            plain = _cipher(key).decrypt(nonce, rest, content[:1] + secret_id.bytes)
        except (InvalidTag, ValueError, binascii.Error):
            raise EngineError(
                "A stored password cannot be decrypted.",
                cause=f"It was changed, or {self._folder / 'key'} is the key of another engine.",
                action=f"Put {self._folder / 'key'} back from a backup, or copy it from the engine that has the same "
                "database; else give the account its password again.",
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
        with self._store.records(_READ) as connection:
            some = connection.execute(select(table.c.id).limit(1)).first() is not None
        if not create or some:
            raise EngineError(
                "The key to the stored passwords is missing.",
                cause=f"{path} is not there, and there are passwords that only it decrypts.",
                action="Put it back from a backup, or copy it from the engine that has the same database.",
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
