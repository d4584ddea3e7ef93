"""Ways to declare a column: text, number, size, time, status, name, job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vmmconsole_ui.models.column import EMPTY, Cell, Column
from vmmconsole_ui.models.objects import Row

from . import words


def text(
    property_name: str,
    title: str,
    width: int = 16,
    *,
    names: tuple[str, ...] = (),
    shown: bool = True,
    read: Callable[[Any], str] = str,
) -> Column:
    """A column of plain text; `read` turns the wire's value into what people read."""

    def value(row: Row) -> str:
        raw = row[property_name]
        return read(raw) if raw else ""

    return Column(
        property=property_name,
        title=title,
        width=width,
        cell=lambda row: Cell(value(row)),
        text=value,
        sort_key=lambda row: value(row).casefold(),
        raw_key=str.casefold if read is str else None,
        names=names,
        is_shown=shown,
    )


def _description(row: Row) -> str:
    return row["Description"] or ""


def name(
    icon: Callable[[Row], tuple[str, str]],
    title: str = "Name",
    width: int = 18,
    *,
    tip: Callable[[Row], str] = _description,
) -> Column:
    """The name column, with the object's icon and its colour token, and what is said on hovering."""

    def cell(row: Row) -> Cell:
        glyph, color = icon(row)
        return Cell(row.name, icon=glyph, icon_color=color, tip=tip(row))

    return Column(
        property="Name",
        title=title,
        width=width,
        cell=cell,
        text=lambda row: row.name,
        sort_key=lambda row: row.name.casefold(),
        raw_key=str.casefold,
        names=("name",),
    )


def status(
    property_name: str,
    text_property: str,
    state: Callable[[str], tuple[str, str]],
    *,
    reason: str = "",
    width: int = 18,
    read: Callable[[Any], str] | None = None,
) -> Column:
    """A status: icon and word; `reason` is the property that says why, shown on hovering. `read` makes the word of the
    property's value, where no other property has it."""

    def value(row: Row) -> str:
        if read is not None:
            return read(row[property_name])
        return words.sentence(row[text_property] or row[property_name] or "")

    def cell(row: Row) -> Cell:
        glyph, color = state(row[property_name] or "")
        return Cell(value(row), icon=glyph, icon_color=color, tip=(row[reason] or "") if reason else "")

    return Column(
        property=property_name,
        title="Status",
        width=width,
        cell=cell,
        text=value,
        sort_key=value,
        names=("status", "state"),
    )


def number(
    property_name: str,
    title: str,
    width: int = 8,
    *,
    read: Callable[[float], str] = "{:,.0f}".format,
    scale: float = 1,
    names: tuple[str, ...] = (),
    shown: bool = True,
    warn_at: float | None = None,
    zero_is_unknown: bool = False,
) -> Column:
    """A number, to the right; the filter compares value times `scale`; from `warn_at` on it is in warning colour."""

    def raw(row: Row) -> float | None:
        found = row[property_name]
        return None if found is None or (zero_is_unknown and not found) else float(found)

    def cell(row: Row) -> Cell:
        found = raw(row)
        if found is None:
            return EMPTY
        return Cell(read(found), "warning" if warn_at is not None and found >= warn_at else "text")

    def scaled(row: Row) -> float | None:
        found = raw(row)
        return None if found is None else found * scale

    return Column(
        property=property_name,
        title=title,
        width=width,
        cell=cell,
        text=lambda row: "" if (found := raw(row)) is None else read(found),
        sort_key=raw,
        raw_key=None if zero_is_unknown else float,
        number=scaled,
        names=names,
        align="right",
        is_shown=shown,
    )


def counted(title: str, count: Callable[[Row], float], *, names: tuple[str, ...] = ()) -> Column:
    """How many others belong to the object, to the right."""
    return Column(
        property=title,
        title=title,
        width=9,
        cell=lambda row: Cell(f"{count(row):,.0f}"),
        text=lambda row: f"{count(row):,.0f}",
        sort_key=count,
        number=count,
        names=names,
        align="right",
    )


