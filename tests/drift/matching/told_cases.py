"""Sentences of pages beside an inventory, each with the state and the promise that are right, from the text to the state.

A page is (path, heading, cases), a case (text, state, promise). "" is no claim; a state with a bar allows either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from promised import ENDED, wording

from pas_gov.ledger.events.known_wordings import Wording

_RESPONSE = wording(
    "four-hours",
    "We respond to any customer issue within four hours.",
    ("time to first response", "at_most", "4h"),
)
_REFUNDS = wording(
    "refunds",
    "We refund any purchase within 30 days of payment.",
    ("days in which a purchase is refunded", "at_least", "30d"),
)
_DELETION = wording(
    "data-deletion",
    "We delete your data within 30 days of cancellation.",
    ("time until data is deleted", "at_most", "30d"),
)
_TRAINING = wording(
    "training",
    "Every new customer gets two free training sessions.",
    ("free training sessions", "at_least", 2),
)
_OVER = {"ends": date(2026, 5, 1), "ended": ENDED}


def _was(present: Wording, number: str, by: str, days: str) -> Wording:
    (term,) = present.terms
    before = wording(present.promise, present.statement.replace(number, by), (term.measure, term.bound, days))
    return replace(before, standing="earlier", until=ENDED)


INVENTORY: tuple[Wording, ...] = (
    wording("most-reliable", "We are the most reliable support platform for mid-market companies.", layer="core"),
    wording("uptime", "Our service is available at least 99.9% of each calendar month.", ("monthly uptime", "at_least", "99.9%")),
    _RESPONSE, _was(_RESPONSE, "four", "eight", "8h"),
    _REFUNDS, _was(_REFUNDS, "30", "60", "60d"),
    _DELETION, _was(_DELETION, "30", "90", "90d"),
    wording(
        "price-lock", "We never raise the price of a running subscription during its first 24 months.",
        ("months without a price increase", "at_least", 24),
    ),
    wording(
        "onboarding", "New customers on the Business plan go live within 14 days of signing.", ("time from signing to go-live", "at_most", "14d"),
        layer="conditional", condition="The customer is on the Business plan.",
    ),
    wording("on-call", "An engineer is on call for critical incidents 24 hours a day, seven days a week."),
    wording(
        "status-updates", "During an incident we post an update to the status page every hour.", ("time between status updates", "at_most", "1h"),
        layer="conditional", condition="An incident is open.",
    ),
    wording(
        "named-csm", "Enterprise customers have a named advisor from day one of implementation.", layer="conditional",
        condition="The customer is on the Enterprise plan.",
    ),
    wording("ai-summary", "Beta customers get an AI summary in every ticket.", layer="experimental", cohort="40 beta customers", surfaces=("beta/summary.md",), zones=("ai-automation",)),
    wording("phone-support", "Customers who signed before 2020 keep free phone support.", layer="legacy", made_to="customers who signed before 2020"),
    wording(
        "backups", "We back up all customer data every six hours and keep each backup for 35 days.",
        ("time between backups", "at_most", "6h"), ("days a backup is kept", "at_least", "35d"),
    ),
    replace(_TRAINING, status="superseded", successors=("onboarding",), **_OVER),
    replace(wording("weekend-chat", "Our live chat is staffed on weekends."), status="retired", **_OVER),
)  # fmt: skip

PAGES: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("help/response-times.md", "How fast we answer", (
        ("We respond to any customer issue within four hours.", "consistent", "four-hours"),
        ("Our support team answers every ticket in four hours or less.", "consistent", "four-hours"),
        ("You will hear back from us within 240 minutes.", "consistent", "four-hours"),
        ("You will get a first reply from us in no more than 4 h.", "consistent", "four-hours"),
        ("We reply to every issue within 2 hours.", "contradicts", "four-hours"),
        ("We respond to any customer issue within max. 6 hours.", "contradicts", "four-hours"),
        ("We respond to any customer issue within six hours.", "contradicts", "four-hours"),
        ("We respond to any customer issue within eight hours.", "outdated", "four-hours"),
        ("We answer all support tickets within 8 hours.", "outdated|contradicts", "four-hours"),
        ("We can't promise a response within 4 hours.", "contradicts", "four-hours"),
        ("We no longer respond within four hours.", "contradicts", "four-hours"),
        ("A response within four hours isn't guaranteed.", "contradicts", "four-hours"),
        ("We might not respond within four hours.", "contradicts|unclear", "four-hours"),
        ("We used to respond within 4 hours; now it is 24 hours.", "contradicts", "four-hours"),
        ("Our response time used to be 4 hours; it is now 24 hours.", "contradicts", "four-hours"),
        ("We respond within 24 hours, not 4 hours.", "contradicts", "four-hours"),
        ("We respond to any customer issue within 4 hours and 59 minutes.", "contradicts", "four-hours"),
        ("We respond to any customer issue in at least 4 hours.", "contradicts", "four-hours"),
        ("We respond to any customer issue after four hours.", "contradicts", "four-hours"),
        ("We respond to any customer issue within four business hours.", "contradicts|unclear", "four-hours"),
        ("We respond to any customer issue within {{ sla_hours }} hours.", "unclear", "four-hours"),
        ("We respond to any customer issue within half a day.", "contradicts", "four-hours"),
        ("Our team replies to critical issues within four hours, and to all others within two days.", "contradicts", "four-hours"),
        ("Customers on the Pro plan get a response within four hours.", "consistent|contradicts|unclear", "four-hours"),
        ("Enterprise customers get a response within one hour.", "contradicts", "four-hours"),
        ("We respond to any customer issue within four to six hours.", "contradicts", "four-hours"),
        ("We aim to respond to every issue within four hours.", "consistent|unclear|contradicts", "four-hours"),
        ("Responses never take longer than four hours.", "consistent", "four-hours"),
        ("No customer waits more than 4 hours for our first response.", "consistent", "four-hours"),
        ("It may take us up to 12 hours to respond to your issue.", "contradicts", "four-hours"),
    )),
    ("help/response-times.md", "Common questions", (
        ("Do you respond within eight hours?", "none", ""),
        ("Can I get an answer in less than four hours?", "none", ""),
        ("If we responded within two hours, we would need twice the staff.", "none", ""),
        ('One of our customers wrote: "They respond within one hour!"', "none", ""),
        ("You must respond to our questions within four hours.", "none", ""),
        ("Four hours is a long time when your shop is down.", "none", ""),
        ("Most vendors take two days to respond to a ticket.", "none", ""),
        ("To see how long your ticket has been open, click Tickets.", "none", ""),
        ("Last year our median response time was 3 hours.", "none", ""),
        ("Please give us your order number so that we can find your purchase.", "none", ""),
    )),
    ("help/refunds.md", "Refunds", (
        ("We refund any purchase within 30 days of payment.", "consistent", "refunds"),
        ("You can get a full refund within 30 days of payment.", "consistent", "refunds"),
        ("Not happy? Ask within 30 days of paying and we give your money back.", "consistent", "refunds"),
        ("We refund any purchase within 60 days of payment.", "outdated", "refunds"),
        ("You have 60 days from payment to claim a refund.", "outdated|contradicts", "refunds"),
        ("We refund any purchase within 14 days of payment.", "contradicts", "refunds"),
        ("We will not refund any purchase.", "contradicts", "refunds"),
        ("There are no refunds.", "contradicts", "refunds"),
        ("All sales are final and cannot be refunded.", "contradicts", "refunds"),
        ("Refunds are not available after 30 days.", "consistent|contradicts|unclear|none", "refunds"),
        ("Purchases are refunded if you ask no later than 30 days after payment.", "consistent", "refunds"),
        ("We refund only purchases above $100 within 30 days of payment.", "contradicts|unclear", "refunds"),
        ("We refund 50% of any purchase within 30 days of payment.", "contradicts|unclear", "refunds"),
        ("We offer a 30-day money-back guarantee.", "consistent", "refunds"),
        ("We offer a 90-day money-back guarantee.", "contradicts", "refunds"),
        ("Refund requests are reviewed by the finance team.", "none|unregistered|consistent|unclear", ""),
    )),
    ("help/plans.md", "What comes with your plan", (
        ("Enterprise customers have a named advisor.", "consistent", "named-csm"),
        ("Enterprise customers have a named advisor from day one of implementation.", "consistent", "named-csm"),
        ("All customers have a named advisor.", "contradicts", "named-csm"),
        ("Every customer gets a named advisor, whatever the plan.", "contradicts", "named-csm"),
        ("Pro customers have a named advisor from day one.", "contradicts", "named-csm"),
        ("Enterprise customers don't have a named advisor.", "contradicts", "named-csm"),
        ("Enterprise customers no longer get a named advisor.", "contradicts", "named-csm"),
        ("If you are on the Enterprise plan, you get a named advisor from day one of implementation.", "consistent", "named-csm"),
        ("Phone support is free for all.", "contradicts", "phone-support"),
        ("Phone support is free for all customers.", "contradicts", "phone-support"),
        ("Customers who signed before 2020 keep free phone support.", "consistent", "phone-support"),
        ("If you signed before 2020, phone support stays free for you.", "consistent", "phone-support"),
        ("Customers who signed before 2022 keep free phone support.", "contradicts", "phone-support"),
        ("Phone support costs $50 a month.", "contradicts|unclear", "phone-support"),
        ("New customers on the Business plan go live within 14 days of signing.", "consistent", "onboarding"),
        ("New customers on the Business plan are live two weeks after signing.", "consistent", "onboarding"),
        ("Business plan customers are onboarded within 30 days of signing.", "contradicts", "onboarding"),
        ("All new customers go live within 14 days of signing.", "contradicts", "onboarding"),
        ("We never raise the price of a running subscription during its first 24 months.", "consistent", "price-lock"),
        ("Your price is locked for two years.", "consistent", "price-lock"),
        ("Your subscription price will not go up in the first 12 months.", "contradicts", "price-lock"),
        ("We may raise the price of a running subscription at any time.", "contradicts", "price-lock"),
        ("Every new customer gets two free training sessions.", "expired", "training"),
        ("New customers receive two training sessions free of charge.", "expired", "training"),
        ("Our live chat is staffed on weekends.", "expired", "weekend-chat"),
        ("Live chat is open on Saturdays and Sundays.", "expired", "weekend-chat"),
        ("Our live chat is no longer staffed on weekends.", "consistent|none|unclear|unregistered", "weekend-chat"),
        ("Every ticket comes with an AI summary.", "escaped|contradicts", "ai-summary"),
        ("Beta customers get an AI summary in every ticket.", "escaped", "ai-summary"),
        ("All customers get an AI summary in every ticket.", "escaped|contradicts", "ai-summary"),
    )),
    ("beta/summary.md", "The beta", (
        ("Beta customers get an AI summary in every ticket.", "consistent", "ai-summary"),
    )),
    ("security/trust.md", "Availability and data", (
        ("Our service is available at least 99.9% of each calendar month.", "consistent", "uptime"),
        ("We guarantee 99.9% uptime per month.", "consistent", "uptime"),
        ("We guarantee 99.99% uptime per month.", "contradicts", "uptime"),
        ("We guarantee a monthly uptime of 99,9%.", "consistent", "uptime"),
        ("We guarantee 99.5% uptime.", "contradicts", "uptime"),
        ("Uptime isn't guaranteed.", "contradicts", "uptime"),
        ("We make no uptime guarantee.", "contradicts", "uptime"),
        ("The service is provided as is, and we cannot guarantee that it is always available.", "contradicts|unclear", "uptime"),
        ("We give you a 10% credit for each month in which uptime falls below 99.9%.", "consistent|unregistered|unclear", ""),
        ("Uptime is up to 99.9% in each calendar month.", "contradicts", "uptime"),
        ("Our service is available at most 99.9% of each calendar month.", "contradicts", "uptime"),
        ("99.9% of our customers recommend us.", "none", ""),
        ("We delete your data within 30 days of cancellation.", "consistent", "data-deletion"),
        ("After you cancel, your data is deleted within one month.", "consistent|unclear|contradicts", "data-deletion"),
        ("Your data is deleted no later than 30 days after cancellation.", "consistent", "data-deletion"),
        ("We delete your data within 90 days of cancellation.", "outdated", "data-deletion"),
        ("All your data is erased within 90 days after you cancel.", "outdated|contradicts", "data-deletion"),
        ("We keep your data for 45 days after cancellation and then delete it.", "contradicts", "data-deletion"),
        ("We never delete your data.", "contradicts", "data-deletion"),
        ("Your data is not deleted when you cancel.", "contradicts", "data-deletion"),
        ("We back up all customer data every six hours and keep each backup for 35 days.", "consistent", "backups"),
        ("We back up all customer data every 12 hours.", "contradicts", "backups"),
        ("Customer data is backed up four times a day.", "consistent|unclear", "backups"),
        ("Each backup is kept for 35 days.", "consistent", "backups"),
        ("Each backup is kept for 7 days.", "contradicts", "backups"),
        ("Backups are not guaranteed.", "contradicts", "backups"),
        ("All data is encrypted at rest.", "unregistered", ""),
        ("We never sell your data to third parties.", "unregistered", ""),
    )),
    ("security/trust.md", "Incidents", (
        ("An engineer is on call for critical incidents 24 hours a day, seven days a week.", "consistent", "on-call"),
        ("Our engineers are on call 24/7 for critical incidents.", "consistent", "on-call"),
        ("Engineers are on call for critical incidents from 9 to 5 on weekdays.", "contradicts", "on-call"),
        ("There is no engineer on call at night.", "contradicts", "on-call"),
        ("During an incident we post an update to the status page every hour.", "consistent", "status-updates"),
        ("During an incident, the status page is updated every 60 minutes.", "consistent", "status-updates"),
        ("During an incident we post an update to the status page every two hours.", "contradicts", "status-updates"),
        ("During an incident we update the status page every 30 minutes.", "contradicts", "status-updates"),
        ("We might not post hourly updates to the status page during an incident.", "contradicts|unclear", "status-updates"),
    )),
    ("pricing/home.md", "Why Acme", (
        ("We are the most reliable support platform for mid-market companies.", "consistent", "most-reliable"),
        ("Acme is loved by teams everywhere.", "none", ""),
        ("Our story began in a small garage in 2012.", "none", ""),
        ("Imagine a world where every customer is happy.", "none", ""),
        ("Great support is about people.", "none", ""),
        ("Join more than 5,000 companies that trust us.", "none", ""),
    )),
    ("prompts/bot.md", "Instructions", (
        ("You are Ava, the support assistant of Acme.", "none", ""),
        ("Always be polite and use the customer's first name.", "none", ""),
        ("Never promise a refund without asking a colleague.", "none", ""),
        ("If the customer is angry, pass the conversation to a human.", "none", ""),
        ("Tell customers that we respond within eight hours.", "outdated|contradicts", "four-hours"),
        ("We respond to any customer issue within four hours.", "consistent", "four-hours"),
        ("Do not tell customers that we respond within one hour.", "none", ""),
    )),
)  # fmt: skip

# A second inventory, whose texts were written after the rules and judged once before these were mended by them.
_CALLBACK = wording(
    "callback", "We call every customer back within one hour.", ("time until the callback", "at_most", "1h")
)
_DELIVERY = wording(
    "delivery", "We ship every order within two days.", ("time until an order ships", "at_most", "2d")
)
_LOYALTY = wording(
    "loyalty", "Every renewal earns a 5% loyalty discount.", ("loyalty discount", "at_least", "5%")
)
SECOND_INVENTORY: tuple[Wording, ...] = (
    _CALLBACK, _was(_CALLBACK, "one hour", "two hours", "2h"),
    _DELIVERY, _was(_DELIVERY, "two", "three", "3d"),
    wording("trial", "Anyone can try the product free for 30 days without a credit card.", ("days of the free trial", "at_least", "30d")),
    wording("export", "You can export all of your data at any time."),
    wording("breach", "We notify affected customers of a data breach within 72 hours.", ("time until customers are notified", "at_most", "72h")),
    wording(
        "eu-hosting", "Data of European customers is stored in the European Union.", layer="conditional", condition="The customer is in Europe.",
        surfaces=("security/policy.md",),
    ),
    wording(
        "quarterly-review", "Premium customers get a business review every quarter.", layer="conditional",
        condition="The customer is on the Premium plan.",
    ),
    wording("no-training", "We never train AI models on customer data.", layer="core"),
    wording("human", "You can always reach a human agent."),
    wording("voice-bot", "Pilot customers can talk to our voice assistant.", layer="experimental", cohort="25 pilot customers"),
    wording("sms", "Customers on the Classic plan keep free SMS alerts.", layer="legacy", made_to="customers on the Classic plan"),
    wording("availability", "The API is available 99.95% of the time in every month.", ("monthly availability of the API", "at_least", "99.95%")),
    replace(_LOYALTY, status="retired", **_OVER),
)  # fmt: skip

SECOND_PAGES: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("help/answers.md", "Talking to us", (
        ("We call every customer back within 60 minutes.", "consistent", "callback"),
        ("Customers are called back within two hours.", "outdated|contradicts", "callback"),
        ("We call every customer back within two hours.", "outdated", "callback"),
        ("We don't call customers back.", "contradicts", "callback"),
        ("Callbacks are not guaranteed.", "contradicts", "callback"),
        ("We may be unable to call you back within one hour.", "contradicts|unclear", "callback"),
        ("We call Gold customers back within 15 minutes.", "contradicts", "callback"),
        ("We call VIPs back within one hour, and everyone else within one day.", "contradicts", "callback"),
        ("Will you call me back within an hour?", "none", ""),
        ("Please leave a phone number so that the agent can call back.", "none", ""),
        ("You can always reach a human agent.", "consistent", "human"),
        ("It isn't possible to talk to a human agent.", "contradicts", "human"),
        ("You can't reach a human agent at weekends.", "contradicts", "human"),
        ("Our bot no longer hands you over to a human agent.", "contradicts|unclear", "human"),
    )),
    ("help/answers.md", "Orders", (
        ("We ship every order within two days.", "consistent", "delivery"),
        ("Every order leaves our warehouse in 48 hours at most.", "consistent", "delivery"),
        ("Orders ship within three days.", "outdated|contradicts", "delivery"),
        ("Orders ship within five business days.", "contradicts|unclear", "delivery"),
        ("Your order may take up to a week to ship.", "contradicts|unclear", "delivery"),
        ("We used to ship orders within two days, but it now takes a week.", "contradicts", "delivery"),
        ("Order numbers start with the letters AC.", "none", ""),
    )),
    ("help/answers.md", "Plans and data", (
        ("You can export all of your data at any time.", "consistent", "export"),
        ("Data can't be exported.", "contradicts", "export"),
        ("You can only export your data while your subscription is active.", "contradicts|unclear", "export"),
        ("Premium customers get a business review every quarter.", "consistent", "quarterly-review"),
        ("Premium customers get a business review once a year.", "contradicts", "quarterly-review"),
        ("All customers get a business review every quarter.", "contradicts", "quarterly-review"),
        ("Standard customers get a business review every quarter.", "contradicts", "quarterly-review"),
        ("There are no business reviews any more.", "contradicts", "quarterly-review"),
        ("SMS alerts are free for everyone.", "contradicts", "sms"),
        ("Customers on the Classic plan keep free SMS alerts.", "consistent", "sms"),
        ("Classic customers no longer get free SMS alerts.", "contradicts", "sms"),
        ("Every renewal earns a 5% loyalty discount.", "expired", "loyalty"),
        ("If you renew, you get 5% off as a loyalty discount.", "expired", "loyalty"),
        ("All customers can talk to our voice assistant.", "escaped|contradicts", "voice-bot"),
    )),
    ("pricing/trial.md", "Free trial", (
        ("Anyone can try the product free for 30 days without a credit card.", "consistent", "trial"),
        ("Our free trial lasts 14 days.", "contradicts", "trial"),
        ("There is no free trial.", "contradicts", "trial"),
        ("You need a credit card to start the free trial.", "contradicts", "trial"),
        ("Try it free for a month, no credit card required.", "consistent|unclear", "trial"),
        ("Thousands of teams love our product.", "none", ""),
        ("The future of work is here.", "none", ""),
    )),
    ("security/policy.md", "Privacy and availability", (
        ("We notify affected customers of a data breach within 72 hours.", "consistent", "breach"),
        ("In case of a breach, affected customers hear from us within three days.", "consistent", "breach"),
        ("We notify affected customers of a data breach within a week.", "contradicts", "breach"),
        ("We are not obliged to notify customers of a data breach.", "contradicts", "breach"),
        ("We never train AI models on customer data.", "consistent", "no-training"),
        ("We train our AI models on customer data.", "contradicts", "no-training"),
        ("We may use customer data to train AI models.", "contradicts|unclear", "no-training"),
        ("Data of European customers is stored in the European Union.", "consistent", "eu-hosting"),
        ("Data of European customers is stored in the United States.", "contradicts|unclear", "eu-hosting"),
        ("The API is available 99.95% of the time in every month.", "consistent", "availability"),
        ("We guarantee 99.5% API availability per month.", "contradicts", "availability"),
        ("We can't guarantee that the API is available.", "contradicts", "availability"),
        ("Last month the API was available 99.99% of the time.", "none", ""),
        ("If the API were available 100% of the time, nobody would need a fallback.", "none", ""),
    )),
    ("prompts/agent.md", "Rules for the assistant", (
        ("Never tell users that their order ships within one day.", "none", ""),
        ("Greet the user by name.", "none", ""),
        ("Tell users that every order ships within three days.", "outdated|contradicts", "delivery"),
    )),
)  # fmt: skip
