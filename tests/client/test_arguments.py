"""Arguments on the wire."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.client.objects import encode_arguments
from vmmconsole.cmdlets.new_vm import NewVM
from vmmconsole.model import Ref


def test_a_reference_travels_as_what_it_points_to() -> None:
    host = Ref(kind="VMHost", id=UUID(int=5), name="kvm-01")
    sent = encode_arguments(NewVM(vm_host=host))
    assert sent == {"VMHost": {"ObjectType": "VMHost", "ID": str(UUID(int=5)), "Name": "kvm-01"}}
