#include "engine/routing/references.hpp"

#include <algorithm>

namespace wissel::routing {
namespace {

using nlohmann::json;

constexpr std::string_view report_root = "report";

bool is_index(std::string_view part) {
    return !part.empty() &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether the report's form has `path` (dotted, within the report): a field, or a place within a list.
bool in_report(const Fields& fields, std::string_view path) {
    if (path.empty() || fields.find(path) != nullptr) return true;
    for (std::size_t dot = path.rfind('.'); dot != std::string_view::npos; dot = path.rfind('.', dot - 1)) {
        const Field* above = fields.find(path.substr(0, dot));
        if (above != nullptr) {
            const auto rest = path.substr(dot + 1);
            const bool list = above->kind == Field::Kind::list || above->kind == Field::Kind::codes;
            return list && is_index(rest.substr(0, rest.find('.')));
        }
        if (dot == 0) break;
    }
    return false;
}

void check_path(
    const Fields& fields, const std::string& path, const std::string& pointer, std::vector<Issue>& issues
) {
    const auto dot = path.find('.');
    const std::string root = path.substr(0, dot);
    if (is_known_root(root) &&
        (root != report_root || in_report(fields, dot == std::string::npos ? "" : path.substr(dot + 1))))
        return;
    issues.push_back(
        {pointer,
         "unknownField",
         {"\"" + path + "\" staat niet op het meldformulier.", "\"" + path + "\" is not on the report form."}}
    );
}

void check_computed(bool reads_anything, const std::string& pointer, std::vector<Issue>& issues) {
    if (!reads_anything) return;
    issues.push_back(
        {pointer,
         "computedPath",
         {"Noem het veld zelf: van een berekende naam kan niemand zeggen waar de regel van afhangt.",
          "Name the field itself: of a computed name nobody could say what the rule depends on."}}
    );
}

void check_answer(
    const Field& field, const json& literal, const std::string& pointer, std::vector<Issue>& issues
) {
    if (literal.is_array()) {
        for (const auto& one : literal) check_answer(field, one, pointer, issues);
        return;
    }
    if (!literal.is_string() || field.answers.empty()) return;
    const bool known = std::any_of(field.answers.begin(), field.answers.end(), [&](const Answer& answer) {
        return answer.code == literal;
    });
    if (known) return;
    const auto code = literal.get<std::string>();
    issues.push_back(
        {pointer,
         "unknownCode",
         {"\"" + code + "\" is geen antwoord van " + field.path + ".",
          "\"" + code + "\" is no answer of " + field.path + "."}}
    );
}

/// A typing error in a code would make a rule silently true or false for ever.
void check_codes(const Fields& fields, const Atom& atom, std::vector<Issue>& issues) {
    if (!atom.text.is_object() || atom.text.size() != 1) return;
    const std::string& operation = atom.text.begin().key();
    const json& operands = atom.text.begin().value();
    const bool compares = operation == "==" || operation == "!=" || operation == "===" ||
                          operation == "!==" || operation == "in";
    if (!compares || !operands.is_array() || operands.size() != 2) return;
    for (std::size_t side = 0; side < 2; ++side) {
        const Field* field = field_read(fields, operands[side]);
        if (field != nullptr) check_answer(*field, operands[1 - side], atom.pointer, issues);
    }
}

}  // namespace

const Field* field_read(const Fields& fields, const json& operand) {
    if (!operand.is_object() || operand.size() != 1 || operand.begin().key() != "var") return nullptr;
    const json& argument = operand.begin().value();
    const json& name = argument.is_array() && !argument.empty() ? argument[0] : argument;
    if (!name.is_string()) return nullptr;
    const auto path = within_report(name.get_ref<const std::string&>());
    return path ? fields.find(*path) : nullptr;
}

void check_references(const Table& table, const std::vector<RuleReads>& others, std::vector<Issue>& issues) {
    for (const auto& atom : table.atoms.all()) {
        check_computed(atom.rule.reads_anything(), atom.pointer, issues);
        for (const auto& path : atom.rule.reads()) check_path(table.fields, path, atom.pointer, issues);
        check_codes(table.fields, atom, issues);
    }
    for (const auto& other : others) {
        check_computed(other.reads_anything, other.pointer, issues);
        for (const auto& path : other.reads) check_path(table.fields, path, other.pointer, issues);
    }
}

}  // namespace wissel::routing
