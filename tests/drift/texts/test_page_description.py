"""A page's description, which is shown wherever the page is linked."""

from __future__ import annotations

from cases import each_of

from pas_gov.drift.texts.page_description import page_description

SAID = "We resolve critical incidents within 24 hours."


@each_of(
    ("html", "line"),
    [
        (f'<head>\n<meta name="description" content="{SAID}">\n</head>', 2),
        (f"<html><meta content='{SAID}'\n name=Description /><body>", 1),
        (f'<meta name="description"\n content="{SAID}">', 2),
    ],
)
def test_it_is_a_sentence_of_the_head(html, line):
    assert [(one.text, one.line) for one in page_description(html)] == [(SAID, line)]


@each_of(
    "html",
    [
        f"<head><title>{SAID}</title></head>",
        f'<head><!-- <meta name="description" content="{SAID}"> --></head>',
        f'<head><meta name="keywords" content="{SAID} description"></head>',
        f'<body><img alt="{SAID}" title="{SAID}"><p>meta name="description"</p></body>',
        '<head><meta name="description" content="  "></head>',
        '<head><meta name="description"></head>',
        "",
    ],
)
def test_nothing_else_is(html):
    assert page_description(html) == ()


def test_entities_are_read():
    (found,) = page_description(
        '<meta name="description" content="Refunds &amp; credits &lt;within&gt; a day.">'
    )
    assert found.text == "Refunds & credits <within> a day."
    assert found.line == 1
