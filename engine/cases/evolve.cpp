#include "engine/base/ensure.hpp"
#include "engine/cases/case_state.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

void add_party(CaseState& state, const Oin& organisation) {
    const auto place = std::lower_bound(state.parties.begin(), state.parties.end(), organisation);
    if (place == state.parties.end() || *place != organisation) state.parties.insert(place, organisation);
}

void on_reported(CaseState& state, const Event& event) {
    const auto& data = event.data;
    state.id = event.case_id;
    const auto number = CaseNumber::parse(data.at("reference").get_ref<const std::string&>());
    ensure(number.has_value(), "a case has a reference");
    state.number = *number;
    state.phase = "submitted";
    state.owner = {
        data.at("owner").at("organisation").get<std::string>(),
        data.at("owner").at("role").get<std::string>()};
    state.created_at = event.at;
    const auto report_id = ReportId::parse(data.at("report").get_ref<const std::string&>());
    ensure(report_id.has_value(), "a report has an id");
    const auto* by = std::get_if<Actor>(&event.by);
    ensure(by != nullptr, "a report comes from somebody");
    state.reports.push_back({*report_id, event.at, *by, data.at("facts"), data.at("seals")});
    for (const auto& party : data.at("parties")) add_party(state, party.get<std::string>());
}

}  // namespace

void evolve(CaseState& state, const Event& event) try {
    ensure(event.version == state.version + 1, "a case's events follow one another");
    ensure(state.version == 0 || state.id == event.case_id, "an event changes its own case only");
    ensure((event.type == "reported") == (state.version == 0), "a case begins with its report, and once");
    on_reported(state, event);
    state.version = event.version;
    state.changed_at = event.at;
} catch (const nlohmann::json::exception&) {
    throw LogicError("the data of an event of type " + event.type + " are not as that type has them");
}

std::string own_reference(const ReportState& report) {
    return report.facts.value("ownReference", std::string());
}

}  // namespace wissel::cases
