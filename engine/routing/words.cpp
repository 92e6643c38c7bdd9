#include "engine/routing/words.hpp"

#include "engine/base/date_words.hpp"
#include "engine/base/json_text.hpp"

namespace wissel::routing {
namespace {

using nlohmann::json;

std::string grouped(std::int64_t number, char separator) {
    std::string digits = std::to_string(number);
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, separator);
    }
    return digits;
}

/// Puts `value` in for every `{name}`.
std::string replaced(std::string text, const std::string& name, const std::string& value) {
    const std::string place = "{" + name + "}";
    for (std::size_t at = text.find(place); at != std::string::npos;
         at = text.find(place, at + value.size())) {
        text.replace(at, place.size(), value);
    }
    return text;
}

std::string say(const logic::Rule& rule, const Situation& situation, Language language) {
    const auto value = logic::evaluate(rule, situation.data());
    if (!value || value->is_null()) return language == Language::nl ? "onbekend" : "unknown";
    return spoken(*value, language);
}

/// "“Botsen hier publieke waarden?” ja (nu: niet ingevuld)".
std::string change_text(const Field& field, const Change& change, Language language) {
    const std::string now = language == Language::nl ? " (nu: " : " (now: ";
    return "“" + in(language, field.label) + "” " + in(language, words_of(field, change.to)) + now +
           in(language, words_of(field, change.from)) + ")";
}

std::string joined(const std::vector<std::string>& parts, const char* last) {
    std::string whole;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (at > 0) whole += at + 1 == parts.size() ? last : ", ";
        whole += parts[at];
    }
    return whole;
}

}  // namespace

std::string spoken(const json& value, Language language) {
    if (value.is_number_integer())
        return grouped(value.get<std::int64_t>(), language == Language::nl ? '.' : ',');
    if (!value.is_string()) return dump_json(value);
    const auto& text = value.get_ref<const std::string&>();
    const auto date = parse_date(text);
    if (!date) return text;
    return in(language, date_words(*date));
}

Words fill(const Template& text, const Situation& situation, const Words& questions) {
    Words filled = text.text;
    for (const auto& [name, filling] : text.say) {
        filled.nl = replaced(std::move(filled.nl), name, say(filling.nl, situation, Language::nl));
        const logic::Rule& english = filling.en ? *filling.en : filling.nl;
        filled.en = replaced(std::move(filled.en), name, say(english, situation, Language::en));
    }
    filled.nl = replaced(std::move(filled.nl), "questions", questions.nl);
    filled.en = replaced(std::move(filled.en), "questions", questions.en);
    return filled;
}

Words change_words(const Fields& fields, const std::string& route, const std::vector<Change>& changes) {
    std::vector<std::string> nl;
    std::vector<std::string> en;
    for (const auto& change : changes) {
        const Field& field = fields.all()[change.field];
        nl.push_back(change_text(field, change, Language::nl));
        en.push_back(change_text(field, change, Language::en));
    }
    const Words name = fields.words("routes", route);
    return {
        name.nl + ", als het antwoord was: " + joined(nl, " en ") + ".",
        name.en + ", if the answer were: " + joined(en, " and ") + "."};
}

Words question_list(const std::vector<DecidingQuestion>& questions) {
    std::vector<std::string> nl;
    std::vector<std::string> en;
    for (const auto& question : questions) {
        nl.push_back("“" + question.text.nl + "”");
        en.push_back("“" + question.text.en + "”");
    }
    if (nl.empty()) return {"geen", "none"};
    return {joined(nl, " en "), joined(en, " and ")};
}

}  // namespace wissel::routing
