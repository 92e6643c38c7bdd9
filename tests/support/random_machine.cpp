#include "tests/support/random_machine.hpp"

#include "tests/support/random_machine_parts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace wissel::test {
namespace {

using nlohmann::ordered_json;
using random_parts::Chance;
using random_parts::Parts;

constexpr std::size_t depth_max = 4;

/// A state before it is written down.
struct Sketch {
    enum class Kind : std::uint8_t { atomic, compound, parallel, final_state, history };

    Kind kind = Kind::atomic;
    std::string key;
    std::string name;
    bool has_id = true;
    std::size_t depth = 0;
    Sketch* parent = nullptr;
    std::vector<std::unique_ptr<Sketch>> children;
    std::vector<const Sketch*> initial;  ///< of a compound state; empty: left out
    bool needs_target = false;           ///< a history state by which its own parent begins
};

using Targets = std::vector<const Sketch*>;

bool is_within(const Sketch* inner, const Sketch* outer) {
    while (inner != nullptr && inner != outer) inner = inner->parent;
    return inner == outer;
}

std::vector<Sketch*> children_of(const Sketch& state, Sketch::Kind kind) {
    std::vector<Sketch*> found;
    for (const auto& child : state.children) {
        if (child->kind == kind) found.push_back(child.get());
    }
    return found;
}

std::vector<Sketch*> proper_children(const Sketch& state) {
    std::vector<Sketch*> found;
    for (const auto& child : state.children) {
        if (child->kind != Sketch::Kind::history) found.push_back(child.get());
    }
    return found;
}

/// The tree: its shape first, then names, then where compound states begin.
class Tree {
public:
    explicit Tree(Chance& chance) : chance_(chance) {
        grow();
        for (Sketch* state : all_) end_here(*state);
        for (Sketch* state : all_) remember_here(*state);
        all_.clear();
        name(root_);
        for (Sketch* state : all_) begin(*state);
    }

    [[nodiscard]] const Sketch& root() const { return root_; }
    /// In document order.
    [[nodiscard]] const std::vector<Sketch*>& all() const { return all_; }

    /// Legal targets within `state`, which may be that state itself: of two that do not lie in different
    /// regions of a parallel state there is never more than one.
    [[nodiscard]] Targets pick(const Sketch& state, bool with_history);
    /// The same, but not that state itself.
    [[nodiscard]] Targets pick_below(const Sketch& state, bool with_history);

private:
    void grow();
    void add_children(Sketch& state);
    void end_here(Sketch& state);
    void remember_here(Sketch& state);
    void name(Sketch& state);
    void begin(Sketch& state);

