#include "api/resources/case_document.hpp"

#include "api/resources/reply.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/cases/whole_report.hpp"

#include <nlohmann/json.hpp>

namespace wissel::resources {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t usual_bytes = 4096;

void write_routing(JsonWriter& to, const cases::CaseState& state) {
    if (!state.routing) {
        to.null();
        return;
    }
    const auto& routing = *state.routing;
    to.open('{').member("status", routing.status).name("route").text_or_null(routing.route);
    if (!routing.ministry.empty()) to.member("ministry", routing.ministry);
    if (!routing.referral.empty()) to.member("referral", routing.referral);
    to.member("mode", routing.mode).name("rule").text_or_null(routing.rule).member("because", routing.because);
    to.name("urgency").open('{').member("points", routing.points).flag("urgent", routing.urgent).close('}');
    to.member("decidedAtVersion", routing.decided).close('}');
}

/// The members that a list and the case itself begin with.
void write_head(JsonWriter& to, const cases::CaseView& view, const Services& services) {
    const auto& state = view.state;
    const auto& organisations = services.organisations;
    to.member("id", state.id.str()).member("reference", state.number.str()).member("version", state.version);
    to.member("phase", state.phase).name("visibility");
    write_visibility(to, state, organisations);
    to.name("owner");
    // What is closed waits for nobody, so nobody has to hold it.
    if (state.closed()) {
        to.null();
    } else {
        write_owner(to, state.owner, organisations, mailboxes_in(view));
    }
    to.name("routing");
    write_routing(to, state);
    to.name("parties").list(state.parties, [&](const cases::Oin& party) {
        write_organisation(to, party, organisations);
    });
    to.member("submittedAt", format_instant(state.created_at));
    to.member("changedAt", format_instant(state.changed_at)).name("lifecycle");
    write_lifecycle(to, state, services, mailboxes_in(view));
}

/// `text`: the report as JSON, where somebody has it; empty: it is put together again.
void write_report(
    JsonWriter& to,
    const cases::ReportState& report,
    const cases::CaseView& view,
    const Services& services,
    std::string_view text
) {
    to.open('{').member("id", report.id.str()).member("submittedAt", format_instant(report.at));
    to.name("submittedBy").open('{').name("organisation");
    write_organisation(to, report.by.organisation, services.organisations);
    to.member("role", report.by.role).close('}');
    to.name("report");
    if (text.empty()) {
        to.value(cases::whole_report(report, view.sealed));
    } else {
        to.raw(text);
    }
    if (!report.corrections.empty()) to.name("corrections").value(report.corrections);
    to.close('}');
}

/// The case but for its closing brace. `newest`: its last report as JSON, where somebody has it.
void write_full(
    JsonWriter& to, const cases::CaseView& view, const Services& services, std::string_view newest = {}
) {
    to.open('{');
    write_head(to, view, services);
    to.name("legs").list(view.state.legs, [&](const cases::Leg& leg) {
        write_leg(to, leg, services, mailboxes_in(view));
    });
    write_records(to, view, services);
    to.name("reports").list(view.state.reports, [&](const cases::ReportState& report) {
        const bool is_newest = &report == &view.state.reports.back();
        write_report(to, report, view, services, is_newest ? newest : std::string_view());
    });
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
    JsonWriter to;
    to.reserve(usual_bytes);
    write_full(to, view, services);
    to.close('}');
    return std::move(to).take();
}

std::string case_document(
    const cases::CaseView& view,
    const Services& services,
    const ReportedWith& with
) {
    JsonWriter to;
    to.reserve(usual_bytes + with.report.size() + with.decision.size());
    write_full(to, view, services, with.report);
    to.name("decision").raw(with.decision);
    if (!with.warnings.empty()) to.name("warnings").value(told(with.warnings));
    to.close('}');
    return std::move(to).take();
}

std::string dry_run_document(const std::string& decision, const std::vector<Issue>& warnings) {
    return R"({"dryRun":true,"decision":)" + decision + R"(,"warnings":)" + dump(told(warnings)) + "}";
}

std::string routing_summary(const cases::CaseState& state) {
    JsonWriter to;
    write_routing(to, state);
    return std::move(to).take();
}

std::string case_summary(const cases::CaseView& view, const Services& services) {
    JsonWriter to;
    to.reserve(usual_bytes);
    to.open('{');
    write_head(to, view, services);
    to.name("legs").open('[');
    for (const auto& leg : view.state.legs) {
        if (!leg.ended_at) write_leg(to, leg, services, mailboxes_in(view));
    }
    to.close(']');
    std::vector<std::string> references;
    std::string title;
    for (const auto& report : view.state.reports) {
        const auto whole = cases::whole_report(report, view.sealed);
        if (title.empty()) title = whole.value("title", std::string());
        if (std::string own = cases::own_reference(report); !own.empty()) references.push_back(std::move(own));
    }
    to.member("title", title).name("ownReferences").texts(references).close('}');
    return std::move(to).take();
}

}  // namespace wissel::resources
