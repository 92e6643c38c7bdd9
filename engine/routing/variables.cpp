#include "engine/routing/variables.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace wissel::routing {
namespace {

using nlohmann::json;
using Kind = Variable::Kind;

const json no_facts = json::object();

bool is_closed_path(const std::string& path) {
    return path == "now" || path == "today";
}

/// The paths that a rule reads of a report or the register; the clock is no variable.
std::vector<std::string> open_reads(const logic::Rule& rule) {
    std::vector<std::string> reads;
    for (const auto& path : rule.reads()) {
        if (!is_closed_path(path)) reads.push_back(path);
    }
    return reads;
}

/// The next or the last day, or whole number.
json stepped(const json& value, int step) {
    if (value.is_number_integer()) return value.get<std::int64_t>() + step;
    const auto date = parse_date(value.get_ref<const std::string&>());
    const auto day = std::chrono::sys_days(*date) + std::chrono::days(step);
    return format_instant(Instant(day)).substr(0, 10);
}

bool is_date(const json& value) {
    return value.is_string() && parse_date(value.get_ref<const std::string&>()).has_value();
}

/// `{"var": "report.x"}`, with or without a default.
bool reads_only(const json& expression, const std::string& path) {
    if (!expression.is_object() || expression.size() != 1 || expression.begin().key() != "var") return false;
    const json& argument = expression.begin().value();
    return argument == path || (argument.is_array() && !argument.empty() && argument[0] == path);
}

class Builder : public TermSource {
public:
    Builder(const Table& table, Instant now) : table_(table), situation_(no_facts, now, 1, "") {
        for (const auto& atom : table.atoms.all()) classify(atom);
        for (auto& variable : model_.variables) finish(variable);
    }

    Model build() {
        for (const auto& rule : table_.routing.rules)
            model_.routing.push_back(terms_of(rule.when, true, *this, terms_max));
        for (const auto& rule : table_.urgency.rules)
            model_.urgency.push_back(terms_of(rule.when, true, *this, terms_max));
        return std::move(model_);
    }

    std::vector<Term> of_atom(std::size_t atom, bool truth) override {
        const Place& place = places_[atom];
        std::vector<Term> terms;
        if (place.variables.empty()) {
            const auto held = logic::holds(table_.atoms[atom].rule, situation_.data());
            if (held && *held == truth) terms.emplace_back();
            return terms;
        }
        split(atom, truth, place, 0, json::object(), Term(), terms);
        return terms;
    }

private:
    /// Where an atom's truth comes from.
    struct Place {
        std::vector<std::size_t> variables;
        std::optional<json>
            argument;  ///< the operation's subject was replaced: evaluate this rule over `value`
    };

    void classify(const Atom& atom) {
        const auto reads = open_reads(atom.rule);
        Place place;
        if (reads.size() == 1) {
            place = place_of_one(atom, reads.front());
        } else if (reads.size() > 1) {
            place = place_of_several(atom, reads);
        }
        places_.push_back(std::move(place));
    }

    [[nodiscard]] const Field* field_at(const std::string& path) const {
        const auto inner = within_report(path);
        return inner ? table_.fields.find(*inner) : nullptr;
    }

    Place place_of_several(const Atom& atom, const std::vector<std::string>& reads) {
        const bool choices = std::all_of(reads.begin(), reads.end(), [this](const std::string& path) {
            const Field* field = field_at(path);
            return field != nullptr && field->is_choice();
        });
        if (!choices) return opaque(atom, reads.front());
        Place place;
        for (const auto& path : reads) place.variables.push_back(choice(path));
        std::sort(place.variables.begin(), place.variables.end());
        return place;
    }

    Place place_of_one(const Atom& atom, const std::string& path) {
        const Field* field = field_at(path);
        if (field != nullptr && field->is_choice()) return {{choice(path)}, {}};
        if (!atom.text.is_object() || atom.text.size() != 1) return opaque(atom, path);
        const std::string& operation = atom.text.begin().key();
        const json& given = atom.text.begin().value();
        const json operands = given.is_array() ? given : json::array({given});
        if (field != nullptr && field->kind == Field::Kind::codes && operation == "in" &&
            operands.size() == 2 && operands[0].is_string() && reads_only(operands[1], path))
            return {{holds_code(path, field, operands[0])}, {}};
        return compared(atom, path, operation, operands);
    }

