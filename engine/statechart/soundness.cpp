#include "engine/statechart/soundness.hpp"

#include "engine/statechart/explore.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace wissel::statechart {
namespace {

using Severity = Finding::Severity;

class Analyst {
public:
    explicit Analyst(const Workflow& workflow) : workflow_(workflow), machine_(workflow.machine) {}

    std::vector<Finding> run() {
        std::vector<bool> from_outside;
        for (std::uint32_t at = 0; at < machine_.transitions.size(); ++at)
            from_outside.push_back(workflow_.comes_from_outside(at));
        reach_ = explore(machine_, from_outside);
        find_endless();
        find_nobody();
        find_unhandled();
        find_ownerless();
        if (!reach_.bound_reached) {
            find_dead_ends_and_traps();
            find_unreachable();
            find_never_taken();
            find_decided_guards();
            find_waiting_for_ever();
        } else {
            tell(
                Severity::note,
                "boundReached",
                "",
                {"Te veel mogelijkheden om ze alle na te gaan; wat nooit bereikt wordt, is niet onderzocht.",
                 "Too many possibilities to try them all; what is never reached was not looked for."},
                std::nullopt
            );
        }
        return finish();
    }

private:
    using Way = std::optional<std::vector<std::string>>;

    void tell(Severity severity, const char* code, const std::string& pointer, Words message, Way way) {
        if (!told_.insert({code, pointer}).second) return;
        if (++counts_[code] > findings_a_code_max) return;
        findings_.push_back({severity, code, pointer, std::move(message), std::move(way)});
    }

