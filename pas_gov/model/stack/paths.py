"""Paths that differ between two snapshots, by what they hold: promises, policies, settings, tests, safeguards."""

from __future__ import annotations

from pas_gov.model.records.rulebook import POLICIES_FOLDER as POLICIES
from pas_gov.model.records.rulebook import TESTS_FOLDER
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.model.stack.transition import Paths
from pas_gov.snapshot import Snapshot


def differing_paths(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the paths whose content or mode differs, sorted."""
    paths = before.files.keys() | after.files.keys()
    return sorted(path for path in paths if before.files.get(path) != after.files.get(path))


def record_paths(paths: list[str]) -> Paths:
    """Return those of the differing paths that hold records, by kind; a README is no record."""
    records = [path for path in paths if not path.endswith("/README.md")]
    return Paths(
        promises=tuple(path for path in records if path.split("/")[0] == PROMISES),
        policies=tuple(path for path in records if path.split("/")[0] == POLICIES),
        settings=tuple(path for path in records if path == SETTINGS_PATH),
    )


def safeguard_paths(paths: list[str]) -> list[str]:
    """Return the differing paths, beside the rules, that decide how changes are judged and by whom: CODEOWNERS, CI."""
    return [path for path in paths if path.endswith("CODEOWNERS") or path.startswith(".github/")]


def pack_origin_paths(paths: list[str]) -> list[str]:
    """Return the differing paths that say which standard pack the rules came from."""
    return [path for path in paths if path.startswith(".pas-gov/")]


def renamed_paths(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """Return, for each new path, the path that held the same bytes and is gone."""
    gone = {file.blob: path for path, file in before.files.items() if path not in after.files}
    fresh = (file for path, file in after.files.items() if path not in before.files)
    return {file.path: gone[file.blob] for file in fresh if file.blob in gone}


def policy_test_paths(paths: list[str]) -> list[str]:
    """Return the differing paths that hold tests of policies."""
    return [path for path in paths if path.startswith(f"{TESTS_FOLDER}/") and not path.endswith("/README.md")]
