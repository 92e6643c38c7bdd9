#include "engine/base/json_text.hpp"
#include "engine/statechart/interpreter.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

using nlohmann::json;
using namespace wissel;
using namespace wissel::statechart;

namespace {

using Names = std::vector<std::string>;

const Instant monday = *parse_instant("2026-01-05T09:00:00Z");

Definition machine_of(const std::string& text) {
    const auto document = parse_ordered_json(text);
    REQUIRE(document);
    auto definition = parse_machine(*document);
    if (!definition) {
        for (const auto& issue : definition.error().issues)
            UNSCOPED_INFO(issue.path << ": " << issue.message.en);
    }
    REQUIRE(definition);
    return std::move(*definition);
}

/// Faults as `pointer code`.
Names faults_of(const std::string& text) {
    const auto document = parse_ordered_json(text);
    REQUIRE(document);
    const auto definition = parse_machine(*document);
    Names faults;
    if (definition) return faults;
    for (const auto& issue : definition.error().issues) faults.push_back(issue.path + " " + issue.code);
    return faults;
}

/// A machine that runs, and what its last step told.
struct Run {
    explicit Run(const std::string& text) : definition(machine_of(text)), interpreter(definition) {
        REQUIRE(interpreter.start(machine, {now, {}}, told));
    }

    Names send(const std::string& name, const json& data = nullptr) {
        REQUIRE(interpreter.step(machine, {name, &data}, {now, {}}, told));
        return active();
    }

    [[nodiscard]] Names active() const { return configuration_of(definition, machine); }

    [[nodiscard]] Names logged() const {
        Names values;
        for (const auto& effect : told.effects)
            values.push_back(effect.params.at("value").get<std::string>());
        return values;
    }

    Definition definition;
    Interpreter interpreter;
    Machine machine;
    Told told;
    Instant now = monday;
};

std::string log(const std::string& value) {
    return R"({"type": "log", "params": {"value": ")" + value + R"("}})";
}

}  // namespace

TEST_CASE("a machine is refused with every fault at once", "[unit][statechart]") {
    const auto faults = faults_of(R"({
        "id": "m", "initial": "a", "guards": {"loop": {"type": "not", "params": {"guards": ["loop"]}}},
        "delays": {"weeks": {"duration": "P2W", "calendar": "nl-working-days"}, "bad": {"duration": "ten"}},
        "states": {
            "a": {"on": {"x": "nowhere", "y": {"target": "b", "guard": "missing"}, "z": {"guard": {"var": 1, "==": 2}}},
                  "after": {"unknown": "b", "-5": "b"}},
            "b": {"type": "final", "on": {"x": "a"}},
            "c": {"type": "odd"},
            "d": {"type": "parallel", "states": {"e": {"initial": "#a", "states": {"f": {}, "g": {}}}, "h": {}},
                  "on": {"both": {"target": ["d.e.f", "d.e.g"]}, "fine": {"target": ["#d.e.f", "#d.h"]}}},
            "i": {"type": "parallel"},
            "j": {"entry": [{"type": "raise"}, {"type": "assign", "params": {"n": {"unknownOperation": 1}}}, 5]}
        }})");
    CHECK(faults == Names{"/states/c/type enum"});
    // The tree comes first, since everything else is told by it.
    const auto more = faults_of(R"({
        "id": "m", "initial": "a", "guards": {"loop": {"type": "not", "params": {"guards": ["loop"]}}},
        "delays": {"weeks": {"duration": "P2W", "calendar": "nl-working-days"}, "bad": {"duration": "ten"}},
        "states": {
            "a": {"on": {"x": "nowhere", "y": {"target": "b", "guard": "missing"}, "z": {"guard": {"var": 1, "==": 2}}},
                  "after": {"unknown": "b", "-5": "b"}},
            "b": {"type": "final", "on": {"x": "a"}},
            "d": {"type": "parallel", "states": {"e": {"initial": "#a", "states": {"f": {}, "g": {}}}, "h": {}},
                  "on": {"both": {"target": [".e.f", ".e.g"]}, "fine": {"target": ["#d.e.f", "#d.h"]}}},
            "i": {"type": "parallel"},
            "j": {"entry": [{"type": "raise"}, {"type": "assign", "params": {"n": {"unknownOperation": 1}}}, 5]}
        }})");
    CHECK_THAT(
        more,
        Catch::UnorderedEquals(Names{
            "/delays/weeks format",
            "/delays/bad/duration format",
            "/states/a/on/x unknownState",
            "/states/a/on/y/guard unknownGuard",
            "/states/a/on/z/guard severalOperators",
            "/states/a/after/unknown unknownDelay",
            "/states/a/after/-5 unknownDelay",
            "/states/b/on notAllowed",
            "/states/d/on/both/target/1 conflict",
            "/states/d/states/e/initial unknownState",
            "/states/i/states required",
            "/states/j/entry/0/params/event required",
            "/states/j/entry/1/params/n/unknownOperation unknownOperator",
            "/states/j/entry/2 type",
            "/guards/loop/params/guards/0 endlessGuard",
        })
    );
}

