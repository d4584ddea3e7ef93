"""What others need for a vCenter's machines: ``python -m tools.bench.peer_vcenter ADDRESS PORT WAY``.

`WAY` is ``collector`` (one PropertyCollector query for what the engine's list reads), ``summary`` (each machine's whole
``summary``) or ``naive`` (nine attributes of each machine, one by one, as the samples of pyVmomi do). Prints JSON: the
seconds from the login to the last value, the machines, and the process's memory in MB.
"""

from __future__ import annotations

import json
import ssl
import sys
import time
from collections.abc import Callable
from typing import Any

import psutil
from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import vim, vmodl

from tests.vcsim import Vcsim
from vmmconsole.providers.vmware.machine_read import LIGHT


def collector(content: Any, machines: Any) -> int:
    """One query."""
    spec = vmodl.query.PropertyCollector
    walk = spec.TraversalSpec(name="view", path="view", skip=False, type=vim.view.ContainerView)
    wanted = spec.PropertySpec(type=vim.VirtualMachine, pathSet=list(LIGHT))
    start = spec.ObjectSpec(obj=machines, skip=True, selectSet=[walk])
    filter_spec = spec.FilterSpec(objectSet=[start], propSet=[wanted])
    found = content.propertyCollector.RetrievePropertiesEx([filter_spec], spec.RetrieveOptions())
    count = len(found.objects)
    while found.token:
        found = content.propertyCollector.ContinueRetrievePropertiesEx(found.token)
        count += len(found.objects)
    return count


def summary(_content: Any, machines: Any) -> int:
    """A call for each machine."""
    return len([machine.summary for machine in machines.view])


def naive(_content: Any, machines: Any) -> int:
    """Nine calls for each machine."""
    count = 0
    for machine in machines.view:
        _ = (machine.name, machine.runtime.powerState, machine.runtime.host, machine.config.uuid)
        _ = (machine.config.hardware.numCPU, machine.config.hardware.memoryMB)
        _ = (machine.guest.ipAddress, machine.guest.toolsStatus, machine.overallStatus)
        count += 1
    return count


WAYS: dict[str, Callable[[Any, Any], int]] = {"collector": collector, "summary": summary, "naive": naive}


def main() -> None:
    """Measure one way."""
    address, port, way = sys.argv[1:]
    context = ssl._create_unverified_context()
    session = SmartConnect(host=address, port=int(port), user=Vcsim.user_name, pwd=Vcsim.password, sslContext=context)
    content = session.content
    began = time.perf_counter()
    machines = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], recursive=True)
    count = WAYS[way](content, machines)
    seconds = time.perf_counter() - began
    memory = psutil.Process().memory_info().rss / 2**20
    Disconnect(session)
    print(json.dumps({"seconds": seconds, "machines": count, "rss_mb": memory}))


if __name__ == "__main__":
    main()