    Chance& chance_;
    Sketch root_;
    std::vector<Sketch*> all_{&root_};
};

void Tree::grow() {
    const std::size_t wanted = chance_.between(3, 21);
    add_children(root_);
    while (all_.size() < wanted) {
        std::vector<Sketch*> leaves;
        for (Sketch* state : all_) {
            if (state->kind == Sketch::Kind::atomic && state->depth < depth_max) leaves.push_back(state);
        }
        if (leaves.empty()) return;
        add_children(*chance_.of(leaves));
    }
}

void Tree::add_children(Sketch& state) {
    const bool is_root = state.parent == nullptr;
    const bool is_parallel = chance_.one_in(is_root ? 6 : 4);
    state.kind = is_parallel ? Sketch::Kind::parallel : Sketch::Kind::compound;
    const std::size_t least = is_parallel || is_root ? 2 : 1;
    for (std::size_t count = chance_.between(least, is_parallel ? 3 : 4); count > 0; --count) {
        state.children.push_back(std::make_unique<Sketch>());
        Sketch& child = *state.children.back();
        child.parent = &state;
        child.depth = state.depth + 1;
        all_.push_back(&child);
    }
}

void Tree::end_here(Sketch& state) {
    if (state.kind != Sketch::Kind::atomic || state.parent->kind != Sketch::Kind::compound) return;
    const bool is_first = state.parent->children.front().get() == &state;
    // A machine that is done soon tells little.
    const std::size_t rarity = is_first ? 12 : state.parent == &root_ ? 5 : 3;
    if (chance_.one_in(rarity)) state.kind = Sketch::Kind::final_state;
}

void Tree::remember_here(Sketch& state) {
    if (state.children.empty() || !chance_.one_in(3)) return;
    for (std::size_t count = chance_.between(1, 2); count > 0; --count) {
        auto history = std::make_unique<Sketch>();
        history->kind = Sketch::Kind::history;
        history->parent = &state;
        history->depth = state.depth + 1;
        const auto at = static_cast<std::ptrdiff_t>(chance_.below(state.children.size() + 1));
        state.children.insert(state.children.begin() + at, std::move(history));
    }
}

/// Keys come back in every state, names do not.
void Tree::name(Sketch& state) {
    static constexpr std::array keys{"a", "b", "c", "d", "e", "f"};
    state.has_id = state.parent == nullptr || !chance_.one_in(5);
    if (state.parent == nullptr) {
        state.name = "m";
    } else if (state.has_id) {
        state.name = "s" + std::to_string(all_.size());
    } else {
        state.name = state.key;
        for (const Sketch* around = state.parent; around->parent != nullptr; around = around->parent)
            state.name = around->key + "." + state.name;
    }
    all_.push_back(&state);
    for (std::size_t at = 0; at < state.children.size(); ++at) {
        state.children[at]->key = keys.at(at);
        name(*state.children[at]);
    }
}

void Tree::begin(Sketch& state) {
    if (state.kind != Sketch::Kind::compound || chance_.one_in(3)) return;
    state.initial = pick_below(state, true);
    for (Sketch* history : children_of(state, Sketch::Kind::history)) {
        // Without a target it would lead to where its parent begins, which is here.
        if (std::find(state.initial.begin(), state.initial.end(), history) != state.initial.end())
            history->needs_target = true;
    }
}

Targets Tree::pick(const Sketch& state, bool with_history) {
    if (state.children.empty() || chance_.one_in(4)) return {&state};
    return pick_below(state, with_history);
}

Targets Tree::pick_below(const Sketch& state, bool with_history) {
    const auto histories = children_of(state, Sketch::Kind::history);
    if (with_history && !histories.empty() && chance_.one_in(3)) return {chance_.of(histories)};
    const auto children = proper_children(state);
    if (state.kind == Sketch::Kind::compound) return pick(*chance_.of(children), with_history);
    Targets targets;
    for (const Sketch* region : children) {
        if (chance_.one_in(2)) continue;
        const Targets within = pick(*region, with_history);
        targets.insert(targets.end(), within.begin(), within.end());
    }
    if (targets.empty()) return pick(*chance_.of(children), with_history);
    if (chance_.one_in(3)) std::reverse(targets.begin(), targets.end());
    return targets;
}

/// Writes the tree down, and fills it.
class Writer {
public:
    explicit Writer(Chance& chance) : chance_(chance), tree_(chance), parts_(chance, state_names()) {}

    ordered_json write() {
        ordered_json machine;
        machine["id"] = tree_.root().name;
        machine["context"] = {{"a", 0}, {"b", 1}, {"c", 2}, {"n", 0}, {"sent", 0}};
        machine["guards"] = parts_.named_guards();
        machine["delays"] = {{"soon", {{"duration", "PT1S"}}}, {"later", 40}};
        machine.update(state(tree_.root()));
        return machine;
    }

private:
    [[nodiscard]] std::vector<std::string> state_names() const {
        std::vector<std::string> names;
        for (const Sketch* state : tree_.all()) {
            if (state->kind != Sketch::Kind::history) names.push_back(state->name);
        }
        return names;
    }

    [[nodiscard]] ordered_json state(const Sketch& sketch);
    void add_kind(ordered_json& json, const Sketch& sketch);
    void add_history(ordered_json& json, const Sketch& sketch);
    void add_beginning(ordered_json& json, const Sketch& sketch);
    void add_transitions(ordered_json& json, const Sketch& sketch);

    /// What causes a transition: the machine itself, or mostly its caller and time.
    enum class Brought : std::uint8_t { by_itself, from_outside };
    [[nodiscard]] ordered_json transitions(const Sketch& source, Brought brought);
    [[nodiscard]] ordered_json transition(const Sketch& source, Brought brought);
    [[nodiscard]] Targets targets_from(const Sketch& source);
    [[nodiscard]] Targets near(const Sketch& source);
    [[nodiscard]] std::string inner_descriptor();

