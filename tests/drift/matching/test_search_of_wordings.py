"""Whatever is passed over in a search, it finds what holding a claim against every wording finds."""

from __future__ import annotations

import math
import random

import pytest
from promised import claim, wording

from pas_gov.drift.claims.classifier import shipped_model
from pas_gov.drift.claims.detection import features_of
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.ledger.events.known_wordings import Wording
from pas_gov.model.quantities.quantities import quantities

WHO = ("We", "Our support team", "Customers", "The platform", "Acme", "Nobody")
DOES = (
    "answer tickets", "refund invoices", "encrypt backups", "keep exports", "delete accounts", "notify customers of outages",
    "may change prices", "give a discount", "are reachable", "never sell data", "restore files", "hand over to a person",
)  # fmt: skip
WHEN = (
    "", "within {} hours", "within {} business days", "daily", "every {} weeks", "24/7", "for {} % of the month", "at no cost",
    "half an hour later", "a day after {}", "up to {} GB", "for $ {} a month", "until 2027-0{}-01", "twice a week", "soon",
)  # fmt: skip
MEASURES = ("first response", "monthly uptime", "refund", "retention of backups")
VALUES = ("4h", "2bd", "99.9%", "30d", 8)


def _said(chance: random.Random) -> str:
    when = chance.choice(WHEN).format(chance.randint(1, 9))
    return f"{chance.choice(WHO)} {chance.choice(DOES)} {when}".strip() + "."


def _promised(number: int, chance: random.Random) -> Wording:
    terms = [
        (chance.choice(MEASURES), chance.choice(("at_most", "at_least")), chance.choice(VALUES))
        for _ in range(chance.randint(0, 2))
    ]
    said = " ".join(_said(chance) for _ in range(chance.randint(1, 2)))
    zones = tuple(chance.sample(("delivery-support", "sales-marketing"), chance.randint(0, 1)))
    surfaces = ("docs/page.md",) if chance.random() < 0.3 else ()
    return wording(f"promise-{number}", said, *terms, zones=zones, surfaces=surfaces)


@pytest.mark.whole  # thousands of cases
def test_the_nearest_wordings_are_all_of_those_that_score_enough():
    chance, by_figures, found = random.Random(20), 0, 0
    for _ in range(40):
        index = WordingIndex([_promised(number, chance) for number in range(12)], quantities)
        for _ in range(60):
            one = claim(_said(chance), zone=chance.choice(("", "delivery-support")))
            every = [match for promise in index.by_promise for match in index.scores(one, promise)]
            enough = [match for match in every if match.score >= index.threshold]
            nearest = index.nearest(one)
            assert sorted(nearest, key=lambda match: match.wording.promise) == enough
            found += len(enough)
            by_figures += sum(match.parts.words < index.threshold - 0.05 <= match.score for match in enough)
    assert found > 1_000
    assert by_figures > 50  # they come near by their figures alone


def test_a_claim_is_placed_in_the_zone_whose_features_weigh_most():
    chance, model = random.Random(20), shipped_model()
    for _ in range(200):
        found = features_of(claim(_said(chance)))
        names = ["", *(name for name, _ in found)]
        sums = {
            zone: math.fsum(weights[name] for name in names if name in weights)
            for zone, weights in model.zones.items()
        }
        assert model.zone(found) == max(sums, key=lambda zone: (sums[zone], zone))
