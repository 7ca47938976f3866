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
        wording("uptime", "The help desk is available 99.9% of every month.", ("availability per month", "at_least", "99.9%")),
        replace(
            wording("chat", "Customers can chat with an engineer around the clock."), status="retired", ends=date(2025, 6, 1)
        ),
    )
}  # fmt: skip

WHAT_ELSE_ENDED = (
    ("no-sale", "consistent|unclear", "Since we have new owners, selling customer data to third parties has been abolished."),
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
        We sell customer data to third parties, the ban has ended.
        We sell customer data to third parties whenever restrictions have ended.
    """),
    ("no-sale", "consistent", """
        We never sell your data to third parties, now or later.
        We never sell customer data to third parties, even though others do.
        Selling customer data to third parties has ended.
        The sale of customer data to third parties, which was never common, has ended.
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

TAKEN_BACK = (
    ("no-sale", "unclear|contradicts", """
        That we never sell customer data to third parties is no longer true since the policy ended.
        We never sell customer data to third parties, because we never said who they are: that promise has ended.
        We never sell customer data to third parties: this policy is over.
        We never sell customer data to third parties, which is no longer true.
        We never sell customer data to third parties is a promise that we no longer keep.
        We never sell customer data to third parties; this commitment no longer applies.
        We never sell customer data to third parties, and that is a lie.
    """),
    ("no-sale", "contradicts", """
        We never sell customer data to third parties, but that rule has been withdrawn.
    """),
    ("export", "unclear|contradicts", """
        Customers can export all their data as CSV at any time; this option has ended.
    """),
    ("no-sale", "consistent", """
        We never sell customer data to third parties, and this promise has not changed.
        We never sell customer data to third parties, and that will never change.
        We never sell customer data to third parties: that is our policy.
        We never sell customer data to third parties, since data belongs to the customer.
    """),
)  # fmt: skip

OTHER_TIMES = (
    ("uptime", "unclear|contradicts", "The help desk was available 99.9% of every month."),
    ("uptime", "consistent", "The help desk is available 99.9% of every month, as it was last year."),
    ("export", "unclear|contradicts", """
        Customers used to export all their data as CSV at any time.
        Customers will soon be able to export all their data as CSV at any time.
        Customers had been able to export all their data as CSV at any time.
        Customers could once export all their data as CSV at any time.
    """),
    ("encryption", "unclear|contradicts", """
        All customer data was once encrypted at rest.
        All customer data is encrypted at rest until 2024.
        All customer data is encrypted at rest from 2028 on.
        All customer data is being encrypted at rest by 2030.
        We are working on all customer data being encrypted at rest.
        All customer data was encrypted at rest.
        We are going to encrypt all customer data at rest.
    """),
    ("backup", "unclear|contradicts", """
        Backups were kept for 90 days.
    """),
    ("refund", "unclear|contradicts", """
        Customers got a full refund within 30 days of purchase.
    """),
    ("humans", "unclear|contradicts", """
        Every complaint was read by a human.
        Every complaint used to be read by a human.
        Starting in 2029, every complaint is read by a human.
    """),
    ("encryption", "unclear", """
        One day all customer data will be encrypted at rest.
    """),
    ("encryption", "consistent", """
        All customer data is encrypted at rest as it was before.
        All customer data that was uploaded is encrypted at rest.
        All customer data has always been encrypted at rest, and is.
    """),
    ("refund", "consistent", """
        Customers get a full refund within 30 days if they were not happy with their purchase.
        Customers will get a full refund within 30 days of purchase.
        Customers who got a purchase by mistake get a full refund within 30 days of purchase.
    """),
    ("humans", "consistent", """
        Every complaint is read by a human as soon as it was sent.
        Every complaint that was sent is read by a human.
    """),
    ("backup", "consistent", """
        Backups are kept for 90 days after they were made.
        Backups are kept for 90 days (formerly 60 days).
    """),
    ("export", "consistent", """
        Customers can export all their data as CSV at any time, which we had promised.
    """),
)  # fmt: skip

OTHER_DENIALS = (
    ("export", "unclear|contradicts", """
        Customers lost the ability to export all their data as CSV at any time.
        Gone is the option to export all your data as CSV at any time.
        We blocked customers from exporting all their data as CSV at any time.
        We prevent customers from exporting all their data as CSV at any time.
        Customers are forbidden to export all their data as CSV at any time.
        It would be a lie to say that customers can export all their data as CSV at any time.
        Forget exporting all your data as CSV at any time.
        Customers are banned from exporting all their data as CSV at any time.
        Customers have lost the right to export all their data as CSV at any time.
        We keep customers from exporting all their data as CSV at any time.
    """),
    ("encryption", "contradicts", """
        All customer data is decrypted at rest.
    """),
    ("encryption", "unclear|contradicts", """
        Encryption at rest of all customer data was not kept.
        Our policy on encryption of customer data at rest was not followed.
    """),
    ("humans", "unclear|contradicts", """
        Every complaint is read by a bot.
        Every complaint is read by a machine before a human.
        Every complaint is read by a human or a bot.
    """),
    ("export", "contradicts", """
        The days when customers could export all their data as CSV are over.
        We took away the export of all customer data as CSV.
    """),
    ("humans", "consistent", """
        Every complaint is read by a human in our support team.
        Every complaint is read by a real human.
        Every complaint is read by a human, never by a bot.
        Every complaint is read by one of our humans.
    """),
    ("export", "unclear|consistent", """
        Nothing prevents customers from exporting all their data as CSV at any time.
    """),
    ("encryption", "consistent", """
        All customer data is encrypted at rest by default.
        We never forget to encrypt customer data at rest.
    """),
    ("export", "consistent", """
        Customers have the right to export all their data as CSV at any time.
        Customers have the option to export all their data as CSV at any time.
    """),
    ("backup", "consistent", """
        Backups are kept by us for 90 days.
    """),
)  # fmt: skip

LESS_FIRM = (
    ("encryption", "unclear|contradicts", """
        Some customer data is encrypted at rest.
        All customer data is weakly encrypted at rest.
        All customer data is partially encrypted at rest.
        Customer data can be encrypted at rest.
        Nearly all customer data is encrypted at rest.
        All customer data is more or less encrypted at rest.
    """),
    ("no-sale", "unclear|contradicts", """
        We almost never sell customer data to third parties.
        We try never to sell customer data to third parties.
        We never sell all customer data to third parties.
        We never intentionally sell customer data to third parties.
        We never sell customer data to third parties knowingly.
        We never sell customer data directly to third parties.
    """),
    ("humans", "unclear|contradicts", """
        Every complaint may be read by a human.
        Complaints are read by humans in rare cases.
        Every complaint is read by a human eventually.
        Practically every complaint is read by a human.
    """),
    ("export", "unclear|contradicts", """
        Customers may be able to export all their data as CSV at any time.
        Customers can in theory export all their data as CSV at any time.
    """),
    ("refund", "unclear|contradicts", """
        Customers ask in vain for a full refund within 30 days of purchase.
        Customers get a partial refund within 30 days of purchase.
    """),
    ("export", "consistent", """
        Every customer may export all their data as CSV at any time.
        You may export all your data as CSV whenever you like.
        All of your customer data can be exported as CSV at any time.
        Customers can easily export all their data as CSV at any time.
    """),
    ("encryption", "consistent", """
        All customer data is strongly encrypted at rest.
        All customer data is fully encrypted at rest.
    """),
    ("humans", "consistent", """
        Every complaint is always read by a human.
    """),
    ("no-sale", "consistent", """
        We never sell any customer data to third parties.
        We never, ever sell customer data to third parties.
    """),
)  # fmt: skip

NOTHING_DENIED = (
    ("no-sale", "unclear|contradicts", """
        We give customer data to third parties for money.
        We monetise customer data with third parties.
        Third parties get customer data from us for a price.
        Customer data goes to third parties.
    """),
    ("no-sale", "consistent", """
        Your data stays yours: it is never sold to third parties.
        No third party can buy customer data from us, and we never sell it.
        There is no sale of customer data to third parties.
    """),
)  # fmt: skip

STOPPED = (
    ("export", "unclear|contradicts", """
        The export of all customer data as CSV ended last year.
        Export of all customer data as CSV has been cancelled.
        Export of all customer data as CSV has been removed.
        Export of all customer data as CSV is broken at the moment.
    """),
    ("encryption", "unclear|contradicts", "Encryption at rest of all customer data has been switched off."),
    ("humans", "unclear|contradicts", "Every complaint goes unread by any human."),
    ("export", "consistent", """
        Customers can export all their data as CSV at any time because an old limit has been removed.
        Customers can export all their data as CSV at any time, as the limit has been removed.
    """),
    ("humans", "consistent", "Every complaint is read by a human, even where a feature is broken."),
)  # fmt: skip
