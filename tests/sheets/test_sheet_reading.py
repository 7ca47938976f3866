"""Files as tables: whatever spreadsheet programs write, and nothing beyond the bounds or in silence."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from cases import each_of
from promise_sheets import as_csv, as_xlsx

from pas_gov.diagnostics import Stop
from pas_gov.foundation.installing import install_command
from pas_gov.sheets import archive, merged_cells, table
from pas_gov.sheets.reading import SheetOptions, read_table
from pas_gov.sheets.table import Unreadable, column_letters

ROWS = [
    ["Promise", "Owner", "Who relies on it"],
    ["We answer \u201cfast\u201d,\nand well; always.", "@acme/x", "caf\u00e9s"],
]
AS_IT_IS = SheetOptions()


def read(content, name="sheet.csv", options=AS_IT_IS):
    return read_table(content, name, options)


def merged(rows, *ranges):
    """Return a workbook of these rows with merged cells; openpyxl empties all but the first of each."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows)))
    for one in ranges:
        book.active.merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(content, *more):
    return [list(row.cells) for row in read(content, *more).rows]


def stopped(content, *more):
    with pytest.raises(Stop) as found:
        read(content, *more)
    assert found.value.status == 2
    return found.value


class TestCsv:
    @each_of("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    @each_of("delimiter", [",", ";", "\t", "|"])
    @each_of("lineterminator", ["\n", "\r\n"])
    def test_every_dialect_and_encoding_gives_the_same(self, encoding, delimiter, lineterminator):
        content = as_csv(ROWS, encoding, delimiter=delimiter, lineterminator=lineterminator)
        assert values(content) == ROWS

    def test_a_guessed_encoding_is_told(self):
        assert "Windows-1252" in read(as_csv(ROWS, "cp1252")).notes[0]
        assert not read(as_csv(ROWS)).notes

    def test_a_named_encoding_decides(self):
        assert values(as_csv(ROWS, "mac-roman"), "x", SheetOptions(encoding="mac-roman")) == ROWS
        assert stopped(b"a", "x", SheetOptions(encoding="klingon")).code == "unknown-encoding"
        assert stopped(b"a", "x", SheetOptions(encoding="hex")).code == "unknown-encoding"
        assert "line 2" in stopped(b"a\n\xff", "x", SheetOptions(encoding="utf-8")).message

    def test_what_is_no_text_is_told_at_its_byte(self):
        assert "byte 3, in line 2" in stopped(b"a\n\x81").message

    @each_of(
        ("content", "said"),
        [
            (bytes(range(1, 256)) * 40, "no text either: byte 128 is"),
            (b"a,b\nc\0d,e\n" * 9, "no text either: byte 6 is"),
            (b"a\n\x81", "isn't UTF-8, nor Windows-1252"),
            (b"%PDF-1.7\n%\xe2\xe3", "a PDF"), (b"\x89PNG\r\n\x1a\n\0", "a picture"),
        ],
    )  # fmt: skip
    def test_what_is_no_sheet_at_all_is_told_as_that(self, content, said):
        stop = stopped(content)
        assert said in stop.message
        assert "CSV" in stop.remedy

    def test_a_single_escape_character_is_for_its_cell_to_tell(self):
        assert read(as_csv([["caf\xe9", "a\x1bb"]], "cp1252")).rows[0].cells == ("caf\xe9", "a\x1bb")

    def test_excels_first_line_names_the_delimiter_and_is_no_row(self):
        found = read(b'"sep=;"\r\nPromise;Owner, or team\r\na;b\r\n')
        assert [(row.number, *row.cells) for row in found.rows] == [
            (1, "Promise", "Owner, or team"),
            (2, "a", "b"),
        ]

    def test_rows_count_as_a_spreadsheet_counts_them(self):
        found = read(b'Promise,Owner\n\n"a\nb",c\n,\nd,e\n')
        assert [row.number for row in found.rows] == [1, 3, 5]

    def test_a_quote_that_isnt_closed_is_told_at_its_line(self):
        assert "a quoted cell isn't closed" in stopped(b'Promise,Owner\n"a,b\n').message

    @each_of("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
    def test_nothing_is_an_empty_table(self, content):
        assert read(content).rows == ()


class TestBounds:
    @pytest.mark.parametrize(
        ("bound", "value", "said"),
        [
            ("ROWS", 3, "3 rows"),
            ("COLUMNS", 2, "2 columns"),
            ("CELLS", 5, "5 cells"),
            ("CHARACTERS", 10, "10 a cell"),
        ],
    )
    @pytest.mark.parametrize("file", [as_csv, as_xlsx])
    def test_each_is_named(self, monkeypatch, bound, value, said, file):
        monkeypatch.setattr(table, bound, value)
        stop = stopped(
            file([["Promise", "Owner", "Layer"], [], ["a much longer text"], ["", "", "x"], ["b"]])
        )
        assert stop.code == "too-large"
        assert said in stop.message

    def test_a_file_has_one_too(self, monkeypatch):
        monkeypatch.setattr("pas_gov.sheets.reading.BYTES", 3)
        assert stopped(b"abcd").code == "too-large"

    def test_a_cell_beyond_what_the_reader_of_csv_takes(self):
        assert stopped(b"Promise\n" + b"a" * 200_000).code == "too-large"


class TestXlsx:
    def test_it_gives_the_same_as_csv(self):
        assert values(as_xlsx(ROWS)) == ROWS

    def test_a_formula_counts_as_its_result_and_without_one_is_told(self):
        book = openpyxl.Workbook()
        book.active.append(["Promise", "=1+1", "#REF!"])
        book.active["C1"].data_type = "e"
        _, formula, error = read(saved(book)).rows[0].cells
        assert isinstance(formula, Unreadable)
        assert "formula whose result isn't in the file" in formula.message
        assert isinstance(error, Unreadable)

    def test_its_result_is_the_one_that_the_workbook_keeps(self):
        book = openpyxl.Workbook()
        book.active.append(["Promise", "=1+1", '=IF(A1="","",NA())'])
        with zipfile.ZipFile(io.BytesIO(saved(book))) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = parts[sheet].replace(b'<c r="C1">', b'<c r="C1" t="e">')
        for result in (b"<v>2</v>", b"<v>#N/A</v>"):
            parts[sheet] = parts[sheet].replace(b"<v />", result, 1).replace(b"<v></v>", result, 1)
        _, two, error = read(as_zip(parts)).rows[0].cells
        assert two == 2
        assert isinstance(error, Unreadable)

    def test_a_text_that_looks_like_a_formula_is_a_text(self):
        assert values(as_xlsx([["=1+1"]])) == [["=1+1"]]

    def test_the_first_sheet_with_cells_is_read_and_the_others_are_named(self):
        book = openpyxl.Workbook()
        book.create_sheet("Promises").append(["Promise"])
        book.create_sheet("Old").append(["Owner"])
        found = read(saved(book))
        assert found.kind == 'XLSX, sheet "Promises"'
        assert '"Sheet", "Old"' in found.notes[0]
        assert values(saved(book), "x", SheetOptions(sheet="old")) == [["Owner"]]
        assert stopped(saved(book), "x", SheetOptions(sheet="Promise")).remedy == 'did you mean "Promises"?'

    def test_merged_cells_are_told_with_the_one_that_holds_what_they_show(self):
        found = read(merged([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]], "A1:B1", "C2:C3", "B3:B9"))
        assert found.merged == {(1, 1): "A1", (3, 2): "C2"}

    def test_more_of_them_than_a_sheet_has_are_refused(self, monkeypatch):
        monkeypatch.setattr("pas_gov.sheets.merged_cells.CELLS", 5)
        assert "merged cells cover more than 5" in stopped(merged(ROWS, "A1:C2")).message
        monkeypatch.setattr("pas_gov.sheets.merged_cells.RANGES", 1)
        assert "more than 1 merged ranges" in stopped(merged(ROWS, "A1:A2", "B1:B2")).message

    def test_one_over_the_whole_sheet_doesnt_hang_it(self):
        content = merged([["a", "c"], ["b", "d"]], "A1:A2")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = "xl/worksheets/sheet1.xml"
        parts[part] = parts[part].replace(b'"A1:A2"', b'"A1:A1048576"')
        assert read(as_zip(parts)).merged == {(2, 0): "A1"}

    def test_a_far_away_cell_doesnt_hang_it(self):
        book = openpyxl.Workbook()
        book.active["A1"] = "Promise"
        book.active["XFD30000"] = "x"
        assert "row 30000" in stopped(saved(book)).message

    def test_without_the_library_it_says_how_to_get_it(self, monkeypatch):
        monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
        stop = stopped(as_zip({"xl/workbook.xml": b"<a/>"}))
        assert stop.code == "no-openpyxl"
        assert install_command("pas-gov[xlsx]") in stop.remedy


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


class TestHostileWorkbooks:
    def test_one_that_unpacks_beyond_the_bound(self, monkeypatch):
        monkeypatch.setattr(archive, "UNPACKED", 1_000_000)
        stop = stopped(as_zip({"xl/workbook.xml": b"<a/>", "xl/media/x.bin": bytes(2_000_000)}))
        assert stop.code == "too-large"
        assert "unpacks to more" in stop.message

    def test_one_of_too_many_parts(self, monkeypatch):
        monkeypatch.setattr(archive, "PARTS", 2)
        assert stopped(as_zip({"xl/workbook.xml": b"", "a": b"", "b": b""})).code == "too-large"

    @each_of("encoding", ["utf-8", "utf-16"])
    @each_of(
        "part",
        [
            "xl/workbook.xml",
            "xl/sharedStrings.xml",
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/sheet1.dat",
            "x",
        ],
    )
    def test_one_that_declares_entities(self, part, encoding):
        bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'.encode(
            encoding
        )
        assert "document type" in stopped(as_zip({"xl/workbook.xml": b"<a/>", part: bomb})).message

    def test_a_picture_is_no_broken_xml_but_what_begins_as_xml_is(self):
        archive.refuse_dangerous(as_zip({"xl/media/a.png": b"\x89PNG\r\n<!DOCTYPE a>", "empty": b""}))
        for broken in (b" <a b", b"\x4c\x6f\xa7\x94\x93"):
            with pytest.raises(Stop, match="can't be read"):
                archive.refuse_dangerous(as_zip({"xl/sheet1.dat": broken + b"<"}))

    @pytest.mark.whole
    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ('<row r="1"/><row r="9999999"/>', "row 9999999, behind the last"),
            ('<row r="1"/><row r="1048576"/><row/>', "row 1048577, behind the last"),
            ('<row r="1"/><row r="2"/><row r="2"/>', "row 2 comes after row 2"),
            ('<row r="2"/><row r="1"/>', "row 1 comes after row 2"),
            ('<row r="0"/>', "row 0 comes after row 0"),
            ('<row><c r="B1"/><c/><c r="C1"/></row>', "cell C1 in row 1 comes after one"),
            ('<row><c r="B1"/><c r="A1"/></row>', "cell A1 in row 1 comes after one"),
            ('<row/><row r="3"><c/><c r="C3"/></row><row/><row r="1048576"><c r="A1048576"/></row>', ""),
        ],
    )
    def test_rows_and_cells_that_would_be_lost(self, rows, told):
        with zipfile.ZipFile(io.BytesIO(as_xlsx(ROWS))) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        space = merged_cells.NAMESPACE
        parts["xl/worksheets/sheet1.xml"] = (
            f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
        )
        if told:
            assert told in stopped(as_zip(parts)).message
        else:
            assert read(as_zip(parts)).rows == ()

    @each_of(
        "content",
        [
            as_zip({"xl/workbook.xml": b"<a/>"}), as_zip({"xl/workbook.xml": b"<a"}), as_zip({"xl/workbook.xml": b""}), as_xlsx(ROWS)[:900],
            as_xlsx(ROWS)[:-30], b"PK\x03\x04xl/workbook.xml",
        ],
    )  # fmt: skip
    def test_a_broken_one_is_told(self, content):
        assert stopped(content).code in ("not-a-workbook", "unknown-format")

    @pytest.mark.parametrize(
        "content",
        [as_zip({"mimetype": b"ods"}), bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99)],
        ids=["another zip", "an older Excel's"],  # a zip has the time in it, and each worker makes its own
    )
    def test_another_kind_of_file_is_told(self, content):
        stop = stopped(content)
        assert stop.code == "unknown-format"
        assert "XLSX or CSV" in stop.remedy


class TestJsonLines:
    def test_a_line_is_a_row(self):
        found = read(b'{"promise": "a", "audience": ["b, c", "d"]}\n\n{"promise": "e", "owner": 5}\n')
        assert found.named
        assert [(row.number, row.cells) for row in found.rows] == [
            (0, ("promise", "audience", "owner")), (1, ("a", ("b, c", "d"))), (3, ("e", None, 5)),
        ]  # fmt: skip

    @each_of(
        "line",
        ["[]", "5", '{"a": 1', '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 20_000, '{"a":' * 5_000],
        ids=lambda text: text[:8],
    )
    def test_what_is_no_object_is_told_at_its_line(self, line):
        assert stopped(b'{"a": 1}\n' + line.encode(), "x.jsonl").message.startswith(
            "line 2 isn't a JSON object"
        )


def test_columns_have_letters():
    assert [column_letters(one) for one in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
