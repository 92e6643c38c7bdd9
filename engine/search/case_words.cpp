#include "engine/search/case_words.hpp"

#include "engine/cases/sealed_text.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace wissel::search {
namespace {

using nlohmann::json;

void add_texts(const json& value, Terms& terms) {
    if (value.is_string()) {
        add_terms(value.get_ref<const std::string&>(), terms);
    } else if (value.is_structured()) {
        for (const auto& inner : value) add_texts(inner, terms);
    }
}

/// Of the facts only what people would type; codes, dates and numbers are what filters are for.
void add_facts(const json& facts, Terms& terms) {
    static const std::array<json::json_pointer, 4> named = {
        json::json_pointer("/ownReference"),
        json::json_pointer("/purpose/act"),
        json::json_pointer("/purpose/article"),
        json::json_pointer("/underWay/reference")};
    if (!facts.is_object()) return;
    for (const auto& place : named) {
        if (facts.contains(place)) add_texts(facts.at(place), terms);
    }
}

}  // namespace

Terms terms_of(const cases::CaseView& view) {
    Terms terms;
    add_terms(view.state.number.str(), terms);
    for (const auto& report : view.state.reports) {
        add_facts(report.facts, terms);
        for (const auto& correction : report.corrections) add_facts(correction, terms);
        // One index serves all, so it holds only what everybody may read who sees the case at all.
        const auto seal = report.seals.find("texts");
        if (seal != report.seals.end()) add_texts(cases::sealed_text(*seal, view.sealed), terms);
    }
    return terms;
}

}  // namespace wissel::search
