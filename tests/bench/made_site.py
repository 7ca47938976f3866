"""A made site of 60 pages, in the manner of real ones: what is planted in it, and what only looks as if.

``written(folder)`` writes the pages; ``python -m tests.bench.made_site FOLDER`` does it from a shell. The words of
the planted passages were written before anything was tuned, by genre and not by pattern; the fill between them is
drawn by a fixed seed. Nothing here is a real organisation's.
"""

from __future__ import annotations

import html
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SEED = 20260601
TODAY = "2026-06-01"
"""The day as of which orphans are orphans."""


class Said(NamedTuple):
    """A passage on a page: under a heading, as a sentence (p), an item (li) or a row of a table (tr, cells by " | ")."""

    page: str
    heading: str
    text: str
    unit: str = "p"


class Plant(NamedTuple):
    """What is planted: its kind, and its sides; of a near miss there is nothing to find between or in them."""

    id: str
    kind: str
    said: tuple[Said, ...]


PLANTED = (
    Plant("support-hours", "contradiction", (
        Said("pricing.html", "What every plan has", "Support around the clock, seven days a week.", "li"),
        Said("help/contact.md", "When we are there", "Our support desk is open Monday to Friday, 8 am to 6 pm CET."))),
    Plant("first-answer", "contradiction", (
        Said("product/desk.html", "You write, we answer", "We answer every support request within four hours."),
        Said("legal/sla.md", "Support", "The first response to a ticket is given within one business day."))),
    Plant("refund-window", "contradiction", (
        Said("legal/terms.md", "Refunds", "The customer may request a full refund within 14 days of the purchase."),
        Said("pricing.html", "No risk", "Every purchase comes with our 30-day money-back guarantee."))),
    Plant("erased-when", "contradiction", (
        Said("legal/privacy.md", "Leaving us", "When you close your account, we erase your data within 30 days."),
        Said("help/close-account.md", "What happens to your data", "Data of a closed account is kept for 90 days and then permanently deleted."))),
    Plant("uptime", "contradiction", (
        Said("index.html", "Always on", "99.99% uptime, guaranteed."),
        Said("legal/sla.md", "Availability", "Tarnwick is available for at least 99.5 % of each calendar month."))),
    Plant("price-notice", "contradiction", (
        Said("legal/terms.md", "Fees", "We will give at least 60 days' notice before any change of prices takes effect."),
        Said("help/billing.md", "Will my price go up?", "Prices may go up from time to time; you hear from us 30 days in advance."))),
    Plant("migration-cost", "contradiction", (
        Said("switch.html", "Bring it all", "We move your data over from your old tool free of charge."),
        Said("guides/onboarding.md", "Before the first day", "Migration of data from another tool is charged at 900 EUR."))),
    Plant("training-on-content", "contradiction", (
        Said("trust/ai.md", "Your content and our models", "We never use your content to train machine-learning models."),
        Said("product/summaries.html", "It learns with you", "To give better answers, we train our models on the content of your workspace."))),
    Plant("success-manager", "contradiction", (
        Said("index.html", "Somebody you know", "Every customer gets a named success manager."),
        Said("plans/enterprise.html", "Only here", "A named success manager is included in the Enterprise plan only."))),
    Plant("summaries-settled", "contradiction", (
        Said("releases/2026-04.md", "Smart Summaries", "Smart Summaries are in beta, open to invited workspaces."),
        Said("product/overview.html", "Read less", "Smart Summaries write up every ticket for you, in every workspace."))),
    Plant("leaving", "contradiction", (
        Said("pricing.html", "No risk", "Cancel whenever you like, with no notice period."),
        Said("legal/terms.md", "Term", "Subscriptions must be cancelled in writing, at least 30 days before the end of the term."))),
    Plant("backup-rhythm", "contradiction", (
        Said("trust/security.html", "If a disk dies", "We take a backup of all databases every hour."),
        Said("docs/operations.md", "Backups", "All databases are backed up once a day."))),
    Plant("trial", "contradiction", (
        Said("bot/prompt.yaml", "", "New customers can try Tarnwick for 30 days without a credit card."),
        Said("pricing.html", "Try it first", "The free trial lasts 14 days."))),
    Plant("breach", "contradiction", (
        Said("trust/security.html", "If something goes wrong", "Should your data ever be exposed, you will hear from us within 24 hours."),
        Said("legal/dpa.md", "Breaches", "The Processor shall notify the Controller of a personal data breach no later than 72 hours after becoming aware of it."))),
    Plant("phone", "contradiction", (
        Said("index.html", "Somebody you know", "Everyone can call us, whatever the plan."),
        Said("help/contact.md", "By phone", "We don't offer phone support."))),
    Plant("sso-by-2025", "orphan", (
        Said("roadmap.md", "Coming up", "Single sign-on with SAML will come to all plans by the end of 2025."),)),
    Plant("transparency-report", "orphan", (
        Said("trust/transparency.md", "The next one", "We will publish the next transparency report in March 2026."),)),
    Plant("price-match", "orphan", (
        Said("switch.html", "For a while", "Until 31 December 2025 we match the price that you pay today."),)),
    Plant("sketch-boards", "orphan", (
        Said("blog/sketch-boards.md", "A first look", "Sketch Boards are in closed beta since May 2024, and beta customers keep them at no cost."),)),
    Plant("classic-retired", "orphan", (
        Said("help/classic.md", "Syncing", "Tarnwick Classic syncs your tickets every ten minutes, on all plans."),
        Said("status/retired.md", "What is gone", "Tarnwick Classic was retired on 31 January 2025."))),
)  # fmt: skip

