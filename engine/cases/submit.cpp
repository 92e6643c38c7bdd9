#include "engine/cases/submit.hpp"

#include "engine/cases/access.hpp"
#include "engine/cases/report_parts.hpp"

#include <set>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// The organisations as whose report it counts. A coordinator who enters what others sent in names them;
/// anybody else reports as his own organisation, whatever `onBehalfOf` says.
std::set<Oin> parties_of(const SubmitReport& command) {
    std::set<Oin> named;
    const json& report = command.report.json();
    if (reports_for_others(command.by) && report.contains("onBehalfOf")) {
        for (const auto& other : report["onBehalfOf"]) {
            if (other.contains("organisation")) named.insert(other["organisation"].get<std::string>());
        }
    }
    if (named.empty()) named.insert(command.by.organisation);
    return named;
}

/// Seals one part of the report where it has any.
void put_seal(
    json& seals, const char* name, const json& part, Decision& decision, Surroundings& surroundings
) {
    if (part.is_null()) return;
    decision.sealed.push_back(seal(part, surroundings.now, surroundings.entropy));
    seals[name] = seal_of(decision.sealed.back());
}

}  // namespace

Result<void> may_submit(const Principal& by) {
    if (reporting_role(by)) return {};
    return fail(
        FailureCode::forbidden,
        {"Uw rol mag geen knelpunten melden. Vraag een sleutel met de rol reporter.",
         "Your role may not report bottlenecks. Ask for a key with the role reporter."}
    );
}

Result<Decision> decide(const SubmitReport& command, Surroundings& surroundings) {
    if (auto allowed = may_submit(command.by); !allowed) return fail_as(allowed);
    const ReportParts parts = split_report(command.report.json());
    Decision decision;
    json seals = json::object();
    put_seal(seals, "texts", parts.texts, decision, surroundings);
    put_seal(seals, "opinion", parts.opinion, decision, surroundings);
    put_seal(seals, "contact", parts.contact, decision, surroundings);
    const CaseId case_id = CaseId::fresh(surroundings.now, surroundings.entropy);
    const ReportId report_id = ReportId::fresh(surroundings.now, surroundings.entropy);
    const json data = {
        {"reference", CaseNumber{amsterdam_year(surroundings.now), surroundings.next_number}.str()},
        {"report", report_id.str()},
        {"owner",
         {{"organisation", surroundings.organisations.coordinator().oin},
          {"role", std::string(roles::coordinator)}}},
        {"parties", parties_of(command)},
        {"facts", parts.facts},
        {"seals", std::move(seals)},
    };
    const Actor by{command.by.organisation, std::string(*reporting_role(command.by)), command.by.actor};
    decision.events.push_back({0, case_id, 1, "reported", surroundings.now, by, data});
    return decision;
}

}  // namespace wissel::cases
