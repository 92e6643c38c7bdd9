#include "engine/base/json_text.hpp"
#include "engine/cases/report_parts.hpp"
#include "engine/routing/explain.hpp"
#include "engine/runtime/system.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/subcommands.hpp"
#include "tools/wissel/table_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <sstream>

namespace wissel::tool {
namespace {

using nlohmann::json;
using Style = routing::Line::Style;

struct RouteOptions {
    std::string config;
    std::string report;
    std::string reports;
    std::string table;
    std::string against;
    std::string language = "nl";
    std::string now;
    int reporters = 0;
    bool json = false;
};

/// A report from a file, with what the intake form finds wrong with it.
struct ReadReport {
    json facts;
    std::size_t reporters = 1;
    std::vector<Issue> faults;
};

/// Everything that judging a report takes.
class Judge {
public:
    Judge(const Configuration& configuration, const RouteOptions& options, Instant now)
        : configuration_(configuration),
          options_(options),
          now_(now),
          intake_(configuration.report_schema, configuration.organisations) {}

    [[nodiscard]] Result<cases::RoutingDesk> open(const std::string& path) const {
        auto table = read_table_file(path, configuration_.folder, configuration_.desk.table().fields);
        if (!table) return fail_as(table);
        auto desk = cases::RoutingDesk::open(
            std::move(*table), configuration_.remits, configuration_.report_schema_document
        );
        if (!desk) return std::unexpected(located(desk.error(), path, read_file(path).value_or("")));
        return desk;
    }

    /// What the register would make of the text of a report.
    [[nodiscard]] Result<ReadReport> read(const std::string& path, const std::string& text) const {
        json body;
        JsonReading reading = read_json(text, body);
        if (!reading.whole) {
            const auto invalid = fail_invalid(std::move(reading.issues));
            return std::unexpected(located(invalid.error(), path, text));
        }
        if (!body.is_object()) {
            return fail(FailureCode::invalid, {path + ": geen melding.", path + ": this is no report."});
        }
        ReadReport read{cases::split_report(body).facts, 1, {}};
        if (read.facts.is_null()) read.facts = json::object();
        if (options_.reporters > 0) read.reporters = static_cast<std::size_t>(options_.reporters);
        if (auto checked = intake_.check(std::move(body), std::move(reading.issues)); !checked)
            read.faults = std::move(checked.error().issues);
        return read;
    }

    [[nodiscard]] routing::Decision decide(const cases::RoutingDesk& desk, const ReadReport& report) const {
        return desk.decide(report.facts, report.reporters, now_);
    }

    [[nodiscard]] Words ministry_name(const std::string& tooi) const {
        const auto* known = configuration_.organisations.ministry(tooi);
        return known != nullptr ? known->name : Words{tooi, tooi};
    }

