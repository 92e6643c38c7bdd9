#include "api/resources/case_document.hpp"

#include "api/resources/reply.hpp"
#include "engine/base/json_text.hpp"
#include "engine/cases/whole_report.hpp"

#include <nlohmann/json.hpp>

namespace wissel::resources {
namespace {

using Json = nlohmann::ordered_json;

/// What a list and the case itself begin with.
Json head_of(const cases::CaseView& view, const Services& services) {
    const auto& state = view.state;
    const auto& organisations = services.organisations;
    // What is closed waits for nobody, so nobody has to hold it.
    Json owner = state.closed() ? Json() : owner_document(state.owner, organisations);
    Json parties = Json::array();
    for (const auto& party : state.parties) parties.push_back(organisation_document(party, organisations));
    return {
        {"id", state.id.str()},
        {"reference", state.number.str()},
        {"version", state.version},
        {"phase", state.phase},
        {"visibility", visibility_document(state, services)},
        {"owner", std::move(owner)},
        {"routing", routing_summary(state)},
        {"parties", std::move(parties)},
        {"submittedAt", format_instant(state.created_at)},
        {"changedAt", format_instant(state.changed_at)},
    };
}

/// The document but for its closing brace. Reports are the bulk of it, and are put in as the text that they
/// are.
std::string full(const cases::CaseView& view, const Services& services) {
    const auto& organisations = services.organisations;
    Json head = head_of(view, services);
    head["lifecycle"] = lifecycle_document(view.state, services);
    head["legs"] = legs_document(view.state, services);
    head.update(records_document(view, services));
    if (view.outside) leave_out_mailboxes(head);
    std::string text = dump(head);
    text.back() = ',';
    text += R"("reports":[)";
    for (const auto& report : view.state.reports) {
        if (text.back() != '[') text += ',';
        const Json begins = {
            {"id", report.id.str()},
            {"submittedAt", format_instant(report.at)},
            {"submittedBy",
             {{"organisation", organisation_document(report.by.organisation, organisations)},
              {"role", report.by.role}}}};
        text += dump(begins);
        text.back() = ',';
        text += R"("report":)" + dump_json(cases::whole_report(report, view.sealed));
        if (!report.corrections.empty()) text += R"(,"corrections":)" + dump_json(report.corrections);
        text += '}';
    }
    return text + "]";
}

Json told(const std::vector<Issue>& warnings) {
    Json all = Json::array();
    for (const auto& warning : warnings) {
        all.push_back(
            {{"pointer", warning.path},
             {"code", warning.code},
             {"message", {{"nl", warning.message.nl}, {"en", warning.message.en}}}}
        );
    }
    return all;
}

}  // namespace

std::string case_tag(const cases::CaseState& state) {
    return '"' + std::to_string(state.version) + '"';
}

std::string case_tag(const cases::CaseView& view) {
    return view.outside ? '"' + std::to_string(view.state.version) + "-o\"" : case_tag(view.state);
}

std::string case_document(const cases::CaseView& view, const Services& services) {
    return full(view, services) + "}";
}

std::string case_document(
    const cases::CaseView& view,
    const Services& services,
    const std::string& decision,
    const std::vector<Issue>& warnings
) {
    std::string text = full(view, services) + R"(,"decision":)" + decision;
    if (!warnings.empty()) text += R"(,"warnings":)" + dump(told(warnings));
    return text + "}";
}

std::string dry_run_document(const std::string& decision, const std::vector<Issue>& warnings) {
    return R"({"dryRun":true,"decision":)" + decision + R"(,"warnings":)" + dump(told(warnings)) + "}";
}

Json routing_summary(const cases::CaseState& state) {
    if (!state.routing) return nullptr;
    const auto& routing = *state.routing;
    Json summary = {
        {"status", routing.status}, {"route", routing.route.empty() ? Json() : Json(routing.route)}};
    if (!routing.ministry.empty()) summary["ministry"] = routing.ministry;
    if (!routing.referral.empty()) summary["referral"] = routing.referral;
    summary["mode"] = routing.mode;
    summary["rule"] = routing.rule.empty() ? Json() : Json(routing.rule);
    summary["because"] = {{"nl", routing.because.nl}, {"en", routing.because.en}};
    summary["urgency"] = {{"points", routing.points}, {"urgent", routing.urgent}};
    summary["decidedAtVersion"] = routing.decided;
    return summary;
}

std::string case_summary(const cases::CaseView& view, const Services& services) {
    Json summary = head_of(view, services);
    summary["lifecycle"] = lifecycle_document(view.state, services);
    Json open = Json::array();
    for (auto& leg : legs_document(view.state, services)) {
        if (leg.at("endedAt").is_null()) open.push_back(std::move(leg));
    }
    summary["legs"] = std::move(open);
    Json references = Json::array();
    std::string title;
    for (const auto& report : view.state.reports) {
        const auto whole = cases::whole_report(report, view.sealed);
        if (title.empty()) title = whole.value("title", std::string());
        if (const std::string own = cases::own_reference(report); !own.empty()) references.push_back(own);
    }
    if (view.outside) leave_out_mailboxes(summary);
    summary["title"] = title;
    summary["ownReferences"] = std::move(references);
    return dump(summary);
}

}  // namespace wissel::resources
