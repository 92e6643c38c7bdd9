#include "engine/routing/choices.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace wissel::routing {
namespace {

using nlohmann::json;

/// Whether changing one of the paths can change what is read at the other: the same, or one within the other.
bool touches(std::string_view one, std::string_view other) {
    if (one.size() > other.size()) std::swap(one, other);
    return other.starts_with(one) && (other.size() == one.size() || other[one.size()] == '.' || one.empty());
}

Choice choice_of(const Field& field, std::size_t index) {
    Choice choice{index, {}, field.answers.size()};
    for (const auto& answer : field.answers) choice.values.push_back(value_of(field, answer));
    if (!field.required) choice.values.push_back(nullptr);
    return choice;
}

class Source : public TermSource {
public:
    Source(Choices& choices, const Atoms& atoms, const Fields& fields)
        : choices_(choices), atoms_(atoms), fields_(fields) {}

    std::vector<Term> of_atom(std::size_t atom, bool truth) override {
        Question question{atom, truth, {}, {}};
        std::vector<Term> terms;
        split(question, choices_in(atom), Term(), terms);
        return terms;
    }

private:
    std::vector<std::size_t> choices_in(std::size_t atom) const {
        std::vector<std::size_t> found;
        for (std::size_t at = 0; at < choices_.all.size(); ++at) {
            const std::string path = "report." + fields_.all()[choices_.all[at].field].path;
            const auto& reads = atoms_[atom].rule.reads();
            if (std::any_of(reads.begin(), reads.end(), [&](const auto& read) {
                    return touches(read, path);
                }))
                found.push_back(at);
        }
        return found;
    }

    /// Takes every choice but the last as answered, in each way; what is left is a set of values of the last.
    void split(
        Question& question, std::vector<std::size_t> open, const Term& taken, std::vector<Term>& terms
    ) {
        if (terms.size() > terms_max) return;
        if (open.size() <= 1) {
            if (!open.empty()) question.open = open.front();
            settle(question, taken, terms);
            question.open.reset();
            return;
        }
        const std::size_t first = open.front();
        open.erase(open.begin());
        for (std::size_t value = 0; value < choices_.all[first].values.size(); ++value) {
            question.taken.emplace_back(first, value);
            Term deeper = taken;
            deeper.limits.push_back({first, Mask{1} << value});
            split(question, open, deeper, terms);
            question.taken.pop_back();
        }
    }

    /// An atom that asks nothing but choices is answered here and now, for every report.
    void settle(const Question& question, const Term& taken, std::vector<Term>& terms) {
        Term term = taken;
        if (!asks_only_choices(question)) {
            term.given.push_back(number_of(question));
        } else if (!question.open) {
            const Situation situation(nothing_, Instant(), 0, "");
            if (!holds(question, json::object(), situation)) return;
        } else {
            const Mask allowed = mask_of(question);
            if (allowed == 0) return;
            term.limits.push_back({*question.open, allowed});
        }
        terms.push_back(std::move(term));
    }

    [[nodiscard]] bool asks_only_choices(const Question& question) const {
        const auto& reads = atoms_[question.atom].rule.reads();
        return std::all_of(reads.begin(), reads.end(), [this](const std::string& read) {
            const auto path = within_report(read);
            return std::any_of(choices_.all.begin(), choices_.all.end(), [&](const Choice& choice) {
                return fields_.all()[choice.field].path == path;
            });
        });
    }

    std::size_t number_of(const Question& question) {
        const auto found = std::find(choices_.questions.begin(), choices_.questions.end(), question);
        const auto number = static_cast<std::size_t>(found - choices_.questions.begin());
        if (found == choices_.questions.end()) choices_.questions.push_back(question);
        return number;
    }

