#include "engine/routing/nearest.hpp"

#include "engine/routing/words.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace wissel::routing {
namespace {

using nlohmann::json;

Mask bit(std::size_t at) {
    return Mask{1} << at;
}

}  // namespace

Neighbourhood::Neighbourhood(const Table& table, Evaluation& evaluation)
    : table_(table), evaluation_(evaluation) {
    const auto& choices = table_.choices;
    for (const auto& choice : choices.all)
        current_.push_back(value_in(choice, table_.fields, evaluation_.situation().report()));
    for (std::size_t rule = 0; rule < choices.rules.size(); ++rule) {
        for (const auto& term : choices.rules[rule].terms) add_live(rule, term);
    }
}

/// Asks what has to be asked of this report, and leaves out what no change of `changes_max` answers can
/// reach.
void Neighbourhood::add_live(std::size_t rule, const Term& term) {
    Term whole{term.limits, {}};
    for (const std::size_t number : term.given) {
        const Question& question = table_.choices.questions[number];
        if (!question.open) {
            if (!holds(question)) return;
            continue;
        }
        auto both = meet(whole, Term{{{*question.open, values_for(question)}}, {}});
        if (!both) return;
        whole = std::move(*both);
    }
    Live live{rule, std::move(whole.limits), 0};
    for (const auto& limit : live.limits) {
        if (limit.allowed == 0) return;
        if ((limit.allowed & bit(current_[limit.variable])) == 0) live.violated |= bit(limit.variable);
    }
    if (std::popcount(live.violated) > static_cast<int>(changes_max)) return;
    live_.push_back(std::move(live));
}

bool Neighbourhood::holds(const Question& question) const {
    if (question.taken.empty()) {
        const Truth truth = evaluation_.of(question.atom);
        return truth == (question.truth ? Truth::yes : Truth::no);
    }
    json report = evaluation_.situation().report();
    for (const auto& [choice, value] : question.taken) {
        const Choice& taken = table_.choices.all[choice];
        put_answer(report, table_.fields.all()[taken.field], taken.values[value]);
    }
    const auto held =
        logic::holds(table_.atoms[question.atom].rule, evaluation_.situation().with(report).data());
    return held && *held == question.truth;
}

Mask Neighbourhood::values_for(const Question& question) const {
    Mask mask = 0;
    const Choice& choice = table_.choices.all[*question.open];
    for (std::size_t value = 0; value < choice.values.size(); ++value) {
        Question closed = question;
        closed.open.reset();
        closed.taken.emplace_back(*question.open, value);
        if (holds(closed)) mask |= bit(value);
    }
    return mask;
}

Mask Neighbourhood::allowed_by(const Live& live, std::size_t choice) const {
    for (const auto& limit : live.limits) {
        if (limit.variable == choice) return limit.allowed;
    }
    return ~Mask{0};
}

bool Neighbourhood::holds_after(const Live& live, Mask changed, const Assignment& changes) const {
    if ((live.violated & ~changed) != 0) return false;
    return std::all_of(changes.begin(), changes.end(), [&](const auto& change) {
        return (allowed_by(live, change.first) & bit(change.second)) != 0;
    });
}

std::optional<std::size_t> Neighbourhood::rule_after(const Assignment& changes) const {
    Mask changed = 0;
    for (const auto& change : changes) changed |= bit(change.first);
    std::optional<std::size_t> found;
    for (const auto& live : live_) {
        if (!holds_after(live, changed, changes) || found == live.rule) continue;
        if (found) return std::nullopt;  // under `unique`; under `first` the loop has ended
        found = live.rule;
        if (table_.routing.policy == HitPolicy::first) break;
    }
    return found;
}

/// Which choices, beside those that the target itself needs changed, are worth changing: those by which a
/// rule that stands in the way can be stopped.
std::vector<std::size_t> Neighbourhood::extras_for(const Live& target) const {
    Mask useful = 0;
    for (const auto& live : live_) {
        if (live.rule == target.rule) continue;
        if (table_.routing.policy == HitPolicy::first && live.rule > target.rule) break;
        for (const auto& limit : live.limits) {
            const bool allows_now = (limit.allowed & bit(current_[limit.variable])) != 0;
            if (allows_now && (allowed_by(target, limit.variable) & ~limit.allowed) != 0)
                useful |= bit(limit.variable);
        }
    }
    useful &= ~target.violated;
    std::vector<std::size_t> extras;
    for (std::size_t choice = 0; choice < current_.size(); ++choice) {
        if ((useful & bit(choice)) != 0) extras.push_back(choice);
    }
    return extras;
}

