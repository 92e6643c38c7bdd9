#include "tests/support/a_list.hpp"

#include "engine/cases/system_scope.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/worklist.hpp"
#include "engine/status/day_book.hpp"
#include "tests/support/a_session.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace wissel::test {
namespace {

using namespace cases;
using nlohmann::json;

constexpr auto every_facet = {
    Facet::phase,
    Facet::route,
    Facet::state,
    Facet::leg,
    Facet::owner,
    Facet::ministry,
    Facet::barrier,
    Facet::case_owner,
    Facet::closed_as,
    Facet::outcome,
    Facet::visibility,
    Facet::leg_outcome,
    Facet::leg_owner,
    Facet::leg_ministry,
    Facet::leg_began,
    Facet::leg_ended};

bool is_stuck(const CaseState& state) {
    return !state.closed() && std::any_of(state.legs.begin(), state.legs.end(), [](const Leg& leg) {
        const auto& at = leg.machine.configuration.front();
        return leg.open() && leg.route == "intervention" && at != "signalled" && at != "explained";
    });
}

std::optional<Instant> due_of(const CaseState& state) {
    std::optional<Instant> due;
    const auto look = [&due](const MachineState& machine) {
        if (machine.due_at) due = std::min(due.value_or(*machine.due_at), *machine.due_at);
    };
    if (state.closed()) return due;
    if (state.lifecycle) look(*state.lifecycle);
    for (const auto& leg : state.legs) {
        if (leg.open()) look(leg.machine);
    }
    return due;
}

std::string route_of(const CaseState& state) {
    std::string route = state.routing ? state.routing->route : "";
    for (const auto& leg : state.legs) {
        if (!leg.overlay && !leg.beside) route = leg.route;
    }
    return route.empty() ? "none" : route;
}

std::string week_of(Instant at) {
    status::DayBook days;
    return status::week_text(days.day_of(at));
}

std::set<std::string> values_of(const CaseState& state, Facet facet) {
    std::set<std::string> values;
    const auto stand = [&values](const MachineState& machine) {
        for (const auto& name : machine.configuration) values.insert(machine.workflow + "/" + name);
    };
    if (facet == Facet::stalled && is_stuck(state)) values = {is_stalled};
    if (facet == Facet::phase) values = {state.phase};
    if (facet == Facet::route) values = {route_of(state)};
    if (facet == Facet::case_owner && !state.closed()) values = {state.owner.organisation + "/" + state.owner.role};
    if (facet == Facet::closed_as && !state.closed_as.empty()) values = {state.closed_as};
    if (facet == Facet::visibility) {
        const auto now = state.visibility.now();
        values = {now == Visibility::open ? "open" : now == Visibility::parties ? "parties" : "confidential"};
    }
    if (facet == Facet::outcome) {
        for (const auto& one : state.outcomes) values.insert(one.code);
    }
    if (facet == Facet::state && state.lifecycle) stand(*state.lifecycle);
    if (facet == Facet::barrier) {
        const json facts = known_facts(state);
        for (const auto& one : facts.value("barriers", json::array())) values.insert(one.get<std::string>());
    }
    for (const auto& leg : state.legs) {
        if (facet == Facet::state && leg.status != leg_status::withdrawn) stand(leg.machine);
        if (facet == Facet::leg) values.insert(leg.route + "/" + leg.status);
        if (facet == Facet::owner && leg.open()) values.insert(leg.owner.organisation);
        if (facet == Facet::ministry && !leg.ministry.empty()) values.insert(leg.ministry);
        if (facet == Facet::leg_outcome && !leg.outcome.empty()) values.insert(leg.route + "/" + leg.outcome);
        if (facet == Facet::leg_owner && leg.open()) values.insert(leg.route + "/" + leg.owner.organisation);
        if (facet == Facet::leg_ministry && !leg.ministry.empty()) values.insert(leg.ministry + "/" + leg.status);
        if (facet == Facet::leg_began) values.insert(leg.route + "/" + week_of(leg.started_at));
        if (facet == Facet::leg_ended && !leg.open()) values.insert(leg.route + "/" + week_of(*leg.ended_at));
    }
    if (facet == Facet::ministry && values.empty() && state.routing && !state.routing->ministry.empty())
        values.insert(state.routing->ministry);
    return values;
}

bool fits_legs(const CaseState& state, const CaseFilter& filter) {
    const auto lies = [](const std::vector<LegSpan>& spans, const Leg& leg, const std::optional<Instant>& at) {
        return at && std::any_of(spans.begin(), spans.end(), [&](const LegSpan& one) {
            return one.route == leg.route && *at >= one.span.from && *at < one.span.until;
        });
    };
    const bool by_age = !filter.leg_ages.empty();
    const bool by_term = !filter.leg_terms.empty() || !filter.legs_without_term.empty();
    bool aged = false;
    bool due = false;
    for (const auto& leg : state.legs) {
        if (!leg.open()) continue;
        aged = aged || lies(filter.leg_ages, leg, leg.started_at);
        due = due || lies(filter.leg_terms, leg, leg.machine.due_at);
        const auto& without = filter.legs_without_term;
        if (!leg.machine.due_at && std::find(without.begin(), without.end(), leg.route) != without.end()) due = true;
    }
    return (aged || !by_age) && (due || !by_term);
}

bool fits(const CaseState& state, const CaseFilter& filter) {
    const auto& parties = state.parties;
    if (!filter.organisation.empty() && std::find(parties.begin(), parties.end(), filter.organisation) == parties.end())
        return false;
    // Everybody who was ever told of it; of a confidential one the fewer that see it still.
    if (!filter.party.empty()) {
        const auto& told = state.viewers;
        const auto seeing = seen_by(state);
        const auto& all = state.visibility.now() == Visibility::confidential ? seeing : told;
        if (std::find(all.begin(), all.end(), filter.party) == all.end()) return false;
    }
    if (!filter.own_reference.empty()) {
        const bool named = std::any_of(state.reports.begin(), state.reports.end(), [&](const ReportState& report) {
            return own_reference(report) == filter.own_reference;
        });
        if (!named) return false;
    }
    for (const auto& [facet, any_of] : filter.facets) {
        const auto values = values_of(state, facet);
        const bool has = std::any_of(any_of.begin(), any_of.end(), [&values](const std::string& one) {
            return values.contains(one);
        });
        if (!has) return false;
    }
    if (filter.stalled && *filter.stalled != is_stuck(state)) return false;
    if (!fits_legs(state, filter)) return false;
    const auto due = due_of(state);
    if (filter.overdue && *filter.overdue != (due && *due <= filter.day_began)) return false;
    const auto within = [](const Span& span, Instant at) { return at >= span.from && at < span.until; };
    const auto any = [&](const std::vector<Span>& spans, Instant at) {
        return std::any_of(spans.begin(), spans.end(), [&](const Span& span) { return within(span, at); });
    };
    if (filter.reported && !within(*filter.reported, state.reports.front().at)) return false;
    if (filter.closed && (!state.closed() || !within(*filter.closed, *state.closed_at))) return false;
    if (!filter.ages.empty() && (state.closed() || !any(filter.ages, state.reports.front().at))) return false;
    if (filter.terms.empty() && !filter.without_term) return true;
    return !state.closed() && (due ? any(filter.terms, *due) : filter.without_term);
}

/// Who sees a case, said once more and without what the stores find it by.
bool plainly_seen(const Scope& scope, const CaseState& state) {
    if (scope.sees_all()) return true;
    const auto named = [&](const auto& list, const auto& organisation_of) {
        return std::any_of(list.begin(), list.end(), [&](const auto& one) {
            return organisation_of(one) == *scope.organisation();
        });
    };
    const auto itself = [](const Oin& oin) { return oin; };
    const auto now = state.visibility.now();
    if (now == Visibility::open && shipped().organisations.find(*scope.organisation()) != nullptr) return true;
    if (!named(state.viewers, itself)) return false;
    if (now != Visibility::confidential) return true;
    return named(state.parties, itself) ||
           named(state.ledger, [](const Tenure& tenure) { return tenure.owner.organisation; }) ||
           named(tasks_of(state), [](const Task& task) {
               return task.who.role == "holder" ? std::string() : task.who.organisation;
           });
}

std::vector<CaseState> all_cases(ReadStore& store) {
    std::vector<CaseState> all;
    const auto page = store.list_cases(system_scope(), {.limit = 1'000'000});
    REQUIRE(page);
    for (const auto& view : page->items) all.push_back(view.state);
    return all;
}

/// What a case is sorted by. Numbers are given in the order in which cases come.
auto place_of(const CaseState& state, CaseSort sort) {
    const auto sign = sort == CaseSort::newest || sort == CaseSort::changed_last ? -1 : 1;
    std::int64_t by = 0;
    if (sort == CaseSort::changed_last || sort == CaseSort::changed_first)
        by = state.changed_at.time_since_epoch().count();
    if (sort == CaseSort::due) by = due_of(state).value_or(Instant::max()).time_since_epoch().count();
    return std::tuple(sign * by, sign * state.number.year, sign * state.number.number);
}

std::vector<CaseId> sorted_ids(std::vector<CaseState> states, CaseSort sort) {
    std::sort(states.begin(), states.end(), [sort](const CaseState& left, const CaseState& right) {
        return place_of(left, sort) < place_of(right, sort);
    });
    std::vector<CaseId> ids;
    for (const auto& state : states) ids.push_back(state.id);
    return ids;
}

std::int64_t total(ReadStore& store, const Scope& scope, const CaseFilter& filter) {
    const auto page = store.list_cases(scope, {.filter = filter, .limit = 1, .counted = true});
    REQUIRE(page);
    REQUIRE(page->total);
    return *page->total;
}

template <class T>
const T& one_of(const std::vector<T>& list, std::mt19937_64& random) {
    return list[random() % list.size()];
}

std::vector<CaseState> fitting_of(std::vector<CaseState> all, const Scope& scope, const CaseFilter& filter) {
    std::erase_if(all, [&](const CaseState& state) { return !plainly_seen(scope, state) || !fits(state, filter); });
    return all;
}

}  // namespace

