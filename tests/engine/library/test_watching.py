"""What happens in a share's folder is noticed by itself."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vmmconsole.engine.library import Library
from vmmconsole.engine.store import Store
from vmmconsole.model import LibraryShare
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import LibraryItemState

Items = Callable[[], dict[str, LibraryItem]]
Until = Callable[[Callable[[], bool]], None]
WriteISO = Callable[..., Path]


@pytest.fixture
def watching(store: Store, library: Library, share: LibraryShare, until: Until) -> Library:
    """The library, watching."""
    before = store.revision
    library.start()
    until(lambda: store.revision > before)
    return library


def test_an_iso_appears_within_about_a_second(
    watching: Library, folder: Path, items: Items, until: Until, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso")
    written = time.monotonic()
    until(lambda: "a.iso" in items())
    assert time.monotonic() - written < 5, "the goal is one second; five leaves room for a busy machine"
    assert items()["a.iso"].state is LibraryItemState.NORMAL


def test_a_file_that_is_being_copied_appears_when_it_is_whole(
    watching: Library, folder: Path, items: Items, until: Until, write_iso: WriteISO, tmp_path: Path
) -> None:
    content = write_iso(tmp_path / "source.iso", size=100_000).read_bytes()
    with (folder / "slow.iso").open("wb") as file:
        file.write(content[:50_000])
        file.flush()
        write_iso(folder / "quick.iso")
        until(lambda: "quick.iso" in items())
        assert "slow.iso" not in items()
        file.write(content[50_000:])
    until(lambda: "slow.iso" in items())
    assert items()["slow.iso"].size == 100_000


def test_a_download_appears_when_it_gets_its_name(
    watching: Library, folder: Path, items: Items, until: Until, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso.part").rename(folder / "a.iso")
    until(lambda: list(items()) == ["a.iso"])


def test_a_file_that_is_moved_in_from_elsewhere(
    watching: Library, folder: Path, items: Items, until: Until, write_iso: WriteISO, tmp_path: Path
) -> None:
    write_iso(tmp_path / "a.iso").rename(folder / "a.iso")
    until(lambda: "a.iso" in items())


def test_a_name_that_is_no_text_is_told_and_hinders_nothing(
    watching: Library, store: Store, share: LibraryShare, folder: Path, items: Items, until: Until, write_iso: WriteISO
) -> None:
    bad = Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff"))
    bad.mkdir()
    write_iso(bad / "inside.iso")
    write_iso(Path(f"{bad}.iso"))
    write_iso(folder / "good.iso")
    until(lambda: list(items()) == ["good.iso"])
    watching.refresh(share)
    assert "bad\ufffd.iso is left out" in store.get(LibraryShare, share.id).status_reason


def test_renamed_deleted_and_back(
    watching: Library, folder: Path, items: Items, until: Until, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso")
    until(lambda: "a.iso" in items())
    first = items()["a.iso"].id
    (folder / "a.iso").rename(folder / "b.iso")
    until(lambda: list(items()) == ["b.iso"])
    (folder / "b.iso").unlink()
    until(lambda: items()["b.iso"].state is LibraryItemState.MISSING)
    write_iso(folder / "b.iso")
    until(lambda: items()["b.iso"].state is LibraryItemState.NORMAL)
    assert items()["b.iso"].id == first


def test_folders_that_come_move_and_go(
    watching: Library, folder: Path, items: Items, until: Until, write_iso: WriteISO, tmp_path: Path
) -> None:
    (tmp_path / "new" / "deep").mkdir(parents=True)
    write_iso(tmp_path / "new" / "deep" / "a.iso")
    (tmp_path / "new").rename(folder / "new")
    until(lambda: "a.iso" in items())
    first = items()["a.iso"].id
    (folder / "new").rename(folder / "old")
    until(lambda: items()["a.iso"].directory == "old/deep")
    assert items()["a.iso"].id == first
    (folder / "old").rename(tmp_path / "away")
    until(lambda: items()["a.iso"].state is LibraryItemState.MISSING)


def test_the_folder_of_the_share_goes_and_comes_back(
    watching: Library, store: Store, share: LibraryShare, folder: Path, items: Items, until: Until, write_iso: WriteISO
) -> None:
    write_iso(folder / "a.iso")
    until(lambda: "a.iso" in items())
    folder.rename(folder.with_name("away"))
    until(lambda: store.get(LibraryShare, share.id).state is LibraryItemState.MISSING)
    until(lambda: items()["a.iso"].state is LibraryItemState.MISSING)
    folder.with_name("away").rename(folder)
    until(lambda: items()["a.iso"].state is LibraryItemState.NORMAL)
    write_iso(folder / "b.iso")
    until(lambda: "b.iso" in items())


def test_a_share_that_is_added_while_watching(
    watching: Library, store: Store, until: Until, write_iso: WriteISO, tmp_path: Path
) -> None:
    share = watching.add_share(tmp_path / "second")
    assert share.name == "second"
    write_iso(tmp_path / "second" / "a.iso")
    until(lambda: any(share.id == s.id for s in store.find(LibraryShare)) and bool(_isos(store, share)))
    watching.remove_share(share)
    write_iso(tmp_path / "second" / "b.iso")
    assert store.find(LibraryShare, name="second") == []


def _isos(store: Store, share: LibraryShare) -> list[LibraryItem]:
    from vmmconsole.model import ISO

    return list(store.find(ISO, library_share=share.ref))


def test_files_that_came_while_nobody_watched(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, until: Until, write_iso: WriteISO
) -> None:
    library.start()
    library.stop()
    write_iso(folder / "a.iso")
    library.start()
    until(lambda: "a.iso" in items())


class ExhaustedObserver:
    """Stands in for watchdog's observer on a system that has no watches left, which no test may bring about."""

    def schedule(self, *_arguments: object, **_options: object) -> None:
        """What inotify_add_watch answers at the limit."""
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    def is_alive(self) -> bool:
        """Never started."""
        return False


def test_without_events_the_folder_is_read_again_and_again(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, until: Until, write_iso: WriteISO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("vmmconsole.engine.library.watch.Observer", ExhaustedObserver)
    monkeypatch.setattr("vmmconsole.engine.library.shares.POLL_SECONDS", 0.1)
    library.start()
    until(lambda: "limit of watched folders" in store.get(LibraryShare, share.id).status_reason)
    write_iso(folder / "a.iso")
    until(lambda: "a.iso" in items())


def test_the_share_is_read_again_as_often_as_the_setting_says(
    store: Store, library: Library, share: LibraryShare, folder: Path, items: Items, until: Until, write_iso: WriteISO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("vmmconsole.engine.library.watch._EVENTS", [])  # events get lost, so to say
    store.set_setting("LibraryRefresherFrequency", 0.0001)
    store.set_setting("LibraryRefresherEnabled", False)
    library.start()
    until(lambda: share.id in library._scanned_at)
    write_iso(folder / "a.iso")
    assert "a.iso" not in items()
    store.set_setting("LibraryRefresherEnabled", True)
    until(lambda: "a.iso" in items())


def test_stopping_ends_all_threads(watching: Library) -> None:
    import threading

    watching.stop()
    watching.stop()
    assert [
        thread.name for thread in threading.enumerate() if "library" in thread.name or "notify" in thread.name
    ] == []