void Neighbourhood::search(const Live& target, Best& best) const {
    if (static_cast<std::size_t>(std::popcount(target.violated)) > best.size) return;
    extend(target, extras_for(target), target.violated, 0, best);
}

void Neighbourhood::extend(
    const Live& target, const std::vector<std::size_t>& extras, Mask changed, std::size_t from, Best& best
) const {
    const auto size = static_cast<std::size_t>(std::popcount(changed));
    if (size > std::min(best.size, changes_max)) return;
    Assignment changes;
    if (size > 0) try_values(target, changes, changed, best);
    for (std::size_t at = from; at < extras.size(); ++at)
        extend(target, extras, changed | bit(extras[at]), at + 1, best);
}

void Neighbourhood::try_values(const Live& target, Assignment& changes, Mask rest, Best& best) const {
    if (rest == 0) return consider(target, changes, best);
    const auto choice = static_cast<std::size_t>(std::countr_zero(rest));
    const Choice& asked = table_.choices.all[choice];
    // An answer is changed into another answer; nobody is told to take one out.
    Mask values = allowed_by(target, choice) & ~bit(current_[choice]);
    if (asked.answers < values_max) values &= bit(asked.answers) - 1;
    for (; values != 0; values &= values - 1) {
        changes.emplace_back(choice, static_cast<std::size_t>(std::countr_zero(values)));
        try_values(target, changes, rest & (rest - 1), best);
        changes.pop_back();
    }
}

void Neighbourhood::consider(const Live& target, const Assignment& changes, Best& best) const {
    if (changes.size() > best.size || rule_after(changes) != target.rule) return;
    const auto answered =
        static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), [this](const auto& one) {
            return !unanswered(one.first);
        }));
    if (changes.size() == best.size && answered >= best.answered) return;
    best = {changes.size(), answered, changes, target.rule};
}

bool Neighbourhood::unanswered(std::size_t choice) const {
    const json& value = table_.choices.all[choice].values[current_[choice]];
    return value.is_null() || value == "unknown";
}

NearestChange Neighbourhood::told(const std::string& route, const Best& best) const {
    NearestChange nearest{route, table_.routing.rules[best.rule].id, {}, {}};
    for (const auto& [at, value] : best.changes) {
        const Choice& choice = table_.choices.all[at];
        nearest.changes.push_back({choice.field, choice.values[current_[at]], choice.values[value]});
    }
    nearest.text = change_words(table_.fields, route, nearest.changes);
    return nearest;
}

std::vector<NearestChange> Neighbourhood::nearest(const std::optional<std::string>& route) {
    std::vector<NearestChange> found;
    std::set<std::string> done;
    if (route) done.insert(*route);
    for (const auto& rule : table_.routing.rules) {
        if (!rule.route || !done.insert(*rule.route).second) continue;
        Best best;
        for (const auto& live : live_) {
            if (table_.routing.rules[live.rule].route == rule.route) search(live, best);
        }
        if (best.size <= changes_max) found.push_back(told(*rule.route, best));
    }
    return found;
}

std::vector<DecidingQuestion> Neighbourhood::questions(const std::vector<NearestChange>& nearest) {
    std::vector<DecidingQuestion> open;
    std::vector<DecidingQuestion> answered;
    for (std::size_t at = 0; at < current_.size(); ++at) {
        const Choice& choice = table_.choices.all[at];
        DecidingQuestion question{choice.field, table_.fields.all()[choice.field].label, {}};
        for (std::size_t value = 0; value < choice.answers; ++value) {
            if (value == current_[at]) continue;
            const auto rule = rule_after({{at, value}});
            if (!rule || !table_.routing.rules[*rule].route) continue;
            const auto& code = table_.fields.all()[choice.field].answers[value].code;
            question.leads_to.push_back({code, *table_.routing.rules[*rule].route});
        }
        const bool named = std::any_of(nearest.begin(), nearest.end(), [&](const NearestChange& one) {
            return std::any_of(one.changes.begin(), one.changes.end(), [&](const Change& change) {
                return change.field == choice.field;
            });
        });
        if (question.leads_to.empty() && !named) continue;
        (unanswered(at) ? open : answered).push_back(std::move(question));
    }
    auto& asked = open.empty() ? answered : open;
    std::stable_sort(
        asked.begin(),
        asked.end(),
        [](const DecidingQuestion& one, const DecidingQuestion& other) {
            return one.leads_to.size() > other.leads_to.size();
        }
    );
    return std::move(asked);
}

}  // namespace wissel::routing
