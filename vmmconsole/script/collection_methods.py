"""Methods of arrays, lists, queues, sets and tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from vmmconsole.model.errors import ScriptError

from .casts import cast
from .convert import round_half_even, to_list, to_number, to_text
from .limits import check_items, joined
from .operators import counted_order, equals
from .patterns import like
from .values import ArrayList, DictionaryEntry, HashSet, Hashtable, MemberList, PSObject, Reference, TypedList

Method = Callable[..., Any]


def whole(value: object) -> int:
    """An integer argument."""
    return round_half_even(to_number(value))


def _grow(items: list[Any], value: object) -> int | None:
    if not isinstance(items, ArrayList):
        raise ScriptError(
            "An array has a fixed size.",
            action="Add with +=, or make a list with New-Object System.Collections.ArrayList.",
        )  # fmt: skip
    check_items(len(items) + 1)
    if isinstance(items, TypedList):
        items.append(cast(value, items.element))
        return None
    items.append(value)
    return len(items) - 1


def _position(items: list[Any], value: object) -> int:
    return next((i for i, item in enumerate(items) if equals(item, value, case_sensitive=True)), -1)


def _take_out(items: list[Any], value: object) -> bool | None:
    if not isinstance(items, ArrayList):
        raise ScriptError("An array has a fixed size.", action="Filter it with Where-Object.")
    at = _position(items, value)
    if at >= 0:
        del items[at]
    return at >= 0 if isinstance(items, (TypedList, HashSet)) else None


def _take_range(items: list[Any], start: object, count: object) -> None:
    if not isinstance(items, ArrayList):
        raise ScriptError("An array has a fixed size.", action="Filter it with Where-Object.")
    del items[whole(start) : whole(start) + whole(count)]


def _empty(items: list[Any]) -> None:
    if isinstance(items, ArrayList):
        items.clear()
    else:
        items[:] = [None] * len(items)


def _sort(items: list[Any]) -> None:
    if not isinstance(items, ArrayList):
        raise ScriptError("An array has no method 'Sort'.", action="Use Sort-Object, or [array]::Sort.")
    items.sort(key=cmp_to_key(counted_order))


def _set_value(items: list[Any], value: object, at: object) -> None:
    items[whole(at)] = value


def _first(items: list[Any], *, take: bool) -> Any:
    if not items:
        raise ScriptError("The queue or stack is empty.")
    return items.pop(0) if take else items[0]


def _enter(items: HashSet, value: object) -> bool:
    """``HashSet.Add``."""
    key = to_text(value)
    if key in items.keys:
        return False
    check_items(len(items) + 1)
    items.append(value)
    items.keys.add(key)
    return True


def _leave(items: HashSet, value: object) -> bool:
    """``HashSet.Remove``."""
    key = to_text(value)
    if key not in items.keys:
        return False
    items.keys.remove(key)
    items[:] = [item for item in items if to_text(item) != key]
    return True


def _leave_all(items: HashSet) -> None:
    items.clear()
    items.keys.clear()


def _push(items: list[Any], value: object) -> None:
    check_items(len(items) + 1)
    items.insert(0, value)


def _enqueue(items: list[Any], value: object) -> None:
    check_items(len(items) + 1)
    items.append(value)


def _extend(items: list[Any], values: object) -> None:
    for value in to_list(values):
        _grow(items, value)


LIST: dict[str, Method] = {
    "add": _grow,
    "addrange": _extend,
    "clear": _empty,
    "contains": lambda items, v: _position(items, v) >= 0,
    "indexof": _position,
    "insert": lambda items, i, v: items.insert(whole(i), v) if isinstance(items, ArrayList) else _grow(items, v),
    "remove": _take_out,
    "removerange": _take_range,
    "sort": _sort,
    "getrange": lambda items, i, n: items[whole(i) : whole(i) + whole(n)],
    "setvalue": _set_value,
    "lastindexof": lambda items, v: len(items) - 1 - i if (i := _position(items[::-1], v)) >= 0 else -1,
    "copyto": lambda items, other, at=0: _copy(items, other, whole(at)),
    "getenumerator": list,
    "trimtosize": lambda _: None,
    "getlowerbound": lambda *_: 0,
    "removeat": lambda items, i: items.pop(whole(i)) if isinstance(items, ArrayList) else _grow(items, i),
    "reverse": lambda items: items.reverse(),
    "toarray": list,
    "getvalue": lambda items, i: items[whole(i)] if 0 <= whole(i) < len(items) else None,
    "getupperbound": lambda items, _=0: len(items) - 1,
    "getlength": lambda items, _=0: len(items),
    "clone": list,
    "join": lambda items, s="": joined(map(to_text, items), to_text(s)),
}


def _copy(items: list[Any], other: object, at: int) -> None:
    if isinstance(other, list):
        if not 0 <= at <= len(other) - len(items):
            raise ScriptError("The other array is too short.")
        other[at : at + len(items)] = items


_FIRST: dict[str, Method] = {"peek": lambda items: _first(items, take=False)}
QUEUE: dict[str, Method] = {**LIST, **_FIRST, "enqueue": _enqueue, "dequeue": lambda items: _first(items, take=True)}
STACK: dict[str, Method] = {**LIST, **_FIRST, "push": _push, "pop": lambda items: _first(items, take=True)}
HASH_SET: dict[str, Method] = {
    **LIST, "add": _enter, "remove": _leave, "clear": _leave_all,
    "contains": lambda items, value: to_text(value) in items.keys,
}  # fmt: skip


def _drop_member(items: MemberList, name: object) -> None:
    """``$object.PSObject.Properties.Remove(name)``."""
    table = items.owner.properties if isinstance(items.owner, PSObject) else items.owner
    if not isinstance(table, Hashtable):
        raise ScriptError("Properties of this object cannot be removed.")
    table.remove(to_text(name))


def _add_member(items: MemberList, member: Any, _checked: object = None) -> None:
    """``$object.PSObject.Properties.Add(property)``."""
    if not isinstance(member, PSObject) or not isinstance(items.owner, PSObject):
        raise ScriptError("Only a property can be added, to an object of the script.", action="Use Add-Member.")
    items.owner.properties[to_text(member.properties["Name"])] = member.properties["Value"]


MEMBERS: dict[str, Method] = {
    **LIST,
    "remove": _drop_member,
    "add": _add_member,
    "item": lambda items, name: items.named(to_text(name)),
    "match": lambda items, name: [m for m in items if like(to_text(m.properties["Name"]), to_text(name))],
}


def _try_get(table: Hashtable, key: object, found: object) -> bool:
    if isinstance(found, Reference):
        found.scope.set(found.name, table[key])
    return key in table


def _add_entry(table: Hashtable, key: object, value: object) -> None:
    if key in table:
        raise ScriptError(f"The key '{to_text(key)}' is already in the table.")
    table[key] = value


TABLE: dict[str, Method] = {
    "add": _add_entry,
    "remove": lambda t, k: t.remove(k),
    "clear": lambda t: t.clear(),
    "contains": lambda t, k: k in t,
    "containskey": lambda t, k: k in t,
    "trygetvalue": _try_get,
    "containsvalue": lambda t, v: any(equals(x, v) for x in t.values()),
    "clone": lambda t: t.copy(),
    "getenumerator": lambda t: [DictionaryEntry(k, v) for k, v in t.items()],
    "get_item": lambda t, k: t[k],
    "set_item": lambda t, k, v: t.__setitem__(k, v),
}
