#include "engine/cases/standing.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using statechart::no_state;
using statechart::StateIndex;

class Survey {
public:
    Survey(
        const statechart::Workflow& workflow,
        const statechart::Machine& machine,
        const CaseState& state,
        const Leg* leg,
        const Organisations& organisations
    )
        : workflow_(workflow), machine_(machine), state_(state), leg_(leg), organisations_(organisations) {}

    Standing make() {
        bool waits = false;
        const auto& active = machine_.active;
        for (StateIndex at = active.first(); at != no_state; at = active.next(at + 1U)) {
            invite_who_may_act(at);
            if (!workflow_.machine.states[at].is_leaf()) continue;
            if (standing_.owner.empty()) read_owner(at);
            waits = read_waiting(at) || waits;
            read_due(at);
        }
        if (!waits && !standing_.owner.empty()) standing_.turns.push_back({"act", "", standing_.owner});
        return std::move(standing_);
    }

private:
    const statechart::StateWords& words(StateIndex at) const { return workflow_.states[at]; }
    StateIndex around(StateIndex at) const { return workflow_.machine.states[at].parent; }

    void read_owner(StateIndex leaf) {
        for (StateIndex at = leaf; at != no_state && standing_.owner.empty(); at = around(at))
            standing_.owner = words(at).owner;
    }

    /// Whether somebody else than the owner is to move.
    bool read_waiting(StateIndex leaf) {
        for (StateIndex at = leaf; at != no_state; at = around(at)) {
            const auto& waiting = words(at).waiting_on;
            if (!waiting) continue;
            const bool offered = leg_ != nullptr && leg_->status == leg_status::offered && !leg_->overlay;
            for (const auto& owner : meant_by(waiting->on, state_, leg_, organisations_).who)
                add_turn({offered ? "accept" : "answer", owner.organisation, owner.role});
            return true;
        }
        return false;
    }

    void add_turn(Turn turn) {
        auto& turns = standing_.turns;
        if (std::find(turns.begin(), turns.end(), turn) == turns.end()) turns.push_back(std::move(turn));
    }

    void read_due(StateIndex leaf) {
        for (StateIndex at = leaf; at != no_state && !standing_.due; at = around(at)) {
            if (!words(at).due) continue;
            standing_.due = words(at).due;
            standing_.due_state = at;
        }
    }

    void invite_who_may_act(StateIndex at) {
        const auto& span = workflow_.machine.states[at].transitions;
        for (std::uint32_t offset = 0; offset < span.count; ++offset) {
            for (const auto& name : workflow_.transitions[span.first + offset].allow) invite(name);
        }
    }

    void invite(const std::string& name) {
        if (name == "system" || name == "party" || name == "reporter" || name == "holder") return;
        for (const auto& owner : meant_by(name, state_, leg_, organisations_).who) {
            if (is_over_all_cases(owner.role)) continue;
            auto& invited = standing_.invited;
            const auto& oin = owner.organisation;
            const bool sees = std::binary_search(state_.viewers.begin(), state_.viewers.end(), oin);
            if (!sees && std::find(invited.begin(), invited.end(), oin) == invited.end())
                invited.push_back(oin);
        }
    }

    const statechart::Workflow& workflow_;
    const statechart::Machine& machine_;
    const CaseState& state_;
    const Leg* leg_;
    const Organisations& organisations_;
    Standing standing_;
};

}  // namespace

Standing standing_of(
    const statechart::Workflow& workflow,
    const statechart::Machine& machine,
    const CaseState& state,
    const Leg* leg,
    const Organisations& organisations
) {
    return Survey(workflow, machine, state, leg, organisations).make();
}

}  // namespace wissel::cases
