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

Actor actor_of(const Principal& by) {
    return {by.organisation, std::string(*reporting_role(by)), by.actor};
}

/// What the history keeps of a report; what may one day have to be erased goes to `decision.sealed`.
json report_data(const SubmitReport& command, Decision& decision, Surroundings& surroundings) {
    ReportParts parts = split_report(command.report.json());
    json seals = json::object();
    put_seal(seals, "texts", parts.texts, decision, surroundings);
    put_seal(seals, "opinion", parts.opinion, decision, surroundings);
    put_seal(seals, "contact", parts.contact, decision, surroundings);
    return {
        {"report", ReportId::fresh(surroundings.now, surroundings.entropy).str()},
        {"parties", parties_of(command)},
        {"facts", std::move(parts.facts)},
        {"seals", std::move(seals)},
    };
}

/// R01: no row of the table, but what comes before it. The words are those of the table's page.
json joined_decision(const RoutingDesk& desk, const CaseState& into, Instant now) {
    const std::string reference = into.number.str();
    const routing::Table& table = desk.table();
    return {
        {"table", {{"id", table.id}, {"version", table.version}, {"hash", table.hash}}},
        {"mode", "automatic"},
        {"rule", "R01"},
        {"route", "join"},
        {"case", into.id.str()},
        {"because",
         {{"nl", "U herkende dit knelpunt in " + reference + "; uw melding telt daar mee."},
          {"en", "You recognised this bottleneck in " + reference + "; your report counts there."}}},
        {"now", format_instant(now)},
    };
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
    Decision decision;
    const CaseId case_id = CaseId::fresh(surroundings.now, surroundings.entropy);
    json data = report_data(command, decision, surroundings);
    json routed =
        surroundings.desk.decide_in_words(data.at("facts"), data.at("parties").size(), surroundings.now);
    data["reference"] = CaseNumber{amsterdam_year(surroundings.now), surroundings.next_number}.str();
    data["owner"] = {
        {"organisation", surroundings.organisations.coordinator().oin},
        {"role", std::string(roles::coordinator)}};
    decision.events.push_back(
        {0, case_id, 1, "reported", surroundings.now, actor_of(command.by), std::move(data)}
    );
    json routing = {{"decision", std::move(routed)}};
    decision.events.push_back(
        {0, case_id, 2, "routed", surroundings.now, SystemActor{"routing"}, std::move(routing)}
    );
    return decision;
}

Result<std::optional<JoinedCase>> joined_case(const SubmitReport& command) {
    const json& report = command.report.json();
    const auto joins = report.find("joins");
    if (joins == report.end()) return std::nullopt;
    const auto& text = joins->get_ref<const std::string&>();
    if (const auto number = CaseNumber::parse(text)) return JoinedCase(*number);
    if (const auto id = CaseId::parse(text)) return JoinedCase(*id);
    return std::unexpected(cannot_join());
}

Failure cannot_join() {
    return fail_invalid(
               {{"/joins",
                 "unknownCase",
                 {"Dit knelpunt is er niet, of u mag het niet zien. Laat joins weg om zelf te melden.",
                  "This case is not there, or not for you to see. Leave joins out to report it yourself."}}}
    ).error();
}

Result<Decision> join(const SubmitReport& command, const CaseState& into, Surroundings& surroundings) {
    if (auto allowed = may_submit(command.by); !allowed) return fail_as(allowed);
    Decision decision;
    json data = report_data(command, decision, surroundings);
    data["decision"] = joined_decision(surroundings.desk, into, surroundings.now);
    decision.events.push_back(
        {0, into.id, into.version + 1, "reportAdded", surroundings.now, actor_of(command.by), std::move(data)}
    );
    return decision;
}

json decide_dry(const SubmitReport& command, const CaseState* into, const RoutingDesk& desk, Instant now) {
    if (into != nullptr) return joined_decision(desk, *into, now);
    const json facts = split_report(command.report.json()).facts;
    return desk.decide_in_words(facts, parties_of(command).size(), now);
}

}  // namespace wissel::cases