    /// Where a target is written: the state whose children it names by their keys alone, and the one whose
    /// children it names after a dot.
    struct From {
        const Sketch* around;
        const Sketch* stands_in;
    };
    [[nodiscard]] static From from(const Sketch& source) {
        return {source.parent == nullptr ? &source : source.parent, &source};
    }
    [[nodiscard]] ordered_json spell(const Targets& targets, const From& place);
    [[nodiscard]] std::string spell(const Sketch& target, const From& place);

    Chance& chance_;
    Tree tree_;
    Parts parts_;
};

ordered_json Writer::state(const Sketch& sketch) {
    ordered_json json = ordered_json::object();
    if (sketch.has_id) json["id"] = sketch.name;
    add_kind(json, sketch);
    if (sketch.kind == Sketch::Kind::history) {
        add_history(json, sketch);
        return json;
    }
    if (chance_.one_in(3)) json["entry"] = parts_.actions();
    if (chance_.one_in(4)) json["exit"] = parts_.actions();
    if (chance_.one_in(8)) json["tags"] = {"odd"};
    if (sketch.kind == Sketch::Kind::final_state) {
        if (chance_.one_in(2)) json["output"] = parts_.number();
        return json;
    }
    add_transitions(json, sketch);
    if (sketch.children.empty()) return json;
    add_beginning(json, sketch);
    for (const auto& child : sketch.children) json["states"][child->key] = state(*child);
    return json;
}

void Writer::add_kind(ordered_json& json, const Sketch& sketch) {
    switch (sketch.kind) {
        case Sketch::Kind::parallel:
            json["type"] = "parallel";
            return;
        case Sketch::Kind::final_state:
            json["type"] = "final";
            return;
        case Sketch::Kind::compound:
            if (chance_.one_in(2)) json["type"] = "compound";
            return;
        case Sketch::Kind::atomic:
            if (chance_.one_in(2)) json["type"] = "atomic";
            return;
        case Sketch::Kind::history:
            return;
    }
}

void Writer::add_history(ordered_json& json, const Sketch& sketch) {
    const bool is_deep = chance_.one_in(2);
    const bool is_told = is_deep || chance_.one_in(2);
    if (is_told) json["history"] = is_deep ? "deep" : "shallow";
    if (!is_told || chance_.one_in(2)) json["type"] = "history";
    if (!sketch.needs_target && chance_.one_in(3)) return;
    json["target"] = spell(tree_.pick_below(*sketch.parent, false), {sketch.parent, nullptr});
}

void Writer::add_beginning(ordered_json& json, const Sketch& sketch) {
    if (sketch.initial.empty()) return;
    const ordered_json target = spell(sketch.initial, {&sketch, &sketch});
    if (chance_.one_in(2)) {
        json["initial"] = target;
    } else {
        json["initial"] = {{"target", target}, {"actions", parts_.actions()}};
    }
}

void Writer::add_transitions(ordered_json& json, const Sketch& sketch) {
    static constexpr std::array delays{"10", "15", "20", "35", "soon", "later"};
    for (std::size_t count = chance_.between(1, 5); count > 0; --count) {
        if (chance_.one_in(3)) {
            json["on"][inner_descriptor()] = transitions(sketch, Brought::by_itself);
        } else {
            json["on"][random_parts::pool_event(chance_)] = transitions(sketch, Brought::from_outside);
        }
    }
    // A way on, or else many machines come to rest at once.
    if (sketch.children.empty() && !chance_.one_in(4))
        json["on"][random_parts::pool_event(chance_)] = {{"target", spell(near(sketch), from(sketch))}};
    if (!sketch.children.empty() && chance_.one_in(3))
        json["onDone"] = transitions(sketch, Brought::by_itself);
    if (chance_.one_in(5)) {
        for (std::size_t count = chance_.between(1, 2); count > 0; --count)
            json["after"][chance_.of(delays)] = transitions(sketch, Brought::from_outside);
    }
    if (chance_.one_in(10)) json["always"] = transitions(sketch, Brought::by_itself);
}

std::string Writer::inner_descriptor() {
    static constexpr std::array odd{"*", "go.*", "tick.tock go.on inner", "done.state", "inner.*", "after"};
    static constexpr std::array errors{"error.execution", "error", "error.*", "error.execution stop"};
    switch (chance_.below(4)) {
        case 0:
            return chance_.of(odd);
        case 1:
            return "done.state." + chance_.of(tree_.all())->name;
        case 2:
            return chance_.of(errors);
        default:
            return random_parts::inner_event(chance_);
    }
}

ordered_json Writer::transitions(const Sketch& source, Brought brought) {
    if (chance_.one_in(2)) return transition(source, brought);
    ordered_json several = ordered_json::array();
    for (std::size_t count = chance_.between(1, 3); count > 0; --count)
        several.push_back(transition(source, brought));
    return several;
}

ordered_json Writer::transition(const Sketch& source, Brought brought) {
    ordered_json json = ordered_json::object();
    const Targets targets = targets_from(source);
    if (!targets.empty()) json["target"] = spell(targets, from(source));
    if (chance_.one_in(4)) json["reenter"] = !chance_.one_in(4);
    // What causes itself would seldom come to an end without a count.
    if (brought == Brought::by_itself && !chance_.one_in(40)) {
        json["guard"] = parts_.counting_guard();
        json["actions"] = parts_.counting_actions();
        return json;
    }
    if (json.size() == 1 && json.contains("target") && json["target"].is_string() && chance_.one_in(4))
        return json["target"];
    if (brought == Brought::by_itself || chance_.one_in(4)) json["guard"] = parts_.guard();
    if (targets.empty() || chance_.one_in(3)) json["actions"] = parts_.actions();
    if (brought == Brought::from_outside && chance_.one_in(8)) json["actions"] = parts_.count_anew();
    return json;
}

Targets Writer::targets_from(const Sketch& source) {
    switch (chance_.below(12)) {
        case 0:
            return {};
        case 1:
            return {&source};
        case 2:
        case 3:
            if (!source.children.empty()) return tree_.pick_below(source, true);
            break;
        case 4:
        case 5:
        case 6:
        case 7:
            if (source.parent != nullptr) return near(source);
            break;
        default:
            break;
    }
    const Sketch* state = chance_.of(tree_.all());
    // The outermost state is a target of its own transitions only.
    if (state->parent == nullptr) return tree_.pick_below(*state, true);
    return tree_.pick(*state, true);
}

/// If all targets were anywhere, most transitions would begin the whole machine anew; if many were the state
/// itself or the regions around it, few would change anything.
Targets Writer::near(const Sketch& source) {
    const Sketch* around = source.parent;
    while (around->kind == Sketch::Kind::parallel && around->parent != nullptr) around = around->parent;
    Targets targets = tree_.pick_below(*around, true);
    for (int tries = 0; tries < 3 && is_within(&source, targets.front()); ++tries)
        targets = tree_.pick_below(*around, true);
    return targets;
}

ordered_json Writer::spell(const Targets& targets, const From& place) {
    if (targets.size() == 1 && !chance_.one_in(5)) return spell(*targets.front(), place);
    ordered_json list = ordered_json::array();
    for (const Sketch* target : targets) list.push_back(spell(*target, place));
    return list;
}

std::string Writer::spell(const Sketch& target, const From& place) {
    if (target.parent != nullptr && target.parent == place.stands_in && chance_.one_in(2))
        return "." + target.key;
    if (&target == place.around || !is_within(&target, place.around) || chance_.one_in(3))
        return "#" + target.name;
    std::string keys = target.key;
    for (const Sketch* state = target.parent; state != place.around; state = state->parent)
        keys = state->key + "." + keys;
    return keys;
}

}  // namespace

ordered_json random_machine(std::mt19937_64& engine) {
    Chance chance(engine);
    return Writer(chance).write();
}

std::string random_event(std::mt19937_64& engine) {
    Chance chance(engine);
    if (chance.one_in(12)) return "unknown";
    return chance.one_in(6) ? random_parts::inner_event(chance) : random_parts::pool_event(chance);
}

}  // namespace wissel::test
