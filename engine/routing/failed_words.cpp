#include "engine/base/json_text.hpp"
#include "engine/routing/explain.hpp"
#include "engine/routing/references.hpp"
#include "engine/routing/words.hpp"

#include <algorithm>

namespace wissel::routing {
namespace {

using nlohmann::json;

Words quoted(const Field& field) {
    return {"“" + field.label.nl + "”", "“" + field.label.en + "”"};
}

Words alternatives(const Field& field, const json& codes) {
    Words all;
    for (const auto& code : codes) {
        const Words one = words_of(field, code);
        all.nl += (all.nl.empty() ? "" : " of ") + one.nl;
        all.en += (all.en.empty() ? "" : " or ") + one.en;
    }
    return all;
}

Words joined(const Words& one, const char* nl, const char* en, const Words& other) {
    return {one.nl + nl + other.nl, one.en + en + other.en};
}

/// What a comparison of one field asks for; empty where it is of another kind.
Words asked(const Fields& fields, const json& clause) {
    if (!clause.is_object() || clause.size() != 1) return {};
    const std::string& operation = clause.begin().key();
    const json operands =
        clause.begin().value().is_array() ? clause.begin().value() : json::array({clause.begin().value()});
    const Field* left = operands.empty() ? nullptr : field_read(fields, operands[0]);
    const bool two = operands.size() == 2;
    const Field* right = two ? field_read(fields, operands[1]) : nullptr;
    const bool equal = operation == "==" || operation == "===";
    const bool unequal = operation == "!=" || operation == "!==";
    if (left != nullptr && two && equal)
        return joined(quoted(*left), " moet zijn: ", " has to be: ", words_of(*left, operands[1]));
    if (left != nullptr && two && unequal)
        return joined(quoted(*left), " mag niet zijn: ", " must not be: ", words_of(*left, operands[1]));
    if (left != nullptr && two && operation == "in" && operands[1].is_array())
        return joined(quoted(*left), " moet zijn: ", " has to be: ", alternatives(*left, operands[1]));
    if (right != nullptr && operation == "in")
        return joined(quoted(*right), " moet bevatten: ", " has to contain: ", words_of(*right, operands[0]));
    if (left != nullptr && operation == "!!")
        return joined(quoted(*left), " moet ingevuld zijn", " has to be answered", {});
    return {};
}

/// One value as people know it; a ministry by its name.
Words value_words(const Field& field, const json& value, const MinistryName& ministry_name) {
    const bool spoken_value =
        value.is_number_integer() || (field.kind == Field::Kind::date && value.is_string());
    if (spoken_value) return {spoken(value, Language::nl), spoken(value, Language::en)};
    if (value.is_object() && value.contains("items")) {
        const std::string count = value["items"].dump();
        return {count + " keer ingevuld", count + " given"};
    }
    if (!value.is_array()) {
        const bool ministry = value.is_string() && field.answers.empty() &&
                              value.get_ref<const std::string&>().find("/ministerie/") != std::string::npos;
        return ministry ? ministry_name(value.get<std::string>()) : words_of(field, value);
    }
    Words all;
    for (const auto& one : value) {
        const Words told = value_words(field, one, ministry_name);
        all.nl += (all.nl.empty() ? "" : " en ") + told.nl;
        all.en += (all.en.empty() ? "" : " and ") + told.en;
    }
    return value.empty() ? Words{"niets", "nothing"} : all;
}

/// What the clause found: the answer, with its question where there are several.
Words found(const Fields& fields, const json& saw, const MinistryName& ministry_name) {
    Words all;
    for (const auto& [path, value] : saw.items()) {
        const auto asked_path = within_report(path);
        const Field* field = asked_path ? fields.find(*asked_path) : nullptr;
        if (field == nullptr) continue;
        Words one = value_words(*field, value, ministry_name);
        if (saw.size() > 1) one = joined(quoted(*field), " ", " ", one);
        all.nl += (all.nl.empty() ? "" : ", ") + one.nl;
        all.en += (all.en.empty() ? "" : ", ") + one.en;
    }
    return all;
}

Words named(const Table& table, const std::string& name) {
    const auto one =
        std::find_if(table.named.begin(), table.named.end(), [&](const NamedCondition& condition) {
            return condition.name == name;
        });
    if (one == table.named.end()) return {};
    return {"niet waar is dat " + one->title.nl, "it is not so that " + one->title.en};
}

}  // namespace

Words failed_words(const Table& table, const Failed& failed, const MinistryName& ministry_name) {
    Words told = failed.condition.empty() ? asked(table.fields, json::parse(failed.clause))
                                          : named(table, failed.condition);
    if (told.nl.empty()) {
        told = {"niet waar is: " + failed.clause, "not true is: " + failed.clause};
    }
    if (!failed.error.empty())
        told = joined(
            told,
            " (kon niet beoordeeld worden: ",
            " (could not be judged: ",
            {failed.error + ")", failed.error + ")"}
        );
    const Words saw = found(table.fields, json::parse(failed.saw), ministry_name);
    if (saw.nl.empty()) return told;
    return joined(told, "; ingevuld is: ", "; the answer is: ", saw);
}

}  // namespace wissel::routing