    [[nodiscard]] Words outcome(const cases::RoutingDesk& desk, const routing::Decision& decision) const {
        const routing::MinistryName name = [this](const std::string& tooi) { return ministry_name(tooi); };
        return routing::outcome_words(desk.table(), decision, name);
    }

private:
    const Configuration& configuration_;
    const RouteOptions& options_;
    Instant now_;
    cases::Intake intake_;
};

json told_of(const cases::RoutingDesk& desk, const routing::Decision& decision) {
    return json::parse(routing::encode_decision(desk.table(), decision));
}

Language language_of(const RouteOptions& options) {
    return options.language == "en" ? Language::en : Language::nl;
}

/// Colour where somebody looks on and did not ask for none (https://no-color.org).
bool in_colour() {
    const char* refused = std::getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

std::string styled(const routing::Line& line, bool colour) {
    const auto wrap = [colour](const char* code, const std::string& text) {
        return colour ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
    };
    switch (line.style) {
        case Style::heading:
            return wrap("1", line.text);
        case Style::outcome:
            return wrap("1;32", line.mark + " " + line.text);
        case Style::item: {
            std::string text = line.text;
            for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
                text.insert(at + 1, "       ");
            return "  " + wrap("36", fmt::format("{:<4}", line.mark)) + " " + text;
        }
        case Style::text:
        case Style::empty:
            break;
    }
    return line.text;
}

void print_faults(const std::vector<Issue>& faults, Language language) {
    if (faults.empty()) return;
    const Words head = {
        "Let op: zo zou het register de melding niet aannemen.",
        "Note: the register would not take the report like this."};
    std::cerr << in(language, head) << '\n';
    for (const auto& fault : faults)
        std::cerr << "  " << fault.path << ": " << in(language, fault.message) << '\n';
    std::cerr << '\n';
}

/// A report that joins a case is not held against the table (R01); whether its reporter may see that case,
/// only the register knows.
void print_joins(const ReadReport& report, Language language) {
    if (!report.facts.contains("joins")) return;
    const auto named = report.facts["joins"].dump();
    const Words told = {
        "Let op: deze melding noemt het knelpunt " + named +
            ". Mag de melder dat zien, dan telt zij daar mee (R01); hieronder staat wat anders zou gelden.",
        "Note: this report names the case " + named +
            ". Where its reporter may see it, it counts there (R01); below stands what would hold "
            "otherwise."};
    std::cerr << in(language, told) << "\n\n";
}

Result<int> explain_one(const Judge& judge, const cases::RoutingDesk& desk, const RouteOptions& options) {
    const auto text = read_file(options.report);
    if (!text) return std::unexpected(text.error());
    const auto report = judge.read(options.report, *text);
    if (!report) return std::unexpected(report.error());
    const Language language = language_of(options);
    print_faults(report->faults, language);
    print_joins(*report, language);
    const routing::Decision decision = judge.decide(desk, *report);
    if (options.json) {
        std::cout << told_of(desk, decision).dump(2) << '\n';
        return 0;
    }
    const bool colour = in_colour();
    const routing::MinistryName name = [&judge](const std::string& tooi) {
        return judge.ministry_name(tooi);
    };
    for (const auto& line : routing::explain(desk.table(), decision, language, name))
        std::cout << styled(line, colour) << '\n';
    return 0;
}

/// How a line of many is called: the reporter's own reference, or its number.
std::string label_of(const ReadReport& report, std::size_t number) {
    return report.facts.value("ownReference", std::to_string(number));
}

/// Runs `each` over the reports of a JSON lines file; blank lines do not count.
template <class Each>
Result<void> for_each_report(const Judge& judge, const std::string& path, Each&& each) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    std::istringstream lines(*text);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto report = judge.read(fmt::format("{} line {}", path, number), line);
        if (!report) return std::unexpected(report.error());
        each(number, *report);
    }
    return {};
}

Result<int> list_all(const Judge& judge, const cases::RoutingDesk& desk, const RouteOptions& options) {
    const Language language = language_of(options);
    auto listed = for_each_report(judge, options.reports, [&](std::size_t number, const ReadReport& report) {
        const routing::Decision decision = judge.decide(desk, report);
        if (options.json) {
            json told = told_of(desk, decision);
            told["line"] = number;
            told["ownReference"] = label_of(report, number);
            std::cout << told.dump() << '\n';
            return;
        }
        std::cout << fmt::format(
            "{:<8} {}\n", label_of(report, number), in(language, judge.outcome(desk, decision))
        );
    });
    if (!listed) return fail_as(listed);
    return 0;
}

bool same_way(const routing::Decision& one, const routing::Decision& other) {
    return one.route == other.route && one.ministry == other.ministry && one.referral == other.referral &&
           one.mode == other.mode;
}

/// Lists the reports that two tables route differently; the exit status tells whether there are any.
Result<int> compare(const Judge& judge, const cases::RoutingDesk& desk, const RouteOptions& options) {
    const auto against = judge.open(options.against);
    if (!against) return std::unexpected(against.error());
    const Language language = language_of(options);
    std::size_t all = 0;
    std::size_t different = 0;
    auto compared =
        for_each_report(judge, options.reports, [&](std::size_t number, const ReadReport& report) {
            ++all;
            const routing::Decision before = judge.decide(desk, report);
            const routing::Decision after = judge.decide(*against, report);
            if (same_way(before, after)) return;
            ++different;
            if (options.json) {
                const json told = {
                    {"line", number},
                    {"ownReference", label_of(report, number)},
                    {"before", told_of(desk, before)},
                    {"after", told_of(*against, after)}};
                std::cout << told.dump() << '\n';
                return;
            }
            std::cout << fmt::format(
                "{:<8} {}\n      →  {}\n",
                label_of(report, number),
                in(language, judge.outcome(desk, before)),
                in(language, judge.outcome(*against, after))
            );
        });
    if (!compared) return fail_as(compared);
    if (!options.json) {
        const Words told = {
            fmt::format("{} van {} meldingen gaan een andere weg.", different, all),
            fmt::format("{} of {} reports go another way.", different, all)};
        std::cout << in(language, told) << '\n';
    }
    return different == 0 ? 0 : 1;
}

Result<Instant> moment_of(const RouteOptions& options) {
    if (options.now.empty()) return runtime::SystemClock().now();
    if (const auto moment = parse_instant(options.now)) return *moment;
    // Noon, so that the day is the same in Amsterdam.
    if (const auto moment = parse_instant(options.now + "T12:00:00Z")) return *moment;
    return fail(
        FailureCode::invalid,
        {"--now is een datum (2026-11-24) of een moment (2026-11-24T09:30:00Z).",
         "--now is a date (2026-11-24) or a moment (2026-11-24T09:30:00Z)."}
    );
}

Result<int> route(const RouteOptions& options) {
    const auto now = moment_of(options);
    if (!now) return std::unexpected(now.error());
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    const auto configuration = read_configuration(*config);
    if (!configuration) return std::unexpected(configuration.error());
    const Judge judge(**configuration, options, *now);
    std::optional<cases::RoutingDesk> other;
    if (!options.table.empty()) {
        auto opened = judge.open(options.table);
        if (!opened) return fail_as(opened);
        other = std::move(*opened);
    }
    const cases::RoutingDesk& desk = other ? *other : (*configuration)->desk;
    if (!options.against.empty()) return compare(judge, desk, options);
    if (!options.reports.empty()) return list_all(judge, desk, options);
    return explain_one(judge, desk, options);
}

}  // namespace

