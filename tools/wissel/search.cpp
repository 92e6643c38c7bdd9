#include "engine/runtime/data_folder.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/progress.hpp"
#include "tools/wissel/settings.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

namespace wissel::tool {
namespace {

struct SearchOptions {
    std::string config;
    std::string data;
    bool rebuild = false;
};

/// Nobody waits for the writer here: large steps.
constexpr int cases_at_once = 1'000;

Result<std::string> folder_of(const SearchOptions& options) {
    if (!options.data.empty()) return options.data;
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    auto settings = read_settings(*config, process_environment());
    if (!settings) return fail_as(settings);
    return std::move(settings->data);
}

Result<cases::SearchStep> take_all_in(cases::SearchIndex& index) {
    std::optional<Progress> progress;
    std::size_t of = 0;
    std::int64_t unreadable = 0;
    while (true) {
        auto step = index.follow(cases_at_once);
        if (!step) return step;
        unreadable += step->unreadable;
        step->unreadable = unreadable;
        if (!step->whole) {
            if (!progress) progress.emplace(of = static_cast<std::size_t>(step->of));
            progress->show(std::min(of, static_cast<std::size_t>(step->filled)));
        }
        if (!step->behind) return step;
    }
}

Result<cases::SearchStep> bring_up_to_date(const SearchOptions& options) {
    auto path = folder_of(options);
    if (!path) return fail_as(path);
    // The lock would make the folder.
    if (!std::filesystem::exists(runtime::DataFolder::database_of(*path))) {
        return fail(
            FailureCode::not_found,
            {fmt::format("Er is geen register in {}.", *path), fmt::format("There is no register in {}.", *path)}
        );
    }
    auto folder = runtime::DataFolder::lock(*path);
    if (!folder) {
        folder.error().message.en += " A running server keeps its search up by itself.";
        return fail_as(folder);
    }
    store::sqlite::Settings settings{(*folder)->database(), "FULL", ""};
    settings.search.path = (*folder)->search();
    // That it is a register of this version; `serve` migrates an older one.
    if (auto reader = store::sqlite::open_reader(settings); !reader) return fail_as(reader);
    const auto index = store::sqlite::make_search_index(settings);
    if (options.rebuild) index->throw_away();
    return take_all_in(*index);
}

}  // namespace

void add_search(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("search", "Bring the search index up to date, while no server runs");
    const auto options = std::make_shared<SearchOptions>();
    command->add_option("--data", options->data, "Folder of the register (default: as in wissel.json)");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->add_flag("--rebuild", options->rebuild, "Throw the index away first, and make it anew");
    command->footer(
        "A server does this by itself in the background, also where the file search.db is missing or damaged; with\n"
        "this, words can be searched for from its first moment on.\n"
        "Example:\n  wissel search --rebuild --data /var/lib/wissel"
    );
    command->callback([options, &status] {
        const auto done = bring_up_to_date(*options);
        if (!done) {
            std::cerr << "wissel: " << done.error().message.en << '\n';
            status = 1;
            return;
        }
        if (done->unreadable > 0) std::cout << fmt::format("{} cases could not be read\n", done->unreadable);
        std::cout << fmt::format("The search knows all events up to {}\n", done->through);
    });
}

}  // namespace wissel::tool
