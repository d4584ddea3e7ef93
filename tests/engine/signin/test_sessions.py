"""Sessions and tokens: how long they are good, how they are renewed, and that ending one ends it everywhere."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from vmmconsole.engine.seed import ADMINISTRATOR_ID, seed
from vmmconsole.engine.settings import EngineSettings
from vmmconsole.engine.signin import SignIn
from vmmconsole.engine.signin.sessions import IDLE, LONGEST
from vmmconsole.engine.signin.signin import ADMINISTRATOR
from vmmconsole.model import UserRole
from vmmconsole.model.errors import NotFoundError, ParameterError, PasswordChangeError, SignInError

GOOD, OTHER = "correct horse battery", "another staple altogether"
GROUPS = frozenset({"LAB\\admins", "LAB\\ops"})


def open_one(desk, user="Ann", groups=frozenset()):
    return desk.sessions.open(user, groups, client="test", address="192.0.2.1")


def test_an_access_token_is_good_for_a_quarter_of_an_hour(desk, clock):
    tokens = open_one(desk)
    assert desk.sessions.principal(tokens.access).user == "Ann"
    clock.move(minutes=14, seconds=59)
    assert desk.sessions.principal(tokens.access).user == "Ann"
    clock.move(seconds=2)
    with pytest.raises(SignInError):
        desk.sessions.principal(tokens.access)


@pytest.mark.parametrize("token", ["", "x", "vmms_" + "x" * 43, "\ud800", "' OR 1=1 --"])
def test_made_up_tokens_are_nobodys(desk, token):
    open_one(desk)
    with pytest.raises(SignInError):
        desk.sessions.principal(token)
    with pytest.raises(SignInError):
        desk.sessions.refresh(token)


def test_a_refresh_gives_new_tokens_and_ends_the_old_access_token(desk):
    first = open_one(desk)
    desk.sessions.principal(first.access)
    second = desk.sessions.refresh(first.refresh)
    assert second.session_id == first.session_id
    assert desk.sessions.principal(second.access).user == "Ann"
    with pytest.raises(SignInError):
        desk.sessions.principal(first.access)


def test_a_lost_answer_is_no_theft_but_a_late_second_use_is(desk, clock):
    first = open_one(desk)
    desk.sessions.refresh(first.refresh)
    clock.move(seconds=20)
    third = desk.sessions.refresh(first.refresh)
    clock.move(seconds=31)
    with pytest.raises(SignInError):
        desk.sessions.refresh(first.refresh)
    with pytest.raises(SignInError):  # whoever stole it and whoever owns it both have to sign in
        desk.sessions.refresh(third.refresh)
    with pytest.raises(SignInError):
        desk.sessions.principal(third.access)


def test_an_idle_session_and_a_very_old_one_are_over(desk, clock):
    tokens = open_one(desk)
    clock.move(seconds=IDLE.total_seconds() + 1)
    with pytest.raises(SignInError):
        desk.sessions.refresh(tokens.refresh)
    tokens = open_one(desk)
    for _ in range(int(LONGEST / (IDLE / 2)) - 1):
        clock.move(seconds=IDLE.total_seconds() / 2)
        tokens = desk.sessions.refresh(tokens.refresh)
    clock.move(seconds=IDLE.total_seconds() / 2 + 1)
    with pytest.raises(SignInError):
        desk.sessions.refresh(tokens.refresh)


def test_ending_a_session_counts_at_once_here_and_within_seconds_at_another_engine(desk, store, clock):
    other = SignIn(store, clock=clock)
    tokens = open_one(desk)
    assert other.sessions.principal(tokens.access).user == "Ann"
    principal = desk.sessions.principal(tokens.access)
    assert desk.sessions.is_open(principal)
    desk.sessions.end(tokens.session_id)
    with pytest.raises(SignInError):
        desk.sessions.principal(tokens.access)
    assert not other.sessions.is_open(principal)
    clock.move(seconds=6)
    with pytest.raises(SignInError):
        other.sessions.principal(tokens.access)


def test_nobody_ends_the_session_of_another_by_accident(desk):
    tokens = open_one(desk)
    with pytest.raises(NotFoundError):
        desk.sessions.end(tokens.session_id, user="Bob")
    assert desk.sessions.principal(tokens.access)
    assert [facts.user for facts in desk.sessions.all()] == ["Ann"]
    assert desk.sessions.all("Bob") == []
    assert desk.sessions.all("ann")[0].address == "192.0.2.1"


def test_a_changed_password_ends_everything_of_the_user(desk):
    desk.accounts.add("Ann", GOOD, must_change=False)
    desk.accounts.add("Bob", GOOD, must_change=False)
    ann = desk.sign_in("ann", GOOD, client="", address="")
    bob = desk.sign_in("bob", GOOD, client="", address="")
    _, token = desk.sessions.new_api_token("Ann", frozenset(), "nightly", "full", 30)
    desk.sessions.principal(ann.access)
    desk.sessions.principal(token)
    desk.change_password("Ann", GOOD, OTHER)
    for gone in (ann.access, token):
        with pytest.raises(SignInError):
            desk.sessions.principal(gone)
    assert desk.sessions.principal(bob.access).user == "Bob"


def test_a_token_for_scripts_has_scope_and_end(desk, clock):
    facts, token = desk.sessions.new_api_token("LAB\\ann", GROUPS, "report", "read", 2)
    principal = desk.sessions.principal(token)
    assert (principal.user, principal.scope, principal.groups) == ("LAB\\ann", "read", GROUPS)
    with pytest.raises(SignInError):
        desk.sessions.refresh(token)
    clock.move(days=2, seconds=1)
    with pytest.raises(SignInError):
        desk.sessions.principal(token)
    assert facts.id not in {found.id for found in desk.sessions.all()}


@pytest.mark.parametrize(("name", "days"), [("x", 0), ("x", 367), (" ", 5)])
def test_tokens_without_name_or_end_are_refused(desk, name, days):
    with pytest.raises(ParameterError):
        desk.sessions.new_api_token("Ann", frozenset(), name, "read", days)


def test_no_token_stands_in_the_database(desk, store):
    tokens = open_one(desk)
    _, token = desk.sessions.new_api_token("Ann", frozenset(), "x", "read", 1)
    with store.records("") as connection:
        rows = [
            *connection.execute(text("SELECT * FROM sessions")),
            *connection.execute(text("SELECT * FROM api_tokens")),
        ]
    kept = repr(rows)
    assert not any(secret in kept for secret in (tokens.access, tokens.refresh, token))
    assert not any(secret in repr(tokens) for secret in (tokens.access, tokens.refresh))


def test_groups_of_a_directory_user_are_known_after_a_restart_and_after_the_session(desk, store, clock):
    open_one(desk, "LAB\\ann", GROUPS)
    again = SignIn(store, clock=clock)
    assert again.sessions.groups_of("lab\\ANN") == GROUPS
    assert again.sessions.groups_of("Ann") == frozenset()
    assert again.sessions.groups_of("LAB\\other") == frozenset()


def test_the_first_administrator_is_made_once_and_is_in_the_role(desk, store, tmp_path):
    seed(store, EngineSettings(data_dir=tmp_path, local_host=False, administrators=("root",)))
    password = desk.first_administrator()
    assert ADMINISTRATOR in store.get(UserRole, ADMINISTRATOR_ID).members
    assert "root" in store.get(UserRole, ADMINISTRATOR_ID).members
    with pytest.raises(PasswordChangeError):
        desk.sign_in("administrator", password, client="", address="")
    assert desk.first_administrator() == ""
