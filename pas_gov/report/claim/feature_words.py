"""The features of a sentence in plain words, told in place of the names that the weights are kept by."""

from __future__ import annotations

from collections.abc import Mapping

_NAMED: Mapping[str, str] = {
    "ai": "it speaks of AI",
    "always": "it says that it always holds",
    "answer": "it speaks of an answer",
    "available": "something is offered or supported",
    "beneficiary has": "customers or users have something",
    "benefit": "it names a benefit",
    "by itself": "something happens by itself",
    "condition within": "a condition stands within it",
    "condition first": "a condition comes first",
    "deadline": "it names a time by which it is done",
    "each": "it holds for each, or for all",
    "fails": "something fails",
    "free": "something is free",
    "guarantee": "it speaks of a guarantee",
    "hedge": "it is said with reserve",
    "hours": "it names hours",
    "in place": "something is in place",
    "is done": "something is done, nobody says by whom",
    "is given": "something is given or kept",
    "label": "it is a label",
    "led": "it goes with a sentence that leads a list",
    "not led": "no sentence leads to it, as to an item of a list",
    "long": "it is long",
    "middling": "it is of middling length",
    "short": "it is short",
    "never": "it says that something never is",
    "no charge": "nothing is charged",
    "no heading": "no heading stands above it",
    "no verb": "it has no verb",
    "on by default": "something is on by default",
    "one event": "it names a day, as of one event",
    "only": "it says that something holds only so far",
    "order": "it tells the reader to do something",
    "order first": "it begins by telling the reader to do something",
    "org": "it names the organisation",
    "our thing": "something of ours is its subject",
    "past": "it tells of the past",
    "please": "it asks for something",
    "question": "it is a question",
    "refusal of offer": "something isn't offered",
    "row with quantity": "it is a table's row with a figure",
    "someone does good": "somebody does something for customers",
    "soon": "it says soon",
    "they": "others are its subject",
    "us are": "we, or our people, are something",
    "us can": "we can do something",
    "us does": "we do something",
    "us does good": "we do something for customers",
    "us may": "we may do something",
    "us never": "we never do something",
    "us past": "we did something",
    "us refuses": "we refuse something",
    "us will": "we will do something",
    "us will not": "we will not do something",
    "us will somewhere": "a part of it says that we will do something",
    "we": "we are spoken of",
    "will be done": "something will be done",
    "will with quantity": "something is done or will be, with a figure",
    "you": "it speaks to the reader",
    "you must": "the reader must do something",
    "you will": "the reader will do or get something",
    "your": "it speaks of what is the reader's",
    "path prices, a sentence": "a sentence of a page of prices",
    "unit item": "it is an item of a list",
    "unit row": "it is a row of a table",
    "unit sentence": "it is a sentence of running text",
    "subject left out": "its subject is left out",
    "subject ours": "its subject is something of ours",
    "subject yours": "its subject is something of the reader's",
    "verb none": "it has no verb that could be read",
    "verb present": "its verb is in the present",
    "verb past": "its verb is in the past",
}
_BEGINNING: Mapping[str, str] = {
    "word of heading ": 'its heading has the word "{}"',
    "word ": 'the word "{}"',
    "first ": 'it begins with "{}"',
    "clause ": "who does what: {}",
    "verb ": 'its verb is of the kind "{}"',
    "subject ": "its subject: {}",
    "quantity ": "a figure of the kind {}",
    "heading ": "its heading is of the kind {}",
    "lead ": "what leads to it is of the kind {}",
    "path ": "the file's name is of the kind {}",
    "norm ": "a norm of the kind {}",
}


def feature_words(name: str) -> str:
    """Return what a feature says of its sentence; one without words of its own keeps its name, as a kind."""
    first, beside, second = name.partition(" & ")
    if beside:
        return f"{feature_words(first)}, and {feature_words(second)}"
    if name in _NAMED:
        return _NAMED[name]
    for beginning, told in _BEGINNING.items():
        if name.startswith(beginning):
            return told.format(name.removeprefix(beginning))
    return f'it is of the kind "{name}"'


def feature_told(name: str, words: str) -> str:
    """Return a feature in plain words, with the words of the sentence that show it where they aren't said already."""
    told = feature_words(name)
    return told if not words or f'"{words}"' in told else f'{told} ("{words}")'
