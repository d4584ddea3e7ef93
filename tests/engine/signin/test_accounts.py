"""Local accounts: right and wrong passwords, locking, changing, and what is kept of them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from vmmconsole.engine.signin import passwords
from vmmconsole.engine.signin.accounts import MOST_FAILURES
from vmmconsole.model.errors import ConflictError, NotFoundError, ParameterError, PasswordChangeError, SignInError

GOOD, OTHER = "correct horse battery", "another staple altogether"


@pytest.fixture
def ann(desk):
    desk.accounts.add("Ann", GOOD, must_change=False)
    return desk.accounts


def test_the_name_counts_in_any_case_and_the_password_exactly(ann):
    assert ann.check("ANN", GOOD) == "Ann"
    assert ann.check(" ann ", GOOD) == "Ann"
    with pytest.raises(SignInError):
        ann.check("Ann", GOOD.upper())


def test_nobody_learns_whether_a_name_exists_or_is_locked(ann):
    answers = set()
    for name, password in (("Ann", "wrong"), ("Bob", "wrong"), ("Bob", GOOD)):
        with pytest.raises(SignInError) as caught:
            ann.check(name, password)
        answers.add(str(caught.value))
    ann.disable("Ann", disabled=True)
    with pytest.raises(SignInError) as caught:
        ann.check("Ann", GOOD)
    answers.add(str(caught.value))
    assert len(answers) == 1


def test_an_unknown_name_costs_a_hash_too(ann, monkeypatch):
    asked = []
    monkeypatch.setattr(passwords, "_hasher", lambda: Counting(asked))
    for name in ("Ann", "Bob"):
        with pytest.raises(SignInError):
            ann.check(name, "wrong")
    assert len(asked) == 2


class Counting:
    def __init__(self, asked):
        self.asked = asked

    def hash(self, password):
        return "of nobody"

    def verify(self, kept, password):
        from argon2.exceptions import VerifyMismatchError

        self.asked.append(kept)
        raise VerifyMismatchError


def test_wrong_passwords_lock_it_for_a_while_and_the_right_one_does_not_help(ann, clock):
    for _ in range(MOST_FAILURES):
        with pytest.raises(SignInError):
            ann.check("Ann", "wrong")
    assert ann.get("Ann").locked
    with pytest.raises(SignInError):
        ann.check("Ann", GOOD)
    clock.move(minutes=14)
    with pytest.raises(SignInError):
        ann.check("Ann", GOOD)
    clock.move(minutes=2)
    assert ann.check("Ann", GOOD) == "Ann"
    assert not ann.get("Ann").locked


def test_the_right_password_starts_the_count_anew(ann):
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            with pytest.raises(SignInError):
                ann.check("Ann", "wrong")
        ann.check("Ann", GOOD)


def test_one_given_for_one_use_has_to_be_changed(desk):
    desk.accounts.add("Bob", GOOD)
    with pytest.raises(PasswordChangeError):
        desk.accounts.check("Bob", GOOD)
    with pytest.raises(ParameterError, match="the old one"):
        desk.accounts.change_password("Bob", GOOD, GOOD)
    with pytest.raises(SignInError):
        desk.accounts.change_password("Bob", "wrong", OTHER)
    desk.accounts.change_password("bob", GOOD, OTHER)
    assert desk.accounts.check("Bob", OTHER) == "Bob"
    with pytest.raises(SignInError):
        desk.accounts.check("Bob", GOOD)


@pytest.mark.parametrize("password", ["short", "x" * 1025, "aaaaaaaaaaaaaaaa", "Annie1annie1", ""])
def test_weak_passwords_are_refused(desk, password):
    with pytest.raises(ParameterError, match="too weak"):
        desk.accounts.add("Annie1", password)


@pytest.mark.parametrize("name", ["", "  ", "DOMAIN\\ann", "ann@example.org", "a\nb", "x" * 65, "a/b"])
def test_what_is_no_name_is_refused(desk, name):
    with pytest.raises(ParameterError, match="cannot be the name"):
        desk.accounts.add(name, GOOD)


def test_two_of_one_name_are_refused_and_what_is_not_there_says_so(ann):
    with pytest.raises(ConflictError):
        ann.add("ANN", OTHER)
    ann.remove("ann")
    assert ann.all() == []
    for act in (lambda: ann.remove("Ann"), lambda: ann.reset("Ann", OTHER), lambda: ann.disable("Ann", disabled=True)):
        with pytest.raises(NotFoundError):
            act()


def test_a_reset_unlocks_and_asks_for_a_new_one(ann):
    for _ in range(MOST_FAILURES):
        with pytest.raises(SignInError):
            ann.check("Ann", "wrong")
    ann.reset("Ann", OTHER)
    with pytest.raises(PasswordChangeError):
        ann.check("Ann", OTHER)


def test_passwords_with_anything_in_them_work(desk):
    for number, password in enumerate(["ÄÖÜß €uro ∞ schlüssel", "with\0zero byte inside", "half \ud800 a character"]):
        desk.accounts.add(f"user {number}", password, must_change=False)
        assert desk.accounts.check(f"user {number}", password)


def test_the_database_has_no_password_and_argon2id(ann, store):
    with store.records("") as connection:
        kept = connection.execute(text("SELECT password_hash FROM accounts")).scalar_one()
    assert kept.startswith("$argon2id$")
    assert GOOD not in kept


def test_one_time_passwords_are_strong_and_differ():
    made = {passwords.one_time_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        passwords.check_new(password, "Administrator")
