"""``pas-gov owed`` as people call it: facts in files, days of the past, and what can't be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from gate_run import pas_gov
from hostile import OWN
from roots import ROOT
from scenario import acme, changed, ended, files_of, promise, with_made

from pas_gov.model.records.plain_schema import plain_schema_text

pytestmark = pytest.mark.whole

SCHEMA = json.loads((ROOT / "pas_gov/model/schemas/owed.json").read_text())
FORMATS = ("text", "json", "markdown")
TITLES = ("Can't be told", "Owed", "Owed under its condition", "Only for those named", "Doesn't apply")


def all_kinds() -> dict:
    """Return an organisation whose conditions say yes, no and neither of a customer on Pro with 40 seats."""
    said = {
        "sla": ("At least 50 seats.", "subject.seats >= 50"), "gold": ("Of the gold tier.", 'subject.tier == "gold"'),
        "weather": ("When it rains.", ""), "broken": ("On Max.", "subject.plan = 'max'"), "hostile": ("Never.", '"' + '\\"' * 40),
        "full-price": ("Without a discount.", "!has(subject.discount)"), "text": ("On a plan.", "subject.plan"),
    }  # fmt: skip
    made = (promise(name, "conditional", applies_when={"says": says, **({"cel": cel} if cel else {})}) for name, (says, cel) in said.items())  # fmt: skip
    whole = with_made(acme(), *made)
    return ended(whole, "fast", status="superseded", superseded_by=["reliable"])


@pytest.fixture
def governed(repo):
    repo.commit("Adopt", files_of(acme()))
    on_max = {"says": "On Max.", "cel": 'subject.plan == "max"'}
    repo.commit("Another condition", files_of(changed(acme(), "named-csm", applies_when=on_max)))
    (repo.path / "customer.yaml").write_text("plan: pro\n")
    return repo


@pytest.fixture
def folder(tmp_path):
    """Return a folder outside git, with every kind of answer."""
    write(tmp_path, files_of(all_kinds()))
    (tmp_path / "customer.yaml").write_text("plan: pro\nTier: gold\nseats: 40\n")
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def shown(
    folder, *arguments: str, format_: str = "text", status: int = 0, subject: str = "customer.yaml"
) -> str:
    day = () if {"--as-of", "--today"} & {*arguments} else ("--today", "2026-06-01")
    return pas_gov(
        folder, "owed", "--subject", subject, "-f", format_, *day, *arguments, status=status
    ).stdout


def owed(folder, *arguments: str, status: int = 0, subject: str = "customer.yaml") -> dict:
    found = json.loads(shown(folder, *arguments, format_="json", status=status, subject=subject))
    jsonschema.validate(found, SCHEMA)
    return found


def answers(data: dict) -> dict[str, str]:
    return {one["id"]: one["applies"] for one in data["promises"]}


def refused(folder, *arguments: str, status: int = 2) -> str:
    done = pas_gov(folder, "owed", *arguments, status=status)
    assert done.stdout == ""
    return done.stderr


class TestTheList:
    def test_every_promise_that_stands_has_an_answer(self, folder):
        data = owed(folder)
        assert answers(data) == {
            "ai-summary": "unknown", "broken": "undecidable", "fast": "yes", "four-hours": "yes", "free-parking": "unknown", "full-price": "yes",
            "gold": "undecidable", "hostile": "undecidable", "named-csm": "yes", "phone-support": "unknown", "quick-setup": "yes", "reliable": "yes",
            "sla": "no", "text": "undecidable", "weather": "undecidable",
        }  # fmt: skip
        assert data["counts"] == {"yes": 6, "no": 1, "undecidable": 5, "unknown": 3}
        assert (data["today"], data["commit"], data["subject"]) == ("2026-06-01", None, "customer.yaml")

    def test_each_is_told_with_what_a_machine_needs(self, folder):
        found = {one["id"]: one for one in owed(folder)["promises"]}
        assert (found["gold"]["missing"], found["gold"]["condition"]) == (
            ["subject.tier"], {"says": "Of the gold tier.", "cel": 'subject.tier == "gold"'},
        )  # fmt: skip
        assert (found["fast"]["until"], found["fast"]["status"]) == ("2026-12-01", "superseded")
        assert found["full-price"]["absent"] == ["subject.discount"]
        assert (found["phone-support"]["made_to"], found["phone-support"]["honour_until"]) == (
            "customers before 2021",
            "forever",
        )
        assert (found["ai-summary"]["cohort"], found["ai-summary"]["decide_by"]) == (
            "40 beta customers",
            "2026-07-01",
        )

    @pytest.mark.parametrize("format_", ["text", "markdown"])
    def test_what_cannot_be_told_stands_first_and_is_counted_at_the_end(self, folder, format_):
        said = shown(folder, format_=format_).replace("\\", "")
        places = [said.index(f"{title} (") for title in TITLES]
        assert places == sorted(places)
        flat = " ".join(said.split())
        assert (
            "5 can't be told, 4 owed, 2 owed under a condition, 3 only for those named, 1 doesn't apply."
            in flat.replace("\n", " ")
        )
        assert 'subject.tier (there is "Tier") is not among the facts' in flat
        assert "Add to customer.yaml what is missing, and ask again: tier: " in flat
        assert "The file itself is the subject" not in flat
        assert "It has ended, superseded by reliable, and is owed until 2026-12-01" in flat
        assert "made to 40 beta customers; since 2026-03-01, to be decided by 2026-07-01" in flat.replace(
            "Made", "made"
        )

    @pytest.mark.parametrize("facts", ["subject.tier: gold\n", "subject: {tier: gold}\n"])
    def test_facts_named_as_conditions_name_them_are_told(self, folder, facts):
        (folder / "customer.yaml").write_text(facts)
        assert 'a name in it doesn\'t begin with "subject".' in " ".join(shown(folder).split())

    @pytest.mark.parametrize("format_", ["text", "markdown"])
    def test_a_text_where_a_number_was_meant_is_told(self, folder, format_):
        (folder / "customer.yaml").write_text("plan: 40\n")
        said = " ".join(shown(folder, format_=format_).replace("\\", "").replace("&quot;", '"').split())
        assert (
            'Look how the facts are written: subject.plan == "pro" compares a number with a text, which are never equal'
            in said
        )

    def test_the_last_line_counts_what_cannot_be_told(self, folder):
        assert "5 can't be told" in " ".join(shown(folder).splitlines()[-2:])

    def test_an_ended_promise_is_owed_until_the_end_of_its_last_day(self, folder):
        assert "fast" in answers(owed(folder, "--today", "2026-12-01"))
        assert "fast" not in answers(owed(folder, "--today", "2026-12-02"))

    def test_explain_shows_each_part_with_its_value(self, folder):
        said = shown(folder, "--explain")
        assert 'subject.plan == "pro"  true' in said
        assert "subject.seats      40" in said
        assert "error: subject.tier is not among the facts" in said
        assert max(map(len, said.splitlines())) <= 80
        assert 'subject.plan == "pro"  true' in shown(folder, "--explain", format_="markdown")
        found = {one["id"]: one["condition"] for one in owed(folder, "--explain")["promises"]}
        assert found["sla"]["explained"]["steps"][0] == {
            "text": "subject.seats", "depth": 1, "shown": "40", "value": 40, "error": None, "skipped": False, "element": None, "left_out": 0,
        }  # fmt: skip
        assert all(found[name]["explained"]["error"] for name in ("broken", "hostile", "gold"))

    def test_explaining_changes_no_answer(self, folder):
        plain, told = owed(folder), owed(folder, "--explain")
        for one in told["promises"]:
            (one["condition"] or {}).pop("explained", None)
        assert plain == told

    def test_the_schema_can_be_printed(self, folder):
        assert pas_gov(folder, "schema", "owed", status=0).stdout == plain_schema_text("owed")

    def test_the_schema_can_refuse(self, folder):
        data = owed(folder)
        first = next(one for one in data["promises"] if one["layer"] == "core")
        for key, wrong in (("applies", "no"), ("applies", "maybe"), ("until", "soon"), ("why", "")):
            broken = {**data, "promises": [{**first, key: wrong}]}
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(broken, SCHEMA)


class TestWhichMoment:
    def test_what_is_owed_now_and_what_was_then(self, governed):
        assert answers(owed(governed.path))["named-csm"] == "no"
        before = owed(governed.path, "--as-of", "HEAD~1")
        assert (answers(before)["named-csm"], before["commit"]) == (
            "yes",
            governed.git("rev-parse", "HEAD~1"),
        )
        then = owed(governed.path, "--as-of", "2026-01-01")
        assert (then["commit"], then["day"]) == (governed.git("rev-parse", "HEAD"), "2026-01-01")

    def test_a_commit_instead_of_the_work_tree(self, governed):
        governed.write({"promises/conditional/named-csm.yaml": None})
        assert "named-csm" not in answers(owed(governed.path))
        at_head = owed(governed.path, "--ref", "HEAD")
        assert (answers(at_head)["named-csm"], at_head["commit"]) == ("no", governed.git("rev-parse", "HEAD"))

    def test_no_such_commit(self, governed):
        assert "nowhere" in refused(governed.path, "--subject", "customer.yaml", "--ref", "nowhere", status=3)


class TestTheFacts:
    def test_json_is_read_too(self, governed):
        (governed.path / "c.json").write_text('{\n\t"plan": "max"}')
        assert answers(owed(governed.path, subject="c.json"))["named-csm"] == "yes"

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("x.yaml", "a: *b", "x.yaml:1:4: "), ("x.yaml", "plan: a\nplan: b", "x.yaml:2:1: "), ("x.json", "[1]", "x.json:1:1: "), ("x.yaml", "", "x.yaml: "),
            ("x.json", '{"a": 1,\n"a": 2}', "x.json:2:1: "), ("x.json", "{a: 1}", "x.json:1:2: "), ("x.json", "[" * 100_000, "x.json:1:"),
            ("x.yaml", "x" * 300_000, "x.yaml: "), ("x.yaml", "a: b\u2028c: d", "x.yaml:1:5: "), ("x.yaml", "a: [", "x.yaml:1:"),
        ],
        ids=lambda value: value[:9],  # a whole one is more than a process can be told
    )  # fmt: skip
    def test_what_cannot_be_used_is_wrong_usage_with_place_fact_and_remedy(self, governed, name, text, told):
        (governed.path / name).write_text(text)
        message, remedy = refused(governed.path, "--subject", name).splitlines()
        assert f"the facts can't be used: {told}" in message
        assert remedy.strip()

    @pytest.mark.parametrize("name", ["nowhere.yaml", "promises", "nowhere/x.yaml"])
    def test_a_file_that_cannot_be_opened_is_wrong_usage(self, governed, name):
        message, remedy = refused(governed.path, "--subject", name).splitlines()
        assert message.startswith(f"pas-gov: {name}: ")
        assert remedy.strip() == "name a file of facts about the customer"

    def test_a_file_has_to_be_named(self, governed):
        assert "--subject" in refused(governed.path)

    def test_a_day_has_to_be_one(self, governed):
        assert "2026-03-31" in refused(governed.path, "--subject", "customer.yaml", "--today", "tomorrow")


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("format_", FORMATS)
    def test_a_record_that_is_broken_is_told_and_the_list_is_not_whole(self, folder, format_):
        write(folder, {"promises/core/odd.yaml": "id: ["})
        said = shown(folder, format_=format_, status=3)
        assert "promises/core/odd.yaml" in said.replace("\\", "")
        assert format_ == "json" or "What these files promise may be missing from this list" in said

    def test_json_names_the_place_and_the_remedy(self, folder):
        write(folder, {"promises/core/odd.yaml": "id: x\nlayer: corr\n"})
        data = owed(folder, status=3)
        assert data["unread"] == ["promises/core/odd.yaml"]
        assert data["problems"][0]["location"]["line"]
        assert data["problems"][0]["remedy"]

    def test_two_files_of_one_id_and_a_link(self, folder):
        text = (folder / "promises/core/reliable.yaml").read_text()
        write(folder, {"promises/core/again.yaml": text})
        os.symlink("reliable.yaml", folder / "promises/core/link.yaml")
        data = owed(folder, status=3)
        assert data["unread"] == [f"promises/core/{name}.yaml" for name in ("again", "link", "reliable")]

    def test_a_file_that_is_not_taken_for_a_promise_is_told(self, folder):
        write(folder, {"promises/core/fast2.YAML": "x", "promises/README.md": "x"})
        data = owed(folder)
        assert [(one["code"], one["severity"]) for one in data["problems"]] == [("not-read", "warning")]
        assert "fast2.YAML" in shown(folder)

    def test_many_of_them_are_counted(self, folder):
        write(folder, {f"promises/core/odd{number:02}.yaml": "id: [" for number in range(30)})
        assert "and 10 more: pas-gov validate names them" in shown(folder, status=3)

    def test_a_policy_that_is_broken_changes_nothing(self, folder):
        write(folder, {"policies/p.yaml": "id: ["})
        assert owed(folder)["problems"] == []

    def test_no_promises_at_all(self, tmp_path):
        (tmp_path / "customer.yaml").write_text("plan: pro")
        assert "there are no promises here" in refused(tmp_path, "--subject", "customer.yaml", status=3)


class TestWhereItIsPrinted:
    @pytest.fixture
    def hostile(self, tmp_path):
        """Return a folder whose every text is one that does something elsewhere, as far as records may hold it."""
        texts = [text for text in OWN if text.isprintable()] + ["x" * 500, "*" * 90, ":" * 300, "##[x]" * 60]
        for number, text in enumerate(texts):
            more = {"title": text[:200], "statement": text, "audience": [text[:60]]}
            made = [
                promise(f"core-{number}", "core", **more), promise(f"legacy-{number}", "legacy", legacy={"made_to": text}, **more),
                promise(f"if-{number}", "conditional", applies_when={"says": text, "cel": f"subject.x{number} == {json.dumps(text)}"}, **more),
            ]  # fmt: skip
            write(tmp_path, files_of(made))
        (tmp_path / "customer.yaml").write_text(
            "\n".join(f"x{number}: {json.dumps(text)}" for number, text in enumerate(texts) if number % 2)
        )
        return tmp_path

    @pytest.mark.parametrize("format_", FORMATS)
    def test_no_text_of_a_record_is_obeyed(self, hostile, format_):
        said = shown(hostile, "--explain", format_=format_, status=0)
        assert not any(line.lstrip().startswith("::") for line in said.splitlines())
        assert "##[" not in said
        assert not any(ord(character) < 32 and character != "\n" for character in said)

    def test_it_fits_whatever_the_texts(self, hostile):
        for arguments in ((), ("--explain",)):
            assert max(map(len, shown(hostile, *arguments).splitlines())) <= 80

    def test_a_name_of_a_file_is_a_text_too(self, hostile):
        name = "::error::x\x1b[2J.yaml"
        (hostile / name).write_text("x0: 1")
        said = shown(hostile, subject=name)
        assert "\x1b" not in said
