#include "engine/cases/possible.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/access.hpp"
#include "engine/cases/guess_guard.hpp"
#include "engine/cases/rule_data.hpp"
#include "engine/cases/who.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using statechart::no_state;
using statechart::StateIndex;

/// One machine as one caller finds it.
class Machine {
public:
    Machine(
        const CaseState& state,
        const Leg* leg,
        const RunnableWorkflow& workflow,
        const Principal& by,
        const Organisations& organisations,
        Instant now
    )
        : state_(state),
          leg_(leg),
          workflow_(workflow.workflow),
          by_(by),
          organisations_(organisations),
          rules_(state, leg, &by, "", now) {
        const auto& stands = leg == nullptr ? *state.lifecycle : leg->machine;
        auto read = statechart::read_snapshot(workflow.machine(), stands.snapshot);
        ensure(read.has_value(), "a kept snapshot is one of its workflow");
        machine_ = std::move(*read);
    }

    std::vector<Candidate> candidates(std::string_view event) const {
        std::vector<Candidate> found;
        const auto& states = workflow_.machine.states;
        statechart::StateSet seen;
        for (StateIndex leaf = machine_.active.first(); leaf != no_state; leaf = machine_.active.next(leaf + 1U)) {
            if (!states[leaf].is_leaf()) continue;
            for (StateIndex at = leaf; at != no_state && !seen.has(at); at = states[at].parent) {
                seen.add(at);
                add_of(at, event, found);
            }
        }
        return found;
    }

private:
    void add_of(StateIndex at, std::string_view event, std::vector<Candidate>& found) const {
        const auto& span = workflow_.machine.states[at].transitions;
        for (std::uint32_t index = span.first; index < span.first + span.count; ++index) {
            const auto& transition = workflow_.machine.transitions[index];
            if (transition.cause != statechart::Transition::Cause::event) continue;
            if (!event.empty() && !workflow_.machine.descriptors[transition.descriptor].matches(event)) continue;
            const auto& allow = workflow_.transitions[index].allow;
            const bool by_people =
                std::any_of(allow.begin(), allow.end(), [](const auto& name) { return name != "system"; });
            if (by_people) found.push_back(judged(index));
        }
    }

    Candidate judged(std::uint32_t index) const {
        const auto& words = workflow_.transitions[index];
        Candidate candidate;
        candidate.transition = index;
        for (const auto& name : words.allow) {
            candidate.role = acts_as(by_, name, state_, leg_, organisations_);
            if (candidate.role) break;
        }
        const bool reported =
            std::binary_search(state_.parties.begin(), state_.parties.end(), by_.organisation);
        // Who watches over all cases enters reports for others, and is no party to them.
        const bool keeps_out = !words.not_if.empty() && reported;
        if (candidate.role && keeps_out && !is_over_all_cases(*candidate.role)) {
            candidate.role.reset();
            candidate.kept_out = true;
        }
        if (!candidate.role && !words.not_if.empty() && by_.has(roles::coordinator) && all_reported(words))
            candidate.role = std::string(roles::coordinator);
        const auto guard = workflow_.machine.transitions[index].guard;
        candidate.holds = may_hold(workflow_.machine, machine_, guard, rules_.beside());
        return candidate;
    }

    /// Whether everybody who may cause it reported the case: then the coordinator stands in.
    bool all_reported(const statechart::TransitionWords& words) const {
        return std::all_of(words.allow.begin(), words.allow.end(), [this](const std::string& name) {
            if (is_over_all_cases(name)) return false;
            const auto meant = meant_by(name, state_, leg_, organisations_).who;
            return std::all_of(meant.begin(), meant.end(), [this](const Owner& owner) {
                return std::binary_search(state_.parties.begin(), state_.parties.end(), owner.organisation);
            });
        });
    }

    const CaseState& state_;
    const Leg* leg_;
    const statechart::Workflow& workflow_;
    const Principal& by_;
    const Organisations& organisations_;
    RuleData rules_;
    statechart::Machine machine_;
};

}  // namespace

std::vector<Candidate> candidates(
    const CaseState& state,
    const Leg* leg,
    std::string_view event,
    const Principal& by,
    const Workflows& workflows,
    const Organisations& organisations,
    Instant now
) {
    if (leg == nullptr ? !state.lifecycle : !leg->open()) return {};
    const auto* workflow = workflows.find(leg == nullptr ? state.lifecycle->hash : leg->machine.hash);
    if (workflow == nullptr) return {};
    return Machine(state, leg, *workflow, by, organisations, now).candidates(event);
}

std::vector<Possible> possible_now(
    const CaseState& state,
    const Principal& by,
    const Workflows& workflows,
    const Organisations& organisations,
    Instant now
) {
    std::vector<Possible> all;
    if (!is_inside(by, state)) return all;
    const auto add_of = [&](const Leg* leg) {
        const auto first = all.size();
        for (const auto& candidate : candidates(state, leg, "", by, workflows, organisations, now)) {
            if (!candidate.role || !candidate.holds) continue;
            const auto* workflow = workflows.find(leg == nullptr ? state.lifecycle->hash : leg->machine.hash);
            const auto& machine = workflow->machine();
            const auto& event = machine.descriptors[machine.transitions[candidate.transition].descriptor].text;
            const bool told = std::any_of(
                all.begin() + static_cast<std::ptrdiff_t>(first),
                all.end(),
                [&](const Possible& one) { return one.event == event; }
            );
            if (told) continue;
            const auto id = leg == nullptr ? std::nullopt : std::optional(leg->id);
            all.push_back({id, event, *candidate.role, workflow, candidate.transition});
        }
    };
    add_of(nullptr);
    for (const auto& leg : state.legs) add_of(&leg);
    return all;
}

}  // namespace wissel::cases
