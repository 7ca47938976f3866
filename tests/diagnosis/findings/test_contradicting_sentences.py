"""Which pairs of sentences contradict each other, and which only look as if."""

from __future__ import annotations

from cases import each_of
from texts_diagnosed import beside, diagnosed, told

CONTRADICT = (
    ("quantity", "We answer every ticket within two hours.", "You will get a reply to your ticket within one business day."),
    ("quantity", "You get your money back within 30 days of the purchase.", "Refunds are possible within 14 days of the purchase."),
    ("quantity", "Our service is available 99.9% of the time.", "We guarantee an uptime of 99.5% a month."),
    ("quantity", "We back up your data every hour.", "Backups are taken once a day."),
    ("quantity", "Your free trial runs for 30 days.", "Try it free for 14 days."),
    ("hours", "Our support team is there for you 24/7.", "Support is available Monday to Friday, 9 am to 5 pm."),
    ("cost", "Migration of your data is free of charge.", "We charge 500 EUR for the migration of your data."),
    ("denial", "We do not share your personal data with advertisers.", "We share your personal data with advertisers."),
    ("condition", "Every customer gets a dedicated account manager.", "A dedicated account manager is only for customers on the Enterprise plan."),
    ("denial", "We never use your content to train our models.", "We train our models on the content of your workspace."),
    ("quantity", "Unlimited projects on every plan.", "Each workspace may hold up to 20 projects."),
    ("place", "All data is stored exclusively in Germany.", "Some of the data is stored in the United States."),
    ("quantity", "You can send anything back within 100 days.", "Returns must reach us within 30 days."),
    ("quantity", "You can return any order within 30 days and get your money back.", "Returns are accepted within 14 days of delivery."),
)  # fmt: skip
AGREE = (
    ("other units", "We answer every ticket within 24 hours.", "You will get a reply to your ticket within one day."),
    ("two plans", "Customers on the Starter plan get a reply within two days.", "Customers on the Enterprise plan get a reply within one hour."),
    ("two measures", "We answer every ticket within two hours.", "Tickets are resolved within three days."),
    ("two things", "Audit logs are kept for 12 months.", "Backups are kept for 35 days."),
    ("two kinds of people", "We keep the data of applicants for six months.", "We delete the data of customers within 30 days after the contract ends."),
    ("two grades", "Critical incidents: we respond within 15 minutes.", "Minor incidents: we respond within two days."),
    ("two channels", "By phone we answer within two minutes.", "By email we answer within one day."),
    ("return and payout", "Returns are accepted within 14 days of delivery.", "You get your money back within five days after we get your return."),
    ("window and payout", "Refunds are possible within 14 days of the purchase.", "Refunds reach your card within five working days."),
    ("what was", "In 2024 we answered tickets within nine hours.", "We answer every ticket within two hours."),
    ("others", "Other providers answer within two days.", "We answer every ticket within two hours."),
    ("quoted", "“They answered within ten minutes,” says Dana Flint.", "We answer every ticket within two hours."),
    ("figures of the market", "More than 12,000 teams trust us.", "Over 9,000 teams use our app every day."),
    ("denied alike", "We never sell your data.", "Your data is not sold."),
    ("rate and limit", "The API takes 600 requests a minute.", "A file may have up to 25 MB."),
    ("two goods", "The warranty on batteries is one year.", "The warranty on frames is ten years."),
    ("steps of a scale", "Credits of 10% are given if uptime falls below 99.9%.", "Credits of 25% are given if uptime falls below 99%."),
    ("sold and sold", "We don't sell your data.", "We sell gift cards."),
    ("no liability", "We may be unable to respond to your requests if we can't verify you.", "We respond to your requests within two days."),
    ("month and year", "The Team plan costs 12 EUR per user and month.", "The Team plan costs 120 EUR per user and year."),
)  # fmt: skip


@each_of(("how", "one", "other"), CONTRADICT, ids=[one[1][:30] for one in CONTRADICT])
def test_sentences_that_say_otherwise_of_one_thing_contradict(how, one, other):
    assert ("contradiction", how) in beside(one, other)


@each_of(("why", "one", "other"), AGREE, ids=[one[0] for one in AGREE])
def test_sentences_of_other_people_things_or_times_do_not(why, one, other):
    assert beside(one, other) == []


def test_products_that_the_texts_name_are_told_apart():
    pages = {
        "vault.md": "Deleted files in Acme Vault can be restored for 30 days. Acme Vault is ready. We like Acme Vault.",
        "desk.md": "Deleted files in Acme Desk can be restored for 14 days. Acme Desk is ready. We like Acme Desk.",
    }
    assert told(pages) == []


def test_columns_of_plans_are_told_apart_and_the_same_plan_elsewhere_is_not():
    table = "| | Starter | Enterprise |\n|---|---|---|\n| First response | 2 days | 1 hour |\n"
    assert told({"plans.md": table}) == []
    pages = {
        "plans.md": table,
        "help.md": "On the Enterprise plan the first response comes within four hours.\n",
    }
    assert told(pages) == [("contradiction", "quantity")]


def test_an_experiment_is_not_settled_by_being_promised():
    pages = {
        "news.md": "Smart Replies are in beta, open to invited teams. Smart Replies learn.",
        "product.md": "Smart Replies write every answer for you, in all plans. You will like Smart Replies.",
    }
    assert told(pages) == [("contradiction", "experiment")]
    pages["product.md"] = "Smart Replies are in beta in all plans. You will like the beta of Smart Replies."
    assert told(pages) == []


def test_a_finding_has_each_side_with_its_sentences_and_zones():
    found = diagnosed({
        "pricing.md": "We answer every ticket within two hours.\n",
        "help/a.md": "You will get a reply to your ticket within one business day.\n",
        "bot/prompt.yaml": "system: |\n  A ticket gets its answer within two hours.\n",
    })  # fmt: skip
    (one,) = found.findings
    assert {side.said for side in one.finding.sides} == {"two hours", "one business day"}
    assert set(one.finding.zones) == {"sales-marketing", "documentation-knowledge", "ai-automation"}
    assert one.commitment in {each.id for each in found.commitments}
