"""owner-is-accountable: who can be an owner."""

from __future__ import annotations

import pytest
from cases import each_of
from scenario import PACK, acme, blocking, changed, found, judged, messages, promise, settings, with_made

POLICY = "owner-is-accountable"
NEITHER = "which is neither a handle nor an e-mail address"
NOBODY = "which stands for nobody"


def said(owner, rules=PACK, **changes):
    after = changed(acme(), "quick-setup", owner=owner, **changes)
    return messages(judged(acme(), after, rules=rules), POLICY, "quick-setup")


@each_of(
    "owner",
    [
        "@acme",
        "@a",
        "@9lives",
        "@Acme-Desk",
        "@acme/customer-success",
        "@acme/team",  # a team's handle, which names one team
        "@everyone/team",
        "@acme/cs_team.eu",
        "@acme/owner\n",
        "  @acme/owner ",
        "a@b.example",
        "Jane.Doe+promises@desk.acme.example",
        "none@acme.example",
        "j\u00f6rg@b\u00fccher.example",
        "jo\u0308rg@bu\u0308cher.example",
        "a@\u0939\u093f\u0928\u094d\u0926\u0940.example",  # Hindi, in Hindi: its vowels are marks
    ],
)
def test_handles_and_addresses_are_owners(owner):
    assert said(owner) == []


@each_of(
    "owner",
    [
        "Jane Doe",
        "Jane",
        "acme/team",
        "@",
        "@/team",
        "@acme/",
        "@a/b/c",
        "@ acme",
        "@acme team",
        "@acme/customer success",
        "@-acme",
        "@acme/-",
        "@acme_desk",
        "@@acme",
        "@acme.example",
        "@j\u00f6rg",
        "@\u0430cme",  # a Cyrillic a
        "@acme, @other",
        "a@b",
        "a@b.",
        "a@.example",
        "a@b..example",
        "a@b@c.example",
        "a b@c.example",
        "a@b.example, c@d.example",
        "a@b.example,c@d.example",
        "Jane Doe <jane@acme.example>",
        "Jane<jane@acme.example>",
        "mailto:jane@acme.example",
        "https://acme.example",
        "support@acme.example/desk",
    ],
)
def test_anything_else_is_none(owner):
    assert said(owner) == [f'has the owner "{owner}", {NEITHER}']


@each_of(
    "owner",
    ["tbd", "TBD", "None", "n/a", "N/A", "everyone", "Team", "@team", "@Everyone", "@n/a", "@TBD", "@none"],
)
def test_a_placeholder_is_none_in_any_case_with_or_without_an_at(owner):
    assert said(owner) == [f'has the owner "{owner}", {NOBODY}']


@each_of("owner", ["@tbd-later", "@teams", "team@acme.example", "@acme/everyone", "@n/ab"])
def test_what_only_begins_or_ends_like_one_is_an_owner(owner):
    assert said(owner) == []


@pytest.mark.parametrize(("owner", "shown"), [(" @team\n", "@team"), ("t\u212aam", "tKam")])
def test_spelling_is_normalised_first(owner, shown):
    """White space is folded and composed letters are one; the Kelvin sign is a K in normal form."""
    assert said(owner) == [f'has the owner "{shown}", {NOBODY if shown == "@team" else NEITHER}']


def test_case_is_that_of_ascii_alone():
    assert said("@TE\u0100M") == [f'has the owner "@TE\u0100M", {NEITHER}']


class TestPlaceholdersAreAParameter:
    def rules(self, *placeholders):
        return {**PACK, **settings(params={POLICY: {"placeholders": list(placeholders)}})}

    def test_that_replaces_the_whole_list(self):
        assert said("@nobody", self.rules("Nobody")) == [f'has the owner "@nobody", {NOBODY}']
        assert said("NOBODY", self.rules("Nobody")) == [f'has the owner "NOBODY", {NOBODY}']
        assert said("@team", self.rules("Nobody")) == []

    def test_that_may_name_one_handle(self):
        assert said("@acme/Everyone", self.rules("@acme/everyone")) == [
            f'has the owner "@acme/Everyone", {NOBODY}'
        ]
        assert said("everyone@acme.example", self.rules("everyone@acme.example")) == [
            f'has the owner "everyone@acme.example", {NOBODY}'
        ]

    def test_that_may_be_empty(self):
        assert said("@team", self.rules()) == []
        assert said("team", self.rules()) == [f'has the owner "team", {NEITHER}']


@each_of("status", ["proposed", "retired", "superseded"])
def test_only_an_active_promise_is_asked(status):
    assert said("TBD", status=status) == []


def test_becoming_active_is_when_a_proposal_is_asked():
    base = changed(acme(), "draft", owner="TBD")
    assert judged(base, changed(base, "draft", notes="Who?")).verdict == "pass"
    assert blocking(judged(base, changed(base, "draft", status="active"))) == {(POLICY, "draft")}


def test_a_new_promise_needs_an_owner_from_its_first_day():
    after = with_made(acme(), promise("fresh", "supporting", "reliable", owner="Everyone"))
    assert blocking(judged(acme(), after)) == {(POLICY, "fresh")}


def test_one_that_had_none_before_is_shown_apart_until_another_is_named():
    base = changed(acme(), "quick-setup", owner="TBD")
    verdict = judged(base, changed(base, "quick-setup", notes="Still."))
    assert (verdict.verdict, [one.preexisting for one in found(verdict, POLICY)]) == ("pass", [True])
    assert blocking(judged(base, changed(base, "quick-setup", owner="Jane"))) == {(POLICY, "quick-setup")}


def test_a_finding_has_the_owner_as_its_place():
    (finding,) = found(judged(acme(), changed(acme(), "quick-setup", owner="TBD")), POLICY)
    assert (finding.pointer, finding.target) == ("/owner", None)
