#include "engine/logic/trace.hpp"

#include "engine/base/json_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace wissel::logic {
namespace {

using nlohmann::json;

void tell(const TraceNode& node, std::size_t level, std::string& text) {
    text += std::string(level * 2, ' ');
    if (node.item) text += fmt::format("[{}] ", *node.item);
    text += node.rule.is_null() && node.cut ? node.pointer : dump_json(node.rule);
    // A constant says itself.
    const bool constant = node.reached && !node.error && node.children.empty() && node.rule == node.value;
    if (!node.reached) {
        text += "  (not reached)";
    } else if (node.error) {
        text += "  => error " + dump_json(node.error->value);
    } else if (!constant) {
        text += "  => " + (node.cut && node.value.is_null() ? std::string("…") : dump_json(node.value));
    }
    text += '\n';
    for (const TraceNode& child : node.children) tell(child, level + 1, text);
    if (node.cut) text += std::string(level * 2 + 2, ' ') + "… (more than is shown)\n";
}

}  // namespace

json trace_json(const TraceNode& node) {
    json told{{"pointer", node.pointer}, {"rule", node.rule}};
    if (node.item) told["item"] = *node.item;
    if (node.cut) told["cut"] = true;
    if (!node.reached) {
        told["reached"] = false;
        return told;
    }
    if (node.error) {
        told["error"] = node.error->value;
    } else {
        told["value"] = node.value;
    }
    if (node.children.empty()) return told;
    json& children = told["children"] = json::array();
    for (const TraceNode& child : node.children) children.push_back(trace_json(child));
    return told;
}

std::string trace_text(const TraceNode& root) {
    std::string text;
    tell(root, 0, text);
    return text;
}

}  // namespace wissel::logic
