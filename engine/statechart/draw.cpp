#include "engine/statechart/draw.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wissel::statechart {
namespace {

const RoleWords relation_words = {
    {"system", {"het programma", "the program"}},
    {"case.lead", {"regiehouder", "case lead"}},
    {"leg.owner", {"actiehouder", "action holder"}},
    {"sender", {"afzender", "sender"}},
    {"party", {"betrokken organisatie", "party"}},
    {"addressee", {"geadresseerde", "addressee"}},
    {"receiver", {"ontvanger", "receiver"}},
};

/// What the program itself tells a workflow (docs/workflows.md); people cause everything else, and that has a title.
const RoleWords event_words = {
    {"routedAutomatically", {"route gekozen", "route chosen"}},
    {"routedAsProposal", {"route voorgesteld", "route proposed"}},
    {"legAccepted", {"traject aangenomen", "leg accepted"}},
    {"legRefused", {"traject niet aangenomen", "leg not accepted"}},
    {"legHandedBack", {"traject teruggegeven", "leg handed back"}},
    {"legDone", {"traject afgerond", "leg done"}},
    {"besideEnded", {"traject ernaast geëindigd", "leg beside it ended"}},
    {"reportAdded", {"melding toegevoegd", "report added"}},
    {"reportWithdrawn", {"melding ingetrokken", "report withdrawn"}},
};

class Artist {
public:
    Artist(const Workflow& workflow, const RoleWords& roles, Language language)
        : workflow_(workflow), machine_(workflow.machine), roles_(roles), language_(language) {}

    Drawing draw() {
        Drawing drawing;
        drawing.title = say(workflow_.title);
        drawing.language = language_;
        drawing.subtitle.push_back(fmt::format("{} {}", machine_.id, machine_.version));
        for (StateIndex at = 0; at < machine_.states.size(); ++at) drawing.boxes.push_back(box(at));
        for (std::size_t at = 0; at < machine_.transitions.size(); ++at) drawing.arrows.push_back(arrow(at));
        if (any_proposed_) {
            drawing.subtitle.push_back(
                say({"De streeftermijnen zijn een voorstel.", "The indicative terms are proposed."})
            );
        }
        return drawing;
    }

private:
    [[nodiscard]] std::string say(const Words& words) const { return in(language_, words); }

    [[nodiscard]] std::string role(const std::string& code) const {
        if (const auto found = roles_.find(code); found != roles_.end()) return say(found->second);
        const auto relation = relation_words.find(code);
        return relation == relation_words.end() ? code : say(relation->second);
    }

    Box box(StateIndex at) {
        const State& state = machine_.states[at];
        const StateWords& words = workflow_.states[at];
        Box box;
        box.kind = static_cast<Box::Kind>(state.kind);
        box.name = state.name;
        box.title = at == 0                  ? say(workflow_.title)
                    : !words.title.nl.empty() ? say(words.title)
                    : state.is_history()      ? say({"waar het was", "where it was"})
                                              : state.name;
        if (!words.owner.empty()) box.lines.push_back(say({"aan zet: ", "turn: "}) + role(words.owner));
        if (words.due) {
            const bool by_law = words.due->basis == "statutory";
            box.lines.push_back(
                say(by_law ? Words{"termijn: ", "term: "} : Words{"streeftermijn: ", "indicative term: "}) +
                term(words.due->within, words.due->calendar, words.due->basis)
            );
        }
        if (words.waiting_on)
            box.lines.push_back(say({"wacht op: ", "waits on: "}) + role(words.waiting_on->on));
        for (const Span span : {state.children, state.histories}) {
            for (std::uint32_t child = 0; child < span.count; ++child)
                box.children.push_back(machine_.children[span.first + child]);
        }
        if (state.kind == State::Kind::compound || state.is_history()) {
            for (std::uint32_t target = 0; target < state.initial.count; ++target)
                box.initial.push_back(machine_.targets[state.initial.first + target]);
        }
        // A history that leads where its parent begins says nothing of its own.
        if (state.is_history()) box.initial.clear();
        return box;
    }

    std::string term(const Duration& duration, Calendar calendar, const std::string& basis) {
        any_proposed_ = any_proposed_ || basis == "proposed";
        return say(duration_words(duration, calendar));
    }

    Arrow arrow(std::size_t at) {
        const Transition& transition = machine_.transitions[at];
        const TransitionWords& words = workflow_.transitions[at];
        Arrow arrow;
        arrow.from = transition.source;
        for (std::uint32_t target = 0; target < transition.targets.count; ++target)
            arrow.to.push_back(machine_.targets[transition.targets.first + target]);
        arrow.name = transition.pointer;
        if (transition.descriptor != nothing) arrow.event = machine_.descriptors[transition.descriptor].text;
        arrow.by_itself = words.allow.empty() || (words.allow.size() == 1 && words.allow[0] == "system");
        arrow.lines.push_back(cause(transition, words));
        if (transition.guard != nothing) arrow.lines.push_back("[" + guard(transition.guard) + "]");
        return arrow;
    }

    std::string cause(const Transition& transition, const TransitionWords& words) {
        std::string text;
        if (!words.title.nl.empty()) {
            text = say(words.title);
        } else if (transition.cause == Transition::Cause::after) {
            const Delay& delay = machine_.delays[transition.delay];
            text = say({"na ", "after "}) + term(delay.duration, delay.calendar, delay.basis);
        } else if (transition.cause == Transition::Cause::done) {
            text = say({"als dit klaar is", "when this is done"});
        } else if (transition.cause == Transition::Cause::always) {
            text = say({"vanzelf", "by itself"});
        } else {
            text = events(machine_.descriptors[transition.descriptor].text);
        }
        std::string who;
        for (const auto& code : words.allow) {
            if (code != "system") who += (who.empty() ? "" : ", ") + role(code);
        }
        return who.empty() ? text : text + " – " + who;
    }

    /// The events of a descriptor, each in words where there are any.
    [[nodiscard]] std::string events(std::string_view descriptor) const {
        std::string told;
        while (!descriptor.empty()) {
            const auto end = std::min(descriptor.find(' '), descriptor.size());
            const auto event = descriptor.substr(0, end);
            descriptor.remove_prefix(std::min(end + 1, descriptor.size()));
            if (event.empty()) continue;
            const auto known = event_words.find(event);
            if (!told.empty()) told += say({" of ", " or "});
            told += known == event_words.end() ? std::string(event) : say(known->second);
        }
        return told;
    }

    /// The name of a guard, where it has one; people read the rules in the file.
    [[nodiscard]] std::string guard(std::uint32_t index) const {
        const std::string& pointer = machine_.guards[index].pointer;
        constexpr std::string_view named = "/guards/";
        if (pointer.starts_with(named))
            return pointer.substr(named.size(), pointer.find('/', named.size()) - named.size());
        return say({"voorwaarde", "condition"});
    }

    const Workflow& workflow_;
    const Definition& machine_;
    const RoleWords& roles_;
    Language language_;
    bool any_proposed_ = false;
};

}  // namespace

Drawing draw(const Workflow& workflow, const RoleWords& roles, Language language) {
    return Artist(workflow, roles, language).draw();
}

}  // namespace wissel::statechart
