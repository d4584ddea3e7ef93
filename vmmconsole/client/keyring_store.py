"""Passwords in the keyring of the operating system, and nowhere else."""

from __future__ import annotations

import logging

_log = logging.getLogger(__name__)
_SERVICE = "vmmconsole"


def unavailable() -> str:
    """Why nothing can be remembered on this computer; empty where it can. May take a while, so ask on a thread."""
    try:
        import keyring
        from keyring.backends import fail, null

        backend = keyring.get_keyring()
    except Exception as err:  # noqa: BLE001  a keyring is a program of somebody else
        _log.info("There is no keyring: %s", err)
        return f"The keyring of this computer does not work: {err}."
    if isinstance(backend, fail.Keyring | null.Keyring) or getattr(backend, "priority", 1) <= 0:
        return "There is no keyring on this computer."
    return ""


def remembered(address: str, user: str) -> str:
    """The password that was remembered for a user at ``HOST:PORT``; empty for none."""
    try:
        import keyring

        return keyring.get_password(_SERVICE, f"{user}@{address}") or ""
    except Exception as err:  # noqa: BLE001  it may be locked, or gone
        _log.info("The keyring does not answer: %s", err)
        return ""


def remember(address: str, user: str, password: str) -> str:
    """Keep a password; returns why it could not be kept, empty when it was."""
    problem = unavailable()
    if problem:
        return problem
    try:
        import keyring

        keyring.set_password(_SERVICE, f"{user}@{address}", password)
    except Exception as err:  # noqa: BLE001  as above
        return f"The keyring did not take the password: {err}."
    return ""


def forget(address: str, user: str) -> None:
    """Remember a password no more."""
    try:
        import keyring

        keyring.delete_password(_SERVICE, f"{user}@{address}")
    except Exception as err:  # noqa: BLE001  as above; usually there was none
        _log.debug("Nothing to forget in the keyring: %s", err)
