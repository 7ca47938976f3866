"""``scan``: texts held against the stack and its history; registering; exceptions; what can't be read."""

from __future__ import annotations

import json
import re
import shlex

import pytest
from scenario import ended, org, promise, waiver

from pas_gov.cli import cli
from pas_gov.drift.survey import claims_cache, long_texts, surfaces, texts_read
from pas_gov.drift.texts.reading import sentences

pytestmark = pytest.mark.whole

ORG = org(
    promise("reliable", "core"),
    promise("four-hours", "supporting", "reliable", statement="We respond to any customer issue within four hours.",
            terms=[{"measure": "first response", "at_most": "4h"}],
            zones={"delivery-support": {"says": "Support answers.", "surfaces": [{"path": "docs/support.md"}]}}),
)  # fmt: skip


@pytest.fixture
def small(owner_of):
    owner = owner_of(ORG)
    owner.repo.write(
        {"docs/support.md": "# Support\n\nWe respond to any customer issue within four hours.\n"}
    )
    return owner


def states(owner, *paths: str, text: str = "") -> list[tuple[str, str | None]]:
    if text:
        owner.repo.write({"docs/support.md": text})
    said = json.loads(owner.run("scan", *paths, "-f", "json").out)
    return [(one["state"], one["promise"]) for one in said["claims"]]


def test_what_is_promised_is_consistent(small):
    assert states(small) == [("consistent", "four-hours")]
    assert small.run("scan", "--fail-on", "contradicts").status == 0


def test_another_quantity_contradicts_and_fails_where_that_is_asked(small):
    assert states(small, text="We respond to any customer issue within six hours.\n") == [
        ("contradicts", "four-hours")
    ]
    said = small.run("scan", "--fail-on", "contradicts")
    assert said.status == 1
    assert "docs/support.md:1" in said.out
    lines = [line for line in said.out.splitlines() if not line.strip().startswith("pas-gov ")]
    assert max(map(len, lines)) <= 80, "a command is whole on its line"


def test_an_earlier_wording_is_outdated_and_names_its_commit(small):
    small.ok("amend", "four-hours", "--statement", "We respond to any customer issue within two hours.",
             "--term", "first response at most 2h")  # fmt: skip
    commit = small.repo.commit("Be faster")
    said = json.loads(small.run("scan", "-f", "json").out)
    (claim,) = said["claims"]
    assert (claim["state"], claim["ended_by"]["commit"]) == ("outdated", commit)


def test_an_earlier_wording_that_is_no_claim_by_its_words_is_found_all_the_same(small):
    text = "Enquiries and their morning queue, whoever asks."
    assert states(small, text=f"# Support\n\n{text}\n") == []
    small.ok("amend", "four-hours", "--statement", text)
    small.repo.commit("Be plain")
    small.ok("amend", "four-hours", "--statement", "Support answers in the same shift.")
    commit = small.repo.commit("Be faster")
    (claim,) = json.loads(small.run("scan", "-f", "json").out)["claims"]
    assert (claim["state"], claim["ended_by"]["commit"]) == ("outdated", commit)


def test_an_ended_promise_is_expired(owner_of):
    owner = owner_of(ended(ORG, "four-hours", date="2026-05-01"))
    owner.repo.write({"docs/support.md": "We respond to any customer issue within four hours.\n"})
    assert states(owner, str(owner.repo.path / "docs")) == [("expired", "four-hours")]


def test_a_link_settles_what_is_spoken_of(small):
    assert states(small, text="<!-- promise: four-hours -->\nWe answer you within four hours.\n") == [
        ("consistent", "four-hours")
    ]
    assert states(small, text="---\npromise: nobody\n---\nWe answer you within four hours.\n") == [
        ("unregistered", "nobody")
    ]


def test_a_misspelt_link_is_to_be_corrected_and_never_registered(small):
    text = "---\npromise: four-hour\n---\nWe answer you within four hours.\n"
    assert states(small, text=text) == [("unregistered", "four-hour")]
    said = small.run("scan").out
    assert 'did you mean "four-hours"' in " ".join(said.split())
    assert "--register" not in said
    small.repo.write({"docs/support.md": text.replace("four-hour", "nobody")})
    assert "--register" in small.run("scan").out