    /// A comparison of one expression over the path with values that do not depend on the report.
    Place compared(
        const Atom& atom, const std::string& path, const std::string& operation, const json& operands
    ) {
        static const std::set<std::string> comparisons = {
            "==",
            "!=",
            "===",
            "!==",
            "<",
            "<=",
            ">",
            ">=",
            "!!",
            "!",
            "dateBefore",
            "dateOnOrBefore",
            "dateAfter",
            "dateOnOrAfter"};
        if (!comparisons.contains(operation)) return opaque(atom, path);
        std::optional<std::size_t> subject;
        std::vector<json> thresholds;
        for (std::size_t at = 0; at < operands.size(); ++at) {
            const auto rule = logic::Rule::compile(operands[at]);
            if (!rule) return opaque(atom, path);
            if (!open_reads(*rule).empty()) {
                if (subject) return opaque(atom, path);
                subject = at;
            } else if (const auto value = logic::evaluate(*rule, situation_.data()); value) {
                thresholds.push_back(*value);
            }
        }
        if (!subject) return opaque(atom, path);
        if (reads_only(operands[*subject], path)) {
            const std::size_t variable = find(Kind::value, path, path, json());
            note(variable, thresholds);
            return {{variable}, {}};
        }
        const std::size_t variable =
            find(Kind::computed, operands[*subject].dump(), path, operands[*subject]);
        note(variable, thresholds);
        json replaced = operands;
        replaced[*subject] = {{"var", "value"}};
        json asked = {{operation, std::move(replaced)}};
        model_.variables[variable].asked.push_back(asked);
        return {{variable}, std::move(asked)};
    }

    Place opaque(const Atom& atom, const std::string& path) {
        const std::size_t variable = find(Kind::opaque, atom.text.dump(), path, atom.text);
        return {{variable}, json{{"var", "value"}}};
    }

    std::size_t find(Kind kind, const std::string& key, const std::string& path, json subject) {
        const auto [place, fresh] = known_.try_emplace({kind, key}, model_.variables.size());
        if (fresh) model_.variables.push_back({kind, path, std::move(subject), {}, field_at(path), {}, {}});
        if (fresh) thresholds_.emplace_back();
        return place->second;
    }

    std::size_t choice(const std::string& path) { return find(Kind::choice, path, path, json()); }

    std::size_t holds_code(const std::string& path, const Field* field, const json& code) {
        const std::size_t variable = find(Kind::holds_code, path + " " + code.dump(), path, json());
        model_.variables[variable].code = code.get<std::string>();
        model_.variables[variable].field = field;
        return variable;
    }

    void note(std::size_t variable, const std::vector<json>& thresholds) {
        auto& known = thresholds_[variable];
        known.insert(known.end(), thresholds.begin(), thresholds.end());
    }

    void finish(Variable& variable) {
        const auto at = static_cast<std::size_t>(&variable - model_.variables.data());
        switch (variable.kind) {
            case Kind::choice:
                for (const auto& answer : variable.field->answers)
                    variable.values.push_back(value_of(*variable.field, answer));
                if (!variable.field->required) variable.values.emplace_back();
                break;
            case Kind::holds_code:
            case Kind::opaque:
                variable.values = {true, false};
                break;
            case Kind::value:
            case Kind::computed:
                variable.values = intervals(variable, thresholds_[at]);
                break;
        }
        if (variable.values.size() > values_max) variable.values.resize(values_max);
    }

    /// One value within each interval between the thresholds, and the thresholds themselves.
    static std::vector<json> intervals(const Variable& variable, const std::vector<json>& thresholds) {
        std::vector<json> values;
        const auto add = [&](const json& value) {
            if (!possible(variable, value)) return;
            if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
        };
        for (const auto& threshold : thresholds) {
            if (threshold.is_number_integer() || is_date(threshold)) {
                for (const int step : {-1, 0, 1}) add(stepped(threshold, step));
            } else if (!threshold.is_null()) {
                add(threshold);
            }
        }
        const Field* field = variable.field;
        const bool plain = variable.kind == Kind::value;
        if (plain && field != nullptr) {
            if (field->kind == Field::Kind::integer) add(field->minimum.value_or(0));
            if (field->kind == Field::Kind::date && values.empty()) add("2000-01-01");
            if (field->kind == Field::Kind::text) add("…");
            if (field->kind == Field::Kind::list || field->kind == Field::Kind::codes) add(json::array());
        }
        if (plain && field == nullptr && variable.path == "reporters") add(1);
        const bool may_lack = field == nullptr ? variable.path != "reporters" : !field->required;
        if (plain && may_lack) values.emplace_back();
        if (!plain) add(0);
        return values;
    }

