#include "tests/support/memory_store.hpp"

#include "engine/cases/outside_view.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/worklist.hpp"
#include "engine/search/case_words.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wissel::test {
namespace {

using namespace cases;

using StoredCase = MemoryState::StoredCase;

bool is_party(const CaseState& state, const Oin& organisation) {
    return std::find(state.parties.begin(), state.parties.end(), organisation) != state.parties.end();
}

bool sees(const Scope& scope, const CaseState& state) {
    return scope.sees(state);
}

bool has_reference(const CaseState& state, const std::string& reference) {
    return std::any_of(state.reports.begin(), state.reports.end(), [&reference](const ReportState& report) {
        return own_reference(report) == reference;
    });
}

bool has_facet(const std::vector<FacetValue>& facets, Facet facet, const std::vector<std::string>& any_of) {
    return std::any_of(facets.begin(), facets.end(), [&](const FacetValue& one) {
        return one.facet == facet && std::find(any_of.begin(), any_of.end(), one.value) != any_of.end();
    });
}

bool fits_legs(const CaseFilter& filter, const CaseState& state) {
    const auto legs = open_legs_of(state);
    const auto any = [&legs](const auto& asked, const auto& fits) {
        return std::any_of(legs.begin(), legs.end(), [&](const OpenLeg& leg) {
            return std::any_of(asked.begin(), asked.end(), [&](const auto& one) { return fits(leg, one); });
        });
    };
    const auto by_age = [](const OpenLeg& leg, const LegSpan& one) {
        return leg.route == one.route && one.span.has(leg.began);
    };
    const auto by_term = [](const OpenLeg& leg, const LegSpan& one) {
        return leg.route == one.route && leg.due && one.span.has(*leg.due);
    };
    const auto without = [](const OpenLeg& leg, const std::string& route) { return leg.route == route && !leg.due; };
    if (!filter.leg_ages.empty() && !any(filter.leg_ages, by_age)) return false;
    if (filter.leg_terms.empty() && filter.legs_without_term.empty()) return true;
    return any(filter.leg_terms, by_term) || any(filter.legs_without_term, without);
}

bool fits(const CaseFilter& filter, const CaseState& state) {
    if (!filter.organisation.empty() && !is_party(state, filter.organisation)) return false;
    if (!filter.party.empty()) {
        const auto seeing = seen_by(state);
        if (!std::binary_search(seeing.begin(), seeing.end(), filter.party)) return false;
    }
    if (!filter.own_reference.empty() && !has_reference(state, filter.own_reference)) return false;
    if (!fits_legs(filter, state)) return false;
    const auto facets = facets_of(state);
    for (const auto& [facet, any_of] : filter.facets) {
        if (!has_facet(facets, facet, any_of)) return false;
    }
    if (filter.stalled && *filter.stalled != has_facet(facets, Facet::stalled, {is_stalled})) return false;
    const auto due = first_term(state);
    if (filter.overdue && *filter.overdue != (due && *due <= filter.day_began)) return false;
    const auto any_has = [](const std::vector<Span>& spans, Instant at) {
        return std::any_of(spans.begin(), spans.end(), [at](const Span& span) { return span.has(at); });
    };
    if (filter.reported && !filter.reported->has(state.created_at)) return false;
    if (filter.closed && !(state.closed_at && filter.closed->has(*state.closed_at))) return false;
    if (!filter.ages.empty() && (state.closed() || !any_has(filter.ages, state.created_at))) return false;
    if (filter.terms.empty() && !filter.without_term) return true;
    if (state.closed()) return false;
    return due ? any_has(filter.terms, *due) : filter.without_term;
}

/// What a case is sorted by, smaller first.
CasePlace place_of(const CaseState& state, std::int64_t key, CaseSort sort) {
    const std::int64_t changed = state.changed_at.time_since_epoch().count();
    switch (sort) {
        case CaseSort::newest:
            return {0, -key};
        case CaseSort::oldest:
            return {0, key};
        case CaseSort::changed_last:
            return {-changed, -key};
        case CaseSort::changed_first:
            return {changed, key};
        case CaseSort::due:
            break;
    }
    return {first_term(state).value_or(Instant::max()).time_since_epoch().count(), key};
}

CaseView view_of(const StoredCase& stored, const Scope& scope) {
    CaseView view{stored.state, {}};
    for (const auto& [id, one] : stored.sealed) view.sealed.push_back(one);
    return as_seen(std::move(view), scope);
}

/// nullptr: there is none to be seen.
const StoredCase* find(const MemoryState& state, const Scope& scope, const CaseId& id) {
    const auto key = state.case_keys.find(id);
    if (key == state.case_keys.end()) return nullptr;
    const StoredCase& stored = state.cases.at(key->second);
    return sees(scope, stored.state) ? &stored : nullptr;
}

class MemoryReadStore : public ReadStore {
public:
    explicit MemoryReadStore(std::shared_ptr<MemoryRegister> shared) : shared_(std::move(shared)) {}

    Result<std::optional<CaseView>> find_case(const Scope& scope, const CaseId& id) override {
        const auto state = shared_->committed();
        const StoredCase* stored = find(*state, scope, id);
        if (stored == nullptr) return std::nullopt;
        return view_of(*stored, scope);
    }

