"""What GitHub's parser allocates is given back: its binding keeps all of it."""

from __future__ import annotations

from pas_gov.drift.texts import cmark


def test_the_tree_and_the_page_are_freed_once_each(monkeypatch):
    freed: list[tuple[str, int]] = []
    real_tree, real_text = cmark._freeing()

    def tree(address):
        freed.append(("tree", address.value))
        real_tree(address)

    def page(address):
        freed.append(("page", address.value))
        real_text(address)

    monkeypatch.setattr(cmark, "_freeing", lambda: (tree, page))
    assert "<h1" in cmark.rendered("# One\n")
    assert [kind for kind, _ in freed] == ["tree", "page"]
    assert all(address for _, address in freed)
