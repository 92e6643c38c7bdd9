#include "engine/cases/rule_data.hpp"

#include "engine/cases/who.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

// Members are put one by one: a list of pairs is built of arrays first, and this is made for every step of a machine.

json routing_of(const CaseState& state) {
    if (!state.routing) return nullptr;
    const RoutingState& routing = *state.routing;
    json told = json::object();
    told["status"] = routing.status;
    told["route"] = text_or_null(routing.route);
    told["ministry"] = text_or_null(routing.ministry);
    told["referral"] = text_or_null(routing.referral);
    told["mode"] = routing.mode;
    told["rule"] = text_or_null(routing.rule);
    return told;
}

/// What `reporters` say of the outcome, `without` one of them.
json says_of(const CaseState& state, const std::vector<Oin>& reporters, const Oin& without) {
    std::int64_t open = 0;
    std::int64_t confirm = 0;
    std::int64_t partly = 0;
    std::int64_t not_solved = 0;
    for (const auto& reporter : reporters) {
        if (reporter == without) continue;
        const auto said = state.says.find(reporter);
        if (said == state.says.end()) {
            ++open;
        } else {
            ++(said->second == "confirm" ? confirm : said->second == "partly" ? partly : not_solved);
        }
    }
    json told = json::object();
    told["open"] = open;
    told["confirm"] = confirm;
    told["partly"] = partly;
    told["notSolved"] = not_solved;
    return told;
}

json legs_of(const CaseState& state) {
    std::int64_t open = 0;
    std::int64_t main = 0;
    std::int64_t running = 0;
    std::int64_t all = 0;
    for (const auto& leg : state.legs) {
        if (leg.overlay) continue;
        ++all;
        if (!leg.open()) continue;
        ++open;
        if (!leg.beside) ++main;
        if (leg.status == leg_status::running) ++running;
    }
    json told = json::object();
    told["open"] = open;
    told["main"] = main;
    told["running"] = running;
    told["all"] = all;
    return told;
}

std::int64_t days_closed(const CaseState& state, Instant now) {
    if (!state.closed_at) return 0;
    return std::chrono::floor<std::chrono::days>(now - *state.closed_at).count();
}

json case_of(const CaseState& state, const Principal* by, Instant now) {
    const Oin caller = by == nullptr ? Oin() : by->organisation;
    const auto reporters = reporters_of(state);
    const auto reporters_count = static_cast<std::int64_t>(reporters.size());
    json others = says_of(state, reporters, caller);
    others["reporters"] = reporters_count - std::count(reporters.begin(), reporters.end(), caller);
    json told = json::object();
    told["id"] = state.id.str();
    told["phase"] = state.phase;
    told["urgent"] = state.routing && state.routing->urgent;
    told["points"] = state.routing ? state.routing->points : 0;
    told["routing"] = routing_of(state);
    told["reporters"] = reporters_count;
    told["says"] = says_of(state, reporters, Oin());
    told["others"] = std::move(others);
    told["legs"] = legs_of(state);
    told["interventions"] = std::count_if(state.legs.begin(), state.legs.end(), [](const Leg& leg) {
        return leg.overlay && leg.open();
    });
    told["questions"] = std::count_if(state.requests.begin(), state.requests.end(), [](const Request& one) {
        return one.open;
    });
    told["daysClosed"] = days_closed(state, now);
    return told;
}

json leg_of(const Leg* leg) {
    if (leg == nullptr) return nullptr;
    return {
        {"id", leg->id.str()},
        {"route", leg->route},
        {"ministry", text_or_null(leg->ministry)},
        {"referral", text_or_null(leg->referral)},
        {"beside", leg->beside},
        {"organisation", text_or_null(leg->organisation)},
        {"suspended", leg->waiting.has_value()}};
}

json principal_of(const Principal* by, std::string_view system) {
    if (by == nullptr) return {{"system", system}};
    return {{"organisation", by->organisation}, {"roles", by->roles}};
}

}  // namespace

RuleData::RuleData(
    const CaseState& state, const Leg* leg, const Principal* by, std::string_view system, Instant now
)
    : case_(case_of(state, by, now)),
      leg_(leg_of(leg)),
      principal_(principal_of(by, system)),
      now_(format_instant(now)),
      named_{{{"case", &case_}, {"leg", &leg_}, {"principal", &principal_}, {"now", &now_}}} {}

}  // namespace wissel::cases
