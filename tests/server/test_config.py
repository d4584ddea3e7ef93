"""The settings file: every setting, and what is wrong in it with its line."""

from __future__ import annotations

import pytest

from vmmconsole.model.errors import EngineError
from vmmconsole.server.config import read_settings

WHOLE = """\
listen = ["0.0.0.0:8100", "unix:/run/vmmconsole/engine.sock"]
data = "/var/lib/vmmconsole"
local_host = false

[tls]
names = ["vmm.example.org"]

[limits]
greeting_seconds = 5
"""


def test_the_file_counts_after_the_environment(tmp_path, monkeypatch):
    path = tmp_path / "vmmconsole.toml"
    path.write_text(WHOLE)
    monkeypatch.setenv("VMMCONSOLE_LIMITS__GREETING_SECONDS", "7")
    settings = read_settings(path)
    assert settings.listen[0] == "0.0.0.0:8100"
    assert settings.tls.names == ["vmm.example.org"]
    assert settings.limits.greeting_seconds == 7
    assert not settings.local_host


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ('names = ["vmm.example.org"]', "names = 5", 6, "tls.names: input should be a valid list"),
        ("greeting_seconds = 5", "greeting_second = 5", 9, "limits.greeting_second: there is no such setting"),
        ("greeting_seconds = 5", "greeting_seconds = -1", 9, "greater than 0"),
        ("local_host = false", "local_host = maybe", 3, "Invalid value"),
        ("local_host = false", "local_hosts = false", 3, "there is no such setting"),
        ('"0.0.0.0:8100"', '"8100"', 1, "neither HOST:PORT nor unix:PATH"),
        ('names = ["vmm.example.org"]', 'key = "/etc/x.key"', 5, "go together"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, before, after, line, words):
    path = tmp_path / "vmmconsole.toml"
    assert before in WHOLE
    path.write_text(WHOLE.replace(before, after))
    with pytest.raises(EngineError) as caught:
        read_settings(path)
    assert f"line {line}" in caught.value.cause
    assert words in caught.value.cause


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(EngineError, match="cannot be read: No such file"):
        read_settings(tmp_path / "none.toml")


def test_nothing_said_listens_nowhere(monkeypatch):
    monkeypatch.delenv("VMMCONSOLE_LISTEN", raising=False)
    assert read_settings(None).listen == []
