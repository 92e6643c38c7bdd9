"""One case on its way, told and checked step by step.

`do` posts an event of a workflow as somebody. Before it does, it sees that the event is offered to that person, and
that everybody of the cast to whom it is not offered gets 403 (or 404, where he does not see the case). After every
step `look` checks what holds for any case at any moment.
"""

from people import BY_OIN, CAST, COORDINATOR
from server_process import Failed


# What people do of their own accord, or instead of what is asked: nobody needs to have it in his worklist.
UNINVITED = {
    "bridge", "comment", "confirmPlanning", "intervene", "join", "overrule", "progress", "reopen", "rerouteRequested",
    "resume", "stage", "startLeg", "suspend", "takeBack", "takenUp", "tick", "withdraw", "withdrawOffer", "archive", "goOn",
}


def need(fact, message):
    if not fact:
        raise Failed(message)


def short(organisation):
    known = BY_OIN.get(organisation["oin"])
    return known["short"] if known else organisation["oin"]


def said(owner):
    if owner is None:
        return "nobody"
    return f"{short(owner['organisation'])} ({owner['role']})"


def leaves(machine):
    return " + ".join(one["name"] for one in machine["states"])


class Story:
    """`between` is called before each step: where servers are stopped and started again. Without `others` nobody tries
    what is not offered to him."""

    def __init__(self, session, title, tell=print, between=lambda: None, others=True):
        self.session = session
        self.tell = tell
        self.between = between
        self.others = CAST if others else []
        self.steps = 0
        self.id = None
        self.document = None
        self.asked = []
        tell(f"\n## {title}\n")

    # What people do.

    def report(self, person, body):
        self.between()
        answer = self.session.call(person, "POST", "/v1/cases", body)
        need(answer.status == 201, f"the report was not taken in: {answer.status} {answer.detail()}")
        self.id = answer.json["id"]
        decision = answer.json["decision"]
        mode = "" if decision["mode"] == "automatic" else ", as a proposal"
        self.look(f"{person} reports: \"{body['title']}\" -> rule {decision['rule']}: {decision['route']}{mode}")
        return decision

    def joins(self, person, body):
        """Another organisation recognises the case and adds its own report to it."""
        self.between()
        answer = self.session.call(person, "POST", "/v1/cases", {**body, "joins": self.document["reference"]})
        need(answer.status in (200, 201), f"the report was not added: {answer.status} {answer.detail()}")
        need(answer.json["id"] == self.id, "the report was to join the case, and made another one")
        self.look(f"{person} reports the same, as part of {self.document['reference']}")

    def do(self, person, event, leg=None, **data):
        self.between()
        found = self.leg(leg) if leg else None
        offered = self.offered(person, event, found)
        need(offered, f"'{event}' is not offered to {person}: {self.possible(person)}")
        self.refused_to_others(event, found, data)
        body = self.body(event, found, data)
        answer = self.session.call(person, "POST", f"/v1/cases/{self.id}/transitions", body, self.tag())
        need(answer.status == 200, f"{event} by {person}: {answer.status} {answer.detail()}")
        on = f" in {leg}" if leg else ""
        unasked = self.unasked_for(person, event, found)
        self.look(f"{person}{unasked}: {event} ({offered['title']['en']}){on}")

    def unasked_for(self, person, event, leg):
        """What to say of somebody who moves the case while it does not stand in his worklist; remembered unless he does
        so of his own accord."""
        if person in self.asked:
            return ""
        if event not in UNINVITED:
            machine = leg or self.document["lifecycle"]
            where = f"{leg['route'] if leg else 'lifecycle'} {leaves(machine)}"
            self.session.unasked.append(f"{where}: {event} by {person.role}")
        return ", unasked"

    def leg_beside(self, person, **data):
        """POST …/legs: the event startLeg by the name of what it makes."""
        self.between()
        answer = self.session.call(person, "POST", f"/v1/cases/{self.id}/legs", data, self.tag())
        need(answer.status == 201, f"a leg beside by {person}: {answer.status} {answer.detail()}")
        self.look(f"{person} starts a leg beside: {data['route']}")

    def hand_over(self, person, action, leg=None, **more):
        self.between()
        found = self.leg(leg) if leg else None
        body = {"leg": found["id"] if found else None, "action": action, **more}
        for other in self.others:
            if self.may_hand_over(other, action, found):
                continue
            answer = self.session.call(other, "POST", f"/v1/cases/{self.id}/owner", body, self.tag())
            need(answer.status in (403, 404), f"{action} of an owner by {other}: {answer.status} {answer.detail()}")
        answer = self.session.call(person, "POST", f"/v1/cases/{self.id}/owner", body, self.tag())
        need(answer.status == 200, f"{action} of an owner by {person}: {answer.status} {answer.detail()}")
        what = f"the leg {leg}" if leg else "the case"
        to = f" to {said_to(more['to'])}" if "to" in more else ""
        self.look(f"{person}: hand-over of {what}: {action}{to}")

    def say(self, person, kind, text):
        """A comment or a holder's position."""
        self.between()
        answer = self.session.call(person, "POST", f"/v1/cases/{self.id}/{kind}", {"text": text})
        need(answer.status == 201, f"{kind} by {person}: {answer.status} {answer.detail()}")
        self.look(f"{person} adds to {kind}: {text}")

    def refused(self, person, status, event, leg=None, **data):
        """Somebody tries, in vain."""
        found = self.leg(leg) if leg else None
        body = self.body(event, found, data)
        answer = self.session.call(person, "POST", f"/v1/cases/{self.id}/transitions", body, self.tag())
        need(answer.status == status, f"{event} by {person}: {answer.status}, not {status}: {answer.detail()}")
        self.tell(f"    ({person} tries {event}: {status} {answer.json['detail']})")
        return answer

    # What stands where.

    def leg(self, route):
        """The newest leg of that route, open if there is one."""
        found = [one for one in self.document["legs"] if one["route"] == route]
        need(found, f"the case has no leg {route}")
        return next((one for one in reversed(found) if one["endedAt"] is None), found[-1])

    def tag(self):
        return f'"{self.document["version"]}"'

    @staticmethod
    def body(event, leg, data):
        body = {"leg": leg["id"] if leg else None, "event": event}
        return {**body, "data": data} if data else body

    def possible(self, person):
        answer = self.session.call(person, "GET", f"/v1/cases/{self.id}/transitions")
        if answer.status != 200:
            return []
        return [f"{one['route'] or 'lifecycle'}:{one['event']}" for one in answer.json["items"]]

    def offered(self, person, event, leg):
        answer = self.session.call(person, "GET", f"/v1/cases/{self.id}/transitions")
        if answer.status == 404:
            return None
        need(answer.status == 200, f"transitions for {person}: {answer.status}")
        wanted = leg["id"] if leg else None
        return next((one for one in answer.json["items"] if (one["leg"], one["event"]) == (wanted, event)), None)

    def refused_to_others(self, event, leg, data):
        for other in self.others:
            if self.offered(other, event, leg):
                continue
            answer = self.session.call(
                other, "POST", f"/v1/cases/{self.id}/transitions", self.body(event, leg, data), self.tag())
            sees = self.session.call(other, "GET", f"/v1/cases/{self.id}").status == 200
            expected = 403 if sees else 404
            need(answer.status == expected, f"{event} by {other}: {answer.status}, not {expected}: {answer.detail()}")

    def may_hand_over(self, person, action, leg):
        held = leg or self.document
        if action in ("offer", "withdraw"):
            return person.role == "coordinator" or person.is_meant_by(held["owner"])
        return person.is_meant_by(held["offer"]["to"])

    # What holds at any moment.

    def look(self, happened):
        self.document = self.session.case(self.id)
        self.steps += 1
        self.tell(f"{self.steps:3}. {happened}")
        self.check_owners()
        self.check_ledger()
        self.asked = self.check_worklists()
        self.print_standing()

    def open_legs(self):
        return [one for one in self.document["legs"] if one["endedAt"] is None]

    def check_owners(self):
        if self.document["phase"] != "closed":
            need(self.document["owner"], "an open case has no regiehouder")
        for leg in self.open_legs():
            need(leg["owner"], f"the leg {leg['route']} is open and has no actiehouder")

    def check_ledger(self):
        tenures = {}
        for one in self.session.ledger(self.id):
            tenures.setdefault(one["leg"], []).append(one)
        holders = {None: self.document["owner"] if self.document["phase"] != "closed" else None}
        holders.update({one["id"]: one["owner"] for one in self.document["legs"]})
        need(set(tenures) == set(holders), "the ledger does not have the case and each leg")
        for leg, holder in holders.items():
            chain = tenures[leg]
            reopened = leg is None and any(event == "reopened" for event in self.event_types())
            for before, after in zip(chain, chain[1:]):
                touch = before["until"] == after["from"] or (reopened and before["until"] < after["from"])
                need(touch, f"a gap in the ledger: {before} {after}")
            last = chain[-1]
            if holder is None:
                need(last["until"], f"a tenure goes on after the end: {last}")
            else:
                same = all(last["owner"][name] == holder[name] for name in ("organisation", "role"))
                need(last["until"] is None and same, f"the ledger ends with {last}, the owner is {holder}")

    def event_types(self):
        return [one["type"] for one in self.session.items(COORDINATOR, f"/v1/cases/{self.id}/events")]

    def whose_turn(self):
        """The owners whom the document says to be waited for: offered to, waited on, or else those who hold it."""
        turns = [self.document["offer"]["to"]] if "offer" in self.document else []
        main = [one for one in self.open_legs() if not one["beside"]]
        machines = self.open_legs()
        if not main:
            machines = [{**self.document["lifecycle"], "owner": self.document["owner"]}, *machines]
        for machine in machines:
            turns += self.unanswered(machine["waitingOn"]) if machine["waitingOn"] else [machine["owner"]]
            if "offer" in machine:
                turns.append(machine["offer"]["to"])
        return turns

    def unanswered(self, waited_on):
        if self.document["phase"] != "evaluation":
            return waited_on
        answered = [one["organisation"]["oin"] for one in self.document.get("says", [])]
        return [one for one in waited_on if one["organisation"]["oin"] not in answered]

    def check_worklists(self):
        asked = [person for person in CAST if self.session.tasks(person, self.id)]
        if self.document["phase"] == "closed":
            kinds = {task["kind"] for person in asked for task in self.session.tasks(person, self.id)}
            need(kinds <= {"signal"}, f"the case is closed, and somebody is asked to {kinds}")
            return asked
        turns = self.whose_turn()
        need(asked, "nobody is asked to move the case")
        for person in CAST:
            if any(person.is_meant_by(owner) for owner in turns):
                need(person in asked, f"it is the turn of {person}, whose worklist does not have the case")
        return asked

    def print_standing(self):
        case = self.document
        self.tell(f"     {case['phase']}: {leaves(case['lifecycle'])}; regiehouder {said(case['owner'])}")
        if "offer" in case:
            self.tell(f"     the case is offered to {said(case['offer']['to'])}")
        for leg in self.open_legs():
            offer = f"; offered to {said(leg['offer']['to'])}" if "offer" in leg else ""
            if leg["status"] == "offered":
                offer = "; offered to " + ", ".join(said(one) for one in leg["waitingOn"])
            beside = " (beside)" if leg["beside"] else ""
            waits = f"; suspended: {leg['suspended']['kind']}" if "suspended" in leg else ""
            self.tell(f"     {leg['route']}{beside}: {leaves(leg)}; actiehouder {said(leg['owner'])}{offer}{waits}")
        if case["phase"] == "closed":
            self.tell(f"     closed as {case.get('closedAs')}")
        else:
            self.tell("     in the worklist of " + ", ".join(person.name for person in self.asked))


def said_to(to):
    return f"{BY_OIN[to['organisation']]['short']} ({to['role']})"