TEST_CASE("a machine has an id and states, and no name twice", "[unit][statechart]") {
    CHECK(faults_of("[]") == Names{" type"});
    CHECK(faults_of("{}") == Names{"/id required", "/states required"});
    CHECK(
        faults_of(R"({"id": "m", "states": {"a": {"id": "x"}, "b": {"states": {"c": {"id": "x"}}}}})") ==
        Names{"/states/b/states/c notUnique"}
    );
    CHECK(faults_of(R"({"id": "m", "states": {"a": {}}})").empty());
}

TEST_CASE("more than 1,024 states or 64 levels are refused", "[unit][statechart]") {
    json wide = {{"id", "m"}, {"states", json::object()}};
    for (int at = 0; at < 1023; ++at) wide["states"]["s" + std::to_string(at)] = json::object();
    CHECK(faults_of(wide.dump()).empty());
    wide["states"]["one more"] = json::object();
    CHECK(faults_of(wide.dump()).size() == 1);

    const auto deep = [](int levels) {
        json inner = json::object();
        for (int level = 1; level < levels; ++level) inner = {{"states", {{"s", inner}}}};
        json whole = {{"id", "m"}, {"states", {{"s", inner}}}};
        const auto document = parse_ordered_json(whole.dump(), {.depth_max = 400});
        REQUIRE(document);
        return parse_machine(*document).has_value();
    };
    CHECK(deep(64));
    CHECK_FALSE(deep(65));
}

