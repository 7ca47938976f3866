"""What a terminal is told of an upgrade: what is the user's own, and what the user left out."""

from __future__ import annotations

from pas_gov.report.layout import Style
from pas_gov.report.upgrade.contents import UpgradedPolicy, UpgradeReport
from pas_gov.report.upgrade.text import upgrade_text


def test_a_policy_that_was_taken_away_is_left_out_and_an_edited_one_is_kept():
    mine = UpgradedPolicy("edited", "yours", "policies/edited.yaml", b"a", b"a")
    gone = UpgradedPolicy("deleted", "yours", "policies/deleted.yaml", None, None)
    said = upgrade_text(UpgradeReport("a", "", "b", (gone, mine), 0, False), Style(width=80))
    assert "1 policy left out by you, and not brought back:\n  deleted\n" in said
    assert "1 policy changed by you alone, kept:\n  edited\n" in said
