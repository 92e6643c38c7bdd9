#include "engine/status/model.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/workflows.hpp"

#include <algorithm>

namespace wissel::status {

Totals& Model::of(std::uint32_t organisation) {
    if (organisation >= by_organisation_.size()) {
        by_organisation_.resize(organisation + 1U);
        seen_.resize(organisation + 1U);
    }
    auto& totals = by_organisation_[organisation];
    if (!totals) totals = std::make_unique<Totals>();
    return *totals;
}

void Model::apply(std::span<const Fact> facts) {
    while (!facts.empty()) {
        // What one command did to a case comes in a row, and is counted once.
        std::size_t count = 1;
        while (count < facts.size() && facts[count].case_id == facts[0].case_id) ++count;
        const auto run = facts.first(count);
        for (const auto& fact : run) {
            ensure(fact.sequence == sequence_ + 1, "the status sees every event, in order");
            sequence_ = fact.sequence;
            last_at_ = fact.at;
        }
        turn_to(days_.day_of(last_at_));
        const std::uint32_t at = index_.find(run[0].case_id, cases_);
        if (at != CaseIndex::absent) {
            apply_to_case(at, run);
        } else {
            ensure(run[0].kind == Fact::Kind::reported, "a case begins with its report");
            ensure(cases_.size() < CaseIndex::absent, "there are fewer cases than that");
            TrackedCase fresh;
            begin(fresh, run[0]);
            for (const auto& fact : run.subspan(1)) fold(fresh, fact);
            cases_.push_back(std::move(fresh));
            index_.add_last(cases_);
            const auto last = static_cast<std::uint32_t>(cases_.size() - 1);
            recount_past(last, {});
            put_in(last, 1);
        }
        facts = facts.subspan(count);
    }
}

void Model::apply_to_case(std::uint32_t at, std::span<const Fact> facts) {
    const bool counts = std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
        return fact.kind != Fact::Kind::other;
    });
    if (!counts) return;
    put_in(at, -1);
    TrackedCase& one = cases_[at];
    const Counted before = counted_of(one);
    for (const auto& fact : facts) fold(one, fact);
    recount_past(at, before);
    put_in(at, 1);
}

/// Counts the case as it is now, or takes it out, everywhere but in what was.
void Model::put_in(std::uint32_t at, std::int64_t by) {
    const TrackedCase& one = cases_[at];
    if (!one.counts()) return;
    const bool is_stuck = stuck_since(one).has_value();
    all_.count(one, is_stuck, by);
    Month& month = by_month_[month_of(one.reported)];
    month.all.count(one, is_stuck, by);
    if (one.is_named()) month.open.count(one, is_stuck, by);
    for (const auto organisation : viewers_[one.seen_by]) of(organisation).count(one, is_stuck, by);
    if (one.is_named()) put_in_order(at, by > 0);
}

void Model::put_in_order(std::uint32_t at, bool in) {
    const TrackedCase& one = cases_[at];
    const auto put = [&](const Term& term, std::size_t machine) {
        if (!term.runs()) return;
        const Overdue place{term.due, at, static_cast<std::uint16_t>(machine)};
        if (in) {
            by_term_.insert(place);
        } else {
            by_term_.erase(place);
        }
    };
    if (one.open()) put(one.term, 0);
    for (std::size_t leg = 0; leg < one.legs.size(); ++leg) {
        if (one.open() && one.legs[leg].open()) put(one.legs[leg].term, leg + 1);
    }
    const auto since = stuck_since(one);
    if (since && in) stuck_.emplace(*since, at);
    if (since && !in) stuck_.erase({*since, at});
}

Model::Counted Model::counted_of(const TrackedCase& one) {
    return {one.seen_by, one.counts() ? one.past.size() : 0, one.is_named() ? one.past.size() : 0};
}

/// What was and stays so is counted once, by all and by whoever takes part in the case. Who comes to take part counts
/// what was before, too; of a case that becomes confidential nobody does any more, until it is confidential no longer.
void Model::recount_past(std::uint32_t at, const Counted& before) {
    const TrackedCase& one = cases_[at];
    const Counted now = counted_of(one);
    const auto recount = [&](Totals& totals, std::size_t had, std::size_t has) {
        for (std::size_t past = had; past < has; ++past) totals.count_past(one.past[past], 1);
        for (std::size_t past = has; past < had; ++past) totals.count_past(one.past[past], -1);
    };
    recount(all_, before.past, now.past);
    Month& month = by_month_[month_of(one.reported)];
    recount(month.all, before.past, now.past);
    recount(month.open, before.open_past, now.open_past);
    const auto& had_seen = viewers_[before.seen_by];
    for (const auto organisation : viewers_[one.seen_by]) {
        const bool fresh = !std::binary_search(had_seen.begin(), had_seen.end(), organisation);
        recount(of(organisation), fresh ? 0 : before.past, now.past);
        if (fresh) seen_[organisation].push_back(at);
    }
}

bool Model::knows(const cases::Oin& organisation) const {
    return organisations_.find(organisation) != Names::nothing;
}

/// Since when the case is called stuck. A signal that only those concerned see, and one that was explained, do not
/// make it so.
std::optional<Day> Model::stuck_since(const TrackedCase& one) const {
    if (!one.open()) return std::nullopt;
    std::optional<Day> since;
    for (const auto& stands : one.standing) {
        if (stands.machine == 0) continue;
        const TrackedLeg& leg = one.legs[stands.machine - 1U];
        if (!leg.overlay || !leg.open()) continue;
        const std::string& state = names_.states.at(stands.state);
        const std::string overlay = std::string(cases::Workflows::intervention_id) + "\n";
        if (!state.starts_with(overlay)) continue;
        const auto name = std::string_view(state).substr(overlay.size());
        if (name != "signalled" && name != "explained") since = std::min(since.value_or(stands.since), stands.since);
    }
    return since;
}

}  // namespace wissel::status
