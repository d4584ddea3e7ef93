"""What a job does while the database is away or full: it waits, and goes on when that is over."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from vmmconsole.model.errors import DatabaseAwayError

T = TypeVar("T")

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 3.0
_LOOK_SECONDS = 0.1
"""How soon a wait ends when whoever waits is to leave."""


def outlast(action: Callable[[], T], leave: Callable[[], None]) -> T:
    """What `action` gives, which is tried again as long as the database does not work; between two tries, `leave`
    may raise to end that. `action` may have been done in part, or wholly, when it is done again."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            return action()
        except DatabaseAwayError as err:
            if pause == FIRST_PAUSE_SECONDS:
                log.warning("%s A job waits for it.", err)
            until = time.monotonic() + pause
            while (left := until - time.monotonic()) > 0:
                leave()
                time.sleep(min(left, _LOOK_SECONDS))
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
