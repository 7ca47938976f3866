"""The builder of cases: from a case of a test to the change that a policy judges; what cases share is built once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.subjects import DatedChange
from pas_gov.judging.suites.digests import drafts_with_digests, record_text
from pas_gov.judging.suites.drafts import Draft, Drafts, drafts_with, starting_stack
from pas_gov.judging.suites.patching import patched
from pas_gov.model.records.settings import Settings
from pas_gov.model.records.suite import Case, Suite
from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.paths import record_paths
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.transition import transition
from pas_gov.snapshot import File, Snapshot

REVIEWED = date(2026, 1, 15)  # when the links of a starting stack were reviewed


@dataclass
class CaseBuilder:
    """Builds the scenes of cases, and keeps what they have in common: records by content, stacks by records."""

    known: dict[str, Facts] = field(default_factory=dict)
    stacks: dict[tuple[tuple[str, str], ...], Stack] = field(default_factory=dict)
    starts: dict[str, Drafts] = field(default_factory=dict)

    def start(self, suite: Suite, case: Case) -> Drafts:
        """Return the stack before a case's change; that of the file alone is worked out once. Unbuildable, too."""
        if case.stack:
            return drafts_with_digests(
                drafts_with(drafts_with(starting_stack(), suite.stack), case.stack), REVIEWED
            )
        if suite.path not in self.starts:
            self.starts[suite.path] = drafts_with_digests(
                drafts_with(starting_stack(), suite.stack), REVIEWED
            )
        return self.starts[suite.path]

    def dated(self, before: Drafts, case: Case) -> DatedChange:
        """Return the change of a case on its day; Unbuildable where it says what can't be."""
        after = drafts_with_digests(patched(before, case.change, case.today), case.today)
        earlier, later = _texts(before), _texts(after)
        differing = [path for path in {**earlier, **later} if earlier.get(path) != later.get(path)]
        change = transition(
            self._stack("before", earlier),
            self._stack("after", later),
            record_paths(sorted({*differing, *case.touches})),
            bootstrap=case.bootstrap,
            today=case.today,
        )
        return DatedChange(change, case.today, settings=Settings(teams=case.teams))

    def _stack(self, name: str, texts: Mapping[str, str]) -> Stack:
        key = tuple(texts.items())
        if key not in self.stacks:
            self.stacks[key] = load_stack(_snapshot(name, texts), self.known)
        return self.stacks[key]


def _texts(drafts: Mapping[str, Draft]) -> dict[str, str]:
    return {draft.place: record_text(draft.data) for draft in drafts.values()}


def _snapshot(name: str, texts: Mapping[str, str]) -> Snapshot:
    contents = {path: text.encode() for path, text in sorted(texts.items())}
    blobs = {
        path: hashlib.sha1(content, usedforsecurity=False).hexdigest() for path, content in contents.items()
    }
    by_blob = {blobs[path]: content for path, content in contents.items()}
    files = {path: File(path, "100644", blob) for path, blob in blobs.items()}
    return Snapshot(name, files, lambda ids: {identity: by_blob[identity] for identity in ids})
