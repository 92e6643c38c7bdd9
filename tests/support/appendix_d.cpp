#include "tests/support/appendix_d.hpp"

#include "tests/support/appendix_d_interpreter.hpp"
#include "tests/support/appendix_d_states.hpp"

#include <stdexcept>
#include <tuple>
#include <utility>

namespace wissel::test {
namespace appendix_d {
namespace {

using Ended = AppendixD::Ended;

constexpr std::size_t fired_max = 100'000;

}  // namespace

Interpreter::Interpreter(const nlohmann::ordered_json& machine) : chart_(read_chart(machine)) {
    initial_transition_.target = {chart_.root.get()};
    memory_.datamodel = chart_.context;
}

void Interpreter::forget_last_step() {
    effects_.clear();
    errors_caught_.clear();
}

Ended Interpreter::step(const std::function<bool()>& run) {
    const Memory before = memory_;
    const auto told = std::pair(effects_, errors_caught_);
    told_to_fail_.clear();
    transitions_taken_ = 0;
    events_made_ = 0;
    try {
        const bool taken = run();
        main_event_loop();
        return taken ? Ended::taken : Ended::ignored;
    } catch (const Endless&) {
        memory_ = before;
        std::tie(effects_, errors_caught_) = told;
        return Ended::endless;
    }
}

Ended Interpreter::start() {
    forget_last_step();
    return step([this] {
        memory_.started = true;
        memory_.running = true;
        enter_states({&initial_transition_});
        return true;
    });
}

Ended Interpreter::send(Event event) {
    forget_last_step();
    if (!memory_.running) return Ended::ignored;
    return step([this, &event] { return take(event); });
}

std::vector<Ended> Interpreter::pass(std::int64_t milliseconds) {
    forget_last_step();
    std::vector<Ended> fired;
    const std::int64_t until = now_ + milliseconds;
    while (!memory_.timers.empty()) {
        const Timer next = timers_in_order().front();
        if (next.due > until) break;
        if (fired.size() == fired_max) throw std::runtime_error("timers fire without end");
        std::erase_if(memory_.timers, [&next](const Timer& timer) { return timer.started == next.started; });
        now_ = next.due;
        fired.push_back(step([this, &next] { return take(next.event); }));
    }
    now_ = until;
    return fired;
}

/// Whether some transition takes it.
bool Interpreter::take(const Event& event) {
    memory_.event = {{"name", event.name}, {"data", event.data}};
    const Transitions enabled = select_transitions(event.name);
    if (enabled.empty()) return false;
    if (event.error) errors_caught_.at(*event.error) = true;
    microstep(enabled);
    return true;
}

Told Interpreter::told() const {
    std::vector<std::string> leaves;
    for (const Node* state : memory_.configuration) {
        if (is_atomic_state(state)) leaves.push_back(state->name);
    }
    std::vector<std::string> timers;
    for (const Timer& timer : timers_in_order()) timers.push_back(timer.event.name);
    const bool done = memory_.started && !memory_.running;
    return {
        .configuration = std::move(leaves),
        .context = memory_.datamodel,
        .done = done,
        .output = memory_.output,
        .effects = effects_,
        .timers = std::move(timers),
        .errors_caught = errors_caught_};
}

}  // namespace appendix_d

AppendixD::AppendixD(const nlohmann::ordered_json& machine) {
    try {
        interpreter_ = std::make_unique<appendix_d::Interpreter>(machine);
    } catch (const std::exception& error) {
        throw std::runtime_error(std::string("the reference cannot read the machine: ") + error.what());
    }
}

AppendixD::AppendixD(AppendixD&&) noexcept = default;
AppendixD& AppendixD::operator=(AppendixD&&) noexcept = default;
AppendixD::~AppendixD() = default;

AppendixD::Ended AppendixD::start() {
    return interpreter_->start();
}

AppendixD::Ended AppendixD::send(const std::string& name, const nlohmann::json& data) {
    return interpreter_->send({name, data});
}

std::vector<AppendixD::Ended> AppendixD::pass(std::int64_t milliseconds) {
    return interpreter_->pass(milliseconds);
}

Told AppendixD::told() const {
    return interpreter_->told();
}

std::vector<std::string> AppendixD::active() const {
    std::vector<std::string> names;
    for (const auto* state : interpreter_->configuration()) names.push_back(state->name);
    return names;
}

}  // namespace wissel::test
