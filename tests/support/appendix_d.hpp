#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

// A second interpreter of statecharts (docs/statecharts.md), after the pseudo-code of SCXML 1.0, appendix D:
// its procedures stand here under their own names, slow and obvious. It is what the engine's interpreter is
// held against, and shares nothing with it but the JSON and the rules in JsonLogic.

namespace wissel::test {

namespace appendix_d {
class Interpreter;
}

/// What can be seen of a machine between two steps.
struct Told {
    std::vector<std::string> configuration;  ///< names of the active leaves, in document order
    nlohmann::json context;
    bool done = false;
    nlohmann::json output;
    /// Of the last step, in order: `{"type", "params"}`, with the parameters computed. After `pass`: of all
    /// timers that fired.
    std::vector<nlohmann::json> effects;
    std::vector<std::string>
        timers;  ///< events still to come, by the time when they are due, then as started
    /// Each error of a rule in the last step (after `pass`: of all timers that fired), in order: whether some
    /// transition took its `error.execution`.
    std::vector<bool> errors_caught;
};

class AppendixD {
public:
    enum class Ended : std::uint8_t {
        taken,    ///< some transition took the event; or the machine started
        ignored,  ///< none did (those without an event do not count), or the machine is done or not started
        endless,  ///< it passed a limit; the machine stays as it was
    };

    /// Throws `std::runtime_error` on what it cannot read. Machines that are refused elsewhere are not
    /// checked.
    explicit AppendixD(const nlohmann::ordered_json& machine);
    AppendixD(AppendixD&&) noexcept;
    AppendixD& operator=(AppendixD&&) noexcept;
    ~AppendixD();

    Ended start();

    /// One external event, at this moment. What was sent without delay is due before it, and fires by
    /// `pass(0)`.
    Ended send(const std::string& name, const nlohmann::json& data);

    /// Virtual time; timers that come due fire in order, each a step of its own. A timer whose step is
    /// endless counts as fired. How each ended. Throws `std::runtime_error` if they bring about each other
    /// without end.
    std::vector<Ended> pass(std::int64_t milliseconds);

    [[nodiscard]] Told told() const;

    /// The names of all active states, in document order: what invariants are checked on.
    [[nodiscard]] std::vector<std::string> active() const;

private:
    std::unique_ptr<appendix_d::Interpreter> interpreter_;
};

}  // namespace wissel::test
