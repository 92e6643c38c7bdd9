#include "engine/routing/explain.hpp"

#include "engine/routing/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::routing {
namespace {

using Style = Line::Style;

/// Collects the lines of an explanation in one language.
class Explainer {
public:
    Explainer(
        const Table& table, const Decision& decision, Language language, const MinistryName& ministry_name
    )
        : table_(table), decision_(decision), language_(language), ministry_name_(ministry_name) {}

    std::vector<Line> explain() {
        outcome();
        urgency();
        nearest();
        questions();
        others();
        return std::move(lines_);
    }

private:
    [[nodiscard]] const std::string& words(const Words& both) const { return in(language_, both); }

    void heading(const Words& text) {
        lines_.push_back({Style::empty, {}, {}});
        lines_.push_back({Style::heading, {}, words(text)});
    }

    void outcome() {
        const std::string today = spoken(amsterdam_date(decision_.now), language_);
        lines_.push_back(
            {Style::text,
             {},
             fmt::format(
                 fmt::runtime(words({"Tabel {} {} ({}), beoordeeld op {}.", "Table {} {} ({}), judged on {}."}
                 )),
                 table_.id,
                 table_.version,
                 table_.hash.substr(0, 15),
                 today
             )}
        );
        lines_.push_back({Style::empty, {}, {}});
        lines_.push_back({Style::outcome, "→", words(outcome_words(table_, decision_, ministry_name_))});
        lines_.push_back({Style::text, {}, words(decision_.because)});
        for (const auto& code : decision_.with) lines_.push_back({Style::text, {}, words(with_words(code))});
    }

    static Words with_words(const std::string& code) {
        if (code == "asTheme")
            return {
                "Als thema: samen met knelpunten met dezelfde oorzaak.",
                "As a theme: together with cases of one root."};
        return {
            "Met een signaal aan het programma Werk aan Uitvoering.",
            "With a signal to the programme Werk aan Uitvoering."};
    }

    void urgency() {
        if (table_.urgency.rules.empty()) return;
        const Urgency& urgency = decision_.urgency;
        heading(urgency.urgent ? Words{"Spoed", "Urgent"} : Words{"Geen spoed", "Not urgent"});
        lines_.push_back(
            {Style::text,
             {},
             fmt::format(
                 fmt::runtime(words({"{} punten; spoed vanaf {}.", "{} points; urgent from {}."})),
                 urgency.points,
                 table_.urgent_from
             )}
        );
        for (const auto& reason : urgency.reasons)
            lines_.push_back({Style::item, fmt::format("+{}", reason.points), words(reason.because)});
    }

    void nearest() {
        heading({"Wat het verschil zou maken", "What would change this"});
        if (!decision_.nearest_known) {
            lines_.push_back(
                {Style::text,
                 {},
                 words(
                     {"Niet bepaald: deze tabel is daarvoor te groot.",
                      "Not determined: this table is too large for that."}
                 )}
            );
        } else if (decision_.nearest.empty()) {
            lines_.push_back(
                {Style::text,
                 {},
                 words(
                     {"Geen drie andere antwoorden leiden naar een andere route.",
                      "No three other answers lead to another route."}
                 )}
            );
        }
        for (const auto& one : decision_.nearest) lines_.push_back({Style::item, "•", words(one.text)});
    }

    void questions() {
        if (decision_.questions.empty()) return;
        heading({"Vragen die de doorslag geven", "Questions that decide"});
        for (const auto& question : decision_.questions) {
            std::string text = words(question.text);
            const Field& field = table_.fields.all()[question.field];
            for (const auto& leads : question.leads_to) {
                const auto answer =
                    std::find_if(field.answers.begin(), field.answers.end(), [&](const Answer& one) {
                        return one.code == leads.answer;
                    });
                text +=
                    "\n" + words(answer->words) + " → " + words(table_.fields.words("routes", leads.route));
            }
            lines_.push_back({Style::item, "?", text});
        }
    }

    void others() {
        if (!decision_.runners_up.empty()) {
            heading({"Past ook, maar staat later", "Matches too, but stands later"});
            for (const auto& one : decision_.runners_up) {
                const Words route = one.route ? table_.fields.words("routes", *one.route)
                                              : Words{"blijft in triage", "stays in triage"};
                lines_.push_back({Style::item, one.rule, words(route)});
            }
        }
        heading({"Waarom de andere regels niet passen", "Why the other rules do not match"});
        for (const auto& rule : decision_.rules) {
            if (rule.failed)
                lines_.push_back(
                    {Style::item, rule.id, words(failed_words(table_, *rule.failed, ministry_name_))}
                );
        }
    }

    const Table& table_;
    const Decision& decision_;
    Language language_;
    const MinistryName& ministry_name_;
    std::vector<Line> lines_;
};

}  // namespace

Words outcome_words(const Table& table, const Decision& decision, const MinistryName& ministry_name) {
    const std::string rule = decision.rule.empty() ? std::string() : " (" + decision.rule + ")";
    if (!decision.route) return {"Blijft in triage" + rule, "Stays in triage" + rule};
    Words told = table.fields.words("routes", *decision.route);
    if (!decision.referral.empty()) {
        const Words kind = table.fields.words("referral", decision.referral);
        told = {told.nl + ": " + kind.nl, told.en + ": " + kind.en};
    }
    if (decision.route == "fast-lane") {
        const Words ministry = decision.ministry.empty()
                                   ? Words{"ministerie nog te bepalen", "ministry still to be determined"}
                                   : ministry_name(decision.ministry);
        told = {told.nl + ": " + ministry.nl, told.en + ": " + ministry.en};
    }
    const Words mode =
        table.fields.words("mode", decision.mode == Mode::automatic ? "automatic" : "proposal");
    return {told.nl + " – " + mode.nl + rule, told.en + " – " + mode.en + rule};
}

std::vector<Line> explain(
    const Table& table, const Decision& decision, Language language, const MinistryName& ministry_name
) {
    return Explainer(table, decision, language, ministry_name).explain();
}

}  // namespace wissel::routing
