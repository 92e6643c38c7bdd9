"""What comes between report and closed where a route does not run smoothly: other routes, owners, reporters."""

from people import (
    CONTACT, COORDINATOR, DEPUTY, DESK, FINANCE, FINANCE_CONTACT, FINANCE_LEGAL, LEAD, LEGAL, SVB, SZW, TEXT, UWV,
    for_advisory, for_fast_lane, oin, report,
)
from routes import advise, implement_and_confirm
from story import Story, need

REFUSAL = {"code": "noCapacity", "reason": TEXT, "suggestion": "Vraag het na de zomer opnieuw."}
ACCEPTED = {"department": "Directie Uitvoering", "mailbox": "uitvoering@szw.example"}


def choose(story, instrument, person=CONTACT):
    story.do(
        person, "chooseInstrument", "fast-lane", instrument=instrument, department="Directie Uitvoering",
        planning="Dit jaar", necessity="Zonder grondslag mag het niet.")


def agree(story):
    """The shortest way through a fast lane that was accepted."""
    choose(story, "workingAgreement")
    story.do(CONTACT, "agreed", "fast-lane", text=TEXT, **{"from": "2027-02-01"}, outcome="partiesConnected")


def advice_leads_to_fast_lane(session, **how):
    story = Story(session, "From advice to fast lane: the advice is that the law falls short", **how)
    story.report(SVB, for_advisory("Mag UWV deze gegevens verstrekken?"))
    advise(story, "lawLacks")
    need(story.document["phase"] == "treatment", "a law that falls short leads back to between routes")
    story.do(COORDINATOR, "offer", route="fast-lane", ministry=SZW, reason="Volgens het advies schiet de wet tekort.")
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    agree(story)
    implement_and_confirm(story)
    return story


def refused_twice(session, **how):
    story = Story(session, "Refused twice: the intervention begins by itself, and is played to its end", **how)
    story.report(SVB, for_fast_lane("Niemand wil deze regeling maken"))
    story.do(CONTACT, "refuse", "fast-lane", **REFUSAL)
    story.do(COORDINATOR, "offer", route="fast-lane", ministry=FINANCE, reason=TEXT)
    story.do(FINANCE_CONTACT, "refuse", "fast-lane", **{**REFUSAL, "code": "notOurs"})
    need(story.leg("intervention")["status"] == "running", "a case twice between routes gets an intervention")
    story.do(COORDINATOR, "takeUp", "intervention")
    story.do(LEAD, "choose", "intervention", means="newRoute")
    story.do(LEAD, "agreed", "intervention", who="SZW", what="SZW neemt het alsnog op", when="2027-02-01")
    story.do(COORDINATOR, "offer", route="fast-lane", ministry=SZW, reason="Afgesproken in de interventie.")
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.do(LEAD, "kept", "intervention", helped="yes", lesson=TEXT)
    agree(story)
    implement_and_confirm(story)
    return story


def closed_and_reopened(session, **how):
    """Closed without confirmation is what the term of twenty working days does in silence, and no call does it: here
    the case is closed as out of scope, and reopened by the reporter."""
    story = Story(session, "Closed without the reporter's confirmation, and reopened by him", **how)
    story.tell("(Only the term of 20 working days closes as unconfirmed; here a coordinator closes as out of scope.)\n")
    story.report(SVB, report("Dit lijkt een storing"))
    story.do(COORDINATOR, "outOfScope", reason="Dit is een storing.", whereTo="De helpdesk van de keten")
    story.do(SVB, "reopen", whatChanged="Na de storing bleek dat het niet mag.")
    story.do(COORDINATOR, "overrule", route="fast-lane", ministry=SZW, reason=TEXT)
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    agree(story)
    implement_and_confirm(story)
    return story


def withdrawn_and_reopened(session, **how):
    story = Story(session, "Withdrawn by its only reporter, and reopened by the coordinator", **how)
    story.report(SVB, report("Een knelpunt dat overging"))
    story.do(SVB, "withdraw", reason="Het is opgelost in de keten.")
    need(story.document["closedAs"] == "withdrawn", "a case without reports closes as withdrawn")
    story.do(COORDINATOR, "reopen", whatChanged="Het komt terug.")
    story.do(COORDINATOR, "outOfScope", reason=TEXT, whereTo="De helpdesk")
    return story