std::vector<CaseId> walk_list(ReadStore& store, const Scope& scope, CaseList asked) {
    std::vector<CaseId> walked;
    do {
        const auto page = store.list_cases(scope, asked);
        REQUIRE(page);
        CHECK(page->items.size() <= static_cast<std::size_t>(asked.limit));
        if (page->next) CHECK(page->items.size() == static_cast<std::size_t>(asked.limit));
        for (const auto& view : page->items) walked.push_back(view.state.id);
        asked.after = page->next;
    } while (asked.after);
    return walked;
}

std::vector<CaseState> plainly_filtered(ReadStore& store, const Scope& scope, const CaseFilter& filter) {
    return fitting_of(all_cases(store), scope, filter);
}

namespace {

/// Spans that begin or end with what legs have.
void add_leg_spans(CaseFilter& filter, const CaseState& one, const CaseState& other, std::mt19937_64& random) {
    for (const auto* state : {&one, &other}) {
        for (const auto& leg : state->legs) {
            const Instant began = leg.started_at;
            if (random() % 2 == 0) {
                const auto days = std::chrono::hours(24 * (random() % 60));
                filter.leg_ages.push_back({leg.route, {began - days, random() % 2 == 0 ? began : Instant::max()}});
            } else if (leg.machine.due_at) {
                const Instant due = *leg.machine.due_at;
                const Instant from = random() % 2 == 0 ? due : Instant::min();
                filter.leg_terms.push_back({leg.route, {from, due + std::chrono::milliseconds(random() % 2)}});
            } else {
                filter.legs_without_term.push_back(leg.route);
            }
        }
    }
}

CaseFilter a_filter_for(const std::vector<CaseState>& all, std::mt19937_64& random, Instant day_began) {
    CaseFilter filter;
    filter.day_began = day_began;
    const auto conditions = 1 + random() % 3;
    for (std::uint64_t added = 0; added < conditions; ++added) {
        const CaseState& like = one_of(all, random);
        const auto what = random() % (every_facet.size() + 11);
        if (what < every_facet.size()) {
            const Facet facet = *(every_facet.begin() + what);
            auto& any_of = filter.facets[facet];
            for (const auto& value : values_of(like, facet)) any_of.push_back(value);
            for (const auto& value : values_of(one_of(all, random), facet)) any_of.push_back(value);
            any_of.push_back("nowhere");
        } else if (what == every_facet.size()) {
            filter.organisation = one_of(like.parties, random);
        } else if (what == every_facet.size() + 1) {
            filter.own_reference = own_reference(like.reports.front());
        } else if (what == every_facet.size() + 2) {
            filter.stalled = random() % 2 == 0;
        } else if (what == every_facet.size() + 3) {
            filter.overdue = random() % 2 == 0;
        } else if (what == every_facet.size() + 8) {
            filter.party = one_of(like.viewers, random);
        } else if (what > every_facet.size() + 8) {
            add_leg_spans(filter, like, one_of(all, random), random);
        } else {
            // Spans that begin or end with what some case has.
            const Instant one = like.reports.front().at;
            const Instant other = one_of(all, random).reports.front().at;
            const Span reported{std::min(one, other), std::max(one, other)};
            const Instant closed = like.closed_at.value_or(one);
            const Instant due = due_of(like).value_or(day_began);
            if (what == every_facet.size() + 4) filter.reported = reported;
            if (what == every_facet.size() + 5) filter.closed = Span{closed, Instant::max()};
            if (what == every_facet.size() + 6) filter.ages = {reported, {other, Instant::max()}};
            if (what != every_facet.size() + 7) continue;
            filter.without_term = random() % 2 == 0;
            if (!filter.without_term || random() % 2 == 0)
                filter.terms = {{Instant::min(), day_began}, {due, due + std::chrono::hours(random() % 500)}};
        }
    }
    return filter;
}

}  // namespace

CaseFilter a_random_filter(ReadStore& store, std::mt19937_64& random, Instant day_began) {
    return a_filter_for(all_cases(store), random, day_began);
}

void check_lists(ReadStore& store, std::mt19937_64& random, Instant day_began, int filters) {
    const auto everyone = everybody();
    const auto all = all_cases(store);
    for (int tried = 0; tried < filters; ++tried) {
        const auto filter = a_filter_for(all, random, day_began);
        const Scope scope = random() % 2 == 0 ? system_scope() : scope_of(one_of(everyone, random));
        const auto sort = static_cast<CaseSort>(random() % 5);
        const int limit = 1 + static_cast<int>(random() % 5);
        CAPTURE(tried, code_of(sort), limit, filter.facets.size(), scope.sees_all());
        const auto expected = fitting_of(all, scope, filter);
        CHECK(walk_list(store, scope, {.filter = filter, .sort = sort, .limit = limit}) == sorted_ids(expected, sort));
        CHECK(total(store, scope, filter) == static_cast<std::int64_t>(expected.size()));
    }
}

}  // namespace wissel::test
