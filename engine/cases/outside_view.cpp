#include "engine/cases/outside_view.hpp"

#include <algorithm>
#include <set>

namespace wissel::cases {
namespace {

/// The part of a report that is for everybody (report_parts.hpp).
constexpr const char* shown = "texts";

}  // namespace

CaseView as_seen(CaseView view, const Scope& scope) {
    if (scope.is_inside(view.state)) return view;
    view.outside = true;
    CaseState& state = view.state;
    state.comments.clear();
    state.notes.clear();
    state.signals.clear();
    state.requests.clear();
    state.says.clear();
    state.labels.clear();
    state.links.clear();
    std::set<SealedId> read;
    for (auto& report : state.reports) {
        nlohmann::json seals = nlohmann::json::object();
        if (const auto seal = report.seals.find(shown); seal != report.seals.end()) {
            read.insert(sealed_id(*seal));
            seals[shown] = *seal;
        }
        report.seals = std::move(seals);
    }
    std::erase_if(view.sealed, [&read](const SealedValue& one) { return !read.contains(one.id); });
    return view;
}

}  // namespace wissel::cases
