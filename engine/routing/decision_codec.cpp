#include "engine/routing/decision.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

// Objects are written with their members in the order of code points, as nlohmann::json would sort them:
// format 1 of an event wants it, and a test holds the text against what nlohmann makes of it.

namespace wissel::routing {
namespace {

/// Writes compact JSON.
class Writer {
public:
    Writer() { text_.reserve(8192); }

    Writer& raw(std::string_view text) {
        text_ += text;
        return *this;
    }

    Writer& string(std::string_view text) {
        const bool plain = std::none_of(text.begin(), text.end(), [](unsigned char c) {
            return c < 0x20 || c == '"' || c == '\\' || c >= 0x7f;
        });
        if (plain) return raw("\"").raw(text).raw("\"");
        return raw(nlohmann::json(text).dump());
    }

    Writer& number(std::int64_t value) { return raw(std::to_string(value)); }
    Writer& truth(bool value) { return raw(value ? "true" : "false"); }
    Writer& words(const Words& both) {
        return raw(R"({"en":)").string(both.en).raw(R"(,"nl":)").string(both.nl).raw("}");
    }
    Writer& or_null(const std::optional<std::string>& text) { return text ? string(*text) : raw("null"); }

    /// `one` for each of `all`, between commas and brackets.
    template <class T, class One>
    Writer& list(const std::vector<T>& all, One&& one) {
        raw("[");
        bool first = true;
        for (const auto& item : all) {
            if (!first) raw(",");
            first = false;
            one(item);
        }
        return raw("]");
    }

    [[nodiscard]] std::string done() { return std::move(text_); }

private:
    std::string text_;
};

void write_outcome(Writer& writer, const RuleOutcome& outcome) {
    writer.raw("{");
    if (outcome.failed) {
        const Failed& failed = *outcome.failed;
        writer.raw(R"("failed":{"clause":)").raw(failed.clause);
        if (!failed.condition.empty()) writer.raw(R"(,"condition":)").string(failed.condition);
        if (!failed.error.empty()) writer.raw(R"(,"error":)").string(failed.error);
        writer.raw(R"(,"pointer":)").string(failed.pointer).raw(R"(,"saw":)").raw(failed.saw).raw("},");
    }
    writer.raw(R"("id":)").string(outcome.id).raw(R"(,"matched":)").truth(outcome.matched).raw("}");
}

void write_nearest(Writer& writer, const Table& table, const NearestChange& nearest) {
    writer.raw(R"({"changes":)").list(nearest.changes, [&](const Change& change) {
        writer.raw(R"({"field":)").string(table.fields.all()[change.field].path).raw(R"(,"from":)");
        writer.raw(change.from.dump()).raw(R"(,"to":)").raw(change.to.dump()).raw("}");
    });
    writer.raw(R"(,"route":)").string(nearest.route).raw(R"(,"rule":)").string(nearest.rule);
    writer.raw(R"(,"text":)").words(nearest.text).raw("}");
}

void write_question(Writer& writer, const Table& table, const DecidingQuestion& question) {
    writer.raw(R"({"field":)").string(table.fields.all()[question.field].path).raw(R"(,"leadsTo":)");
    writer.list(question.leads_to, [&](const DecidingQuestion::Leads& one) {
        writer.raw(R"({"answer":)").string(one.answer).raw(R"(,"route":)").string(one.route).raw("}");
    });
    writer.raw(R"(,"text":)").words(question.text).raw("}");
}

void write_urgency(Writer& writer, const Urgency& urgency) {
    writer.raw(R"({"points":)").number(urgency.points).raw(R"(,"reasons":)");
    writer.list(urgency.reasons, [&](const UrgencyReason& reason) {
        writer.raw(R"({"because":)").words(reason.because).raw(R"(,"points":)").number(reason.points);
        writer.raw(R"(,"rule":)").string(reason.rule).raw("}");
    });
    writer.raw(R"(,"urgent":)").truth(urgency.urgent).raw("}");
}

}  // namespace

std::string encode_decision(const Table& table, const Decision& decision) {
    Writer writer;
    writer.raw(R"({"because":)").words(decision.because);
    if (decision.route == "fast-lane") {
        writer.raw(R"(,"ministry":)");
        writer.or_null(decision.ministry.empty() ? std::nullopt : std::optional(decision.ministry));
    }
    writer.raw(R"(,"mode":)").string(decision.mode == Mode::automatic ? "automatic" : "proposal");
    writer.raw(R"(,"nearest":)").list(decision.nearest, [&](const NearestChange& one) {
        write_nearest(writer, table, one);
    });
    if (!decision.nearest_known) writer.raw(R"(,"nearestKnown":false)");
    writer.raw(R"(,"now":)").string(format_instant(decision.now));
    writer.raw(R"(,"questions":)").list(decision.questions, [&](const DecidingQuestion& one) {
        write_question(writer, table, one);
    });
    if (!decision.referral.empty()) writer.raw(R"(,"referral":)").string(decision.referral);
    writer.raw(R"(,"route":)").or_null(decision.route);
    writer.raw(R"(,"rule":)").or_null(decision.rule.empty() ? std::nullopt : std::optional(decision.rule));
    writer.raw(R"(,"rules":)").list(decision.rules, [&](const RuleOutcome& one) {
        write_outcome(writer, one);
    });
    writer.raw(R"(,"runnersUp":)").list(decision.runners_up, [&](const RunnerUp& one) {
        writer.raw(R"({"route":)").or_null(one.route).raw(R"(,"rule":)").string(one.rule).raw("}");
    });
    writer.raw(R"(,"table":{"hash":)").string(table.hash).raw(R"(,"id":)").string(table.id);
    writer.raw(R"(,"version":)").string(table.version).raw(R"(},"urgency":)");
    write_urgency(writer, decision.urgency);
    if (!decision.with.empty()) {
        writer.raw(R"(,"with":)").list(decision.with, [&](const std::string& code) { writer.string(code); });
    }
    return writer.raw("}").done();
}

}  // namespace wissel::routing
