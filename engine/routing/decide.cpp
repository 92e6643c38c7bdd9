#include "engine/base/json_writer.hpp"
#include "engine/routing/decision.hpp"
#include "engine/routing/nearest.hpp"
#include "engine/routing/words.hpp"

namespace wissel::routing {
namespace {

using nlohmann::json;

constexpr std::string_view fast_lane = "fast-lane";

/// What the history keeps of a value that a rule saw: short values as they are, lists of things as their
/// length, and no floating point.
void write_seen(JsonWriter& to, const json& value) {
    constexpr std::size_t short_max = 20;
    if (value.is_number_float()) {
        to.text(value.dump());
    } else if (value.is_object()) {
        to.open('{').name("members").number(value.size()).close('}');
    } else if (!value.is_array()) {
        to.value(value);
    } else {
        const bool plain =
            value.size() <= short_max && std::none_of(value.begin(), value.end(), [](const json& one) {
                return one.is_structured() || one.is_number_float();
            });
        if (plain) {
            to.value(value);
        } else {
            to.open('{').name("items").number(value.size()).close('}');
        }
    }
}

RuleOutcome outcome_of(const Rule& rule, Evaluation& evaluation) {
    RuleOutcome outcome{rule.id, false, {}};
    const Truth truth = evaluation.of(rule.when);
    outcome.matched = truth == Truth::yes;
    if (outcome.matched) return outcome;
    const auto culprit = evaluation.culprit(rule.when);
    JsonWriter saw(NotUtf8::refused);
    saw.open('{');
    for (const auto& path : culprit.clause->reads) {
        saw.named(path);
        write_seen(saw, evaluation.situation().at(path));
    }
    saw.close('}');
    Failed failed{culprit.clause->pointer, culprit.clause->text, std::move(saw).take(), {}, {}};
    if (culprit.named != nullptr) failed.condition = culprit.named->name;
    if (truth == Truth::error) failed.error = evaluation.error_of(*culprit.clause);
    outcome.failed = std::move(failed);
    return outcome;
}

std::string text_from(const logic::Rule& rule, const Situation& situation) {
    const auto value = logic::evaluate(rule, situation.data());
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

std::string find_ministry(const Table& table, const Situation& situation) {
    for (const auto& place : table.ministry) {
        if (std::string ministry = text_from(place, situation); !ministry.empty()) return ministry;
    }
    return {};
}

Urgency urgency_of(const Table& table, const Situation& situation, Evaluation& evaluation) {
    Urgency urgency;
    for (const auto& rule : table.urgency.rules) {
        if (evaluation.of(rule.when) != Truth::yes) continue;
        urgency.points += rule.points;
        urgency.urgent = urgency.urgent || rule.always_urgent;
        urgency.reasons.push_back({rule.id, rule.points, fill(rule.because, situation, {})});
    }
    urgency.urgent = urgency.urgent || (!table.urgency.rules.empty() && urgency.points >= table.urgent_from);
    return urgency;
}

/// Sets what follows from the rule that decides.
void follow(const Table& table, const Rule& rule, const Situation& situation, Decision& decision) {
    decision.rule = rule.id;
    decision.route = rule.route;
    decision.with = rule.with;
    if (rule.referral) decision.referral = text_from(*rule.referral, situation);
    if (rule.mode && text_from(*rule.mode, situation) == "automatic") decision.mode = Mode::automatic;
    if (rule.route != fast_lane) return;
    decision.ministry = find_ministry(table, situation);
    // A fast lane is one ministry's; who cannot be named cannot be offered anything.
    if (decision.ministry.empty()) decision.mode = Mode::proposal;
}

Words overlap_words(const std::vector<RunnerUp>& matched) {
    std::string ids;
    for (const auto& one : matched) ids += (ids.empty() ? "" : ", ") + one.rule;
    return {
        "Meer regels passen, terwijl er maar één mag passen: " + ids + ". Een coördinator kiest.",
        "Several rules match where only one may: " + ids + ". A coordinator chooses."};
}

Words nothing_words() {
    return {"Geen regel past; een coördinator kiest.", "No rule matches; a coordinator chooses."};
}

}  // namespace

Decision decide(const Table& table, const Situation& situation) {
    Evaluation evaluation(table.atoms, situation);
    Decision decision;
    decision.now = situation.now();
    const Rule* decides = nullptr;
    bool failed = false;
    for (const auto& rule : table.routing.rules) {
        decision.rules.push_back(outcome_of(rule, evaluation));
        const RuleOutcome& outcome = decision.rules.back();
        failed = failed || (outcome.failed && !outcome.failed->error.empty() && decides == nullptr);
        if (!outcome.matched) continue;
        if (decides == nullptr) {
            decides = &rule;
        } else {
            decision.runners_up.push_back({rule.id, rule.route});
        }
    }
    const bool overlap = table.routing.policy == HitPolicy::unique && !decision.runners_up.empty();
    if (overlap) {
        decision.runners_up.insert(decision.runners_up.begin(), {decides->id, decides->route});
        decides = nullptr;
    }
    if (decides != nullptr) follow(table, *decides, situation, decision);
    // A rule that could not be judged might have been the one: somebody has to look.
    if (failed) decision.mode = Mode::proposal;
    decision.nearest_known = table.choices.complete;
    if (table.choices.complete) {
        Neighbourhood neighbourhood(table, evaluation);
        decision.nearest = neighbourhood.nearest(decision.route);
        if (!decision.route) decision.questions = neighbourhood.questions(decision.nearest);
    }
    decision.because = decides != nullptr
                           ? fill(decides->because, situation, question_list(decision.questions))
                       : overlap ? overlap_words(decision.runners_up)
                                 : nothing_words();
    decision.urgency = urgency_of(table, situation, evaluation);
    return decision;
}

}  // namespace wissel::routing