def test_unregistered_claims_are_written_down_as_proposals(small):
    text = "We refund every customer in full within 30 days.\n"
    assert states(small, text=text) == [("unregistered", None)]
    (claim,) = json.loads(small.run("scan", "-f", "json").out)["claims"]
    small.ok("scan", "--register", claim["proposed_id"], "--owner", "@acme/sales")
    assert (
        json.loads(small.ok("inventory", "-f", "json", "--status", "proposed"))["promises"][0]["owner"]
        == "@acme/sales"
    )
    assert states(small) == [("unregistered", claim["proposed_id"])]
    assert small.run("scan", "--register", "nobody").stop.code == "unknown-claim"


FILLED = {
    "<WHY IT MAY STAY>": "The page goes.",
    "<WHO APPROVES IT>": "@acme/legal",
    "<LAST DAY>": "2026-08-01",
}


def printed(out: str, start: str) -> list[str]:
    """Return the words of the first printed command that starts so, its blanks filled in."""
    line = next(line.strip() for line in out.splitlines() if line.strip().startswith(f"pas-gov {start}"))
    return [FILLED.get(word, word) for word in shlex.split(line)[1:]]


@pytest.mark.parametrize(
    ("path", "text", "about"),
    [
        ("docs/support.md", "We respond to any customer issue within six hours.", "four-hours"),
        ("docs/support.md", "We guarantee a refund within thirty days of every purchase.", "*"),
        ("pages/a b.md", "We respond to any customer issue within six hours.", "four-hours"),
    ],
)
def test_the_command_that_scan_prints_accepts_the_finding_until_its_day(small, path, text, about):
    small.repo.write({path: f"{text}\n"})
    named = [str(small.repo.path / path)] if path.startswith("pages") else []
    command = printed(small.run("scan", *named).out, "waive claims")
    assert command[2] == about
    said = small.ok(*command)
    assert f"{said.rpartition('policies/waivers/')[2].partition('.yaml')[0]}" in small.ok("scan", *named)
    after = small.run("scan", *named)
    assert re.search(r"\(accepted by claims-\S+ until 2026-08-01\)", after.out)
    assert "waive claims" not in after.out
    assert small.run("validate").status == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda mark: mark[:-2] + "zz", 'did you mean "{mark}"?'),
        (lambda _: "none", "see what there is: pas-gov scan"),
        (lambda mark: mark[:9], ""),
    ],
)
def test_a_wrong_fingerprint_is_told_with_the_one_that_is_near(small, change, told):
    small.repo.write({"docs/support.md": "We respond to any customer issue within six hours.\n"})
    (claim,) = json.loads(small.run("scan", "-f", "json").out)["claims"]
    (command,) = claim["commands"]
    words = [FILLED.get(word, word) for word in command]
    words[words.index("--target") + 1] = change(claim["fingerprint"])
    said = small.run(*words)
    assert said.status == (2 if told else 0)
    assert told.format(mark=claim["fingerprint"]) in said.told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims", "reliable", "--target", "{mark}"), "pas-gov waive claims four-hours --target {mark}"),
        (("claims", "four-hours"), "--target FINGERPRINT"),
        (("claims", "four-hours", "--target", "{mark}", "--for-commit", "c" * 40), "--for-commit"),
        (("change-propagates", "four-hours", "--text", "docs/support.md"), "only claims are found there"),
        (("review-is-due", "four-hours", "--target", "reliable"), "so --target has no effect"),
        (("claim", "four-hours"), 'did you mean "claims"?'),
    ],
)
def test_what_a_waiver_of_claims_cannot_be_is_told(small, arguments, told):
    small.repo.write({"docs/support.md": "We respond to any customer issue within six hours.\n"})
    (claim,) = json.loads(small.run("scan", "-f", "json").out)["claims"]
    before = small.files()
    given = [word.format(mark=claim["fingerprint"]) for word in arguments]
    said = small.run("waive", *given, "--reason", "The page goes.", "--approved-by", "@acme/legal",
                     *(() if told.startswith("--target") else ("--until", "2026-08-01")))  # fmt: skip
    assert said.status == 2
    assert told.format(mark=claim["fingerprint"]) in said.told
    assert small.files() == before


