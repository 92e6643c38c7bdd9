#include "engine/base/encoding.hpp"
#include "engine/statechart/machine.hpp"

#include <algorithm>
#include <set>

namespace wissel::statechart {
namespace {

using nlohmann::json;

json names_of(const Definition& definition, const StateSet& states, bool leaves_only) {
    json names = json::array();
    for (auto state = states.first(); state != no_state; state = states.next(state + 1U)) {
        if (!leaves_only || definition.states[state].is_leaf()) names.push_back(definition.name_of(state));
    }
    return names;
}

json timer_json(const Definition& definition, const Timer& timer) {
    json told = {{"id", timer.id}, {"event", {{"name", timer.event}, {"data", timer.data}}}};
    if (!timer.send_id.empty()) told["sendId"] = timer.send_id;
    if (timer.state != no_state) told["state"] = definition.name_of(timer.state);
    if (timer.left) {
        told["left"] = timer.left->count();
    } else {
        told["dueAt"] = timer.due_at == Instant::max() ? json() : json(format_instant(timer.due_at));
    }
    return told;
}

/// Reads a snapshot, and gathers what is wrong with it.
class Reader {
public:
    Reader(const Definition& definition, const json& snapshot)
        : definition_(definition), snapshot_(snapshot) {}

    Result<Machine> read() {
        if (!snapshot_.is_object()) {
            fault("", "type", {"Een momentopname is een object.", "A snapshot is an object."});
            return fail_invalid(std::move(issues_));
        }
        check_identity();
        const std::string status = text("status");
        if (status != "running" && status != "done")
            fault("/status", "enum", {"Dit is running of done.", "This is running or done."});
        machine_.status = status == "done" ? Machine::Status::done : Machine::Status::running;
        machine_.context = member("context", json::value_t::object);
        machine_.output = snapshot_.value("output", json());
        machine_.history.resize(definition_.histories);
        read_configuration();
        read_history();
        read_timers();
        if (!issues_.empty()) return fail_invalid(std::move(issues_));
        return std::move(machine_);
    }

private:
    void fault(const std::string& pointer, const char* code, Words message) {
        issues_.push_back({pointer, code, std::move(message)});
    }

    json member(const char* name, json::value_t type) {
        const auto found = snapshot_.find(name);
        if (found != snapshot_.end() && found->type() == type) return *found;
        fault(
            std::string("/") + name,
            found == snapshot_.end() ? "required" : "type",
            {"Dit ontbreekt of is van een ander soort.", "This is missing, or of another type."}
        );
        return json(type);
    }

    std::string text(const char* name) { return member(name, json::value_t::string).get<std::string>(); }

    void check_identity() {
        const bool same = text("workflow") == definition_.id && text("version") == definition_.version &&
                          text("hash") == definition_.hash;
        if (same) return;
        fault(
            "/hash",
            "const",
            {"De momentopname hoort bij een andere werkwijze, of een andere versie ervan.",
             "The snapshot belongs to another workflow, or another version of it."}
        );
    }

    std::optional<StateIndex> state_of(const json& name, const std::string& pointer) {
        const auto state = name.is_string() ? definition_.find(name.get<std::string>()) : std::nullopt;
        if (state) return state;
        fault(
            pointer, "unknownState", {"Er is geen toestand van die naam.", "There is no state of that name."}
        );
        return std::nullopt;
    }

    void read_configuration() {
        const json names = member("configuration", json::value_t::array);
        for (std::size_t at = 0; at < names.size(); ++at) {
            const auto leaf = state_of(names[at], "/configuration/" + std::to_string(at));
            if (!leaf) continue;
            for (StateIndex state = *leaf; state != no_state; state = definition_.states[state].parent)
                machine_.active.add(state);
        }
        if (issues_.empty() && !is_whole(0)) {
            fault(
                "/configuration",
                "conflict",
                {"Deze toestanden zijn samen geen geheel.", "These states do not make a whole together."}
            );
        }
    }

    /// One active child in each active compound, all in each parallel, none elsewhere.
    [[nodiscard]] bool is_whole(StateIndex index) const {
        const State& state = definition_.states[index];
        if (!machine_.active.has(index) || state.is_history()) return false;
        std::size_t active = 0;
        for (std::uint32_t at = 0; at < state.children.count; ++at) {
            const StateIndex child = definition_.children[state.children.first + at];
            if (!machine_.active.has(child)) continue;
            if (!is_whole(child)) return false;
            ++active;
        }
        if (state.kind == State::Kind::compound) return active == 1;
        return active == state.children.count;
    }

    void read_history() {
        const json all = member("history", json::value_t::object);
        for (const auto& [name, states] : all.items()) {
            const std::string pointer = "/history/" + pointer_token(name);
            const auto history = state_of(name, pointer);
            if (!history) continue;
            const State& state = definition_.states[*history];
            if (!state.is_history() || !states.is_array()) {
                fault(pointer, "type", {"Dit is geen geheugen.", "This is no history."});
                continue;
            }
            for (std::size_t at = 0; at < states.size(); ++at) {
                const std::string place = pointer + "/" + std::to_string(at);
                const auto one = state_of(states[at], place);
                if (!one) continue;
                if (definition_.is_descendant(*one, state.parent) && !definition_.states[*one].is_history()) {
                    machine_.history[state.history].add(*one);
                } else {
                    fault(place, "conflict", {"Dit ligt daar niet binnen.", "This does not lie within it."});
                }
            }
        }
    }

