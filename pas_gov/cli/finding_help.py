"""Commands found by the words that people use: each command's own, those of its tasks, and what else it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from math import log

from pas_gov.cli.tasks import Task, tasks
from pas_gov.foundation.values import dataclass

# What people call it who don't know the command yet; a word may lead to several.
OTHER_WORDS: Mapping[str, str] = {
    "init": "setup set install begin adopt create repository folder workflow github action upgrade update pack rules",
    "demo": "example try tour show case see work",
    "schema": "editor autocomplete hover validate json format vscode",
    "new": "add create make register enter commitment guarantee sla propose proposal announce",
    "import": "excel csv xlsx sheet table bulk many upload load migrate",
    "amend": "edit modify update correct fix rename retitle reword weaken loosen relax tighten strengthen term number "
    "change extend shorten transfer hand over reassign owner leave activate notice price fee increase raise reduce "
    "lower longer shorter earlier later spelling wrong date told informed notify inform",
    "supersede": "retire replace swap substitute split merge combine successor newer follow",
    "retire": "cancel stop terminate sunset kill deprecate discontinue withdraw remove delete drop close finish offer "
    "longer",
    "realign": "review confirm agree still valid holds true answer stale unblock approve",
    "attest": "confirm report reality kept broken broke break complain customer zone say record",
    "waive": "exempt exception skip ignore allow excuse override bypass postpone",
    "fmt": "pretty prettier lint layout indent tidy clean style",
    "inventory": "list all catalogue overview export excel csv spreadsheet find search past date "
    "show view status register count how many everything current public commitments own owns owner belongs whose",
    "owed": "customer client contract account entitled entitlement owe sold signed plan complains "
    "complaint asks dispute",
    "validate": "check lint error mistake broken file syntax valid conflict",
    "diff": "compare difference between versions changes changed",
    "impact": "affect affected consequence forecast depend depends dependency before reach who what-if",
    "propagation": "strategy executed execution rollout carried progress reached everybody who answered unanswered",
    "site": "website html page dashboard leadership board publish print picture calendar month show expire "
    "upcoming timeline map slides presentation powerpoint deck paper",
    "gate": "merge block blocked pull request pr ci check judge pass fail",
    "asks": "month upcoming who must still answer answered todo task waiting waits mine responsible mail send ask "
    "remind deadline due expired expires soon next reminder review",
    "explain": "why reason understand debug blocked verdict fails failed red refused cause",
    "comment": "pull request post bot github",
    "owners": "codeowners responsible approval approve reviewer github team",
    "drift": "slip slipping gap metric indicator measure kpi figure operation reality late overdue monitor "
    "deadline expired expires past keep keeping broken broke break complain customer sla wrong "
    "status",
    "scan": "text document documentation page website web prompt chatbot playbook outdated old contradict wording "
    "claim transcript",
    "diagnose": "website public crawl contradiction start before adopt report assess analyse competitor",
    "probe": "chatbot bot ai assistant model llm ask question test",
    "audit": "walk zones questionnaire survey interview ask worksheet",
    "ledger": "history log past who when record evidence verify auditor approved export signed prove",
    "blame": "who decided changed author line responsible when",
    "test": "policy rule case coverage mutation try custom own requirement condition",
    "docs": "policy rule documentation page explain list regulation standard",
    "doctor": "setup health check problem diagnose missing configured protection",
}
SAME = (  # words that mean the same to people who look for a task, the one of our titles first
    "switch turn disable deactivate mute silence enable strict lenient warn",
    "correct typo mistake misspelt misspelled spelling",
    "owner employee colleague leaves left responsible person",
    "board leadership executives management ceo directors",
    "customer client buyer account",
    "end stop cancel expire anymore more",
    "zone marketing sales department",
    "some certain special only segment country",
    "records tool adoption introduced",
    "day date year month earlier",
    "try trial beta pilot experiment",
    "spreadsheet excel csv sheet table",
    "chatbot bot assistant ai",
    "less lower weaken weaker loosen reduce",
    "tell told notice notify inform informed",
)
EVERYWHERE = {  # words that tell no command from another
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "get", "have",
    "has", "how", "i", "in", "into", "is", "it", "its", "let", "me", "my", "of", "on", "or", "our", "out",
    "promise", "promises", "promised", "so", "some", "that", "the", "their", "them", "there", "they", "this", "to",
    "up", "us", "want", "was", "we", "what", "where", "which", "with", "you", "your", "say", "says", "said", "need",
    "needs", "would", "like", "help", "please", "know", "see", "not", "yet",
}  # fmt: skip
PHRASES = {"out of date": "outdated", "up to date": "outdated"}  # whose words apart say something else
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "s", "e", "y")
YEAR = re.compile(r"(19|20)\d\d")
SHORTEST = 3  # characters that a stem keeps
MOST, MOST_TASKS = 5, 3
PROMISES = frozenset({"promise", "promises", "promised"})
ALL = "list all"  # what is meant by words that tell nothing apart, such as: what do we promise


@dataclass(frozen=True, slots=True)
class Found:
    """The commands and the tasks that words lead to, best first."""

    commands: tuple[str, ...]
    tasks: tuple[Task, ...]


def found_by(words: Sequence[str], commands: Mapping[str, str]) -> Found:
    """Return the commands, of those given by name with what each does, and the tasks that the words speak of.

    A rare word counts more than one that many commands share, a command's name most, and what its tasks are called
    least. A misspelt word counts as the nearest one that is known.
    """
    said = {name: _stems([name, does, OTHER_WORDS.get(name, "")]) for name, does in commands.items()}
    goals = {task: _stems([task.title]) for task in tasks() if task.command in commands}
    of_goals = {
        name: frozenset().union(*(stems for task, stems in goals.items() if task.command == name))
        for name in said
    }
    weights = _weights(said[name] | of_goals[name] for name in said)
    words = _joined(words)
    words = ["date" if YEAR.fullmatch(word) else word for word in words]
    own = _stems(words) or _stems([ALL] if PROMISES.intersection(map(str.lower, words)) else [])
    same = _same(own) - own
    asked = (same & weights.keys()) | _known(own, weights, same)
    weights |= {stem: weights[stem] / 2 for stem in asked & same}
    scores = {
        name: _score(asked & _stems([name]), weights)
        + _score(asked & said[name], weights)
        + _score(asked & of_goals[name], weights) / 2
        for name in said
    }
    best = max(scores.values(), default=0.0)
    near = [name for name, score in scores.items() if score > 0 and score >= best * 0.4]
    of_tasks = {
        task: _score(asked & stems, weights) + scores[task.command] / (1 if task.command in near else 2)
        for task, stems in goals.items()
        if task.command in near or asked & stems
    }
    top = max(of_tasks.values(), default=0.0)
    told = [task for task, score in of_tasks.items() if score >= top * 0.6]
    return Found(
        tuple(sorted(near, key=scores.__getitem__, reverse=True)[:MOST]),
        tuple(sorted(told, key=of_tasks.__getitem__, reverse=True)[:MOST_TASKS]),
    )


def nearest_commands(word: str, commands: Mapping[str, str]) -> tuple[str, ...]:
    """Return the commands that a word may have meant that is none: the one spelt nearly so, else by what it means."""
    spelt = get_close_matches(word.lower(), commands, 1, 0.75)
    return tuple(spelt) or found_by([word], commands).commands[:MOST_TASKS]


def _joined(words: Sequence[str]) -> list[str]:
    """Return the words, with one in the place of each phrase whose words apart say something else."""
    text = " ".join(words).lower()
    for phrase, word in PHRASES.items():
        text = text.replace(phrase, word)
    return text.split()


def _weights(documents: Iterable[frozenset[str]]) -> dict[str, float]:
    every = list(documents)
    counted = Counter(stem for stems in every for stem in stems)
    return {stem: log(1 + len(every) / count) for stem, count in counted.items()}


def _score(stems: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[stem] for stem in stems)


def _same(stems: frozenset[str]) -> frozenset[str]:
    """Return what means the same as one of these stems, which isn't the first of its group: that is ours already."""
    groups = ((_stems([group]), _stems(group.split()[1:])) for group in SAME)
    return frozenset().union(*(group for group, others in groups if others & stems))


def _known(stems: frozenset[str], weights: Mapping[str, float], same: frozenset[str]) -> frozenset[str]:
    """Return the stems that are known, and for each misspelt one the nearest, unless others mean the same."""
    lost = [] if same else sorted(stems - weights.keys())
    near = (get_close_matches(stem, weights, 1, 0.8) for stem in lost)
    return (stems & weights.keys()) | {one for match in near for one in match}


def _stems(texts: Iterable[str]) -> frozenset[str]:
    words = (word for text in texts for word in re.findall(r"[a-z]+", text.lower()))
    return frozenset(_stem(word) for word in words if word not in EVERYWHERE)


@cache
def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
