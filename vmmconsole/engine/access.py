"""Who may do what and know of what: the one place where that is decided. What no role allows is refused, and what is
out of scope is not there: it is in no list, no count, no error and no change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import orjson

from vmmconsole.model import NOUNS, Job, Noun, UserRole, VMHost, VMHostGroup
from vmmconsole.model.errors import AccessError, NotFoundError
from vmmconsole.model.job import Change
from vmmconsole.model.status import Permission

from .fabric_map import FabricMap
from .moves import Moves, removal
from .place import place_of, place_of_event, place_of_row
from .role_rules import adopted, refuse_administrator_change, refuse_wider
from .store import Event, Store
from .store.queries import listing_json
from .view import RoleView, View, permissions_of

N = TypeVar("N", bound=Noun)
ANNOUNCED_SECONDS = 2.0
"""So long a list or a new stream waits until the latest change of the roles has come through."""
MOST_VIEWS = 10_000
_PLACES = frozenset({"VMHost", "VMHostGroup", "ParentHostGroup", "HostGroupPath"})
"""Properties whose former values may name what is out of scope."""
_HOST_COUNTS = ("RunningVMs", "TotalVMs")


class Access:
    """Decides from the user roles in the store, which it keeps in memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._roles: list[UserRole] | None = None
        self._map = FabricMap(store)
        self._moves = Moves(store)
        self._version = 0
        self._views: dict[str, _Known] = {}
        self._unsubscribe: Callable[[], None] | None = None
        self.groups_of: Callable[[str], frozenset[str]] = _no_groups
        """The directory groups a user is in, as members of roles name them (``DOMAIN\\group``); sign-in supplies it.
        It is asked with every decision, and so answers from memory."""

        self.refused: Callable[[str, AccessError], None] = _no_audit
        """Told of every refusal."""

    def start(self) -> None:
        """Follow changes of the roles."""
        self._unsubscribe = self._store.subscribe(self._changed)

    def stop(self) -> None:
        """Follow them no more."""
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None

    # Who

    def names_of(self, user: str) -> frozenset[str]:
        """What members and owners may name to mean the user: the account and its directory groups, in lower case."""
        return frozenset(name.casefold() for name in (user, *self.groups_of(user)) if user and name)

    def roles_of(self, user: str) -> list[UserRole]:
        """The roles that the user, or a directory group the user is in, is a member of; names count in any case."""
        return _memberships(self._all(), self.names_of(user))

    def view(self, user: str) -> View:
        """What the user may know of and do, as the roles are now."""
        return self._known(user).view

    def _known(self, user: str) -> _Known:
        names = self.names_of(user)
        with self._lock:
            version, known = self._version, self._views.get(user)
        if known is not None and known.version == version and known.names == names:
            return known
        roles = self._all()
        own = _memberships(roles, names)
        view = View(tuple(self._role_view(role, roles, names) for role in own))
        if known is None:
            since = max((role.revision for role in own), default=0)
        else:
            since = known.since if known.view == view else self._store.revision
        made = _Known(version, names, view, since)
        with self._lock:
            if len(self._views) >= MOST_VIEWS:
                self._views.clear()
            self._views[user] = made
        return made

    def _role_view(self, role: UserRole, roles: Sequence[UserRole], names: frozenset[str]) -> RoleView:
        return RoleView(
            id=str(role.id),
            name=role.name,
            profile=role.profile,
            permissions=permissions_of(role.profile, frozenset(role.permissions)),
            names=names,
            places=self._places(role, {known.id: known for known in roles}),
            roles=_with_those_below(role, roles),
            templates=frozenset(str(ref.id) for ref in role.templates),
            library_path=role.library_store_share_path,
        )

    def _places(self, role: UserRole, roles: Mapping[UUID, UserRole]) -> frozenset[str]:
        """What the scope of a role has, as far as the roles above it reach."""
        places = self._map.below(frozenset(str(ref.id) for ref in role.scope)) if role.scope else frozenset()
        above, passed = role, {role.id}
        while above.parent_user_role is not None:
            parent = roles.get(above.parent_user_role.id)
            if parent is None or parent.id in passed:
                return frozenset()
            places &= self._map.below(frozenset(str(ref.id) for ref in parent.scope))
            passed.add(parent.id)
            above = parent
        return places

    # What

    def check(self, user: str, permission: Permission | str, obj: Noun | None = None) -> None:
        """Let the call pass or refuse it. An empty permission needs no more than a role.

        Raises:
            AccessError: no role of the user allows that, on that object.
            NotFoundError: it does not and the user may not even know of the object.
        """
        view = self.view(user)
        place = place_of(obj) if obj is not None else None
        if view.allows(permission, place):
            return
        if obj is not None and place is not None and not view.sees(place) and view.roles and obj.revision:
            raise NotFoundError(f"There is no {obj.title} with the ID {obj.id}.", object_name=str(obj.id))
        where = f" on '{obj.name}'" if obj else ""
        names = ", ".join(f"'{role.name}'" for role in view.roles)
        error = AccessError(
            f"{user or 'An unknown user'} may not do that{where}.",
            cause=f"The role {names} does not allow it." if names else "The user is a member of no user role.",
            object_name=obj.name if obj else "",
        )
        self.refused(user, error)
        raise error

    def may(self, user: str, permission: Permission | str, obj: Noun | None = None) -> bool:
        """Whether `check` would let it pass."""
        return self.view(user).allows(permission, place_of(obj) if obj is not None else None)

    def sees(self, user: str, obj: Noun) -> bool:
        """Whether the user may know of the object."""
        return self.view(user).sees(place_of(obj))

    def sees_all(self, user: str) -> bool:
        """Whether no object is hidden from the user."""
        return self.view(user).everything

    def visible(self, user: str, objs: Iterable[N]) -> list[N]:
        """Those of the objects that the user may know of, as that user knows them."""
        view = self.view(user)
        if view.everything:
            return list(objs)
        return [_shown(view, obj) for obj in objs if view.sees(place_of(obj))]

    def row_filter(self, user: str, kind: type[Noun]) -> Callable[[str], bool] | None:
        """Says of a list row whether the user may know of its object; None where nothing is hidden."""
        view = self.view(user)
        return None if view.everything else lambda row: view.sees(place_of_row(kind.kind, row))

    def check_job(self, user: str, job: Job) -> None:
        """Whether the user may stop a job or go on with it: their own, and an administrator any.

        Raises:
            AccessError: no.
        """
        if job.owner.casefold() != user.casefold() and not self.sees_all(user):
            raise AccessError(
                f"{user} may not do that to the job '{job.name}'.",
                cause=f"It belongs to {job.owner}.",
                object_name=job.name,
            )

    def adopted(self, user: str, role: UserRole) -> UserRole:
        """A new role in its place below the maker's own."""
        return adopted(self.view(user), role)

    def check_role(self, user: str, before: UserRole | None, after: UserRole | None) -> None:
        """Whether a role may become that; None is none.

        Raises:
            AccessError: it would reach further than the user does.
            StateError: no role can be like that.
        """
        refuse_administrator_change(before, after)
        role = after or before
        assert role is not None
        refuse_wider(self.view(user), role, self._map.below(frozenset(str(ref.id) for ref in role.scope)))

    def visible_changes(self, user: str, changes: list[Change]) -> list[Change]:
        """Those rows of Change Tracking that are of objects the user may know of, or of ones that are gone and that
        the user changed."""
        if self.sees_all(user):
            return changes
        seen: set[UUID] = set()
        there: set[UUID] = set()
        for kind in {change.object_kind for change in changes} & NOUNS.keys():
            found = self._store.several(NOUNS[kind], {c.object_id for c in changes if c.object_kind == kind})
            there |= {obj.id for obj in found}
            seen |= {obj.id for obj in found if self.sees(user, obj)}
        by = user.casefold()
        kept = [c for c in changes if c.object_id in seen or (c.object_id not in there and c.by.casefold() == by)]
        if not any(change.property_name in _PLACES for change in kept):
            return kept
        places = [*self._store.find(VMHost), *self._store.find(VMHostGroup)]
        known = {text for obj in self.visible(user, places) for text in (obj.name, getattr(obj, "path", ""))}
        return [_without_places(change, known) for change in kept]

    # Lists and the change stream

    def list_json(self, user: str, kind: type[Noun]) -> bytes:
        """The listing of a kind as the wire has it, of what the user may know of."""
        if self.view(user).everything:
            return self._store.list_json(kind)[1]
        _ = self._moves.since  # what leaves the scope after this list has to be known to the stream that follows it
        self._store.wait_until_announced(ANNOUNCED_SECONDS)
        view = self.view(user)
        revision, rows = self._store.rows(kind)
        kept = [row for row in rows if view.sees(place_of_row(kind.kind, row))]
        return listing_json(revision, kind, [_shown_row(view, kind.kind, row) for row in kept])

    def resumable(self, user: str, revision: int) -> bool:
        """Whether a stream can go on from the revision with nothing left over that the user may know of no more, and
        nothing missing. Else everything has to be listed again."""
        self._store.wait_until_announced(ANNOUNCED_SECONDS)
        known = self._known(user)
        if revision == 0:
            return True  # nothing is listed yet
        return revision >= known.since and (known.view.everything or revision >= self._moves.since)

    def caught_up(self, user: str, since: int, events: Sequence[Event]) -> Sequence[Event]:
        """Of what changed after a revision, what the user hears of."""
        view = self.view(user)
        if view.everything or not events:
            return events
        self._moves.wait_heard(events[-1].revision)
        heard = []
        for event in events:
            place, before = place_of_event(event), self._moves.at(event.id, since)
            if place is not None and view.sees(place):
                heard.append(_shown_event(view, event))
            elif before is not None and view.sees(before):
                heard.append(removal(event))
        return heard

    def lens(self, user: str) -> Callable[[list[Event]], list[Event] | None]:
        """For a stream: what the user hears of fresh events, or None when the user's roles changed since, so that all
        has to be listed again."""
        view = self.view(user)

        def look(events: list[Event]) -> list[Event] | None:
            now = self.view(user)
            if now is not view and now != view:
                return None
            return events if view.everything else list(self._heard(view, events))

        return look

    def _heard(self, view: View, events: Iterable[Event]) -> Iterable[Event]:
        for event in events:
            place, before = place_of_event(event), self._moves.before(event)
            if place is not None and view.sees(place):
                shown = _shown_event(view, event)
                yield shown if before is None else replace(shown, changed=())
            elif before is not None and view.sees(before):
                yield removal(event)

    # Following

    def _all(self) -> list[UserRole]:
        with self._lock:
            if self._roles is not None:
                return self._roles
            version = self._version
        roles = self._store.find(UserRole)
        with self._lock:
            if self._version == version:
                self._roles = roles
        return roles

    def _changed(self, events: list[Event]) -> None:
        self._moves.hear(events)
        moved = self._map.hear(events)
        roles = any(event.kind == UserRole.kind for event in events)
        if moved or roles:
            with self._lock:
                self._version += 1
                if roles:
                    self._roles = None


