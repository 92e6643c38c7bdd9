#include "engine/statechart/explore.hpp"
#include "engine/statechart/interpreter.hpp"
#include "tests/support/appendix_d.hpp"
#include "tests/support/random_machine.hpp"
#include "tests/support/seed.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

// The engine's interpreter beside one written after the letter of SCXML's appendix D, over random machines
// and events. WISSEL_STEPS sets how many steps (100,000, a tenth with a sanitizer); WISSEL_SEED repeats a
// run.

using nlohmann::json;
using namespace wissel;
using namespace wissel::statechart;
using wissel::test::AppendixD;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t usual_steps = 10'000;
#else
constexpr std::size_t usual_steps = 100'000;
#endif

std::size_t steps_wanted() {
    const char* given = std::getenv("WISSEL_STEPS");
    return given == nullptr ? usual_steps : std::strtoull(given, nullptr, 10);
}

constexpr Instant start_of_time{};

/// One active child in each active compound, all in each active parallel.
bool is_whole(const Definition& definition, const StateSet& active, StateIndex index) {
    const State& state = definition.states[index];
    std::size_t count = 0;
    for (std::uint32_t at = 0; at < state.children.count; ++at) {
        const StateIndex child = definition.children[state.children.first + at];
        if (!active.has(child)) continue;
        if (!is_whole(definition, active, child)) return false;
        ++count;
    }
    if (state.kind == State::Kind::compound) return count == 1;
    return count == state.children.count;
}

bool is_whole(const Definition& definition, const StateSet& active) {
    if (!active.has(0) || !is_whole(definition, active, 0)) return false;
    for (auto state = active.first(); state != no_state; state = active.next(state + 1U)) {
        if (definition.states[state].is_history()) return false;
        if (state != 0 && !active.has(definition.states[state].parent)) return false;
    }
    return true;
}

/// Tells of a run when a check fails, and costs nothing as long as none does.
class Story {
public:
    explicit Story(const nlohmann::ordered_json& machine) : machine_(machine) {}
    Story(const Story&) = delete;
    Story& operator=(const Story&) = delete;
    ~Story() {
        if (std::uncaught_exceptions() == before_) return;
        std::cerr << "the machine: " << machine_.dump() << "\nits events:";
        for (const auto& [event, data, time] : steps_)
            std::cerr << ' ' << event << data.dump() << " after " << time << ',';
        std::cerr << '\n';
    }

    void add(const std::string& event, const json& data, std::int64_t time) {
        steps_.push_back({event, data, time});
    }

private:
    struct Step {
        std::string event;
        json data;
        std::int64_t time;
    };
    const nlohmann::ordered_json& machine_;
    std::vector<Step> steps_;
    int before_ = std::uncaught_exceptions();
};

/// Both interpreters on one machine.
class Pair {
public:
    Pair(const nlohmann::ordered_json& document, const Definition& definition)
        : definition_(definition), ours_(definition), theirs_(document) {}

    /// False: it does not come to rest, as both say.
    bool start() {
        const bool started = ours_.start(machine_, {now_, {}}, told_).has_value();
        REQUIRE(started == (theirs_.start() != AppendixD::Ended::endless));
        if (started) compare();
        return started;
    }

    void send(const std::string& name, const json& data) {
        // What was sent without delay comes before the next event.
        pass(0);
        if (machine_.status == Machine::Status::done) {
            REQUIRE(theirs_.send(name, data) == AppendixD::Ended::ignored);
            return;
        }
        const Machine before = machine_;
        const auto stepped = ours_.step(machine_, {name, &data}, {now_, {}}, told_);
        const auto ended = theirs_.send(name, data);
        if (!stepped) {
            REQUIRE(ended == AppendixD::Ended::endless);
            REQUIRE(machine_ == before);
            return;
        }
        REQUIRE(ended == (told_.taken ? AppendixD::Ended::taken : AppendixD::Ended::ignored));
        compare();
        if (++steps_ % 4 == 0) check_again(before, name, data);
    }

    /// How many timers fired, each a step.
    std::size_t pass(std::int64_t milliseconds) {
        const Instant until = now_ + std::chrono::milliseconds(milliseconds);
        std::vector<AppendixD::Ended> ended;
        std::vector<json> effects;
        std::vector<bool> caught;
        for (const Timer* next = next_timer(machine_); next != nullptr && next->due_at <= until;
             next = next_timer(machine_)) {
            now_ = std::max(now_, next->due_at);
            const std::uint64_t id = next->id;
            if (ours_.fire(machine_, id, {now_, {}}, told_)) {
                ended.push_back(told_.taken ? AppendixD::Ended::taken : AppendixD::Ended::ignored);
                const auto told = effects_of();
                effects.insert(effects.end(), told.begin(), told.end());
                for (const auto& error : told_.errors) caught.push_back(error.caught);
                continue;
            }
            // Such a timer would come again and again; there it counts as fired.
            ended.push_back(AppendixD::Ended::endless);
            std::erase_if(machine_.timers, [&](const Timer& timer) { return timer.id == id; });
        }
        now_ = until;
        REQUIRE(theirs_.pass(milliseconds) == ended);
        if (ended.empty()) return 0;
        const auto told = theirs_.told();
        REQUIRE(told.effects == effects);
        REQUIRE(told.errors_caught == caught);
        compare_state(told);
        return ended.size();
    }

    [[nodiscard]] const Machine& machine() const { return machine_; }

