"""Strict YAML with positions: bytes in, plain values or located problems out.

The parser itself is imported when there is something to parse: a gate whose files were all read before needs none.
"""

from __future__ import annotations

from dataclasses import field

from pas_gov.diagnostics import Diagnostic, Location, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.line_reader import read_by_lines
from pas_gov.model.records.yaml.pointers import Places, place_of, places
from pas_gov.model.records.yaml.syntax import MAX_DEPTH, MAX_NODES
from pas_gov.model.records.yaml.text import decode, invisible_characters, is_clean, with_replacements

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Document", "parse"]

MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is strict YAML: its value as plain dicts, lists and scalars, and its text.

    Don't change the value. A leading byte order mark isn't part of the text.
    """

    path: str
    value: object
    text: str = field(repr=False)
    _places: Places = field(default_factory=dict, repr=False, compare=False)

    def locate(self, pointer: str, *, key: bool = False) -> Location:
        """Return where the value at a JSON pointer (RFC 6901) starts or, on request, its key.

        What isn't there is located at its nearest ancestor that is. The first call reads the text again:
        positions are kept only where there is something to say.
        """
        if not self._places:
            from pas_gov.model.records.yaml.building import starts

            self._places.update(places(self.value, starts(self.text)))
        (key_place, value_place), exact = place_of(self.value, pointer, self._places)
        return Location(self.path, *(key_place if key and exact and key_place else value_place))


def parse(content: bytes, path: str) -> Document | tuple[Diagnostic, ...]:
    """Read one file as YAML 1.2 (core schema) with a mapping at the top, or return all its problems by place.

    Never raises. Refused are duplicate keys, anchors, aliases, merge keys, tags, directives, several
    documents, tabs as indentation, other encodings than UTF-8, and characters that can't be seen.
    """
    if len(content) > MAX_BYTES:
        fact = f"this file has {len(content):,} bytes; at most {MAX_BYTES:,} (256 KiB) are read"
        return (Diagnostic("too-large", fact, Location(path), "Divide it into several files."),)
    text = decode(content, path)
    if isinstance(text, Diagnostic):
        return (text,)
    clean = is_clean(text)
    plain = read_by_lines(text) if clean else None
    if plain is not None:
        return Document(path, plain, text)
    from pas_gov.model.records.yaml.building import strictly_read

    if clean:
        value, problems = strictly_read(text, path)
        return ordered(problems) if problems else Document(path, value, text)
    _, problems = strictly_read(with_replacements(text), path)
    certain = [each for each in problems if each.code not in ("yaml-syntax", "yaml-top")]
    return ordered([*invisible_characters(text, path), *certain])
