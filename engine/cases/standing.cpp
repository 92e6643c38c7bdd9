#include "engine/cases/standing.hpp"

#include <algorithm>
#include <cstdint>

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
        bool asked = false;
        const auto& active = machine_.active;
        for (StateIndex at = active.first(); at != no_state; at = active.next(at + 1U)) {
            invite_who_may_act(at);
            if (!workflow_.machine.states[at].is_leaf()) continue;
            if (standing_.owner.empty()) read_owner(at);
            asked = read_waiting(at) || asked;
            read_due(at);
            read_stalled_after(at);
        }
        if (!asked && !standing_.owner.empty()) standing_.turns.push_back({"act", "", standing_.owner});
        return std::move(standing_);
    }

private:
    const statechart::StateWords& words(StateIndex at) const { return workflow_.states[at]; }
    StateIndex around(StateIndex at) const { return workflow_.machine.states[at].parent; }

    void read_owner(StateIndex leaf) {
        for (StateIndex at = leaf; at != no_state && standing_.owner.empty(); at = around(at))
            standing_.owner = words(at).owner;
    }

    /// Asks whom this leaf waits for, as far as they can do anything. Whether one of them can lead it out of here: if
    /// not, the owner has to look after it all the same.
    bool read_waiting(StateIndex leaf) {
        for (StateIndex at = leaf; at != no_state; at = around(at)) {
            const auto& waiting = words(at).waiting_on;
            if (!waiting) continue;
            const bool offered = leg_ != nullptr && leg_->status == leg_status::offered && !leg_->overlay;
            bool can_end = false;
            for (const auto& owner : meant_by(waiting->on, state_, leg_, organisations_).who) {
                const Reach reach = reach_of(owner, leaf);
                can_end = can_end || reach == Reach::leads_on;
                if (reach != Reach::nothing) add_turn({offered ? "accept" : "answer", owner.organisation, owner.role});
            }
            if (waiting->on == roles::reporter) ask_every_reporter();
            return can_end;
        }
        return false;
    }

    /// Who reports later is asked too, and who takes the report away is not: so that is looked at when it is read.
    void ask_every_reporter() {
        auto& turns = standing_.turns;
        const auto first = std::find_if(turns.begin(), turns.end(), [](const Turn& turn) {
            return turn.kind == "answer" && turn.role == roles::reporter;
        });
        if (first == turns.end()) return;
        std::erase_if(turns, [](const Turn& turn) { return turn.kind == "answer" && turn.role == roles::reporter; });
        turns.push_back({"answer", "", std::string(roles::reporter)});
    }

    enum class Reach : std::uint8_t { nothing, something, leads_on };

    /// How much `owner` can do from `leaf`.
    Reach reach_of(const Owner& owner, StateIndex leaf) const {
        Reach reach = Reach::nothing;
        for (StateIndex at = leaf; at != no_state; at = around(at)) {
            const auto& span = workflow_.machine.states[at].transitions;
            for (std::uint32_t index = span.first; index < span.first + span.count; ++index) {
                if (!may_cause(owner, index)) continue;
                if (workflow_.machine.transitions[index].targets.count > 0) return Reach::leads_on;
                reach = Reach::something;
            }
        }
        return reach;
    }

    bool may_cause(const Owner& owner, std::uint32_t transition) const {
        const auto& words = workflow_.transitions[transition];
        const bool reported =
            std::binary_search(state_.parties.begin(), state_.parties.end(), owner.organisation);
        if (reported && !words.not_if.empty()) return false;
        return std::any_of(words.allow.begin(), words.allow.end(), [&](const std::string& name) {
            const auto meant = meant_by(name, state_, leg_, organisations_).who;
            return std::any_of(meant.begin(), meant.end(), [&](const Owner& one) {
                const bool same = one.role == owner.role || (is_provider(one.role) && is_provider(owner.role));
                return one.organisation == owner.organisation && same;
            });
        });
    }

    static bool is_provider(const std::string& role) { return role == roles::reporter || role == "holder"; }

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

    void read_stalled_after(StateIndex leaf) {
        for (StateIndex at = leaf; at != no_state; at = around(at)) {
            if (!words(at).stalled_after) continue;
            standing_.stalled_after.push_back(*words(at).stalled_after);
            return;
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
