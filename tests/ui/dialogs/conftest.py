"""What the tests of the dialogs share: a console context over a stand-in of the engine's client."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ui.client_stand_in import client, context

__all__ = ["client", "context"]
