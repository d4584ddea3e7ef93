"""Waiting in a loop for what blocks, on threads that nothing has to wait for when the program ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def on_thread(work: Callable[[], T]) -> T:
    """What `work` returns or raises. Who stops waiting leaves it to end by itself; its result is dropped then.

    Not `asyncio.to_thread`: its threads are joined at the end, and a server that does not answer would delay that.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if answer.done():  # nobody waits any more
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # it is what `work` returned

    def run() -> None:
        result, failed = None, None
        try:
            result = work()
        except BaseException as err:  # noqa: BLE001  it is raised where the result is waited for
            failed = err
        try:
            loop.call_soon_threadsafe(tell, result, failed)
        except RuntimeError:  # the loop has ended meanwhile
            return

    threading.Thread(target=run, name="waited for", daemon=True).start()
    return await answer
