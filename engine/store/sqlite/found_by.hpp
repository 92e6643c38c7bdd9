#pragma once

#include "engine/cases/facets.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "engine/store/sqlite/rows.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// What lists find cases by, on the writer's side: the facets of each case (`case_facets`, by small numbers that
// `facet_values` gives to their values), its open legs (`open_legs`), and on the case itself its first term and, so
// that only what changes is written, the numbers of its facets and what stands there of its legs.

namespace wissel::store::sqlite {

/// What stands on a case's own row.
struct FoundRow {
    std::string facets;       ///< numbers of values, rising, with spaces between
    std::int64_t due_at = 0;  ///< of the first term; `no_term` without one
    std::int64_t closed_at = no_term;  ///< `no_term` while it is open
    std::string legs{};                ///< its open legs, as `open_legs` has them

    bool operator==(const FoundRow&) const = default;
};

/// Throws SQLite::Exception.
class FoundBy {
public:
    explicit FoundBy(Connection& db) : db_(db) {}

    /// What is to stand on the row of a case that stands like this. Gives numbers to values that have none yet.
    [[nodiscard]] FoundRow row_of(const cases::CaseState& state);

    /// Writes and removes what differs in `case_facets` and `open_legs`.
    void change(std::int64_t case_key, const FoundRow& before, const FoundRow& after);

    /// Numbers given since the transaction began may be given again: whatever was undone is to be forgotten.
    void forget() { known_.clear(); }

private:
    void change_facets(std::int64_t case_key, const std::string& before, const std::string& after);
    void change_legs(std::int64_t case_key, const std::string& before, const std::string& after);
    std::int64_t number_of(const cases::FacetValue& value);

    Connection& db_;
    std::map<cases::FacetValue, std::int64_t> known_;
};

/// Makes all of it anew from the documents of the cases, inside a transaction of the caller's.
void rebuild_found_by(Connection& db);

}  // namespace wissel::store::sqlite