def test_an_accepted_exception_has_an_end_and_is_no_malformed_waiver(small):
    small.repo.write({"docs/support.md": "We respond to any customer issue within six hours.\n"})
    (claim,) = json.loads(small.run("scan", "-f", "json").out)["claims"]
    small.repo.write(waiver("six-hours", "claims", "four-hours", target=claim["fingerprint"]))
    assert small.run("scan", "--fail-on", "contradicts", "--today", "2026-06-01").status == 0
    assert "1 claim in 1 text: 1 accepted for a time." in small.run("scan", "--today", "2026-06-01").out
    small.repo.write({"docs/other.md": "We are here.\n"})
    other = small.run("scan", str(small.repo.path / "docs/other.md"), "--today", "2026-06-01").out
    assert "six-hours" not in other, "its text is another one"
    late = small.run("scan", "--fail-on", "contradicts", "--today", "2027-06-01")
    assert late.status == 1
    assert "the exception six-hours is expired" in late.out
    assert small.run("validate").status == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\x00\x01\x02", "binary"), (b"x" * (9 << 20), "at most"), (b"\xff\xfe\x00", "UTF-8")],
    ids=["binary", "large", "no UTF-8"],
)
def test_what_cannot_be_read_is_named_with_3(small, content, told):
    (small.repo.path / "docs/support.md").write_bytes(content)
    said = small.run("scan")
    assert said.status == 3, said.told
    assert told.lower() in said.told.lower()


def test_formats_and_languages_that_are_not_read_are_named_and_fail_where_that_is_asked(small):
    small.repo.write({
        "docs/a.adoc": "We respond within nine hours.\n", "docs/b.png": "no text\n",
        "docs/de.md": "Wir antworten auf jede Anfrage innerhalb von neun Stunden an Werktagen.\n",
    })  # fmt: skip
    for format_ in ("text", "json", "markdown"):
        said = small.run("scan", str(small.repo.path / "docs"), "-f", format_)
        assert said.status == 0
        words = re.sub(r"\W+", " ", said.out)
        assert "1 file isn t read since adoc is no format that is read docs a adoc" in words
        assert "1 sentence from here on in German only English is read" in words
        assert "png" not in words
    assert small.run("scan", str(small.repo.path / "docs"), "--fail-on", "unread").status == 1
    assert small.run("scan", "--fail-on", "unread").status == 0


def test_a_surface_that_is_not_there_or_leads_out_is_told_with_3(small, tmp_path):
    (small.repo.path / "docs/support.md").unlink()
    assert small.run("scan").status == 3
    (tmp_path / "secret.md").write_text("We promise you everything within two hours.")
    (small.repo.path / "docs/support.md").symlink_to(tmp_path / "secret.md")
    said = small.run("scan")
    assert said.status == 3
    assert "leads out" in said.told
    assert "everything" not in said.told


@pytest.mark.parametrize(
    "named", [".git/notes.md", "docs/../.git/notes.md", "docs/link/notes.md", "store/worktrees/notes.md"]
)
def test_a_surface_in_gits_own_folder_is_not_read(small, named):
    """Credentials may stand there, and who writes a promise names its surfaces."""
    folder = small.repo.path
    for inside in ("HEAD", "objects/pack", "refs/heads", "worktrees"):  # git's own by another name
        (folder / "store" / inside).mkdir(parents=True)
    (folder / "store/worktrees/notes.md").write_text("We promise you everything within two hours.")
    (folder / ".git/notes.md").write_text("We promise you everything within two hours.")
    (folder / "docs/link").symlink_to("../.git")
    for record in folder.glob("promises/*/*.yaml"):
        record.write_text(record.read_text().replace("docs/support.md", named))
    said = small.run("scan")
    assert said.status == 3
    assert "everything" not in said.told


def test_no_such_path_is_wrong_usage(small):
    assert small.run("scan", "nowhere.md").stop.code == "no-such-path"


