"""Placement: how well hosts suit a virtual machine, in stars and in words."""

from __future__ import annotations

from .rating import Surroundings, rate_hosts

__all__ = ["Surroundings", "rate_hosts"]
