#include "engine/routing/decision.hpp"

#include "engine/base/json_writer.hpp"

#include <nlohmann/json.hpp>

// Objects are written with their members in the order of code points, as nlohmann::json would sort them:
// format 1 of an event wants it, and a test holds the text against what nlohmann makes of it.

namespace wissel::routing {
namespace {

void write_words(JsonWriter& to, const Words& both) {
    to.open('{').member("en", both.en).member("nl", both.nl).close('}');
}

void write_outcome(JsonWriter& to, const RuleOutcome& outcome) {
    to.open('{');
    if (outcome.failed) {
        const Failed& failed = *outcome.failed;
        to.name("failed").open('{').name("clause").raw(failed.clause);
        if (!failed.condition.empty()) to.member("condition", failed.condition);
        if (!failed.error.empty()) to.member("error", failed.error);
        to.member("pointer", failed.pointer).name("saw").raw(failed.saw).close('}');
    }
    to.member("id", outcome.id).flag("matched", outcome.matched).close('}');
}

void write_nearest(JsonWriter& to, const Table& table, const NearestChange& nearest) {
    to.open('{').name("changes").list(nearest.changes, [&](const Change& change) {
        to.open('{').member("field", table.fields.all()[change.field].path).name("from").value(change.from);
        to.name("to").value(change.to).close('}');
    });
    to.member("route", nearest.route).member("rule", nearest.rule).name("text");
    write_words(to, nearest.text);
    to.close('}');
}

void write_question(JsonWriter& to, const Table& table, const DecidingQuestion& question) {
    to.open('{').member("field", table.fields.all()[question.field].path).name("leadsTo");
    to.list(question.leads_to, [&](const DecidingQuestion::Leads& one) {
        to.open('{').member("answer", one.answer).member("route", one.route).close('}');
    });
    to.name("text");
    write_words(to, question.text);
    to.close('}');
}

void write_urgency(JsonWriter& to, const Urgency& urgency) {
    to.open('{').member("points", urgency.points).name("reasons");
    to.list(urgency.reasons, [&](const UrgencyReason& reason) {
        to.open('{').name("because");
        write_words(to, reason.because);
        to.member("points", reason.points).member("rule", reason.rule).close('}');
    });
    to.flag("urgent", urgency.urgent).close('}');
}

void write_route(JsonWriter& to, const std::optional<std::string>& route) {
    to.name("route");
    if (route) {
        to.text(*route);
    } else {
        to.null();
    }
}

}  // namespace

std::string encode_decision(const Table& table, const Decision& decision) {
    JsonWriter to(NotUtf8::refused);
    to.reserve(8192);
    to.open('{').name("because");
    write_words(to, decision.because);
    if (decision.route == "fast-lane") to.name("ministry").text_or_null(decision.ministry);
    to.member("mode", decision.mode == Mode::automatic ? "automatic" : "proposal").name("nearest");
    to.list(decision.nearest, [&](const NearestChange& one) { write_nearest(to, table, one); });
    if (!decision.nearest_known) to.flag("nearestKnown", false);
    to.member("now", format_instant(decision.now)).name("questions");
    to.list(decision.questions, [&](const DecidingQuestion& one) { write_question(to, table, one); });
    if (!decision.referral.empty()) to.member("referral", decision.referral);
    write_route(to, decision.route);
    to.name("rule").text_or_null(decision.rule).name("rules");
    to.list(decision.rules, [&](const RuleOutcome& one) { write_outcome(to, one); });
    to.name("runnersUp").list(decision.runners_up, [&](const RunnerUp& one) {
        to.open('{');
        write_route(to, one.route);
        to.member("rule", one.rule).close('}');
    });
    to.name("table").open('{').member("hash", table.hash).member("id", table.id).member("version", table.version);
    to.close('}').name("urgency");
    write_urgency(to, decision.urgency);
    if (!decision.with.empty()) to.name("with").texts(decision.with);
    to.close('}');
    return std::move(to).take();
}

}  // namespace wissel::routing
