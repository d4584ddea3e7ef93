"""vmmconsole token and vmmconsole account, in this process, against an engine that is served over TLS."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.secure_server import ADMIN, PASSWORD, SecureServer, secure_server
from tests.terminal import TerminalRun
from vmmconsole.cli import main
from vmmconsole.client.endpoint import TOKEN_FILE_VARIABLE, TOKEN_VARIABLE
from vmmconsole.client.session import sign_in
from vmmconsole.model.errors import PasswordChangeError, SignInError

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("engine"), machines=5) as running:
        yield running


@pytest.fixture
def command(
    server: SecureServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Runs a command at the server, whose certificate is accepted; nobody is signed in unless the environment says."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*words: str) -> tuple[int, str, str]:
        where = ["--server", server.address, "--fingerprint", server.certificates.fingerprint]
        count = 2 if words[0] in ("token", "account") else 1
        code = main([*words[:count], *where, *words[count:]])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def as_admin(server: SecureServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment has a token with which everything may be done; afterwards there are no tokens."""
    sessions = server.engine.sign_in.sessions
    _, token = sessions.new_api_token(ADMIN, frozenset(), "test", "full", 1)
    monkeypatch.setenv(TOKEN_VARIABLE, token)
    yield
    for facts in sessions.all():
        sessions.end(facts.id)


def test_a_token_is_made_shown_once_listed_used_and_revoked(server, command, as_admin, monkeypatch):
    code, out, err = command("token", "new", "Nightly Report", "--days", "3")
    assert code == 0
    token = out.strip()
    assert out == f"{token}\n"
    assert "'Nightly Report' of admin is for reading only" in err
    assert token not in err
    code, out, _ = command("token", "list")
    assert (code, token in out) == (0, False)
    (line,) = [line for line in out.splitlines() if line.startswith("Nightly Report")]
    assert line.split()[2:4] == [ADMIN, "read"]
    assert "never" in line
    with monkeypatch.context() as script:
        script.setenv(TOKEN_VARIABLE, token)
        assert command("run", "-c", "(Get-VM).Count")[:2] == (0, "5\n")
        code, _, err = command("run", "-c", "Get-VM | select -First 1 | Start-VM")
        assert code == 1
        assert "made for reading only" in err
    assert command("token", "revoke", "nightly report")[0] == 0
    monkeypatch.setenv(TOKEN_VARIABLE, token)
    code, _, err = command("run", "-c", "(Get-VM).Count")
    assert code == 1
    assert "not signed in" in err


