#include "engine/statechart/soundness.hpp"

#include "engine/base/json_text.hpp"
#include "engine/statechart/explore.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

using nlohmann::json;
using nlohmann::ordered_json;
using namespace wissel;
using namespace wissel::statechart;

namespace {

using Names = std::vector<std::string>;

KnownNames known() {
    return {{"coordinator", "reporter", "desk"}, {"ccg"}, {"information", "party"}};
}

/// Each state and transition gets what the test does not care about.
ordered_json complete(const std::string& states) {
    auto workflow = ordered_json::parse(
        R"({"id": "w", "version": "1", "kind": "route", "title": {"nl": "W", "en": "W"}, "states": )" +
        states + "}"
    );
    const std::function<void(ordered_json&)> fill = [&](ordered_json& all) {
        for (auto& [key, state] : all.items()) {
            if (!state.contains("title")) state["title"] = {{"nl", key}, {"en", key}};
            if (state.contains("states")) fill(state["states"]);
            if (!state.contains("on")) continue;
            for (auto& [event, transition] : state["on"].items()) {
                if (transition.is_string()) transition = {{"target", transition}, {"allow", {"desk"}}};
                if (transition.is_object() && !transition.contains("title"))
                    transition["title"] = {{"nl", event}, {"en", event}};
            }
        }
    };
    fill(workflow["states"]);
    return workflow;
}

Workflow workflow_of(const ordered_json& document) {
    auto workflow = parse_workflow(document, known());
    if (!workflow) {
        for (const auto& issue : workflow.error().issues) UNSCOPED_INFO(issue.path << " " << issue.code);
    }
    REQUIRE(workflow);
    return std::move(*workflow);
}

/// Findings as `code pointer: way`.
Names findings_of(const std::string& states) {
    Names told;
    for (const auto& finding : analyse(workflow_of(complete(states)))) {
        std::string way = finding.way ? fmt::format(": {}", fmt::join(*finding.way, " ")) : "";
        told.push_back(finding.code + " " + finding.pointer + way);
    }
    return told;
}

const std::string owned = R"("owner": {"role": "desk"})";

}  // namespace

TEST_CASE("a sound workflow has no findings", "[unit][statechart][soundness]") {
    CHECK(findings_of(R"({"a": {)" + owned + R"(, "on": {"go": "b"}}, "b": {"type": "final"}})").empty());
    // Closed is as good as final, and whoever is there needs no owner.
    CHECK(findings_of(
              R"({"a": {)" + owned +
              R"(, "on": {"go": "b"}}, "b": {"tags": ["closed"], "on": {"reopen": "a"}}})"
    )
              .empty());
}

TEST_CASE("a trap, a dead end and their shortest ways", "[unit][statechart][soundness]") {
    CHECK(
        findings_of(
            R"({"a": {)" + owned + R"(, "on": {"go": "b", "end": "z"}}, "b": {)" + owned +
            R"(, "on": {"on": "c"}}, "c": {)" + owned + R"(, "on": {"back": "b"}}, "z": {"type": "final"}})"
        ) == Names{"trap /states/b: go"}
    );
    CHECK(
        findings_of(
            R"({"a": {)" + owned + R"(, "on": {"go": "b", "end": "z"}}, "b": {)" + owned +
            R"(, "on": {"on": "c"}}, "c": {)" + owned + R"(}, "z": {"type": "final"}})"
        ) == Names{"deadEnd /states/c: go on"}
    );
    // One region that cannot end keeps the whole from ending.
    CHECK(
        findings_of(R"({"p": {"type": "parallel", )" + owned + R"(, "onDone": {"target": "z"}, "states": {
            "x": {"states": {"x1": {"on": {"go": "x2"}}, "x2": {"type": "final"}}},
            "y": {"states": {"y1": {"on": {"turn": "y2"}}, "y2": {"on": {"turn": "y1"}}}}}},
            "z": {"type": "final"}})") ==
        Names{"trap /states/p/states/y/states/y1: ", "unreachable /states/z", "neverTaken /states/p/onDone"}
    );
}

