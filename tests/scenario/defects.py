"""What goes wrong today: each story says what should be, and fails. scenario_test.py counts one that passes as a
failure, so that whoever mends the defect moves its story to corners.py.

UNASKED is of the same kind: moves that somebody must make while the case stands in the worklists of others only,
because the state waits on them. Nobody is reminded of it.
"""

from people import SVB, TEXT, report
from story import Story, need

UNASKED = set()


def joined_reports_count_there(session, **how):
    first = Story(session, "The case that another was joined with knows of it", **how)
    first.report(SVB, report("Het eerste"))
    second = Story(session, "… and the other", **how)
    second.report(SVB, report("Hetzelfde"))
    second.do(SVB, "join", case=first.document["reference"], why=TEXT)
    first.look("what became of the first")
    need("links" in first.document or len(first.document["reports"]) == 2, "nothing in the first tells of the second")


ALL = [joined_reports_count_there]
