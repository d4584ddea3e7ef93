"""A host with room and a request that fits, each altered by the tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.model import VMHost
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.host import VirtualNetwork, VMHostNetworkAdapter, VMHostVolume
from vmmconsole.model.status import HostStatus

GB = 1024**3


@pytest.fixture
def make_host() -> Callable[..., VMHost]:
    """A host of 16 GB, 8 processors and 100 GB of disk, half of each free."""

    def make(**values: Any) -> VMHost:
        facts: dict[str, Any] = {
            "name": "host-1",
            "overall_state": HostStatus.OK,
            "total_memory": 16 * GB,
            "available_memory": 8192,
            "logical_processor_count": 8,
            "processor_speed_mhz": 2000,
            "cpu_utilization": 50,
            "volumes": [VMHostVolume(name="/", mount_point="/", capacity=100 * GB, free_space=50 * GB)],
            "vm_paths": ["/var/lib/machines"],
            "networks": [VirtualNetwork(id=uuid4(), name="default", tag="office", locations=["HQ"])],
            "network_adapters": [VMHostNetworkAdapter(id=uuid4(), name="eth0", speed_mbps=1000)],
        }
        return VMHost(**{**facts, **values})

    return make


@pytest.fixture
def make_request() -> Callable[..., PlacementRequest]:
    """A request for 1 GB of memory and 10 GB of disk; keywords are of the hardware or of the request."""

    def make(**values: Any) -> PlacementRequest:
        own = {name: values.pop(name) for name in list(values) if name in PlacementRequest.__slots__}
        hardware = Hardware(**{"memory_mb": 1024, **values})
        return PlacementRequest(**{"name": "web-01", "hardware": hardware, "disk_gb": 10.0, **own})

    return make
