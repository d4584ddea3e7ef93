"""The server's certificate: made by an authority of its own, or given; renewed and read again without a restart."""

from __future__ import annotations

import hashlib
import logging
import os
import socket
import ssl
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from vmmconsole.model.errors import EngineError

log = logging.getLogger(__name__)

AUTHORITY_LIFE = timedelta(days=3652)
LIFE = timedelta(days=397)
"""The longest that clients of the public web accept (CA/Browser Forum, Baseline Requirements 6.3.2 until 2026)."""
RENEW_BEFORE = timedelta(days=30)
_SLACK = timedelta(hours=1)
"""Clients whose clock is a little behind take a new certificate too."""
Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """A certificate, with those that vouch for it after it, and its key."""

    certificate: Path
    key: Path


class Certificates:
    """The certificate that the server shows. With `given` it is that one, else one of our own authority."""

    def __init__(self, folder: Path, *, names: Sequence[str] = (), given: CertificateFiles | None = None) -> None:
        """`folder` keeps authority, certificate and keys; `names` are further names and addresses."""
        self.folder = folder
        self.files = given or CertificateFiles(folder / "server.pem", folder / "server.key")
        self._given = given is not None
        self._names = tuple(names)
        self._seen: tuple[int, ...] = ()
        self.context = _server_context()

    def open(self) -> None:
        """Make what is missing, and load it.

        Raises:
            EngineError: a given file cannot be read or does not fit the other, or ours cannot be written.
        """
        try:
            if not self._given:
                self._make_own()
            self._load()
        except (OSError, ValueError, ssl.SSLError) as err:
            raise EngineError(
                "The engine has no certificate to show.",
                cause=f"{self.files.certificate} with {self.files.key}: {err}.",
                action="Give a certificate and its key as PEM files that the engine's user can read."
                if self._given
                else f"Make {self.folder} writable for the engine's user, or remove it to have it made anew.",
            ) from err

    def renew(self) -> bool:
        """Renew our own where it is time, and load files that have changed; whether there was anything to load.

        A renewed certificate keeps its key, so that clients that have accepted it go on.
        """
        try:
            if not self._given:
                self._make_own()
            if self._stamps() == self._seen:
                return False
            self._load()
        except (OSError, ValueError, ssl.SSLError) as err:
            log.warning("The certificate cannot be renewed, the present one stays: %s", err)
            return False
        log.info("The server shows the certificate with the fingerprint %s from now on", self.fingerprint)
        return True

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, as upper-case hex pairs with colons."""
        read = x509.load_pem_x509_certificate(self.files.certificate.read_bytes())
        der = read.public_bytes(serialization.Encoding.DER)
        return hashlib.sha256(der).digest().hex(":").upper()

    def _load(self) -> None:
        read = x509.load_pem_x509_certificate(self.files.certificate.read_bytes())
        if read.not_valid_after_utc < datetime.now(UTC):
            raise ValueError(f"the certificate has expired on {read.not_valid_after_utc:%Y-%m-%d}")
        fresh = _server_context()
        fresh.load_cert_chain(self.files.certificate, self.files.key)  # refused here, the present one stays
        self.context.load_cert_chain(self.files.certificate, self.files.key)
        self._seen = self._stamps()

    def _stamps(self) -> tuple[int, ...]:
        return tuple(path.stat().st_mtime_ns for path in (self.files.certificate, self.files.key))

    def _make_own(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority, authority_key = self._authority()
        names = own_names(self._names)
        if _is_good(self.files.certificate, authority, names):
            return
        key = _read_key(self.files.key) or _new_key(self.files.key)
        made = _issue(authority, authority_key, key, names)
        pem = serialization.Encoding.PEM
        _write(self.files.certificate, made.public_bytes(pem) + authority.public_bytes(pem))

    def _authority(self) -> tuple[x509.Certificate, Key]:
        where, key_path = self.folder / "authority.pem", self.folder / "authority.key"
        key = _read_key(key_path)
        if key is not None and where.exists():
            read = x509.load_pem_x509_certificate(where.read_bytes())
            if read.not_valid_after_utc > datetime.now(UTC) + LIFE:
                return read, key
        key = key or _new_key(key_path)
        made = _own_authority(key)
        _write(where, made.public_bytes(serialization.Encoding.PEM))
        return made, key


def own_names(more: Iterable[str] = ()) -> list[str]:
    """By what other computers may call this one: its names, its addresses, and what the settings add."""
    found = ["localhost", socket.gethostname(), socket.getfqdn(), *more]
    for addresses in psutil.net_if_addrs().values():
        found += [a.address.partition("%")[0] for a in addresses if a.family in (socket.AF_INET, socket.AF_INET6)]
    return sorted({name.strip("[]").lower() for name in found if name})


def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.set_alpn_protocols(["http/1.1"])
    return context


def _is_good(path: Path, authority: x509.Certificate, names: Sequence[str]) -> bool:
    """Whether the certificate is there, ours, good for a while, and names this computer as it is called now."""
    try:
        read = x509.load_pem_x509_certificate(path.read_bytes())
        listed = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        read.verify_directly_issued_by(authority)
    except (OSError, ValueError, TypeError, x509.ExtensionNotFound):
        return False
    except Exception:  # noqa: BLE001  cryptography's InvalidSignature has no other base
        return False
    has = {*listed.get_values_for_type(x509.DNSName), *map(str, listed.get_values_for_type(x509.IPAddress))}
    return set(names) <= has and read.not_valid_after_utc > datetime.now(UTC) + RENEW_BEFORE


def _own_authority(key: Key) -> x509.Certificate:
    now = datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"vmmconsole on {socket.gethostname()}"[:64])])
    return (
        _begun(name, name, key, now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _issue(authority: x509.Certificate, authority_key: Key, key: Key, names: Sequence[str]) -> x509.Certificate:
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, socket.gethostname()[:64])])
    return (
        _begun(subject, authority.subject, key, now, LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )


def _begun(subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, life: timedelta) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLACK)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _read_key(path: Path) -> Key | None:
    if not path.exists():
        return None
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{path} is no key of an elliptic curve")  # noqa: TRY004  the file is wrong, not the program
    return key


def _new_key(path: Path) -> Key:
    key = ec.generate_private_key(ec.SECP256R1())
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(path, content)
    return key


def _write(path: Path, content: bytes) -> None:
    """Write a file for its owner only, so that a reader sees it whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
