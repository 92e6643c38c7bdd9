#include "engine/store/sqlite/found_by.hpp"

#include "engine/base/ensure.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <sstream>

namespace wissel::store::sqlite {
namespace {

using Numbers = std::vector<std::int64_t>;

Numbers numbers_in(const std::string& text) {
    Numbers numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        std::int64_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        ensure(error == std::errc(), "a case's row has the numbers of its facets");
        numbers.push_back(number);
        at = next == end ? end : next + 1;
    }
    return numbers;
}

Numbers without(const Numbers& all, const Numbers& others) {
    Numbers rest;
    std::set_difference(all.begin(), all.end(), others.begin(), others.end(), std::back_inserter(rest));
    return rest;
}

/// A line for each leg: when it began, when its term ends, and its route, with a space between.
std::string legs_text(const std::vector<cases::OpenLeg>& legs) {
    std::string text;
    for (const auto& leg : legs) {
        if (!text.empty()) text += '\n';
        text += std::to_string(to_integer(leg.began)) + ' ' + std::to_string(leg.due ? to_integer(*leg.due) : no_term) +
                ' ' + leg.route;
    }
    return text;
}

struct LegRow {
    std::int64_t began_at = 0;
    std::int64_t due_at = 0;
    std::string route;
};

std::vector<LegRow> legs_in(const std::string& text) {
    std::vector<LegRow> legs;
    std::istringstream lines(text);
    LegRow leg;
    while (lines >> leg.began_at >> leg.due_at >> leg.route) legs.push_back(leg);
    ensure(lines.eof(), "a case's row has its open legs");
    return legs;
}

struct Documents {
    std::int64_t last = 0;
    std::vector<std::pair<std::int64_t, std::string>> some;  ///< by the case's number
};

/// The next few, so that a register of any size fits in memory.
bool read_on(Connection& db, Documents& documents) {
    documents.some.clear();
    auto rows = db.query("SELECT case_id, state FROM case_documents WHERE case_id > ? ORDER BY case_id LIMIT 100");
    rows.integer(documents.last);
    while (rows.next()) documents.some.emplace_back(rows.integer_at(0), rows.text_at(1));
    if (documents.some.empty()) return false;
    documents.last = documents.some.back().first;
    return true;
}

}  // namespace

FoundRow FoundBy::row_of(const cases::CaseState& state) {
    Numbers numbers;
    for (const auto& value : cases::facets_of(state)) numbers.push_back(number_of(value));
    std::sort(numbers.begin(), numbers.end());
    FoundRow row;
    for (const auto number : numbers) {
        if (!row.facets.empty()) row.facets += ' ';
        row.facets += std::to_string(number);
    }
    const auto due = cases::first_term(state);
    row.due_at = due ? to_integer(*due) : no_term;
    row.legs = legs_text(cases::open_legs_of(state));
    row.closed_at = state.closed_at ? to_integer(*state.closed_at) : no_term;
    return row;
}

void FoundBy::change(std::int64_t case_key, const FoundRow& before, const FoundRow& after) {
    if (before.facets != after.facets) change_facets(case_key, before.facets, after.facets);
    if (before.legs != after.legs) change_legs(case_key, before.legs, after.legs);
}

void FoundBy::change_facets(std::int64_t case_key, const std::string& before, const std::string& after) {
    const Numbers had = numbers_in(before);
    const Numbers has = numbers_in(after);
    for (const auto number : without(had, has)) {
        db_.query("DELETE FROM case_facets WHERE value_id = ? AND case_id = ?")
            .integer(number)
            .integer(case_key)
            .run();
    }
    for (const auto number : without(has, had)) {
        db_.query("INSERT INTO case_facets (value_id, case_id) VALUES (?, ?)")
            .integer(number)
            .integer(case_key)
            .run();
    }
}

void FoundBy::change_legs(std::int64_t case_key, const std::string& before, const std::string& after) {
    if (!before.empty()) db_.query("DELETE FROM open_legs WHERE case_id = ?").integer(case_key).run();
    std::int64_t place = 0;
    for (const auto& leg : legs_in(after)) {
        db_.query("INSERT INTO open_legs (case_id, place, route, began_at, due_at) VALUES (?, ?, ?, ?, ?)")
            .integer(case_key)
            .integer(place++)
            .text(leg.route)
            .integer(leg.began_at)
            .integer(leg.due_at)
            .run();
    }
}

std::int64_t FoundBy::number_of(const cases::FacetValue& value) {
    if (const auto known = known_.find(value); known != known_.end()) return known->second;
    std::optional<std::int64_t> number;
    {
        auto row = db_.query("SELECT id FROM facet_values WHERE facet = ? AND value = ?");
        row.integer(static_cast<std::int64_t>(value.facet)).text(value.value);
        if (row.next()) number = row.integer_at(0);
    }
    if (!number) {
        auto row = db_.query("INSERT INTO facet_values (facet, value) VALUES (?, ?)");
        row.integer(static_cast<std::int64_t>(value.facet)).text(value.value).run();
        number = db_.last_row();
    }
    known_.emplace(value, *number);
    return *number;
}

void rebuild_found_by(Connection& db) {
    db.execute("DELETE FROM case_facets");
    db.execute("DELETE FROM facet_values");
    db.execute("DELETE FROM open_legs");
    FoundBy found_by(db);
    Documents documents;
    while (read_on(db, documents)) {
        for (const auto& [case_key, text] : documents.some) {
            const auto state = cases::decode_case(text);
            const FoundRow row = found_by.row_of(state);
            found_by.change(case_key, {}, row);
            db.query("UPDATE cases SET facets = ?, legs = ?, due_at = ?, closed_at = ?, reported_at = ? WHERE id = ?")
                .text(row.facets)
                .text(row.legs)
                .integer(row.due_at)
                .integer(row.closed_at)
                .integer(to_integer(state.created_at))
                .integer(case_key)
                .run();
        }
    }
}

}  // namespace wissel::store::sqlite
