"""Pairs of sentences in the manner of shops, banks, hosts and tools: those that contradict each other, and near misses.

Written after the first rules stood, without a look at them; the rules were then amended with a look at what they missed
here, so that the figures say what is found, and not what would be found on texts that nobody has seen.
"""

from __future__ import annotations

CONTRADICTING = (
    # contradictions, other styles
    (
        "Standard delivery takes two to three working days.",
        "Parcels normally arrive within five working days.",
    ),
    (
        "You can send anything back within 100 days.",
        "Returns must reach us no later than 30 days after delivery.",
    ),
    ("Shipping is free on all orders.", "We charge €4.90 for delivery."),
    ("Orders over 50 EUR ship for free.", "Free delivery on orders above 75 EUR."),
    ("All our products come with a five-year warranty.", "The warranty period is two years."),
    ("Instances are snapshotted every six hours.", "We make one snapshot of each instance per day."),
    ("We'll never throttle your bandwidth.", "Bandwidth may be throttled after 1 TB."),
    ("Unlimited projects on every plan.", "Each workspace may hold up to 20 projects."),
    ("Our team picks up the phone in under two minutes.", "Average wait on the phone: 15 minutes."),
    (
        "Somebody from our team will get back to you the same day.",
        "Please allow up to three working days for an answer.",
    ),
    ("No setup fee.", "A one-time setup fee of $199 applies."),
    ("You won't need a credit card to start.", "A credit card is required to start your trial."),
    ("Your recordings stay available for a full year.", "Call recordings are removed after 90 days."),
    ("Data at rest is encrypted with AES-256.", "Data is not encrypted at rest."),
    (
        "We don't sell advertising and don't use tracking cookies.",
        "We use tracking cookies to show you relevant ads.",
    ),
    ("Live chat is staffed around the clock.", "Our live chat is open from 9am to 6pm on weekdays."),
    ("All maintenance is announced a week ahead.", "Maintenance work is announced 48 hours in advance."),
    ("Nonprofits get 50% off.", "We offer charities a 30% discount."),
    ("Your price is locked for two years.", "Prices may be adjusted every twelve months."),
    (
        "We commit to resolving critical incidents within four hours.",
        "Critical incidents are resolved within 24 hours.",
    ),
    (
        "Accounts without activity are removed after 12 months.",
        "Inactive accounts are deleted after 24 months.",
    ),
    ("You can export everything at any time.", "Exporting data is not possible."),
    (
        "Includes onboarding with a specialist at no extra cost.",
        "Onboarding sessions are billed at 150 EUR an hour.",
    ),
    (
        "We publish a post-mortem within five days of every outage.",
        "A post-mortem of an outage is published within 30 days.",
    ),
    ("Withdrawals are processed within 24 hours.", "Withdrawals take up to five banking days."),
    ("The mobile app works offline.", "The mobile app doesn't work offline."),
    ("SSO is available on all plans.", "SSO is available on the Business plan only."),
    ("We pay out bounties within 30 days.", "Bounties are paid within 90 days."),
    ("Your contract can be ended monthly.", "The minimum term is 12 months."),
    ("Servers are located exclusively in Germany.", "Some of our servers are located in the United States."),
    ("New features are rolled out every two weeks.", "We release new features once a quarter."),
    (
        "Personal data is stored for no longer than six months.",
        "We retain personal data for up to three years.",
    ),
    ("Every ticket gets an answer from a human.", "Tickets on the Free plan are answered by our bot."),
    ("Security patches are applied within 24 hours.", "We install security patches within 7 days."),
    ("Response time for urgent cases: 30 minutes", "Urgent cases are answered within two hours."),
)
NEAR_MISSES = (
    # near misses
    ("Standard delivery takes two to three working days.", "Express delivery takes one working day."),
    (
        "Returns must reach us within 30 days.",
        "Refunds are paid within 14 days after we received the return.",
    ),
    ("Delivery to Germany takes two days.", "Delivery to Canada takes two weeks."),
    ("The Basic plan includes 5 users.", "The Pro plan includes 50 users."),
    ("We store invoices for ten years.", "We delete chat messages after 90 days."),
    ("The warranty on batteries is one year.", "The warranty on frames is ten years."),
    ("Students get 40% off.", "Pay yearly and save 20%."),
    ("Average response time last month: 43 minutes.", "We answer within four hours."),
    ("Join 40,000 happy customers.", "Trusted by 3,500 companies."),
    ("P1: response within 15 minutes", "P3: response within 1 day"),
    ("Our office is open from 9 to 5.", "Support is there around the clock."),
    ("The webinar takes 45 minutes.", "Setting up takes ten minutes."),
    ("Passwords must have at least 12 characters.", "Titles may have up to 80 characters."),
    ("API v1 keys expire after 90 days.", "Sessions expire after 30 minutes."),
    ("We answer data protection requests within 30 days.", "We answer support requests within one day."),
    ("Critics say we keep data for ten years.", "We delete data after 30 days."),
    ("Version 4 is supported until 2028.", "Version 3 is supported until 2027."),
    ("Uploads may be up to 2 GB.", "Every account includes 100 GB of storage."),
    ("Monthly plans can be cancelled at any time.", "Annual plans run for 12 months."),
    ("Beta testers get three months for free.", "The first month is free."),
    ("You must pay within 14 days.", "We ship within two days of payment."),
    ("We review our suppliers every year.", "We review access rights every quarter."),
    ("Free delivery on orders above 75 EUR.", "Gift wrapping costs 3 EUR."),
    ("Cookies are stored for 30 days.", "Server logs are stored for 7 days."),
    ("We don't sell your data.", "We sell gift cards."),
    ("Phone support is not part of the Free plan.", "Phone support is included in the Pro plan."),
    ("Refunds are not possible for gift cards.", "You can get a refund within 30 days."),
    ("Our uptime over the last 12 months was 99.98%.", "We guarantee 99.9% uptime."),
    (
        "Credits of 10% are given if uptime falls below 99.9%.",
        "Credits of 25% are given if uptime falls below 99%.",
    ),
    ("Data is encrypted in transit.", "Backups are encrypted at rest."),
)
