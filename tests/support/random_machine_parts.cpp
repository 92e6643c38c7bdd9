#include "tests/support/random_machine_parts.hpp"

#include <array>
#include <utility>

namespace wissel::test::random_parts {
namespace {

using nlohmann::ordered_json;

constexpr std::array pool{"go", "go.on", "go.on.now", "stop", "tick", "tick.tock"};
constexpr std::array inner_events{"inner", "inner.x", "inner.y.z"};
constexpr std::array variables{"a", "b", "c"};
constexpr std::array comparisons{"==", "!=", "<", "<=", ">", ">=", "==="};
constexpr std::array send_ids{"x1", "x2", "x3"};
constexpr std::array<std::size_t, 6> delays{5, 10, 15, 20, 35, 60};

// Those that `named_guards` makes.
constexpr std::array guard_names{"g0", "g1", "g2"};

ordered_json var(const std::string& name) {
    return {{"var", name}};
}

/// One more, and after `most` from the beginning.
ordered_json one_more(const std::string& name, std::size_t most) {
    return {{"%", {{{"+", {var(name), 1}}}, most + 1}}};
}

ordered_json count_up(const std::string& name) {
    return {{"type", "assign"}, {"params", {{name, {{"+", {var(name), 1}}}}}}};
}

}  // namespace

std::string pool_event(Chance& chance) {
    return chance.of(pool);
}

std::string inner_event(Chance& chance) {
    return chance.of(inner_events);
}

ordered_json Parts::named_guards() {
    ordered_json guards = ordered_json::object();
    for (const char* name : guard_names) guards[name] = guard(1);
    names_guards_ = true;
    return guards;
}

ordered_json Parts::guard() {
    return guard(0);
}

ordered_json Parts::guard(std::size_t depth) {
    switch (chance_.below(depth < 3 ? 12 : 7)) {
        case 0:
        case 1:
        case 2:
            return comparison();
        case 3:
            return {{"type", "jsonlogic"}, {"params", {{"rule", rule()}}}};
        case 4: {
            std::string name = chance_.of(states_);
            if (chance_.one_in(2)) name.insert(0, "#");
            return {{"type", "stateIn"}, {"params", {{"stateId", std::move(name)}}}};
        }
        case 5:
        case 6:
            return rule();
        case 7:
        case 8:
            if (names_guards_) return chance_.of(guard_names);
            return rule();
        case 9:
            return {{"type", "not"}, {"params", {{"guards", ordered_json::array({guard(depth + 1)})}}}};
        default: {
            ordered_json guards = ordered_json::array();
            for (std::size_t count = chance_.between(1, 3); count > 0; --count)
                guards.push_back(guard(depth + 1));
            return {{"type", chance_.one_in(2) ? "and" : "or"}, {"params", {{"guards", guards}}}};
        }
    }
}

ordered_json Parts::rule() {
    switch (chance_.below(8)) {
        case 0:
            return failing_rule();
        case 1:
            return {{"inState", chance_.of(states_)}};
        case 2:
            return {
                {"==",
                 {var(chance_.one_in(2) ? "event.name" : "_event.name"),
                  chance_.one_in(2) ? pool_event(chance_) : inner_event(chance_)}}};
        case 3:
            return {{"or", {comparison(), {{"!", ordered_json::array({comparison()})}}}}};
        case 4:
            return {{"and", {comparison(), comparison()}}};
        case 5:
            return chance_.one_in(4) ? ordered_json(chance_.one_in(2)) : comparison();
        default:
            return comparison();
    }
}

ordered_json Parts::failing_rule() {
    switch (chance_.below(4)) {
        case 0:
            return {{"throw", "x"}};
        case 1:
            return {{"<", {"a", 1}}};
        default:
            // Only while the variable is zero.
            return {{">", {{{"/", {1, var(chance_.of(variables))}}}, 0}}};
    }
}

ordered_json Parts::comparison() {
    ordered_json left = var(chance_.of(variables));
    if (chance_.one_in(4)) left = {{"%", {std::move(left), 2}}};
    if (chance_.one_in(8)) left = {{"var", {"event.data.n", 0}}};
    return {{chance_.of(comparisons), {std::move(left), chance_.below(4)}}};
}

ordered_json Parts::number() {
    if (chance_.one_in(14)) return failing_rule();
    switch (chance_.below(7)) {
        case 0:
            return {{"var", {"event.data.n", 0}}};
        case 1:
            return chance_.below(5);
        case 2:
            return {{"-", {4, var(chance_.of(variables))}}};
        case 3:
            return {{"%", {{{"+", {var(chance_.of(variables)), var(chance_.of(variables))}}}, 5}}};
        default:
            return one_more(chance_.of(variables), 4);
    }
}

ordered_json Parts::data() {
    switch (chance_.below(5)) {
        case 0:
            return {{"n", number()}, {"m", number()}};
        case 1:
            return {{"n", number()}};
        case 2:
            return ordered_json::array({number(), number()});
        case 3:
            return var("event.name");
        default:
            return number();
    }
}

ordered_json Parts::actions() {
    return actions(0);
}

ordered_json Parts::actions(std::size_t depth) {
    ordered_json actions = ordered_json::array();
    for (std::size_t count = chance_.between(1, 3); count > 0; --count) {
        if (chance_.one_in(6)) {
            add_delayed_send(actions);
        } else {
            actions.push_back(action(depth));
        }
    }
    return actions;
}

ordered_json Parts::action(std::size_t depth) {
    switch (chance_.below(depth < 2 ? 12 : 10)) {
        case 0:
        case 1:
        case 2:
            return assign();
        case 3:
        case 4:
            return event_action();
        case 5:
        case 6:
            return {{"type", "cancel"}, {"params", {{"sendId", chance_.of(send_ids)}}}};
        case 7:
        case 8:
        case 9:
            return effect();
        default:
            return choose(depth);
    }
}

ordered_json Parts::assign() {
    ordered_json params = ordered_json::object();
    for (std::size_t count = chance_.between(1, 3); count > 0; --count)
        params[chance_.one_in(8) ? "d" : chance_.of(variables)] = number();
    return {{"type", "assign"}, {"params", std::move(params)}};
}

ordered_json Parts::event_params(const std::string& name) {
    ordered_json params;
    if (chance_.one_in(2)) {
        params["event"] = name;
    } else {
        params["event"] = {{"type", name}};
    }
    if (chance_.one_in(2)) params["data"] = data();
    return params;
}

ordered_json Parts::event_action() {
    const bool is_of_pool = chance_.one_in(4);
    ordered_json params = event_params(is_of_pool ? pool_event(chance_) : inner_event(chance_));
    if (chance_.one_in(2)) {
        ordered_json raise{{"type", "raise"}, {"params", std::move(params)}};
        return is_of_pool ? counted(std::move(raise)) : raise;
    }
    if (chance_.one_in(3)) params["id"] = chance_.of(send_ids);
    // Steps that bring about each other at the same moment have no limit of their own.
    return counted({{"type", "send"}, {"params", std::move(params)}});
}

void Parts::add_delayed_send(ordered_json& actions) {
    ordered_json params = event_params(chance_.one_in(2) ? pool_event(chance_) : inner_event(chance_));
    if (chance_.one_in(4)) {
        params["delay"] = chance_.one_in(2) ? "soon" : "later";
    } else {
        params["delay"] = chance_.of(delays);
    }
    if (chance_.one_in(2)) {
        const std::string id = chance_.of(send_ids);
        params["id"] = id;
        actions.push_back({{"type", "cancel"}, {"params", {{"sendId", id}}}});
        actions.push_back({{"type", "send"}, {"params", std::move(params)}});
        return;
    }
    if (chance_.one_in(3)) params["id"] = chance_.of(send_ids);
    actions.push_back(counted({{"type", "send"}, {"params", std::move(params)}}));
}

ordered_json Parts::counted(ordered_json action) {
    ordered_json branch;
    branch["guard"] = {{"<", {var("sent"), 12}}};
    branch["actions"] = ordered_json::array({count_up("sent"), std::move(action)});
    return {{"type", "choose"}, {"params", {{"branches", ordered_json::array({std::move(branch)})}}}};
}

ordered_json Parts::choose(std::size_t depth) {
    ordered_json branches = ordered_json::array();
    for (std::size_t count = chance_.between(1, 3); count > 0; --count) {
        ordered_json branch;
        if (count > 1 || chance_.one_in(2)) branch["guard"] = guard(1);
        branch["actions"] = actions(depth + 1);
        branches.push_back(std::move(branch));
    }
    return {{"type", "choose"}, {"params", {{"branches", std::move(branches)}}}};
}

ordered_json Parts::effect() {
    switch (chance_.below(5)) {
        case 0:
            return "ping";
        case 1:
            return {
                {"type", "notify"},
                {"params",
                 {{"whom", "somebody"},
                  {"count", number()},
                  {"kept", {{"preserve", var("a")}}},
                  {"plain", {{"x", var("a")}, {"y", {1, 2}}}}}}};
        case 2:
            return {{"type", "log"}, {"params", {{"label", "name"}, {"value", var("event.name")}}}};
        default:
            return {
                {"type", "log"},
                {"params", {{"label", "l" + std::to_string(chance_.below(100))}, {"value", data()}}}};
    }
}

ordered_json Parts::counting_guard() {
    return {{"<", {var("n"), chance_.between(1, 8)}}};
}

ordered_json Parts::counting_actions() {
    ordered_json actions = ordered_json::array();
    actions.push_back(count_up("n"));
    if (chance_.one_in(3)) actions.push_back(action(1));
    return actions;
}

ordered_json Parts::count_anew() {
    return ordered_json::array({{{"type", "assign"}, {"params", {{"n", 0}}}}});
}

}  // namespace wissel::test::random_parts
