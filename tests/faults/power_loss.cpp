// Takes the power from the real SQLite store again and again, at a moment that follows from a seed, and looks
// whether anything that was acknowledged is lost or anything is there by half. `--synchronous NORMAL` is the
// control: SQLite does not sync its commits there, so a simulation that finds nothing then would prove
// nothing.

#include "engine/base/encoding.hpp"
#include "engine/base/sha256.hpp"
#include "tests/faults/audit.hpp"
#include "tests/faults/crash_vfs.hpp"
#include "tests/faults/workload.hpp"
#include "tests/support/scratch_folder.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace {

using namespace wissel;
using namespace wissel::faults;

struct Options {
    std::uint64_t seeds = 100;
    std::uint64_t first = 1;
    std::string synchronous = "FULL";
    bool quick = false;
};

struct Totals {
    std::uint64_t crashes = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t lost = 0;
    std::uint64_t half_done = 0;
    std::uint64_t corrupt = 0;
    std::uint64_t seeds_with_loss = 0;
    std::string digest;  ///< over every file that was left behind: equal runs have equal ones

    [[nodiscard]] bool whole() const { return lost == 0 && half_done == 0 && corrupt == 0; }
};

/// How one seed goes, drawn before anything runs.
struct Story {
    int lives = 1;
    std::vector<PowerPlan> power;  ///< of each life
};

Story story_of(std::uint64_t seed, const Options& options) {
    std::mt19937_64 random(seed);
    Story story;
    // One in three loses power again on what the first time left behind, its recovery included.
    story.lives = random() % 3 == 0 ? 2 : 1;
    const std::uint64_t operations_max = options.quick ? 400 : 1'000;
    for (int life = 0; life < story.lives; ++life) {
        const auto operations = static_cast<std::int64_t>(1 + random() % operations_max);
        story.power.push_back({random(), operations, random() % 2 == 0});
    }
    return story;
}

[[noreturn]] void run_child(const Life& life, const PowerPlan& power, int pipe) {
    constexpr int broken = 3;
    try {
        install_crash_vfs(power);
        Witness witness(pipe);
        live(life, witness);
    } catch (const std::exception& error) {
        fmt::print(stderr, "seed {}, life {}: {}\n", life.seed, life.number, error.what());
    }
    _exit(broken);
}

/// Under the seed the machine's own disk failed; nothing is known about the simulated one.
struct MachineFailed {};

struct LifeTold {
    std::vector<Batch> batches;
    bool lost_power = false;
};

LifeTold run_life(const Life& life, const PowerPlan& power) {
    int ends[2] = {};
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        close(ends[0]);
        run_child(life, power, ends[1]);
    }
    close(ends[1]);
    LifeTold told{hear_out(ends[0]), false};
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == machine_failed) throw MachineFailed();
    told.lost_power = WIFEXITED(status) && WEXITSTATUS(status) == power_lost;
    return told;
}

std::string bytes_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void remove_register(const std::string& path) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) unlink((path + end).c_str());
}

void print(std::uint64_t seed, const char* what, const std::vector<std::string>& found) {
    if (!found.empty()) fmt::print(stderr, "seed {}: {} {}, first: {}\n", seed, found.size(), what, found[0]);
}

void run_seed(std::uint64_t seed, const Options& options, const std::string& path, Totals& totals) {
    const Story story = story_of(seed, options);
    remove_register(path);
    std::vector<Batch> batches;
    for (int life = 1; life <= story.lives; ++life) {
        const PowerPlan& power = story.power[static_cast<std::size_t>(life - 1)];
        auto told = run_life({path, options.synchronous, seed, life}, power);
        totals.crashes += told.lost_power ? 1U : 0U;
        totals.corrupt += told.lost_power ? 0U : 1U;
        for (auto& batch : told.batches) {
            totals.acknowledged += batch.acknowledged ? batch.deeds.size() : 0U;
            batches.push_back(std::move(batch));
        }
    }
    const auto left = sha256({totals.digest, bytes_of_file(path), bytes_of_file(path + "-wal")});
    totals.digest = to_hex(bytes_of(left));
    const Findings findings = audit(path, batches);
    totals.lost += findings.lost.size();
    totals.half_done += findings.half_done.size();
    totals.corrupt += findings.corrupt.size();
    totals.seeds_with_loss += findings.lost.empty() ? 0U : 1U;
    if (options.synchronous != "FULL") return;
    print(seed, "lost", findings.lost);
    print(seed, "half done", findings.half_done);
    print(seed, "corrupt", findings.corrupt);
}

/// A seed replays exactly, so one that the machine disturbed is played again, and what it counted forgotten.
void run_seed_undisturbed(
    std::uint64_t seed, const Options& options, const std::string& path, Totals& totals
) {
    constexpr int tries_max = 3;
    for (int tries = 1;; ++tries) {
        Totals after = totals;
        try {
            run_seed(seed, options, path, after);
            totals = after;
            return;
        } catch (const MachineFailed&) {
            if (tries == tries_max)
                throw std::runtime_error("the disk of this machine fails again and again");
            fmt::print(stderr, "seed {}: again, since the machine's own disk failed\n", seed);
        }
    }
}

/// Memory, where there is enough of it: a container may have next to none at /dev/shm.
std::filesystem::path fast_folder() {
    constexpr std::uintmax_t enough = 64ULL * 1024 * 1024;
    const std::filesystem::path memory = "/dev/shm";
    std::error_code unknown;
    const auto space = std::filesystem::space(memory, unknown);
    const bool fits = !unknown && space.available >= enough && access(memory.c_str(), W_OK) == 0;
    return fits ? memory : std::filesystem::temp_directory_path();
}

int run(const Options& options) {
    const test::ScratchFolder folder(fast_folder());
    Totals totals;
    for (std::uint64_t seed = options.first; seed < options.first + options.seeds; ++seed)
        run_seed_undisturbed(seed, options, folder.file("register.db"), totals);
    fmt::print(
        "synchronous={} seeds={} crashes={} acknowledged={} lost={} (in {} seeds) half done={} corrupt={} "
        "digest={}\n",
        options.synchronous,
        options.seeds,
        totals.crashes,
        totals.acknowledged,
        totals.lost,
        totals.seeds_with_loss,
        totals.half_done,
        totals.corrupt,
        totals.digest.substr(0, 16)
    );
    if (options.synchronous == "FULL") return totals.whole() ? 0 : 1;
    const bool noticed = totals.lost > 0;
    fmt::print("the control {}\n", noticed ? "works: the losses are noticed" : "FAILS: nothing was noticed");
    return noticed ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Takes the power from the register and looks what is left.");
    app.add_option("--seeds", options.seeds, "How many power losses, one a seed")->check(CLI::PositiveNumber);
    app.add_option("--first", options.first, "The first seed; a seed replays exactly");
    app.add_option("--synchronous", options.synchronous, "FULL, or NORMAL as the control")
        ->check(CLI::IsMember({"FULL", "NORMAL"}));
    app.add_flag("--quick", options.quick, "Shorter lives");
    CLI11_PARSE(app, argc, argv);
    try {
        return run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    }
}
