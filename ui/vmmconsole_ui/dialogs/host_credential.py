"""The account of a host that a virtualization manager brought: what goes to the host itself needs one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vmmconsole_ui.theme import look
from vmmconsole_ui.views.words import count
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.account_field import AccountField
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.script_parts import call, lookup, reference, script_text

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context
    from vmmconsole_ui.models.objects import Row


class HostCredentialDialog(ScriptDialog):
    """One account for one or several hosts: a script and a job for each."""

    def __init__(self, context: Context, rows: Sequence[Row]) -> None:
        super().__init__(
            context, "Add host credentials", "&OK", job_name="Change properties of host", width=look().characters(80)
        )
        self.rows = rows
        what = rows[0].name if len(rows) == 1 else count(len(rows), "host")
        text = f"{what}: everything works through the VirtualCenter server but what goes to the host itself, such as "
        self.body.addWidget(plain_label(f"{text}its files. For that the host needs an account of its own.", wrap=True))
        known = {str(row["Credential"] or "") for row in rows}
        chosen = known.pop() if len(known) == 1 else ""
        self.account = self.form.add("&Run As account", AccountField(context, chosen), "account", wide=True)
        self.form.finish()
        self.body.addSpacing(look().size.grid)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.account.changed.connect(lambda _: self.refresh("account"))
        self.refresh()

    def problems(self) -> list[Problem]:
        """Without an account there is nothing to add."""
        text = "Select an account that the host knows, or make a new one."
        return [] if self.account.name else [Problem("account", text)]

    def scripts(self) -> list[str]:
        """Set-VMHost for each host that has another account."""
        return [*self._scripts()]

    def _scripts(self) -> Iterable[str]:
        for row in self.rows:
            if str(row["Credential"] or "") == self.account.name:
                continue
            found = lookup("VMHost", "Get-VMHost", self.server, Name=row.name)
            change = call("Set-VMHost", VMHost=reference(found), Credential=self.account.name)
            yield script_text(self.title, (found, change), self.generated_at)


def open_host_credential(context: Context, ids: Sequence[str]) -> HostCredentialDialog | None:
    """Open the dialog for these hosts; None where all are gone."""
    rows = [row for host_id in ids if (row := context.objects.find("VMHost", host_id)) is not None]
    if not rows:
        context.notify("The host was removed meanwhile.", "warning")
        return None
    dialog = HostCredentialDialog(context, rows)
    present(dialog)
    return dialog
