"""The server's certificate: made, kept, renewed under the same key, given, and refused when it is no good."""

from __future__ import annotations

import socket
import stat
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from tests.vcsim import Authority, fingerprint_of
from vmmconsole.model.errors import EngineError
from vmmconsole.server import certificates as module
from vmmconsole.server.certificates import CertificateFiles, Certificates


def read(path):
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_an_own_authority_vouches_for_all_names_of_this_computer(tmp_path):
    made = Certificates(tmp_path / "tls", names=["VMM.example.org", "192.0.2.7"])
    made.open()
    authority = read(tmp_path / "tls/authority.pem")
    for name in (x509.DNSName("vmm.example.org"), x509.DNSName("localhost")):
        verifier = PolicyBuilder().store(Store([authority])).build_server_verifier(name)
        verifier.verify(read(tmp_path / "tls/server.pem"), [])
    names = read(tmp_path / "tls/server.pem").extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"192.0.2.7", "127.0.0.1", "::1"} <= {str(a) for a in names.get_values_for_type(x509.IPAddress)}
    assert socket.gethostname().lower() in names.get_values_for_type(x509.DNSName)
    for key in ("authority.key", "server.key"):
        assert stat.S_IMODE((tmp_path / "tls" / key).stat().st_mode) == 0o600


def test_a_restart_shows_the_same_certificate(tmp_path):
    first = Certificates(tmp_path)
    first.open()
    again = Certificates(tmp_path)
    again.open()
    assert again.fingerprint == first.fingerprint
    assert not again.renew()


def test_it_is_renewed_in_time_with_its_key_by_the_same_authority(tmp_path, monkeypatch):
    made = Certificates(tmp_path)
    monkeypatch.setattr(module, "LIFE", timedelta(days=31))
    made.open()
    before, key, authority = (
        made.fingerprint,
        (tmp_path / "server.key").read_bytes(),
        (tmp_path / "authority.pem").read_bytes(),
    )
    assert not made.renew()
    monkeypatch.setattr(module, "RENEW_BEFORE", timedelta(days=32))
    monkeypatch.setattr(module, "LIFE", timedelta(days=397))
    assert made.renew()
    assert made.fingerprint != before
    assert (tmp_path / "server.key").read_bytes() == key
    assert (tmp_path / "authority.pem").read_bytes() == authority


def test_a_new_name_of_the_computer_makes_a_new_certificate(tmp_path):
    Certificates(tmp_path).open()
    again = Certificates(tmp_path, names=["new.example.org"])
    again.open()
    listed = read(tmp_path / "server.pem").extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "new.example.org" in listed.get_values_for_type(x509.DNSName)


def test_a_given_one_is_shown_and_read_again_when_it_changes(tmp_path):
    authority = Authority(tmp_path)
    certificate, key = authority.issue("vmm.example.org", title="given")
    made = Certificates(tmp_path / "tls", given=CertificateFiles(certificate, key))
    made.open()
    assert made.fingerprint == fingerprint_of(certificate)
    assert not (tmp_path / "tls").exists()
    authority.issue("vmm.example.org", title="given")
    assert made.renew()
    assert made.fingerprint == fingerprint_of(certificate)


def test_a_broken_one_is_refused_at_the_start_and_ignored_later(tmp_path, caplog):
    authority = Authority(tmp_path)
    files = CertificateFiles(*authority.issue("vmm.example.org", title="given"))
    made = Certificates(tmp_path / "tls", given=files)
    made.open()
    files.certificate.write_text("no certificate")
    assert not made.renew()
    assert "the present one stays" in caplog.text
    with pytest.raises(EngineError, match="no certificate to show"):
        Certificates(tmp_path / "tls", given=files).open()


@pytest.mark.parametrize("fault", ["missing", "other key", "expired"])
def test_what_cannot_be_shown_stops_the_start_with_the_reason(tmp_path, fault):
    authority = Authority(tmp_path)
    days = (-9, -1) if fault == "expired" else (-1, 9)
    certificate, key = authority.issue("vmm.example.org", days=days, title="given")
    if fault == "missing":
        key.unlink()
    if fault == "other key":
        _, key = authority.issue("vmm.example.org", title="other")
    with pytest.raises(EngineError) as caught:
        Certificates(tmp_path, given=CertificateFiles(certificate, key)).open()
    assert str(certificate) in caught.value.cause
    assert {"missing": "No such file", "other key": "mismatch", "expired": "expired"}[
        fault
    ] in caught.value.cause.replace("MISMATCH", "mismatch")
