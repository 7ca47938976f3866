"""``waive``: record an exception for one policy and one promise, with two people and an end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from pas_gov.authoring.moves.amending import slug
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import Exemption, waive
from pas_gov.authoring.questions import Missing, Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.remedy import shown
from pas_gov.loading.root import find_root
from pas_gov.model.records.rulebook import POLICIES_FOLDER, Rulebook, load_rulebook
from pas_gov.model.records.waiver import CLAIMS, WHOLE_STACK
from pas_gov.model.stack.id_lookup import find_id, find_promise, refuse_unread
from pas_gov.sheets.typed_days import day_fault, day_or_stop
from pas_gov.snapshot import Snapshot, stem


@dataclass(frozen=True, slots=True)
class WaiveOptions:
    """What is given on the command line; None for what is still to be asked."""

    policy: str
    promise: str
    reason: str | None = None
    approved_by: str | None = None
    until: str | None = None
    first: str | None = None
    target: str | None = None
    ticket: str | None = None
    commit: str | None = None
    identity: str | None = None
    text: str | None = None


def waive_command(writing: WriteOptions, environ: Mapping[str, str], options: WaiveOptions) -> int:
    """Record the waiver; return the exit status."""
    return propose(
        writing,
        environ,
        lambda draft, authorship, questions: _moved(
            draft, authorship, questions, _aimed(writing, draft, authorship, questions, options)
        ),
    )


def _aimed(
    writing: WriteOptions, draft: Draft, authorship: Authorship, questions: Questions, options: WaiveOptions
) -> WaiveOptions:
    """Return the options with what they speak of by its whole name; Stop where an option would have no effect."""
    rulebook = load_rulebook(draft.files)
    policies = {one.id: one for one in rulebook.policies}
    if options.policy == CLAIMS and CLAIMS not in policies:
        return _claim(writing.directory, authorship, questions, options)
    if options.text is not None:
        raise Stop("no-effect", "--text says in which text scan found a claim, and only claims are found there",
                   f"leave it out, or name {CLAIMS} as the policy", status=2)  # fmt: skip
    policy = policies[_policy(rulebook, options.policy, draft.files)]
    if options.target is not None and policy.scope != "alignment" and policy.each is None:
        raise Stop("no-effect", f"{policy.id} isn't about links between promises, so --target has no effect",
                   "leave it out", status=2)  # fmt: skip
    gone = options.commit is not None and options.promise not in draft.stack  # what a past commit erased, say
    whole = options.promise == WHOLE_STACK or gone
    promise = options.promise if whole else _found(writing, draft, options.promise)
    target = _found(writing, draft, options.target) if options.target else None
    return replace(options, policy=policy.id, promise=promise, target=target)


def _found(writing: WriteOptions, draft: Draft, text: str) -> str:
    """Return the id of the promise that is meant; what a new branch's base lacks may stand in the work tree.

    A waiver is merged before what it excuses, and that may be a new promise. Stops: see ``find_promise``.
    """
    try:
        return find_promise(draft.stack, text).id
    except Stop as stop:
        if stop.code != "unknown-promise" or not (writing.commit and writing.commit.branch):
            raise
        folder = find_root(writing.directory)
        with folder.open_loader() as loader:
            here = loader.load(folder.snapshot(), draft.today).stack
        with suppress(Stop):
            return find_promise(here, text).id
        raise


def _claim(
    directory: str, authorship: Authorship, questions: Questions, options: WaiveOptions
) -> WaiveOptions:
    """Return the options for the finding of a scan, by its whole fingerprint. Stops: see ``finding_to_accept``."""
    from pas_gov.drift.survey.marked_finding import finding_to_accept  # loads the readers of texts

    if options.commit is not None:
        raise Stop("no-effect", "--for-commit is about a commit of the past, and claims stand in the texts of today",
                   "leave it out", status=2)  # fmt: skip
    mark = questions.text(
        options.target, "--target FINGERPRINT", "which finding: its fingerprint, as pas-gov scan prints it"
    )
    questions.refuse_missing()
    found = finding_to_accept(find_root(directory), authorship.today, mark, options.text)
    about = found.promise or WHOLE_STACK
    if options.promise != about:
        given = questions.typed.given if questions.typed else ()
        words = [word for option in given for word in option if word is not None]
        whose = f'"{found.promise}"' if found.promise else "no promise"
        raise Stop("other-promise", f'the finding is about {whose}, not about "{printable(options.promise)}"',
                   shown(("waive", CLAIMS, about, *words)), status=2)  # fmt: skip
    return replace(options, target=found.fingerprint)


def _moved(draft: Draft, authorship: Authorship, questions: Questions, options: WaiveOptions) -> MoveSummary:
    rulebook = load_rulebook(draft.files)
    policy, promise, target = options.policy, options.promise, options.target or ""
    reason = questions.text(options.reason, "--reason TEXT", "why this one case may pass")
    approved = questions.text(
        options.approved_by, "--approved-by WHO", "who approved it, somebody else than who asks"
    )
    first = options.first or authorship.day
    most = rulebook.settings.waiver_days
    latest = _latest(first, most)
    until = questions.text(
        options.until,
        "--until DATE",
        f"its last day, at most {latest}",
        fault=partial(day_fault, today=authorship.today),
    )
    questions.refuse_missing()
    first, until = (day_or_stop(text, authorship.today) for text in (first, until))
    _check_days(first, until, most, questions)
    if not options.commit:  # what answers for a commit of the past may have ended with it
        _refuse_passed(until, authorship.day, most, questions)
    identity = options.identity or _identity(
        rulebook, f"{policy} {promise if promise != WHOLE_STACK else 'stack'}"
    )
    exemption = Exemption(
        policy, promise, reason, approved, first, until, target, options.ticket or "", options.commit or ""
    )
    path = waive(draft, identity, exemption, authorship.by)
    if options.commit:
        done = f"{path}: it answers for {options.commit[:12]} in `pas-gov ledger verify`, and excuses nothing to come."
        return MoveSummary((done,))
    if policy == CLAIMS:
        return MoveSummary((f"{path}: `pas-gov scan` shows this as accepted until {until}.",))
    done = f"{path}: {policy} isn't enforced for {promise} until {until}, once this is merged."
    return MoveSummary((done,), promise="" if promise == WHOLE_STACK else promise)


def _policy(rulebook: Rulebook, text: str, files: Snapshot) -> str:
    """Return the policy that is meant; Stop for an unknown one, an unreadable one, and one that isn't waivable."""
    readable = {policy.id for policy in rulebook.policies}
    if text not in readable:
        refuse_unread(text, _unread(rulebook, readable, files), "policy")
    found = find_id(text, (policy.id for policy in rulebook.policies), "policy")
    if found is None:
        known = [CLAIMS, *(policy.id for policy in rulebook.policies)]
        message = f'there is no policy "{printable(text)}"'
        near = did_you_mean(text, known)
        listed = f"the policies here: {', '.join(known)}"
        raise Stop(
            "unknown-policy", message, f"{near}\n{listed}" if "did you mean" in near else listed, status=2
        )
    policy = next(policy for policy in rulebook.policies if policy.id == found)
    if not policy.waivable:
        raise Stop("not-waivable", f"no waiver is honoured for {found}: its policy says waivable: false",
                   "answer the finding itself", status=2)  # fmt: skip
    return found


