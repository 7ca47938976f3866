"""The zone of a text: its surface's; of several the promise's own, and of these the one that the sentence sounds like."""

from __future__ import annotations

from builders import promise_data, stack_of
from cases import each_of

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.zones.surface_zones import surface_zones

SALES, PRODUCT, SUPPORT, DOCS = (
    "sales-marketing", "product-capability", "delivery-support", "documentation-knowledge",
)  # fmt: skip


def naming(identity: str, **paths: str) -> dict[str, object]:
    zones = {zone.replace("_", "-"): {"surfaces": [{"path": path}]} for zone, path in paths.items()}
    return promise_data(id=identity, zones=zones)


ZONES = surface_zones(
    stack_of(
        naming("one", sales_marketing="a.md", delivery_support="b.md"),
        naming("two", documentation_knowledge="b.md", product_capability="./c/d.md"),
    ),
    ["site"],
)


def zone(path: str, guess: str, promise: str = "") -> str:
    sentence = Sentence(path, 1, 1, "sentence", "", "", "We answer.")
    return ZONES.zone(Claim(sentence, "hard", guess, "", (), 1.0, ()), promise)


@each_of(
    ("path", "guess", "promise", "wanted"),
    [
        ("a.md", PRODUCT, "", SALES),
        ("b.md", DOCS, "", DOCS),
        ("b.md", SALES, "", SUPPORT),
        ("b.md", SUPPORT, "two", DOCS),
        ("site/a.md", PRODUCT, "", SALES),
        ("c/d.md", SALES, "", PRODUCT),
        ("else.md", PRODUCT, "one", PRODUCT),
        ("else.md", "none", "", ""),
    ],
)
def test_a_surface_decides_before_what_a_sentence_sounds_like(path, guess, promise, wanted):
    assert zone(path, guess, promise) == wanted