NEAR_MISSES = (
    Plant("two-products", "near", (
        Said("help/restore.md", "In Tarnwick Vault", "Deleted files in Tarnwick Vault can be restored for 30 days."),
        Said("help/restore.md", "In Tarnwick Desk", "Deleted tickets in Tarnwick Desk can be restored for 14 days."))),
    Plant("two-plans", "near", (
        Said("plans/team.html", "Response", "On the Team plan we answer by chat within eight hours."),
        Said("plans/enterprise.html", "Response", "On the Enterprise plan we answer by chat within one hour."))),
    Plant("figures", "near", (
        Said("index.html", "In good company", "More than 12,000 teams work with Tarnwick."),
        Said("about.html", "In numbers", "9,000 teams switched to Tarnwick last year."))),
    Plant("quotation", "near", (
        Said("customers/flint.html", "Flint Logistics", "“They answered within ten minutes,” says Dana Flint of Flint Logistics."),)),
    Plant("severities", "near", (
        Said("legal/severity.md", "Severity | First response", "Critical | 30 minutes", "tr"),
        Said("legal/severity.md", "Severity | First response", "Minor | 2 business days", "tr"))),
    Plant("answer-and-solution", "near", (
        Said("legal/sla.md", "Resolution", "Most tickets are solved within three business days."),)),
    Plant("refund-on-its-way", "near", (
        Said("help/billing.md", "When is it on my card?", "Refunds reach your card within five working days."),)),
    Plant("month-and-year", "near", (
        Said("plans/team.html", "Price", "The Team plan costs 12 EUR per user and month."),
        Said("plans/team.html", "Price", "Billed yearly, the Team plan costs 120 EUR per user and year."))),
    Plant("storage-by-plan", "near", (
        Said("plans/compare.md", "Plan | Storage", "Starter | 10 GB", "tr"),
        Said("plans/compare.md", "Plan | Storage", "Enterprise | 2 TB", "tr"))),
    Plant("uptime-last-year", "near", (
        Said("blog/year-in-review.md", "Steady", "In 2024 our uptime was 99.97 %."),)),
    Plant("others", "near", (
        Said("switch.html", "The difference", "Other help desks take 24 hours to answer a ticket."),)),
    Plant("logs-and-backups", "near", (
        Said("docs/operations.md", "Logs", "Audit logs are kept for 12 months."),
        Said("docs/operations.md", "Backups", "Backups are kept for 35 days."))),
    Plant("nonprofits", "near", (
        Said("nonprofits.html", "Longer to decide", "Nonprofits can try Tarnwick for 60 days."),)),
    Plant("day-to-come", "near", (
        Said("about.html", "Green", "By the end of 2027 all of our data centres will run on renewable power."),)),
    Plant("was-released", "near", (
        Said("releases/2025-03.md", "Dark mode", "On 12 March 2025 we released dark mode."),)),
    Plant("beta-told-alike", "near", (
        Said("releases/2026-05.md", "Voice Notes", "Voice Notes are in public beta; give them a try under Labs."),
        Said("help/voice-notes.md", "Where to find them", "Voice Notes are in public beta and can be turned on by any administrator."))),
    Plant("other-units", "near", (
        Said("docs/export.md", "How long it takes", "An export of your workspace is ready within 48 hours."),
        Said("help/export.md", "How long it takes", "We have your export ready within two days."))),
    Plant("sales-line", "near", (
        Said("help/contact.md", "Sales", "The sales line is open Monday to Thursday, 9 am to 4 pm CET."),)),
    Plant("rate-limits", "near", (
        Said("docs/api/limits.md", "Standard", "The API takes 600 requests a minute from each workspace."),
        Said("docs/api/limits.md", "Trial", "Trial workspaces may send 60 requests a minute to the API."))),
    Plant("link-and-session", "near", (
        Said("help/password.md", "The link", "A link to reset your password is valid for 30 minutes."),
        Said("docs/sessions.md", "Sessions", "A session ends after 12 hours without activity."))),
    Plant("regions", "near", (
        Said("trust/where.md", "Europe", "Data of customers in the European Union is stored in Frankfurt."),
        Said("trust/where.md", "America", "Data of customers in the United States is stored in Ohio."))),
    Plant("said-twice", "near", (
        Said("legal/privacy.md", "What we don't do", "Your content is not used to train machine-learning models."),)),
    Plant("your-duty", "near", (
        Said("legal/dpa.md", "Duties of the Controller", "The Controller must report errors in the data within 48 hours."),)),
    Plant("applicants", "near", (
        Said("careers.html", "Your application", "We keep the documents of applicants for six months."),)),
    Plant("partners", "near", (
        Said("partners.html", "Referrals", "Partners who refer a customer get 20% of the first year."),
        Said("partners.html", "Resellers", "Resellers get 15% of each renewal."))),
)  # fmt: skip