def memory(property_name: str, title: str, *, scale: float = 1 / 1024, **options: Any) -> Column:
    """A size in MB, compared in GB."""
    return number(property_name, title, 10, read=words.megabytes, scale=scale, zero_is_unknown=True, **options)


def size(property_name: str, title: str, **options: Any) -> Column:
    """A size in bytes, compared in GB."""
    return number(property_name, title, 10, read=words.size, scale=1 / 1024**3, zero_is_unknown=True, **options)


def time(
    property_name: str, title: str, *, names: tuple[str, ...] = (), shown: bool = True, seconds: bool = False
) -> Column:
    """A time in the person's zone."""

    def value(row: Row) -> str:
        return words.time_text(row[property_name], seconds=seconds)

    return Column(
        property=property_name,
        title=title,
        width=20 if seconds else 17,
        cell=lambda row: Cell(value(row)),
        text=value,
        sort_key=lambda row: row[property_name],
        raw_key=str,
        names=names,
        is_shown=shown,
    )


def uptime(property_name: str = "StartedTime", title: str = "Uptime") -> Column:
    """How long since a time, compared in days."""

    def seconds(row: Row) -> float | None:
        return words.since(row[property_name])

    def value(row: Row) -> str:
        return words.uptime(seconds(row))

    def days(row: Row) -> float | None:
        found = seconds(row)
        return None if found is None else found / 86_400

    def started(row: Row) -> float | None:
        found = words.moment(row[property_name])
        return None if found is None else -found.timestamp()

    return Column(
        property=property_name,
        title=title,
        width=11,
        cell=lambda row: Cell(value(row)),
        text=value,
        sort_key=started,
        number=days,
        names=("uptime",),
    )


def job() -> Column:
    """The object's job: bar and verb while it runs, in error colour once failed, muted once done."""
    return Column(
        property="MostRecentJob.Name",
        title="Job",
        width=20,
        cell=_job_cell,
        text=lambda row: row["MostRecentJob.Name"] or "",
        sort_key=lambda row: _job_cell(row).text,
        names=("job",),
        follows_jobs=True,
    )


def _job_cell(row: Row) -> Cell:
    found = row.table.store.job_of(row)
    if found is None:
        return EMPTY
    verb, status_value = words.verb_of(found.name), found["Status"]
    if status_value == "Running":
        progress = int(found["ProgressValue"] or 0)
        tip = f"{found.name}\n{found['CurrentStep'] or ''}".strip()
        return Cell(f"{verb}, {progress} %", "muted", progress=progress, tip=tip)
    if status_value == "Queued":
        return Cell(f"{verb}, queued", "muted", tip=found["CurrentStep"] or found.name)
    if status_value == "Failed":
        return Cell(f"{verb} failed", "error", tip=found["ErrorInfo.Problem"] or found.name)
    if status_value == "Canceled":
        return Cell(f"{verb} canceled", "muted", tip=found.name)
    return Cell(f"{verb} done", "muted", tip=f"{found.name}, {words.ago(found['EndTime'])}")


def job_progress() -> Column:
    """A job's own progress."""

    def cell(row: Row) -> Cell:
        progress = int(row["ProgressValue"] or 0)
        if row["Status"] == "Running":
            return Cell(f"{progress} %", "muted", progress=progress, tip=row["CurrentStep"] or "")
        if row["Status"] == "Queued":
            return Cell("Waiting", "muted", tip=row["CurrentStep"] or "")
        return Cell(f"{progress} %", "muted") if row["Status"] in {"Failed", "Canceled"} else EMPTY

    return Column(
        property="ProgressValue",
        title="Progress",
        width=13,
        cell=cell,
        text=lambda row: f"{row['ProgressValue'] or 0} %",
        sort_key=lambda row: row["ProgressValue"],
        number=lambda row: float(row["ProgressValue"] or 0),
        names=("progress",),
    )