def test_every_format_tells_the_same(small):
    small.repo.write({"docs/support.md": "We respond to any customer issue within six hours.\n"})
    assert "contradicts" in small.ok("scan", "-f", "markdown")
    assert "1 contradicts" in small.ok("scan")


def test_a_second_run_reads_only_what_is_new_and_says_the_same(small, monkeypatch):
    small.repo.write({"docs/other.md": "We refund every customer in full within 30 days.\n"})
    first = small.run("scan", str(small.repo.path / "docs"), "-f", "json").out
    read = []
    monkeypatch.setattr(
        claims_cache, "sentences", lambda path, *rest: read.append(path) or sentences(path, *rest)
    )
    assert small.run("scan", str(small.repo.path / "docs"), "-f", "json").out == first
    assert read == []
    small.repo.write({"docs/other.md": "We refund every customer in full within 20 days.\n"})
    assert "20 days" in small.run("scan", str(small.repo.path / "docs"), "-f", "json").out
    assert read == ["docs/other.md"]


def test_what_is_kept_is_not_believed_where_it_was_changed(small):
    before = small.run("scan", "-f", "json").out
    (kept,) = (small.repo.path / ".git").rglob("claims.v1")
    kept.write_bytes(kept.read_bytes().replace(b"four hours", b"nine hours"))
    assert small.run("scan", "-f", "json").out == before


def test_without_the_cache_all_is_read_again_and_nothing_is_kept(small):
    said = small.run("scan", "--no-cache", "-f", "json").out
    assert not list((small.repo.path / ".git").rglob("claims.v1"))
    small.run("drift", "--no-cache")
    assert not list((small.repo.path / ".git").rglob("claims.v1"))
    assert small.run("scan", "-f", "json").out == said
    assert list((small.repo.path / ".git").rglob("claims.v1"))


def test_two_claims_of_one_line_have_an_id_each(small):
    text = "We refund every customer in full within 30 days. We keep all your backups for 90 days.\n"
    small.repo.write({"docs/support.md": text})
    found = json.loads(small.run("scan", "-f", "json").out)["claims"]
    assert len({one["proposed_id"] for one in found}) == len(found) == 2
    for one in found:
        small.ok("scan", "--register", one["proposed_id"])
    statements = {
        one["title"]
        for one in json.loads(small.ok("inventory", "-f", "json", "--status", "proposed"))["promises"]
    }
    assert len(statements) == 2


def test_a_link_out_of_a_folder_that_is_named_is_never_followed(small, tmp_path):
    (tmp_path / "secret.md").write_text("We promise you everything within two hours.")
    (small.repo.path / "docs/link.md").symlink_to(tmp_path / "secret.md")
    said = small.run("scan", str(small.repo.path / "docs"))
    assert said.status == 3
    assert "docs/link.md" in said.told
    assert "everything" not in said.told


def test_what_other_texts_claimed_is_kept_as_well(small, monkeypatch):
    small.repo.write({"docs/other.md": "We refund every customer in full within 30 days.\n"})
    other = str(small.repo.path / "docs/other.md")
    small.ok("scan", other)
    small.ok("scan")
    read = []
    monkeypatch.setattr(
        claims_cache, "sentences", lambda path, *rest: read.append(path) or sentences(path, *rest)
    )
    small.ok("scan", other)
    assert read == []


def test_without_any_text_to_read_nothing_is_said_to_be_consistent(owner_of):
    assert owner_of(org(promise("reliable", "core"))).run("scan").stop.code == "no-texts"


def test_an_organisation_without_promises_finds_its_first_ones(tmp_path, nobodys_settings, capsys):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/help.md").write_text("We refund every customer in full within 30 days.\n")
    assert cli.main(["scan", "--repo", str(tmp_path), str(tmp_path / "docs")], standalone_mode=False) == 0
    assert "1 unregistered" in capsys.readouterr().out
    given = [
        "scan",
        "--repo",
        str(tmp_path),
        str(tmp_path / "docs"),
        "--register",
        "all",
        "--author",
        "@acme/docs",
    ]
    assert cli.main(given, standalone_mode=False) == 0
    assert len(list((tmp_path / "promises").rglob("*.yaml"))) == 1


