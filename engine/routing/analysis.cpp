#include "engine/routing/analysis.hpp"

#include "engine/base/encoding.hpp"
#include "engine/routing/example.hpp"

#include <algorithm>
#include <set>

namespace wissel::routing {
namespace {

using Severity = Finding::Severity;
using Terms = std::vector<Term>;

/// How often another combination is looked for where no report could be made of the one that was found.
constexpr std::size_t tries_max = 64;

void collect_names(const Condition& condition, std::set<std::string>& names) {
    if (!condition.name.empty()) names.insert(condition.name);
    for (const auto& part : condition.parts) collect_names(part, names);
}

class Analyser {
public:
    Analyser(const Table& table, Instant now, const Examples& examples)
        : table_(table),
          model_(make_model(table, now)),
          maker_(table, model_, examples, now),
          search_(universe_of(model_), steps_max) {}

    std::vector<Finding> analyse() {
        check_rules(table_.routing, model_.routing);
        check_rules(table_.urgency, model_.urgency);
        if (table_.routing.policy == HitPolicy::unique) check_overlaps();
        check_gaps();
        check_names();
        if (search_.gave_up()) {
            add(Severity::warning,
                "boundReached",
                "",
                {"De tabel is te groot om helemaal te onderzoeken; er kan meer aan de hand zijn.",
                 "The table is too large to be examined as a whole; there may be more."});
        }
        std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& one, const Finding& other) {
            return one.severity < other.severity;
        });
        return std::move(findings_);
    }

private:
    void add(
        Severity severity,
        const char* code,
        const std::string& pointer,
        Words message,
        std::optional<nlohmann::json> example = std::nullopt
    ) {
        findings_.push_back({severity, code, pointer, std::move(message), std::move(example)});
    }

    void undecided(const std::string& pointer, const Words& what) {
        add(Severity::note,
            "undecided",
            pointer,
            {what.nl +
                 " Of dat kan, hangt af van vrije waarden; een melding die het laat zien, is niet gevonden.",
             what.en + " Whether that can be depends on free values; no report that shows it was found."});
    }

    /// The combinations in `wanted` and outside `avoid`, until `shows` says that one of them was shown by a
    /// report. What came of it: a report; proof that there is none; or neither.
    struct Shown {
        bool possible = false;
        std::optional<Example> example;
    };
    template <class Shows>
    Shown show(const Terms& wanted, std::vector<const Term*> avoid, Shows&& shows) {
        Shown shown;
        std::vector<Term> tried;
        tried.reserve(tries_max);
        for (const auto& term : wanted) {
            while (tried.size() < tries_max) {
                const auto box = search_.find(term, avoid);
                if (!box) break;
                shown.possible = true;
                auto example = maker_.make(*box);
                if (example && shows(*example)) {
                    shown.example = std::move(example);
                    return shown;
                }
                tried.push_back(corner(*box));
                avoid.push_back(&tried.back());
            }
        }
        return shown;
    }

    /// The combination that an example of the box would be made of.
    static Term corner(const Box& box) {
        Term term;
        for (std::size_t at = 0; at < box.size(); ++at) term.limits.push_back({at, box[at] & (~box[at] + 1)});
        return term;
    }

    [[nodiscard]] std::vector<const Term*> terms_before(
        const std::vector<std::optional<Terms>>& rules, std::size_t end
    ) const {
        std::vector<const Term*> all;
        for (std::size_t rule = 0; rule < end; ++rule) {
            if (!rules[rule]) continue;
            for (const auto& term : *rules[rule]) all.push_back(&term);
        }
        return all;
    }

    void check_rules(const RuleSet& set, const std::vector<std::optional<Terms>>& rules) {
        for (std::size_t at = 0; at < rules.size(); ++at) {
            const Rule& rule = set.rules[at];
            if (!rules[at]) {
                add(Severity::warning,
                    "boundReached",
                    rule.pointer + "/when",
                    {"Deze voorwaarde heeft te veel gevallen om te onderzoeken.",
                     "This condition has too many cases to be examined."});
                continue;
            }
            check_reachable(set, rules, at);
        }
    }

