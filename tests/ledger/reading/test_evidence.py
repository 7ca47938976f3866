"""``ledger evidence``: written once, made again by anybody, and every alteration is seen."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from gate_run import pas_gov
from gitrepo import Repo
from scenario import PACK, files_of, promise

from pas_gov.commands.ledger_evidence import rendered
from pas_gov.diagnostics import Stop
from pas_gov.ledger.reading import evidence_check
from pas_gov.ledger.reading.evidence_check import CheckOptions, EvidenceCheck, check_evidence
from pas_gov.ledger.reading.evidence_manifest import HISTORY

pytestmark = pytest.mark.whole

TODAY = date(2026, 11, 30)
NAMES = {"README.txt", "history.bundle", "manifest.json", "verify.json", "verify.txt"}


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Path:
    """Return a folder with a repository and the evidence of it, to be copied."""
    folder = tmp_path_factory.mktemp("first")
    repo = Repo(folder / "repo")
    repo.commit("Adopt", {**files_of([promise("reliable", "core")]), **PACK})
    repo.commit("Erase", {"promises/core/reliable.yaml": None})
    pas_gov(repo.path, "ledger", "evidence", "--output", str(folder / "evidence"), status=1)
    return folder


@pytest.fixture
def written(first: Path, new_repo, tmp_path):
    repo = new_repo("repo")
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return repo, tmp_path / "evidence"


@pytest.fixture(scope="module", autouse=True)
def once():
    """Unpack each bundle once, and work out each account once: they depend on nothing else that the tests alter."""
    patch = pytest.MonkeyPatch()
    with ExitStack() as opened:
        unbundled, account_of = evidence_check.unbundled, evidence_check.account_of
        unneeded = evidence_check.unneeded_objects

        @cache
        def unpacked(content: bytes, kind: str):
            path = opened.enter_context(tempfile.NamedTemporaryFile())
            path.write(content)
            path.flush()
            return opened.enter_context(unbundled(path.name, kind))

        patch.setattr(
            evidence_check,
            "unbundled",
            lambda path, kind: nullcontext(unpacked(Path(path).read_bytes(), kind)),
        )
        patch.setattr(evidence_check, "account_of", cache(account_of))
        patch.setattr(evidence_check, "unneeded_objects", cache(unneeded))
        made, evidence_files = {}, evidence_check.evidence_files

        def files(repository, report, making, render):
            known = (report.tip, report.since, repr(making))
            return made.get(known) or made.setdefault(
                known, evidence_files(repository, report, making, render)
            )

        patch.setattr(evidence_check, "evidence_files", files)
        yield
    patch.undo()


def checked(
    folder: Path, directory: str | None = None, signers: str = "", today: date | None = None
) -> EvidenceCheck:
    day = today or date.today()
    return check_evidence(CheckOptions(str(folder), directory, signers), day, rendered)


def test_it_says_what_was_judged_by_what_and_with_which_result(written):
    repo, folder = written
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {one.name for one in folder.iterdir()} == NAMES
    assert manifest["ref"] == "main"
    assert [one["commit"] for one in manifest["commits"]] == repo.git("rev-list", "HEAD").split()
    assert manifest["commits"][0]["tree"] == repo.git("rev-parse", "HEAD^{tree}")
    blob = repo.git("rev-parse", "HEAD~1:promises/core/reliable.yaml")
    assert manifest["commits"][0]["records"]["promises/core/reliable.yaml"] == [blob, ""]
    assert set(manifest["tool"]) == {"pas-gov", "cel-python", "python"}


def test_it_holds_without_the_repository_and_says_what_it_covers(written):
    repo, folder = written
    shutil.rmtree(repo.path)
    told = " ".join(pas_gov(folder, "ledger", "evidence", "--check", ".", status=0).stdout.split())
    assert "HOLDS 2 steps recomputed, and every byte" in told
    assert "It covers the whole history up to that commit." in told
    assert "Not signed" in told


def test_a_clone_of_the_bundle_is_checked_out(written, tmp_path):
    _, folder = written
    clone = tmp_path / "clone"
    git(folder, "clone", "--quiet", HISTORY, str(clone))
    assert (clone / "policies").is_dir()
    assert git(clone, "branch", "--show-current") == "main"


def data(name: str) -> Callable[[Callable[[dict], object]], Callable[[Path], None]]:
    """Return how to alter a JSON file of the folder, the digests of the manifest made right again."""

    def altering(change: Callable[[dict], object]) -> Callable[[Path], None]:
        def alter(folder: Path) -> None:
            path = folder / name
            content = json.loads(path.read_text())
            change(content)
            path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            if name != "manifest.json":
                hash_again(folder)

        return alter

    return altering


def hash_again(folder: Path) -> None:
    """Make the digests of the manifest right for what lies in the folder, as a careful forger would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    others = (one for one in folder.iterdir() if one.is_file() and one.name != "manifest.json")
    manifest["files"] = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in others}
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")


