"""The certificate of a vCenter: read, judged, and pinned. Nothing is sent to a server whose certificate is refused."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import ssl
from http.client import HTTPSConnection
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from vmmconsole.model.errors import CertificateError, HostError, HostUnreachableError, VMMError
from vmmconsole.providers.manager import ServerCertificate

_DIAL_SECONDS = 10.0
ANSWER_SECONDS = 180.0
"""How long one answer may take; what takes longer on a vCenter is a task."""
_UNUSABLE = (OSError, ValueError, OverflowError)
"""What an address or port that is none raises beside a connection that fails."""


def fingerprint_of(der: bytes) -> str:
    """The SHA-256 of a certificate, as upper-case hex pairs with colons."""
    return hashlib.sha256(der).digest().hex(":").upper()


def server_certificate(address: str, port: int, *, timeout_seconds: float = _DIAL_SECONDS) -> ServerCertificate:
    """The certificate that a server shows now, and whether this computer's authorities vouch for it.

    Raises:
        HostUnreachableError: nothing answers there.
        HostError: what answers does not speak TLS.
    """
    der = _shown(address, port, timeout_seconds)
    try:
        _greet(ssl.create_default_context(), address, port, timeout_seconds)
    except ssl.SSLCertVerificationError as err:
        return _described(der, reason_of(err))
    except _UNUSABLE as err:
        raise dial_error(address, port, err) from err
    return _described(der, "")


def _described(der: bytes, reason: str) -> ServerCertificate:
    read = x509.load_der_x509_certificate(der)
    try:
        names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        listed = [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]
    except x509.ExtensionNotFound:
        listed = []
    return ServerCertificate(
        subject=_title(read.subject),
        issuer=_title(read.issuer),
        fingerprint=fingerprint_of(der),
        valid_from=read.not_valid_before_utc,
        valid_to=read.not_valid_after_utc,
        host_names=tuple(listed),
        trusted=not reason,
        reason=reason,
        pem=ssl.DER_cert_to_PEM_cert(der),
    )


def _title(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def _greet(context: ssl.SSLContext, address: str, port: int, timeout_seconds: float) -> bytes:
    """The certificate of a server, after the TLS greeting with it and nothing else."""
    plain = socket.create_connection((bare(address), port), timeout_seconds)
    with plain, context.wrap_socket(plain, server_hostname=bare(address)) as secured:
        return secured.getpeercert(binary_form=True) or b""


def _shown(address: str, port: int, timeout_seconds: float) -> bytes:
    try:
        return _greet(_unchecked(), address, port, timeout_seconds)
    except _UNUSABLE as err:
        raise dial_error(address, port, err) from err


def reason_of(error: ssl.SSLCertVerificationError) -> str:
    """In a sentence why a certificate was refused."""
    text = error.verify_message or "certificate verify failed"
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _unchecked() -> ssl.SSLContext:
    """For when the fingerprint is compared instead, or only read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def bare(address: str) -> str:
    """An address without the brackets of a literal IPv6 one."""
    return address.strip("[]")


def dial_error(address: str, port: int, error: BaseException) -> VMMError:
    """The error for a server that no connection could be made to."""
    details = f"{type(error).__name__}: {error}"
    if isinstance(error, ssl.SSLError):
        return HostError(
            f"{address} does not answer on port {port} as a virtualization manager does.",
            cause="What answers there does not speak TLS, or no version of it that is still safe.",
            action="Check the address and the port; a vCenter listens on port 443 as a rule.",
            details=details,
            object_name=address,
        )
    return HostUnreachableError(
        f"The virtualization manager {address} cannot be reached on port {port}.",
        cause="It did not answer in time." if isinstance(error, TimeoutError) else f"{_words(error)}.",
        action="Check the address and the port, that the server is switched on, and that no firewall is between.",
        details=details,
        object_name=address,
    )


def _words(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return text[:1].upper() + text[1:].rstrip(".")


class Trust:
    """Which certificate a server must show: the accepted one and no other, or without one a trusted one."""

    def __init__(self, fingerprint: str = "") -> None:
        self.fingerprint = fingerprint
        self.context = _unchecked() if fingerprint else ssl.create_default_context()

    def secure(self, plain: socket.socket, address: str, port: int) -> ssl.SSLSocket:
        """The TLS connection over a plain one, when the server's certificate is right.

        Raises:
            CertificateError: it is not; nothing but the greeting was sent.
        """
        try:
            secured = self.context.wrap_socket(plain, server_hostname=bare(address))
        except ssl.SSLCertVerificationError as err:
            shown = fingerprint_of(_greet(_unchecked(), address, port, _DIAL_SECONDS))
            raise self._refused(address, shown, reason_of(err)) from err
        if self.fingerprint:
            shown = fingerprint_of(secured.getpeercert(binary_form=True) or b"")
            if shown != self.fingerprint:
                secured.close()
                raise self._refused(address, shown, "")
        return secured

    def _refused(self, address: str, shown: str, reason: str) -> CertificateError:
        accepted = self.fingerprint
        if accepted:
            cause = f"It shows another one than was accepted. Accepted: {accepted}. Shown: {shown}."
            action = "Ask the server's administrator whether its certificate was renewed; if so, accept it with Check "
            action += "certificate. If not, somebody else may be answering."
        else:
            cause, action = f"{reason} Its fingerprint is {shown}.", ""
        return CertificateError(
            f"The certificate of {address} is not trusted.",
            cause=cause,
            action=action,
            details=f"SHA-256 shown {shown}, accepted {accepted or 'none'}",
            object_name=address,
        )


class TrustedConnection(HTTPSConnection):
    """An HTTPS connection that is only made to a server which shows the right certificate."""

    def __init__(self, host: str, port: int, trust: Trust, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        super().__init__(host, port, timeout=_DIAL_SECONDS, context=trust.context)
        self._trust = trust
        self._answer_seconds = answer_seconds
        self.was_used = False

    def connect(self) -> None:
        """Greet the server and look at its certificate.

        Raises:
            CertificateError: it is not the right one; nothing but the greeting was sent.
            HostUnreachableError: nothing answers.
            HostError: what answers does not speak TLS.
        """
        port = self.port or self.default_port
        try:
            plain = socket.create_connection((bare(self.host), port), _DIAL_SECONDS)
            try:
                plain.settimeout(self._answer_seconds)  # one that is slow to answer may be slow to greet
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                _notice_silence(plain)
                self.sock = self._trust.secure(plain, self.host, port)
            except BaseException:
                plain.close()
                raise
        except _UNUSABLE as err:
            raise dial_error(self.host, port, err) from err

    @property
    def was_closed(self) -> bool:
        """Whether the server has closed it since it was used; where a call is still on its way that is not known."""
        sock: Any = self.sock
        if sock is None or not self.was_used:
            return False
        sock.settimeout(0)
        try:
            sock.recv(1)
        except ssl.SSLWantReadError:
            return False
        except OSError:
            return True
        finally:
            sock.settimeout(self._answer_seconds)
        return True  # closed, or with an answer that nobody waits for

    def abort(self) -> None:
        """End it now, also under a thread that waits for its answer."""
        sock: Any = self.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _notice_silence(plain: socket.socket) -> None:
    """Let the system notice within half a minute that the other side is gone without a word."""
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):
            plain.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
