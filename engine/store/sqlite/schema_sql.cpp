#include "engine/store/sqlite/schema_sql.hpp"

namespace wissel::store::sqlite {
namespace {

// Integer keys inside, time-ordered UUIDs to the outside. `cases` is narrow, what is read with a case stands
// beside it in `case_documents`, so that lists and counts do not drag texts through memory. All that is not
// `events`, `sealed`, `api_keys`, `kept_answers` and `definitions` is derived and can be rebuilt from the
// events.
constexpr std::string_view version_1 = R"sql(
CREATE TABLE cases (
    id         INTEGER PRIMARY KEY,
    uuid       BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 1),
    phase      TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (year, number)
) STRICT;

CREATE TABLE case_documents (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    state   TEXT NOT NULL
) STRICT;

CREATE TABLE case_parties (
    organisation TEXT    NOT NULL,
    case_id      INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (organisation, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    uuid          BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
    case_id       INTEGER NOT NULL REFERENCES cases (id),
    own_reference TEXT
) STRICT;
CREATE INDEX reports_by_own_reference ON reports (own_reference, case_id) WHERE own_reference IS NOT NULL;

CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    case_id  INTEGER NOT NULL REFERENCES cases (id),
    version  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    UNIQUE (case_id, version)
) STRICT;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;

CREATE TABLE sealed (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    uuid    BLOB    NOT NULL CHECK (length(uuid) = 16),
    salt    BLOB    NOT NULL CHECK (length(salt) = 32),
    value   TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX sealed_by_case ON sealed (case_id, uuid);

CREATE TABLE kept_answers (
    key         BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 32),
    fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    kept_at     INTEGER NOT NULL,
    status      INTEGER NOT NULL,
    location    TEXT    NOT NULL,
    etag        TEXT    NOT NULL,
    body        TEXT    NOT NULL
) STRICT;
CREATE INDEX kept_answers_by_age ON kept_answers (kept_at);

CREATE TABLE api_keys (
    prefix       TEXT    NOT NULL PRIMARY KEY,
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    organisation TEXT    NOT NULL,
    roles        TEXT    NOT NULL,
    label        TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   TEXT    NOT NULL,
    revoked_at   INTEGER,
    revoked_by   TEXT
) STRICT;
)sql";

// The versions of workflow and routing files that are or were in use. Decisions name them by hash.
constexpr std::string_view version_2 = R"sql(
CREATE TABLE definitions (
    kind    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version TEXT    NOT NULL,
    hash    TEXT    NOT NULL UNIQUE CHECK (length(hash) = 71 AND hash GLOB 'sha256:*'),
    content TEXT    NOT NULL,
    kept_at INTEGER NOT NULL,
    UNIQUE (kind, id, version)
) STRICT;
CREATE TRIGGER definitions_are_never_changed BEFORE UPDATE ON definitions
BEGIN SELECT RAISE(ABORT, 'a definition in use is never changed'); END;
CREATE TRIGGER definitions_are_never_removed BEFORE DELETE ON definitions
BEGIN SELECT RAISE(ABORT, 'a definition in use is never removed'); END;
)sql";

// Who sees a case (more than report it: routes and holders too), whom it waits for, and what will come of itself.
constexpr std::string_view version_3 = R"sql(
CREATE TABLE case_viewers (
    organisation TEXT    NOT NULL,
    case_id      INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (organisation, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO case_viewers (organisation, case_id) SELECT organisation, case_id FROM case_parties;

CREATE TABLE case_turns (
    organisation TEXT    NOT NULL,
    urgent       INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    case_id      INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (organisation, urgent DESC, due_at, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_turns_by_case ON case_turns (case_id);
INSERT INTO case_turns (organisation, urgent, due_at, case_id)
    SELECT json_extract(state, '$.owner.organisation'), coalesce(json_extract(state, '$.routing.urgent'), 0),
           9223372036854775807, case_id
    FROM case_documents;

CREATE TABLE timers (
    due_at  INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    leg     BLOB    NOT NULL,
    timer   INTEGER NOT NULL,
    PRIMARY KEY (due_at, case_id, leg, timer)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_by_case ON timers (case_id);
)sql";

// What the program remembers for itself, such as by which calendar terms were reckoned.
constexpr std::string_view version_4 = R"sql(
CREATE TABLE marks (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// What lists find and sort cases by (found_by.hpp, which fills this for the cases that there are). A transition
// changes the two indexes on `cases`, and of the facets only those that it changes.
constexpr std::string_view version_5 = R"sql(
ALTER TABLE cases ADD COLUMN due_at INTEGER NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE cases ADD COLUMN facets TEXT NOT NULL DEFAULT '';

CREATE TABLE facet_values (
    id    INTEGER PRIMARY KEY,
    facet INTEGER NOT NULL,
    value TEXT    NOT NULL,
    UNIQUE (facet, value)
) STRICT;

CREATE TABLE case_facets (
    value_id INTEGER NOT NULL REFERENCES facet_values (id),
    case_id  INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (value_id, case_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cases_by_change ON cases (changed_at);
CREATE INDEX cases_by_term ON cases (due_at);
)sql";

// When a case was reported and closed, for lists. Neither index changes but where a case is reported, closed or opened
// again. A case that is open to all stands in `case_viewers` under `*` too (rows.hpp); of a register of before that no
// case is open. The rest is filled by rebuild_found_by.
constexpr std::string_view version_6 = R"sql(
ALTER TABLE cases ADD COLUMN reported_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN closed_at INTEGER NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX cases_by_report ON cases (reported_at);
CREATE INDEX cases_by_closing ON cases (closed_at) WHERE phase = 'closed';
)sql";

// Legs that have not ended, for lists by their age and term, which pass while nothing is written. What stands there of
// a case stands on its row too, so that only what changes is written anew. Filled by rebuild_found_by.
constexpr std::string_view version_7 = R"sql(
ALTER TABLE cases ADD COLUMN legs TEXT NOT NULL DEFAULT '';

CREATE TABLE open_legs (
    case_id  INTEGER NOT NULL REFERENCES cases (id),
    place    INTEGER NOT NULL,
    route    TEXT    NOT NULL,
    began_at INTEGER NOT NULL,
    due_at   INTEGER NOT NULL,
    PRIMARY KEY (case_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_legs_by_age ON open_legs (route, began_at);
CREATE INDEX open_legs_by_term ON open_legs (route, due_at);
)sql";

}  // namespace

const std::vector<std::string_view>& migrations() {
    static const std::vector<std::string_view> all = {
        version_1, version_2, version_3, version_4, version_5, version_6, version_7};
    return all;
}

}  // namespace wissel::store::sqlite