    std::vector<Finding> finish() {
        for (const auto& [code, count] : counts_) {
            if (count <= findings_a_code_max) continue;
            const std::size_t more = count - findings_a_code_max;
            findings_.push_back(
                {Severity::note,
                 code,
                 "",
                 {fmt::format("Nog {} bevindingen van deze soort.", more),
                  fmt::format("Another {} findings of this kind.", more)},
                 std::nullopt}
            );
        }
        std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& one, const Finding& other) {
            return one.severity < other.severity;
        });
        return std::move(findings_);
    }

    [[nodiscard]] Way way(std::uint32_t place) const { return way_to(reach_, place); }

    [[nodiscard]] Way way_and(std::uint32_t place, std::uint32_t event) const {
        auto all = way_to(reach_, place);
        all.push_back(reach_.events[event]);
        return all;
    }

    /// The titles of the active leaves, as people call them.
    [[nodiscard]] Words where(const StateSet& active) const {
        Words told;
        for (auto state = active.first(); state != no_state; state = active.next(state + 1U)) {
            if (!machine_.states[state].is_leaf()) continue;
            const Words title = title_of(state);
            told.nl += (told.nl.empty() ? "\"" : ", \"") + title.nl + "\"";
            told.en += (told.en.empty() ? "\"" : ", \"") + title.en + "\"";
        }
        return told;
    }

    [[nodiscard]] Words title_of(StateIndex state) const {
        const Words& title = workflow_.states[state].title;
        return title.nl.empty() ? Words{machine_.name_of(state), machine_.name_of(state)} : title;
    }

    [[nodiscard]] const std::string& pointer_of_leaf(const StateSet& active) const {
        StateIndex leaf = 0;
        for (auto state = active.first(); state != no_state; state = active.next(state + 1U)) {
            if (machine_.states[state].is_leaf()) leaf = state;
        }
        return machine_.states[leaf].pointer;
    }

    [[nodiscard]] bool is_over(const Place& place) const {
        if (place.done) return true;
        for (auto state = place.active.first(); state != no_state; state = place.active.next(state + 1U)) {
            if (workflow_.is_closed(state)) return true;
        }
        return false;
    }

    void find_endless() {
        for (const auto& endless : reach_.endless) {
            const std::string& pointer = machine_.transitions[endless.transition].pointer;
            const Way shown =
                endless.at_start ? Way(std::vector<std::string>()) : way_and(endless.place, endless.by);
            if (endless.assigns) {
                tell(
                    Severity::warning,
                    "mayBeEndless",
                    pointer,
                    {"Hier volgt overgang op overgang zonder gebeurtenis van buiten; of dat ophoudt, hangt "
                     "af van wat "
                     "er onderweg verandert.",
                     "Here transition follows transition without an event from outside; whether that stops "
                     "depends on "
                     "what changes on the way."},
                    shown
                );
            } else {
                tell(
                    Severity::error,
                    "endless",
                    pointer,
                    {"Hier volgt overgang op overgang zonder dat er ooit een eind aan komt.",
                     "Here transition follows transition, and it never comes to an end."},
                    shown
                );
            }
        }
    }

    /// Whether the machine itself makes an event that this descriptor takes.
    [[nodiscard]] bool is_made_inside(const Descriptor& descriptor) const {
        if (descriptor.matches("error.execution")) return true;
        for (const auto& action : machine_.actions) {
            const bool makes = action.kind == Action::Kind::raise || action.kind == Action::Kind::send;
            if (makes && descriptor.matches(action.event)) return true;
        }
        return std::any_of(machine_.names.begin(), machine_.names.end(), [&](const std::string& done) {
            return descriptor.matches(done);
        });
    }

    void find_nobody() {
        for (std::uint32_t at = 0; at < machine_.transitions.size(); ++at) {
            const Transition& transition = machine_.transitions[at];
            if (transition.cause != Transition::Cause::event || workflow_.comes_from_outside(at)) continue;
            const Descriptor& descriptor = machine_.descriptors[transition.descriptor];
            if (!workflow_.transitions[at].says_allow && is_made_inside(descriptor)) continue;
            tell(
                Severity::error,
                "nobody",
                transition.pointer,
                {"Niemand mag \"" + descriptor.text + "\" doen: geef in allow aan wie.",
                 "Nobody may do \"" + descriptor.text + "\": say in allow who may."},
                std::nullopt
            );
        }
    }

    void find_unhandled() {
        for (const auto& action : machine_.actions) {
            if (action.kind != Action::Kind::raise && action.kind != Action::Kind::send) continue;
            const bool handled = std::any_of(
                machine_.descriptors.begin(),
                machine_.descriptors.end(),
                [&](const Descriptor& descriptor) { return descriptor.matches(action.event); }
            );
            if (handled) continue;
            tell(
                Severity::warning,
                "unhandled",
                action.pointer,
                {"Geen overgang neemt \"" + action.event + "\".",
                 "No transition takes \"" + action.event + "\"."},
                std::nullopt
            );
        }
    }

    void find_ownerless() {
        for (std::uint32_t at = 0; at < reach_.places.size(); ++at) {
            const Place& place = reach_.places[at];
            if (is_over(place)) continue;
            bool owned = false;
            for (auto state = place.active.first(); state != no_state && !owned;
                 state = place.active.next(state + 1U))
                owned = !workflow_.states[state].owner.empty();
            if (owned) continue;
            const Words here = where(place.active);
            tell(
                Severity::error,
                "ownerless",
                pointer_of_leaf(place.active),
                {"In " + here.nl + " is niemand aan zet: geef de toestand een owner.",
                 "In " + here.en + " it is nobody's turn: give the state an owner."},
                way(at)
            );
        }
    }

    /// Places from which something can be reached, walking back.
    [[nodiscard]] std::vector<bool> leading_to(const std::vector<bool>& goal) const {
        std::vector<std::vector<std::uint32_t>> before(reach_.places.size());
        for (std::uint32_t at = 0; at < reach_.places.size(); ++at) {
            for (const std::uint32_t next : reach_.places[at].next) before[next].push_back(at);
        }
        std::vector<bool> leads = goal;
        std::vector<std::uint32_t> open;
        for (std::uint32_t at = 0; at < goal.size(); ++at) {
            if (goal[at]) open.push_back(at);
        }
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            for (const std::uint32_t from : before[at]) {
                if (leads[from]) continue;
                leads[from] = true;
                open.push_back(from);
            }
        }
        return leads;
    }

    [[nodiscard]] bool is_dead_end(const Place& place, std::uint32_t at) const {
        const bool leaves =
            std::any_of(place.next.begin(), place.next.end(), [&](std::uint32_t next) { return next != at; });
        return !leaves && !is_over(place);
    }

    void find_dead_ends_and_traps() {
        std::vector<bool> over(reach_.places.size());
        std::vector<bool> dead(reach_.places.size());
        for (std::uint32_t at = 0; at < reach_.places.size(); ++at) {
            over[at] = is_over(reach_.places[at]);
            dead[at] = is_dead_end(reach_.places[at], at);
            if (!dead[at]) continue;
            const Words here = where(reach_.places[at].active);
            tell(
                Severity::error,
                "deadEnd",
                pointer_of_leaf(reach_.places[at].active),
                {"Uit " + here.nl + " leidt niets meer weg, en het is geen einde.",
                 "Nothing leads away from " + here.en + ", and it is no end."},
                way(at)
            );
        }
        const auto can_end = leading_to(over);
        const auto can_die = leading_to(dead);
        std::vector<bool> told(reach_.places.size());
        for (std::uint32_t at = 0; at < reach_.places.size(); ++at) {
            // Where a dead end is the reason, that was told.
            if (can_end[at] || can_die[at] || told[at]) continue;
            mark_reachable(at, told);
            const Words here = where(reach_.places[at].active);
            tell(
                Severity::error,
                "trap",
                pointer_of_leaf(reach_.places[at].active),
                {"Vanuit " + here.nl + " is geen einde meer te bereiken, en niets dat gesloten heet.",
                 "From " + here.en + " no end can be reached any more, and nothing that is called closed."},
                way(at)
            );
        }
    }

    void mark_reachable(std::uint32_t from, std::vector<bool>& marked) const {
        std::vector<std::uint32_t> open = {from};
        marked[from] = true;
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            for (const std::uint32_t next : reach_.places[at].next) {
                if (marked[next]) continue;
                marked[next] = true;
                open.push_back(next);
            }
        }
    }

    void find_unreachable() {
        std::set<StateIndex> led_to;
        for (const StateIndex target : machine_.targets) led_to.insert(target);
        for (StateIndex at = 1; at < machine_.states.size(); ++at) {
            const State& state = machine_.states[at];
            if (state.is_history() ? led_to.contains(at) : reach_.entered.has(at)) continue;
            // Of a whole that is never reached, only the outermost is told.
            if (state.parent != 0 && !reach_.entered.has(state.parent)) continue;
            const Words title = title_of(at);
            tell(
                Severity::error,
                "unreachable",
                state.pointer,
                {"\"" + title.nl + "\" kan nooit bereikt worden.",
                 "\"" + title.en + "\" can never be reached."},
                std::nullopt
            );
        }
    }

    [[nodiscard]] static std::string name_of(const Definition& machine, const Transition& transition) {
        return transition.descriptor == nothing ? "always" : machine.descriptors[transition.descriptor].text;
    }

    void find_never_taken() {
        for (std::uint32_t at = 0; at < machine_.transitions.size(); ++at) {
            const Transition& transition = machine_.transitions[at];
            const bool told_already = transition.cause == Transition::Cause::event &&
                                      !workflow_.comes_from_outside(at) &&
                                      told_.contains({"nobody", transition.pointer});
            const bool is_error_handler =
                transition.descriptor != nothing &&
                machine_.descriptors[transition.descriptor].matches("error.execution") &&
                machine_.descriptors[transition.descriptor].text != "*";
            // Errors come from data, which nobody has here.
            if (reach_.taken[at] || told_already || is_error_handler ||
                !reach_.entered.has(transition.source))
                continue;
            const bool guard_never = transition.guard != nothing && !reach_.guard_held[transition.guard] &&
                                     reach_.guard_failed[transition.guard];
            const std::string name = name_of(machine_, transition);
            if (guard_never) {
                tell(
                    Severity::error,
                    "guardNever",
                    transition.pointer + "/guard",
                    {"De voorwaarde van \"" + name + "\" is nooit waar.",
                     "The guard of \"" + name + "\" is never true."},
                    std::nullopt
                );
            } else {
                tell(
                    Severity::error,
                    "neverTaken",
                    transition.pointer,
                    {"De overgang \"" + name +
                         "\" krijgt nooit een beurt: een andere gaat altijd voor, of de gebeurtenis "
                         "komt hier niet.",
                     "The transition \"" + name +
                         "\" never has its turn: another one always goes before it, or the "
                         "event does not come here."},
                    std::nullopt
                );
            }
        }
    }

    void find_decided_guards() {
        for (const auto& transition : machine_.transitions) {
            if (transition.guard == nothing) continue;
            const bool always = reach_.guard_held[transition.guard] && !reach_.guard_failed[transition.guard];
            if (!always || rests_on_data(transition.guard)) continue;
            const std::string name = name_of(machine_, transition);
            tell(
                Severity::warning,
                "guardAlways",
                transition.pointer + "/guard",
                {"De voorwaarde van \"" + name + "\" is altijd waar.",
                 "The guard of \"" + name + "\" is always true."},
                std::nullopt
            );
        }
    }

    [[nodiscard]] bool rests_on_data(std::uint32_t index) const {
        const Guard& guard = machine_.guards[index];
        if (guard.kind == Guard::Kind::rule) return machine_.rules[guard.rule].reads_something;
        for (std::uint32_t at = guard.parts.first; at < guard.parts.first + guard.parts.count; ++at) {
            if (rests_on_data(machine_.guard_parts[at])) return true;
        }
        return false;
    }

    /// A state that waits has to have a way out that whoever is waited on does not hold alone.
    void find_waiting_for_ever() {
        for (StateIndex at = 1; at < machine_.states.size(); ++at) {
            const auto& waiting = workflow_.states[at].waiting_on;
            if (!waiting || !reach_.entered.has(at) || has_way_out(at, waiting->on)) continue;
            const Words title = title_of(at);
            tell(
                Severity::warning,
                "waitsForEver",
                machine_.states[at].pointer + "/waitingOn",
                {"Wie in \"" + title.nl +
                     "\" wacht, wacht eindeloos als er geen antwoord komt: niemand anders kan verder, en "
                     "er is geen termijn.",
                 "Who waits in \"" + title.en +
                     "\" waits for ever if no answer comes: nobody else can go on, and there "
                     "is no term."},
                way_to_state(at)
            );
        }
    }

    [[nodiscard]] bool has_way_out(StateIndex waiting, const std::string& on) const {
        for (std::uint32_t at = 0; at < machine_.transitions.size(); ++at) {
            const Transition& transition = machine_.transitions[at];
            const bool is_near =
                transition.source == waiting || machine_.is_descendant(waiting, transition.source);
            if (!is_near || transition.targets.count == 0 || !reach_.taken[at]) continue;
            if (transition.cause == Transition::Cause::after) return true;
            const auto& allow = workflow_.transitions[at].allow;
            if (std::any_of(allow.begin(), allow.end(), [&](const std::string& role) { return role != on; }))
                return true;
        }
        return false;
    }

    [[nodiscard]] Way way_to_state(StateIndex state) const {
        for (std::uint32_t at = 0; at < reach_.places.size(); ++at) {
            if (reach_.places[at].active.has(state)) return way(at);
        }
        return std::nullopt;
    }

    const Workflow& workflow_;
    const Definition& machine_;
    Reach reach_;
    std::vector<Finding> findings_;
    std::set<std::pair<std::string, std::string>> told_;
    std::map<std::string, std::size_t> counts_;
};

}  // namespace

std::vector<Finding> analyse(const Workflow& workflow) {
    return Analyst(workflow).run();
}

}  // namespace wissel::statechart
