#include "engine/cases/guess_guard.hpp"

#include <algorithm>
#include <string_view>

namespace wissel::cases {
namespace {

using statechart::Guard;

enum class Answer : std::uint8_t { no, yes, depends };

/// What `inState` asks.
class Standing : public logic::World {
public:
    Standing(const statechart::Definition& definition, const statechart::Machine& machine)
        : definition_(definition), machine_(machine) {}

    bool in_state(std::string_view name) const override {
        const auto state = definition_.find(name);
        return state && machine_.active.has(*state);
    }

private:
    const statechart::Definition& definition_;
    const statechart::Machine& machine_;
};

bool reads_the_event(const logic::Rule& rule) {
    if (rule.reads_anything()) return true;
    return std::any_of(rule.reads().begin(), rule.reads().end(), [](const std::string& path) {
        const auto root = std::string_view(path).substr(0, path.find('.'));
        return root == "event" || root == "_event";
    });
}

class Guess {
public:
    Guess(
        const statechart::Definition& definition,
        const statechart::Machine& machine,
        std::span<const logic::Named> beside
    )
        : definition_(definition), machine_(machine), standing_(definition, machine), beside_(beside) {}

    Answer of(std::uint32_t index) const {
        const Guard& guard = definition_.guards[index];
        switch (guard.kind) {
            case Guard::Kind::rule:
                return of_rule(definition_.rules[guard.rule].rule);
            case Guard::Kind::state_in:
                return machine_.active.has(guard.state) ? Answer::yes : Answer::no;
            case Guard::Kind::negation:
                return opposite(of(definition_.guard_parts[guard.parts.first]));
            case Guard::Kind::all:
                return of_parts(guard, Answer::no);
            case Guard::Kind::any:
                break;
        }
        return of_parts(guard, Answer::yes);
    }

private:
    static Answer opposite(Answer answer) {
        if (answer == Answer::depends) return answer;
        return answer == Answer::yes ? Answer::no : Answer::yes;
    }

    /// `decides`: the answer of one part that is enough for the whole.
    Answer of_parts(const Guard& guard, Answer decides) const {
        Answer whole = opposite(decides);
        for (std::uint32_t at = 0; at < guard.parts.count; ++at) {
            const Answer part = of(definition_.guard_parts[guard.parts.first + at]);
            if (part == decides) return part;
            if (part == Answer::depends) whole = part;
        }
        return whole;
    }

    Answer of_rule(const logic::Rule& rule) const {
        if (reads_the_event(rule)) return Answer::depends;
        const auto held = logic::holds(rule, {&machine_.context, beside_, &standing_});
        // A rule that fails does not hold; what went wrong is told when it is tried.
        return held && *held ? Answer::yes : Answer::no;
    }

    const statechart::Definition& definition_;
    const statechart::Machine& machine_;
    Standing standing_;
    std::span<const logic::Named> beside_;
};

}  // namespace

bool may_hold(
    const statechart::Definition& definition,
    const statechart::Machine& machine,
    std::uint32_t guard,
    std::span<const logic::Named> beside
) {
    if (guard == statechart::nothing) return true;
    return Guess(definition, machine, beside).of(guard) != Answer::no;
}

}  // namespace wissel::cases
