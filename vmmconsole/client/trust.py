"""Which certificate an engine must show before anything is said to it, and what a person may know of the one it shows.

The check is part of the TLS greeting itself: a connection to a server with a wrong certificate never comes to be, so no
request, and no password or token in one, can be sent over it.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import CertificateError, EngineError, VMMError

if TYPE_CHECKING:
    from cryptography import x509

    from vmmconsole.model.virtualization_manager import ClientCertificate

DIAL_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A certificate that a person has accepted for an address: its fingerprint, and the hash of its public key.

    A renewed certificate with the same key is the same server's, and is accepted too.
    """

    fingerprint: str
    key_hash: str = ""


class UntrustedError(CertificateError):
    """The engine shows a certificate that is not the accepted one, or that nobody has accepted. Nothing was sent."""

    def __init__(self, problem: str, *, address: str = "", accepted: str = "", **fields: Any) -> None:
        super().__init__(problem, object_name=address, **fields)
        self.address = address
        self.accepted = accepted
        """The fingerprint that was accepted before; empty for none."""


class Trust:
    """What the server at an address must show: the accepted certificate and no other, or without one a trusted one."""

    def __init__(self, pin: Pin | None = None) -> None:
        self.pin = pin

    def context(self) -> ssl.SSLContext:
        """The context for connections."""
        return trusting_context() if self.pin is None else _PinnedContext.of(self.pin)


def trusting_context() -> ssl.SSLContext:
    """TLS 1.3 with certificates that this computer's authorities vouch for."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


def _unchecked(kind: type[ssl.SSLContext] = ssl.SSLContext) -> ssl.SSLContext:
    context = kind(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class _Refused(ssl.SSLCertVerificationError):
    """Raised within the greeting. Its kind is one that asyncio and anyio expect there."""


class _PinnedObject(ssl.SSLObject):
    def do_handshake(self) -> None:
        super().do_handshake()
        _check(self.context, self.getpeercert(binary_form=True))


class _PinnedSocket(ssl.SSLSocket):
    def do_handshake(self, block: bool = False) -> None:
        super().do_handshake(block)
        _check(self.context, self.getpeercert(binary_form=True))


class _PinnedContext(ssl.SSLContext):
    """Compares the certificate with the accepted one, in place of names and authorities."""

    sslobject_class = _PinnedObject
    sslsocket_class = _PinnedSocket
    pin: Pin

    @classmethod
    def of(cls, pin: Pin) -> ssl.SSLContext:
        context = _unchecked(cls)
        assert isinstance(context, _PinnedContext)
        context.pin = pin
        return context


def _check(context: ssl.SSLContext, der: bytes | None) -> None:
    assert isinstance(context, _PinnedContext)
    if not der:
        raise _Refused("The server shows no certificate")
    shown = fingerprint_of(der)
    if shown != context.pin.fingerprint and (not context.pin.key_hash or key_hash_of(der) != context.pin.key_hash):
        raise _Refused(f"The server shows the certificate {shown}, not the accepted {context.pin.fingerprint}")
    read = _read(der)
    now = datetime.now(UTC)
    if read.not_valid_after_utc < now:
        raise _Refused(f"The certificate has expired on {read.not_valid_after_utc:%Y-%m-%d}")
    if read.not_valid_before_utc > now:
        raise _Refused(f"The certificate is good from {read.not_valid_before_utc:%Y-%m-%d %H:%M} UTC only")


def fingerprint_of(der: bytes) -> str:
    """The SHA-256 of a certificate, as upper-case hex pairs with colons."""
    return hashlib.sha256(der).digest().hex(":").upper()


def key_hash_of(der: bytes) -> str:
    """The SHA-256 of a certificate's public key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = _read(der).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(key).hexdigest()


def pin_of(der: bytes) -> Pin:
    """What is kept of a certificate that a person accepts."""
    return Pin(fingerprint_of(der), key_hash_of(der))


def _read(der: bytes) -> x509.Certificate:
    from cryptography import x509

    return x509.load_der_x509_certificate(der)


@dataclass(frozen=True, slots=True)
class Shown:
    """The certificate that a server shows now."""

    der: bytes
    facts: ClientCertificate
    expired: bool
    """Whether its time is over or has not begun: then nobody may accept it."""
    names_it: bool
    """Whether it is for the address that was asked."""

    @property
    def pin(self) -> Pin:
        """What is kept when it is accepted."""
        return pin_of(self.der)


