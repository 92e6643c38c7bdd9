#include "engine/statechart/explore.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace wissel::statechart {
namespace {

/// Answers rules by a list of choices, and makes the next list afterwards, so that all are tried.
class Choices final : public GuardOracle {
public:
    Choices(const Definition& definition, Reach& reach) : reach_(reach), memo_(definition.rules.size()) {}

    void begin_all() { list_.clear(); }
    void begin_one() {
        at_ = 0;
        assigned_ = false;
        forget();
    }

    /// Whether there is another list to try.
    bool next_list() {
        list_.resize(at_);
        while (!list_.empty() && !list_.back()) list_.pop_back();
        if (list_.empty()) return false;
        list_.back() = false;
        return true;
    }

    [[nodiscard]] bool has_assigned() const { return assigned_; }

    [[nodiscard]] bool holds(std::uint32_t rule) override {
        if (memo_[rule]) return *memo_[rule];
        if (at_ == list_.size()) list_.push_back(true);
        const bool answer = list_[at_++];
        memo_[rule] = answer;
        remembered_.push_back(rule);
        return answer;
    }

    void assigned() override {
        assigned_ = true;
        forget();
    }

    void weighed(std::uint32_t guard, bool holds) override {
        (holds ? reach_.guard_held : reach_.guard_failed)[guard] = true;
    }

private:
    void forget() {
        for (const auto rule : remembered_) memo_[rule].reset();
        remembered_.clear();
    }

    Reach& reach_;
    std::vector<std::optional<bool>> memo_;
    std::vector<std::uint32_t> remembered_;
    std::vector<bool> list_;
    std::size_t at_ = 0;
    bool assigned_ = false;
};

struct Kept {
    std::vector<StateSet> history;
    std::vector<Timer> sent;
};

class Explorer {
public:
    Explorer(const Definition& definition, const std::vector<bool>& from_outside, std::size_t runs)
        : definition_(definition),
          from_outside_(from_outside),
          runs_left_(runs),
          choices_(definition, reach_),
          interpreter_(definition, &choices_) {
        reach_.events.emplace_back();
        reach_.taken.resize(definition.transitions.size());
        reach_.guard_held.resize(definition.guards.size());
        reach_.guard_failed.resize(definition.guards.size());
    }

    Reach run() {
        begin();
        for (std::uint32_t place = 0; place < reach_.places.size() && !reach_.bound_reached; ++place) {
            if (!reach_.places[place].done) leave(place);
        }
        return std::move(reach_);
    }

private:
    void begin() {
        choices_.begin_all();
        std::size_t tried = 0;
        do {
            choices_.begin_one();
            if (is_beyond(++tried)) return;
            if (interpreter_.start(machine_, {}, told_)) {
                note_taken();
                find_or_add(0, 0);
            } else {
                note_endless({0, 0, true, choices_.has_assigned(), in_the_round()});
            }
        } while (choices_.next_list());
    }

    void leave(std::uint32_t place) {
        stimuli_.clear();
        const StateSet active = reach_.places[place].active;
        for (auto state = active.first(); state != no_state; state = active.next(state + 1U)) gather(state);
        std::sort(stimuli_.begin(), stimuli_.end());
        stimuli_.erase(std::unique(stimuli_.begin(), stimuli_.end()), stimuli_.end());
        for (const std::uint32_t event : stimuli_) take(place, event, no_error_sent);
        for (std::size_t sent = 0; sent < kept_[place].sent.size(); ++sent)
            take(place, event_of(kept_[place].sent[sent].event), sent);
    }

    /// What can happen to a state: what people and the program do, and its terms.
    void gather(StateIndex index) {
        const State& state = definition_.states[index];
        for (std::uint32_t at = state.transitions.first;
             at < state.transitions.first + state.transitions.count;
             ++at) {
            const Transition& transition = definition_.transitions[at];
            const bool comes = transition.cause == Transition::Cause::after ||
                               (transition.cause == Transition::Cause::event && from_outside_[at]);
            if (!comes) continue;
            for (const auto& pattern : definition_.descriptors[transition.descriptor].patterns)
                stimuli_.push_back(event_of(pattern.name.empty() ? "*" : pattern.name));
        }
    }

    static constexpr std::size_t no_error_sent = static_cast<std::size_t>(-1);

