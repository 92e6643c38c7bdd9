#include "engine/base/json_position.hpp"
#include "engine/base/json_text.hpp"
#include "engine/routing/analysis.hpp"
#include "engine/runtime/system.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/samples.hpp"
#include "tools/wissel/subcommands.hpp"
#include "tools/wissel/table_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

using nlohmann::json;
using Severity = routing::Finding::Severity;

struct LintOptions {
    std::string config;
    std::vector<std::string> files;
    std::string language = "nl";
    bool json = false;
};

const char* code_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            break;
    }
    return "note";
}

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

/// Of an example only what the table asks about; the rest of it is the same in every one.
json asked_of(const json& report, const routing::Table& table) {
    json asked = json::object();
    for (const auto& [path, pointer] : table.report_reads) {
        const std::string name = path.substr(0, path.find('.'));
        if (report.contains(name)) asked[name] = report[name];
    }
    return asked;
}

void print(
    const std::string& path,
    const Position& at,
    const routing::Finding& finding,
    const routing::Table& table,
    const LintOptions& options
) {
    if (options.json) {
        json told = {
            {"file", path},
            {"line", at.line},
            {"column", at.column},
            {"pointer", finding.pointer},
            {"severity", code_of(finding.severity)},
            {"code", finding.code},
            {"message", {{"nl", finding.message.nl}, {"en", finding.message.en}}}};
        if (finding.example) told["example"] = *finding.example;
        std::cout << dump_json(told) << '\n';
        return;
    }
    const Language language = options.language == "en" ? Language::en : Language::nl;
    std::cout << fmt::format(
        "{}:{}:{}: {}: {} [{}]\n",
        path,
        at.line,
        at.column,
        in(language, words_of(finding.severity)),
        in(language, finding.message),
        finding.code
    );
    if (!finding.example) return;
    const Words example = {"bijvoorbeeld", "for example"};
    std::cout << "    " << in(language, example) << ": " << dump_json(asked_of(*finding.example, table))
              << '\n';
}

/// How many errors the file has.
Result<std::size_t> lint_one(
    const std::string& path, const Configuration& configuration, Instant now, const LintOptions& options
) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    const auto table = read_table_file(path, configuration.folder, configuration.desk.table().fields);
    if (!table) return std::unexpected(table.error());
    const auto findings = routing::analyse(*table, now, examples_of(configuration));
    for (const auto& finding : findings) {
        const auto at = position_of_pointer(*text, finding.pointer).value_or(Position());
        print(path, at, finding, *table, options);
    }
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const auto& finding) {
        return finding.severity == Severity::error;
    }));
}

Result<int> lint(const LintOptions& options) {
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    const auto configuration = read_configuration(*config);
    if (!configuration) return std::unexpected(configuration.error());
    const Language language = options.language == "en" ? Language::en : Language::nl;
    std::size_t errors = 0;
    for (const auto& path : options.files) {
        const auto found = lint_one(path, **configuration, runtime::SystemClock().now(), options);
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
    auto* command = app.add_subcommand("lint", "Look for what is wrong with a routing table");
    const auto options = std::make_shared<LintOptions>();
    command->add_option("files", options->files, "The tables")->required();
    command->add_option("--lang", options->language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
    command->add_flag("--json", options->json, "One JSON object a finding, with a whole example report");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->footer(
        "Tells of rules that can never match or never have their turn, that overlap where only one may "
        "match, of\n"
        "combinations that nothing covers, and of names, fields and codes that do not exist; with a report "
        "that shows it.\n"
        "The exit status is 1 where there is any error.\n"
        "Example:\n  wissel lint workflows/routing.json --lang en"
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
