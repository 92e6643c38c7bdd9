#include "tools/wissel/findings.hpp"

#include "engine/base/json_text.hpp"
#include "engine/routing/analysis.hpp"
#include "engine/statechart/soundness.hpp"
#include "tools/wissel/samples.hpp"
#include "tools/wissel/table_file.hpp"
#include "tools/wissel/workflow_file.hpp"

#include <utility>

namespace wissel::tool {
namespace {

using nlohmann::json;
using Severity = Finding::Severity;

const char* code_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            break;
    }
    return "note";
}

std::vector<Finding> faults(const Failure& failure) {
    std::vector<Finding> told;
    for (const auto& issue : failure.issues)
        told.push_back({Finding::Severity::error, issue.code, issue.path, issue.message, {}, {}, {}});
    if (told.empty())
        told.push_back({Finding::Severity::error, "unreadable", "", failure.message, {}, {}, {}});
    return told;
}

/// Of an example only what the table asks about; the rest of it is the same in every one.
json asked_of(const json& report, const routing::Table& table) {
    json asked = json::object();
    for (const auto& [path, pointer] : table.report_reads) {
        const std::string name = path.substr(0, path.find('.'));
        if (report.contains(name)) asked[name] = report[name];
    }
    return asked;
}

Result<std::vector<Finding>> of_table(std::string_view text, const Reference& reference, Instant now) {
    const auto schema = read_table_schema(reference.folder);
    if (!schema) return std::unexpected(schema.error());
    const auto table = table_of(text, *schema, reference.fields);
    if (!table) return faults(table.error());
    return findings_of(*table, reference, now);
}

Result<std::vector<Finding>> of_workflow(std::string_view text, const Reference& reference) {
    const auto schema = read_workflow_schema(reference.folder);
    if (!schema) return std::unexpected(schema.error());
    const auto workflow = workflow_of(text, *schema, cases::known_names(reference.vocabulary));
    if (!workflow) return faults(workflow.error());
    return findings_of(*workflow);
}

}  // namespace

std::vector<Finding> findings_of(const routing::Table& table, const Reference& reference, Instant now) {
    std::vector<Finding> told;
    for (auto& one : routing::analyse(table, now, examples_of(reference))) {
        Finding finding{
            static_cast<Finding::Severity>(one.severity), one.code, one.pointer, one.message, {}, {}, {}};
        if (one.example) finding.asked = dump_json(asked_of(*one.example, table));
        finding.example = std::move(one.example);
        told.push_back(std::move(finding));
    }
    return told;
}

std::vector<Finding> findings_of(const statechart::Workflow& workflow) {
    std::vector<Finding> told;
    for (auto& one : statechart::analyse(workflow)) {
        told.push_back(
            {static_cast<Finding::Severity>(one.severity),
             one.code,
             one.pointer,
             one.message,
             {},
             {},
             std::move(one.way)}
        );
    }
    return told;
}

json json_of(const Finding& finding) {
    json told = {
        {"pointer", finding.pointer},
        {"severity", code_of(finding.severity)},
        {"code", finding.code},
        {"message", {{"nl", finding.message.nl}, {"en", finding.message.en}}}};
    if (finding.example) told["example"] = *finding.example;
    if (finding.way) told["way"] = *finding.way;
    return told;
}

Result<std::vector<Finding>> findings_of(
    const std::string& path, std::string_view text, const Reference& reference, Instant now
) {
    // What has states is a workflow; a file that says neither is told what a table lacks, if it is called
    // one.
    const auto document = parse_ordered_json(text, {.depth_max = 256});
    const bool has_states = document && document->is_object() && document->contains("states");
    const bool has_rules = document && document->is_object() && document->contains("rules");
    if (has_rules || (!has_states && path.ends_with("routing.json"))) return of_table(text, reference, now);
    return of_workflow(text, reference);
}

}  // namespace wissel::tool