    /// The machine goes on from its snapshot, read from text.
    void swap_for_snapshot() {
        const json snapshot = snapshot_of(definition_, machine_);
        const auto read = read_snapshot(definition_, json::parse(snapshot.dump()));
        REQUIRE(read);
        REQUIRE(*read == machine_);
        REQUIRE(snapshot_of(definition_, *read).dump() == snapshot.dump());
        machine_ = *read;
    }

private:
    [[nodiscard]] std::vector<json> effects_of() const {
        std::vector<json> effects;
        for (const auto& effect : told_.effects)
            effects.push_back({{"type", effect.action->type}, {"params", effect.params}});
        return effects;
    }

    void compare() {
        const auto told = theirs_.told();
        REQUIRE(effects_of() == told.effects);
        std::vector<bool> caught;
        for (const auto& error : told_.errors) caught.push_back(error.caught);
        REQUIRE(caught == told.errors_caught);
        compare_state(told);
    }

    void compare_state(const test::Told& told) {
        REQUIRE(is_whole(definition_, machine_.active));
        REQUIRE(configuration_of(definition_, machine_) == told.configuration);
        REQUIRE(machine_.context == told.context);
        REQUIRE((machine_.status == Machine::Status::done) == told.done);
        REQUIRE(machine_.output == told.output);
        std::vector<Timer> timers = machine_.timers;
        std::stable_sort(timers.begin(), timers.end(), [](const Timer& one, const Timer& other) {
            return one.due_at < other.due_at;
        });
        std::vector<std::string> names;
        for (const auto& timer : timers) names.push_back(timer.event);
        REQUIRE(names == told.timers);
    }

    /// The same machine and event again, by an interpreter that did nothing before, come to the same.
    void check_again(const Machine& before, const std::string& name, const json& data) {
        Machine again = before;
        Interpreter fresh(definition_);
        Told told;
        REQUIRE(fresh.step(again, {name, &data}, {now_, {}}, told));
        REQUIRE(again == machine_);
        REQUIRE(told.transitions == told_.transitions);
    }

    const Definition& definition_;
    Interpreter ours_;
    AppendixD theirs_;
    Machine machine_;
    Told told_;
    Instant now_ = start_of_time;
    std::size_t steps_ = 0;
};

}  // namespace

TEST_CASE("the interpreter agrees with the letter of appendix D", "[property][statechart]") {
    const std::uint64_t seed = test::test_seed();
    CAPTURE(seed);
    std::mt19937_64 chance(seed);
    const std::size_t wanted = steps_wanted();
    std::size_t steps = 0;
    std::size_t moves = 0;
    while (steps < wanted) {
        const auto document = test::random_machine(chance);
        Story story(document);
        const auto definition = parse_machine(document);
        if (!definition) {
            for (const auto& issue : definition.error().issues)
                UNSCOPED_INFO(issue.path << " " << issue.message.en);
        }
        REQUIRE(definition);
        Pair pair(document, *definition);
        ++steps;
        if (!pair.start()) continue;
        constexpr int steps_of_a_story = 200;
        for (int left = steps_of_a_story; left > 0; --left, ++steps) {
            const std::string event = test::random_event(chance);
            const json data = chance() % 3 == 0 ? json({{"n", static_cast<int>(chance() % 4)}}) : json();
            const auto time = static_cast<std::int64_t>(chance() % 4 == 0 ? chance() % 80 : 0);
            story.add(event, data, time);
            if (chance() % 8 == 0) pair.swap_for_snapshot();
            const StateSet before = pair.machine().active;
            steps += pair.pass(time);
            pair.send(event, data);
            moves += before == pair.machine().active ? 0 : 1;
            if (pair.machine().status == Machine::Status::done && chance() % 4 == 0) break;
        }
    }
    // Random machines may do nothing at all; most of these do something.
    CHECK(moves > steps / 20);
}

TEST_CASE("every configuration that a run comes to is one that exploring found", "[property][statechart]") {
    const std::uint64_t seed = test::test_seed();
    CAPTURE(seed);
    std::mt19937_64 chance(seed);
    // Many random machines fail on their rules, or grow beyond the bound, before there is much to compare.
    const std::size_t wanted = steps_wanted() / 400;
    constexpr std::size_t machines_max = 5'000;
    std::size_t compared = 0;
    for (std::size_t made = 0; compared < wanted && made < machines_max; ++made) {
        const auto document = test::random_machine(chance);
        const Story story(document);
        const auto definition = parse_machine(document);
        REQUIRE(definition);
        constexpr std::size_t runs = 2'000;
        const Reach reach =
            explore(*definition, std::vector<bool>(definition->transitions.size(), true), runs);
        if (reach.bound_reached) continue;
        std::set<std::array<std::uint64_t, states_max / 64>> known;
        for (const auto& place : reach.places) known.insert(place.active.words());
        Interpreter interpreter(*definition);
        Machine machine;
        Told told;
        if (!interpreter.start(machine, {}, told)) continue;
        for (int turn = 0; turn < 60 && machine.status == Machine::Status::running; ++turn) {
            const Timer* next = chance() % 2 == 0 ? next_timer(machine) : nullptr;
            const std::string event = test::random_event(chance);
            const bool stepped = next != nullptr
                                     ? interpreter.fire(machine, next->id, {}, told).has_value()
                                     : interpreter.step(machine, {event, nullptr}, {}, told).has_value();
            // A rule that fails raises an error, and exploring knows no data that rules could fail on.
            if (!stepped || !told.errors.empty()) break;
            REQUIRE(known.contains(machine.active.words()));
            ++compared;
        }
    }
    CHECK(compared >= wanted);
}
