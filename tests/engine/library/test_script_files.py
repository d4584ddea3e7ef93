"""Scripts in a share: read and written, at once or not at all, and never outside of it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from vmmconsole.engine.library import Library
from vmmconsole.engine.library.script_files import MAX_READ_BYTES
from vmmconsole.model import LibraryScript, LibraryShare
from vmmconsole.model.errors import ConflictError, LibraryError
from vmmconsole.model.library import LibraryItem

Items = Callable[[], dict[str, LibraryItem]]


def put(library: Library, share: LibraryShare, path: str, data: bytes, replaces: str = "") -> LibraryScript:
    return library.write_script(share, path, data, overwrite=bool(replaces), replaces=replaces, by="anna")


def test_what_is_written_is_an_object_at_once_and_is_read_as_it_was(
    library: Library, share: LibraryShare, folder: Path, items: Items
) -> None:
    data = "\ufeff# é\r\nGet-VM\r\n".encode()
    script = put(library, share, "reports/daily/vms.ps1", data)
    assert (script.name, script.directory, script.owner, script.size) == ("vms.ps1", "reports/daily", "anna", len(data))
    assert (folder / "reports/daily/vms.ps1").read_bytes() == data
    assert library.read_script(script) == data
    assert items()["vms.ps1"].id == script.id
    assert [p.name for p in (folder / "reports/daily").iterdir()] == ["vms.ps1"]


def test_writing_again_after_a_crash_is_no_conflict(library: Library, share: LibraryShare) -> None:
    first = put(library, share, "a.ps1", b"Get-VM")
    assert put(library, share, "a.ps1", b"Get-VM").id == first.id


def test_what_is_there_stays_unless_it_is_to_be_replaced(library: Library, share: LibraryShare, folder: Path) -> None:
    put(library, share, "a.ps1", b"old")
    with pytest.raises(ConflictError, match="There is one of that name already"):
        put(library, share, "a.ps1", b"new")
    with pytest.raises(ConflictError, match="Somebody else has changed it"):
        put(library, share, "a.ps1", b"new", replaces=sha256(b"older").hexdigest())
    assert (folder / "a.ps1").read_bytes() == b"old"
    (folder / "a.ps1").chmod(0o640)
    put(library, share, "a.ps1", b"new", replaces=sha256(b"old").hexdigest())
    assert (folder / "a.ps1").read_bytes() == b"new"
    assert stat.S_IMODE((folder / "a.ps1").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "path", ["../out.ps1", "a/../../out.ps1", "far/out.ps1", "far/deep/out.ps1", ".hidden.ps1", "a//b.ps1", "x" * 300]
)
def test_nothing_is_written_outside_of_the_share(
    library: Library, share: LibraryShare, folder: Path, tmp_path: Path, path: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "far").symlink_to(outside)
    with pytest.raises(LibraryError, match="cannot be saved"):
        put(library, share, path, b"Get-VM")
    assert list(outside.rglob("*")) == []
    assert [p.name for p in folder.iterdir()] == ["far"]


def test_links_are_neither_followed_nor_replaced(
    library: Library, share: LibraryShare, folder: Path, tmp_path: Path, items: Items
) -> None:
    secret = tmp_path / "secret.ps1"
    secret.write_bytes(b"secret")
    (folder / "link.ps1").symlink_to(secret)
    library.refresh(share)
    link = items()["link.ps1"]
    assert isinstance(link, LibraryScript)
    with pytest.raises(LibraryError, match="is not inside the library share"):
        library.read_script(link)
    with pytest.raises(LibraryError, match="is a link"):
        put(library, share, "link.ps1", b"new", replaces=sha256(b"secret").hexdigest())
    assert secret.read_bytes() == b"secret"


def test_what_is_too_large_or_gone_is_said(library: Library, share: LibraryShare, folder: Path, items: Items) -> None:
    with (folder / "big.ps1").open("wb") as file:
        file.truncate(MAX_READ_BYTES + 1)
    (folder / "gone.ps1").write_bytes(b"x")
    library.refresh(share)
    found = items()
    (folder / "gone.ps1").unlink()
    for name, words in (("big.ps1", "larger than 8 MB"), ("gone.ps1", "No such file")):
        script = found[name]
        assert isinstance(script, LibraryScript)
        with pytest.raises(LibraryError, match=words):
            library.read_script(script)
