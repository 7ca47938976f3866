"""Sentences that a stranger put beside promises to have the opposite called consistent, and honest ones beside them.

Each group is (promise, states, texts): a line is a text, and a state with a bar allows either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from promised import wording

PROMISES = {
    one.promise: one
    for one in (
        wording("no-sale", "We never sell customer data to third parties."),
        wording("export", "Customers can export all their data as CSV at any time."),
        wording("encryption", "All customer data is encrypted at rest."),
        wording("humans", "Every complaint is read by a human."),
        wording("refund", "Customers get a full refund within 30 days of purchase.", ("days to ask for a refund", "at_least", "30d")),
        wording("backup", "Backups are kept for 90 days.", ("time that backups are kept", "at_least", "90d")),
        replace(
            wording("chat", "Customers can chat with an engineer around the clock."), status="retired", ends=date(2025, 6, 1)
        ),
    )
}  # fmt: skip

WHAT_ELSE_ENDED = (
    ("no-sale", "contradicts", """
        We sell customer data to third parties now that the ban is over.
        We sell customer data to third parties, since the old policy has ended.
        We sell customer data to third parties, and exceptions have been abolished.
        We sell customer data to third parties and exceptions have been abolished.
        We gladly sell customer data to third parties, because privacy is a thing of the past.
        We sell customer data to third parties, which was forbidden until our policy was retired.
        Now that the ban is over we sell customer data to third parties.
        We sell customer data to third parties as never before.
        We sell customer data to third parties, but the old restrictions are gone.
        We sell customer data to third parties — the ban has ended.
    """),
    ("no-sale", "consistent", """
        We never sell your data to third parties, now or later.
        We never sell customer data to third parties, even though others do.
        Selling customer data to third parties has ended.
        The sale of customer data to third parties, which was never common, has ended.
        Since we have new owners, selling customer data to third parties has been abolished.
        Selling and sharing customer data with third parties have ended.
        Customer data is never sold to third parties.
        Your data will not be sold to third parties, and we have not changed that.
        We no longer sell customer data to third parties now that the contract has ended.
    """),
)  # fmt: skip

TOLD_FACTS = (
    ("export", "contradicts", """
        We do not regret that CSV export of all data has ended.
        Nobody regrets that CSV export of all customer data has ended.
        It is no secret that CSV export of all customer data has ended.
        Do not forget that CSV export of all customer data has ended.
        No surprise that CSV export of all customer data has ended.
        No wonder that the export of all customer data as CSV was withdrawn.
        It is not new that the export of all customer data as CSV has been withdrawn.
        Nobody complained that the export of all customer data as CSV has been withdrawn.
    """),
    ("encryption", "contradicts", """
        We do not hide that encryption of all customer data at rest has been dropped.
        Not only has encryption at rest of all customer data ended, exports have too.
    """),
    ("no-sale", "contradicts", """
        We do not regret that we sell customer data to third parties.
        It is no secret that we sell customer data to third parties.
        We do not regret selling customer data to third parties.
        There is no shame in selling customer data to third parties.
    """),
    ("no-sale", "consistent", "We are not sorry that we never sell customer data to third parties."),
    ("export", "consistent", """
        Do not forget that customers can export all their data as CSV at any time.
        Not only can customers export all their data as CSV at any time, they can import it.
    """),
    ("encryption", "consistent", "It is no secret that all customer data is encrypted at rest."),
    ("humans", "consistent", "We do not hide that every complaint is read by a human."),
    ("refund", "consistent", "No surprise that customers get a full refund within 30 days of purchase."),
)  # fmt: skip

STILL_PROMISED = (
    ("chat", "expired", """
        Customers don't have to wait to chat with an engineer around the clock.
        Customers don't pay extra to chat with an engineer around the clock.
        You need no account to chat with an engineer around the clock.
        No appointment is needed for customers to chat with an engineer around the clock.
        Nobody has to queue to chat with an engineer around the clock.
        You never wait to chat with an engineer around the clock.
        You do not have to call before you chat with an engineer around the clock.
        Chatting with an engineer around the clock has not been discontinued.
        Customers can chat with an engineer around the clock, no longer only by day.
        We do not wait: customers can chat with an engineer around the clock now that queues have ended.
        Customers can chat with an engineer around the clock when the waiting list is gone.
        Rumours that chat with an engineer around the clock has ended are false.
    """),
    ("chat", "consistent", """
        Customers can no longer chat with an engineer around the clock.
        Chat with an engineer around the clock is no longer available.
        We no longer offer free chat with an engineer around the clock.
        You no longer have the option to chat with an engineer around the clock.
        Chat with an engineer around the clock has ended.
        Chat with an engineer around the clock was discontinued because it cost too much.
        Nobody can chat with an engineer around the clock any more.
        We stopped offering chat with an engineer around the clock.
        There is no chat with an engineer around the clock.
        We do not regret that chat with an engineer around the clock has ended.
        We regret that chat with an engineer around the clock has ended.
    """),
)  # fmt: skip
