#include "engine/runtime/calendar_change.hpp"

#include "engine/cases/recompute_terms.hpp"

#include <algorithm>

namespace wissel::runtime {
namespace {

constexpr const char* mark = "almanac";
constexpr int cases_a_transaction = 200;

Result<void> committed(cases::WriteStore& store) {
    if (store.commit() == cases::CommitOutcome::durable) return {};
    return fail(
        FailureCode::unavailable,
        {"De termijnen konden niet opnieuw worden berekend: is er ruimte op de schijf?",
         "The terms could not be reckoned anew: is there room on the disk?"}
    );
}

/// True: something changed.
Result<bool> recompute(cases::WriteStore& store, const Domain& domain, const cases::CaseId& id) {
    auto last = store.last_instant();
    if (!last) return fail_as(last);
    auto loaded = store.load(id);
    if (!loaded) return fail_as(loaded);
    if (!*loaded) return false;
    Entropy entropy(domain.seeds.next_seed());
    cases::Surroundings surroundings{
        std::max(domain.clock.now(), *last),
        entropy,
        domain.organisations,
        domain.desk,
        domain.workflows,
        domain.almanac,
        0};
    auto decision = decide(cases::RecomputeTerms{id}, **loaded, surroundings);
    if (!decision) return fail_as(decision);
    if (decision->events.empty()) return false;
    if (auto written = store.append(decision->events, decision->sealed, decision->after); !written)
        return fail_as(written);
    return true;
}

/// One transaction of them; `after` is where it came to.
Result<std::size_t> recompute_some(
    cases::WriteStore& store, const Domain& domain, std::optional<cases::CaseId>& after, bool& more
) {
    auto ids = store.watched_cases(after, cases_a_transaction);
    if (!ids) return fail_as(ids);
    more = ids->size() == cases_a_transaction;
    std::size_t changed = 0;
    for (const auto& id : *ids) {
        auto done = recompute(store, domain, id);
        if (!done) return fail_as(done);
        if (*done) ++changed;
        after = id;
    }
    if (!more) {
        if (auto set = store.set_mark(mark, domain.almanac.hash()); !set) return fail_as(set);
    }
    return changed;
}

}  // namespace

Result<std::size_t> follow_calendar(cases::WriteStore& store, const Domain& domain) {
    auto known = store.find_mark(mark);
    if (!known) return fail_as(known);
    if (*known == domain.almanac.hash()) return 0;
    std::size_t changed = 0;
    std::optional<cases::CaseId> after;
    for (bool more = true; more;) {
        if (auto begun = store.begin(); !begun) return fail_as(begun);
        auto some = recompute_some(store, domain, after, more);
        if (!some) {
            store.rollback();
            return some;
        }
        if (auto done = committed(store); !done) return fail_as(done);
        changed += *some;
    }
    return changed;
}

}  // namespace wissel::runtime
