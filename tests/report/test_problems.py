"""A problem and its remedy as sentences."""

from __future__ import annotations

from cases import each_of

from pas_gov.report.problems import with_remedy


@each_of(
    ("remedy", "told"),
    [
        ("correct its name", "it is wrong. Correct its name"),
        ('did you mean "calendars"?', 'it is wrong. Did you mean "calendars"?'),
        ("", "it is wrong."),
        ('python -m pip install "pas-gov[data]"', 'it is wrong. python -m pip install "pas-gov[data]"'),
        (
            'uv pip install --python /a "pas-gov[data]"',
            'it is wrong. uv pip install --python /a "pas-gov[data]"',
        ),
        ('/a/python -m pip install "x"', 'it is wrong. /a/python -m pip install "x"'),
        ("pas-gov validate tells more", "it is wrong. pas-gov validate tells more"),
    ],
)
def test_a_remedy_is_a_sentence_and_a_command_as_it_is_typed(remedy, told):
    assert with_remedy("it is wrong", remedy) == told