def text(name: str, before: str, after: str) -> Callable[[Path], None]:
    """Return how to alter a text of the folder, the digests made right again."""

    def alter(folder: Path) -> None:
        path = folder / name
        content = path.read_bytes().decode()
        assert before in content
        path.write_bytes(content.replace(before, after, 1).encode())
        hash_again(folder) if name != "manifest.json" else None

    return alter


def added(name: str, content: str = "x\n", *, hashed: bool = True) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        (folder / name).write_text(content)
        hash_again(folder) if hashed else None

    return alter


def gone(name: str) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        (folder / name).unlink()
        hash_again(folder)

    return alter


def linked(name: str) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        shutil.move(folder / name, folder.parent / name)
        os.symlink(folder.parent / name, folder / name)

    return alter


def bundled(*refs: str, more: Callable[[Path], None] | None = None) -> Callable[[Path], None]:
    """Return how to put another bundle of the same repository there, the digests made right again."""

    def alter(folder: Path) -> None:
        repo = folder.parent / "repo"
        if more:
            more(repo)
        git(repo, "bundle", "create", "--quiet", str(folder / HISTORY), *refs)
        hash_again(folder)

    return alter


def git(repo: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@b.c")
    done = subprocess.run(
        ["git", "-C", str(repo), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def behind(folder: Path) -> None:
    with open(folder / HISTORY, "ab") as file:
        file.write(b"\0more")
    hash_again(folder)


def grown(repo: Path) -> None:
    git(repo, "commit", "--quiet", "--allow-empty", "--message", "Later")


def another(repo: Path) -> None:
    git(repo, "commit", "--quiet", "--amend", "--allow-empty", "--message", "Otherwise")


def doubled(folder: Path) -> None:
    """Name a branch twice in the bundle's header: first at an earlier commit."""
    content = (folder / HISTORY).read_bytes()
    head, blank, pack = content.partition(b"\n\n")
    earlier = git(folder.parent / "repo", "rev-parse", "HEAD~1").encode()
    named = next(line for line in head.split(b"\n") if line.endswith(b" refs/heads/main"))
    (folder / HISTORY).write_bytes(
        head.replace(named, earlier + b" refs/heads/main\n" + named) + blank + pack
    )
    hash_again(folder)


def side(repo: Path) -> None:
    git(repo, "branch", "side", "HEAD~1")


def with_surplus(folder: Path) -> None:
    """Put a bundle there whose pack holds a commit that no ref of its header leads to."""
    repo = folder.parent / "repo"
    tip = git(repo, "rev-parse", "HEAD")
    grown(repo)
    git(repo, "bundle", "create", "--quiet", str(folder / HISTORY), "HEAD", "main")
    content = (folder / HISTORY).read_bytes()
    head, blank, pack = content.partition(b"\n\n")
    later = git(repo, "rev-parse", "HEAD").encode()
    (folder / HISTORY).write_bytes(head.replace(later, tip.encode()) + blank + pack)
    hash_again(folder)


ACCOUNT, MANIFEST = data("verify.json"), data("manifest.json")
EARLIER = (TODAY - timedelta(days=3000)).isoformat()
TAMPERED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a verdict": (ACCOUNT(lambda it: it["steps"][0].update(verdict="compliant")), "it is violating"),
    "a finding left out": (ACCOUNT(lambda it: it["steps"][0].update(findings=[])), "findings"),
    "a message": (ACCOUNT(lambda it: it["steps"][0]["findings"][0].update(message="fine")), "findings"),
    "an author": (ACCOUNT(lambda it: it["steps"][0].update(author="Somebody")), "author"),
    "a subject": (ACCOUNT(lambda it: it["steps"][0].update(subject="Nothing")), "subject"),
    "a day": (ACCOUNT(lambda it: it["steps"][0].update(date="2020-01-01")), "date"),
    "a key of a step": (ACCOUNT(lambda it: it["steps"][0].update(more=1)), "more"),
    "a key of a step left out": (ACCOUNT(lambda it: it["steps"][0].pop("reason")), "reason"),
    "a step left out": (ACCOUNT(lambda it: it["steps"].pop(0)), "is missing from verify.json"),
    "a step doubled": (ACCOUNT(lambda it: it["steps"].append(it["steps"][0])), "stands 2 times"),
    "an invented step": (
        ACCOUNT(lambda it: it["steps"].append({**it["steps"][0], "commit": "f" * 40})),
        "isn't one of the history's",
    ),
    "the order of steps": (ACCOUNT(lambda it: it["steps"].reverse()), "in its order"),
    "steps that are none": (ACCOUNT(lambda it: it.update(steps="all fine")), "missing from verify.json"),
    "the counts": (ACCOUNT(lambda it: it["counts"].update(violating=0)), "counts of verify.json"),
    "the status": (ACCOUNT(lambda it: it.update(status=0)), "status of verify.json"),
    "the account's tip": (ACCOUNT(lambda it: it["tip"].update(commit="0" * 40)), "tip of verify.json"),
    "the account's branch": (ACCOUNT(lambda it: it["tip"].update(ref="release")), "tip of verify.json"),
    "the account's beginning": (ACCOUNT(lambda it: it.update(since=it["tip"])), "since of verify.json"),
    "the adoption": (ACCOUNT(lambda it: it["adopted"].update(by="nobody")), "adopted of verify.json"),
    "a key more": (ACCOUNT(lambda it: it.update(note="audited")), "note, which doesn't belong there"),
    "the account's layout": (text("verify.json", "\n", " \n"), "byte for byte"),
    "a key twice": (text("verify.json", "{", '{"status": 0,'), "byte for byte"),
    "no JSON": (text("verify.json", "{", ""), "no JSON object"),
    "no object": (lambda folder: ((folder / "verify.json").write_text("[]"), hash_again(folder)), "no JSON object"),
    "the readable account": (text("verify.txt", "VIOLATED", "VERIFIED"), "verify.txt isn't, byte for byte"),
    "a blank in the readable account": (text("verify.txt", "\n", " \n"), "verify.txt isn't, byte for byte"),
    "the readme's commit": (text("README.txt", "repository:   ", "repository:   0"), "README.txt isn't"),
    "a line in the readme": (text("README.txt", "\n", "\nAudited and found right.\n"), "README.txt isn't"),
    "a commit's tree": (MANIFEST(lambda it: it["commits"][0].update(tree="0" * 40)), "commit"),
    "a record's blob": (MANIFEST(lambda it: it["commits"][0].update(records={})), "records"),
    "a commit left out": (MANIFEST(lambda it: it["commits"].pop()), "is missing from manifest.json"),
    "a commit doubled": (MANIFEST(lambda it: it["commits"].append(it["commits"][0])), "stands 2 times"),
    "the manifest's counts": (MANIFEST(lambda it: it["counts"].update(compliant=9)), "counts of manifest.json"),
    "the manifest's format": (MANIFEST(lambda it: it.update(format="pas-gov.evidence/2")), "format"),
    "the manifest's branch": (MANIFEST(lambda it: it.update(ref="release")), "refs/heads/release"),
    "a later beginning": (MANIFEST(lambda it: it.update(since=it["commits"][-1]["commit"])), "verify.json"),
    "an earlier tip": (MANIFEST(lambda it: it.update(tip=it["commits"][-1]["commit"])), "HEAD of history.bundle"),
    "a day of making that bends others": (MANIFEST(lambda it: it.update(made=EARLIER)), "was made on"),
    "a digest": (MANIFEST(lambda it: it["files"].update({"verify.txt": "0" * 64})), "the digest of verify.txt"),
    "a digest more": (MANIFEST(lambda it: it["files"].update(more="0" * 64)), "the digest of more"),
    "a key more in the manifest": (MANIFEST(lambda it: it.update(auditor="me")), "auditor, which doesn't"),
    "the manifest's layout": (text("manifest.json", "\n", "\n "), "byte for byte"),
    "a file more": (added("approval.txt"), "approval.txt doesn't belong"),
    "a hidden file more": (added(".approval", hashed=False), ".approval doesn't belong"),
    "a folder more": (lambda folder: (folder / "annex").mkdir(), "annex doesn't belong"),
    "the readable account left out": (gone("verify.txt"), "verify.txt is missing"),
    "the readme left out": (gone("README.txt"), "README.txt is missing"),
    "the account left out": (gone("verify.json"), "verify.json is missing"),
    "a link for a file": (linked("verify.txt"), "verify.txt is no plain file"),
    "a signature that is none": (added("manifest.json.sig", hashed=False), "isn't a signature"),
}  # fmt: skip
OTHER_BUNDLES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a bundle without HEAD": (bundled("main"), "HEAD of history.bundle"),
    "a branch twice in the bundle": (doubled, "refs/heads/main of history.bundle"),
    "a bundle with a branch more": (bundled("HEAD", "main", "side", more=side), "refs/heads/side"),
    "a bundle that goes on": (bundled("HEAD", "main", more=grown), "of history.bundle"),
    "objects more in the bundle": (with_surplus, "objects that aren't part of the history"),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_whatever_is_altered_is_named(first, tmp_path, kind):
    alter, said = TAMPERED[kind]
    _differs(alter, Path(shutil.copytree(first / "evidence", tmp_path / "evidence")), said)


@pytest.mark.parametrize("kind", OTHER_BUNDLES)
def test_another_bundle_is_named(written, kind):
    alter, said = OTHER_BUNDLES[kind]
    _differs(alter, written[1], said)


def _differs(alter: Callable[[Path], None], folder: Path, said: str) -> None:
    alter(folder)
    found = checked(folder)
    assert found.status == 1
    assert any(said in one for one in found.differences), found.differences


UNUSABLE: dict[str, Callable[[Path], None]] = {
    "another history": bundled("HEAD", "main", more=another),
    "a bundle that needs more": bundled("HEAD", "main", "^main~1"),
    "bytes behind the bundle": behind,
    "a tool that is none": MANIFEST(lambda it: it["tool"].update({"audited-by": "1.0"})),
    "a broken bundle": lambda folder: (folder / HISTORY).write_bytes((folder / HISTORY).read_bytes()[:-40]),
    "no bundle": lambda folder: (folder / HISTORY).write_bytes(b"PACK"),
    "the bundle left out": gone(HISTORY),
    "a manifest of another kind": lambda folder: (folder / "manifest.json").write_text("[]"),
    "a tip that is none": MANIFEST(lambda it: it.update(tip="--all")),
    "a branch that is none": MANIFEST(lambda it: it.update(ref="a b")),
    "a day to come": MANIFEST(lambda it: it.update(made="2999-01-01")),
    "a beginning that is none": MANIFEST(lambda it: it.update(since="HEAD")),
    "versions that are none": MANIFEST(lambda it: it.update(tool={"pas-gov": "1; rm"})),
    "another kind of ids": MANIFEST(lambda it: it.update(object_format="sha256")),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_what_cant_be_made_again_never_holds(written, kind):
    _, folder = written
    UNUSABLE[kind](folder)
    with pytest.raises(Stop):
        checked(folder)


def test_what_was_made_by_another_version_is_said(written):
    _, folder = written
    version = json.loads((folder / "manifest.json").read_text())["tool"]["pas-gov"]
    text("README.txt", f"pas-gov {version}", "pas-gov 0.0.1")(folder)
    MANIFEST(lambda it: it["tool"].update({"pas-gov": "0.0.1"}))(folder)
    found = checked(folder)
    assert found.status == 0
    assert "made with pas-gov 0.0.1" in found.notes[0]
    assert "by pas-gov 0.0.1" in found.told


class TestSince:
    @pytest.mark.parametrize(("since", "status", "steps", "said"), [
        ("HEAD~1", 1, 1, "HOLDS 1 step recomputed, and every byte of the folder is what the history gives again. "
                         "It covers what came after {0}, and says nothing of 1 step up to {0}."),
        ("HEAD", 0, 0, "It covers NOTHING: no step came after {0}, and it says nothing of 2 steps up to {0}."),
    ])  # fmt: skip
    def test_what_is_covered_is_said(self, written, tmp_path, since, status, steps, said):
        repo, _ = written
        part = tmp_path / "part"
        asked = ("ledger", "evidence", "--since", since, "--output", str(part))
        pas_gov(repo.path, *asked, status=status)
        told = " ".join(
            pas_gov(tmp_path, "ledger", "evidence", "--check", str(part), status=0).stdout.split()
        )
        assert said.format(repo.git("rev-parse", since)[:12]) in told
        assert len(json.loads((part / "verify.json").read_text())["steps"]) == steps

    def test_what_was_rewritten_gives_no_evidence(self, written, tmp_path):
        repo, _ = written
        audited = repo.git("rev-parse", "HEAD")
        another(repo.path)
        asked = ("ledger", "evidence", "--since", audited, "--output", str(tmp_path / "part"))
        assert "leave --since out" in pas_gov(repo.path, *asked, status=2).stderr
        assert not (tmp_path / "part").exists()


@cache
def key(folder: Path) -> Path:
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(folder / "key")]
    subprocess.run(made, check=True, capture_output=True)
    return folder / "key"


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen here")
class TestSigning:
    @pytest.fixture
    def signed(self, written, tmp_path):
        repo, _ = written
        mine = key(tmp_path)
        folder = tmp_path / "signed"
        pas_gov(repo.path, "ledger", "evidence", "--output", str(folder), "--sign", str(mine), status=1)
        signers = tmp_path / "signers"
        signers.write_text(f"auditor@acme.org {mine.with_suffix('.pub').read_text()}")
        return repo, folder, signers

    def test_a_known_key_is_named_and_an_altered_manifest_is_not_signed(self, signed):
        _, folder, signers = signed
        found = checked(folder, signers=str(signers))
        assert found.status == 0
        assert "Signed by auditor@acme.org" in found.signed.said
        text("README.txt", "Evidence", "evidence")(folder)
        assert any(
            "isn't a signature of this" in one for one in checked(folder, signers=str(signers)).differences
        )

    def test_a_key_that_nobody_names_is_a_difference(self, signed, tmp_path):
        repo, folder, signers = signed
        assert any("isn't known by" in one for one in checked(folder).differences)
        other = tmp_path / "others"
        other.mkdir()
        signers.write_text(f"eve@acme.org {key(other).with_suffix('.pub').read_text()}")
        assert checked(folder, signers=str(signers)).status == 1
        assert checked(folder, directory=str(repo.path)).status == 1

    def test_a_strangers_branch_that_is_checked_out_says_nothing_of_keys(self, signed):
        repo, folder, signers = signed
        repo.git("checkout", "--quiet", "-b", "stranger")
        repo.commit("Me", {".pas-gov/allowed_signers": signers.read_text()})
        found = checked(folder, directory=str(repo.path))
        assert found.status == 1
        assert any("isn't known by .pas-gov/allowed_signers of your own" in one for one in found.differences)
        repo.git("branch", "--force", "main", "stranger")
        assert "Signed by auditor@acme.org" in checked(folder, directory=str(repo.path)).signed.said

    def test_a_key_that_cant_sign_is_said(self, written, tmp_path):
        repo, _ = written
        asked = ("ledger", "evidence", "--output", str(tmp_path / "signed"), "--sign", "nowhere")
        assert "can't sign" in pas_gov(repo.path, *asked, status=3).stderr
        assert not (tmp_path / "signed").exists(), "the next try finds the place free"
        assert not [one for one in tmp_path.iterdir() if one.name.startswith(".pas-gov-")]


def test_ones_own_repository_must_have_the_history(written, new_repo):
    repo, folder = written
    assert checked(folder, directory=str(repo.path)).status == 0
    other = new_repo("other")
    other.commit("Something else", {"README.md": "x\n"})
    found = checked(folder, directory=str(other.path))
    assert found.status == 1
    assert "isn't part of the branch main in your own repository" in found.differences[0]


def test_a_strangers_branch_that_is_checked_out_isnt_ones_own(written):
    repo, folder = written
    assert checked(folder, directory=str(repo.path)).place == "refs/heads/main"
    repo.git("branch", "--move", "main", "stranger")
    repo.git("branch", "main", "HEAD~1")
    found = checked(folder, directory=str(repo.path))
    assert (found.status, found.place) == (1, "")


def test_a_folder_in_use_is_never_written_into_and_one_without_evidence_is_said(written, tmp_path):
    repo, folder = written
    assert "isn't empty" in pas_gov(repo.path, "ledger", "evidence", "--output", str(folder), status=2).stderr
    with pytest.raises(Stop, match="can't be read"):
        checked(tmp_path / "nowhere")
    assert pas_gov(tmp_path, "ledger", "evidence", status=2).stderr


def test_without_the_bundle_the_repository_is_needed(repo, tmp_path):
    repo.commit("Adopt", {**files_of([promise("reliable", "core")]), **PACK})
    small = tmp_path / "small"
    pas_gov(repo.path, "ledger", "evidence", "--no-bundle", "--output", str(small), status=0)
    assert not (small / "history.bundle").exists()
    assert checked(small, directory=str(repo.path)).status == 0
    with pytest.raises(Stop, match="holds no history"):
        checked(small)
