"""The way from a shell to its engine: made when it is first needed, and again after it was lost."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from vmmconsole.model.errors import EngineError, VMMError

from .endpoint import Endpoint
from .object_names import FollowedNames
from .sync import SyncClient

_LOOK_SECONDS = 0.1
_LEAVE_SECONDS = 1.0


class Link:
    """Connects in the background, so that a prompt need not wait for it. `client` is for one thread."""

    def __init__(self, find: Callable[[], Endpoint], names: FollowedNames | None = None) -> None:
        """`find` gives the engine's address and may start one; it runs on another thread. `names` follow the engine."""
        self._find = find
        self._names = names
        self._client: SyncClient | None = None
        self.endpoint: Endpoint | None = None
        """Where the engine listened when it was last reached."""
        self._error: VMMError | None = None
        self._ready = threading.Event()
        self._connecting: threading.Thread | None = None

    def start(self) -> None:
        """Begin to connect, unless that is done or under way."""
        if self._client is None and self._connecting is None:
            self._ready.clear()
            self._error = None
            self._connecting = threading.Thread(target=self._connect, name="link", daemon=True)
            self._connecting.start()

    def client(self, check: Callable[[], None] = lambda: None) -> SyncClient:
        """The connection; waits for it, and calls `check` now and then, which may raise.

        Raises:
            EngineError: the engine cannot be reached or started; the next call tries again.
        """
        self.start()
        while not self._ready.wait(_LOOK_SECONDS):
            check()
        self._connecting = None
        if self._error is not None:
            raise self._error
        assert self._client is not None
        return self._client

    def lost(self) -> None:
        """The connection broke: connect anew when it is next needed."""
        client, self._client, self._connecting = self._client, None, None
        self._ready.clear()
        if client is not None:
            client.close()

    def close(self, last: Callable[[SyncClient], None] = lambda _client: None) -> None:
        """End the connection; `last` may say something over it before.

        One that is only being made is not waited for: an engine that starts ends by itself when nobody uses it.
        """
        if self._connecting is not None:
            self._connecting.join(_LEAVE_SECONDS)
            if self._connecting.is_alive():
                return
        if self._client is not None:
            with contextlib.suppress(VMMError):
                last(self._client)
        if self._names is not None:
            self._names.close()
        self.lost()

    def _connect(self) -> None:
        try:
            endpoint = self.endpoint = self._find()
            client = SyncClient(endpoint)
            try:
                client.server()
                if self._names is not None:
                    self._names.follow(endpoint)
                client.wait_ready()  # a statement that comes with its engine must not find it empty
            except BaseException:
                client.close()
                raise
            self._client = client
        except VMMError as err:
            self._error = err
        except OSError as err:
            self._error = EngineError("The engine cannot be reached.", cause=f"{err}.")
        finally:
            if self._client is None and self._error is None:
                self._error = EngineError("The engine cannot be reached.")
            self._ready.set()