TEST_CASE(
    "states are left inside out and entered outside in, with the transition between", "[unit][statechart]"
) {
    Run run(
        R"({"id": "m", "initial": "a", "states": {
        "a": {"entry": [)" +
        log("in a") + R"(], "exit": [)" + log("out a") + R"(], "initial": {"target": "b", "actions": [)" +
        log("initial") + R"(]},
              "states": {"b": {"entry": [)" +
        log("in b") + R"(], "exit": [)" + log("out b") + R"(]}},
              "on": {"go": {"target": "c", "actions": [)" +
        log("go") + R"(]}}},
        "c": {"entry": [)" +
        log("in c") + R"(]}}})"
    );
    CHECK(run.logged() == Names{"in a", "initial", "in b"});
    CHECK(run.send("go") == Names{"c"});
    CHECK(run.logged() == Names{"out b", "out a", "go", "in c"});
}

TEST_CASE("an event that nothing takes is told, and changes nothing", "[unit][statechart]") {
    Run run(R"({"id": "m", "states": {"a": {"on": {"go": "b"}}, "b": {}}})");
    const Machine before = run.machine;
    CHECK(run.send("stop") == Names{"a"});
    CHECK_FALSE(run.told.taken);
    CHECK(run.machine == before);
    run.send("go");
    CHECK(run.told.taken);
}

TEST_CASE("prefixes match whole words, and a star matches all", "[unit][statechart]") {
    const auto takes = [](const std::string& descriptor, const std::string& event) {
        Run run(R"({"id": "m", "states": {"a": {"on": {")" + descriptor + R"(": "b"}}, "b": {}}})");
        run.send(event);
        return run.told.taken;
    };
    CHECK(takes("a.b", "a.b"));
    CHECK(takes("a.b", "a.b.c"));
    CHECK_FALSE(takes("a.b", "a.bc"));
    CHECK_FALSE(takes("a.b", "a"));
    CHECK(takes("a.*", "a.b"));
    CHECK(takes("a.*", "a"));
    CHECK(takes("*", "anything"));
    CHECK(takes("x y", "y.z"));
    CHECK_FALSE(takes("x y", "z"));
}

TEST_CASE("a rule that fails raises error.execution, which a transition may take", "[unit][statechart]") {
    Run run(
        R"({"id": "m", "context": {"n": "none"}, "states": {
        "a": {"on": {"ask": {"target": "b", "guard": {"<": [{"var": "n"}, 1]}},
                     "act": {"actions": [)" +
        log("first") + R"(, {"type": "assign", "params": {"n": {"+": ["x", 1]}}}, )" + log("never") + R"(]}}},
        "b": {}},
        "on": {"error.execution": {"actions": [{"type": "log", "params": {"value": {"var": "event.data.place"}}}], "guard": {"!=": [{"var": "deaf"}, true]}}}})"
    );
    CHECK(run.send("ask") == Names{"a"});
    CHECK_FALSE(run.told.taken);
    REQUIRE(run.told.errors.size() == 1);
    CHECK(run.told.errors[0].place == "/states/a/on/ask/guard");
    CHECK(run.told.errors[0].type == "NaN");
    CHECK(run.told.errors[0].caught);
    run.send("act");
    CHECK(run.logged() == Names{"first", "/states/a/on/act/actions/1/params/n"});

    Run deaf(R"({"id": "m", "states": {"a": {"on": {"ask": {"guard": {"throw": "no"}}}}}})");
    deaf.send("ask");
    REQUIRE(deaf.told.errors.size() == 1);
    CHECK(deaf.told.errors[0].type == "no");
    CHECK_FALSE(deaf.told.errors[0].caught);
}

TEST_CASE("a step without an end fails and leaves the machine as it was", "[unit][statechart]") {
    Run run(R"({"id": "m", "context": {"n": 0}, "states": {
        "a": {"on": {"go": {"target": "b", "actions": [{"type": "assign", "params": {"n": 1}}]}}, "after": {"100": "c"}},
        "b": {"initial": "b1", "states": {"h": {"type": "history"}, "b1": {}, "b2": {}}, "always": {"target": "c"}},
        "c": {"always": "b"}}})");
    const Machine before = run.machine;
    const auto stepped = run.interpreter.step(run.machine, {"go", nullptr}, {monday, {}}, run.told);
    REQUIRE_FALSE(stepped);
    CHECK(stepped.error().slug == "endless");
    CHECK(run.machine == before);

    Run raising(
        R"({"id": "m", "states": {"a": {"on": {"go": {"actions": [{"type": "raise", "params": {"event": "go"}}]}}}}})"
    );
    CHECK_FALSE(raising.interpreter.step(raising.machine, {"go", nullptr}, {monday, {}}, raising.told));
}

TEST_CASE("a machine that does not come to rest does not start", "[unit][statechart]") {
    const Definition definition =
        machine_of(R"({"id": "m", "states": {"a": {"always": "b"}, "b": {"always": "a"}}})");
    Interpreter interpreter(definition);
    Machine machine;
    machine.context["mine"] = true;
    const Machine before = machine;
    Told told;
    CHECK_FALSE(interpreter.start(machine, {monday, {}}, told));
    CHECK(machine == before);
}

TEST_CASE("the end runs what is left to be run, and takes no event after it", "[unit][statechart]") {
    Run run(
        R"({"id": "m", "states": {
        "a": {"on": {"go": "z"}, "entry": [{"type": "send", "params": {"event": "late", "delay": 5000}}]},
        "z": {"type": "final", "exit": [)" +
        log("farewell") + R"(], "output": {"sum": {"+": [1, 2]}}}}})"
    );
    REQUIRE(run.machine.timers.size() == 1);
    CHECK(run.send("go") == Names{"z"});
    CHECK(run.machine.status == Machine::Status::done);
    CHECK(run.machine.output == json({{"sum", 3}}));
    CHECK(run.machine.timers.empty());
    CHECK(run.logged() == Names{"farewell"});
    const auto more = run.interpreter.step(run.machine, {"go", nullptr}, {monday, {}}, run.told);
    REQUIRE_FALSE(more);
    CHECK(more.error().slug == "done");
}

TEST_CASE("a term starts with its state and falls with it", "[unit][statechart]") {
    Run run(R"({"id": "m", "delays": {"soon": {"duration": "P1D", "calendar": "nl-working-days"}}, "states": {
        "a": {"after": {"soon": "late", "1000": "b"}, "on": {"stay": {"actions": []}, "again": {"target": "a", "reenter": true}, "go": "b"}},
        "b": {}, "late": {}}})");
    REQUIRE(run.machine.timers.size() == 2);
    const Timer first = run.machine.timers[0];
    CHECK(first.event == "after.soon.a");
    CHECK(format_instant(first.due_at) == "2026-01-06T23:00:00.000Z");
    REQUIRE(next_timer(run.machine) != nullptr);
    CHECK(next_timer(run.machine)->event == "after.1000.a");

    run.send("stay");
    CHECK(run.machine.timers.size() == 2);
    CHECK(run.machine.timers[0].id == first.id);
    run.send("again");
    REQUIRE(run.machine.timers.size() == 2);
    CHECK(run.machine.timers[0].id > run.machine.timers_made - 2);

    const std::uint64_t due = run.machine.timers[0].id;
    REQUIRE(run.interpreter.fire(run.machine, due, {run.now, {}}, run.told));
    CHECK(run.told.taken);
    CHECK(run.active() == Names{"late"});
    CHECK(run.machine.timers.empty());
    const auto twice = run.interpreter.fire(run.machine, due, {run.now, {}}, run.told);
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == FailureCode::not_found);
}

TEST_CASE("a suspended timer does not come", "[unit][statechart]") {
    Run run(R"({"id": "m", "states": {"a": {"after": {"1000": "b", "2000": "b"}}, "b": {}}})");
    run.machine.timers[0].left = std::chrono::milliseconds(10);
    CHECK(next_timer(run.machine)->event == "after.2000.a");
    run.machine.timers[1].left = std::chrono::milliseconds(10);
    CHECK(next_timer(run.machine) == nullptr);
}

TEST_CASE("what the caller adds is seen by rules, before the context", "[unit][statechart]") {
    const Definition definition = machine_of(R"({"id": "m", "context": {"case": "mine", "own": 1}, "states": {
        "a": {"on": {"go": {"target": "b", "guard": {"and": [{"==": [{"var": "case.kind"}, "x"]}, {"==": [{"var": "own"}, 1]},
                                                               {"==": [{"var": "_event.name"}, "go"]}, {"==": [{"var": "event.data.n"}, 5]}]}}}},
        "b": {}}})");
    Interpreter interpreter(definition);
    Machine machine;
    Told told;
    REQUIRE(interpreter.start(machine, {}, told));
    const json given = {{"kind", "x"}};
    const json data = {{"n", 5}};
    const logic::Named beside[] = {{"case", &given}};
    REQUIRE(interpreter.step(machine, {"go", &data}, {monday, beside}, told));
    CHECK(told.taken);
}

