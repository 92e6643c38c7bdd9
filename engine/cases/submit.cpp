#include "engine/cases/submit.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_text.hpp"
#include "engine/cases/access.hpp"
#include "engine/cases/course.hpp"
#include "engine/cases/report_parts.hpp"
#include "engine/cases/route_choice.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>
#include <utility>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// The organisations as whose report it counts. A coordinator who enters what others sent in names them;
/// anybody else reports as his own organisation, whatever `onBehalfOf` says.
std::set<Oin> parties_of(const Principal& by, const json& report) {
    std::set<Oin> named;
    if (reports_for_others(by) && report.contains("onBehalfOf")) {
        for (const auto& other : report["onBehalfOf"]) {
            if (other.contains("organisation")) named.insert(other["organisation"].get<std::string>());
        }
    }
    if (named.empty()) named.insert(by.organisation);
    return named;
}

Actor actor_of(const Principal& by) {
    return {by.organisation, std::string(*reporting_role(by)), by.actor};
}

/// What the history keeps of a report; what may one day have to be erased is sealed away.
json report_data(SubmitReport& command, Course& course) {
    json seals = json::object();
    for (auto& part : command.sealed) seals[part.name] = course.seal_away(std::move(part.text));
    const auto& around = course.surroundings();
    json data = json::object();
    data["report"] = ReportId::fresh(around.now, around.entropy).str();
    data["parties"] = command.parties;
    data["facts"] = std::move(command.facts);
    data["seals"] = std::move(seals);
    return data;
}

/// What `evolve` reads of a decision; the whole of it stands in the event's text.
json routed_summary(const routing::Decision& decision) {
    json summary = {
        {"mode", decision.mode == routing::Mode::automatic ? "automatic" : "proposal"},
        {"route", decision.route ? json(*decision.route) : json()},
        {"rule", decision.rule.empty() ? json() : json(decision.rule)},
        {"because", {{"nl", decision.because.nl}, {"en", decision.because.en}}},
        {"urgency", {{"points", decision.urgency.points}, {"urgent", decision.urgency.urgent}}}};
    if (!decision.ministry.empty()) summary["ministry"] = decision.ministry;
    if (!decision.referral.empty()) summary["referral"] = decision.referral;
    return summary;
}

/// A holder that only this report names sees a case whose holders saw it, and is heard with them.
void invite_holders(json& data, const CaseState& into, const Organisations& organisations) {
    if (!was_routed(into)) return;
    const auto& reporting = data.at("parties");
    std::vector<Oin> fresh;
    for (const auto& holder : named_holders(data.at("facts"))) {
        const bool known = std::binary_search(into.viewers.begin(), into.viewers.end(), holder) ||
                           std::find(fresh.begin(), fresh.end(), holder) != fresh.end() ||
                           std::find(reporting.begin(), reporting.end(), json(holder)) != reporting.end();
        if (!known && organisations.find(holder) != nullptr) fresh.push_back(holder);
    }
    if (fresh.empty()) return;
    data["invited"] = fresh;
    if (hears(into)) data["asked"] = fresh;
}

}  // namespace

SubmitReport prepare(Principal by, const ValidReport& report, const RoutingDesk& desk, Instant now) {
    ReportParts parts = split_report(report.json());
    SubmitReport command{std::move(by), std::move(parts.facts), {}, {}, {}, {}, {}};
    const std::pair<const char*, const json*> sealed[] = {
        {"texts", &parts.texts}, {"opinion", &parts.opinion}, {"contact", &parts.contact}};
    for (const auto& [name, part] : sealed) {
        if (!part->is_null()) command.sealed.push_back({name, dump_json(*part)});
    }
    command.parties = parties_of(command.by, report.json());
    if (report.json().contains("joins")) {
        command.joins = report.json()["joins"].get<std::string>();
        return command;
    }
    const auto decision = desk.decide(command.facts, command.parties.size(), now);
    command.decision = routing::encode_decision(desk.table(), decision);
    command.routed = routed_summary(decision);
    return command;
}

Result<void> may_submit(const Principal& by) {
    if (reporting_role(by)) return {};
    return fail(
        FailureCode::forbidden,
        {"Uw rol mag geen knelpunten melden. Vraag een sleutel met de rol reporter.",
         "Your role may not report bottlenecks. Ask for a key with the role reporter."}
    );
}

Result<Decision> decide(SubmitReport&& command, Surroundings& surroundings) {
    if (auto allowed = may_submit(command.by); !allowed) return fail_as(allowed);
    ensure(!command.decision.empty(), "a report that opens a case was routed");
    Course course(CaseState(), surroundings);
    json data = report_data(command, course);
    data["reference"] = CaseNumber{amsterdam_year(surroundings.now), surroundings.next_number}.str();
    data["owner"] = {
        {"organisation", surroundings.organisations.coordinator().oin},
        {"role", std::string(roles::coordinator)}};
    course.add("reported", actor_of(command.by), std::move(data));
    json routed = json::object();
    routed["decision"] = std::move(command.routed);
    course.add("routed", SystemActor{"routing"}, std::move(routed), R"({"decision":)" + command.decision + "}");
    auto begun = course.begin_lifecycle(
        std::string(routed_event(course.state())), routed_as(course.state()), SystemActor{"routing"}
    );
    if (!begun) return fail_as(begun);
    return std::move(course).done();
}

Result<std::optional<JoinedCase>> joined_case(const SubmitReport& command) {
    if (!command.joins) return std::nullopt;
    if (const auto number = CaseNumber::parse(*command.joins)) return JoinedCase(*number);
    if (const auto id = CaseId::parse(*command.joins)) return JoinedCase(*id);
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

Result<Decision> join(SubmitReport&& command, const CaseState& into, Surroundings& surroundings) {
    if (auto allowed = may_submit(command.by); !allowed) return fail_as(allowed);
    if (into.archived()) {
        return fail_invalid(
            {{"/joins",
              "archived",
              {"Dit knelpunt is gearchiveerd; er kan niets meer bij. Laat joins weg om opnieuw te melden.",
               "This case is archived; nothing can be added. Leave joins out to report it anew."}}}
        );
    }
    Course course(into, surroundings);
    json data = report_data(command, course);
    data["decision"] = json::parse(joined_decision(surroundings.desk, into, surroundings.now));
    invite_holders(data, into, surroundings.organisations);
    course.add("reportAdded", actor_of(command.by), std::move(data));
    course.settle_hearing();
    if (into.lifecycle) {
        auto heard = course.happen(
            {std::nullopt, "reportAdded", json::object(), nullptr, SystemActor{"workflow"}}
        );
        if (!heard) return fail_as(heard);
    }
    return std::move(course).done();
}

std::string joined_decision(const RoutingDesk& desk, const CaseState& into, Instant now) {
    const std::string reference = into.number.str();
    const routing::Table& table = desk.table();
    const json decision = {
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
    return decision.dump();
}

}  // namespace wissel::cases
