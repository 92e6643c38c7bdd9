"""What is easily overlooked: late reporters, withdrawn reports, owners from elsewhere, offers that are over."""

from people import (
    CONTACT, COORDINATOR, DEPUTY, RECORDS, SECRETARY, SVB, TEXT, UWV, for_fast_lane, oin, report,
)
from routes import advise_in_ccg
from story import Story, need
from turns import ACCEPTED


def ask_for_the_outcome(story):
    """From offered to the question whether it works."""
    story.do(COORDINATOR, "withdrawOffer")
    story.do(COORDINATOR, "noRoute", reason=TEXT)
    story.do(COORDINATOR, "nothingToDo", reason=TEXT)


def need_a_way_on(story):
    """Somebody who is asked can do more than ask for help."""
    help_only = {"intervene", "rerouteRequested", "withdraw"}
    for person in story.asked:
        tasks = [(one["leg"], one["kind"]) for one in story.session.tasks(person, story.id)]
        for one in story.session.get(person, f"/v1/cases/{story.id}/transitions")["items"]:
            if one["event"] not in help_only and any(leg == one["leg"] for leg, _ in tasks):
                return
    asked = ", ".join(person.name for person in story.asked)
    need(story.document["phase"] == "closed", f"none of those asked ({asked}) can move the case")


def asked_again_after_another_treatment(session, **how):
    story = Story(session, "Whoever said that it does not work is asked anew once it was treated again", **how)
    story.report(SVB, for_fast_lane("Werkt pas bij de tweede keer"))
    ask_for_the_outcome(story)
    story.do(SVB, "notSolved", what=TEXT)
    story.do(COORDINATOR, "again", reason=TEXT)
    story.do(COORDINATOR, "noRoute", reason=TEXT)
    story.do(COORDINATOR, "nothingToDo", reason=TEXT)
    need(SVB in story.asked, "SVB is not asked: its answer of before the second treatment counts")


def the_last_one_asked_withdraws(session, **how):
    story = Story(session, "The only reporter who has not answered withdraws his report", **how)
    story.report(SVB, for_fast_lane("Twee melders, van wie een zich terugtrekt"))
    story.joins(UWV, report("Ook bij ons"))
    ask_for_the_outcome(story)
    story.do(SVB, "confirm")
    story.do(UWV, "withdraw", reason=TEXT)
    need_a_way_on(story)


def joins_while_the_reporters_are_asked(session, **how):
    story = Story(session, "Who joins while the reporters are asked is asked too", **how)
    story.report(SVB, for_fast_lane("Een late melder"))
    ask_for_the_outcome(story)
    story.joins(UWV, report("Ook bij ons"))
    need(UWV in story.asked, "the case waits for UWV, whose worklist does not have it")


def joins_a_closed_case(session, **how):
    story = Story(session, "A report that joins a closed case is not lost in it", **how)
    story.report(SVB, report("Gesloten"))
    story.do(COORDINATOR, "outOfScope", reason=TEXT, whereTo=TEXT)
    story.joins(SVB, report("Het is er weer"))
    need(story.asked, "a report came in, the case stays closed, and nobody is told")


