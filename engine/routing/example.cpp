#include "engine/routing/example.hpp"

#include "engine/base/json_text.hpp"

#include <algorithm>
#include <bit>

namespace wissel::routing {
namespace {

using nlohmann::json;
using Kind = Variable::Kind;

Mask all_values(const Variable& variable) {
    return variable.values.size() >= values_max ? ~Mask{0} : (Mask{1} << variable.values.size()) - 1;
}

std::size_t first_value(Mask allowed) {
    return static_cast<std::size_t>(std::countr_zero(allowed));
}

/// What the table asks of a computed value, answered.
std::vector<bool> answers_for(const Variable& variable, const json& value) {
    std::vector<bool> answers;
    const logic::Named named[] = {{"value", &value}};
    for (const auto& asked : variable.asked) {
        const auto rule = logic::Rule::compile(asked);
        answers.push_back(rule && logic::holds(*rule, {nullptr, named, nullptr}).value_or(false));
    }
    return answers;
}

/// Which of the variable's values an expression that came to `value` stands for: those of which the table
/// cannot tell it.
Mask values_like(const Variable& variable, const json& value) {
    Mask like = 0;
    const auto answers = answers_for(variable, value);
    for (std::size_t at = 0; at < variable.values.size(); ++at) {
        const json& one = variable.values[at];
        const bool alike = variable.asked.empty() ? one == value : answers_for(variable, one) == answers;
        if (alike) like |= Mask{1} << at;
    }
    return like;
}

void append(Words& all, const char* separator, const Words& one) {
    all.nl += (all.nl.empty() ? "" : separator) + one.nl;
    all.en += (all.en.empty() ? "" : separator) + one.en;
}

Words value_words(const Variable& variable, const json& value) {
    if (variable.kind == Kind::holds_code) {
        const Words code = words_of(*variable.field, variable.code);
        return value == true ? code : Words{"niet " + code.nl, "not " + code.en};
    }
    if (variable.kind == Kind::opaque)
        return value == true ? Words{"waar", "true"} : Words{"onwaar", "false"};
    if (variable.field != nullptr && variable.kind != Kind::computed) return words_of(*variable.field, value);
    const std::string text = dump_json(value);
    return {text, text};
}

Words subject_words(const Variable& variable) {
    if (variable.kind == Kind::computed || variable.kind == Kind::opaque) {
        const std::string text = dump_json(variable.subject);
        return {text, text};
    }
    if (variable.field != nullptr) return variable.field->label;
    return {variable.path, variable.path};
}

}  // namespace

Box universe_of(const Model& model) {
    Box box;
    for (const auto& variable : model.variables) box.push_back(all_values(variable));
    return box;
}

Words box_words(const Model& model, const Box& box) {
    Words all;
    for (std::size_t at = 0; at < box.size(); ++at) {
        const Variable& variable = model.variables[at];
        if (box[at] == all_values(variable)) continue;
        Words values;
        for (Mask rest = box[at]; rest != 0; rest &= rest - 1)
            append(values, " / ", value_words(variable, variable.values[first_value(rest)]));
        const Words subject = subject_words(variable);
        append(all, "; ", {"“" + subject.nl + "” " + values.nl, "“" + subject.en + "” " + values.en});
    }
    if (all.nl.empty()) return {"elke combinatie", "every combination"};
    return all;
}

bool ExampleMaker::fill(const Variable& variable, Mask allowed, Example& example) const {
    const json& value = variable.values[first_value(allowed)];
    if (variable.path == "reporters") {
        example.reporters = value.is_number_integer() ? value.get<int>() : 1;
        return value.is_number_integer();
    }
    if (variable.path == "actMinistry") {
        example.act_ministry = value.is_string() ? value.get<std::string>() : std::string();
        return true;
    }
    if (variable.field == nullptr) return false;
    put_answer(example.report, *variable.field, value);
    return true;
}

/// Lists of codes are made of all the variables over them at once, and of one more code where a list may not
/// be empty.
bool ExampleMaker::fill_codes(const Box& box, Example& example) const {
    std::map<const Field*, std::pair<json, std::vector<std::string>>> lists;
    for (std::size_t at = 0; at < box.size(); ++at) {
        const Variable& variable = model_.variables[at];
        if (variable.kind != Kind::holds_code) continue;
        auto& [codes, asked] =
            lists.try_emplace(variable.field, json::array(), std::vector<std::string>()).first->second;
        asked.push_back(variable.code);
        const bool free = box[at] == all_values(variable);
        const json now = example.report.value(json::json_pointer(variable.field->pointer), json::array());
        const bool had = std::find(now.begin(), now.end(), json(variable.code)) != now.end();
        if (free ? had : variable.values[first_value(box[at])] == true) codes.push_back(variable.code);
    }
    for (auto& [field, list] : lists) {
        auto& [codes, asked] = list;
        if (codes.empty() && field->minimum.value_or(0) > 0) {
            const auto other =
                std::find_if(field->answers.begin(), field->answers.end(), [&](const Answer& answer) {
                    return std::find(asked.begin(), asked.end(), answer.code) == asked.end();
                });
            if (other == field->answers.end()) return false;
            codes.push_back(other->code);
        }
        put_answer(example.report, *field, codes);
    }
    return true;
}

/// Tries samples of the field until the expression comes to an allowed value.
bool ExampleMaker::fill_computed(const Box& box, std::size_t number, Example& example) const {
    const Variable& variable = model_.variables[number];
    if (variable.field == nullptr) return false;
    const auto rule = logic::Rule::compile(variable.subject);
    if (!rule) return false;
    std::vector<json> tries = {
        example.report.value(json::json_pointer(variable.field->pointer), json()), json()};
    const auto samples = examples_.samples.find(variable.field->path);
    if (samples != examples_.samples.end())
        tries.insert(tries.end(), samples->second.begin(), samples->second.end());
    for (const auto& one : tries) {
        if (one.is_null() && variable.field->required) continue;
        json report = example.report;
        put_answer(report, *variable.field, one);
        const Situation situation(report, now_, example.reporters, example.act_ministry);
        const auto value = logic::evaluate(*rule, situation.data());
        if (!value) continue;
        const json said = variable.kind == Kind::opaque
                              ? json(logic::holds(*rule, situation.data()).value_or(false))
                              : *value;
        if ((values_like(variable, said) & box[number]) == 0) continue;
        example.report = std::move(report);
        return true;
    }
    return false;
}

std::optional<Example> ExampleMaker::make(const Box& box) const {
    Example example{examples_.report, 1, ""};
    // Objects first, what stands within them after; what is computed last, over what is there by then.
    std::vector<std::size_t> order;
    for (std::size_t at = 0; at < box.size(); ++at) {
        if (box[at] != all_values(model_.variables[at])) order.push_back(at);
    }
    std::stable_sort(order.begin(), order.end(), [this](std::size_t one, std::size_t other) {
        return model_.variables[one].path.size() < model_.variables[other].path.size();
    });
    for (const std::size_t at : order) {
        const Variable& variable = model_.variables[at];
        const bool plain = variable.kind == Kind::choice || variable.kind == Kind::value;
        if (plain && !fill(variable, box[at], example)) return std::nullopt;
    }
    if (!fill_codes(box, example)) return std::nullopt;
    for (const std::size_t at : order) {
        const Kind kind = model_.variables[at].kind;
        const bool computed = kind == Kind::computed || kind == Kind::opaque;
        if (computed && !fill_computed(box, at, example)) return std::nullopt;
    }
    return example;
}

std::vector<std::size_t> ExampleMaker::matching(const Example& example, const RuleSet& rules) const {
    const Situation situation(example.report, now_, example.reporters, example.act_ministry);
    Evaluation evaluation(table_.atoms, situation);
    std::vector<std::size_t> found;
    for (std::size_t rule = 0; rule < rules.rules.size(); ++rule) {
        if (evaluation.of(rules.rules[rule].when) == Truth::yes) found.push_back(rule);
    }
    return found;
}

}  // namespace wissel::routing