def leg_handed_over(session, **how):
    story = Story(session, "A leg handed over: refused, offered again, accepted; the new holder goes on with it", **how)
    story.report(SVB, for_fast_lane("Twee ministeries, en een ervan hoort het te doen"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    to = {"organisation": oin("Financiën"), "role": "fastLane.contact"}
    story.hand_over(CONTACT, "offer", "fast-lane", to=to, reason="Dit is fiscale geheimhouding.")
    story.hand_over(FINANCE_CONTACT, "refuse", "fast-lane", code="noCapacity", reason="Niet voor de zomer.")
    story.hand_over(CONTACT, "offer", "fast-lane", to=to, reason="Het bleek toch dringend.")
    story.hand_over(CONTACT, "withdraw", "fast-lane")
    story.hand_over(COORDINATOR, "offer", "fast-lane", to=to)
    story.hand_over(FINANCE_CONTACT, "accept", "fast-lane")
    choose(story, "workingAgreement", FINANCE_CONTACT)
    story.do(FINANCE_CONTACT, "agreed", "fast-lane", text=TEXT, **{"from": "2027-02-01"}, outcome="partiesConnected")
    implement_and_confirm(story)
    return story


def case_handed_over(session, **how):
    story = Story(session, "The case itself handed over: SZW becomes regiehouder, and the fast lane goes on", **how)
    story.report(SVB, for_fast_lane("SZW wil de regie zelf voeren"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    to = {"organisation": oin("SZW"), "role": "fastLane.contact"}
    story.hand_over(COORDINATOR, "offer", to=to, reason="Wie het oplost, voert de regie.")
    need(story.document["owner"]["role"] == "coordinator", "until it is accepted the old regiehouder stays")
    story.hand_over(CONTACT, "refuse", code="notEnoughFacts", reason="Eerst het mandaat.")
    story.hand_over(COORDINATOR, "offer", to=to, reason="Het mandaat is er.")
    story.hand_over(CONTACT, "accept")
    need(story.document["owner"]["organisation"]["oin"] == oin("SZW"), "SZW is regiehouder")
    agree(story)
    story.do(CONTACT, "recordOutcome", code="partiesConnected", text=TEXT, forWhom="SVB en UWV")
    story.do(CONTACT, "agreeImplementation", who="UWV en SVB", what=TEXT, when="2027-03-01")
    story.do(UWV, "implemented", what=TEXT, since="2027-02-15")
    story.do(SVB, "confirm")
    return story


def advice_beside(session, **how):
    story = Story(session, "Advice beside a fast lane that goes on meanwhile", **how)
    story.report(SVB, for_fast_lane("Een regeling, en een vraag over de uitleg ervan"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.leg_beside(COORDINATOR, route="advisory", why="Hoe ver reikt de regeling?")
    choose(story, "workingAgreement")
    advise(story, "legalClarity")
    need(story.document["phase"] == "treatment", "an advice that ends beside does not move the case")
    story.do(COORDINATOR, "startLeg", route="advisory", why="Nog een vraag.")
    story.do(CONTACT, "agreed", "fast-lane", text=TEXT, **{"from": "2027-02-01"}, outcome="partiesConnected")
    need(story.leg("advisory")["status"] == "offered", "what runs beside goes on after the main leg")
    story.do(DESK, "refuse", "advisory", **REFUSAL)
    implement_and_confirm(story)
    return story


def advice_waited_for(session, **how):
    story = Story(session, "A fast lane that waits for advice, and goes on by itself when that is there", **how)
    story.report(SVB, for_fast_lane("Eerst de uitleg, dan de regeling"))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.do(CONTACT, "needAdvice", "fast-lane", question="Mag het nu al?", expected="2027-02-01")
    need(story.leg("fast-lane")["suspended"]["kind"] == "advice", "it waits for advice")
    advise(story, "legalClarity")
    need("suspended" not in story.leg("fast-lane"), "it waits no longer once the advice is there")
    agree(story)
    implement_and_confirm(story)
    return story


def information_supplied(session, **how):
    story = Story(session, "Information requested and supplied: routing looks again, and proposes", **how)
    decision = story.report(SVB, report("Te weinig bekend om te kiezen"))
    need(decision["route"] is None, "the table cannot decide on this")
    story.do(COORDINATOR, "askInformation", questions="Ontbreekt de grondslag, en trekt één ministerie dit?",
             fields=["legalBasis", "ministries", "leadMinistry"])
    story.refused(COORDINATOR, 409, "confirmRoute")
    facts = {"legalBasis": "missing", "ministries": [SZW], "leadMinistry": "one", "lead": SZW}
    story.do(SVB, "supply", facts=facts, note="Nagevraagd bij SZW.")
    routing = story.document["routing"]
    need((routing["status"], routing["route"]) == ("proposed", "fast-lane"), f"a proposal, not {routing}")
    story.do(COORDINATOR, "confirmRoute")
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    agree(story)
    implement_and_confirm(story)
    return story


def bridge_and_suspension(session, **how):
    story = Story(session, "A bill with a bridge until then; suspended and resumed on the way", **how)
    story.report(SVB, for_fast_lane("De tijdelijke regeling loopt af", exchangeEnds={
        "date": "2027-03-01", "cause": "expiringBasis"}))
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    story.do(CONTACT, "bridge", "fast-lane", measure="Een tijdelijke werkafspraak",
             **{"from": "2027-01-01"}, until="2027-12-31")
    choose(story, "bill")
    story.do(LEGAL, "suspend", "fast-lane", kind="capacity", waitingOn="Wetgevingscapaciteit", expected="2027-02-01",
             reason=TEXT)
    story.refused(LEGAL, 409, "sendForAdvice", "fast-lane", which=["implementationTest"])
    story.do(CONTACT, "resume", "fast-lane")
    story.do(LEGAL, "sendForAdvice", "fast-lane", which=["implementationTest", "councilOfState"])
    story.do(LEGAL, "done", "fast-lane", tests=["implementationTest", "councilOfState"])
    story.do(LEGAL, "stage", "fast-lane", stage="secondChamber", paper="36999")
    story.do(LEGAL, "controversial", "fast-lane", paper="36999", expected="2027-09-01")
    story.do(LEGAL, "resume", "fast-lane")
    need([one["name"] for one in story.leg("fast-lane")["states"]] == ["drafting.parliament"], "back where it was")
    story.do(LEGAL, "adopted", "fast-lane", paper="36999")
    story.do(CONTACT, "inForce", "fast-lane", reference="Stb. 2027, 1", date="2028-01-01", outcome="lawChanged")
    story.do(COORDINATOR, "agreeImplementation", who="UWV", what=TEXT, when="2028-01-01")
    story.do(UWV, "legislation", paper="Stb. 2027, 1", stage="published", expected="2028-01-01")
    story.do(UWV, "resume")
    story.do(UWV, "implemented", what=TEXT, since="2028-01-01")
    story.do(SVB, "confirm")
    return story


def comments_and_position(session, **how):
    story = Story(session, "Comments, and what the holder says of it", **how)
    story.report(SVB, for_fast_lane("De houder denkt er anders over"))
    story.say(COORDINATOR, "comments", "Gebeld met SZW: ze kijken ernaar.")
    story.say(SVB, "comments", "Dank.")
    story.say(UWV, "positions", "De grondslag is er volgens ons al.")
    story.say(UWV, "positions", "Bij nader inzien ontbreekt zij voor vermogen.")
    answer = session.call(SVB, "POST", f"/v1/cases/{story.id}/positions", {"text": "Wij zijn geen houder."})
    need(answer.status == 403, f"a position of who is no holder: {answer.status}")
    case = story.document
    need(len(case["comments"]) == 2 and case["positions"][-1]["text"].startswith("Bij nader"), "what was said stands")
    story.do(CONTACT, "refuse", "fast-lane", **REFUSAL)
    story.do(COORDINATOR, "noRoute", reason="Volgens de houder is de grondslag er grotendeels al.")
    story.do(COORDINATOR, "nothingToDo", reason=TEXT)
    story.do(SVB, "partly", what="Vermogen blijft over.")
    return story


def join_of_cases(session, **how):
    first = Story(session, "A case joined with another that is the same", **how)
    first.report(SVB, report("Het eerste"))
    second = Story(session, "… and the second one", **how)
    second.report(SVB, report("Hetzelfde, nog eens gemeld"))
    second.do(SVB, "join", case=first.document["reference"], why="Dezelfde melding.")
    need(second.document["closedAs"] == "joined", "it closes as joined")
    links = [(one["case"], one["kind"]) for one in second.document["links"]]
    need(links == [(first.id, "joined")], f"it is tied to the first: {links}")
    return second


def two_reporters(session, **how):
    story = Story(session, "Two reporters: one says that it works, the other that it does not", **how)
    story.report(SVB, for_fast_lane("Twee melders"))
    story.joins(UWV, report("Ook bij ons"))
    need(len(story.document["reports"]) == 2, "both reports stand in the case")
    story.do(CONTACT, "accept", "fast-lane", **ACCEPTED)
    agree(story)
    story.do(COORDINATOR, "agreeImplementation", who="UWV en SVB", what=TEXT, when="2027-03-01")
    story.do(SVB, "implemented", what=TEXT, since="2027-02-15")
    story.do(UWV, "notSolved", what="Bij ons nog niet.")
    story.do(SVB, "confirm")
    need(story.document["lifecycle"]["states"][0]["name"] == "evaluation.choosing", "a coordinator chooses")
    story.do(DEPUTY, "closePartly", reason="UWV wacht op de volgende release.")
    need(story.document["closedAs"] == "partlySolved", "one of two is helped")
    return story


ALL = [
    advice_leads_to_fast_lane, refused_twice, closed_and_reopened, withdrawn_and_reopened, leg_handed_over,
    case_handed_over, advice_beside, advice_waited_for, information_supplied, bridge_and_suspension,
    comments_and_position, join_of_cases, two_reporters,
]
