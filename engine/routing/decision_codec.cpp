#include "engine/routing/decision.hpp"

#include <nlohmann/json.hpp>

namespace wissel::routing {
namespace {

using nlohmann::json;

json encode(const Words& words) {
    return {{"nl", words.nl}, {"en", words.en}};
}

json encode(const std::optional<std::string>& route) {
    return route ? json(*route) : json();
}

json encode(const RuleOutcome& outcome) {
    json told = {{"id", outcome.id}, {"matched", outcome.matched}};
    if (!outcome.failed) return told;
    json failed = {
        {"pointer", outcome.failed->pointer},
        {"clause", outcome.failed->clause},
        {"saw", outcome.failed->saw}};
    if (!outcome.failed->condition.empty()) failed["condition"] = outcome.failed->condition;
    if (!outcome.failed->error.empty()) failed["error"] = outcome.failed->error;
    told["failed"] = std::move(failed);
    return told;
}

json encode(const Table& table, const NearestChange& nearest) {
    json changes = json::array();
    for (const auto& change : nearest.changes)
        changes.push_back(
            {{"field", table.fields.all()[change.field].path}, {"from", change.from}, {"to", change.to}}
        );
    return {
        {"route", nearest.route},
        {"rule", nearest.rule},
        {"changes", std::move(changes)},
        {"text", encode(nearest.text)}};
}

json encode(const Table& table, const DecidingQuestion& question) {
    json leads = json::array();
    for (const auto& one : question.leads_to) leads.push_back({{"answer", one.answer}, {"route", one.route}});
    return {
        {"field", table.fields.all()[question.field].path},
        {"text", encode(question.text)},
        {"leadsTo", std::move(leads)}};
}

json encode(const Urgency& urgency) {
    json reasons = json::array();
    for (const auto& reason : urgency.reasons)
        reasons.push_back(
            {{"rule", reason.rule}, {"points", reason.points}, {"because", encode(reason.because)}}
        );
    return {{"points", urgency.points}, {"urgent", urgency.urgent}, {"reasons", std::move(reasons)}};
}

template <class T, class Encode>
json encode_all(const std::vector<T>& all, Encode&& encode_one) {
    json told = json::array();
    for (const auto& one : all) told.push_back(encode_one(one));
    return told;
}

}  // namespace

json encode_decision(const Table& table, const Decision& decision) {
    json told = {
        {"table", {{"id", table.id}, {"version", table.version}, {"hash", table.hash}}},
        {"mode", decision.mode == Mode::automatic ? "automatic" : "proposal"},
        {"rule", decision.rule.empty() ? json() : json(decision.rule)},
        {"route", encode(decision.route)},
        {"because", encode(decision.because)},
        {"now", format_instant(decision.now)},
        {"rules", encode_all(decision.rules, [](const auto& one) { return encode(one); })},
        {"runnersUp",
         encode_all(
             decision.runners_up,
             [](const auto& one) {
                 return json{{"rule", one.rule}, {"route", encode(one.route)}};
             }
         )},
        {"nearest", encode_all(decision.nearest, [&](const auto& one) { return encode(table, one); })},
        {"questions", encode_all(decision.questions, [&](const auto& one) { return encode(table, one); })},
        {"urgency", encode(decision.urgency)},
    };
    if (!decision.referral.empty()) told["referral"] = decision.referral;
    if (decision.route == "fast-lane")
        told["ministry"] = decision.ministry.empty() ? json() : json(decision.ministry);
    if (!decision.with.empty()) told["with"] = decision.with;
    if (!decision.nearest_known) told["nearestKnown"] = false;
    return told;
}

}  // namespace wissel::routing
