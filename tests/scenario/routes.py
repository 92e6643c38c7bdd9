"""One case of each route from report to closed, and the intervention that stands over a route."""

from people import (
    CHAIR, CONTACT, COORDINATOR, DESK, EXPERT, LEAD, LEGAL, SECRETARY, SELECTION, SVB, TEXT, UWV, for_advisory, for_ccg,
    for_fast_lane, for_referral, oin,
)
from story import Story


def implement_and_confirm(story):
    """From a known outcome to closed as solved."""
    story.do(COORDINATOR, "agreeImplementation", who="UWV en SVB", what=TEXT, when="2027-03-01")
    story.do(UWV, "progress", note="De koppeling staat in de testomgeving.")
    story.do(UWV, "implemented", what=TEXT, since="2027-02-15")
    story.do(SVB, "confirm")


def advise(story, outcome):
    """The advisory leg from accepted to published."""
    story.do(DESK, "accept", "advisory")
    story.do(DESK, "complete", "advisory", question="Mag UWV deze gegevens voor dit doel verstrekken?")
    # Two members score each criterion.
    for criterion in 2 * ("societalRelevance", "interAdministrative", "occursElsewhere"):
        story.do(SELECTION, "score", "advisory", criterion=criterion, score="yes", why=TEXT)
    story.do(SELECTION, "select", "advisory")
    story.do(DESK, "start", "advisory", experts="Twee juristen en een ontwerper")
    story.do(EXPERT, "verdictMag", "advisory", verdict="yesIf", conditions=["Alleen het jaarinkomen"], reasoning=TEXT)
    story.do(EXPERT, "verdictKan", "advisory", verdict="yes", reasoning=TEXT)
    story.do(EXPERT, "verdictWenselijk", "advisory", verdict="yes", reasoning=TEXT)
    story.do(EXPERT, "circulate", "advisory", document="Concept 0.9")
    story.do(UWV, "comment", "advisory", facts="Het gaat om het jaarinkomen, niet om het maandinkomen.")
    story.do(DESK, "adopt", "advisory", advice=TEXT, summary="Het mag, onder voorwaarden.")
    story.do(SVB, "follow", "advisory")
    story.do(DESK, "prepare", "advisory")
    story.do(
        DESK, "publish", "advisory", address="https://advies.voorbeeld.example/12", reusableFor="Uitvoerders van de WW",
        limits="Alleen jaarinkomen", validUntil="2028-12-31", outcome=outcome)


def advise_in_ccg(story):
    """The leg of the CCG from the report to the response of the only addressee."""
    story.report(SVB, for_ccg("Opsporen van rechthebbenden botst met de belofte van geheimhouding"))
    story.do(COORDINATOR, "confirmRoute")
    story.do(SECRETARY, "accept", "ccg")
    story.do(
        SECRETARY, "frame", "ccg", question="Weegt bereik op tegen geheimhouding?", values="Bereik en vertrouwen",
        hear="SVB, UWV en SZW", rapporteur="De secretaris")
    story.do(SECRETARY, "factsReady", "ccg", facts=TEXT)
    story.do(UWV, "position", "ccg", of="UWV", opinion=TEXT)
    story.do(SECRETARY, "positionsReady", "ccg", noResponse="SZW: geen reactie")
    story.do(SECRETARY, "optionsReady", "ccg", options=TEXT, effects=TEXT)
    story.do(SECRETARY, "complete", "ccg", paper="Nota 1.0", documents=["Bijlage 1, versie 1.0"])
    story.do(SECRETARY, "schedule", "ccg", meeting="2027-01-20", round="meeting")
    story.do(CHAIR, "advise", "ccg", advice=TEXT, considerations=TEXT, addressees="SZW", present="Zes leden")
    story.do(SECRETARY, "send", "ccg", addressees=[oin("SZW")], date="2027-01-25", publishOn="2027-02-25")
    story.do(CONTACT, "respond", "ccg", response="adopted", reason=TEXT, action="SZW past het beleid aan")