class Edit(NamedTuple):
    """A passage that was once worded otherwise: ``after`` is "" where it was taken out; ``before_page`` where it stood."""

    id: str
    kind: str
    page: str
    before: str
    after: str
    message: str
    before_page: str = ""


EDITS = (
    Edit("import-time", "slip", "guides/importing.md", "Imports are finished within two hours.", "Imports are finished within six hours.", "Wording"),
    Edit("told-before", "slip", "help/inbox.md", "We will tell you about each new version a week ahead.", "We try to tell you about each new version a week ahead.", "Make the page friendlier"),
    Edit("schools", "slip", "nonprofits.html", "We will always keep a free plan for schools.", "", "A shorter page"),
    Edit("webhooks", "slip", "docs/webhooks.md", "Webhooks that fail are tried again for 72 hours.", "Webhooks that fail are tried again for 24 hours.", "Webhooks: 24 hours, as decided with operations"),
    Edit("training", "slip", "guides/first-week.md", "Each new team gets two hours of training with us.", "Each new team gets two hours of training with us if it has ten members or more.", "Move the guides", "guides/start.md"),
    Edit("typo", "near", "help/tags.md", "We keep your tags when you delet a view.", "We keep your tags when you delete a view.", "Typo"),
    Edit("apostrophe", "near", "help/views.md", "We'll never change a view that you have shared.", "We’ll never change a view that you have shared.", "Typography"),
    Edit("capitals", "near", "docs/sessions.md", "We never store your Password in plain text.", "We never store your password in plain text.", "House style"),
    Edit("digits", "near", "guides/admins.md", "New administrators are confirmed within three hours.", "New administrators are confirmed within 3 hours.", "Digits"),
    Edit("moved", "near", "help/index.md", "We will always show you who has seen a ticket.", "We will always show you who has seen a ticket.", "Move a sentence", "help/views.md"),
)  # fmt: skip
HEADING = "Good to know"

PAGES = [
    "index.html",
    "about.html",
    "pricing.html",
    "switch.html",
    "careers.html",
    "partners.html",
    "nonprofits.html",
    "roadmap.md",
    "product/overview.html",
    "product/desk.html",
    "product/vault.html",
    "product/summaries.html",
    "plans/starter.html",
    "plans/team.html",
    "plans/enterprise.html",
    "plans/compare.md",
    "customers/flint.html",
    "customers/harbour.html",
    "customers/ostler.html",
    "legal/terms.md",
    "legal/privacy.md",
    "legal/sla.md",
    "legal/dpa.md",
    "legal/severity.md",
    "legal/imprint.md",
    "trust/security.html",
    "trust/ai.md",
    "trust/where.md",
    "trust/transparency.md",
    "help/index.md",
    "help/contact.md",
    "help/billing.md",
    "help/close-account.md",
    "help/restore.md",
    "help/export.md",
    "help/password.md",
    "help/classic.md",
    "help/voice-notes.md",
    "help/tags.md",
    "help/views.md",
    "help/inbox.md",
    "guides/onboarding.md",
    "guides/first-week.md",
    "guides/admins.md",
    "guides/importing.md",
    "docs/operations.md",
    "docs/export.md",
    "docs/sessions.md",
    "docs/api/limits.md",
    "docs/api/start.md",
    "docs/api/tickets.md",
    "docs/webhooks.md",
    "releases/2025-03.md",
    "releases/2026-04.md",
    "releases/2026-05.md",
    "blog/sketch-boards.md",
    "blog/year-in-review.md",
    "blog/on-calm.md",
    "status/retired.md",
    "bot/prompt.yaml",
]

