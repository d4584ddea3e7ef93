"""The vCenter simulator for the tests of its provider."""

from __future__ import annotations

from tests.vcsim import new_vcsim, vcsim

__all__ = ["new_vcsim", "vcsim"]