    void check_reachable(const RuleSet& set, const std::vector<std::optional<Terms>>& rules, std::size_t at) {
        const Rule& rule = set.rules[at];
        const auto matches = [&](const Example& example) {
            const auto matching = maker_.matching(example, set);
            return std::find(matching.begin(), matching.end(), at) != matching.end();
        };
        const Shown any = show(*rules[at], {}, matches);
        if (!any.possible && search_.gave_up()) return;
        if (!any.possible) {
            return add(
                Severity::error,
                "neverMatches",
                rule.pointer + "/when",
                {"Regel " + rule.id + " kan nooit passen: zijn voorwaarden sluiten elkaar uit.",
                 "Rule " + rule.id + " can never match: its conditions exclude each other."}
            );
        }
        if (!any.example) {
            return undecided(
                rule.pointer + "/when",
                {"Regel " + rule.id + " past misschien nooit.", "Rule " + rule.id + " may never match."}
            );
        }
        if (set.policy != HitPolicy::first || maker_.matching(*any.example, set).front() == at) return;
        const auto decides = [&](const Example& example) {
            const auto matching = maker_.matching(example, set);
            return !matching.empty() && matching.front() == at;
        };
        const Shown own = show(*rules[at], terms_before(rules, at), decides);
        if (own.example || (!own.possible && search_.gave_up())) return;
        const std::string& hider = set.rules[maker_.matching(*any.example, set).front()].id;
        if (own.possible) {
            return undecided(
                rule.pointer,
                {"Regel " + rule.id + " komt misschien nooit aan de beurt: eerdere regels, zoals " + hider +
                     ", gaan voor.",
                 "Rule " + rule.id + " may never have its turn: earlier rules, such as " + hider +
                     ", come first."}
            );
        }
        add(Severity::error,
            "alwaysHidden",
            rule.pointer,
            {"Regel " + rule.id +
                 " komt nooit aan de beurt: waar hij past, past altijd een eerdere regel, zoals " + hider +
                 ".",
             "Rule " + rule.id +
                 " never has its turn: where it matches, an earlier rule always does, such as " + hider +
                 "."},
            any.example->report);
    }

    void check_overlaps() {
        for (std::size_t one = 0; one < model_.routing.size(); ++one) {
            for (std::size_t other = one + 1; other < model_.routing.size(); ++other)
                check_overlap(one, other);
        }
    }

    void check_overlap(std::size_t one, std::size_t other) {
        if (!model_.routing[one] || !model_.routing[other]) return;
        Terms both;
        for (const auto& left : *model_.routing[one]) {
            for (const auto& right : *model_.routing[other]) {
                if (auto term = meet(left, right); term && both.size() < terms_max)
                    both.push_back(std::move(*term));
            }
        }
        const auto match = [&](const Example& example) {
            const auto matching = maker_.matching(example, table_.routing);
            return std::find(matching.begin(), matching.end(), one) != matching.end() &&
                   std::find(matching.begin(), matching.end(), other) != matching.end();
        };
        const Shown shown = show(both, {}, match);
        if (!shown.possible) return;
        const auto& rules = table_.routing.rules;
        const std::string& first = rules[one].id;
        const std::string& second = rules[other].id;
        if (!shown.example) {
            return undecided(
                rules[other].pointer,
                {"Regels " + first + " en " + second + " passen misschien tegelijk.",
                 "Rules " + first + " and " + second + " may match together."}
            );
        }
        add(Severity::error,
            "overlap",
            rules[other].pointer,
            {"Regels " + first + " en " + second + " passen soms tegelijk, terwijl er maar één mag passen.",
             "Rules " + first + " and " + second + " sometimes match together, where only one may."},
            shown.example->report);
    }

    void check_gaps() {
        auto avoid = terms_before(model_.routing, model_.routing.size());
        std::vector<Term> told;
        told.reserve(tries_max);
        std::size_t shown = 0;
        bool doubtful = false;
        while (told.size() < tries_max && shown < gaps_told_max) {
            const auto box = search_.find(Term(), avoid);
            if (!box) break;
            auto example = maker_.make(*box);
            const bool shows = example && maker_.matching(*example, table_.routing).empty();
            if (shows) {
                ++shown;
                const Words where = box_words(model_, *box);
                add(Severity::error,
                    "uncovered",
                    "/rules",
                    {"Geen regel past bij: " + where.nl + ".", "No rule matches: " + where.en + "."},
                    example->report);
            }
            doubtful = doubtful || !shows;
            told.push_back(shows ? whole(*box) : corner(*box));
            avoid.push_back(&told.back());
        }
        if (doubtful && shown == 0)
            undecided("/rules", {"Misschien past er soms geen regel.", "Sometimes no rule may match."});
    }

    static Term whole(const Box& box) {
        Term term;
        for (std::size_t at = 0; at < box.size(); ++at) term.limits.push_back({at, box[at]});
        return term;
    }

    void check_names() {
        std::set<std::string> used;
        for (const auto& rule : table_.routing.rules) collect_names(rule.when, used);
        for (const auto& rule : table_.urgency.rules) collect_names(rule.when, used);
        for (const auto& one : table_.named) {
            if (used.contains(one.name)) continue;
            add(Severity::warning,
                "unusedCondition",
                "/conditions/" + pointer_token(one.name),
                {"Geen regel gebruikt de voorwaarde " + one.name + ".",
                 "No rule uses the condition " + one.name + "."});
        }
    }

    const Table& table_;
    const Model model_;
    ExampleMaker maker_;
    BoxSearch search_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> analyse(const Table& table, Instant now, const Examples& examples) {
    return Analyser(table, now, examples).analyse();
}

}  // namespace wissel::routing