# What stands between: steps, descriptions, opinions, and a few commitments that no page says otherwise.
FILL = {
    "help": (
        "Open the settings, choose Workspace and then Members.",
        "Select the tickets that you want to move, and drag them to another view.",
        "If the button is greyed out, ask an administrator of your workspace.",
        "You can sort the list by any column.",
        "A tag is a short word that groups tickets.",
        "Press Enter to save, or Escape to go back.",
        "Each view has an address of its own that you can send to a colleague.",
        "The search looks through subjects, messages and the names of attachments.",
    ),
    "docs": (
        "Send the token in the Authorization header.",
        "The answer is a JSON object with the fields id, subject and state.",
        "A webhook is called for each new ticket.",
        "Use a client library, or any HTTP client that you like.",
        "The field state is one of open, waiting and done.",
        "Wait a moment before you send the request again.",
        "Pages hold 50 tickets; the header Link leads to the next one.",
    ),
    "legal": (
        "In these terms, “we” is Tarnwick Software GmbH, and “customer” whoever ordered the service.",
        "The law of the Federal Republic of Germany applies.",
        "Should a clause be void, the others stay in force.",
        "The customer is responsible for the passwords of its users.",
        "Headings are for reading only and have no effect.",
    ),
    "marketing": (
        "A help desk that stays out of your way.",
        "Built by people who have answered tickets themselves.",
        "See everything that a customer ever asked on one page.",
        "Your team deserves tools that it likes.",
        "Thoughtful defaults, and very few settings.",
        "Invite your colleagues and start with the first ticket.",
    ),
    "blog": (
        "We spent a week in a cabin and argued about buttons.",
        "Calm software begins with a calm inbox.",
        "The idea came from a customer's drawing on a napkin.",
        "Thanks to everybody who wrote to us about it.",
        "There is more to tell, and we will get to it another day.",
    ),
}  # fmt: skip
FOOT = (
    "All connections to Tarnwick are encrypted.",
    "You own what you put into Tarnwick, and you can take it with you at any time.",
    "Made in Leipzig.",
)
_GENRE = {
    "help": "help", "guides": "help", "docs": "docs", "legal": "legal", "trust": "marketing", "releases": "blog",
    "blog": "blog", "status": "blog",
}  # fmt: skip


def passages(page: str, done: int) -> dict[str, list[Said]]:
    """Return what is planted on a page, true and near alike, by heading, after so many edits."""
    found: dict[str, list[Said]] = {}
    for plant in (*PLANTED, *NEAR_MISSES):
        for one in plant.said:
            if one.page == page:
                found.setdefault(one.heading, []).append(one)
    for number, edit in enumerate(EDITS):
        renamed = edit.id == "training"
        here = edit.page if number < done or renamed or not edit.before_page else edit.before_page
        text = edit.after if number < done else edit.before
        if here == page and text:
            found.setdefault(HEADING, []).append(Said(page, HEADING, text))
    return found


def pages(done: int = len(EDITS)) -> Iterator[tuple[str, str]]:
    """Yield each page's path and text, after so many edits: all of them, unless it is said."""
    chance = random.Random(SEED)
    for page in PAGES:
        fill = FILL[_GENRE.get(page.partition("/")[0], "marketing")]
        sections = [(head, said) for head, said in passages(page, done).items()]
        for number in range(chance.randint(1, 3)):
            sections.insert(chance.randint(0, len(sections)), (f"{_title(page)}, part {number + 1}", []))
        drawn = [(head, chance.sample(fill, chance.randint(1, 3)), said) for head, said in sections]
        writer = {"html": _html, "md": _markdown, "yaml": _yaml}[page.rpartition(".")[2]]
        renamed = next(
            (
                edit.before_page
                for number, edit in enumerate(EDITS)
                if edit.id == "training" and edit.page == page and number >= done
            ),
            "",
        )
        yield renamed or page, writer(_title(page), drawn)