    void read_timers() {
        machine_.timers_made = count(snapshot_, "timersMade", "");
        const json all = member("timers", json::value_t::array);
        std::set<std::uint64_t> ids;
        for (std::size_t at = 0; at < all.size(); ++at) {
            const std::string pointer = "/timers/" + std::to_string(at);
            if (!all[at].is_object()) {
                fault(pointer, "type", {"Een termijn is een object.", "A timer is an object."});
                continue;
            }
            read_timer(all[at], pointer);
            const std::uint64_t id = machine_.timers.back().id;
            if (id == 0 || id > machine_.timers_made || !ids.insert(id).second)
                fault(pointer + "/id", "notUnique", {"Dit nummer kan niet.", "This number is not possible."});
        }
    }

    void read_timer(const json& node, const std::string& pointer) {
        Timer& timer = machine_.timers.emplace_back();
        timer.id = count(node, "id", pointer);
        if (const auto found = node.find("sendId"); found != node.end() && found->is_string())
            timer.send_id = found->get<std::string>();
        if (const auto found = node.find("state"); found != node.end()) {
            const auto state = state_of(*found, pointer + "/state");
            timer.state = state.value_or(no_state);
            if (state && !machine_.active.has(*state))
                fault(pointer + "/state", "conflict", {"Die is niet actief.", "It is not active."});
        }
        const auto event = node.find("event");
        if (event != node.end() && event->is_object() && event->contains("name") &&
            event->at("name").is_string()) {
            timer.event = event->at("name").get<std::string>();
            timer.data = event->value("data", json());
        } else {
            fault(pointer + "/event", "required", {"Zeg welke gebeurtenis.", "Say which event."});
        }
        read_moment(node, pointer, timer);
    }

    void read_moment(const json& node, const std::string& pointer, Timer& timer) {
        if (node.contains("left")) {
            timer.left = std::chrono::milliseconds(static_cast<std::int64_t>(count(node, "left", pointer)));
            return;
        }
        const auto due = node.find("dueAt");
        if (due != node.end() && due->is_null()) {
            timer.due_at = Instant::max();
            return;
        }
        const auto moment =
            due != node.end() && due->is_string() ? parse_instant(due->get<std::string>()) : std::nullopt;
        if (moment) {
            timer.due_at = *moment;
        } else {
            fault(pointer + "/dueAt", "format", {"Hier hoort een moment.", "A moment belongs here."});
        }
    }

    std::uint64_t count(const json& node, const char* name, const std::string& pointer) {
        const auto found = node.find(name);
        if (found != node.end() && found->is_number_integer() && found->get<std::int64_t>() >= 0)
            return found->get<std::uint64_t>();
        fault(pointer + "/" + name, "type", {"Hier hoort een aantal.", "A count belongs here."});
        return 0;
    }

    const Definition& definition_;
    const json& snapshot_;
    Machine machine_;
    std::vector<Issue> issues_;
};

}  // namespace

std::vector<std::string> configuration_of(const Definition& definition, const Machine& machine) {
    std::vector<std::string> names;
    for (auto state = machine.active.first(); state != no_state; state = machine.active.next(state + 1U)) {
        if (definition.states[state].is_leaf()) names.push_back(definition.name_of(state));
    }
    return names;
}

const Timer* next_timer(const Machine& machine) {
    const Timer* next = nullptr;
    for (const auto& timer : machine.timers) {
        if (!timer.left && (next == nullptr || timer.due_at < next->due_at)) next = &timer;
    }
    return next;
}

json snapshot_of(const Definition& definition, const Machine& machine) {
    json history = json::object();
    for (const auto& state : definition.states) {
        if (!state.is_history() || machine.history[state.history].is_empty()) continue;
        history[state.name] = names_of(definition, machine.history[state.history], false);
    }
    json timers = json::array();
    for (const auto& timer : machine.timers) timers.push_back(timer_json(definition, timer));
    // Member by member: a list of pairs is built of arrays first, and every step of a machine comes by here.
    json told = json::object();
    told["workflow"] = definition.id;
    told["version"] = definition.version;
    told["hash"] = definition.hash;
    told["configuration"] = names_of(definition, machine.active, true);
    told["history"] = std::move(history);
    told["context"] = machine.context;
    told["timers"] = std::move(timers);
    told["timersMade"] = machine.timers_made;
    told["status"] = machine.status == Machine::Status::done ? "done" : "running";
    told["output"] = machine.output;
    return told;
}

Result<Machine> read_snapshot(const Definition& definition, const nlohmann::json& snapshot) {
    return Reader(definition, snapshot).read();
}

}  // namespace wissel::statechart