def test_a_token_goes_to_a_file_that_only_its_user_may_read(server, command, as_admin, tmp_path, monkeypatch):
    file = tmp_path / "token"
    assert command("token", "new", "file", "--to-file", str(file), "--scope", "full")[:2] == (0, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, _, err = command("token", "new", "again", "--to-file", str(file))
    assert (code, "exists already" in err) == (1, True)
    monkeypatch.delenv(TOKEN_VARIABLE)
    monkeypatch.setenv(TOKEN_FILE_VARIABLE, str(file))
    assert command("run", "-c", "(Get-VM).Count")[:2] == (0, "5\n")
    file.chmod(0o640)
    code, _, err = command("run", "-c", "(Get-VM).Count")
    assert code == 1
    assert "other users may read" in err
    assert "chmod 600" in err
    file.chmod(0o600)
    file.write_text("my own password: hunter2\n")
    code, _, err = command("run", "-c", "(Get-VM).Count")
    assert (code, "no token" in err, "hunter2" in err) == (1, True, False)
    file.unlink()
    code, _, err = command("run", "-c", "(Get-VM).Count")
    assert (code, "No such file" in err) == (1, True)
    assert [facts.name for facts in server.engine.sign_in.sessions.all() if facts.name == "again"] == []


def test_a_token_that_cannot_be_written_is_revoked(server, command, as_admin, tmp_path, monkeypatch):
    def full(*_arguments: object) -> int:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as broken:
        broken.setattr("vmmconsole.cli.token.os.open", full)
        code, out, err = command("token", "new", "lost", "--to-file", str(tmp_path / "t"))
    assert (code, out) == (1, "")
    assert "No space left" in err
    assert "lost" not in command("token", "list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "x", "--days", "0"), "1"),
        (("new", "x", "--days", "400"), "366"),
        (("new", "  "), "needs a name"),
        (("revoke", "no such"), "vmmconsole token list"),
        (("revoke", str(uuid4())), "There is no token"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(command, as_admin, words, said):
    code, out, err = command("token", *words)
    assert (code, out) == (1, "")
    assert said in err
    assert "Recommended Action" in err


def test_tokens_of_one_name_are_told_apart_by_their_id(command, as_admin, server):
    for _ in range(2):
        assert command("token", "new", "twin")[0] == 0
    code, _, err = command("token", "revoke", "twin")
    assert (code, "2 tokens" in err) == (1, True)
    first = next(facts for facts in server.engine.sign_in.sessions.all() if facts.name == "twin")
    assert command("token", "revoke", first.id)[0] == 0
    assert command("token", "revoke", "twin")[0] == 0


def test_tokens_of_others_are_for_administrators(command, as_admin, server):
    server.engine.sign_in.sessions.new_api_token("somebody", frozenset(), "theirs", "read", 1)
    assert "theirs" not in command("token", "list")[1]
    assert command("token", "revoke", "theirs")[0] == 1
    assert "theirs" in command("token", "list", "--everybody")[1]
    assert command("token", "revoke", "theirs", "--everybody")[0] == 0
    assert "theirs" not in command("token", "list", "--everybody")[1]


def test_an_account_is_looked_after(server, command, as_admin, monkeypatch):
    def password(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    first, second = "one horse battery", "two horses battery"
    password("short\n")
    code, _, err = command("account", "add", "Dora")
    assert (code, "Recommended Action" in err) == (1, True)
    password("")
    code, _, err = command("account", "add", "Dora")
    assert (code, "There is no password" in err) == (1, True)
    password(f"{first}\nmore")
    code, out, err = command("account", "add", "Dora")
    assert (code, out, first in err) == (0, "", False)
    password(first)
    code, _, err = command("account", "add", "dora")
    assert (code, "There is an account" in err) == (1, True)
    assert "has to change its password" in command("account", "list")[1]
    with pytest.raises(PasswordChangeError):
        sign_in(server.endpoint, "dora", first)
    password(second)
    assert command("account", "reset", "Dora")[0] == 0
    with pytest.raises(PasswordChangeError):
        sign_in(server.endpoint, "dora", second)
    assert command("account", "disable", "DORA")[0] == 0
    assert "disabled" in command("account", "list")[1]
    with pytest.raises(SignInError, match="disabled"):
        sign_in(server.endpoint, "dora", second)
    assert command("account", "enable", "Dora")[0] == 0
    with pytest.raises(PasswordChangeError):
        sign_in(server.endpoint, "dora", second)
    assert command("account", "remove", "Dora")[0] == 0
    for action in ("remove", "disable", "enable"):
        code, _, err = command("account", action, "Dora")
        assert (code, "There is no account named 'Dora'" in err) == (1, True)


def test_accounts_are_for_administrators(server, command, monkeypatch):
    _, token = server.engine.sign_in.sessions.new_api_token("somebody", frozenset(), "theirs", "full", 1)
    monkeypatch.setenv(TOKEN_VARIABLE, token)
    for action in (("list",), ("remove", ADMIN)):
        code, out, err = command("account", *action)
        assert (code, out) == (1, "")
        assert "Error ID: 1604" in err


def test_a_person_signs_in_and_types_a_password_twice(server, tmp_path):
    where = ["--server", server.address, "--fingerprint", server.certificates.fingerprint, "--user", ADMIN]
    with TerminalRun(["account", "add", *where, "Emil"], tmp_path) as terminal:
        terminal.until("Password of admin: ")
        terminal.type(f"{PASSWORD}\n")
        terminal.until("Password for Emil: ")
        terminal.type("three horses battery\n")
        terminal.until("The same again: ")
        terminal.type("three horses battery\n")
        terminal.until("There is an account 'Emil' now.")
        assert "horses" not in terminal.raw
        assert terminal.ended() == 0
    server.engine.sign_in.accounts.remove("Emil")
    assert not [facts for facts in server.engine.sign_in.sessions.all() if facts.kind == "session"]


@pytest.mark.parametrize(("given", "missing"), [("--certificate", "--key"), ("--key", "--certificate")])
def test_a_certificate_without_its_key_is_refused(capsys, given, missing):
    with pytest.raises(SystemExit) as ended:
        main(["engine", given, "file.pem"])
    assert ended.value.code == 2
    assert f"{given} says nothing without {missing}: give both" in capsys.readouterr().err