    /// Whether the form lets the field, or a count over it, have this value.
    static bool possible(const Variable& variable, const json& value) {
        if (!value.is_number_integer()) return true;
        const auto number = value.get<std::int64_t>();
        if (variable.path == "reporters") return number >= 1;
        const Field* field = variable.field;
        if (field == nullptr) return true;
        if (variable.kind == Kind::value)
            return number >= field->minimum.value_or(number) && number <= field->maximum.value_or(number);
        const bool counts = variable.subject.is_object() && variable.subject.begin().key() == "length";
        return !counts || (number >= 0 && number <= field->maximum.value_or(number));
    }

    /// Takes every variable of the atom but the last at each of its values; the last one's become a limit.
    void split(
        std::size_t atom,
        bool truth,
        const Place& place,
        std::size_t at,
        const json& facts,
        const Term& taken,
        std::vector<Term>& terms
    ) {
        const std::size_t number = place.variables[at];
        const Variable& variable = model_.variables[number];
        Mask allowed = 0;
        for (std::size_t value = 0; value < variable.values.size(); ++value) {
            json with = facts;
            put(with, variable, variable.values[value]);
            if (at + 1 < place.variables.size()) {
                Term deeper = taken;
                deeper.limits.push_back({number, Mask{1} << value});
                split(atom, truth, place, at + 1, with, deeper, terms);
            } else if (holds(atom, place, with) == (truth ? Truth::yes : Truth::no)) {
                allowed |= Mask{1} << value;
            }
        }
        if (allowed == 0) return;
        Term term = taken;
        term.limits.push_back({number, allowed});
        terms.push_back(std::move(term));
    }

    /// Writes a value to where the variable's rule looks for it.
    void put(json& facts, const Variable& variable, const json& value) const {
        if (variable.kind == Kind::computed || variable.kind == Kind::opaque ||
            variable.path == "reporters" || variable.path == "actMinistry") {
            facts["value"] = value;
        } else if (variable.kind == Kind::holds_code) {
            json codes = json::array();
            if (value == true) codes.push_back(variable.code);
            put_answer(facts, *variable.field, codes);
        } else {
            put_at(facts, variable, value);
        }
    }

    static void put_at(json& facts, const Variable& variable, const json& value) {
        if (variable.field != nullptr) return put_answer(facts, *variable.field, value);
        // A place within a list.
        facts["value"] = value;
    }

    Truth holds(std::size_t atom, const Place& place, const json& facts) const {
        const Variable& last = model_.variables[place.variables.back()];
        const json value = facts.value("value", json());
        const bool outside = last.field == nullptr && last.kind == Kind::value;
        const logic::Named named[] = {
            {"report", &facts}, {"value", &value}, {"today", &today_}, {"now", &now_}};
        std::expected<bool, logic::Error> held = false;
        if (outside) {
            const json whole = table_.atoms[atom].text;
            const auto rule = logic::Rule::compile(replaced(whole, last.path));
            held = rule ? logic::holds(*rule, {nullptr, named, nullptr})
                        : std::expected<bool, logic::Error>(false);
        } else if (place.argument) {
            const auto rule = logic::Rule::compile(*place.argument);
            held = rule ? logic::holds(*rule, {nullptr, named, nullptr})
                        : std::expected<bool, logic::Error>(false);
        } else {
            held = logic::holds(table_.atoms[atom].rule, {nullptr, named, nullptr});
        }
        if (!held) return Truth::error;
        return *held ? Truth::yes : Truth::no;
    }

    /// The rule with `value` in the place of the path that it reads.
    static json replaced(const json& text, const std::string& path) {
        if (text.is_string() && text == path) return "value";
        if (!text.is_structured()) return text;
        json whole = text;
        for (auto& part : whole) part = replaced(part, path);
        return whole;
    }

    const Table& table_;
    Situation situation_;
    const json today_ = situation_.at("today");
    const json now_ = situation_.at("now");
    Model model_;
    std::vector<std::vector<json>> thresholds_;
    std::map<std::pair<Kind, std::string>, std::size_t> known_;
    std::vector<Place> places_;
};

}  // namespace

Model make_model(const Table& table, Instant now) {
    return Builder(table, now).build();
}

}  // namespace wissel::routing
