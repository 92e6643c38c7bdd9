#include "engine/base/json_text.hpp"
#include "engine/statechart/script.hpp"
#include "tools/wissel/coverage.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/workflow_file.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// The scripts of the workflows, and whether they would notice: each guard is turned round and each target
// moved, and at least one script of that workflow has to disagree then.

using namespace wissel;
using nlohmann::json;
using nlohmann::ordered_json;
using statechart::Definition;
using statechart::Replay;
using statechart::Script;

namespace {

struct NamedScript {
    std::string name;
    Script script;
    Replay unchanged;
};

struct Scripted {
    std::string path;
    ordered_json document;
    std::unique_ptr<Definition> machine;
    std::vector<NamedScript> scripts;
};

const std::string& folder() {
    static const std::string path = std::string(WISSEL_SOURCE_DIR) + "/workflows";
    return path;
}

std::string text_of(const std::string& path) {
    auto text = tool::read_file(path);
    INFO(path);
    REQUIRE(text);
    return std::move(*text);
}

Scripted read_scripted(const std::string& path) {
    Scripted read;
    read.path = path;
    auto document = parse_ordered_json(text_of(path));
    REQUIRE(document);
    read.document = std::move(*document);
    auto machine = statechart::parse_machine(read.document);
    REQUIRE(machine);
    read.machine = std::make_unique<Definition>(std::move(*machine));
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder() + "/scripts/" + read.machine->id))
        paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    for (const auto& script_path : paths) {
        INFO(script_path);
        auto script = statechart::parse_script(json::parse(text_of(script_path)));
        REQUIRE(script);
        auto unchanged = statechart::replay(*read.machine, *script);
        read.scripts.push_back({script_path, std::move(*script), std::move(unchanged)});
    }
    return read;
}

const std::vector<Scripted>& all_scripted() {
    static const std::vector<Scripted> all = [] {
        std::vector<Scripted> read;
        for (const auto& path : tool::workflow_paths(folder())) read.push_back(read_scripted(path));
        return read;
    }();
    return all;
}

/// A guard, or a part of one, by its place in the file.
struct GuardSite {
    std::string pointer;
    bool moves =
        false;  ///< a transition with a target hangs on it, so that another configuration has to show
};

class GuardSites {
public:
    explicit GuardSites(const ordered_json& document) {
        walk(document, "");
        const auto named = document.find("guards");
        if (named == document.end()) return;
        for (const auto& [name, guard] : named->items()) add(guard, "/guards/" + name, moves_[name]);
    }

    [[nodiscard]] const std::vector<GuardSite>& all() const { return sites_; }

private:
    void walk(const ordered_json& node, const std::string& pointer) {
        if (node.is_array()) {
            for (std::size_t at = 0; at < node.size(); ++at)
                walk(node[at], pointer + "/" + std::to_string(at));
        }
        if (!node.is_object()) return;
        for (const auto& [name, inside] : node.items()) {
            const std::string place = pointer + "/" + token(name);
            if (name == "guard") {
                add(inside, place, node.contains("target"));
            } else if (name != "form" && name != "title" && name != "description" && place != "/guards") {
                walk(inside, place);
            }
        }
    }

    void add(const ordered_json& guard, const std::string& pointer, bool moves) {
        sites_.push_back({pointer, moves});
        if (guard.is_string()) moves_[guard.get<std::string>()] |= moves;
        if (!guard.is_object() || !guard.contains("params") || !guard["params"].contains("guards")) return;
        const auto& parts = guard["params"]["guards"];
        for (std::size_t at = 0; at < parts.size(); ++at)
            add(parts[at], pointer + "/params/guards/" + std::to_string(at), moves);
    }

    static std::string token(std::string name) {
        for (const auto& [from, to] : {std::pair<char, const char*>{'~', "~0"}, {'/', "~1"}}) {
            for (auto at = name.find(from); at != std::string::npos; at = name.find(from, at + 2))
                name.replace(at, 1, to);
        }
        return name;
    }

    std::vector<GuardSite> sites_;
    std::map<std::string, bool> moves_;  ///< by the name of a guard
};

/// Whether a script disagrees with the mutant; with `doing` also whether what it does (its effects) is not
/// what the unchanged workflow does.
bool is_noticed(const Scripted& workflow, const ordered_json& mutant, bool doing) {
    const auto machine = statechart::parse_machine(mutant);
    if (!machine) return true;
    return std::any_of(workflow.scripts.begin(), workflow.scripts.end(), [&](const NamedScript& one) {
        const auto replayed = statechart::replay(*machine, one.script);
        if (replayed.first_difference() != nullptr) return true;
        if (!doing) return false;
        return !std::equal(
            replayed.steps.begin(),
            replayed.steps.end(),
            one.unchanged.steps.begin(),
            one.unchanged.steps.end(),
            [](const auto& is, const auto& was) { return is.effects == was.effects; }
        );
    });
}

/// Leaves to which a transition is sent instead: the two that follow its own target in the file, and of those
/// none that it comes to anyhow.
std::vector<std::string> other_targets(const Definition& machine, const statechart::Transition& transition) {
    const auto target = machine.targets[transition.targets.first];
    const auto around = static_cast<statechart::StateIndex>(machine.states.size());
    std::vector<std::string> others;
    for (statechart::StateIndex step = 1; step < around && others.size() < 2; ++step) {
        const auto at = static_cast<statechart::StateIndex>((target + step) % around);
        if (!machine.states[at].is_leaf() || machine.is_descendant(at, target)) continue;
        others.push_back("#" + machine.name_of(at));
    }
    return others;
}

