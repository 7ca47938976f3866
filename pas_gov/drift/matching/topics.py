"""What a text speaks of, in the words of this field: "you will hear back from us" and "first reply" share a topic.

Each line is a topic: its name, then words and phrases (joined by "_") with which services, contracts and policies speak
of it. A word may stand in several. A topic counts beside the words themselves, never in their place, so that a wrong
one costs little. General vocabulary only: no name of a product, an organisation or a promise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pas_gov.drift.matching.words import stem, words

_TOPICS = """
answer: answer reply respond response get_back_to hear_back hear_from pick_up picked_up acknowledge react call_back write_back come_back_to reach_out first_contact attend
support: support help assist help_desk helpdesk service_desk customer_service customer_care hotline support_team get_in_touch contact_us
person: person human agent people colleague staff employee personnel engineer representative specialist member_of_staff real_person
request: ticket case request enquiry inquiry question issue write_to_us message report
uptime: uptime availability downtime reachable online service_level sla up_and_running stay_up be_down is_down goes_down monthly_uptime
incident: outage incident disruption failure fail breakdown break goes_wrong went_wrong interruption is_down be_down goes_down downtime offline problem
credit: credit service_credit rebate money_off compensate compensation
bill: bill invoice statement charge payment pay billing_cycle paid cost amount_due
price: price pricing rate fee cost list_price charge_you tariff
refund: refund reimburse money_back pay_back paid_back give_back get_your_money prorate
unhappy: unhappy dissatisfied unsatisfied not_happy not_satisfied no_questions_asked let_down disappoint
cancel: cancel cancellation terminate termination quit leave leaving close_your_account close_account closed_account account_is_closed unsubscribe walk_away cease
easy: easy simple click clicks self_service yourself themselves in_the_settings phone_call no_phone no_strings in_the_product
delete: delete erase purge remove wipe destroy shred disappear gone expunge get_rid_of have_left has_left permanently_remove
keep: keep retain store hold retention hold_on_to save archive kept stored
export: export download take_with_you take_your_data take_out pull_out portability portable lock_in extract open_format standard_format
notify: notify tell inform announce notice let_you_know be_told told hear_about warn warning alert heads_up in_advance ahead_of_time learn know_about write_to beforehand prior_notice email_to emailing
change: change update modify amend revise new_version
breach: breach leak attack hack compromise intrusion security_incident exposed stolen unauthorised_access unauthorized_access malicious data_loss
attacked: attack hijack takeover denial_of_service ddos
encrypt: encrypt encryption tls ssl https aes cipher scramble cryptography in_transit at_rest gpg unencrypted
backup: backup back_up backed_up snapshot restore replicate redundant multiple_disks multiple_locations recover recovery backup_copy
security: security secure protect safe safety patch security_update
vulnerability: vulnerability security_report researcher bug_bounty responsible_disclosure ethical hacker exploit good_faith disclose
consent: consent permission approve approval agree say_yes yes allow opt_in authorise authorize ask_first explicit
access: access look_into look_at read_your view open_your log_in log_into see_your internal_access
content: data information record content file document upload detail message project personal_data personal_information material
sell: sell sold rent trade buy for_sale broker advertiser monetise monetize share_with pass_on
thirdparty: third_party vendor subcontractor subprocessor sub_processor supplier partner provider processor outside_company
authority: authority government police law court subpoena warrant agency judge law_enforcement legal_process legally compel jurisdiction
machine: ai artificial_intelligence llm bot chatbot assistant automated algorithm automatic generated language_model virtual_assistant machine machine_learning automatically
learning: train_models training_data learn_from machine_learning improve_our_models trained
teaching: training workshop webinar course session teach lesson instruct instruction trainer
onboarding: onboard onboarding implementation kickoff go_live rollout launch setup set_up into_production getting_started up_and_running
contactperson: csm success_manager account_manager implementation_manager dedicated named_contact dedicated_contact named assigned
review: quarterly qbr business_review every_quarter every_three_months
migration: migrate migration import bring_over switch switching previous_provider transfer
free: free free_of_charge no_cost at_no on_us complimentary no_charge included gratis without_charge
trial: trial evaluation try_it evaluate credit_card payment_details
discount: discount off half_price reduction reduced cheaper rebate percent_off
nonprofit: nonprofit non_profit ngo charity not_for_profit
accessible: accessibility accessible wcag screen_reader disability disabled keyboard
api: api endpoint integration interface sdk webhook
version: version release successor deprecation deprecate deprecated switched_off sunset newer
public: status_page status_site public publish publicly post disclose disclosed transparent website show shown display
maintenance: maintenance upgrade scheduled_work planned_work planned_downtime maintenance_window scheduled_downtime
analysis: postmortem post_mortem root_cause rca what_went_wrong
urgent: urgent critical emergency severity sev p1 high_priority on_call
allhours: around_the_clock day_and_night 24/7 24/7/365 round_the_clock any_day 24_hours_a_day
handover: hand_over hand_off handover takes_over take_over escalate connected_with connect transfer_to real_human
decision: decision decide verdict final_call review suspend restrict restricted
label: label labelled mark marked badge flag flagged citation source sources
satisfaction: satisfaction csat rating nps score satisfied
roadmap: roadmap feature_request feature suggestion suggest idea wish improvement
europe: europe european eu data_residency region data_centre data_center hosted hosting
legacy: legacy older retired discontinued early early_adopter former sunset phased
running: keep_running keeps_running continue_using keep_using keep_working stay_up as_long_as for_ever forever keep_it_running maintained
period: paid_period until_the_end end_of_the_period expire expiry renewal subscription_ends end_of_your billing_period contract_term
applicant: candidate applicant application job hiring recruit recruitment apply_for interview candidacy resume
raise: increase raise rise go_up higher price_change new_rate hike
fixed: fixed frozen locked lock price_lock guaranteed_price
term: contract agreement renewal during_the_term
policy: policy terms terms_of_service sla conditions legal_terms
trash: trash recycle_bin trashed bin
forward: forward forwarding redirect
own: own ownership belong belongs theirs yours your_property copyright intellectual_property
misuse: misuse wrongly penalty audit audited punish disciplinary termination
itemised: itemised itemized line_by_line broken_down breakdown
overage: overage exceed over_the_limit quota
phone: phone call_us telephone hotline ring call
weekday: business_day working_day weekday office_hours business_hours opening_hours working_hours
"""


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    """Return the stem of a word, unless so little is left of it that it is another word ("offer", "off")."""
    found = stem(word)
    return found if len(found) > 3 else word


_Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def _phrases() -> _Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for line in _TOPICS.strip().splitlines():
        topic, _, listed = line.partition(": ")
        for phrase in listed.split():
            first, *rest = (_root(word) for written in phrase.split("_") for word in words(written))
            found[first].append(((first, *rest), f"~{topic}"))
    return {first: tuple(those) for first, those in found.items()}


_PHRASES = _phrases()


def topics(text: str) -> tuple[str, ...]:
    """Return the topics that a text speaks of, each once, in the order of their first words."""
    return tuple(dict.fromkeys(_named(words(text))))


def _named(said: tuple[str, ...]) -> Iterable[str]:
    for number, those in enumerate(map(_begun, said)):
        for phrase, topic in those:
            if len(phrase) == 1 or tuple(map(_root, said[number : number + len(phrase)])) == phrase:
                yield topic


@lru_cache(maxsize=65536)
def _begun(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the phrases that begin with a word, each with its topic."""
    return _PHRASES.get(_root(word), ())
