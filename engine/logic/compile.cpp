#include "engine/base/encoding.hpp"
#include "engine/logic/compiler.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace wissel::logic {

using nlohmann::json;

namespace {

/// Whatever the caller allows: an evaluation takes a few frames of the stack for each level.
constexpr std::size_t depth_ceiling = 512;

/// Whether there is nothing to compute in it.
bool is_constant(const json& text) {
    if (text.is_object()) return text.empty();
    return !text.is_array() || std::all_of(text.begin(), text.end(), is_constant);
}

std::optional<std::string> too_deep_below(
    const json& text, const std::string& pointer, std::size_t depth_left
) {
    if (!text.is_structured()) return std::nullopt;
    if (depth_left == 0) return pointer;
    if (text.is_array()) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (!text[at].is_structured()) continue;
            if (auto found = too_deep_below(text[at], pointer + "/" + std::to_string(at), depth_left - 1))
                return found;
        }
        return std::nullopt;
    }
    for (const auto& [name, member] : text.items()) {
        const std::string below = pointer + "/" + pointer_token(name);
        // The list of an operation's arguments is no level of its own.
        if (auto found = too_deep_below(member, below, member.is_array() ? depth_left : depth_left - 1))
            return found;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> too_deep_at(const json& rule, std::size_t depth_max) {
    return too_deep_below(rule, "", std::min(depth_max, depth_ceiling));
}

std::vector<Issue> Compiler::run() {
    program_.root = compile(program_.rule, "");
    if (issues_.empty()) gather_reads(program_);
    return std::move(issues_);
}

std::uint32_t Compiler::compile(const json& text, const std::string& pointer) {
    Node node;
    if (is_constant(text)) {
        node.value = Value::of(text);
    } else if (text.is_array()) {
        node.kind = Node::Kind::list;
        compile_arguments(node, text, pointer);
    } else if (text.size() == 1) {
        compile_operation(node, text, pointer);
    } else {
        node.kind = Node::Kind::unknown;
        fault(
            pointer,
            "severalOperators",
            {"Een regel is een object met precies één veld: de bewerking.",
             "A rule is an object with exactly one member: the operation."}
        );
    }
    return add(node, text, pointer);
}

std::uint32_t Compiler::add(Node node, const json& text, const std::string& pointer) {
    program_.nodes.push_back(node);
    program_.texts.push_back(&text);
    program_.pointers.push_back(pointer);
    return static_cast<std::uint32_t>(program_.nodes.size() - 1);
}

void Compiler::compile_operation(Node& node, const json& text, const std::string& pointer) {
    const auto member = text.begin();
    const json& arguments = member.value();
    const std::string below = pointer + "/" + pointer_token(member.key());
    if (member.key() == preserve_name) {
        node.value = Value::of(arguments);
        return;
    }
    node.operation = find_operation(member.key());
    if (node.operation == nullptr) {
        node.kind = Node::Kind::unknown;
        return fault(
            below,
            "unknownOperator",
            {fmt::format("Er is geen bewerking '{}'.", member.key()),
             fmt::format("There is no operation '{}'.", member.key())}
        );
    }
    if (auto path = known_path(*node.operation, arguments)) {
        node.kind = Node::Kind::lookup;
        node.path = static_cast<std::uint32_t>(program_.paths.size());
        program_.paths.push_back(std::move(*path));
        const bool has_default =
            node.operation->name == var_name && arguments.is_array() && arguments.size() > 1;
        if (has_default) set_children(node, {compile(arguments[1], below + "/1")});
        return;
    }
    node.kind = Node::Kind::operation;
    check_arguments(*node.operation, arguments, below);
    node.listed = arguments.is_array();
    if (node.listed) return compile_arguments(node, arguments, below);
    set_children(node, {compile(arguments, below)});
}

void Compiler::compile_arguments(Node& node, const json& arguments, const std::string& pointer) {
    std::vector<std::uint32_t> children;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        children.push_back(compile(arguments[at], pointer + "/" + std::to_string(at)));
    }
    set_children(node, children);
}

void Compiler::set_children(Node& node, const std::vector<std::uint32_t>& children) {
    node.first = static_cast<std::uint32_t>(program_.children.size());
    node.count = static_cast<std::uint32_t>(children.size());
    program_.children.insert(program_.children.end(), children.begin(), children.end());
}

void Compiler::check_arguments(
    const Operation& operation, const json& arguments, const std::string& pointer
) {
    const bool listed = arguments.is_array();
    if (operation.style == Operation::Style::listed && !listed) {
        return fault(
            pointer,
            "badArguments",
            {fmt::format("De argumenten van '{}' zijn een lijst.", operation.name),
             fmt::format("The arguments of '{}' are a list.", operation.name)}
        );
    }
    // One that is computed may come to a list of any length.
    if (!listed && arguments.is_object()) return;
    const std::size_t count = listed ? arguments.size() : 1;
    const bool too_many = operation.count_max != any_count && count > operation.count_max;
    if (count >= operation.count_min && !too_many) return;
    fault(
        pointer,
        "badArguments",
        {fmt::format(
             "'{}' heeft {} {} argument(en).",
             operation.name,
             too_many ? "hoogstens" : "minstens",
             too_many ? operation.count_max : operation.count_min
         ),
         fmt::format(
             "'{}' has {} {} argument(s).",
             operation.name,
             too_many ? "at most" : "at least",
             too_many ? operation.count_max : operation.count_min
         )}
    );
}

void Compiler::fault(const std::string& pointer, const char* code, Words message) {
    if (strictness_ == Strictness::file) issues_.push_back({pointer, code, std::move(message)});
}

}  // namespace wissel::logic
