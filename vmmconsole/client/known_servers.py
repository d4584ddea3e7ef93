"""The engines elsewhere that this computer's user knows: accepted certificates and names. No secrets."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import EngineError

from .trust import Pin, Trust

if TYPE_CHECKING:
    from vmmconsole.model.virtualization_manager import ClientCertificate

MOST_RECENT = 10


def default_path() -> Path:
    """Where a user's known servers are kept."""
    from platformdirs import user_data_path

    return user_data_path("vmmconsole", appauthor=False) / "servers.json"


@dataclass(frozen=True, slots=True)
class Recent:
    """A server that somebody has worked with."""

    address: str
    user: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A certificate that a person has accepted before; what was not kept of it is empty."""

    fingerprint: str
    accepted_at: datetime | None = None
    subject: str = ""
    issuer: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class KnownServers:
    """The file; it is read whenever it is asked, because several consoles share it."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()

    def trust(self, address: str) -> Trust:
        """What the server at ``HOST:PORT`` must show."""
        found = self._servers().get(address.lower(), {})
        fingerprint = found.get("Fingerprint", "") if isinstance(found, dict) else ""
        return Trust(Pin(fingerprint, str(found.get("KeyHash", ""))) if fingerprint else None)

    def accepted(self, address: str) -> Accepted | None:
        """What is known of the certificate that was accepted; None for none."""
        found = self._servers().get(address.lower(), {})
        if not isinstance(found, dict) or not found.get("Fingerprint"):
            return None
        return Accepted(
            str(found["Fingerprint"]),
            _moment(found.get("AcceptedAt")),
            str(found.get("Subject", "")),
            str(found.get("Issuer", "")),
            _moment(found.get("ValidFrom")),
            _moment(found.get("ValidTo")),
        )

    def accept(self, address: str, pin: Pin, facts: ClientCertificate | None = None) -> None:
        """Keep the certificate that a person has accepted; `facts` are for comparing it with another one later."""
        kept = {"Fingerprint": pin.fingerprint, "KeyHash": pin.key_hash, "AcceptedAt": datetime.now(UTC).isoformat()}
        if facts is not None:
            kept |= {
                "Subject": facts.subject, "Issuer": facts.issuer, "ValidFrom": facts.valid_from.isoformat(),
                "ValidTo": facts.valid_to.isoformat(),
            }  # fmt: skip
        self._change(address, kept)

    def forget(self, address: str) -> None:
        """Ask about the certificate again, and list the server no more."""
        content = self._content()
        self._of(content).pop(address.lower(), None)
        self._write(content)

    def used(self, address: str, user: str) -> None:
        """Somebody works with a server: it stands first among the recent ones."""
        self._change(address, {"User": user, "UsedAt": datetime.now(UTC).isoformat()})

    def recent(self) -> list[Recent]:
        """The servers that somebody worked with, the last one first."""
        found = [
            (str(facts.get("UsedAt", "")), address, str(facts.get("User", "")))
            for address, facts in self._servers().items()
            if isinstance(facts, dict) and facts.get("UsedAt")
        ]
        return [Recent(address, user) for _, address, user in sorted(found, reverse=True)[:MOST_RECENT]]

    def _servers(self) -> dict[str, Any]:
        return self._of(self._content())

    @staticmethod
    def _of(content: dict[str, Any]) -> dict[str, Any]:
        servers = content.setdefault("Servers", {})
        return servers if isinstance(servers, dict) else {}

    def _content(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as err:
            # Not as if there were none: then any certificate would look like a first one.
            raise EngineError(
                "The list of known servers cannot be read.",
                cause=f"{self.path}: {err}.",
                action="Correct the file, or remove it and compare all fingerprints again.",
            ) from err
        return content if isinstance(content, dict) else {}

    def _change(self, address: str, values: dict[str, Any]) -> None:
        content = self._content()
        servers = self._of(content)
        servers[address.lower()] = {**(servers.get(address.lower()) or {}), **values}
        self._write(content)

    def _write(self, content: dict[str, Any]) -> None:
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as f:
                json.dump(content, f, indent=2, ensure_ascii=False)
            beside.replace(self.path)
        except OSError as err:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise EngineError(
                "The list of known servers cannot be written.",
                cause=f"{self.path}: {err.strerror or err}.",
                action="Correct the permissions of the folder, or make space.",
            ) from err


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