void add_route(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("route", "Explain which route a report takes, without a server");
    const auto options = std::make_shared<RouteOptions>();
    auto* report = command->add_option(
        "--report", options->report, "A file with one report (the body of POST /v1/cases)"
    );
    auto* reports = command->add_option(
        "--reports", options->reports, "A file with one report a line: one line for each"
    );
    auto* against = command->add_option(
        "--against", options->against, "Another table: list the reports that it routes differently"
    );
    command->add_option("--table", options->table, "The routing table (default: the one in force)");
    command->add_option("--lang", options->language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
    command->add_option("--now", options->now, "The day to judge on (default: today)");
    command->add_option("--reporters", options->reporters, "How many organisations report it (default: one)")
        ->check(CLI::Range(1, 100000));
    command->add_flag("--json", options->json, "The decision as the API tells it");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    report->excludes(reports);
    against->needs(reports);
    command->footer(
        "Examples:\n"
        "  wissel route --report config/demo/example-report.json --lang en\n"
        "  wissel route --reports config/demo/reports.jsonl\n"
        "  wissel route --table workflows/routing.json --against draft.json --reports "
        "config/demo/reports.jsonl\n"
        "With --against the exit status is 1 where any report goes another way."
    );
    command->callback([command, options, report, reports, &status] {
        if (report->count() + reports->count() == 0) throw CLI::RequiredError("--report or --reports");
        const auto routed = route(*options);
        if (routed) {
            status = *routed;
            return;
        }
        std::cerr << "wissel: " << in(language_of(*options), routed.error().message) << '\n';
        status = 1;
    });
}

}  // namespace wissel::tool
