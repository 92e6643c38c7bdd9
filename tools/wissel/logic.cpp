#include "engine/base/json_text.hpp"
#include "engine/logic/rule.hpp"
#include "engine/logic/trace.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace wissel::tool {
namespace {

using nlohmann::json;

struct LogicOptions {
    std::string file = "-";
    bool trace = false;
    bool json = false;
};

/// What one line comes to.
struct Answer {
    json line;
    std::string trace;     ///< for people, lines of its own
    bool is_input = true;  ///< the line was one that can be evaluated
};

Answer refused(const char* type, std::string message) {
    return {{{"error", {{"type", type}, {"message", std::move(message)}}}}, {}, false};
}

/// Deeper than any rule or value that may be evaluated, so that those have errors of their own.
constexpr JsonLimits line_limits{.depth_max = 1100};

/// Why a line cannot be read, and whether nothing but its depth is against it.
struct Unreadable {
    std::string message;
    bool too_deep = true;
};

Unreadable tell(const std::vector<Issue>& issues) {
    Unreadable told;
    for (const Issue& issue : issues) {
        if (!told.message.empty()) told.message += ' ';
        if (!issue.path.empty()) told.message += issue.path + ": ";
        told.message += issue.message.en;
        told.too_deep = told.too_deep && issue.code == "depth";
    }
    return told;
}

json outcome_line(const std::expected<json, logic::Error>& outcome) {
    if (outcome) return {{"result", *outcome}};
    return {{"error", outcome.error().value}};
}

Answer too_deep() {
    return {{{"error", {{"type", logic::error_types::too_deep}}}}, {}, true};
}

Answer answer(const std::string& text, const LogicOptions& options) {
    json line;
    if (const auto reading = read_json(text, line, line_limits); !reading.issues.empty()) {
        const Unreadable why = tell(reading.issues);
        return why.too_deep ? too_deep() : refused("Invalid Input", why.message);
    }
    if (!line.is_object() || !line.contains("rule"))
        return refused("Invalid Input", "A line is an object with \"rule\" and \"data\".");
    const auto rule = logic::Rule::compile(line["rule"], logic::Strictness::lenient);
    if (!rule) return too_deep();  // the only fault of a rule that is not told when it is reached
    const json nothing;
    const auto found = line.find("data");
    const logic::Data data{.base = found == line.end() ? &nothing : &*found};
    if (!options.trace) return {outcome_line(logic::evaluate(*rule, data)), {}, true};
    const auto traced = logic::trace(*rule, data);
    Answer told{outcome_line(traced.outcome), {}, true};
    if (options.json) {
        told.line["trace"] = logic::trace_json(traced.root);
    } else {
        told.trace = logic::trace_text(traced.root);
    }
    return told;
}

/// Answers line by line, at once, so that it can stand in a pipe. False: a line could not be read.
bool answer_all(std::istream& in, const LogicOptions& options) {
    bool readable = true;
    std::string text;
    while (std::getline(in, text)) {
        if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
        const Answer told = answer(text, options);
        readable = readable && told.is_input;
        std::cout << dump_json(told.line) << '\n' << told.trace << std::flush;
    }
    return readable;
}

int run(const LogicOptions& options) {
    if (options.file == "-") return answer_all(std::cin, options) ? 0 : 1;
    std::ifstream file(options.file, std::ios::binary);
    if (file) return answer_all(file, options) ? 0 : 1;
    std::cerr << fmt::format("wissel: the file {} cannot be read: {}.\n", options.file, std::strerror(errno));
    return 1;
}

}  // namespace

void add_logic(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("logic", "Evaluate JsonLogic rules, one JSON object a line");
    const auto options = std::make_shared<LogicOptions>();
    command->add_option("file", options->file, "Lines {\"rule\": …, \"data\": …}; default: standard input");
    auto* trace = command->add_flag("--trace", options->trace, "Show what each part of the rule came to");
    command->add_flag("--json", options->json, "The trace as JSON, in the line of its result")->needs(trace);
    command->footer(
        "Prints {\"result\": …} or {\"error\": {\"type\": …}} for each line. A line that cannot be read is "
        "the "
        "error\n"
        "Invalid Input, and the exit status is 1 then. The operations stand in docs/logic.md.\n"
        "Example:\n"
        "  echo '{\"rule\": {\">\": [{\"var\": \"age\"}, 17]}, \"data\": {\"age\": 18}}' | wissel logic "
        "--trace"
    );
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace wissel::tool
