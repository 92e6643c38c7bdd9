#include "engine/base/json_text.hpp"
#include "engine/statechart/script.hpp"
#include "tools/wissel/coverage.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/script_file.hpp"
#include "tools/wissel/subcommands.hpp"
#include "tools/wissel/workflow_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

using nlohmann::json;
using statechart::Replayed;

struct ReplayOptions {
    std::string machine;
    std::string script;
    std::string workflows;
    std::string config;
    std::string language = "nl";
    bool json = false;
    bool all = false;
    bool coverage = false;

    [[nodiscard]] Language in() const { return language == "en" ? Language::en : Language::nl; }
};

std::string list_of(const std::vector<std::string>& names) {
    return names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "));
}

void print(const Replayed& step, Language language) {
    const Words start = {"(begin)", "(start)"};
    const Words time = {"(tijd verstrijkt)", "(time passes)"};
    const bool is_start = step.cause == Replayed::Cause::start;
    std::string cause = is_start ? in(language, start) : step.event.empty() ? in(language, time) : step.event;
    if (step.cause == Replayed::Cause::timer) cause = fmt::format("⏱ {}", cause);
    std::cout << fmt::format("{}  {:<28} {}", format_instant(step.at), cause, list_of(step.configuration));
    const Words ignored = {"geen overgang", "no transition"};
    if (!is_start && !step.event.empty() && !step.taken) std::cout << "  (" << in(language, ignored) << ')';
    std::cout << '\n';
    for (const auto& effect : step.effects)
        std::cout << "    " << effect.at("type").get<std::string>() << ' ' << dump_json(effect.at("params"))
                  << '\n';
    const Words caught = {"opgevangen", "caught"};
    const Words uncaught = {"niet opgevangen", "not caught"};
    for (const auto& error : step.errors) {
        std::cout << fmt::format(
            "    error.execution {} {} ({})\n",
            error.place,
            error.type,
            in(language, error.caught ? caught : uncaught)
        );
    }
}

Words difference(const Replayed& step) {
    if (step.failure) return step.failure->message;
    const std::string where = step.cause == Replayed::Cause::start
                                  ? "/initialConfiguration"
                                  : fmt::format("/events/{}/nextConfiguration", step.line);
    return {
        fmt::format(
            "{}: verwacht {}, maar het is {}.", where, list_of(*step.expected), list_of(step.configuration)
        ),
        fmt::format(
            "{}: expected {}, but it is {}.", where, list_of(*step.expected), list_of(step.configuration)
        )};
}

Result<statechart::Definition> read_machine(const std::string& path) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    auto machine = machine_of(*text);
    if (!machine) return std::unexpected(located(machine.error(), path, *text));
    return machine;
}

/// Prints each step up to the first that differs. Exit status: whether one does.
Result<int> replay_one(const ReplayOptions& options) {
    const auto machine = read_machine(options.machine);
    if (!machine) return std::unexpected(machine.error());
    const auto script = read_script(options.script);
    if (!script) return std::unexpected(script.error());
    const auto replayed = statechart::replay(*machine, *script);
    const Replayed* different = replayed.first_difference();
    for (const auto& step : replayed.steps) {
        if (options.json) {
            std::cout << dump_json(json_of(step, *machine)) << '\n';
        } else {
            print(step, options.in());
        }
        if (&step == different) break;
    }
    if (different != nullptr)
        std::cerr << options.script << ": " << in(options.in(), difference(*different)) << '\n';
    return different == nullptr ? 0 : 1;
}

/// What the scripts of one workflow came to.
struct Tally {
    std::size_t run = 0;
    std::size_t differ = 0;
    std::size_t missing = 0;
};

void print_coverage(
    const Coverage& coverage, const std::string& path, const std::string& id, const ReplayOptions& options
) {
    const auto missing = coverage.missing();
    const auto text = read_file(path).value_or("");
    if (options.json) {
        json told = json_of(coverage);
        told["workflow"] = id;
        std::cout << dump_json(told) << '\n';
        return;
    }
    const auto counted = [&](const char* words) {
        return fmt::format(
            fmt::runtime(words),
            id,
            coverage.states_taken(),
            coverage.states(),
            coverage.transitions_taken(),
            coverage.transitions()
        );
    };
    const Words told = {
        counted("{}: {} van {} toestanden, {} van {} overgangen"),
        counted("{}: {} of {} states, {} of {} transitions")};
    std::cout << in(options.in(), told) << '\n';
    const Words never = {"geen script neemt", "no script takes"};
    for (const auto& one : missing) {
        const Position at = nearest_position(text, one.pointer);
        std::cout << fmt::format(
            "{}:{}:{}: {} {}\n", path, at.line, at.column, in(options.in(), never), one.name
        );
    }
}

