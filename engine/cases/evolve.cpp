#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace wissel::cases {
namespace {

void add_report(CaseState& state, const Event& event) {
    const auto& data = event.data;
    const auto report_id = ReportId::parse(data.at("report").get_ref<const std::string&>());
    ensure(report_id.has_value(), "a report has an id");
    const auto* by = std::get_if<Actor>(&event.by);
    ensure(by != nullptr, "a report comes from somebody");
    state.reports.push_back({*report_id, event.at, *by, data.at("facts"), data.at("seals")});
    for (const auto& party : data.at("parties")) {
        const auto oin = party.get<std::string>();
        insert_sorted(state.parties, oin);
        insert_sorted(state.viewers, oin);
        // Who reports again has not withdrawn.
        std::erase(state.withdrawn, oin);
    }
    invite(state, data, event.at);
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
    begin_tenure(state, std::nullopt, state.owner, event.at);
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
        {"transitioned", on_transitioned},
        {"suspended", on_suspended},
        {"resumed", on_resumed},
        {"rerouted", on_rerouted},
        {"reopened", on_reopened},
        {"ownerOffered", on_owner_offered},
        {"ownerAccepted", on_owner_accepted},
        {"ownerRefused", on_offer_ended},
        {"ownerWithdrawn", on_offer_ended},
        {"signalled", on_signalled},
        {"outcomeRecorded", on_outcome},
        {"bridgeArranged", on_bridge},
        {"evaluated", on_evaluated},
        {"reportWithdrawn", on_report_withdrawn},
        {"linked", on_linked},
        {"labelled", on_labelled},
        {"informationRequested", on_requested},
        {"informationSupplied", on_supplied},
        {"positionAdded", on_position},
        {"commented", on_comment},
        {"ruleFailed", on_rule_failed},
        {"termReached", on_term_reached},
        {"termExtended", on_term_extended},
        {"termRecomputed", on_term_recomputed},
        {"confidentialityChanged", on_visibility},
        {"holderSilent", on_holder_silent},
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

std::vector<Oin> named_holders(const nlohmann::json& facts) {
    std::vector<Oin> named;
    const auto holders = facts.find("holders");
    if (holders == facts.end() || !holders->is_array()) return named;
    for (const auto& holder : *holders) {
        // Null keeps the place of one that has a name only.
        if (holder.is_object() && holder.contains("organisation"))
            named.push_back(holder.at("organisation").get<std::string>());
    }
    return named;
}

std::string own_reference(const ReportState& report) {
    return report.facts.value("ownReference", std::string());
}

}  // namespace wissel::cases
