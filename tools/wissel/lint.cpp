#include "engine/base/json_position.hpp"
#include "engine/base/json_text.hpp"
#include "engine/runtime/system.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/findings.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

using nlohmann::json;
using Severity = Finding::Severity;

struct LintOptions {
    std::string config;
    std::vector<std::string> files;
    std::string language = "nl";
    bool json = false;
};

Words words_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return {"fout", "error"};
        case Severity::warning:
            return {"waarschuwing", "warning"};
        case Severity::note:
            break;
    }
    return {"opmerking", "note"};
}

void print_json(const std::string& path, const Position& at, const Finding& finding) {
    json told = json_of(finding);
    told["file"] = path;
    told["line"] = at.line;
    told["column"] = at.column;
    std::cout << dump_json(told) << '\n';
}

void print(const std::string& path, const Position& at, const Finding& finding, Language language) {
    std::cout << fmt::format(
        "{}:{}:{}: {}: {} [{}]\n",
        path,
        at.line,
        at.column,
        in(language, words_of(finding.severity)),
        in(language, finding.message),
        finding.code
    );
    if (finding.example) {
        const Words example = {"bijvoorbeeld", "for example"};
        std::cout << "    " << in(language, example) << ": " << finding.asked << '\n';
    }
    if (!finding.way) return;
    const Words way = {"zo komt het daar", "how it comes there"};
    const Words start = {"meteen aan het begin", "right at the start"};
    std::cout << "    " << in(language, way) << ": "
              << (finding.way->empty() ? in(language, start)
                                       : fmt::format("{}", fmt::join(*finding.way, " → ")))
              << '\n';
}

/// How many errors the file has.
Result<std::size_t> lint_one(
    const std::string& path, const Reference& reference, Instant now, const LintOptions& options
) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    const auto findings = findings_of(path, *text, reference, now);
    if (!findings) return std::unexpected(findings.error());
    for (const auto& finding : *findings) {
        const auto at = nearest_position(*text, finding.pointer);
        if (options.json) {
            print_json(path, at, finding);
        } else {
            print(path, at, finding, options.language == "en" ? Language::en : Language::nl);
        }
    }
    return static_cast<std::size_t>(std::count_if(
        findings->begin(),
        findings->end(),
        [](const auto& finding) { return finding.severity == Severity::error; }
    ));
}

Result<int> lint(const LintOptions& options) {
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    const auto reference = read_reference(*config);
    if (!reference) return std::unexpected(reference.error());
    const Language language = options.language == "en" ? Language::en : Language::nl;
    std::size_t errors = 0;
    for (const auto& path : options.files) {
        const auto found = lint_one(path, **reference, runtime::SystemClock().now(), options);
        if (!found) {
            std::cerr << in(language, found.error().message) << '\n';
            ++errors;
            continue;
        }
        errors += *found;
        if (*found > 0 || options.json) continue;
        const Words told = {path + ": geen fouten.", path + ": no errors."};
        std::cout << in(language, told) << '\n';
    }
    return errors == 0 ? 0 : 1;
}

}  // namespace

void add_lint(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("lint", "Look for what is wrong with routing tables and workflows");
    const auto options = std::make_shared<LintOptions>();
    command->add_option("files", options->files, "Tables and workflows")->required();
    command->add_option("--lang", options->language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
    command->add_flag("--json", options->json, "One JSON object a finding");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->footer(
        "Of a routing table: rules that can never match or never have their turn, that overlap where only "
        "one "
        "may match,\n"
        "combinations that nothing covers; with a report that shows it. Of a workflow: states that cannot be "
        "reached or\n"
        "left, that nobody owns or may leave, rounds without an end; with the events that lead there. Of "
        "both: "
        "names,\n"
        "fields and codes that do not exist.\n"
        "The exit status is 1 where there is any error.\n"
        "Example:\n  wissel lint workflows/*.json --lang en"
    );
    command->callback([options, &status] {
        const auto linted = lint(*options);
        if (linted) {
            status = *linted;
            return;
        }
        std::cerr << "wissel: "
                  << in(options->language == "en" ? Language::en : Language::nl, linted.error().message)
                  << '\n';
        status = 1;
    });
}

}  // namespace wissel::tool
