#include "engine/runtime/calendar_change.hpp"
#include "engine/runtime/data_folder.hpp"
#include "engine/runtime/system.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/definitions.hpp"
#include "tools/wissel/demo_player.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

struct DemoOptions {
    std::string folder;
    std::string until;
    std::string config;
};

Result<Instant> end_of(const DemoOptions& options) {
    if (options.until.empty()) return runtime::SystemClock().now();
    if (const auto date = parse_date(options.until)) return amsterdam_midnight(std::chrono::sys_days{*date});
    return fail(
        FailureCode::invalid,
        {"\"" + options.until + "\": hier hoort een datum, zoals 2026-11-28.",
         "\"" + options.until + "\": a date belongs here, such as 2026-11-28."}
    );
}

/// A bar where a person looks on, nothing in a log file.
void show(std::size_t done, std::size_t of) {
    if (isatty(STDERR_FILENO) != 1) return;
    constexpr std::size_t width = 40;
    const std::size_t filled = of == 0 ? width : done * width / of;
    std::cerr << fmt::format("\r[{:<{}}] {}", std::string(filled, '#'), width, done) << std::flush;
    if (done == of) std::cerr << '\n';
}

Result<DemoTally> fill(
    cases::WriteStore& store,
    const Configuration& configuration,
    const cases::Workflows& workflows,
    const DemoStories& stories,
    Instant end
) {
    int longest = 0;
    for (const auto& one : stories.cases) longest = std::max(longest, one.days_ago);
    DemoClock clock(end - std::chrono::days{longest + 3});
    runtime::SystemSeeds seeds;
    const runtime::Domain domain{
        configuration.organisations,
        configuration.desk,
        workflows,
        configuration.almanac,
        configuration.known_roles,
        clock,
        seeds};
    const cases::Intake intake(configuration.report_schema, configuration.organisations);
    if (auto followed = runtime::follow_calendar(store, domain); !followed) return fail_as(followed);
    DemoPlayer player(store, domain, clock, intake);
    return player.play(stories, end, show);
}

/// Every server over this register says so from now on.
Result<void> mark(cases::WriteStore& store, Instant now) {
    if (auto begun = store.begin(); !begun) return begun;
    if (auto set = store.set_mark("demoStarted", format_instant(now)); !set) return set;
    if (store.commit() == cases::CommitOutcome::durable) return {};
    return fail(FailureCode::unavailable, {"Er is geen ruimte op de schijf.", "There is no room on the disk."});
}

Result<DemoTally> build(const DemoOptions& options) {
    auto end = end_of(options);
    if (!end) return fail_as(end);
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    auto configuration = read_configuration(*config);
    if (!configuration) return fail_as(configuration);
    auto files = read_workflows(**configuration);
    if (!files) return fail_as(files);
    auto stories = read_demo_stories(*config);
    if (!stories) return fail_as(stories);
    cases::Workflows workflows;
    if (auto put = put_in_force(workflows, *files, **configuration); !put) return fail_as(put);
    auto folder = runtime::DataFolder::lock(options.folder);
    if (!folder) return fail_as(folder);
    if (std::filesystem::exists((*folder)->database())) {
        return fail(
            FailureCode::conflict,
            {"In deze map staat al een register; kies een lege map.",
             "There is a register in this folder already; choose an empty one."}
        );
    }
    // Under another name until it is whole, so that what was broken off is never taken for a register.
    const std::string building = (*folder)->database() + ".building";
    for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(building + rest);
    auto store = store::sqlite::open_writer({building, "FULL", ""});
    if (!store) return fail_as(store);
    if (auto marked = mark(**store, *end); !marked) return fail_as(marked);
    if (auto kept = keep_definitions(**store, **configuration, workflows, *end); !kept) return fail_as(kept);
    auto tally = fill(**store, **configuration, workflows, *stories, *end);
    if (!tally) return tally;
    store->reset();  // whoever closes last moves all into the main file
    std::filesystem::rename(building, (*folder)->database());
    return tally;
}

}  // namespace

void add_demo(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("demo", "Build a register that looks as if it were in use for months");
    const auto options = std::make_shared<DemoOptions>();
    command->add_option("DIR", options->folder, "A folder without a register; made where it is not there")->required();
    command->add_option("--until", options->until, "The day it has come to (default: now)");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->footer(
        "The cases are those of config/demo/reports.jsonl, and what happens to them stands in "
        "config/demo/stories.json;\n"
        "all of it is invented. The commands are those of the API, each at its own moment of the past; only here "
        "can a\n"
        "clock be set. A server over this register says on every page that it is a demonstration.\n"
        "Example:\n  wissel demo demo-data && wissel serve --data demo-data"
    );
    command->callback([options, &status] {
        const auto tally = build(*options);
        if (!tally) {
            std::cerr << "wissel: " << tally.error().message.en << '\n';
            status = 1;
            return;
        }
        std::cout << fmt::format("{} cases reported, {} steps taken\n", tally->reported, tally->steps);
        for (const auto& line : tally->broken_off) std::cout << "broken off: " << line << '\n';
        status = 0;
    });
}

}  // namespace wissel::tool
