#include "tools/wissel/script_file.hpp"

#include "engine/base/json_text.hpp"
#include "tools/wissel/files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace wissel::tool {

using nlohmann::json;
using statechart::Replayed;

std::vector<std::string> scripts_of(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<statechart::Script> read_script(const std::string& path) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    const auto document = parse_json(*text);
    if (!document) return std::unexpected(located(document.error(), path, *text));
    auto script = statechart::parse_script(*document);
    if (!script) return std::unexpected(located(script.error(), path, *text));
    return script;
}

json json_of(const Replayed& step, const statechart::Definition& machine) {
    json told = {
        {"cause",
         step.cause == Replayed::Cause::start   ? "start"
         : step.cause == Replayed::Cause::timer ? "timer"
                                                : "script"},
        {"at", format_instant(step.at)},
        {"taken", step.taken},
        {"configuration", step.configuration},
        {"effects", step.effects}};
    if (step.cause == Replayed::Cause::script) told["pointer"] = "/events/" + std::to_string(step.line);
    if (!step.event.empty()) told["event"] = step.event;
    if (step.expected) {
        told["expected"] = *step.expected;
        told["differs"] = step.differs;
    }
    json transitions = json::array();
    for (const auto at : step.transitions) transitions.push_back(machine.transitions[at].pointer);
    told["transitions"] = std::move(transitions);
    json errors = json::array();
    for (const auto& error : step.errors)
        errors.push_back({{"place", error.place}, {"type", error.type}, {"caught", error.caught}});
    told["errors"] = std::move(errors);
    if (step.failure) told["failure"] = {{"nl", step.failure->message.nl}, {"en", step.failure->message.en}};
    return told;
}

}  // namespace wissel::tool