Section = tuple[str, list[str], list[Said]]


def _title(page: str) -> str:
    return page.rpartition("/")[2].partition(".")[0].replace("-", " ").capitalize()


def _html(title: str, sections: list[Section]) -> str:
    parts = []
    for head, fill, said in sections:
        parts.append(f"<section><h2>{html.escape(head)}</h2><p>{html.escape(' '.join(fill))}</p>")
        items = "".join(f"<li>{html.escape(one.text)}</li>" for one in said if one.unit == "li")
        parts += [f"<p>{html.escape(one.text)}</p>" for one in said if one.unit == "p"]
        parts.append((f"<ul>{items}</ul>" if items else "") + "</section>")
    nav = '<nav><a href="/">Home</a> <a href="/pricing.html">Pricing</a> <a href="/help/">Help</a></nav>'
    foot = "".join(f"<p>{one}</p>" for one in FOOT)
    body = "\n".join(parts)
    return f"<!doctype html>\n<html lang=en><head><title>{title} - Tarnwick</title></head>\n<body>{nav}\n<main><h1>{title}</h1>\n{body}</main>\n<footer>{foot}</footer></body></html>\n"


def _markdown(title: str, sections: list[Section]) -> str:
    parts = [f"# {title}"]
    for head, fill, said in sections:
        rows = [one for one in said if one.unit == "tr"]
        parts.append(f"## {'By kind' if rows else head}")
        if fill:
            parts.append(" ".join(fill))
        if rows:
            parts.append("\n".join((f"| {head} |", "|---|---|", *(f"| {one.text} |" for one in rows))))
        parts += [one.text for one in said if one.unit == "p"]
    return "\n\n".join(parts) + "\n"


def _yaml(_: str, sections: list[Section]) -> str:
    lines = [
        "name: Tarnie",
        "system: |",
        "  You are Tarnie, the assistant on tarnwick.example.",
        "  Be brief and kind.",
    ]
    return "\n".join((*lines, *(f"  {one.text}" for _, _, said in sections for one in said))) + "\n"


_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def many(number: int) -> Iterator[tuple[str, str]]:
    """Yield so many pages of a large site: each of the site's pages again and again, with other products and figures."""
    chance = random.Random(SEED)
    site = list(pages())
    for at in range(number):
        page, text = site[at % len(site)]
        name = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
        words = text.replace("Tarnwick Vault", f"Tarnwick {name}").replace(
            "Tarnwick Desk", f"Tarnwick {name}"
        )
        extra = "\n\n".join(
            f"{chance.choice(('We keep', 'You get', 'Each team has', 'Open', 'Choose', 'The list shows'))} "
            f"{' '.join(''.join(chance.choices(_SYLLABLES, k=2)) for _ in range(chance.randint(4, 14)))} "
            f"{chance.choice(('within', 'for', 'every', 'after'))} {chance.randint(2, 90)} {chance.choice(('days', 'hours', 'files', 'pages'))}."
            for _ in range(12)
        )
        folder, _, ending = page.rpartition(".")
        body = f"<p>{extra}</p></main>" if ending == "html" else extra
        yield (
            f"{folder}-{at}.{ending}",
            words.replace("</main>", body) if ending == "html" else f"{words}\n\n{body}\n",
        )


def written(folder: Path, done: int = len(EDITS)) -> None:
    """Write all pages below a folder, as they are after so many edits."""
    for page, text in pages(done):
        place = folder / page
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def committed(folder: Path) -> None:
    """Make a folder a repository in which the pages came about: a start, and a commit for each edit."""
    _git(folder, "init", "--quiet", "--initial-branch=main")
    for done in range(len(EDITS) + 1):
        for old in folder.rglob("*.*"):
            if old.is_file() and ".git" not in old.parts:
                old.unlink()
        written(folder, done)
        _git(folder, "add", "--all")
        _git(
            folder,
            "commit",
            "--quiet",
            "--message",
            EDITS[done - 1].message if done else "Start",
            "--allow-empty",
        )


def _git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=Tarn", "-c", "user.email=tarn@tarnwick.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *person, *arguments], check=True)


if __name__ == "__main__":
    committed(Path(sys.argv[1]))
