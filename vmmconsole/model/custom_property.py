"""Custom properties: what an installation wants to know of its objects beyond what the product knows."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from pydantic import Field

from .noun import Noun, Ref, Value

FIXED_COUNT = 10
"""Virtual machines and hosts have Custom1 to Custom10 of their own."""
_FIXED = UUID("0c0bc1f6-5a33-4d53-8d92-6d7c2f3f2f10")


class CustomPropertyObjectType(StrEnum):
    """The kinds of objects that a custom property can belong to."""

    VM = "VM"
    TEMPLATE = "Template"
    VM_HOST = "VMHost"
    HOST_CLUSTER = "HostCluster"
    VM_HOST_GROUP = "VMHostGroup"
    SERVICE_TEMPLATE = "ServiceTemplate"
    SERVICE_INSTANCE = "ServiceInstance"
    COMPUTER_TIER = "ComputerTier"
    CLOUD = "Cloud"


class CustomProperty(Noun):
    """A property by name, and the kinds of objects that have it."""

    kind: ClassVar[str] = "CustomProperty"
    title: ClassVar[str] = "custom property"
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name", "Members", "Description")

    members: list[CustomPropertyObjectType] = Field(default_factory=list)

    @property
    def fixed_number(self) -> int | None:
        """1 to 10 for Custom1 to Custom10, which objects keep in a place of their own."""
        number = self.name.lower().removeprefix("custom")
        known = number.isdecimal() and self.id == fixed_id(int(number))
        return int(number) if known else None


class CustomPropertyValue(Value):
    """The value that an object has for a custom property."""

    id: UUID
    name: str
    """The property's name."""
    custom_property: Ref
    object: Ref
    value: str

    def __str__(self) -> str:
        return self.value


def fixed_id(number: int) -> UUID:
    """The ID of Custom1 to Custom10, the same in every installation."""
    return uuid5(_FIXED, str(number))


def fixed_properties() -> list[CustomProperty]:
    """Custom1 to Custom10."""
    members = [CustomPropertyObjectType.VM, CustomPropertyObjectType.VM_HOST]
    return [
        CustomProperty(id=fixed_id(number), name=f"Custom{number}", members=members, description="Built in.")
        for number in range(1, FIXED_COUNT + 1)
    ]
