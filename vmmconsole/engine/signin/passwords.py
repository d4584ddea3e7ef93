"""Passwords: which are good enough, how they are kept (argon2id), and whether one is right."""

from __future__ import annotations

import secrets
import threading
from functools import cache
from typing import TYPE_CHECKING

from vmmconsole.model.errors import ParameterError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST_CHARACTERS = 12
"""NIST SP 800-63B-4, 3.1.1.2: length is what counts; more than the 8 that it asks for beside a second factor."""
MOST_CHARACTERS = 1024
_AT_ONCE = threading.BoundedSemaphore(4)
"""Each hash takes 64 MB: so many at a time, the others wait."""
_ONE_TIME_WORDS = 5
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for another


def check_new(password: str, user: str) -> None:
    """Refuse a password that is too easy.

    Raises:
        ParameterError: it is too short, too long, or the user's name.
    """
    problem = ""
    if len(password) < LEAST_CHARACTERS:
        problem = f"It has fewer than {LEAST_CHARACTERS} characters."
    elif len(password) > MOST_CHARACTERS:
        problem = f"It has more than {MOST_CHARACTERS} characters."
    elif len(user) > 2 and len(password.casefold().replace(user.casefold(), "")) < LEAST_CHARACTERS // 2:
        problem = "It is little more than the user's name."
    elif len(set(password)) < 5:
        problem = "It repeats a few characters only."
    if problem:
        raise ParameterError(
            "The new password is too weak.", cause=problem, action="Choose a longer one, for example of several words."
        )


def one_time_password() -> str:
    """A password to be changed at its first use: 25 characters in groups that can be typed, 123 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(_ONE_TIME_WORDS))
    return "-".join(groups)


def hash_password(password: str) -> str:
    """What is kept of a password: argon2id, salted, with its parameters in it."""
    with _AT_ONCE:
        return _hasher().hash(password.encode("utf-8", "surrogatepass"))


def is_right(kept: str, password: str) -> bool:
    """Whether it is the password; takes as long when there is none, so that nobody learns which names exist."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            right = _hasher().verify(kept or _nobody(), password.encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False
    return bool(right and kept)


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    import argon2  # takes 30 ms, which an embedded engine never needs

    return argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_bytes(16))