    Result<std::optional<CaseView>> find_case(const Scope& scope, const CaseNumber& number) override {
        const auto state = shared_->committed();
        for (const auto& [key, stored] : state->cases) {
            if (stored.state.number == number && sees(scope, stored.state)) return view_of(stored, scope);
        }
        return std::nullopt;
    }

    Result<CasePage> list_cases(const Scope& scope, const CaseList& asked) override {
        const auto state = shared_->committed();
        const bool searches = !asked.filter.text.empty();
        const auto question = search::read_question(asked.filter.text);
        if (searches && !question) return fail(FailureCode::invalid, {"Dit kan niet.", "This cannot be."});
        const auto found = [&](const StoredCase& stored) {
            return !searches || search::fits(*question, search::terms_of(view_of(stored, scope)));
        };
        std::vector<std::pair<CasePlace, const StoredCase*>> sorted;
        for (const auto& [key, stored] : state->cases) {
            if (sees(scope, stored.state) && fits(asked.filter, stored.state) && found(stored))
                sorted.emplace_back(place_of(stored.state, key, asked.sort), &stored);
        }
        const auto order = [](const CasePlace& place) { return std::pair(place.sorted_by, place.number); };
        std::sort(sorted.begin(), sorted.end(), [&order](const auto& left, const auto& right) {
            return order(left.first) < order(right.first);
        });
        CasePage page;
        if (asked.counted) page.total = static_cast<std::int64_t>(sorted.size());
        if (searches) page.searched_to = state->last_sequence;
        std::optional<CasePlace> last;
        for (const auto& [place, stored] : sorted) {
            if (asked.after && order(place) <= order(*asked.after)) continue;
            if (page.items.size() == static_cast<std::size_t>(asked.limit)) {
                page.next = last;
                break;
            }
            page.items.push_back(view_of(*stored, scope));
            last = place;
        }
        return page;
    }

    Result<Page<CaseView>> list_waiting(
        const Scope& scope, const Oin& organisation, std::int64_t offset, int limit
    ) override {
        const auto state = shared_->committed();
        struct Waiting {
            TurnRow turn;
            std::int64_t key;
        };
        std::vector<Waiting> waiting;
        for (const auto& [key, stored] : state->cases) {
            if (!scope.is_inside(stored.state)) continue;
            for (auto& turn : turn_rows(stored.state)) {
                if (turn.organisation == organisation) waiting.push_back({std::move(turn), key});
            }
        }
        const auto place = [](const Waiting& one) {
            return std::tuple(!one.turn.urgent, one.turn.due_at.value_or(Instant::max()), one.key);
        };
        std::sort(waiting.begin(), waiting.end(), [&](const Waiting& left, const Waiting& right) {
            return place(left) < place(right);
        });
        Page<CaseView> page;
        for (auto at = static_cast<std::size_t>(offset); at < waiting.size(); ++at) {
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.next = offset + limit;
                break;
            }
            page.items.push_back(view_of(state->cases.at(waiting[at].key), scope));
        }
        return page;
    }

    Result<std::optional<Page<std::string>>> list_events(
        const Scope& scope, const CaseId& id, std::int64_t after, int limit
    ) override {
        const auto state = shared_->committed();
        const StoredCase* stored = find(*state, scope, id);
        if (stored == nullptr) return std::nullopt;
        Page<std::string> page;
        std::int64_t last = 0;
        for (const auto& event : stored->events) {
            if (event.version <= after) continue;
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.next = last;
                break;
            }
            page.items.push_back(event.text);
            last = event.version;
        }
        return page;
    }

    Result<void> each_event(
        const Scope& scope, std::int64_t after, const std::function<void(std::string_view)>& each
    ) override {
        const auto state = shared_->committed();
        std::map<std::int64_t, const std::string*> texts;
        for (const auto& [key, stored] : state->cases) {
            if (!sees(scope, stored.state)) continue;
            for (const auto& event : stored.events) {
                if (event.sequence > after) texts.emplace(event.sequence, &event.text);
            }
        }
        for (const auto& [sequence, text] : texts) each(*text);
        return {};
    }

    Result<std::optional<Definition>> find_definition(const std::string& hash) override {
        const auto state = shared_->committed();
        for (const auto& kept : state->definitions) {
            if (kept.hash == hash) return kept;
        }
        return std::nullopt;
    }

    Result<std::vector<Definition>> definitions() override {
        auto all = shared_->committed()->definitions;
        for (auto& one : all) one.content.clear();
        std::stable_sort(all.begin(), all.end(), [](const Definition& left, const Definition& right) {
            return std::tie(left.kind, left.id, left.kept_at) < std::tie(right.kind, right.id, right.kept_at);
        });
        return all;
    }

    Result<std::vector<ApiKey>> keys() override { return keys_of(*shared_->committed()); }

    Result<std::int64_t> last_sequence() override { return shared_->committed()->last_sequence; }

private:
    std::shared_ptr<MemoryRegister> shared_;
};

}  // namespace

std::unique_ptr<ReadStore> open_memory_reader(std::shared_ptr<MemoryRegister> shared) {
    return std::make_unique<MemoryReadStore>(std::move(shared));
}

}  // namespace wissel::test
