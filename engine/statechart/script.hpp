#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"
#include "engine/calendar/duration.hpp"
#include "engine/statechart/interpreter.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Scripts: regression tests that a workflow author writes without code (docs/statecharts.md, "Scripts").

namespace wissel::statechart {

struct ScriptStep {
    std::chrono::milliseconds after{0};  ///< virtual time that passes first
    std::optional<std::string> event;    ///< none: only time passes
    nlohmann::json data;
    nlohmann::json with = nlohmann::json::object();
    std::optional<std::vector<std::string>> expected;  ///< leaf names
};

struct Script {
    std::optional<Words> title;  ///< what it shows, in a sentence
    Instant now{};
    nlohmann::json with = nlohmann::json::object();
    std::optional<std::vector<std::string>> expected;  ///< at the beginning
    std::vector<ScriptStep> steps;
};

/// Fails (`invalid`) with every fault, each with its pointer.
[[nodiscard]] Result<Script> parse_script(const nlohmann::json& document);

/// One step of a replay: the start, an event of the script, or a timer that came due.
struct Replayed {
    enum class Cause : std::uint8_t { start, script, timer };

    Cause cause = Cause::start;
    std::size_t line = 0;  ///< of the script's `events`, from 0; of a timer that of the event it came before
    std::string event;     ///< empty: none
    Instant at{};
    bool taken = false;
    std::vector<std::string> configuration;
    std::optional<std::vector<std::string>> expected;  ///< as the script says
    bool differs = false;                              ///< the two are not the same set
    nlohmann::json effects = nlohmann::json::array();  ///< {"type", "params"} each
    std::vector<RuleError> errors;
    std::vector<std::uint32_t> transitions;  ///< those taken
    StateSet entered;                        ///< be it only on the way
    std::optional<Failure> failure;          ///< the step failed; the replay ends with it
};

struct Replay {
    std::vector<Replayed> steps;

    /// The first that differs or failed; null: all is as the script says.
    [[nodiscard]] const Replayed* first_difference() const;
};

/// Runs the script from a fresh machine. Pure. A replay of many timers in one gap stops with a failure
/// (`endless`) after 10,000 of them.
[[nodiscard]] Replay replay(const Definition& definition, const Script& script);

}  // namespace wissel::statechart