TEST_CASE("a state that nobody owns, also when only by way of history", "[unit][statechart][soundness]") {
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"go": "b"}}, "b": {"on": {"end": "z"}}, "z": {"type": "final"}})"
        ) == Names{"ownerless /states/b: go"}
    );
    // An owner around it will do.
    CHECK(findings_of(
              R"({"a": {)" + owned + R"(, "states": {"b": {"on": {"end": "#z"}}}}, "z": {"type": "final"}})"
    )
              .empty());
    CHECK(findings_of(
              R"({"a": {"states": {"h": {"type": "history"}, "b": {)" + owned +
              R"(, "on": {"on": "c", "out": "#o"}}, "c": {)" + owned +
              R"(, "on": {"out": "#o"}}}},
            "o": {)" +
              owned + R"(, "on": {"back": "#a.h", "end": "z"}}, "z": {"type": "final"}})"
    )
              .empty());
}

TEST_CASE("rounds without an end, certain and possible", "[unit][statechart][soundness]") {
    const std::string certain =
        R"({"a": {)" + owned + R"(, "on": {"go": "b", "end": "z"}}, "b": {)" + owned +
        R"(, "always": {"target": "c", "guard": {"var": "x"}}, "on": {"end": "z"}},
        "c": {)" +
        owned +
        R"(, "always": {"target": "b", "guard": {"var": "x"}}, "on": {"end": "z"}}, "z": {"type": "final"}})";
    const auto found = findings_of(certain);
    REQUIRE(found.size() >= 1);
    CHECK(found[0] == "endless /states/b/always: go");
    // The same rule cannot say yes and no at once, so this one ends.
    CHECK(
        findings_of(
            R"({"a": {)" + owned + R"(, "on": {"go": "b", "end": "z"}}, "b": {)" + owned +
            R"(, "always": {"target": "c", "guard": {"var": "x"}}, "on": {"end": "z"}},
        "c": {)" +
            owned +
            R"(, "always": {"target": "b", "guard": {"!": [{"var": "y"}]}}, "on": {"end": "z"}}, "z": {"type": "final"}})"
        )[0] == "endless /states/b/always: go"
    );
    const auto counted = findings_of(
        R"({"a": {)" + owned + R"(, "on": {"go": "b", "end": "z"}}, "b": {)" + owned +
        R"(, "always": {"target": "b", "reenter": true, "guard": {"<": [{"var": "n"}, 3]}, "actions": [{"type": "assign", "params": {"n": {"+": [{"var": "n"}, 1]}}}]},
           "on": {"end": "z"}}, "z": {"type": "final"}})"
    );
    CHECK(counted == Names{"mayBeEndless /states/b/always: go"});
    CHECK(findings_of(R"({"a": {"always": "b"}, "b": {"always": "a"}})")[0] == "endless /states/a/always: ");
}

TEST_CASE("transitions for nobody, and events that nothing takes", "[unit][statechart][soundness]") {
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"go": {"target": "z"}, "end": "z", "odd": {"target": "z", "allow": []}}}, "z": {"type": "final"}})"
        ) == Names{"nobody /states/a/on/go", "nobody /states/a/on/odd"}
    );
    // What the machine raises itself needs nobody.
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"go": {"allow": ["desk"], "actions": [{"type": "raise", "params": {"event": "inner"}}]}, "inner": {"target": "z"}}}, "z": {"type": "final"}})"
        )
            .empty()
    );
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"go": {"target": "z", "allow": ["desk"], "actions": [{"type": "raise", "params": {"event": "lost"}}]}}}, "z": {"type": "final"}})"
        ) == Names{"unhandled /states/a/on/go/actions/0"}
    );
}

