"""What people install: the console without a compiler anywhere, and a wheel that holds everything."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from vmmconsole.cli import main
from vmmconsole.cli.options import parse_arguments
from vmmconsole.server.config import ServerSettings, read_settings
from vmmconsole.server.config_text import settings_text

ROOT = Path(__file__).parent.parent
UV = str(Path(sys.executable).with_name("uv"))


@pytest.mark.parametrize("platform", ["x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu"])
def test_console_installs_from_binary_packages_only(platform: str) -> None:
    result = subprocess.run(
        [UV, "pip", "compile", "-q", "pyproject.toml", "--extra", "console", "--only-binary", ":all:",
         "--python-platform", platform, "--python-version", "3.11"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "pyside6-essentials==" in result.stdout


def test_wheel_holds_both_packages_and_the_resources(tmp_path: Path) -> None:
    subprocess.run([UV, "build", "-q", "--wheel", "--out-dir", str(tmp_path)], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "vmmconsole/cli/__init__.py" in names
    assert "vmmconsole_ui/app.py" in names
    assert any(name.startswith("vmmconsole/engine/store/migrations/") for name in names)
    assert any(name.startswith("vmmconsole/resources/") for name in names)
    assert not any(name.startswith(("ui/", "tests/", "tools/")) for name in names)


def test_the_service_starts_the_engine_with_words_that_it_knows() -> None:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # as the module's own documentation has it
    unit.read(ROOT / "packaging/vmmconsole.service")
    words = unit["Service"]["ExecStart"].split()
    options = parse_arguments(words[1:])
    assert (words[0], options.command, options.local_host) == ("/opt/vmmconsole/bin/vmmconsole", "engine", False)
    user = unit["Service"]["User"]
    assert f"u {user} " in (ROOT / "packaging/vmmconsole.sysusers.conf").read_text("utf-8")


def test_the_settings_file_has_every_setting_and_can_be_read(tmp_path: Path) -> None:
    text = settings_text()
    assert (ROOT / "packaging/vmmconsole.toml").read_text("utf-8") == text, "run: make docs"
    unset = tmp_path / "unset.toml"
    unset.write_text(text, "utf-8")
    assert read_settings(unset) == ServerSettings()
    whole = tmp_path / "whole.toml"
    whole.write_text(re.sub(r"(?m)^# (\w+ = )", r"\1", text), "utf-8")
    found = read_settings(whole)
    assert found.listen == ["0.0.0.0:8100", "[::]:8100"]
    assert str(found.tls.key) == "/etc/vmmconsole/server.key"
    assert found.model_fields_set == set(ServerSettings.model_fields)


def test_the_command_prints_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engine", "--settings"]) == 0
    assert capsys.readouterr().out == settings_text()
