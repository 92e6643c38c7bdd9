#include "tests/support/shipped.hpp"

#include "engine/base/ensure.hpp"

#include <memory>

namespace wissel::test {

using nlohmann::json;
using nlohmann::ordered_json;

const tool::Configuration& shipped() {
    static const std::unique_ptr<tool::Configuration> read = [] {
        auto configuration = tool::read_configuration(std::string(WISSEL_SOURCE_DIR) + "/config");
        ensure(configuration.has_value(), "the shipped configuration is valid");
        return std::move(*configuration);
    }();
    return *read;
}

cases::Scope scope_of(const cases::Principal& principal) {
    return cases::Scope::of(principal, shipped().organisations);
}

Instant routing_day() {
    return *parse_instant("2026-11-24T12:00:00Z");
}

routing::Decision routed(const json& facts, std::size_t reporters) {
    return shipped().desk.decide(facts, reporters, routing_day());
}

Result<routing::Table> a_table(const ordered_json& document) {
    return routing::parse_table(document, shipped().desk.table().fields);
}

ordered_json table_of(const std::string& policy, const std::vector<json>& rules) {
    ordered_json document = {
        {"id", "trial"}, {"version", "1"}, {"title", {{"nl", "Proef"}, {"en", "Trial"}}}, {"policy", policy}};
    document["rules"] = ordered_json::array();
    for (const auto& rule : rules) {
        ordered_json whole = rule;
        if (!whole.contains("because")) whole["because"] = {{"nl", "daarom"}, {"en", "because"}};
        if (whole["route"] == "referral" && !whole.contains("referral")) whole["referral"] = "nds";
        document["rules"].push_back(std::move(whole));
    }
    return document;
}

json plain_facts() {
    return {
        {"matter", "exchange"},
        {"legalBasis", "missing"},
        {"barriers", {"legal"}},
        {"primaryBarrier", "legal"},
        {"leadMinistry", "none"},
        {"ministries", json::array()},
        {"scope", "flow"},
        {"valuesCollide", "no"},
        {"harm", {{"severity", "burden"}}},
        {"tried", "none"},
        {"occursElsewhere", "no"}};
}

}  // namespace wissel::test
