#include "engine/base/json_text.hpp"
#include "engine/statechart/interpreter.hpp"
#include "tests/bench/logic/timing.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

// Runs a machine through lists of events, round and round; see compare.py. Prints {"<name of the list>":
// {"ns": <a step>, "told": [<what a round does, event by event>], …}, …}.

namespace {

using namespace wissel;
using namespace wissel::statechart;
using nlohmann::json;
using nlohmann::ordered_json;

std::string text_of(const std::string& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error("cannot read " + file);
    return text.str();
}

template <class Value>
Value value_or_throw(Result<Value> result) {
    if (result) return std::move(*result);
    std::string faults = result.error().message.en;
    for (const auto& issue : result.error().issues) faults += "\n  " + issue.path + ": " + issue.message.en;
    throw std::runtime_error(faults);
}

void remove_actions(ordered_json& part) {
    if (part.is_object()) {
        for (const char* const name : {"entry", "exit", "actions"}) part.erase(name);
    }
    if (!part.is_structured()) return;
    for (auto& inner : part) remove_actions(inner);
}

/// A machine that goes round.
class Circuit {
public:
    Circuit(const ordered_json& document, const json& events)
        : definition_(value_or_throw(parse_machine(document))), interpreter_(definition_) {
        for (const json& event : events)
            events_.push_back({event.at("name").get<std::string>(), event.at("data")});
        if (!interpreter_.start(machine_, {}, told_)) throw std::runtime_error("the machine does not start");
    }

    void round() {
        for (const Sent& sent : events_) step(sent);
    }

    /// What a round does: after each event where the machine is and what it told.
    json tell_round() {
        json told = json::array();
        for (const Sent& sent : events_) {
            step(sent);
            json effects = json::array();
            for (const Effect& effect : told_.effects)
                effects.push_back({{"type", effect.action->type}, {"params", effect.params}});
            if (!told_.errors.empty()) throw std::runtime_error("a rule fails: " + told_.errors[0].place);
            taken_.insert(told_.transitions.begin(), told_.transitions.end());
            transitions_ += told_.transitions.size();
            told.push_back(
                {{"event", sent.name},
                 {"configuration", configuration_of(definition_, machine_)},
                 {"context", machine_.context},
                 {"effects", effects}}
            );
        }
        return told;
    }

    [[nodiscard]] std::size_t events() const { return events_.size(); }

    /// Of the rounds that were told.
    [[nodiscard]] json size() const {
        return {
            {"states", definition_.states.size()},
            {"transitions", definition_.transitions.size()},
            {"transitionsTaken", taken_.size()},
            {"events", events_.size()},
            {"transitionsARound", transitions_}};
    }

private:
    struct Sent {
        std::string name;
        json data;
    };

    void step(const Sent& sent) {
        if (!interpreter_.step(machine_, {sent.name, &sent.data}, {}, told_))
            throw std::runtime_error("this step fails: " + sent.name);
    }

    Definition definition_;
    Interpreter interpreter_;
    Machine machine_;
    Told told_;
    std::vector<Sent> events_;
    std::set<std::uint32_t> taken_;
    std::size_t transitions_ = 0;
};

json measure(ordered_json document, const json& list, double seconds) {
    if (!list.at("actions").get<bool>()) remove_actions(document);
    Circuit circuit(document, list.at("events"));
    json told = circuit.tell_round();
    const json size = circuit.size();
    if (circuit.tell_round() != told) throw std::runtime_error("the second round differs from the first");
    constexpr std::size_t rounds = 20;
    const auto batch = [&] {
        for (std::size_t at = 0; at < rounds; ++at) circuit.round();
    };
    const std::size_t steps = rounds * circuit.events();
    bench::time_of(batch, steps, seconds / 2);
    const double ns = bench::time_of(batch, steps, seconds);
    if (circuit.tell_round() != told) throw std::runtime_error("the last round differs from the first");
    return {{"ns", ns}, {"size", size}, {"told", std::move(told)}};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures how long the steps of a machine take.");
    std::string machine;
    std::string events;
    std::string only;
    double seconds = 1;
    app.add_option("machine", machine, "JSON: docs/statecharts.md")->required();
    app.add_option("events", events, "JSON: a list of {\"name\", \"actions\", \"events\"}")->required();
    app.add_option("--seconds", seconds, "How long each list is measured");
    app.add_option("--only", only, "The name of one list");
    CLI11_PARSE(app, argc, argv);
    try {
        const auto document = value_or_throw(parse_ordered_json(text_of(machine)));
        json told = json::object();
        for (const json& list : value_or_throw(parse_json(text_of(events)))) {
            const auto name = list.at("name").get<std::string>();
            if (only.empty() || only == name) told[name] = measure(document, list, seconds);
        }
        std::cout << told << '\n';
    } catch (const std::exception& error) {
        std::cerr << "wissel_bench_statechart: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
