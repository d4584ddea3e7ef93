"""The pages of the dialog: where to connect and as whom, a certificate to judge, a password to change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.certificate import add_certificate, fingerprint_label, state_line
from vmmconsole_ui.widgets.form import Form, plain_label

if TYPE_CHECKING:
    from vmmconsole.client.entrance import Doubt
    from vmmconsole.client.known_servers import Accepted, Recent

HERE = "This computer"
LEAST_CHARACTERS = 12
"""The engine refuses shorter passwords; its answer is what counts, this only spares the way."""
_LABELS = 12


class Page(QWidget):
    """A title, a sentence, and fields; `ready` says whether the button may be pressed."""

    changed = Signal()
    title = ""
    verb = ""
    cancel = "Cancel"
    danger = False

    def __init__(self, sentence: str = "", sign: tuple[str, str] = ("", "")) -> None:
        super().__init__()
        as_role(self, "page")
        size = look().size
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(size.pane, size.pane, size.pane, size.pane)
        self.body.setSpacing(size.grid)
        head = QHBoxLayout()
        head.setSpacing(size.grid)
        if sign[0]:
            picture = QLabel(self)
            picture.setPixmap(icon(*sign).pixmap(QSize(size.icon_large, size.icon_large)))
            head.addWidget(picture)
        head.addWidget(as_role(plain_label(self.title), "title"), 1)
        self.body.addLayout(head)
        self.sentence = plain_label(sentence, "muted", wrap=True)
        self.body.addWidget(self.sentence)
        self.body.addSpacing(size.grid)

    @property
    def ready(self) -> str:
        """What is missing; empty when nothing is."""
        return ""

    def first(self) -> QWidget | None:
        """Where the focus goes."""
        return None


class ServerPage(Page):
    """Which engine, as whom."""

    title = "Connect to server"
    verb = "&Connect"

    def __init__(self, recent: Sequence[Recent], *, here: bool) -> None:
        super().__init__(
            "The engine that manages the hosts: the one of this computer, or one that you sign in to.",
            ("connect", "accent"),
        )
        self.recent = {entry.address: entry for entry in recent}
        self._recalled = ""
        self.form = Form(label_characters=_LABELS)
        self.server = self.form.add("&Server", self._servers(here), "server", wide=True)
        self.server.setToolTip("HOST or HOST:PORT; several engines on one database with commas between")
        self.user = self.form.add("&User name", QLineEdit(), "user", wide=True)
        self.user.setPlaceholderText("Administrator, or DOMAIN\\name")
        self.user.setMaxLength(256)
        self.password = self.form.add("&Password", QLineEdit(), "password", wide=True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(1024)
        self.remember = self.form.add_full(QCheckBox("&Remember me, in the keyring of this computer"), gap=False)
        self.keyring_note = self.form.add_full(plain_label("", "muted", wrap=True))
        self.keyring_note.hide()
        self.here_note = self.form.add_full(
            plain_label(
                "No password is needed: you are the administrator of the engine that you start.", "muted", wrap=True
            )
        )
        self.form.finish()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.server.editTextChanged.connect(lambda _: self._server_changed())
        self.user.textEdited.connect(lambda _: self.recall(""))
        for field in (self.user, self.password):
            field.textChanged.connect(lambda _: self.changed.emit())
        self._server_changed()

    def _servers(self, here: bool) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for address in self.recent:
            box.addItem(icon("manager", "muted"), address)
        if here:
            box.addItem(icon("view_vms", "muted"), HERE)
        line = box.lineEdit()
        assert line is not None
        line.setPlaceholderText("vmm.example.org:8100")
        box.setCurrentIndex(0 if self.recent else -1)
        return box

    @property
    def is_here(self) -> bool:
        """Whether the engine of this computer is chosen."""
        return self.server.currentText() == HERE

    @property
    def address(self) -> str:
        """What is typed."""
        return self.server.currentText().strip()

    @property
    def ready(self) -> str:
        """What is missing."""
        if self.is_here:
            return ""
        if not self.address:
            return "Enter the address of a server."
        if not self.user.text().strip():
            return "Enter a user name."
        if not self.password.text() and not self.is_recalled:
            return "Enter the password."
        return ""

    @property
    def is_recalled(self) -> bool:
        """Whether the keyring has the password of this user there."""
        return bool(self._recalled) and self._recalled == self.key

    @property
    def key(self) -> str:
        """Whose password the keyring may have."""
        return f"{self.user.text().strip()}@{self.address}"

    def recall(self, key: str) -> None:
        """Say that the keyring has the password of `key`; empty for no more."""
        self._recalled = key
        recalled = self.is_recalled
        self.password.setPlaceholderText("Remembered" if recalled else "")
        if recalled:
            self.remember.setChecked(True)
        self.changed.emit()

    def no_keyring(self, why: str) -> None:
        """Say why nothing can be remembered."""
        self.remember.setChecked(False)
        self.remember.setEnabled(False)
        self.keyring_note.setText(why)
        self.keyring_note.setVisible(not self.is_here)

    def fix(self, user: str) -> None:
        """Let server and user be no more a choice: a session of theirs goes on."""
        self.server.setEnabled(False)
        self.user.setText(user)
        self.user.setReadOnly(bool(user))

    def first(self) -> QWidget | None:
        """The first field that is empty."""
        if not self.address:
            return self.server
        return self.user if not self.user.text() else self.password

    def _server_changed(self) -> None:
        known = self.recent.get(self.address)
        if known is not None and not self.user.isReadOnly():
            self.user.setText(known.user)
        for field in ("user", "password"):
            self.form.set_visible(field, not self.is_here)
        self.remember.setVisible(not self.is_here)
        self.keyring_note.setVisible(not self.is_here and bool(self.keyring_note.text()))
        self.here_note.setVisible(self.is_here)
        self.recall("")


class CertificatePage(Page):
    """A certificate that nobody has accepted for this address."""

    title = "Do you know this server?"
    verb = "&Accept and connect"
    cancel = "Do not connect"

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(
            f"The engine at {doubt.endpoint} shows a certificate that you have not accepted yet. Nothing but the "
            "greeting was sent. Compare the fingerprint with the one that the engine's administrator names; from then "
            "on no other certificate is accepted there.",
            ("certificate", "accent"),
        )
        self.doubt = doubt
        form = Form(label_characters=_LABELS)
        add_certificate(form, doubt.shown.facts, by="this computer")
        form.finish()
        self.body.addWidget(form)
        add_warnings(self.body, doubt)
        self.body.addStretch(1)

    @property
    def ready(self) -> str:
        """One whose time is over cannot be accepted."""
        return "Its time is over, or has not begun." if self.doubt.shown.expired else ""


class ChangedPage(Page):
    """Another certificate than the accepted one: both beside each other, and a deliberate way to take the new one."""

    title = "This server shows another certificate"
    verb = "&Accept the new certificate"
    cancel = "Do not connect"
    danger = True

    def __init__(self, doubt: Doubt, accepted: Accepted) -> None:
        super().__init__(
            f"The connection to {doubt.endpoint} was stopped; nothing was sent. Either the server was set up anew, or "
            "somebody is between you and it. Ask the engine's administrator before you go on.",
            ("warning", "error"),
        )
        self.doubt = doubt
        sides = QHBoxLayout()
        sides.setSpacing(look().size.pane * 2)
        for heading, form in (("Accepted", _accepted_side(accepted)), ("Shown now", _shown_side(doubt))):
            column = QVBoxLayout()
            column.setSpacing(look().size.grid)
            column.addWidget(as_role(plain_label(heading), "heading"))
            column.addWidget(form)
            column.addStretch(1)
            sides.addLayout(column, 1)
        self.body.addLayout(sides)
        add_warnings(self.body, doubt)
        self.body.addStretch(1)
        self.checked = QCheckBox("I have compared the new &fingerprint with the one that the administrator names")
        self.checked.toggled.connect(lambda _: self.changed.emit())
        self.checked.setEnabled(not doubt.shown.expired)
        self.body.addWidget(self.checked)

    @property
    def ready(self) -> str:
        """Not before the fingerprint was compared."""
        if self.doubt.shown.expired:
            return "Its time is over, or has not begun."
        return "" if self.checked.isChecked() else "Compare the fingerprint first."


def certificate_page(doubt: Doubt) -> Page:
    """The page for a certificate to judge."""
    return CertificatePage(doubt) if doubt.accepted is None else ChangedPage(doubt, doubt.accepted)


def add_warnings(body: QVBoxLayout, doubt: Doubt) -> None:
    """Add what speaks against a certificate."""
    shown = doubt.shown
    if not shown.names_it:
        names = ", ".join(shown.facts.host_names) or "no name"
        body.addWidget(state_line("warning", "warning", f"It is not for {doubt.endpoint.host}, but for {names}."))
    if shown.expired:
        text = "Its time is over, or has not begun: it cannot be accepted. The engine's administrator has to renew it."
        body.addWidget(state_line("failed", "error", text))


def _accepted_side(accepted: Accepted) -> Form:
    form = Form(label_characters=_LABELS)
    rows = [
        ("Issued to", accepted.subject), ("Issued by", accepted.issuer),
        ("Valid from", words.time_text(accepted.valid_from)), ("Valid until", words.time_text(accepted.valid_to)),
        ("Accepted", words.time_text(accepted.accepted_at)),
    ]  # fmt: skip
    for label, value in rows:
        if value:
            form.add_fact(label, value)
    form.add_fact("SHA-256", fingerprint_label(accepted.fingerprint))
    form.finish()
    return form


def _shown_side(doubt: Doubt) -> Form:
    facts = doubt.shown.facts
    form = Form(label_characters=_LABELS)
    form.add_fact("Issued to", facts.subject)
    form.add_fact("Issued by", facts.issuer)
    form.add_fact("Valid from", words.time_text(facts.valid_from))
    form.add_fact("Valid until", words.time_text(facts.valid_to))
    form.add_fact("SHA-256", fingerprint_label(facts.fingerprint))
    form.finish()
    return form


class PasswordPage(Page):
    """A password that was given for one use, and the new one."""

    title = "Change your password"
    verb = "C&hange and connect"

    def __init__(self, user: str) -> None:
        super().__init__(
            f"The password of {user} was given for one use. Choose one that only you know.", ("account", "accent")
        )
        self.form = Form(label_characters=_LABELS + 2)
        self.new, self.again = add_new_password(self.form)
        self.form.finish()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        for field in (self.new, self.again):
            field.textChanged.connect(lambda _: self.changed.emit())

    @property
    def ready(self) -> str:
        """Both the same, and long enough."""
        return new_password_problem(self.new.text(), self.again.text())

    def first(self) -> QWidget | None:
        """The new password."""
        return self.new


def add_new_password(form: Form) -> tuple[QLineEdit, QLineEdit]:
    """Add the rows of a new password and of its repetition."""
    new = form.add("&New password", QLineEdit(), "new", wide=True)
    again = form.add("&The same again", QLineEdit(), "again", wide=True)
    for field in (new, again):
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(1024)
    form.add_full(
        plain_label(
            f"At least {LEAST_CHARACTERS} characters; several words are easy to keep in mind.", "muted", wrap=True
        )
    )
    return new, again


def new_password_problem(new: str, again: str) -> str:
    """What is wrong with a new password, as far as the console can tell."""
    if len(new) < LEAST_CHARACTERS:
        return f"Enter at least {LEAST_CHARACTERS} characters."
    return "" if new == again else "Both are not the same."
