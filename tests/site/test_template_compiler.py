"""Templates compiled plainly say what Jinja's own code says of them: escaped alike, and as strict about what isn't there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from pas_gov.report.page_templates import page_environment
from pas_gov.site.template_compiler import SHORT, compile_plainly

SOURCE = """{% macro tag(text, more="m") %}<i title="{{ text }}">{{ text }}{{ more }}</i>{% endmacro %}
{% for one in found %}{{ one.text }}|{{ one.text[:3] }}|{{ words["k"] }}|{{ tag(one.text, more=one.number) }}|{{ one.number }}
{{ one.nothing }}{{ one.text|upper }}{{ ", " if not loop.last }}{% endfor %}"""


class One:
    """What a page shows."""

    def __init__(self, text: str, number: int) -> None:
        self.text, self.number, self.nothing = text, number, None


def environment(*, plainly: bool, source: str = SOURCE) -> Environment:
    made = page_environment("pas_gov.site")
    made.loader = DictLoader({"page": source})
    if plainly:
        compile_plainly(made)
    return made


def page(source: str = SOURCE, *, plainly: bool = True, **given_: object) -> str:
    return environment(plainly=plainly, source=source).get_template("page").render(**given_)


@given(st.lists(st.tuples(st.text(max_size=2 * SHORT), st.integers())), st.text())
def test_a_page_is_the_same_as_jinja_writes_it(rows, word):
    found = [One(*row) for row in rows] + [One(Markup("<b>"), 1), One("\u202e<", 2)]
    ours, jinjas = (page(plainly=plainly, found=found, words={"k": word}) for plainly in (True, False))
    assert ours == jinjas


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ gone }}", UndefinedError),
        ("{{ one.gone }}", AttributeError),
        ("{{ words['gone'] }}", KeyError),
        ("{{ gone(1) }}", UndefinedError),
        ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}", TemplateSyntaxError),
    ],
    ids=["name", "attribute", "item", "function", "body"],
)
def test_what_is_not_there_is_an_error_and_never_nothing(source, error):
    with pytest.raises(error):
        page(source, one=One("x", 1), words={})