TEST_CASE(
    "what can never be reached or taken, and guards that are decided", "[unit][statechart][soundness]"
) {
    CHECK(
        findings_of(
            R"({"a": {)" + owned + R"(, "on": {"end": "z"}}, "b": {)" + owned +
            R"(, "states": {"c": {"on": {"end": "#z"}}}}, "z": {"type": "final"}})"
        ) == Names{"unreachable /states/b"}
    );
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"go": [{"target": "z", "allow": ["desk"], "title": {"nl": "x", "en": "x"}}, {"target": "z", "allow": ["desk"], "title": {"nl": "x", "en": "x"}}]}}, "z": {"type": "final"}})"
        ) == Names{"neverTaken /states/a/on/go/1"}
    );
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"end": "z", "no": {"target": "z", "allow": ["desk"], "guard": {"==": [1, 2]}},
            "yes": {"target": "z", "allow": ["desk"], "guard": {"==": [1, 1]}}}}, "z": {"type": "final"}})"
        ) == Names{"guardNever /states/a/on/no/guard", "guardAlways /states/a/on/yes/guard"}
    );
    CHECK(
        findings_of(
            R"({"a": {)" + owned + R"(, "on": {"go": "b"}}, "b": {)" + owned +
            R"(, "on": {"end": {"target": "z", "allow": ["desk"], "guard": {"type": "stateIn", "params": {"stateId": "a"}}}, "stop": "z"}}, "z": {"type": "final"}})"
        ) == Names{"guardNever /states/b/on/end/guard"}
    );
    CHECK(
        findings_of(
            R"({"a": {)" + owned +
            R"(, "on": {"end": {"target": "z", "allow": ["desk"], "guard": {"inState": ["a"]}}}}, "z": {"type": "final"}})"
        ) == Names{"guardAlways /states/a/on/end/guard"}
    );
}

TEST_CASE("who waits needs a way out", "[unit][statechart][soundness]") {
    const auto waiting = [](const std::string& more) {
        return findings_of(
            R"({"a": {)" + owned +
            R"(, "waitingOn": {"on": "reporter", "kind": "information"}, "on": {"supply": {"target": "z", "allow": ["reporter"]})" +
            more + R"(}, "z": {"type": "final"}})"
        );
    };
    CHECK(waiting("}") == Names{"waitsForEver /states/a/waitingOn: "});
    CHECK(waiting(R"(}, "after": {"1000": "z"})").empty());
    CHECK(waiting(R"(, "skip": {"target": "z", "allow": ["desk"]}})").empty());
}

TEST_CASE("names that do not exist are faults of a workflow", "[unit][statechart][soundness]") {
    auto document =
        complete(R"({"a": {"owner": {"role": "queen"}, "waitingOn": {"on": "desk", "kind": "godot"},
        "due": {"within": "P1M", "calendar": "nl-working-days", "basis": "proposed"},
        "on": {"go": {"target": "z", "allow": ["jester"], "actions": [{"type": "dance"}, {"type": "startLeg", "params": {"route": "moon"}}]}}},
        "z": {"type": "final"}})");
    document["states"]["z"].erase("title");
    const auto workflow = parse_workflow(document, known());
    REQUIRE_FALSE(workflow);
    Names faults;
    for (const auto& issue : workflow.error().issues) faults.push_back(issue.path + " " + issue.code);
    CHECK_THAT(
        faults,
        Catch::UnorderedEquals(Names{
            "/states/a/owner/role unknownRole",
            "/states/a/waitingOn/kind unknownCode",
            "/states/a/due/within format",
            "/states/a/on/go/allow/0 unknownRole",
            "/states/a/on/go/actions/0 unknownAction",
            "/states/a/on/go/actions/1/params/route unknownRoute",
            "/states/z/title required",
        })
    );
}

TEST_CASE("what is too large to try in full is said to be so", "[unit][statechart][soundness]") {
    // Nine regions of six states each: ten million configurations.
    std::string regions;
    for (int region = 0; region < 9; ++region) {
        std::string states;
        for (int state = 0; state < 6; ++state)
            states += fmt::format(
                R"({}"s{}": {{"on": {{"r{}e{}": "s{}"}}}})",
                state == 0 ? "" : ", ",
                state,
                region,
                state,
                (state + 1) % 6
            );
        regions += fmt::format(R"({}"r{}": {{"states": {{{}}}}})", region == 0 ? "" : ", ", region, states);
    }
    const auto found = findings_of(
        R"({"p": {"type": "parallel", )" + owned + R"(, "states": {)" + regions +
        R"(}, "on": {"end": "z"}}, "z": {"type": "final"}})"
    );
    CHECK(found == Names{"boundReached "});
}
