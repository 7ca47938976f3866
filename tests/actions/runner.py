"""A composite action's steps, run as a GitHub runner runs them: expressions, environment, files, shells, conditions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from roots import ROOT

ACTION = ROOT / ".github/actions/gate"
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
TOKENS = re.compile(
    r"\s*(?:(\|\||&&|==|!=|!|\(|\))|'((?:[^']|'')*)'|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(true|false|null))"
)


@dataclass
class Run:
    """What became of one run: the job's status as a process's, its outputs, summaries and log, and the steps that ran."""

    status: int = 0
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: str = ""
    ran: list[str] = field(default_factory=list)


@dataclass
class Job:
    """A job's machine: the checkout, a folder for temporary files, the event, and the environment of all steps."""

    workspace: Path
    temp: Path
    event_name: str
    event: Mapping[str, Any]
    env: Mapping[str, str]
    action: Path = ACTION
    uses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    installed: str = ""  # a script that stands in for the Python that the step "Install pas-gov" would make

    def run(self, **inputs: str) -> Run:
        """Run the action with inputs (``-`` written as ``_``)."""
        source = yaml.safe_load((self.action / "action.yml").read_text())
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= source["inputs"].keys()
        self.temp.mkdir(parents=True, exist_ok=True)
        (self.temp / "event.json").write_text(json.dumps(self.event))
        github = {"event": self.event, "token": "ghs_secret", "event_name": self.event_name}
        context: dict[str, Any] = {"github": github, "steps": {}, "runner": {"temp": str(self.temp)}}
        context["inputs"] = {
            name: given.get(name, self._filled(str(one.get("default", "")), context))
            for name, one in source["inputs"].items()
        }
        run = Run()
        for number, step in enumerate(source["runs"]["steps"]):
            self._step(number, step, context, run)
        run.outputs = {name: self._filled(one["value"], context) for name, one in source["outputs"].items()}
        return run

    def _step(self, number: int, step: Mapping[str, Any], context: dict[str, Any], run: Run) -> None:
        condition = str(step.get("if", "success()"))
        wanted = evaluate(
            condition.strip().removeprefix("${{").removesuffix("}}"), context, failed=bool(run.status)
        )
        if "cancelled()" not in condition and "always()" not in condition and run.status:
            wanted = False
        if not truthy(wanted):
            return
        run.ran.append(step["name"])
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), (
                "an action that isn't pinned by its commit"
            )
            outputs = dict(self.uses[step["uses"].partition("@")[0]])
        elif self.installed and step["name"] == "Install pas-gov":
            (self.temp / "pas-gov/bin").mkdir(parents=True, exist_ok=True)
            program = self.temp / "pas-gov/bin/python"
            program.write_text(self.installed)
            program.chmod(0o755)
            outputs = {}
        else:
            outputs = self._script(number, step, context, run)
        if "id" in step:
            context["steps"][step["id"]] = {"outputs": outputs}

    def _script(
        self, number: int, step: Mapping[str, Any], context: dict[str, Any], run: Run
    ) -> dict[str, str]:
        assert step["shell"] == "bash"
        assert not EXPRESSION.search(step["run"]), "an expression inside a script"
        files = {
            name: self.temp / f"{number}-{name}"
            for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH")
        }
        for file in files.values():
            file.write_text("")
        script = self.temp / f"{number}.sh"
        script.write_text(step["run"])
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_", "RUNNER_"))},
            "GITHUB_ACTIONS": "true", "CI": "true", "RUNNER_TEMP": str(self.temp), "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_EVENT_NAME": self.event_name, "GITHUB_EVENT_PATH": str(self.temp / "event.json"),
            "GITHUB_ACTION_PATH": str(self.action), "GIT_CONFIG_GLOBAL": os.devnull, **self.env,
            **{name: str(path) for name, path in files.items()},
            **{name: self._filled(str(value), context) for name, value in step.get("env", {}).items()},
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], cwd=self.workspace, env=env,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        run.log += done.stdout
        run.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        run.status = run.status or done.returncode
        assert files["GITHUB_ENV"].read_text() == files["GITHUB_PATH"].read_text() == ""
        return written(files["GITHUB_OUTPUT"].read_text())

    def _filled(self, text: str, context: Mapping[str, Any]) -> str:
        return EXPRESSION.sub(lambda found: as_text(evaluate(found[1], context)), text)


def written(text: str) -> dict[str, str]:
    """Return what a step wrote as its outputs, in both forms that a runner reads."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        name, sign, rest = line.partition("<<") if "<<" in line.partition("=")[0] else line.partition("=")
        if sign == "<<":
            found[name] = "\n".join(iter(lambda: next(lines), rest))
        elif sign:
            found[name] = rest
    return found


def evaluate(source: str, context: Mapping[str, Any], *, failed: bool = False) -> Any:
    """Return the value of an expression of workflows: names, strings, ``! == != && ||``, parentheses, status functions."""
    tokens = list(TOKENS.finditer(source.strip()))
    assert "".join(found.group() for found in tokens) == source.strip(), source
    parser = _Parser([(found[1], found[2], found[3]) for found in tokens], context, failed)
    value = parser.either()
    assert not parser.left, source
    return value


class _Parser:
    def __init__(
        self,
        tokens: list[tuple[str | None, str | None, str | None]],
        context: Mapping[str, Any],
        failed: bool,
    ) -> None:
        self.left, self.context, self.failed = tokens, context, failed

    def either(self) -> Any:
        value = self.both()
        while self._sign("||"):
            other = self.both()
            value = value if truthy(value) else other
        return value

    def both(self) -> Any:
        value = self.same()
        while self._sign("&&"):
            other = self.same()
            value = other if truthy(value) else value
        return value

    def same(self) -> Any:
        value = self.single()
        while sign := (self._sign("==") or self._sign("!=")):
            equal = str(as_text(value)).casefold() == str(as_text(self.single())).casefold()
            value = equal == (sign == "==")
        return value

    def single(self) -> Any:
        if self._sign("!"):
            return not truthy(self.single())
        if self._sign("("):
            value = self.either()
            assert self._sign(")")
            return value
        _, text, name = self.left.pop(0)
        if text is not None:
            return text.replace("''", "'")
        if self._sign("("):
            assert self._sign(")")
            return {"success": not self.failed, "failure": self.failed, "always": True, "cancelled": False}[
                name or ""
            ]
        return self._looked_up(name or "")

    def _looked_up(self, name: str) -> Any:
        value: Any = {"true": True, "false": False, "null": None, **self.context}
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    def _sign(self, sign: str) -> str:
        if self.left and self.left[0][0] == sign:
            self.left.pop(0)
            return sign
        return ""


def truthy(value: Any) -> bool:
    return value not in (None, False, "", 0)


def as_text(value: Any) -> str:
    return (
        ""
        if value is None
        else {True: "true", False: "false"}.get(value, value)
        if isinstance(value, bool)
        else str(value)
    )


PYTHON = {"actions/setup-python": {"python-path": sys.executable}}
