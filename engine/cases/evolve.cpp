#include "engine/base/ensure.hpp"
#include "engine/cases/case_state.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace wissel::cases {
namespace {

void add_party(CaseState& state, const Oin& organisation) {
    const auto place = std::lower_bound(state.parties.begin(), state.parties.end(), organisation);
    if (place == state.parties.end() || *place != organisation) state.parties.insert(place, organisation);
}

void add_report(CaseState& state, const Event& event) {
    const auto& data = event.data;
    const auto report_id = ReportId::parse(data.at("report").get_ref<const std::string&>());
    ensure(report_id.has_value(), "a report has an id");
    const auto* by = std::get_if<Actor>(&event.by);
    ensure(by != nullptr, "a report comes from somebody");
    state.reports.push_back({*report_id, event.at, *by, data.at("facts"), data.at("seals")});
    for (const auto& party : data.at("parties")) add_party(state, party.get<std::string>());
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
    add_report(state, event);
}

void on_corrected(CaseState& state, const Event& event) {
    const auto& corrected = event.data.at("report").get_ref<const std::string&>();
    const auto report = std::find_if(state.reports.begin(), state.reports.end(), [&](const ReportState& one) {
        return one.id.str() == corrected;
    });
    ensure(report != state.reports.end(), "a correction belongs to a report of its case");
    report->corrections.push_back(event.data.at("facts"));
}

void on_routing(CaseState& state, const Event& event) {
    if (!state.routing) state.routing.emplace();
    evolve_routing(*state.routing, event);
}

using Handler = void (*)(CaseState&, const Event&);

/// Which types of events there are, and what each does to a case.
const std::map<std::string_view, Handler>& handlers() {
    static const std::map<std::string_view, Handler> all = {
        {"reported", on_reported},
        {"reportAdded", add_report},
        {"reportCorrected", on_corrected},
        {"routed", on_routing},
        {"routeConfirmed", on_routing},
        {"routeOverruled", on_routing},
    };
    return all;
}

}  // namespace

void evolve(CaseState& state, const Event& event) try {
    ensure(event.version == state.version + 1, "a case's events follow one another");
    ensure(state.version == 0 || state.id == event.case_id, "an event changes its own case only");
    ensure((event.type == "reported") == (state.version == 0), "a case begins with its report, and once");
    const auto handler = handlers().find(event.type);
    ensure(handler != handlers().end(), "an event is of a type that this program knows");
    handler->second(state, event);
    state.version = event.version;
    state.changed_at = event.at;
} catch (const nlohmann::json::exception&) {
    throw LogicError("the data of an event of type " + event.type + " are not as that type has them");
}

nlohmann::json known_facts(const CaseState& state) {
    ensure(!state.reports.empty(), "a case has a report");
    nlohmann::json facts = state.reports.front().facts;
    for (const auto& correction : state.reports.front().corrections) facts.update(correction);
    return facts;
}

std::string own_reference(const ReportState& report) {
    return report.facts.value("ownReference", std::string());
}

}  // namespace wissel::cases
