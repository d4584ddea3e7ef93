"""Reading a share: objects appear, change, go missing and come back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from uuid import uuid5

import pytest

from vmmconsole.engine.library import Library
from vmmconsole.engine.store import Store
from vmmconsole.model import ISO, LibraryServer, LibraryShare, VirtualHardDisk
from vmmconsole.model.errors import LibraryError, NotFoundError
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import LibraryItemState

Items = Callable[[], dict[str, LibraryItem]]
WriteISO = Callable[..., Path]


@pytest.fixture(autouse=True)
def _files_settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmmconsole.engine.library.shares.SETTLE_SECONDS", 0.0)


def test_the_default_share(store: Store, library: Library, share: LibraryShare, folder: Path) -> None:
    assert folder.is_dir()
    assert (share.name, share.path, share.state) == ("VMM Library", str(folder), LibraryItemState.NORMAL)
    assert [server.name for server in store.find(LibraryServer)] == ["this-computer"]
    assert share.free_space > 0
    assert share.refreshed_at is not None
    assert library.ensure_default(folder).id == share.id
    assert store.count(LibraryShare) == store.count(LibraryServer) == 1


def test_files_become_objects(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    (folder / "ISOs").mkdir()
    path = write_iso(folder / "ISOs" / "debian.iso")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", folder / "base.qcow2", "20M"], check=True)
    library.refresh(share)
    iso = items()["debian.iso"]
    assert isinstance(iso, ISO)
    assert iso.id == uuid5(share.id, "ISOs/debian.iso")
    assert (iso.share_path, iso.directory, iso.size) == (str(path), "ISOs", path.stat().st_size)
    assert (iso.volume_label, iso.library_share, iso.library_server.name) == ("DEBIAN 12", share.ref, "this-computer")
    disk = items()["base.qcow2"]
    assert isinstance(disk, VirtualHardDisk)
    assert (disk.maximum_size, disk.format, disk.directory) == (20 * 1024**2, "qcow2", "")
    before = store.revision
    library.refresh(share)
    assert [event.kind for event in store.events_since(before)[1]] == ["LibraryShare"]


def test_missing_and_back_again_is_the_same_object(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO, tmp_path: Path
) -> None:
    path = write_iso(folder / "a.iso")
    library.refresh(share)
    item = items()["a.iso"]
    store.update(ISO, item.id, lambda stored: stored.model_copy(update={"description": "mine"}))
    path.rename(tmp_path / "outside.iso")
    library.refresh(share)
    assert items()["a.iso"].state is LibraryItemState.MISSING
    (tmp_path / "outside.iso").rename(path)
    library.refresh(share)
    back = items()["a.iso"]
    assert (back.id, back.state, back.description) == (item.id, LibraryItemState.NORMAL, "mine")


def test_a_moved_file_keeps_its_object(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso")
    library.refresh(share)
    item = items()["a.iso"]
    (folder / "sub").mkdir()
    (folder / "a.iso").rename(folder / "sub" / "b.iso")
    library.refresh(share)
    assert list(items()) == ["b.iso"]
    moved = items()["b.iso"]
    assert (moved.id, moved.directory, moved.state) == (item.id, "sub", LibraryItemState.NORMAL)
    write_iso(folder / "a.iso", label="ANOTHER")
    library.refresh(share)
    assert {name: found.id == item.id for name, found in items().items()} == {"a.iso": False, "b.iso": True}


def test_two_files_that_change_names(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso", label="A", size=40_000)
    write_iso(folder / "b.iso", label="B", size=50_000)
    library.refresh(share)
    (folder / "a.iso").rename(folder / "c.iso")
    (folder / "b.iso").rename(folder / "a.iso")
    (folder / "c.iso").rename(folder / "b.iso")
    library.refresh(share)
    found = items()
    assert [(found[n].size, found[n].state.value) for n in ("a.iso", "b.iso")] == [
        (50_000, "Normal"),
        (40_000, "Normal"),
    ]


def test_a_hard_link_is_an_object_of_its_own(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso")
    library.refresh(share)
    (folder / "b.iso").hardlink_to(folder / "a.iso")
    library.refresh(share)
    assert len({item.id for item in items().values()}) == 2


def test_new_content_is_read_again(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    path = write_iso(folder / "a.iso")
    library.refresh(share)
    item = items()["a.iso"]
    write_iso(path, label="DEBIAN 13", size=50_000)
    library.refresh(share)
    again = items()["a.iso"]
    assert isinstance(again, ISO)
    assert (again.id, again.volume_label, again.size) == (item.id, "DEBIAN 13", 50_000)
    path.write_bytes(b"QFI\xfb" + b"\0" * 700)
    library.refresh(share)
    assert isinstance(items()["a.iso"], VirtualHardDisk)
    assert store.count(ISO) == 0
    path.write_bytes(b"")
    library.refresh(share)
    assert items() == {}


def test_a_name_that_a_person_gave_stays_when_the_file_moves(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso")
    library.refresh(share)
    store.update(ISO, items()["a.iso"].id, lambda stored: stored.model_copy(update={"name": "Our Debian"}))
    (folder / "a.iso").rename(folder / "b.iso")
    library.refresh(share)
    assert items()["Our Debian"].share_path == str(folder / "b.iso")


def test_a_share_whose_folder_is_gone_says_so_and_comes_back(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO, tmp_path: Path
) -> None:
    write_iso(folder / "a.iso")
    library.refresh(share)
    item = items()["a.iso"]
    folder.rename(tmp_path / "unplugged")
    library.refresh(share)
    gone = store.get(LibraryShare, share.id)
    assert gone.state is LibraryItemState.MISSING
    assert gone.status_reason.startswith(f"The folder {folder} is not there.")
    assert items()["a.iso"].state is LibraryItemState.MISSING
    folder.write_text("a file in its place")
    library.refresh(share)
    assert "is a file" in store.get(LibraryShare, share.id).status_reason
    folder.unlink()
    (tmp_path / "unplugged").rename(folder)
    library.refresh(share)
    back = store.get(LibraryShare, share.id)
    assert (back.state, back.status_reason) == (LibraryItemState.NORMAL, "")
    assert (items()["a.iso"].id, items()["a.iso"].state) == (item.id, LibraryItemState.NORMAL)


def test_a_folder_that_cannot_be_made_leaves_a_share_that_says_why(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    share = library.ensure_default(tmp_path / "file" / "library")
    assert share.state is LibraryItemState.MISSING
    assert share.status_reason


def test_links_that_lead_round_and_to_nothing(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO, tmp_path: Path
) -> None:
    outside = tmp_path / "other disk"
    outside.mkdir()
    write_iso(outside / "far.iso")
    write_iso(folder / "a.iso")
    (folder / "round").symlink_to(folder)
    (folder / "far").symlink_to(outside)
    (folder / "dead.iso").symlink_to(tmp_path / "nothing")
    (folder / "self.iso").symlink_to(folder / "self.iso")
    os.mkfifo(folder / "pipe.iso")
    library.refresh(share)
    assert sorted(items()) == ["a.iso", "far.iso"]
    assert store.count(ISO) == 2, "a folder was read twice"


def test_odd_names(store: Store, library: Library, share: LibraryShare, folder: Path, items: Items) -> None:
    names = [
        "a b.iso",
        "quote'\".iso",
        "line\nbreak.iso",
        "ü€😀.iso",
        "-rf.iso",
        "$(x).iso",
        "e\u0301.iso",
        "x" * 251 + ".iso",
    ]
    for name in names:
        (folder / name).write_bytes(b"x")
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.iso")).write_bytes(b"x")
    library.refresh(share)
    assert sorted(items()) == sorted(names)
    assert all(library.locate(item).name == item.name for item in items().values())
    assert store.get(LibraryShare, share.id).status_reason == (
        "bad\ufffd.iso is left out: its name is not valid text. Rename it."
    )


def test_refreshing_one_folder_leaves_the_others(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    for name in ("one", "two", "one more"):
        (folder / name).mkdir()
        write_iso(folder / name / f"{name}.iso")
    library.refresh(share, "one")
    assert list(items()) == ["one.iso"]
    library.refresh(share, str(folder / "two"))
    assert sorted(items()) == ["one.iso", "two.iso"]
    (folder / "one" / "one.iso").unlink()
    (folder / "two" / "two.iso").unlink()
    library.refresh(share, "two")
    assert {name: item.state.value for name, item in items().items()} == {"one.iso": "Normal", "two.iso": "Missing"}
    for outside in ("..", "/etc", "one/../../x", "a\0b"):
        with pytest.raises(LibraryError, match="not inside"):
            library.refresh(share, outside)


def test_hidden_folders_are_passed_over(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    (folder / ".Trash").mkdir()
    write_iso(folder / ".Trash" / "a.iso")
    write_iso(folder / "b.iso.part")
    library.refresh(share)
    library.refresh(share, ".Trash/a.iso")
    assert items() == {}


def test_a_share_is_removed_with_its_objects_but_not_its_files(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    path = write_iso(folder / "a.iso")
    library.refresh(share)
    library.remove_share(share)
    library.remove_share(share)
    assert (store.count(ISO), store.count(LibraryShare)) == (0, 0)
    assert path.exists()
    with pytest.raises(NotFoundError, match="library share"):
        library.refresh(share)


def test_locate_says_when_the_file_is_gone(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    path = write_iso(folder / "a.iso")
    library.refresh(share)
    item = items()["a.iso"]
    assert library.locate(item) == path
    path.unlink()
    with pytest.raises(LibraryError, match=r"ISO image 'a\.iso' cannot be used.*is not there"):
        library.locate(item)


def test_deleting_an_object_deletes_its_file(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    path = write_iso(folder / "a.iso")
    library.refresh(share)
    item = items()["a.iso"]
    library.delete_item(item)
    assert not path.exists()
    assert items() == {}
    library.delete_item(item)


def test_deleting_never_leaves_the_share(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = write_iso(outside / "victim.iso")
    (folder / "far").symlink_to(outside)
    (folder / "link.iso").symlink_to(victim)
    library.refresh(share)
    with pytest.raises(LibraryError, match="is not inside the library share"):
        library.delete_item(items()["victim.iso"])
    for bad in (str(victim), f"{folder}/../outside/victim.iso", f"{folder}/far/victim.iso"):
        forged = items()["link.iso"].model_copy(update={"share_path": bad})
        with pytest.raises(LibraryError, match="is not inside the library share"):
            library.delete_item(forged)
    library.delete_item(items()["link.iso"])
    assert victim.exists()
    assert not (folder / "link.iso").is_symlink()


def test_a_file_in_a_folder_is_not_mistaken_for_one_beside_it(
    library: Library, share: LibraryShare, folder: Path, items: Items, write_iso: WriteISO
) -> None:
    (folder / "a").mkdir()
    write_iso(folder / "a" / "x.iso")
    write_iso(folder / "ab.iso")
    library.refresh(share)
    library.refresh(share, "a")
    assert {name: item.state.value for name, item in items().items()} == {"x.iso": "Normal", "ab.iso": "Normal"}


def test_a_thousand_files_are_read_in_one_go(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items
) -> None:
    for number in range(1000):
        (folder / f"{number}.ps1").write_text("Get-VM")
    library.refresh(share)
    assert len(items()) == 1000


def test_a_file_that_grows_while_it_is_read_is_left_for_later(
    library: Library,
    share: LibraryShare,
    folder: Path,
    items: Items,
    write_iso: WriteISO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    growing, done = folder / "growing.iso", write_iso(folder / "done.iso")

    def grow(_seconds: float) -> None:
        with growing.open("ab") as file:
            file.write(b"more")

    grow(0)
    monkeypatch.setattr("vmmconsole.engine.library.shares.time.sleep", grow)
    library.refresh(share)
    assert list(items()) == [done.name]
    monkeypatch.setattr("vmmconsole.engine.library.shares.time.sleep", lambda _seconds: None)
    library.refresh(share)
    grow(0)
    before = items()["growing.iso"]
    monkeypatch.setattr("vmmconsole.engine.library.shares.time.sleep", grow)
    library.refresh(share)
    assert items()["growing.iso"] == before, "neither changed nor missing while it is written"