class _Known:
    """A view that was worked out, and the revision that it counts from."""

    __slots__ = ("names", "since", "version", "view")

    def __init__(self, version: int, names: frozenset[str], view: View, since: int) -> None:
        self.version, self.names, self.view, self.since = version, names, view, since


def _without_places(change: Change, known: set[str]) -> Change:
    """A change as somebody may see it who does not know where the object came from, or went to."""
    if change.property_name not in _PLACES:
        return change
    values = {"previous_value": change.previous_value, "new_value": change.new_value}
    return change.model_copy(update={name: value if value in known else None for name, value in values.items()})


def _memberships(roles: Iterable[UserRole], names: frozenset[str]) -> list[UserRole]:
    return [role for role in roles if any(member.casefold() in names for member in role.members)]


def _with_those_below(role: UserRole, roles: Iterable[UserRole]) -> frozenset[str]:
    found: set[UUID] = {role.id}
    while True:
        below = {r.id for r in roles if r.parent_user_role and r.parent_user_role.id in found} - found
        if not below:
            return frozenset(map(str, found))
        found |= below


def _shown(view: View, obj: N) -> N:
    """The object as the user knows it: a host does not tell how many machines others have on it."""
    if isinstance(obj, VMHost) and view.counts_own_only:
        return obj.model_copy(update={"running_vms": 0, "total_vms": 0})
    return obj


def _shown_row(view: View, kind: str, row: str) -> str:
    if kind != VMHost.kind or not view.counts_own_only:
        return row
    values = orjson.loads(row)
    for name in _HOST_COUNTS:
        values[VMHost.list_properties.index(name)] = None
    return orjson.dumps(values).decode()


def _shown_event(view: View, event: Event) -> Event:
    return event if event.row is None else replace(event, row=_shown_row(view, event.kind, event.row))


def _no_groups(user: str) -> frozenset[str]:
    del user
    return frozenset()


def _no_audit(user: str, error: AccessError) -> None:
    del user, error
