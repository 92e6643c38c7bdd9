#include "engine/base/json_text.hpp"
#include "engine/statechart/interpreter.hpp"
#include "tests/allocations/counter.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

// Counts what is taken from the heap while a machine steps.

#if WISSEL_HEAP_IS_SANITIZED

TEST_CASE("a step without effects takes nothing from the heap", "[allocations][statechart]") {
    WARN("skipped: a sanitizer has replaced operator new already");
}

#else

using namespace wissel;
using namespace wissel::statechart;
using nlohmann::json;

TEST_CASE("a step without effects takes nothing from the heap", "[allocations][statechart]") {
    const auto document = parse_ordered_json(R"({
        "id": "m", "context": {"n": 3, "a name that is longer than a short text": [1, 2, 3]},
        "guards": {"many": {">": [{"var": "n"}, 2]}},
        "initial": "work",
        "states": {
            "work": {
                "type": "parallel",
                "on": {"an event with a name that is long enough": "rest"},
                "states": {
                    "remembered": {"type": "history", "history": "deep"},
                    "left": {"states": {
                        "one": {"on": {"turn.left": {"target": "two", "guard": "many"}}},
                        "two": {"on": {"turn.*": {"target": "one", "guard": {"==": [{"var": "event.name"}, "turn.left"]}}}}}},
                    "right": {"states": {
                        "one": {"on": {"turn": "two"}},
                        "two": {"always": {"target": "three", "guard": {"type": "stateIn", "params": {"stateId": "work.left.two"}}},
                                "on": {"turn": "one"}},
                        "three": {"on": {"turn": {"target": "one", "guard": {"type": "not", "params": {"guards": [{"<": [{"var": "case.legs"}, 0]}]}}}}}}}}},
            "rest": {"on": {"resume": "#work.remembered"}}}})");
    REQUIRE(document);
    const auto definition = parse_machine(*document);
    REQUIRE(definition);
    const json current = {{"legs", 2}};
    const logic::Named beside[] = {{"case", &current}};
    const Surroundings around{{}, beside};
    Interpreter interpreter(*definition);
    Machine machine;
    Told told;
    REQUIRE(interpreter.start(machine, around, told));
    const char* const events[] = {
        "turn.left",
        "turn.right",
        "an event with a name that is long enough",
        "resume",
        "turn.left",
        "nothing takes this"};
    std::size_t taken_transitions = 0;
    const auto round = [&] {
        for (const char* event : events) {
            REQUIRE(interpreter.step(machine, {event, nullptr}, around, told));
            taken_transitions += told.transitions.size();
        }
    };
    // The first rounds take the room that the next ones find.
    round();
    round();
    const std::size_t before = test::taken_from_heap();
    std::size_t failures = 0;
    for (int turn = 0; turn < 10; ++turn) {
        for (const char* event : events)
            failures += interpreter.step(machine, {event, nullptr}, around, told) ? 0 : 1;
    }
    const std::size_t after = test::taken_from_heap();
    CHECK(after - before == 0);
    CHECK(failures == 0);
    CHECK(taken_transitions > 10);
}

#endif