Result<Tally> replay_scripts(
    const std::string& path, const std::string& folder, const ReplayOptions& options
) {
    const auto machine = read_machine(path);
    if (!machine) return std::unexpected(machine.error());
    Tally tally;
    Coverage coverage(*machine);
    for (const auto& script_path : scripts_of(folder + "/scripts/" + machine->id)) {
        const auto script = read_script(script_path);
        if (!script) return std::unexpected(script.error());
        const auto replayed = statechart::replay(*machine, *script);
        coverage.add(replayed);
        ++tally.run;
        const Replayed* different = replayed.first_difference();
        if (different != nullptr) {
            ++tally.differ;
            std::cerr << script_path << ": " << in(options.in(), difference(*different)) << '\n';
        } else if (!options.json) {
            const Words good = {"klopt", "agrees"};
            std::cout << script_path << ": " << in(options.in(), good) << '\n';
        }
    }
    if (options.coverage) print_coverage(coverage, path, machine->id, options);
    tally.missing = coverage.missing().size();
    return tally;
}

Result<int> replay_all(const ReplayOptions& options) {
    std::string folder = options.workflows;
    if (folder.empty()) {
        const auto config = find_config(options.config);
        if (!config) return std::unexpected(config.error());
        folder = std::filesystem::path(*config + "/../workflows").lexically_normal().string();
    }
    Tally sum;
    const auto paths = workflow_paths(folder);
    for (const auto& path : paths) {
        const auto tally = replay_scripts(path, folder, options);
        if (!tally) return std::unexpected(tally.error());
        sum.run += tally->run;
        sum.differ += tally->differ;
        sum.missing += tally->missing;
    }
    if (paths.empty()) {
        return fail(
            FailureCode::not_found,
            {"In " + folder + " staat geen werkwijze.", "There is no workflow in " + folder + "."}
        );
    }
    if (!options.json) {
        const Words told = {
            fmt::format("{} scripts, {} wijken af", sum.run, sum.differ),
            fmt::format("{} scripts, {} differ", sum.run, sum.differ)};
        std::cout << in(options.in(), told) << '\n';
    }
    return sum.differ > 0 || (options.coverage && sum.missing > 0) ? 1 : 0;
}

Result<int> run(const ReplayOptions& options) {
    if (options.all) return replay_all(options);
    if (!options.machine.empty() && !options.script.empty()) return replay_one(options);
    return fail(
        FailureCode::invalid,
        {"Geef een machine en een script, of --all.", "Give a machine and a script, or --all."}
    );
}

}  // namespace

void add_replay(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("replay", "Run a script on a workflow or any other machine");
    const auto options = std::make_shared<ReplayOptions>();
    auto* machine = command->add_option("machine", options->machine, "The machine");
    auto* script =
        command->add_option("script", options->script, "Events and the configurations they lead to");
    auto* all = command->add_flag(
        "--all", options->all, "Every script of every workflow: DIR/scripts/<workflow>/*.json"
    );
    all->excludes(machine)->excludes(script);
    command
        ->add_flag(
            "--coverage",
            options->coverage,
            "Tell which states and transitions no script takes; exit status 1 then"
        )
        ->needs(all);
    command
        ->add_option(
            "--workflows", options->workflows, "Folder of the workflows (default: beside the configuration)"
        )
        ->envname("WISSEL_WORKFLOWS");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->add_option("--lang", options->language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
    command->add_flag("--json", options->json, "One JSON object a line");
    command->footer(
        "Prints the active states after each event. The first configuration that is not what the script says "
        "ends it, "
        "with\n"
        "exit status 1. Scripts and machines: docs/statecharts.md.\n"
        "Examples:\n"
        "  wissel replay workflows/referral.json workflows/scripts/referral/taken-up.json\n"
        "  wissel replay --all --coverage"
    );
    command->callback([options, &status] {
        const auto replayed = run(*options);
        if (!replayed) std::cerr << "wissel: " << in(options->in(), replayed.error().message) << '\n';
        status = replayed.value_or(1);
    });
}

}  // namespace wissel::tool
