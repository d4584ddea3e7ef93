"""A machine's screen: its picture, and the ticket with which an external viewer shows it."""

from __future__ import annotations

import urllib.parse
from uuid import UUID

from vmmconsole.model.errors import StateError
from vmmconsole.providers.contract import Viewer

from .datastore import download, fetch
from .files import DatastoreFiles, Unreported
from .paths import parse_path
from .power import ON
from .site import EsxSite, Found, about

_PNG = b"\x89PNG"


def thumbnail(site: EsxSite, machine_id: UUID) -> bytes:
    """As `Provider.thumbnail`."""
    found = _running(site, machine_id)
    with about(f"The screen of {found.name} cannot be shown.", found.name):
        query = urllib.parse.urlencode({"id": found.reference._moId})
        picture = fetch(site, f"/screen?{query}", f"The screen of {found.name} cannot be shown.")
        if picture is None:
            picture = _screenshot(site, found)
    if not picture.startswith(_PNG):
        raise StateError(f"The screen of {found.name} cannot be shown.", cause="The host sent no picture.",
                         object_name=found.name)  # fmt: skip
    return picture


def _screenshot(site: EsxSite, found: Found) -> bytes:
    """By way of a file that the host writes beside the machine, where the server does not show screens itself."""
    session = site.session
    path = session.wait(session.call(found.reference.CreateScreenshot_Task), Unreported(), "Take a picture")
    file = parse_path(str(path))
    try:
        return b"".join(download(site, file, Unreported()))
    finally:
        DatastoreFiles(site).delete_file(file)


def viewer(site: EsxSite, machine_id: UUID) -> Viewer:
    """As `Provider.viewer`: an address of VMware's remote console, with a ticket of the session.

    Raises:
        StateError: it does not run.
        AccessError: the account may not see screens.
    """
    found = _running(site, machine_id)
    session = site.session
    with about(f"The screen of {found.name} cannot be opened.", found.name):
        ticket = session.call(site.content.sessionManager.AcquireCloneTicket)
        query = urllib.parse.urlencode({"moid": found.reference._moId})
        quoted = urllib.parse.quote(ticket, safe="")
        return Viewer(url=f"vmrc://clone:{quoted}@{session.address}:{session.port}/?{query}")


def _running(site: EsxSite, machine_id: UUID) -> Found:
    found = site.machine(machine_id, "runtime.powerState")
    if found["runtime.powerState"] != ON:
        raise StateError(
            f"The screen of {found.name} cannot be shown.",
            cause="It is not running.",
            action="Start it first.",
            object_name=found.name,
        )
    return found
