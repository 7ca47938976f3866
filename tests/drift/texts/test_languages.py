"""What isn't English is named, and none of it is judged; what only looks foreign is read."""

from __future__ import annotations

from cases import each_of

from pas_gov.drift.texts.reading import sentences

FOREIGN = {
    "German": "Wir antworten auf jede Anfrage innerhalb von vier Stunden an allen Werktagen.",
    "French": "Nous répondons à chaque demande dans un délai de quatre heures ouvrables.",
    "Dutch": "Wij beantwoorden elke vraag binnen vier uur op alle werkdagen van de week.",
    "Danish": "Vi besvarer alle henvendelser inden for fire timer på hverdage, hele året.",
}
ENGLISH = [
    "We answer every request within four hours on business days.",
    "SLA: uptime 99.9 %, API, SSO, SCIM, SAML, JSON, webhooks.",
    "Acme GmbH, Müllerstraße 12, 10115 Berlin, answers at once.",
    "Our Doppelgänger and Schadenfreude plans are free for all of you.",
    "Wir sind da, always.",
]


@each_of("language", FOREIGN)
def test_a_text_in_another_language_is_named_and_not_read(language):
    reading = sentences("a.md", f"# Support\n\n{FOREIGN[language]}\n".encode())
    assert not reading.sentences
    assert [(one.code, one.location.line) for one in reading.problems] == [("language", 3)]
    assert reading.problems[0].message == f"1 sentence from here on, in {language}: only English is read"


@each_of("text", ENGLISH)
def test_english_with_names_and_figures_is_read(text):
    reading = sentences("a.txt", text.encode())
    assert reading.sentences
    assert not reading.problems


def test_of_a_page_in_two_languages_the_english_part_is_read():
    text = f"# Support\n\n{ENGLISH[0]}\n\n# Hilfe\n\n{FOREIGN['German']} {FOREIGN['German']}\n"
    reading = sentences("a.md", text.encode())
    assert [one.text for one in reading.sentences] == [ENGLISH[0]]
    assert [one.location.line for one in reading.problems] == [7]