    void take(std::uint32_t place, std::uint32_t event, std::size_t sent) {
        choices_.begin_all();
        std::size_t tried = 0;
        do {
            choices_.begin_one();
            if (is_beyond(++tried)) return;
            machine_.active = reach_.places[place].active;
            machine_.history = kept_[place].history;
            machine_.timers = kept_[place].sent;
            machine_.status = Machine::Status::running;
            if (sent != no_error_sent)
                machine_.timers.erase(machine_.timers.begin() + static_cast<std::ptrdiff_t>(sent));
            if (!interpreter_.step(machine_, {reach_.events[event], nullptr}, {}, told_)) {
                note_endless({place, event, false, choices_.has_assigned(), in_the_round()});
                continue;
            }
            if (told_.transitions.empty() && sent == no_error_sent) continue;
            note_taken();
            const std::uint32_t to = find_or_add(place, event);
            Place& from = reach_.places[place];
            from.next.push_back(to);
            from.ways.push_back(event);
        } while (choices_.next_list());
    }

    bool is_beyond(std::size_t tried) {
        // A long step is more work than a short one.
        const std::size_t cost = 1 + told_.transitions.size() / 8;
        reach_.bound_reached = runs_left_ < cost || tried > answers_a_step_max;
        runs_left_ -= std::min(runs_left_, cost);
        return reach_.bound_reached;
    }

    void note_taken() {
        reach_.entered.add(told_.entered);
        for (const std::uint32_t transition : told_.transitions) reach_.taken[transition] = true;
    }

    /// Of the transitions that go round the one that stands first in the file.
    [[nodiscard]] std::uint32_t in_the_round() const {
        const auto& all = told_.transitions;
        return *std::min_element(all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
    }

    void note_endless(const Endless& endless) {
        note_taken();
        // The same round from many places is one finding.
        const bool known = std::any_of(reach_.endless.begin(), reach_.endless.end(), [&](const Endless& one) {
            return one.transition == endless.transition && one.assigns == endless.assigns;
        });
        if (!known) reach_.endless.push_back(endless);
    }

    std::uint32_t find_or_add(std::uint32_t from, std::uint32_t by) {
        // What was sent twice comes twice, but whether it was sent five times makes no difference here.
        std::vector<Timer> sent;
        for (auto& timer : machine_.timers) {
            timer.due_at = {};
            const bool known = std::any_of(sent.begin(), sent.end(), [&](const Timer& one) {
                return one.event == timer.event && one.send_id == timer.send_id;
            });
            if (!known) sent.push_back(timer);
        }
        std::sort(sent.begin(), sent.end(), [](const Timer& one, const Timer& other) {
            return std::tie(one.event, one.send_id) < std::tie(other.event, other.send_id);
        });
        const auto [found, is_new] =
            known_.try_emplace(key_of(sent), static_cast<std::uint32_t>(reach_.places.size()));
        if (!is_new) return found->second;
        Place place;
        place.active = machine_.active;
        place.came_from = from;
        place.by = by;
        place.done = machine_.status == Machine::Status::done;
        reach_.places.push_back(std::move(place));
        kept_.push_back({machine_.history, std::move(sent)});
        return found->second;
    }

    std::string key_of(const std::vector<Timer>& sent) const {
        std::string key;
        const std::size_t words = (definition_.states.size() + 63) / 64;
        const auto add = [&](const StateSet& set) {
            key.append(reinterpret_cast<const char*>(set.words().data()), words * sizeof(std::uint64_t));
        };
        add(machine_.active);
        for (const auto& history : machine_.history) add(history);
        for (const auto& timer : sent) key += timer.event + '\0' + timer.send_id + '\0';
        key += machine_.status == Machine::Status::done ? 'd' : 'r';
        return key;
    }

    std::uint32_t event_of(const std::string& name) {
        const auto [place, is_new] =
            event_numbers_.try_emplace(name, static_cast<std::uint32_t>(reach_.events.size()));
        if (is_new) reach_.events.push_back(name);
        return place->second;
    }

    const Definition& definition_;
    const std::vector<bool>& from_outside_;
    std::size_t runs_left_;
    Reach reach_;
    Choices choices_;
    Interpreter interpreter_;
    Machine machine_;
    Told told_;
    std::vector<Kept> kept_;  ///< by place
    std::unordered_map<std::string, std::uint32_t> known_;
    std::map<std::string, std::uint32_t, std::less<>> event_numbers_;
    std::vector<std::uint32_t> stimuli_;
};

}  // namespace

Reach explore(const Definition& definition, const std::vector<bool>& from_outside, std::size_t runs) {
    return Explorer(definition, from_outside, runs).run();
}

std::vector<std::string> way_to(const Reach& reach, std::uint32_t place) {
    std::vector<std::string> way;
    while (place != 0) {
        way.push_back(reach.events[reach.places[place].by]);
        place = reach.places[place].came_from;
        // Several places may be first ones, by the answers at the start.
        if (way.back().empty()) {
            way.pop_back();
            break;
        }
    }
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace wissel::statechart
