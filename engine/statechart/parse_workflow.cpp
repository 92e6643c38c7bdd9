#include "engine/calendar/term.hpp"
#include "engine/statechart/workflow.hpp"

#include <algorithm>

namespace wissel::statechart {
namespace {

using Json = nlohmann::ordered_json;

class WorkflowParser {
public:
    WorkflowParser(const Json& document, const KnownNames& known) : document_(document), known_(known) {}

    Result<Workflow> parse() {
        workflow_.machine = parse_what_can_be_read(document_, issues_);
        const auto kind = document_.at("kind").get<std::string>();
        workflow_.kind = kind == "lifecycle" ? Workflow::Kind::lifecycle
                         : kind == "overlay" ? Workflow::Kind::overlay
                                             : Workflow::Kind::route;
        workflow_.title = words_at(document_.at("title"));
        workflow_.description = optional_words(document_, "description");
        for (const auto& state : workflow_.machine.states) read_state(state);
        for (const auto& transition : workflow_.machine.transitions) read_transition(transition);
        for (const auto& action : workflow_.machine.actions) check_action(action);
        if (!issues_.empty()) return fail_invalid(std::move(issues_));
        return std::move(workflow_);
    }

private:
    static Words words_at(const Json& node) {
        return {node.at("nl").get<std::string>(), node.at("en").get<std::string>()};
    }

    static std::optional<Words> optional_words(const Json& node, const char* name) {
        const auto found = node.find(name);
        return found == node.end() ? std::nullopt : std::optional(words_at(*found));
    }

    void fault(const std::string& pointer, const char* code, Words message) {
        issues_.push_back({pointer, code, std::move(message)});
    }

    const Json& node_at(const std::string& pointer) const {
        return document_.at(Json::json_pointer(pointer));
    }

    void read_state(const State& state) {
        const Json& node = node_at(state.pointer);
        StateWords& words = workflow_.states.emplace_back();
        if (node.contains("title")) {
            words.title = words_at(node.at("title"));
        } else if (!state.is_history()) {
            fault(
                state.pointer + "/title",
                "required",
                {"Een toestand heeft een naam voor mensen.", "A state has a name for people."}
            );
        }
        words.description = optional_words(node, "description");
        if (node.contains("owner")) {
            words.owner = node.at("owner").at("role").get<std::string>();
            check_role(words.owner, state.pointer + "/owner/role");
        }
        if (node.contains("due")) words.due = read_due(node.at("due"), state.pointer + "/due");
        if (node.contains("stalledAfter"))
            words.stalled_after = read_period(node.at("stalledAfter"), state.pointer + "/stalledAfter");
        if (node.contains("waitingOn"))
            read_waiting(node.at("waitingOn"), state.pointer + "/waitingOn", words);
    }

    std::optional<Duration> read_period(const Json& node, const std::string& pointer) {
        auto duration = read_duration(node.get<std::string>());
        if (!duration)
            fault(
                pointer, "format", {"Hier hoort een duur als P10D.", "A duration such as P10D belongs here."}
            );
        return duration;
    }

    std::optional<Due> read_due(const Json& node, const std::string& pointer) {
        const auto within = read_period(node.at("within"), pointer + "/within");
        if (!within) return std::nullopt;
        Due due{*within, Calendar::days, node.value("basis", "proposed")};
        if (node.contains("calendar"))
            due.calendar = read_calendar(node.at("calendar").get<std::string>()).value_or(Calendar::days);
        if (const auto tried = due_at(Instant{}, due.within, due.calendar); !tried)
            fault(pointer + "/within", "format", tried.error().message);
        return due;
    }

    void read_waiting(const Json& node, const std::string& pointer, StateWords& words) {
        words.waiting_on = WaitingOn{node.at("on").get<std::string>(), node.at("kind").get<std::string>()};
        check_role(words.waiting_on->on, pointer + "/on");
        if (known_.waiting.contains(words.waiting_on->kind)) return;
        fault(
            pointer + "/kind",
            "unknownCode",
            {"\"" + words.waiting_on->kind + "\" is geen soort van wachten.",
             "\"" + words.waiting_on->kind + "\" is no kind of waiting."}
        );
    }

    void check_role(const std::string& role, const std::string& pointer) {
        const bool is_relation = std::find(relations.begin(), relations.end(), role) != relations.end();
        if (is_relation || known_.roles.contains(role)) return;
        fault(
            pointer, "unknownRole", {"Er is geen rol \"" + role + "\".", "There is no role \"" + role + "\"."}
        );
    }

    void read_transition(const Transition& transition) {
        TransitionWords& words = workflow_.transitions.emplace_back();
        const Json& node = node_at(transition.pointer);
        if (!node.is_object()) return;
        if (node.contains("title")) words.title = words_at(node.at("title"));
        words.description = optional_words(node, "description");
        words.says_allow = node.contains("allow");
        for (const char* name : {"allow", "notIf"}) {
            if (!node.contains(name)) continue;
            const Json& list = node.at(name);
            for (std::size_t at = 0; at < list.size(); ++at) {
                const auto text = list[at].get<std::string>();
                if (name == std::string_view("allow")) {
                    check_role(text, transition.pointer + "/allow/" + std::to_string(at));
                    words.allow.push_back(text);
                } else {
                    words.not_if.push_back(text);
                }
            }
        }
        if (node.contains("form")) words.form = nlohmann::json(node.at("form"));
        const bool by_people = std::any_of(
            words.allow.begin(), words.allow.end(), [](const std::string& role) { return role != "system"; }
        );
        if (by_people && words.title.nl.empty()) {
            fault(
                transition.pointer + "/title",
                "required",
                {"Wat mensen kunnen doen, heeft een naam voor mensen.",
                 "What people can do has a name for people."}
            );
        }
    }

    void check_action(const Action& action) {
        if (action.kind != Action::Kind::effect) return;
        if (std::find(case_actions.begin(), case_actions.end(), action.type) == case_actions.end()) {
            return fault(
                action.pointer,
                "unknownAction",
                {"Er is geen actie \"" + action.type + "\".", "There is no action \"" + action.type + "\"."}
            );
        }
        // Only what stands there as a text; what a rule gives is checked when it is given.
        const auto role = action.params.find("role");
        if (role != action.params.end() && role->is_string())
            check_role(role->get<std::string>(), action.pointer + "/params/role");
        const auto route = action.params.find("route");
        if (route == action.params.end() || !route->is_string()) return;
        if (known_.routes.contains(route->get<std::string>())) return;
        fault(
            action.pointer + "/params/route",
            "unknownRoute",
            {"Er is geen route \"" + route->get<std::string>() + "\".",
             "There is no route \"" + route->get<std::string>() + "\"."}
        );
    }

    const Json& document_;
    const KnownNames& known_;
    Workflow workflow_;
    std::vector<Issue> issues_;
};

}  // namespace

Result<Workflow> parse_workflow(const Json& document, const KnownNames& known) {
    return WorkflowParser(document, known).parse();
}

bool Workflow::is_closed(StateIndex state) const {
    const auto& tags = machine.states[state].tags;
    return std::find(tags.begin(), tags.end(), "closed") != tags.end();
}

}  // namespace wissel::statechart