TEST_CASE("effects are data, with their rules computed", "[unit][statechart]") {
    Run run(R"({"id": "m", "context": {"who": "svb"}, "states": {"a": {"on": {"go": {"actions": [
        {"type": "notify", "params": {"role": "coordinator", "to": {"var": "who"}, "keep": {"nl": "ja", "en": "yes"},
                                      "asIs": {"preserve": {"var": "who"}}}}, "beep"]}}}}})");
    run.send("go");
    REQUIRE(run.told.effects.size() == 2);
    CHECK(run.told.effects[0].action->type == "notify");
    CHECK(
        run.told.effects[0].params == json(
                                          {{"role", "coordinator"},
                                           {"to", "svb"},
                                           {"keep", {{"nl", "ja"}, {"en", "yes"}}},
                                           {"asIs", {{"var", "who"}}}}
                                      )
    );
    CHECK(run.told.effects[1].action->type == "beep");
    CHECK(run.told.effects[1].params == json::object());
}

TEST_CASE("a machine read from its snapshot goes on as the first would have", "[unit][statechart]") {
    const std::string text = R"({"id": "m", "version": "1", "context": {"n": 0}, "initial": "w", "states": {
        "w": {"type": "parallel", "on": {"pause": "p"}, "states": {
            "back": {"type": "history", "history": "deep"},
            "x": {"states": {"x1": {"on": {"go": "x2"}}, "x2": {"after": {"5000": "x1"}}}},
            "y": {"states": {"y1": {"on": {"go": {"target": "y2", "actions": [{"type": "assign", "params": {"n": {"+": [{"var": "n"}, 1]}}},
                    {"type": "send", "params": {"event": "later", "id": "mine", "delay": 60000, "data": {"n": {"var": "n"}}}}]}}}, "y2": {}}}}},
        "p": {"on": {"resume": "#w.back"}}}})";
    Run one(text);
    one.send("go");
    const json snapshot = snapshot_of(one.definition, one.machine);
    CHECK(snapshot.at("configuration") == json({"w.x.x2", "w.y.y2"}));
    CHECK(snapshot.at("timersMade") == 2);
    CHECK(snapshot.at("timers").size() == 2);
    CHECK(snapshot.at("timers")[0].at("event") == json({{"name", "later"}, {"data", {{"n", 1}}}}));

    Run other(text);
    const auto read = read_snapshot(other.definition, json::parse(snapshot.dump()));
    REQUIRE(read);
    CHECK(*read == one.machine);
    other.machine = *read;
    for (Run* run : {&one, &other}) {
        run->send("pause");
        run->send("resume");
    }
    CHECK(one.active() == Names{"w.x.x2", "w.y.y2"});
    CHECK(
        snapshot_of(one.definition, one.machine).dump() == snapshot_of(other.definition, other.machine).dump()
    );
}

