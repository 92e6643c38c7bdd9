"""Who plays a part in the stories, and the reports that they send in."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))

from server_process import ROOT  # noqa: E402  (it lies in the folder above)

ORGANISATIONS = {
    one["short"]: one
    for one in json.loads((ROOT / "config/organisations.json").read_text(encoding="utf-8"))["organisations"]
}
BY_OIN = {one["oin"]: one for one in ORGANISATIONS.values()}
SZW = ORGANISATIONS["SZW"]["tooi"]
FINANCE = ORGANISATIONS["Financiën"]["tooi"]
TEXT = "Zoals besproken in het overleg van deze week."


def oin(short):
    return ORGANISATIONS[short]["oin"]


class Person:
    """Somebody with a key of one organisation and one role."""

    def __init__(self, name, short, role):
        self.name = name
        self.short = short
        self.oin = oin(short)
        self.role = role

    def __str__(self):
        return f"{self.name} ({self.role}, {self.short})"

    def is_meant_by(self, owner):
        """Whether an owner as a case document names it is this person, as the worklist has to see it."""
        if owner["organisation"]["oin"] != self.oin or self.role in ("auditor", "recordsManager"):
            return False
        return owner["role"] == self.role or owner["role"] in ("addressee", "receiver") or (
            self.role == "reporter" and owner["role"] in ("reporter", "holder"))


COORDINATOR = Person("the coordinator", "WaU", "coordinator")
DEPUTY = Person("the second coordinator", "WaU", "coordinator")
LEAD = Person("the programme lead", "WaU", "programme.lead")
CONTACT = Person("the contact of SZW", "SZW", "fastLane.contact")
LEGAL = Person("the lawyer of SZW", "SZW", "fastLane.legal")
FINANCE_CONTACT = Person("the contact of Finance", "Financiën", "fastLane.contact")
FINANCE_LEGAL = Person("the lawyer of Finance", "Financiën", "fastLane.legal")
SECRETARY = Person("the secretary", "CCG", "ccg.secretariat")
CHAIR = Person("the chair", "CCG", "ccg.chair")
DESK = Person("the advisory desk", "AVD", "avd.desk")
SELECTION = Person("the selection committee", "AVD", "avd.selection")
EXPERT = Person("the expert", "AVD", "avd.expert")
SVB = Person("the data officer of SVB", "SVB", "reporter")
UWV = Person("the data officer of UWV", "UWV", "reporter")
RECORDS = Person("the records manager", "WaU", "recordsManager")
AUDITOR = Person("the auditor", "ADR", "auditor")
CAST = [
    COORDINATOR, DEPUTY, LEAD, CONTACT, LEGAL, FINANCE_CONTACT, FINANCE_LEGAL, SECRETARY, CHAIR, DESK, SELECTION,
    EXPERT, SVB, UWV, RECORDS, AUDITOR,
]


def report(title, **more):
    """A report of SVB on data that UWV holds, on which the routing table cannot decide."""
    told = {
        "title": title,
        "description": "Het inkomen dat de een al weet, vraagt de ander nog eens op.",
        "matter": "exchange",
        "dataCategories": ["inkomen"],
        "holders": [{"organisation": oin("UWV")}],
        "requester": {"organisation": oin("SVB")},
        "purpose": {"task": "Het recht op een uitkering vaststellen"},
        "legalBasis": "unknown",
        "barriers": ["legal"],
        "primaryBarrier": "legal",
        "affected": "citizens",
        "harm": {"severity": "serious"},
        "tried": "none",
        "endorsed": "directeur",
        "mailbox": "gegevens@voorbeeld.example",
    }
    told.update(more)
    return told


def for_fast_lane(title, **more):
    """R13: the basis is missing, one ministry can make it, the harm is serious; offered at once."""
    return report(title, **{"legalBasis": "missing", "ministries": [SZW], "leadMinistry": "one", "lead": SZW, **more})


def for_advisory(title, **more):
    """R15: the reading is disputed and the question may arise elsewhere; offered at once."""
    return report(title, **{"legalBasis": "disputed", "occursElsewhere": "yes", **more})


def for_ccg(title, **more):
    """R08: public values collide; a proposal."""
    return report(title, **{"legalBasis": "disputed", "valuesCollide": "yes", **more})


def for_referral(title, **more):
    """R17: sharing is allowed, it falters in the chain; a proposal."""
    return report(title, **{"legalBasis": "clear", "barriers": ["technical"], "primaryBarrier": "technical", **more})
