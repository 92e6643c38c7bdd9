#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <vector>

// The guards and actions of random_machine.hpp.

namespace wissel::test::random_parts {

/// The draws are spelled out, since the distributions of the standard library differ between libraries and a
/// seed ought to give the same machine everywhere.
class Chance {
public:
    explicit Chance(std::mt19937_64& engine) : engine_(engine) {}

    [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    [[nodiscard]] std::size_t between(std::size_t least, std::size_t most) {
        return least + below(most - least + 1);
    }
    [[nodiscard]] bool one_in(std::size_t count) { return below(count) == 0; }

    template <class Items>
    [[nodiscard]] const auto& of(const Items& items) {
        return *std::next(std::begin(items), static_cast<std::ptrdiff_t>(below(std::size(items))));
    }

private:
    std::mt19937_64& engine_;
};

/// What comes from outside.
[[nodiscard]] std::string pool_event(Chance& chance);
/// What mostly actions bring about.
[[nodiscard]] std::string inner_event(Chance& chance);

class Parts {
public:
    /// `states` are the names of all states but history states.
    Parts(Chance& chance, std::vector<std::string> states) : chance_(chance), states_(std::move(states)) {}

    [[nodiscard]] nlohmann::ordered_json named_guards();
    [[nodiscard]] nlohmann::ordered_json guard();
    [[nodiscard]] nlohmann::ordered_json actions();
    /// Of a transition that counts up `n`, and so comes to an end.
    [[nodiscard]] nlohmann::ordered_json counting_guard();
    [[nodiscard]] nlohmann::ordered_json counting_actions();
    [[nodiscard]] nlohmann::ordered_json count_anew();
    [[nodiscard]] nlohmann::ordered_json number();

private:
    [[nodiscard]] nlohmann::ordered_json guard(std::size_t depth);
    [[nodiscard]] nlohmann::ordered_json rule();
    [[nodiscard]] nlohmann::ordered_json failing_rule();
    [[nodiscard]] nlohmann::ordered_json comparison();
    [[nodiscard]] nlohmann::ordered_json data();
    [[nodiscard]] nlohmann::ordered_json actions(std::size_t depth);
    [[nodiscard]] nlohmann::ordered_json action(std::size_t depth);
    [[nodiscard]] nlohmann::ordered_json assign();
    [[nodiscard]] nlohmann::ordered_json event_params(const std::string& name);
    [[nodiscard]] nlohmann::ordered_json event_action();
    /// If each could bring about two more, their number would double every few milliseconds; so it takes back
    /// the one before it, or counts itself.
    void add_delayed_send(nlohmann::ordered_json& actions);
    [[nodiscard]] nlohmann::ordered_json counted(nlohmann::ordered_json action);
    [[nodiscard]] nlohmann::ordered_json choose(std::size_t depth);
    [[nodiscard]] nlohmann::ordered_json effect();

    Chance& chance_;
    std::vector<std::string> states_;
    bool names_guards_ = false;
};

}  // namespace wissel::test::random_parts
