#include "engine/cases/routing_desk.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/json_reference.hpp"
#include "engine/cases/report_checks.hpp"
#include "engine/cases/report_parts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// Members of the form that are about the report and not about the bottleneck: nobody else fills these in.
constexpr std::array<std::string_view, 4> of_the_report = {
    "ownReference", "confirmedNotBsn", "joins", "sources"};

bool is_sealed(const std::string& pointer) {
    const auto& places = text_places();
    return std::any_of(places.begin(), places.end(), [&](const TextPlace& place) {
        return place.part != Part::facts && place.pointer == pointer;
    });
}

/// `harm.source` as `/harm/source`, and `attempts.0.with` as `/attempts/*/with`.
std::string as_pattern(const std::string& path) {
    std::string pattern;
    std::size_t from = 0;
    while (from <= path.size() && !path.empty()) {
        const std::size_t end = std::min(path.find('.', from), path.size());
        const std::string name = path.substr(from, end - from);
        const bool index = !name.empty() &&
                           std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        pattern += index ? "/*" : "/" + pointer_token(name);
        from = end + 1;
    }
    return pattern;
}

/// The schema without what is sealed, so that nothing of that kind comes in by this door.
json facts_only(json node, const std::string& pointer, const json& whole) {
    node = without_reference(std::move(node), whole);
    if (node.contains("items")) node["items"] = facts_only(node["items"], pointer + "/*", whole);
    if (!node.contains("properties")) return node;
    json members = json::object();
    for (const auto& [name, member] : node["properties"].items()) {
        const std::string inner = pointer + "/" + pointer_token(name);
        if (is_sealed(inner) || is_sealed(inner + "/*")) continue;
        members[name] = facts_only(member, inner, whole);
    }
    json required = json::array();
    for (const auto& name : node.value("required", json::array())) {
        if (members.contains(name.get<std::string>())) required.push_back(name);
    }
    node["properties"] = std::move(members);
    if (required.empty()) node.erase("required");
    if (!required.empty()) node["required"] = std::move(required);
    return node;
}

schema::Schema answers_schema(const json& report_schema) {
    json whole = facts_only(report_schema, "", report_schema);
    for (const auto& name : of_the_report) whole["properties"].erase(std::string(name));
    whole.erase("required");
    whole.erase("$id");
    whole["minProperties"] = 1;
    auto compiled = schema::Schema::compile(whole);
    ensure(compiled.has_value(), "a part of a schema is a schema");
    return std::move(*compiled);
}

}  // namespace

RoutingDesk::RoutingDesk(std::unique_ptr<const routing::Table> table, Remits remits, schema::Schema answers)
    : table_(std::move(table)), remits_(std::move(remits)), answers_(std::move(answers)) {}

Result<RoutingDesk> RoutingDesk::open(routing::Table table, Remits remits, const json& report_schema) {
    std::vector<Issue> issues;
    for (const auto& [path, pointer] : table.report_reads) {
        if (!is_sealed(as_pattern(path))) continue;
        issues.push_back(
            {pointer,
             "sealed",
             {"\"" + path + "\" is vrije tekst; die blijft buiten de routering.",
              "\"" + path + "\" is free text; routing does not look at it."}}
        );
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return RoutingDesk(
        std::make_unique<const routing::Table>(std::move(table)),
        std::move(remits),
        answers_schema(report_schema)
    );
}

routing::Decision RoutingDesk::decide(const json& facts, std::size_t reporters, Instant now) const {
    const json purpose = facts.value("purpose", json::object());
    const std::string act = purpose.value("act", std::string());
    const std::string ministry = act.empty() ? std::string() : remits_.ministry_of(act, amsterdam_date(now));
    const routing::Situation situation(facts, now, static_cast<int>(reporters), ministry);
    return routing::decide(*table_, situation);
}

std::string RoutingDesk::decide_in_words(const json& facts, std::size_t reporters, Instant now) const {
    return routing::encode_decision(*table_, decide(facts, reporters, now));
}

std::vector<Issue> RoutingDesk::check_answers(const json& answers, const Organisations& organisations) const {
    std::vector<Issue> issues = answers_.validate(answers);
    for (auto& issue : check_report(answers, organisations)) {
        const bool told = std::any_of(issues.begin(), issues.end(), [&](const Issue& one) {
            return one.path == issue.path;
        });
        if (!told) issues.push_back(std::move(issue));
    }
    return issues;
}

}  // namespace wissel::cases
