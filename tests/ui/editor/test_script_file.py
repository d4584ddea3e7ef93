"""Files keep their encoding and line ends, and are written at once or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.script.parser import decode
from vmmconsole_ui.editor.script_file import STANDARD, FileFormat, load, read_bytes, save, to_bytes

FORMATS = [
    FileFormat(encoding, has_mark=mark, line_end=end)
    for encoding, mark in (
        ("utf-8", True), ("utf-8", False), ("utf-16-le", True), ("utf-16-be", True), ("utf-32-le", True),
        ("utf-32-be", True), ("cp1252", False),
    )
    for end in ("\r\n", "\n")
]  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=("Cs",))), st.sampled_from(FORMATS))
def test_text_comes_back_as_it_was_saved(text: str, form: FileFormat) -> None:
    data, used = to_bytes(text, form)
    back, seen = read_bytes(data)
    if text.startswith("\ufeff") and not used.has_mark:
        return  # nobody can tell such a text from a marked one
    assert back == text
    if "\n" in text:
        assert seen.line_end == form.line_end


@given(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=40))
def test_the_engine_reads_the_same_text(text: str) -> None:
    assert decode(to_bytes(text, STANDARD)[0]) == text


def test_a_new_file_is_what_windows_powershell_expects() -> None:
    assert to_bytes("a\nb", STANDARD) == (b"\xef\xbb\xbfa\r\nb", STANDARD)


def test_what_the_encoding_cannot_hold_makes_it_utf8() -> None:
    data, form = to_bytes("# ž 漢\n", FileFormat("cp1252", has_mark=False, line_end="\n"))
    assert (data, form.encoding_text, form.line_end) == ("\ufeff# ž 漢\n".encode(), "UTF-8 with BOM", "\n")


def test_mixed_line_ends_become_the_most_frequent() -> None:
    text, form = read_bytes(b"a\r\nb\nc\r\nd")
    assert (text, form.line_end_text) == ("a\nb\nc\nd", "CRLF")


def test_a_link_and_the_permissions_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.ps1", tmp_path / "link.ps1"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    save(link, b"new")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)


def test_what_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept.ps1"
    file.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder.ps1").mkdir()
    with pytest.raises(OSError):
        save(tmp_path / "folder.ps1", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["folder.ps1"]


def test_what_is_no_script_by_its_size_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.ps1"
    with big.open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    with pytest.raises(OSError, match="no script"):
        load(big)
