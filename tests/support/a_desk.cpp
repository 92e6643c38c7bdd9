#include "tests/support/a_desk.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::test {
namespace {

using nlohmann::json;

constexpr std::string_view table_text = R"({
    "id": "routing", "version": "1.0.0", "title": {"nl": "Proef", "en": "Trial"}, "policy": "first",
    "ministry": [{"var": "actMinistry"}],
    "rules": [
        {"id": "T1", "when": {"==": [{"var": "report.valuesCollide"}, "yes"]}, "route": "ccg", "mode": "proposal",
         "because": {"nl": "Waarden botsen.", "en": "Values collide."}},
        {"id": "T2", "when": {"==": [{"var": "report.legalBasis"}, "missing"]}, "route": "advisory",
         "mode": "automatic", "because": {"nl": "Geen grondslag.", "en": "No basis."}},
        {"id": "T3", "when": true, "route": null,
         "because": {"nl": "Vragen: {questions}.", "en": "Questions: {questions}."}}]})";

json report_schema() {
    return {
        {"type", "object"},
        {"properties",
         {{"legalBasis", {{"enum", {"clear", "missing", "unknown"}}}},
          {"valuesCollide", {{"enum", {"yes", "no", "unknown"}}}}}}};
}

json vocabulary() {
    json routes = json::array();
    for (const char* code : {"fast-lane", "ccg", "advisory", "referral"})
        routes.push_back({{"code", code}, {"title", {{"nl", code}, {"en", code}}}});
    json modes = json::array();
    for (const char* code : {"automatic", "proposal"})
        modes.push_back({{"code", code}, {"title", {{"nl", code}, {"en", code}}}});
    json kinds = json::array({{{"code", "nds"}, {"title", {{"nl", "NDS"}, {"en", "NDS"}}}}});
    return {
        {"lists",
         {{{"id", "routes"}, {"items", routes}},
          {{"id", "mode"}, {"items", modes}},
          {{"id", "referral"}, {"items", kinds}}}}};
}

}  // namespace

cases::RoutingDesk a_desk(const cases::Organisations& organisations) {
    auto document = parse_ordered_json(table_text);
    ensure(document.has_value(), "what tests begin with is valid");
    auto table = routing::parse_table(*document, routing::Fields::parse(report_schema(), vocabulary()));
    ensure(table.has_value(), "what tests begin with is valid");
    auto remits = cases::Remits::parse({{"remits", json::array()}}, organisations);
    ensure(remits.has_value(), "what tests begin with is valid");
    auto desk = cases::RoutingDesk::open(std::move(*table), std::move(*remits), report_schema());
    ensure(desk.has_value(), "what tests begin with is valid");
    return std::move(*desk);
}

}  // namespace wissel::test
