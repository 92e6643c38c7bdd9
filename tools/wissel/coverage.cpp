#include "tools/wissel/coverage.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::tool {

using statechart::StateIndex;

namespace {

std::string name_of(const statechart::Definition& machine, const statechart::Transition& transition) {
    std::string name = machine.name_of(transition.source) + ": ";
    name += transition.descriptor == statechart::nothing ? "always"
                                                         : machine.descriptors[transition.descriptor].text;
    for (std::uint32_t at = 0; at < transition.targets.count; ++at)
        name += (at == 0 ? " → " : ", ") + machine.name_of(machine.targets[transition.targets.first + at]);
    return name;
}

}  // namespace

Coverage::Coverage(const statechart::Definition& machine)
    : machine_(machine), taken_(machine.transitions.size()) {}

void Coverage::add(const statechart::Replay& replay) {
    for (const auto& step : replay.steps) {
        entered_.add(step.entered);
        for (const auto transition : step.transitions) taken_[transition] = true;
    }
}

std::vector<Coverage::Missing> Coverage::missing() const {
    std::vector<Missing> all;
    for (StateIndex at = 0; at < machine_.states.size(); ++at) {
        const auto& state = machine_.states[at];
        if (!state.is_history() && !entered_.has(at)) all.push_back({state.pointer, state.name, true});
    }
    for (std::size_t at = 0; at < taken_.size(); ++at) {
        if (!taken_[at])
            all.push_back(
                {machine_.transitions[at].pointer, name_of(machine_, machine_.transitions[at]), false}
            );
    }
    return all;
}

std::size_t Coverage::states() const {
    return static_cast<std::size_t>(std::count_if(
        machine_.states.begin(), machine_.states.end(), [](const auto& state) { return !state.is_history(); }
    ));
}

std::size_t Coverage::states_taken() const {
    const auto lost = missing();
    return states() - static_cast<std::size_t>(std::count_if(
                          lost.begin(), lost.end(), [](const Missing& one) { return one.is_state; }
                      ));
}

std::size_t Coverage::transitions_taken() const {
    return static_cast<std::size_t>(std::count(taken_.begin(), taken_.end(), true));
}

nlohmann::json json_of(const Coverage& coverage) {
    nlohmann::json missing = nlohmann::json::array();
    for (const auto& one : coverage.missing())
        missing.push_back(
            {{"pointer", one.pointer}, {"name", one.name}, {"kind", one.is_state ? "state" : "transition"}}
        );
    return {
        {"states", coverage.states()},
        {"statesTaken", coverage.states_taken()},
        {"transitions", coverage.transitions()},
        {"transitionsTaken", coverage.transitions_taken()},
        {"missing", std::move(missing)}};
}

}  // namespace wissel::tool