    Mask mask_of(const Question& question) {
        Mask mask = 0;
        const Choice& choice = choices_.all[*question.open];
        const Situation situation(nothing_, Instant(), 0, "");
        for (std::size_t value = 0; value < choice.values.size(); ++value) {
            json report = json::object();
            put_answer(report, fields_.all()[choice.field], choice.values[value]);
            if (holds(question, std::move(report), situation)) mask |= Mask{1} << value;
        }
        return mask;
    }

    bool holds(const Question& question, json report, const Situation& situation) {
        for (const auto& [choice, value] : question.taken)
            put_answer(report, fields_.all()[choices_.all[choice].field], choices_.all[choice].values[value]);
        const auto truth = logic::holds(atoms_[question.atom].rule, situation.with(report).data());
        return truth && *truth == question.truth;
    }

    Choices& choices_;
    const Atoms& atoms_;
    const Fields& fields_;
    const json nothing_ = json::object();
};

/// The fields with enumerated answers that some atom of the conditions asks about.
std::vector<Choice> choices_asked(
    const std::vector<const Condition*>& conditions, const Atoms& atoms, const Fields& fields
) {
    std::set<std::string> reads;
    for (const auto* condition : conditions) {
        for (auto& path : reads_of(*condition, atoms)) reads.insert(std::move(path));
    }
    std::vector<Choice> choices;
    for (std::size_t index = 0; index < fields.all().size(); ++index) {
        const Field& field = fields.all()[index];
        const std::string path = "report." + field.path;
        const bool asked =
            std::any_of(reads.begin(), reads.end(), [&](const auto& read) { return touches(read, path); });
        if (field.is_choice() && asked && field.answers.size() < values_max)
            choices.push_back(choice_of(field, index));
    }
    return choices;
}

/// What stands at `pointer`; nullptr: nothing. Most pointers are the plain names of members, which need no copies.
const json* find_member(const json& report, const std::string& pointer) {
    const json* here = &report;
    for (std::string_view rest = pointer; !rest.empty();) {
        const std::size_t end = std::min(rest.find('/', 1), rest.size());
        const std::string_view name = rest.substr(1, end - 1);
        if (here->is_array() || name.find('~') != std::string_view::npos) {
            const json::json_pointer whole(pointer);
            return report.contains(whole) ? &report.at(whole) : nullptr;
        }
        if (!here->is_object()) return nullptr;
        const auto found = here->find(name);
        if (found == here->end()) return nullptr;
        here = &*found;
        rest.remove_prefix(end);
    }
    return here;
}

}  // namespace

Choices make_choices(
    const std::vector<const Condition*>& conditions, const Atoms& atoms, const Fields& fields
) {
    Choices choices;
    choices.all = choices_asked(conditions, atoms, fields);
    choices.complete = choices.all.size() <= choices_max;
    if (!choices.complete) return choices;
    Source source(choices, atoms, fields);
    for (const auto* condition : conditions) {
        auto terms = terms_of(*condition, true, source, terms_max);
        choices.complete = choices.complete && terms.has_value();
        choices.rules.push_back({terms ? std::move(*terms) : std::vector<Term>()});
    }
    return choices;
}

std::size_t value_in(const Choice& choice, const Fields& fields, const json& report) {
    static const json unanswered;
    const json* answer = find_member(report, fields.all()[choice.field].pointer);
    const auto found =
        std::find(choice.values.begin(), choice.values.end(), answer == nullptr ? unanswered : *answer);
    return std::min<std::size_t>(
        static_cast<std::size_t>(found - choice.values.begin()), choice.values.size() - 1
    );
}

void put_answer(json& report, const Field& field, const json& value) {
    const json::json_pointer pointer(field.pointer);
    if (!value.is_null()) {
        json::json_pointer above = pointer.parent_pointer();
        // A report may have something else where this one has an object.
        if (!above.empty() && report.contains(above) && !report.at(above).is_object())
            report[above] = json::object();
        report[pointer] = value;
        return;
    }
    if (!report.contains(pointer)) return;
    json& above = report[pointer.parent_pointer()];
    if (above.is_object()) above.erase(pointer.back());
}

}  // namespace wissel::routing