def fast_lane(session, **how):
    story = Story(session, "Fast lane: a ministerial regulation makes the basis", **how)
    story.report(SVB, for_fast_lane("Voor de AIO is het inkomen bij UWV niet op te vragen"))
    story.do(CONTACT, "accept", "fast-lane", department="Directie Uitvoering", mailbox="uitvoering@szw.example")
    story.do(
        CONTACT, "chooseInstrument", "fast-lane", instrument="ministerialRegulation", department="Directie Uitvoering",
        planning="Voor de zomer", necessity="Zonder grondslag mag het niet.")
    story.do(LEGAL, "confirmPlanning", "fast-lane", expected="2027-06-01")
    story.do(LEGAL, "sendForAdvice", "fast-lane", which=["implementationTest", "supervisorAdvice"])
    story.do(LEGAL, "tick", "fast-lane", test="implementationTest", date="2027-02-01")
    story.do(LEGAL, "done", "fast-lane", tests=["implementationTest", "supervisorAdvice"])
    story.do(CONTACT, "inForce", "fast-lane", reference="Stcrt. 2027, 1", date="2027-07-01", outcome="policyMade")
    story.do(COORDINATOR, "recordOutcome", code="policyMade", text=TEXT, forWhom="SVB en UWV")
    implement_and_confirm(story)
    return story


def ccg(session, **how):
    story = Story(session, "CCG: values collide; an advice, a response, and its follow-up", **how)
    advise_in_ccg(story)
    story.hand_over(CONTACT, "accept", "ccg")
    story.do(CONTACT, "progress", "ccg", note=TEXT)
    story.do(CONTACT, "done", "ccg", outcome="breakthrough", text=TEXT)
    implement_and_confirm(story)
    return story


def advisory(session, **how):
    story = Story(session, "Advisory Function: a disputed reading becomes clear", **how)
    story.report(SVB, for_advisory("UWV en SVB lezen dezelfde wet verschillend"))
    advise(story, "legalClarity")
    story.do(COORDINATOR, "nothingToDo", reason="Het advies is genoeg.")
    story.do(SVB, "confirm")
    return story


def referral(session, **how):
    story = Story(session, "Referral: to a chain programme that has no account", **how)
    story.report(SVB, for_referral("Het bericht komt te laat voor de uitbetaling"))
    story.do(COORDINATOR, "confirmRoute")
    story.do(COORDINATOR, "takenUp", "referral", reference="Ketenprogramma 2027-3")
    story.do(COORDINATOR, "progress", "referral", note=TEXT, expected="2027-05-01")
    story.do(COORDINATOR, "ended", "referral", outcome="partiesConnected", text=TEXT)
    implement_and_confirm(story)
    return story


def intervention(session, **how):
    story = Story(session, "Intervention: SVB asks for it while the fast lane goes on", **how)
    story.report(SVB, for_fast_lane("De regeling loopt al een jaar vertraging op"))
    story.do(CONTACT, "accept", "fast-lane", department="Directie Uitvoering", mailbox="uitvoering@szw.example")
    story.do(SVB, "intervene", why="Er gebeurt al een half jaar niets.")
    story.do(COORDINATOR, "takeUp", "intervention", why=TEXT)
    story.do(LEAD, "choose", "intervention", means="call")
    story.do(LEAD, "noAgreement", "intervention", reason=TEXT, next="escalate")
    story.do(LEAD, "choose", "intervention", means="escalate", level="directorGeneral")
    story.do(LEAD, "agreed", "intervention", who="De directeur", what=TEXT, when="2027-02-01")
    story.do(
        CONTACT, "chooseInstrument", "fast-lane", instrument="workingAgreement", department="Directie Uitvoering",
        planning="Deze maand", necessity=TEXT)
    story.do(LEAD, "kept", "intervention", helped="yes", lesson=TEXT)
    story.do(CONTACT, "agreed", "fast-lane", text=TEXT, **{"from": "2027-02-01"}, outcome="partiesConnected")
    implement_and_confirm(story)
    return story


ALL = [fast_lane, ccg, advisory, referral, intervention]
