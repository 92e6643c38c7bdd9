#include "api/resources/case_document.hpp"

#include "api/resources/reply.hpp"
#include "engine/cases/whole_report.hpp"

#include <nlohmann/json.hpp>

namespace wissel::resources {
namespace {

using Json = nlohmann::ordered_json;

Json organisation_of(const std::string& oin, const cases::Organisations& organisations) {
    Json told = {{"oin", oin}};
    if (const auto* known = organisations.find(oin))
        told["name"] = {{"nl", known->name.nl}, {"en", known->name.en}};
    return told;
}

/// What a list and the case itself begin with.
Json head_of(const cases::CaseView& view, const cases::Organisations& organisations) {
    const auto& state = view.state;
    Json owner = {
        {"organisation", organisation_of(state.owner.organisation, organisations)},
        {"role", state.owner.role}};
    Json parties = Json::array();
    for (const auto& party : state.parties) parties.push_back(organisation_of(party, organisations));
    return {
        {"id", state.id.str()},
        {"reference", state.number.str()},
        {"version", state.version},
        {"phase", state.phase},
        {"owner", std::move(owner)},
        {"parties", std::move(parties)},
        {"submittedAt", format_instant(state.created_at)},
        {"changedAt", format_instant(state.changed_at)},
    };
}

Json full(const cases::CaseView& view, const cases::Organisations& organisations) {
    Json document = head_of(view, organisations);
    Json reports = Json::array();
    for (const auto& report : view.state.reports) {
        reports.push_back(
            {{"id", report.id.str()},
             {"submittedAt", format_instant(report.at)},
             {"submittedBy",
              {{"organisation", organisation_of(report.by.organisation, organisations)},
               {"role", report.by.role}}},
             {"report", Json(cases::whole_report(report, view.sealed))}}
        );
    }
    document["reports"] = std::move(reports);
    return document;
}

}  // namespace

std::string case_tag(const cases::CaseState& state) {
    return '"' + std::to_string(state.version) + '"';
}

std::string case_document(const cases::CaseView& view, const cases::Organisations& organisations) {
    return dump(full(view, organisations));
}

std::string case_document(
    const cases::CaseView& view, const cases::Organisations& organisations, const std::vector<Issue>& warnings
) {
    Json document = full(view, organisations);
    for (const auto& warning : warnings) {
        document["warnings"].push_back(
            {{"pointer", warning.path},
             {"code", warning.code},
             {"message", {{"nl", warning.message.nl}, {"en", warning.message.en}}}}
        );
    }
    return dump(document);
}

std::string case_summary(const cases::CaseView& view, const cases::Organisations& organisations) {
    Json summary = head_of(view, organisations);
    Json references = Json::array();
    std::string title;
    for (const auto& report : view.state.reports) {
        const auto whole = cases::whole_report(report, view.sealed);
        if (title.empty()) title = whole.value("title", std::string());
        if (const std::string own = cases::own_reference(report); !own.empty()) references.push_back(own);
    }
    summary["title"] = title;
    summary["ownReferences"] = std::move(references);
    return dump(summary);
}

}  // namespace wissel::resources