def _unread(
    rulebook: Rulebook, readable: Collection[str], files: Snapshot
) -> Iterator[tuple[str, Collection[str]]]:
    """Yield each file of a policy that is invalid or wasn't read, with the names that it may have."""
    yield from (
        (path, (one, stem(path))) for path, one in rulebook.policy_files.items() if one not in readable
    )
    for problem in files.problems:
        path = problem.location.path
        if problem.code in ("unreadable", "ignored") and path.rpartition("/")[0] == POLICIES_FOLDER:
            yield path, (stem(path),)


def _latest(first: str, most: int) -> str:
    """Return the last day that a waiver may have; its own first day where the calendar ends before."""
    with suppress(ValueError, OverflowError):
        return (date.fromisoformat(first) + timedelta(days=most)).isoformat()
    return first


def _check_days(first: str, until: str, most: int, questions: Questions) -> None:
    days = (date.fromisoformat(until) - date.fromisoformat(first)).days
    if days < 0:
        message = f"the waiver would end on {until}, before it begins on {first}"
        later = questions.completed(
            Missing("--until DATE", f"its last day, from {first} to {_latest(first, most)}")
        )
        raise Stop("waiver-reversed", message, later, status=2)
    if days > most:
        message = f"a waiver lasts at most {most} days here, and from {first} to {until} it is {days}"
        earlier = questions.completed(
            Missing("--until DATE", f"its last day, at most {_latest(first, most)}")
        )
        raise Stop("waiver-too-long", message, f"{earlier}\nit can be renewed, by another waiver", status=2)


def _refuse_passed(until: str, today: str, most: int, questions: Questions) -> None:
    if until < today:
        message = f"its last day, {until}, has passed (it is {today}), so this waiver would never count"
        later = Missing("--until DATE", f"its last day, from {today} on, at most {_latest(today, most)}")
        afresh = replace(questions, typed=questions.typed and questions.typed.without("--from"))
        raise Stop("waiver-passed", message, afresh.completed(later), status=2)


def _identity(rulebook: Rulebook, words: str) -> str:
    """Return an id that no waiver has yet."""
    taken = {source.reading.id for source in rulebook.sources.values()} | {
        path.rpartition("/")[2].rpartition(".")[0] for path in rulebook.sources
    }
    base, number = slug(words), 2
    found = base
    while found in taken:
        found, number = f"{base[:60].rstrip('-')}-{number}", number + 1
    return found