def a_regiehouder_elsewhere(session, **how):
    story = Story(session, "A case between routes whose regiehouder is no coordinator", **how)
    story.report(SVB, for_fast_lane("SZW voert de regie"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.hand_over(COORDINATOR, "offer", to={"organisation": oin("SZW"), "role": "fastLane.contact"})
    story.hand_over(CONTACT, "accept")
    story.do(CONTACT, "handBack", "fast-lane", reason=TEXT)
    need_a_way_on(story)


def a_ministry_that_reports(session, **how):
    story = Story(session, "A ministry's own report is not offered to itself, which may not accept it", **how)
    represented = [{"organisation": oin("SZW"), "arrangement": TEXT}]
    story.report(COORDINATOR, for_fast_lane("SZW meldt iets van zichzelf", onBehalfOf=represented))
    need_a_way_on(story)


def joined_in_a_circle(session, **how):
    first = Story(session, "Two cases cannot both be joined with the other", **how)
    first.report(SVB, report("Het eerste"))
    second = Story(session, "… and the other", **how)
    second.report(SVB, report("Hetzelfde"))
    second.do(SVB, "join", case=first.document["reference"], why=TEXT)
    first.refused(SVB, 400, "join", case=second.document["reference"], why=TEXT)


def on_behalf_of_a_name(session, **how):
    story = Story(session, "A report for organisations without an OIN is not the coordinator's own", **how)
    represented = [{"name": "gemeenten", "arrangement": "koepel"}]
    story.report(COORDINATOR, report("Een knelpunt van gemeenten", onBehalfOf=represented))
    story.do(DEPUTY, "outOfScope", reason=TEXT, whereTo=TEXT)


def an_answer_in_words(session, **how):
    story = Story(session, "A question in words is answered in words", **how)
    story.report(SVB, report("Te weinig bekend"))
    story.do(COORDINATOR, "askInformation", questions="Sinds wanneer speelt dit?")
    story.do(SVB, "supply", note="Sinds 2024.")


def a_question_taken_back(session, **how):
    story = Story(session, "A coordinator who knows enough after all goes on without an answer", **how)
    story.report(SVB, report("De melder antwoordt niet"))
    story.do(COORDINATOR, "askInformation", questions=TEXT)
    story.do(COORDINATOR, "goOn", reason="Het antwoord kwam per telefoon.")
    story.do(COORDINATOR, "overrule", route="ccg", reason=TEXT)


def an_offer_that_is_over(session, **how):
    story = Story(session, "What was offered for the follow-up is not offered any more once that got stuck", **how)
    advise_in_ccg(story)
    story.do(SECRETARY, "stuck", "ccg", reason=TEXT)
    need("offer" not in story.leg("ccg"), "in preparation the leg is still offered to the addressee")


def a_follow_up_that_gets_stuck(session, **how):
    story = Story(session, "A follow-up that gets stuck goes back to the secretariat, not to the addressee", **how)
    advise_in_ccg(story)
    story.hand_over(CONTACT, "accept", "ccg")
    story.do(SECRETARY, "progress", "ccg", note="Nagevraagd bij SZW.")
    story.do(CONTACT, "stuck", "ccg", reason=TEXT)
    if "offer" in story.leg("ccg"):
        story.hand_over(SECRETARY, "accept", "ccg")
    story.do(SECRETARY, "factsReady", "ccg", facts=TEXT)


def suspended_and_nobody_reminded(session, **how):
    story = Story(session, "A suspended leg stands in the worklist of whoever can resume it", **how)
    story.report(SVB, for_fast_lane("Wacht op capaciteit"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.do(
        CONTACT, "suspend", "fast-lane", kind="capacity", waitingOn="Wetgeving", expected="2027-02-01", reason=TEXT)
    need_a_way_on(story)


def a_signal_wiped(session, **how):
    story = Story(session, "A signal stays until somebody did something about it", **how)
    story.report(SVB, for_fast_lane("Vraagt om een andere route"))
    story.do(SVB, "rerouteRequested", why=TEXT)
    story.do(SVB, "intervene", why=TEXT)
    about = [one.get("about") for one in session.tasks(COORDINATOR, story.id)]
    need("rerouteRequested" in about, f"the coordinator has {about}: the second event wiped the first signal")


def archived_is_final(session, **how):
    story = Story(session, "After archiving nothing can be added", **how)
    story.report(SVB, report("Naar het archief"))
    story.do(COORDINATOR, "outOfScope", reason=TEXT, whereTo=TEXT)
    story.do(RECORDS, "archive", ground=TEXT, approver="Hoofd informatiebeheer")
    answer = session.call(COORDINATOR, "POST", f"/v1/cases/{story.id}/comments", {"text": TEXT})
    need(answer.status == 409, f"a comment on an archived case: {answer.status}")


def nobody_left_to_confirm(session, **how):
    story = Story(session, "A case that nobody reports any more is not solved because a coordinator says so", **how)
    story.report(SVB, for_fast_lane("Ingetrokken en toch behandeld"))
    story.do(SVB, "withdraw", reason=TEXT)
    story.do(COORDINATOR, "reopen", whatChanged=TEXT)
    story.do(COORDINATOR, "overrule", route="ccg", reason=TEXT)
    ask_for_the_outcome(story)
    need(not story.offered(COORDINATOR, "confirm", None), "the coordinator can say 'it works' in a reporter's place")


def one_of_two_reporters_joins(session, **how):
    target = Story(session, "One of two reporters cannot close the case of both by joining it with another", **how)
    target.report(SVB, report("Het andere"))
    story = Story(session, "… the case of both", **how)
    story.report(SVB, for_fast_lane("Van twee melders"))
    story.joins(UWV, report("Ook bij ons"))
    ask_for_the_outcome(story)
    story.do(SVB, "confirm")
    story.do(UWV, "confirm")
    story.do(UWV, "reopen", whatChanged="Bij ons gaat het weer mis.")
    need(not story.offered(SVB, "join", None), "SVB alone can close what UWV had reopened")


def a_bridge_backwards(session, **how):
    story = Story(session, "A bridge does not end before it begins", **how)
    story.report(SVB, for_fast_lane("Een overbrugging"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.refused(CONTACT, 400, "bridge", "fast-lane", measure=TEXT, **{"from": "2027-12-31"}, until="2027-01-01")


def an_offered_leg_offered_again(session, **how):
    story = Story(session, "A leg that is offered to its route is not offered a second time as a hand-over", **how)
    story.report(SVB, for_fast_lane("Twee aanbiedingen van hetzelfde"))
    to = {"organisation": oin("SZW"), "role": "fastLane.contact"}
    case = session.call(COORDINATOR, "GET", f"/v1/cases/{story.id}")
    offer = {"leg": case.json["legs"][0]["id"], "action": "offer", "to": to}
    answer = session.call(COORDINATOR, "POST", f"/v1/cases/{story.id}/owner", offer, case.tag)
    need(answer.status == 409, f"a second offer is answered {answer.status}")
    tasks = session.tasks(CONTACT, story.id)
    need(len(tasks) == 1, f"SZW is asked twice to accept the same leg, and each is accepted in another way: {tasks}")


ALL = [
    asked_again_after_another_treatment, the_last_one_asked_withdraws, joins_while_the_reporters_are_asked,
    joins_a_closed_case, a_regiehouder_elsewhere, a_ministry_that_reports,
    joined_in_a_circle, on_behalf_of_a_name, an_answer_in_words, a_question_taken_back, an_offer_that_is_over,
    a_follow_up_that_gets_stuck, suspended_and_nobody_reminded, a_signal_wiped, archived_is_final,
    nobody_left_to_confirm, one_of_two_reporters_joins, a_bridge_backwards, an_offered_leg_offered_again,
]
