"""Write: a file is old or new and never half, and what somebody else put there stays."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from generator.errors import WorkspaceError
from generator.workspace import files
from generator.workspace.files import MARK, Stamp, holds, is_foreign, remove, replace, stamp


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / ".handrail"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def put(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


# ---- replace


def test_a_file_lands_with_its_folders_and_leaves_nothing_behind(site: Path, scratch: Path) -> None:
    replace(site / "a/b/index.html", b"new", scratch)

    assert (site / "a/b/index.html").read_bytes() == b"new"
    assert list(scratch.iterdir()) == []
    assert list((site / "a/b").iterdir()) == [site / "a/b/index.html"]


def test_an_open_old_file_keeps_its_old_bytes(site: Path, scratch: Path) -> None:
    page = put(site / "index.html", b"old")
    with page.open("rb") as reader:
        replace(page, b"new", scratch)
        assert reader.read() == b"old"
    assert page.read_bytes() == b"new"


def test_a_reader_never_sees_half_a_file(site: Path, scratch: Path) -> None:
    page = put(site / "index.html", b"a" * 300_000)
    over = threading.Event()
    seen: set[bytes] = set()

    def look() -> None:
        while not over.is_set():
            seen.add(page.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for round_ in range(100):
        replace(page, (b"b" if round_ % 2 else b"a") * 300_000, scratch)
    over.set()
    reader.join()

    assert seen <= {b"a" * 300_000, b"b" * 300_000}


@pytest.mark.parametrize(
    "in_the_way", ["a folder where the file goes", "a file where a folder goes"]
)
def test_a_disk_that_refuses_is_a_plain_error_and_leaves_no_draft(
    site: Path, scratch: Path, in_the_way: str
) -> None:
    if in_the_way.startswith("a folder"):
        put(site / "a/index.html/x")
    else:
        put(site / "a")

    with pytest.raises(WorkspaceError, match=r"cannot write .*index\.html: "):
        replace(site / "a/index.html", b"new", scratch)
    assert list(scratch.iterdir()) == []


def test_a_missing_scratch_folder_is_a_plain_error(site: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        replace(site / "index.html", b"new", tmp_path / "nowhere")
    assert not (site / "index.html").exists()


# ---- looking


def test_a_stamp_is_size_and_time_and_none_without_a_file(site: Path) -> None:
    page = put(site / "index.html", b"12345")
    os.utime(page, ns=(1, 1_700_000_000_123_456_789))

    assert stamp(page) == Stamp(5, 1_700_000_000_123_456_789)
    assert stamp(site / "gone.html") is None
    assert stamp(page / "below-a-file") is None


def test_a_file_holds_exactly_its_bytes(site: Path) -> None:
    page = put(site / "index.html", b"12345")

    assert holds(page, b"12345")
    assert not holds(page, b"12346")
    assert not holds(page, b"1234")
    assert not holds(site / "gone.html", b"")
    assert not holds(page / "below-a-file", b"")


@pytest.mark.parametrize(
    ("content", "foreign"),
    [
        (b"<!DOCTYPE html>" + MARK, False),
        (b"<!DOCTYPE html>", True),
        (b"", True),
        (b"x" * (4096 - len(MARK)) + MARK, False),
        (b"x" * 5000 + MARK, True),
        (MARK.replace(b"Handrail", b"Hugo"), True),
    ],
)
def test_a_file_without_our_mark_in_its_head_is_foreign(
    site: Path, content: bytes, foreign: bool
) -> None:
    assert is_foreign(put(site / "index.html", content)) is foreign


def test_nothing_is_not_foreign_and_a_folder_is(site: Path) -> None:
    put(site / "folder/x")

    assert not is_foreign(site / "gone.html")
    assert is_foreign(site / "folder")


# ---- remove


def test_a_file_goes_with_the_folders_that_it_leaves_empty(site: Path) -> None:
    page = put(site / "a/b/index.html")
    remove(page, site)

    assert site.is_dir()
    assert list(site.iterdir()) == []


def test_foreign_neighbours_keep_their_folders(site: Path) -> None:
    page, photo = put(site / "a/b/index.html"), put(site / "a/photo.jpg")
    remove(page, site)

    assert not (site / "a/b").exists()
    assert photo.exists()


def test_an_empty_folder_beside_the_page_stays(site: Path) -> None:
    page = put(site / "a/index.html")
    (site / "a/kept").mkdir()
    remove(page, site)

    assert (site / "a/kept").is_dir()


def test_what_is_gone_already_is_no_trouble(site: Path) -> None:
    put(site / "other/index.html")
    remove(site / "a/index.html", site)

    assert (site / "other/index.html").exists()


def test_nothing_outside_the_site_is_ever_taken_away(tmp_path: Path, site: Path) -> None:
    outside = put(tmp_path / "empty-soon/file")
    remove(outside, site)

    assert outside.parent.is_dir()


# ---- new files, never in place of another's


def test_a_new_file_is_whole_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    place = tmp_path / "new.html"

    assert files.put_new(place, b"mine", 0o600)
    assert not files.put_new(place, b"other", 0o600)
    assert place.read_bytes() == b"mine"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["new.html"]


def test_a_link_to_nowhere_is_something_and_an_empty_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty").touch()

    assert not files.put_new(tmp_path / "link", b"mine")
    assert not (tmp_path / "nowhere").exists()
    assert files.put_new(tmp_path / "empty", b"mine")
    assert (tmp_path / "empty").read_bytes() == b"mine"


def test_a_new_file_on_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WorkspaceError, match="No space left"):
        files.put_new(tmp_path / "new", b"mine")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_made_on_disks_without_second_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    assert files.put_new(tmp_path / "new", b"mine")
    assert not files.put_new(tmp_path / "new", b"other")
    assert (tmp_path / "new").read_bytes() == b"mine"


def test_drafts_that_killed_tries_left_are_swept_by_the_next_one(tmp_path: Path) -> None:
    dead, living, other = (
        tmp_path / f".{name}.handrail-draft"
        for name in ("card.html.1", "card.html.2", "key.html.1")
    )
    for draft in (dead, living, other):
        draft.write_text("secret", "utf-8")
    for draft in (dead, other):
        os.utime(draft, (1_000_000, 1_000_000))
    files.put_new(tmp_path / "card.html", b"mine", 0o600)

    assert sorted(tmp_path.iterdir()) == sorted([living, tmp_path / "card.html"])
