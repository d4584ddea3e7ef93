"""Custom properties and the values that objects have for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from uuid import UUID, uuid5

from vmmconsole.model import CustomProperty, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.custom_property import CustomPropertyObjectType, CustomPropertyValue
from vmmconsole.model.errors import CapabilityError, ConflictError, ParameterError
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .object_name import free_name
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, by_id, by_name, old_to_new

Owner = VirtualMachine | VMHost | VMHostGroup
_OWNERS: tuple[type[VirtualMachine] | type[VMHost] | type[VMHostGroup], ...] = (VirtualMachine, VMHost, VMHostGroup)
_VALUE_HELP = "The virtual machine, host or host group."


class GetSCCustomProperty(ReadingCmdlet):
    """Reads custom properties: Custom1 to Custom10, which are built in, and those that were created.

    Example:
        Get-SCCustomProperty -Name "Custom1"

    Example:
        Get-SCCustomProperty -Member VM
    """

    name = "Get-SCCustomProperty"
    returns = "CustomProperty"
    default_set = "ID"

    id_: UUID = parameter("ID", sets=("ID",), help="Only the one of this ID.")
    name_: str = parameter("Name", position=0, sets=("Name",), mandatory=True, help="Only the one of this name.")
    member: CustomPropertyObjectType = parameter(
        "Member", sets=("Member",), mandatory=True, help="Only those that this kind of object has."
    )

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, CustomProperty, self.id_)
        if self.given("name_"):
            return by_name(session, CustomProperty, self.name_)
        found = session.find(CustomProperty)
        return [p for p in found if self.member in p.members] if self.member is not UNSET else found


class PropertyCmdlet(ChangingCmdlet):
    """Changes custom properties themselves."""

    permission = Permission.MANAGE_SETTINGS
    returns = "CustomProperty"


class NewSCCustomProperty(PropertyCmdlet):
    """Creates a custom property.

    Virtual machines, hosts and host groups can have it; the other kinds are accepted for scripts.

    Example:
        New-SCCustomProperty -Name "Tier" -AddMember VM, VMHost
    """

    name = "New-SCCustomProperty"
    job_name = "Create custom property"

    name_: str = parameter("Name", position=0, mandatory=True, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    add_member: list[CustomPropertyObjectType] = parameter(
        "AddMember", mandatory=True, help="The kinds of objects that have it."
    )

    def run(self, session: Session) -> Iterable[object]:
        property_id = session.derive_id("custom property")
        known = by_id(session, CustomProperty, property_id)
        made = known[0] if known else session.save(self._made(session, property_id))
        session.result(made)
        return [made]

    def _made(self, session: Session, property_id: UUID) -> CustomProperty:
        text = self.description if self.given("description") else ""
        self.check_texts()
        return CustomProperty(
            id=property_id,
            name=free_name(session, CustomProperty, self.name_),
            description=text,
            members=list(dict.fromkeys(self.add_member)),
        )

    def plan(self, session: Session) -> list[str]:
        return [f"Create the custom property '{self._made(session, session.derive_id('custom property')).name}'."]


class SetSCCustomProperty(PropertyCmdlet):
    """Changes a custom property. A new name goes into every object that has a value for it.

    Example:
        Set-SCCustomProperty -CustomProperty "Tier" -AddMember VMHostGroup
    """

    name = "Set-SCCustomProperty"
    job_name = "Change properties of custom property"

    custom_property: CustomProperty = parameter(
        "CustomProperty", position=0, pipeline=True, mandatory=True, help="The custom property."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    add_member: list[CustomPropertyObjectType] = parameter(
        "AddMember", sets=("AddMembers",), help="Further kinds of objects that have it."
    )
    remove_member: list[CustomPropertyObjectType] = parameter(
        "RemoveMember", sets=("RemoveMembers",), help="Kinds of objects that no longer have it."
    )

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.custom_property)
        present = session.get(CustomProperty, self.custom_property.id)
        update = self._update(session, present)
        renamed = update.get("name", present.name)
        for owner in _with_value(session, present) if renamed != present.name else ():
            _write(session, owner, present, None, {renamed: owner.custom_property[present.name]})
        saved = session.save(present.model_copy(update=update))
        session.result(saved)
        return [saved]

    def _update(self, session: Session, present: CustomProperty) -> dict[str, Any]:
        _refuse_fixed(present)
        update: dict[str, Any] = {}
        if self.given("name_"):
            update["name"] = free_name(session, CustomProperty, self.name_, besides=present)
        if self.given("description"):
            self.check_texts()
            update["description"] = self.description
        if self.given("add_member"):
            update["members"] = list(dict.fromkeys([*present.members, *self.add_member]))
        if self.given("remove_member"):
            update["members"] = [kind for kind in present.members if kind not in self.remove_member]
        if not update:
            raise ParameterError(f"{self.name} changes nothing.", action="Give a property, such as -Description.")
        return update

    def plan(self, session: Session) -> list[str]:
        present = session.get(CustomProperty, self.custom_property.id)
        return [
            old_to_new(f"{name.capitalize()} of '{present.name}'", getattr(present, name), value)
            for name, value in self._update(session, present).items()
        ]


class RemoveSCCustomProperty(PropertyCmdlet):
    """Removes a custom property with all values that objects have for it.

    Example:
        Remove-SCCustomProperty -CustomProperty "Tier"
    """

    name = "Remove-SCCustomProperty"
    job_name = "Remove custom property"

    custom_property: CustomProperty = parameter(
        "CustomProperty", position=0, pipeline=True, mandatory=True, help="The custom property."
    )
    force: switch = parameter("Force", help="Accepted for scripts; a removal never asks.")

    def run(self, session: Session) -> Iterable[object]:
        _refuse_fixed(self.custom_property)
        session.lock(self.custom_property)
        for present in by_id(session, CustomProperty, self.custom_property.id):
            session.result(present)
            for owner in _with_value(session, present):
                _write(session, owner, present, None)
            session.forget(present)
        return [self.custom_property]

    def plan(self, session: Session) -> list[str]:
        _refuse_fixed(self.custom_property)
        count = sum(1 for _ in _with_value(session, self.custom_property))
        return [f"Remove the custom property '{self.custom_property.name}' and the values of {count} objects."]


class GetSCCustomPropertyValue(ReadingCmdlet):
    """Reads the values that objects have for custom properties; none is written for an object without a value.

    Example:
        Get-SCCustomPropertyValue -InputObject "web-01" -CustomProperty "Custom1"

    Example:
        Get-SCCustomPropertyValue -All
    """

    name = "Get-SCCustomPropertyValue"
    returns = "CustomPropertyValue"
    default_set = "All"

    all_: switch = parameter("All", sets=("All",), help="The values of all objects; the default.")
    custom_property: CustomProperty = parameter(
        "CustomProperty", sets=("Filter",), mandatory=True, pipeline=True, help="The custom property."
    )
    input_object: VirtualMachine | VMHost | VMHostGroup = parameter(
        "InputObject", sets=("Filter",), mandatory=True, pipeline=True, help=_VALUE_HELP
    )

    def run(self, session: Session) -> Iterable[object]:
        if self.input_object is UNSET:
            return list(values(session))
        owner = session.get(type(self.input_object), self.input_object.id)
        return [value for value in [value_of(owner, self.custom_property)] if value.value]


class ValueCmdlet(ChangingCmdlet):
    """Changes the value that an object has for a custom property."""

    permission = Permission.CHANGE
    returns = "CustomPropertyValue"
    new_value: ClassVar[str | None] = None


class SetSCCustomPropertyValue(ValueCmdlet):
    """Gives an object a value for a custom property.

    Example:
        $Tier = Get-SCCustomProperty -Name "Custom1"
        Set-SCCustomPropertyValue -InputObject "web-01" -CustomProperty $Tier -Value "Front end"
    """

    name = "Set-SCCustomPropertyValue"
    job_name = "Set custom property value"

    input_object: VirtualMachine | VMHost | VMHostGroup = parameter(
        "InputObject", mandatory=True, pipeline=True, help=_VALUE_HELP
    )
    custom_property: CustomProperty = parameter(
        "CustomProperty", mandatory=True, pipeline=True, help="The custom property."
    )
    value: str = parameter("Value", mandatory=True, help="The value.")

    def run(self, session: Session) -> Iterable[object]:
        self._check(session)
        session.lock(self.input_object)
        owner = session.get(type(self.input_object), self.input_object.id)
        saved = _write(session, owner, self.custom_property, self.value)
        session.result(saved)
        return [value_of(saved, self.custom_property)]

    def _check(self, session: Session) -> None:
        self.check_texts()
        present = session.get(CustomProperty, self.custom_property.id)
        if self.input_object.kind not in present.members:
            raise ParameterError(
                f"A {self.input_object.title} has no custom property '{present.name}'.",
                cause=f"It is one of: {', '.join(present.members) or 'nothing'}.",
                action=f"Add the kind with Set-SCCustomProperty -AddMember {self.input_object.kind}.",
            )

    def plan(self, session: Session) -> list[str]:
        self._check(session)
        owner = session.get(type(self.input_object), self.input_object.id)
        was = value_of(owner, self.custom_property).value
        return [old_to_new(f"{self.custom_property.name} of '{owner.name}'", was, self.value)]


class RemoveSCCustomPropertyValue(ValueCmdlet):
    """Removes the value that an object has for a custom property.

    Example:
        Get-SCCustomPropertyValue -InputObject "web-01" -CustomProperty "Custom1" | Remove-SCCustomPropertyValue
    """

    name = "Remove-SCCustomPropertyValue"
    job_name = "Remove custom property value"

    custom_property_value: CustomPropertyValue = parameter(
        "CustomPropertyValue", position=0, mandatory=True, pipeline=True, help="From Get-SCCustomPropertyValue."
    )

    def run(self, session: Session) -> Iterable[object]:
        for owner, present in self._named(session):
            session.lock(owner)
            session.result(_write(session, session.get(type(owner), owner.id), present, None))
        return [self.custom_property_value]

    def _named(self, session: Session) -> Iterator[tuple[Owner, CustomProperty]]:
        wanted = self.custom_property_value
        kind = next(kind for kind in _OWNERS if kind.kind == wanted.object.kind)
        for present in by_id(session, CustomProperty, wanted.custom_property.id):
            for owner in by_id(session, kind, wanted.object.id):
                yield owner, present

    def plan(self, session: Session) -> list[str]:
        return [
            old_to_new(f"{present.name} of '{owner.name}'", value_of(owner, present).value, None)
            for owner, present in self._named(session)
        ]


def values(session: Session) -> Iterator[CustomPropertyValue]:
    """The values of all objects that the user sees."""
    properties = session.find(CustomProperty)
    for kind in _OWNERS:
        for owner in session.find(kind):
            found = (value_of(owner, p) for p in properties if owner.kind in p.members)
            yield from (value for value in found if value.value)


def value_of(owner: Owner, custom: CustomProperty) -> CustomPropertyValue:
    """The value that the object has, empty where it has none."""
    number = custom.fixed_number
    if number is None:
        text = owner.custom_property.get(custom.name, "")
    else:
        text = "" if isinstance(owner, VMHostGroup) else owner.custom_properties[number - 1]
    return CustomPropertyValue(
        id=uuid5(owner.id, str(custom.id)), name=custom.name, custom_property=custom.ref, object=owner.ref, value=text
    )


def _with_value(session: Session, custom: CustomProperty) -> Iterator[Owner]:
    for kind in _OWNERS:
        for owner in session.find(kind):
            if custom.name in owner.custom_property:
                yield owner


def _write(
    session: Session, owner: Owner, custom: CustomProperty, value: str | None, further: dict[str, str] | None = None
) -> Owner:
    """Store the object with the value, None for none."""
    number = custom.fixed_number
    if number is not None:
        if isinstance(owner, VMHostGroup):
            raise CapabilityError(f"Host groups have no {custom.name}.", action="Create a custom property for them.")
        fixed = list(owner.custom_properties)
        fixed[number - 1] = value or ""
        return session.save(owner.model_copy(update={"custom_properties": fixed}))
    kept = {name: text for name, text in owner.custom_property.items() if name != custom.name}
    new = {custom.name: value} if value is not None else {}
    return session.save(owner.model_copy(update={"custom_property": {**kept, **new, **(further or {})}}))


def _refuse_fixed(custom: CustomProperty) -> None:
    if custom.fixed_number is not None:
        raise ConflictError(
            f"The custom property '{custom.name}' cannot be changed.",
            cause="It is built in.",
            action="Create another one with New-SCCustomProperty.",
        )