TEST_CASE("a snapshot of something else is refused with every fault", "[unit][statechart]") {
    Run run(
        R"({"id": "m", "version": "1", "states": {"a": {"states": {"b": {}, "h": {"type": "history"}}}, "c": {"after": {"10": "a"}}}})"
    );
    const json good = snapshot_of(run.definition, run.machine);
    REQUIRE(read_snapshot(run.definition, good));
    const auto refused = [&](const json& change) {
        json spoiled = good;
        spoiled.merge_patch(change);
        const auto read = read_snapshot(run.definition, spoiled);
        Names faults;
        if (read) return faults;
        for (const auto& issue : read.error().issues) faults.push_back(issue.path + " " + issue.code);
        return faults;
    };
    CHECK(refused({{"hash", "sha256:other"}}) == Names{"/hash const"});
    CHECK(refused({{"version", "2"}, {"status", "odd"}}) == Names{"/hash const", "/status enum"});
    CHECK(refused({{"configuration", {"nowhere"}}}) == Names{"/configuration/0 unknownState"});
    CHECK(refused({{"configuration", {"a.b", "c"}}}) == Names{"/configuration conflict"});
    CHECK(refused({{"configuration", json::array()}}) == Names{"/configuration conflict"});
    CHECK(refused({{"configuration", {"a"}}}) == Names{"/configuration conflict"});
    CHECK(refused({{"configuration", nullptr}}) == Names{"/configuration required"});
    CHECK(
        refused({{"history", {{"a.h", {"c"}}, {"c", {"a"}}}}}) ==
        Names{"/history/a.h/0 conflict", "/history/c type"}
    );
    CHECK(
        refused({{"timers", {{{"id", 1}, {"event", {{"name", "x"}}}, {"dueAt", "soon"}}}}}) ==
        Names{"/timers/0/dueAt format", "/timers/0/id notUnique"}
    );
    CHECK(
        refused(
            {{"timersMade", 1},
             {"timers", {{{"id", 1}, {"state", "c"}, {"event", {{"name", "x"}}}, {"left", 5}}}}}
        ) == Names{"/timers/0/state conflict"}
    );
    CHECK(read_snapshot(run.definition, json::array()).error().issues.size() == 1);
}