/// How many mutants there were, and those that no script noticed.
struct Count {
    std::size_t made = 0;
    std::vector<std::string> survivors;

    void add(const std::string& what, bool noticed) {
        ++made;
        if (!noticed) survivors.push_back(what);
    }
};

void check(const Count& count, std::size_t at_least) {
    for (const auto& survivor : count.survivors) UNSCOPED_INFO("no script notices: " << survivor);
    CHECK(count.survivors.empty());
    CHECK(count.made >= at_least);
}

std::vector<json> effects_of(const Scripted& workflow, const std::string& script) {
    std::vector<json> effects;
    for (const auto& one : workflow.scripts) {
        if (std::filesystem::path(one.name).stem() != script) continue;
        for (const auto& step : one.unchanged.steps)
            effects.insert(effects.end(), step.effects.begin(), step.effects.end());
    }
    return effects;
}

const Scripted& lifecycle() {
    for (const auto& workflow : all_scripted()) {
        if (workflow.machine->id == "lifecycle") return workflow;
    }
    throw std::logic_error("there is a lifecycle");
}

}  // namespace

TEST_CASE("every script of a workflow agrees, and together they take all of it", "[workflows]") {
    CHECK(all_scripted().size() == 6);
    for (const auto& workflow : all_scripted()) {
        tool::Coverage coverage(*workflow.machine);
        for (const auto& one : workflow.scripts) {
            INFO(one.name);
            CHECK(one.unchanged.first_difference() == nullptr);
            for (const auto& step : one.unchanged.steps) CHECK(step.errors.empty());
            coverage.add(one.unchanged);
        }
        for (const auto& missing : coverage.missing())
            FAIL_CHECK(workflow.path << ": no script takes " << missing.name);
    }
}

TEST_CASE("a guard that is turned round is noticed by a script", "[workflows]") {
    Count count;
    for (const auto& workflow : all_scripted()) {
        const GuardSites sites(workflow.document);
        for (const auto& site : sites.all()) {
            ordered_json mutant = workflow.document;
            auto& guard = mutant[ordered_json::json_pointer(site.pointer)];
            ordered_json turned = {{"type", "not"}, {"params", {{"guards", ordered_json::array({guard})}}}};
            guard = std::move(turned);
            // Scripts tell configurations; a guard that chooses only what is done shows in what is done.
            count.add(workflow.machine->id + ": " + site.pointer, is_noticed(workflow, mutant, !site.moves));
        }
    }
    check(count, 60);
}

TEST_CASE("a transition that leads elsewhere is noticed by a script", "[workflows]") {
    Count count;
    for (const auto& workflow : all_scripted()) {
        for (const auto& transition : workflow.machine->transitions) {
            if (transition.targets.count == 0) continue;
            for (const auto& other : other_targets(*workflow.machine, transition)) {
                ordered_json mutant = workflow.document;
                auto& node = mutant[ordered_json::json_pointer(transition.pointer)];
                (node.is_object() ? node["target"] : node) = other;
                count.add(
                    workflow.machine->id + ": " + transition.pointer + " to " + other,
                    is_noticed(workflow, mutant, false)
                );
            }
        }
    }
    check(count, 200);
}

TEST_CASE("the second time between routes, and only then, the programme is asked in", "[workflows]") {
    const auto effects = effects_of(lifecycle(), "refused-twice");
    const json asked = {{"type", "startIntervention"}, {"params", {{"why", "twiceBetween"}}}};
    const json told = {{"type", "signal"}, {"params", {{"about", "twiceBetween"}}}};
    CHECK(std::count(effects.begin(), effects.end(), asked) == 1);
    CHECK(std::count(effects.begin(), effects.end(), told) == 1);
    // An offer that was withdrawn is no refusal.
    for (const char* once :
         {"handed-back",
          "law-falls-short",
          "offer-withdrawn",
          "offer-withdrawn-after-a-refusal",
          "refused-after-an-offer-withdrawn"}) {
        const auto other = effects_of(lifecycle(), once);
        INFO(once);
        CHECK_FALSE(other.empty());
        CHECK(std::count(other.begin(), other.end(), asked) == 0);
    }
}

TEST_CASE("an urgent case is with the programme's lead after a day, any other after a week", "[workflows]") {
    const auto told = [](const char* script, const char* about) {
        const auto effects = effects_of(lifecycle(), script);
        const json wanted = {{"type", "notify"}, {"params", {{"role", "programme.lead"}, {"about", about}}}};
        return std::count(effects.begin(), effects.end(), wanted);
    };
    CHECK(told("triage-of-an-urgent-case", "urgentInTriage") == 1);
    CHECK(told("triage-of-an-urgent-case", "longInTriage") == 0);
    CHECK(told("triage-takes-long", "urgentInTriage") == 0);
    CHECK(told("triage-takes-long", "longInTriage") == 1);
}

TEST_CASE("a report that joins a closed case is told to the coordinator", "[workflows]") {
    const json wanted = {{"type", "notify"}, {"params", {{"role", "coordinator"}, {"about", "reportOnClosed"}}}};
    const auto told = [&wanted](const char* script) {
        const auto effects = effects_of(lifecycle(), script);
        return std::count(effects.begin(), effects.end(), wanted);
    };
    CHECK(told("report-on-a-closed-case") == 1);
    CHECK(told("last-silent-report-withdrawn") == 0);
}
