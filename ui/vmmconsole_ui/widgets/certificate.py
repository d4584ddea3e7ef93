"""A certificate as people judge it: to whom, by whom, how long, its fingerprint, and whether it is trusted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words

from .form import Form, plain_label

if TYPE_CHECKING:
    from vmmconsole.model.virtualization_manager import ClientCertificate

_PAIRS = 8
"""The pairs of a fingerprint in a line."""


def fingerprint_label(fingerprint: str) -> QLabel:
    """A fingerprint in lines of eight pairs, which the eye can compare; it can be selected and copied."""
    pairs = fingerprint.split(":")
    lines = [":".join(pairs[start : start + _PAIRS]) for start in range(0, len(pairs), _PAIRS)]
    label = plain_label("\n".join(lines), "mono")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setAccessibleName(f"Fingerprint {fingerprint}")
    return label


def add_certificate(form: Form, shown: ClientCertificate, *, by: str = "the engine's computer") -> None:
    """Add the rows of a certificate to a form; `by` is who trusts it or not."""
    now = datetime.now(UTC)
    form.add_fact("Issued to", shown.subject)
    own = shown.issuer == shown.subject
    form.add_fact("Issued by", f"{shown.issuer} (itself)" if own else shown.issuer)
    if shown.host_names:
        form.add_fact("Names in it", ", ".join(shown.host_names))
    form.add_fact("Valid from", words.time_text(shown.valid_from) + _note(shown.valid_from > now, "not yet valid"))
    form.add_fact("Valid until", words.time_text(shown.valid_to) + _note(shown.valid_to < now, "expired"))
    form.add_fact("SHA-256", fingerprint_label(shown.fingerprint))
    form.add_fact("Trust", trust_line(shown, by=by))


def _note(applies: bool, text: str) -> str:
    return f", {text}" if applies else ""


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def trust_line(shown: ClientCertificate, *, by: str = "the engine's computer") -> QWidget:
    """Whether a computer trusts it, and why not: icon and words together."""
    if shown.trusted:
        return state_line("ok", "ok", f"Trusted by {by}")
    why = f": {_lower_first(shown.reason.rstrip('.'))}" if shown.reason else ""
    return state_line("warning", "warning", f"Not trusted by {by}{why}")


def state_line(glyph: str, color: str, text: str) -> QWidget:
    """An icon and what it means."""
    box = as_role(QWidget(), "page")
    picture = QLabel()
    side = look().size.icon
    picture.setPixmap(icon(glyph, color).pixmap(QSize(side, side)))
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().size.grid)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(plain_label(text, wrap=True), 1)
    return box
