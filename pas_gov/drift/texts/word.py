"""DOCX into blocks: mammoth makes HTML of it, for the one walk. What has no lines is told by the paragraph's number.

Before it is opened its size unpacked is counted, and XML that declares entities is refused. Pictures and what stands
outside of the file aren't read, nor a map of styles that the file brings itself.
"""

from __future__ import annotations

import io
import zipfile
from itertools import count
from typing import Any
from xml.etree import ElementTree as ET

from pas_gov.diagnostics import Stop
from pas_gov.drift.texts.block import Passages, unread
from pas_gov.drift.texts.html import marked_passages
from pas_gov.drift.texts.lines import mark, unmarked
from pas_gov.drift.texts.walk import Page
from pas_gov.sheets.archive import refuse_dangerous

DOCX = ".docx"
MAX_TEXT = 8 * 1024 * 1024
"""Bytes of the document's own XML."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        *(
            f"p[style-name='{name}'] => blockquote > p:fresh"
            for name in ("Quote", "Intense Quote", "Block Text")
        ),
        *(f"p[style-name='List {name}'] => ul > li:fresh" for name in ("Bullet", "Number", "Paragraph")),
        *(f"p[style-name='List {name} 2'] => ul > li > ul > li:fresh" for name in ("Bullet", "Number")),
        "p[style-name='Caption'] => p:fresh",
        "strike => s",
    ]
)


def word_passages(content: bytes) -> Passages:
    """Return the paragraphs, items and rows of a DOCX file; their lines are the numbers of its paragraphs, from 1."""
    import mammoth

    try:
        refuse_dangerous(content)
        content = _shown(content)
        paragraphs = count(1)
        page = mammoth.convert_to_html(
            io.BytesIO(content),
            transform_document=mammoth.transforms.paragraph(lambda one: _numbered(one, next(paragraphs))),
            style_map=_STYLES,
            include_embedded_style_map=False,
            include_default_style_map=True,
            convert_image=lambda _: [],
            external_file_access=False,
            ignore_empty_paragraphs=False,
        ).value
        return marked_passages(page, Page(next(paragraphs)))
    except Stop as stop:
        return unread(stop.message.replace("workbook", "document").replace("spreadsheet", "text"))
    except RecursionError:
        return unread("it is nested too deep to be read")
    except Exception as error:  # noqa: BLE001  (a stranger's file may make the library raise what it likes)
        return unread(f"this is no DOCX file that can be read ({type(error).__name__})")


def _numbered(paragraph: Any, number: int) -> Any:
    """Return a paragraph that begins with the mark of its number, and holds no other mark."""
    from mammoth import documents

    return paragraph.copy(
        children=[documents.run([documents.text(mark(number))]), *map(_clean, paragraph.children)]
    )


def _clean(node: Any) -> Any:
    if hasattr(node, "value") and isinstance(node.value, str):
        return type(node)(unmarked(node.value))
    return node.copy(children=list(map(_clean, node.children))) if hasattr(node, "children") else node


def _shown(content: bytes) -> bytes:
    """Return a document without its hidden runs, and with the header of each table marked as such."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as written:
        for part in archive.namelist():
            held = archive.read(part)
            if part.endswith(".xml") and (b"vanish" in held or b"tblLook" in held):
                if len(held) > MAX_TEXT:
                    raise Stop("too-large", f"its text has more than {MAX_TEXT:,} bytes", "", status=2)
                held = _told(held)
            written.writestr(part, held)
    return out.getvalue()


def _told(xml: bytes) -> bytes:
    root = ET.fromstring(xml)  # noqa: S314  (as above)
    for parent in list(root.iter()):
        for run in [one for one in parent if one.tag == f"{_W}r" and _hidden(one)]:
            parent.remove(run)
    for table in root.iter(f"{_W}tbl"):
        _head(table)
    return ET.tostring(root)


def _hidden(run: ET.Element) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


def _head(table: ET.Element) -> None:
    """Mark a table's first row as its header where none is marked, the table sets its first row apart, and it holds names.

    Word does so for each table that somebody draws, so that a row with figures or whole sentences is none.
    """
    rows = table.findall(f"{_W}tr")
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    if look is None or len(rows) < 2 or table.find(f".//{_W}tblHeader") is not None:
        return
    apart = look.get(f"{_W}firstRow") or ("1" if int(look.get(f"{_W}val") or "0", 16) & 0x20 else "0")
    cells = ["".join(one.text or "" for one in cell.iter(f"{_W}t")) for cell in rows[0].findall(f"{_W}tc")]
    if apart in _OFF or len(cells) < 2 or not all(map(_names, cells[1:])):
        return
    properties = rows[0].find(f"{_W}trPr")
    if properties is None:
        properties = ET.Element(f"{_W}trPr")
        rows[0].insert(0, properties)
    ET.SubElement(properties, f"{_W}tblHeader")


def _names(cell: str) -> bool:
    """Say whether a cell holds a name rather than a value."""
    return (
        bool(cell.strip())
        and len(cell.split()) <= 6
        and not any(map(str.isdigit, cell))
        and cell.strip()[-1] != "."
    )
