#include "engine/routing/condition.hpp"

#include "engine/base/encoding.hpp"

#include <algorithm>
#include <set>

namespace wissel::routing {
namespace {

using nlohmann::json;

constexpr std::size_t depth_max = 24;

Condition always_true(const std::string& pointer) {
    return {Condition::Kind::all, pointer, {}, 0, {}, {}, {}};
}

/// The arguments of an operation: JsonLogic lets one argument stand without its list.
json arguments_of(const json& given) {
    return given.is_array() ? given : json::array({given});
}

/// Where argument `at` of the operation at `pointer` stands.
std::string argument_pointer(const json& given, const std::string& pointer, std::size_t at) {
    return given.is_array() ? pointer + "/" + std::to_string(at) : pointer;
}

void collect_reads(const Condition& condition, const Atoms& atoms, std::set<std::string>& reads) {
    if (condition.kind == Condition::Kind::atom) {
        const auto& read = atoms[condition.atom].rule.reads();
        reads.insert(read.begin(), read.end());
    }
    for (const auto& part : condition.parts) collect_reads(part, atoms, reads);
}

json text_of(const Condition& condition, const Atoms& atoms) {
    if (condition.kind == Condition::Kind::atom) return atoms[condition.atom].text;
    if (condition.kind == Condition::Kind::negation)
        return {{"!", json::array({text_of(condition.parts.front(), atoms)})}};
    json parts = json::array();
    for (const auto& part : condition.parts) parts.push_back(text_of(part, atoms));
    if (parts.empty()) return true;
    return {{condition.kind == Condition::Kind::all ? "and" : "or", std::move(parts)}};
}

}  // namespace

std::size_t Atoms::add(const json& text, const std::string& pointer, std::vector<Issue>& issues) {
    const auto [place, fresh] = known_.try_emplace(text.dump(), all_.size());
    if (!fresh) return place->second;
    auto compiled = logic::Rule::compile(text);
    if (!compiled) {
        for (Issue issue : compiled.error().issues) {
            issue.path = pointer + issue.path;
            issues.push_back(std::move(issue));
        }
        known_.erase(place);
        return 0;
    }
    all_.push_back({std::move(*compiled), text, pointer});
    return place->second;
}

Condition ConditionReader::read(const json& text, const std::string& pointer, std::size_t depth) {
    if (depth > depth_max) {
        issues_.push_back(
            {pointer, "depth", {"Deze voorwaarde is te diep genest.", "This condition is nested too deeply."}}
        );
        return always_true(pointer);
    }
    if (text.is_object() && text.size() == 1) {
        const std::string& operation = text.begin().key();
        const json& given = text.begin().value();
        const std::string inner = pointer + "/" + pointer_token(operation);
        if (operation == "and") return read_parts(Condition::Kind::all, given, inner, depth);
        if (operation == "or") return read_parts(Condition::Kind::any, given, inner, depth);
        if (operation == "!") {
            Condition negation = read_parts(Condition::Kind::negation, given, inner, depth);
            if (negation.parts.size() == 1) return negation;
        }
        if (operation == "holds") return read_name(given, inner);
    }
    if (text == true) return always_true(pointer);
    return {Condition::Kind::atom, pointer, {}, atoms_.add(text, pointer, issues_), {}, {}, {}};
}

Condition ConditionReader::read_parts(
    Condition::Kind kind, const json& given, const std::string& pointer, std::size_t depth
) {
    Condition condition{kind, pointer, {}, 0, {}, {}, {}};
    const json arguments = arguments_of(given);
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        condition.parts.push_back(read(arguments[at], argument_pointer(given, pointer, at), depth + 1));
    }
    if (condition.parts.empty()) {
        issues_.push_back(
            {pointer, "tooFew", {"Hier hoort een voorwaarde te staan.", "There has to be a condition here."}}
        );
    }
    return condition;
}

Condition ConditionReader::read_name(const json& name, const std::string& pointer) {
    for (const auto& one : named_) {
        if (name != one.name) continue;
        Condition condition = one.when;
        condition.name = one.name;
        return condition;
    }
    issues_.push_back(
        {pointer,
         "unknownCondition",
         {"Deze voorwaarde heeft geen naam in conditions, of staat daar pas later.",
          "No condition of this name stands in conditions, or only further down."}}
    );
    return always_true(pointer);
}

Truth Evaluation::of(std::size_t atom) {
    if (known_[atom] == not_asked) {
        const auto held = logic::holds(atoms_[atom].rule, situation_.data());
        known_[atom] = static_cast<std::uint8_t>(!held ? Truth::error : *held ? Truth::yes : Truth::no);
    }
    return static_cast<Truth>(known_[atom]);
}

Truth Evaluation::of(const Condition& condition) {
    switch (condition.kind) {
        case Condition::Kind::atom:
            return of(condition.atom);
        case Condition::Kind::negation: {
            const Truth inner = of(condition.parts.front());
            if (inner == Truth::error) return inner;
            return inner == Truth::yes ? Truth::no : Truth::yes;
        }
        case Condition::Kind::all:
        case Condition::Kind::any:
            break;
    }
    const Truth goes_on = condition.kind == Condition::Kind::all ? Truth::yes : Truth::no;
    for (const auto& part : condition.parts) {
        if (const Truth truth = of(part); truth != goes_on) return truth;
    }
    return goes_on;
}

Evaluation::Culprit Evaluation::culprit(const Condition& condition) {
    Culprit found{&condition, nullptr};
    while (true) {
        if (!found.clause->name.empty()) found.named = found.clause;
        if (found.clause->kind != Condition::Kind::all) return found;
        const auto& parts = found.clause->parts;
        const auto failed = std::find_if(parts.begin(), parts.end(), [this](const Condition& part) {
            return of(part) != Truth::yes;
        });
        if (failed == parts.end()) return found;
        found.clause = &*failed;
    }
}

std::string Evaluation::error_of(const Condition& condition) {
    if (condition.kind == Condition::Kind::atom) {
        const auto held = logic::holds(atoms_[condition.atom].rule, situation_.data());
        return held ? std::string() : held.error().type;
    }
    for (const auto& part : condition.parts) {
        if (of(part) == Truth::error) return error_of(part);
    }
    return {};
}

void annotate(Condition& condition, const Atoms& atoms) {
    condition.text = text_of(condition, atoms).dump();
    condition.reads = reads_of(condition, atoms);
    for (auto& part : condition.parts) annotate(part, atoms);
}

std::vector<std::string> reads_of(const Condition& condition, const Atoms& atoms) {
    std::set<std::string> reads;
    collect_reads(condition, atoms, reads);
    return {reads.begin(), reads.end()};
}

}  // namespace wissel::routing