def shown_certificate(host: str, port: int, *, timeout_seconds: float = DIAL_SECONDS) -> Shown:
    """The certificate that a server shows now. Blocks; nothing but the greeting is sent.

    Raises:
        EngineError: nothing answers there.
        UntrustedError: what answers does not speak TLS 1.3.
    """
    try:
        der = _greet(_unchecked(), host, port, timeout_seconds)
        reason = ""
        try:
            _greet(trusting_context(), host, port, timeout_seconds)
        except ssl.SSLCertVerificationError as err:
            reason = (err.verify_message or str(err)).rstrip(".") + "."
    except (OSError, ValueError, OverflowError) as err:
        raise connection_error(f"{host}:{port}", err) from err
    read = _read(der)
    names = _names(read)
    now = datetime.now(UTC)
    return Shown(
        der,
        _facts(read, host, names, reason),
        expired=not read.not_valid_before_utc <= now <= read.not_valid_after_utc,
        names_it=_covers(names, host),
    )


def _greet(context: ssl.SSLContext, host: str, port: int, timeout_seconds: float) -> bytes:
    bare = host.strip("[]")
    plain = socket.create_connection((bare, port), timeout_seconds)
    with plain, context.wrap_socket(plain, server_hostname=bare) as secured:
        return secured.getpeercert(binary_form=True) or b""


def _names(read: x509.Certificate) -> list[str]:
    from cryptography import x509

    try:
        listed = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [*listed.get_values_for_type(x509.DNSName), *map(str, listed.get_values_for_type(x509.IPAddress))]


def _covers(names: list[str], host: str) -> bool:
    wanted = host.strip("[]").casefold()
    parent = wanted.partition(".")[2]
    return any(name.casefold() == wanted or (parent and name.casefold() == f"*.{parent}") for name in names)


def _facts(read: x509.Certificate, host: str, names: list[str], reason: str) -> ClientCertificate:
    from cryptography.hazmat.primitives.serialization import Encoding

    from vmmconsole.model.virtualization_manager import ClientCertificate

    return ClientCertificate(
        computer_name=host,
        subject=_title(read.subject),
        issuer=_title(read.issuer),
        fingerprint=fingerprint_of(read.public_bytes(Encoding.DER)),
        valid_from=read.not_valid_before_utc,
        valid_to=read.not_valid_after_utc,
        host_names=names,
        trusted=not reason,
        reason=reason,
    )


def _title(name: x509.Name) -> str:
    from cryptography.x509.oid import NameOID

    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def tls_failure(error: BaseException | None) -> ssl.SSLError | None:
    """The failure of TLS that an error of the HTTP library stands for; None when it is another one."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, ssl.SSLError):
            return error
        error, seen = error.__cause__ or error.__context__, seen + 1
    return None


def connection_error(address: str, error: BaseException, trust: Trust | None = None) -> VMMError:
    """The error for an engine elsewhere that no connection could be made to."""
    failure = tls_failure(error)
    accepted = trust.pin.fingerprint if trust is not None and trust.pin is not None else ""
    if isinstance(failure, ssl.SSLCertVerificationError):
        changed = isinstance(failure, _Refused)
        why = str(failure.args[-1] if changed else failure.verify_message or failure).rstrip(".")
        return UntrustedError(
            f"The connection to the engine at {address} was stopped; nothing was sent to it.",
            cause=f"{why}.",
            action="Compare the fingerprint with the one that the engine's administrator names, then accept it.",
            address=address,
            accepted=accepted,
        )
    if failure is not None and not isinstance(failure, ssl.SSLZeroReturnError | ssl.SSLEOFError):
        return UntrustedError(
            f"The connection to the engine at {address} was stopped; nothing was sent to it.",
            cause="What answers there does not speak TLS 1.3.",
            action="Check the address and the port, and that no device on the way opens the connection.",
            details=str(failure),
            address=address,
            accepted=accepted,
        )
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return EngineError(
        f"There is no connection to the engine at {address}.",
        cause="It did not answer in time." if isinstance(error, TimeoutError) else f"{words.rstrip('.')}.",
        action="Check the address and the port, that the engine runs, and that no firewall is between.",
    )