def test_the_page_of_what_has_ended_may_be_gone(owner_of):
    owner = owner_of(ended(ORG, "four-hours", date="2026-05-01"))
    owner.repo.write({"docs/other.md": "We refund every customer in full within 30 days.\n"})
    assert owner.run("scan").stop.code == "no-texts"
    assert owner.run("drift").status == 0


def test_a_finding_is_explained_by_the_command_that_is_printed_with_it(small):
    assert states(small, text="We respond to any customer issue within 6 hours.\n") == [
        ("contradicts", "four-hours")
    ]
    line = next(each.strip() for each in small.run("scan").out.splitlines() if "--explain" in each)
    shown = small.ok(*shlex.split(line)[1:])
    assert "contradicts" in shown
    assert "Side by side" in shown
    assert small.run("scan", "--explain", "ffff0000").stop.code == "unknown-finding"


def test_a_zone_that_is_to_leave_names_its_texts_until_that_day(owner_of):
    support = {
        "says": "Support answers.",
        "surfaces": [{"path": "docs/support.md"}],
        "left": {"date": "2026-03-01"},
    }
    leaving = promise("four-hours", "supporting", "reliable", statement="We respond to any customer issue within four hours.",
                      zones={"delivery-support": support})  # fmt: skip
    owner = owner_of(org(promise("reliable", "core"), leaving))
    owner.repo.write({"docs/support.md": "We respond to any customer issue within four hours.\n"})
    assert states(owner, "--today", "2026-02-28") == [("consistent", "four-hours")]
    assert owner.run("scan", "--today", "2026-03-01").stop.code == "no-texts"


def test_a_long_transcript_is_read_in_parts_and_what_it_says_again_is_counted(small, monkeypatch):
    turns = [
        {"role": "assistant", "content": f"We respond to any customer issue within {hours} hours."}
        for hours in ("four", "six", "six", "four", "six")
    ]
    small.repo.write({"docs/chat.jsonl": "".join(json.dumps(one) + "\n" for one in turns)})
    chat = str(small.repo.path / "docs/chat.jsonl")
    whole = json.loads(small.run("scan", chat, "-f", "json").out)["claims"]
    monkeypatch.setattr(surfaces, "MAX_BYTES", 100)
    monkeypatch.setattr(long_texts, "PART", 100)
    parts = json.loads(small.run("scan", chat, "-f", "json").out)["claims"]
    assert [(one["state"], one["location"]["line"], one["times"]) for one in parts] == [
        ("consistent", 1, 2), ("contradicts", 2, 3),
    ]  # fmt: skip
    assert parts[1].pop("also") == ["docs/chat.jsonl:3", "docs/chat.jsonl:5"]
    assert {key: parts[1][key] for key in whole[1]} == whole[1]
    shown = small.run("scan", chat, "--fail-on", "contradicts")
    assert shown.status == 1
    assert "Said 3 times, next in line 3, 5." in shown.out
    assert "5 claims in 1 text: 3 contradicts, 2 consistent." in shown.out


def test_several_processes_say_what_one_says(small, monkeypatch):
    pages = {
        f"docs/{page}.md": f"We respond to any issue within {page} hours.\n\n{FOREIGN}"
        for page in range(1, 9)
    }
    small.repo.write(
        {**pages, "docs/chat.jsonl": '{"role": "assistant", "content": "We answer within two hours."}\n{'}
    )
    docs = str(small.repo.path / "docs")
    one = small.run("scan", docs, "-f", "json", "--no-cache").out
    assert one.count('"state"') == 10
    monkeypatch.setattr(texts_read, "PAYS", 100)
    monkeypatch.setattr(texts_read, "processors", lambda: 3)
    for words in (["--no-cache"], [], []):  # the third time all of it is in the cache
        assert small.run("scan", docs, "-f", "json", *words).out == one


FOREIGN = (
    "Wir antworten auf jede Anfrage innerhalb von vier Stunden, an jedem Tag der Woche, auch am Sonntag."
)
