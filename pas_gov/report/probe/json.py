"""A bot's answers as JSON, as schemas/probe.json has it."""

from __future__ import annotations

from pas_gov.probing.judging import JudgedAnswer, JudgedQuestion
from pas_gov.report.json import Data, dumped, utf8_text
from pas_gov.report.probe.contents import ProbeReport


def probe_json(report: ProbeReport) -> str:
    """Return each question with its answers, their states and findings."""
    return dumped(
        {
            "format": "pas-gov.probe/1",
            "today": report.today.isoformat(),
            "kept": utf8_text(report.kept) or None,
            "left_out": report.left_out,
            "questions": [_question(one) for one in report.questions],
        }
    )


def _question(one: JudgedQuestion) -> Data:
    first, (share, low, high) = one.answers[0].exchange.question, one.share
    return {
        "id": first.id, "promise": first.promise or None, "question": utf8_text(first.text), "source": first.source,
        "state": one.state, "states": one.states,
        "off": {"count": one.off, "share": round(share, 4), "low": round(low, 4), "high": round(high, 4)},
        "answers": [_answer(answer) for answer in one.answers],
    }  # fmt: skip


def _answer(one: JudgedAnswer) -> Data:
    exchange = one.exchange
    return {
        "asked_at": exchange.asked_at, "bot": utf8_text(exchange.bot), "prompt": exchange.prompt or None,
        "state": one.state, "text": utf8_text(exchange.answer), "failure": utf8_text(exchange.failure) or None,
        "claims": [
            {
                "state": found.state, "promise": found.promise or None, "text": utf8_text(found.claim.sentence.text),
                "why": utf8_text(found.explanation),
                "ended_by": found.by.commit if found.by else None,
            }
            for found in one.findings
        ],
    }  # fmt: skip
