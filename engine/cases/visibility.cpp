#include "engine/cases/visibility.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/who.hpp"
#include "engine/cases/worklist.hpp"

#include <algorithm>
#include <array>

namespace wissel::cases {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<Visibility, std::string_view>, 3> codes = {{
    {Visibility::open, "open"},
    {Visibility::parties, "parties"},
    {Visibility::confidential, "confidential"},
}};

/// As long as a holder has for its position on the agenda of the CCG (workflows/ccg.json). Nobody has agreed to it yet.
constexpr const char* hearing_within = "P10D";
constexpr Calendar hearing_calendar = Calendar::nl_working_days;
constexpr const char* hearing_basis = "proposed";

bool is_in(const std::vector<Oin>& list, const Oin& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

bool has_spoken(const CaseState& state, const Oin& holder) {
    return is_in(state.parties, holder) ||
           std::any_of(state.positions.begin(), state.positions.end(), [&holder](const Position& one) {
               return one.organisation == holder;
           });
}

/// Whether a confidential case is this organisation's affair: more than that it holds data for it.
bool is_concerned(const CaseState& state, const std::vector<Task>& tasks, const Oin& organisation) {
    if (is_in(state.parties, organisation)) return true;
    const bool owned = std::any_of(state.ledger.begin(), state.ledger.end(), [&](const Tenure& tenure) {
        return tenure.owner.organisation == organisation;
    });
    return owned || std::any_of(tasks.begin(), tasks.end(), [&](const Task& task) {
               return task.who.organisation == organisation && task.who.role != "holder";
           });
}

}  // namespace

std::string_view code_of(Visibility visibility) {
    return std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.first == visibility; })->second;
}

std::optional<Visibility> read_visibility(std::string_view code) {
    const auto found = std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.second == code; });
    if (found == codes.end()) return std::nullopt;
    return found->first;
}

std::vector<Oin> seen_by(const CaseState& state) {
    if (state.visibility.now() != Visibility::confidential) return state.viewers;
    const auto tasks = tasks_of(state);
    std::vector<Oin> concerned;
    for (const auto& viewer : state.viewers) {
        if (is_concerned(state, tasks, viewer)) concerned.push_back(viewer);
    }
    return concerned;
}

bool was_routed(const CaseState& state) {
    const bool offered =
        std::any_of(state.legs.begin(), state.legs.end(), [](const Leg& leg) { return !leg.overlay; });
    return offered || (state.closed() && state.closed_as != "withdrawn");
}

bool hears(const CaseState& state) {
    return state.visibility.hearing && !state.visibility.hearing->over;
}

std::vector<Oin> not_heard_yet(const CaseState& state) {
    std::vector<Oin> silent;
    if (!hears(state)) return silent;
    for (const auto& holder : state.visibility.hearing->holders) {
        if (!has_spoken(state, holder)) silent.push_back(holder);
    }
    return silent;
}

json begin_hearing(
    const CaseState& state, const Organisations& organisations, Instant now, const Almanac& almanac
) {
    std::vector<Oin> asked;
    for (const auto& holder : holders_of(state, organisations)) {
        if (!has_spoken(state, holder)) asked.push_back(holder);
    }
    std::sort(asked.begin(), asked.end());
    if (asked.empty()) return {{"holders", json::array()}};
    Hearing hearing{asked, hearing_within, std::string(code_of(hearing_calendar)), hearing_basis, now, {}, false};
    return {
        {"holders", std::move(asked)},
        {"within", hearing.within},
        {"calendar", hearing.calendar},
        {"basis", hearing.basis},
        {"endsAt", format_instant(hearing_ends(hearing, almanac))}};
}

Instant hearing_ends(const Hearing& hearing, const Almanac& almanac) {
    const auto within = read_duration(hearing.within);
    const auto calendar = read_calendar(hearing.calendar);
    ensure(within && calendar, "a term in the history is one");
    const auto due = due_at(hearing.started_at, *within, *calendar, almanac);
    ensure(due.has_value(), "a hearing ends before the year 10000");
    return *due;
}

json tell_visibility(std::string_view because, const VisibilityState& visibility) {
    json told = {
        {"because", because}, {"now", code_of(visibility.now())}, {"chosen", code_of(visibility.chosen)}};
    if (visibility.hearing && !visibility.hearing->over)
        told["hearingEndsAt"] = format_instant(visibility.hearing->ends_at);
    if (!visibility.ground.empty()) told["ground"] = visibility.ground;
    if (!visibility.review_on.empty()) told["reviewOn"] = visibility.review_on;
    if (visibility.review_at) told["reviewAt"] = format_instant(*visibility.review_at);
    return told;
}

std::vector<DueTimer> watched_of_visibility(const CaseState& state) {
    std::vector<DueTimer> all;
    if (state.archived()) return all;
    if (hears(state))
        all.push_back({hearing_timer, state.visibility.hearing->ends_at, state.visibility.hearing->started_at});
    if (state.visibility.review_at) all.push_back({review_timer, *state.visibility.review_at, state.created_at});
    return all;
}

}  // namespace wissel::cases
