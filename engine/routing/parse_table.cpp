#include "engine/base/encoding.hpp"
#include "engine/base/json_text.hpp"
#include "engine/routing/references.hpp"
#include "engine/routing/table.hpp"

#include <array>
#include <set>
#include <utility>

namespace wissel::routing {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

Words words_at(const ordered_json& node) {
    return {node.at("nl").get<std::string>(), node.at("en").get<std::string>()};
}

/// The names in `{…}` of a text, in their order.
std::vector<std::string> places_in(const std::string& text) {
    std::vector<std::string> names;
    for (std::size_t from = text.find('{'); from != std::string::npos; from = text.find('{', from + 1)) {
        const std::size_t end = text.find('}', from);
        if (end == std::string::npos) break;
        names.push_back(text.substr(from + 1, end - from - 1));
    }
    return names;
}

/// A decision is kept in the history with the clauses that failed, and the history knows no fractions (format
/// 1).
void refuse_fractions(const ordered_json& value, const std::string& pointer, std::vector<Issue>& issues) {
    if (value.is_number_float()) {
        issues.push_back(
            {pointer,
             "fraction",
             {"Gebruik hier een geheel getal: de geschiedenis bewaart geen breuken.",
              "Use a whole number here: the history keeps no fractions."}}
        );
    } else if (value.is_object()) {
        for (const auto& [name, member] : value.items())
            refuse_fractions(member, pointer + "/" + pointer_token(name), issues);
    } else if (value.is_array()) {
        for (std::size_t at = 0; at < value.size(); ++at)
            refuse_fractions(value[at], pointer + "/" + std::to_string(at), issues);
    }
}

class Parser {
public:
    Parser(const ordered_json& document, const Fields& fields) : document_(document) {
        table_.fields = fields;
    }

    Result<Table> parse() {
        table_.id = document_.at("id").get<std::string>();
        table_.version = document_.at("version").get<std::string>();
        table_.text = definition_text(document_);
        table_.hash = definition_hash(document_);
        refuse_fractions(document_, "", issues_);
        read_named();
        read_ministry();
        table_.routing = read_rules(document_, "", false);
        if (document_.contains("urgency")) {
            const ordered_json& urgency = document_.at("urgency");
            table_.urgency = read_rules(urgency, "/urgency", true);
            table_.urgent_from = urgency.at("urgentFrom").get<std::int64_t>();
        }
        check_references(table_, rules_read_, issues_);
        note_reads();
        if (!issues_.empty()) return fail_invalid(std::move(issues_));
        for (auto* rules : {&table_.routing.rules, &table_.urgency.rules}) {
            for (auto& rule : *rules) annotate(rule.when, table_.atoms);
        }
        std::vector<const Condition*> conditions;
        for (const auto& rule : table_.routing.rules) conditions.push_back(&rule.when);
        table_.choices = make_choices(conditions, table_.atoms, table_.fields);
        return std::move(table_);
    }

private:
    void fault(const std::string& pointer, const char* code, Words message) {
        issues_.push_back({pointer, code, std::move(message)});
    }

    void note_reads() {
        std::vector<RuleReads> all = rules_read_;
        for (const auto& atom : table_.atoms.all()) all.push_back({atom.pointer, atom.rule.reads(), false});
        for (const auto& one : all) {
            for (const auto& path : one.reads) {
                if (const auto inner = within_report(path))
                    table_.report_reads.try_emplace(std::string(*inner), one.pointer);
            }
        }
    }

    void read_named() {
        if (!document_.contains("conditions")) return;
        for (const auto& [name, node] : document_.at("conditions").items()) {
            ConditionReader reader(table_.atoms, table_.named, issues_);
            const std::string pointer = "/conditions/" + pointer_token(name) + "/when";
            Condition when = reader.read(json(node.at("when")), pointer);
            table_.named.push_back({name, words_at(node.at("title")), std::move(when)});
        }
    }

    void read_ministry() {
        if (!document_.contains("ministry")) return;
        const ordered_json& places = document_.at("ministry");
        for (std::size_t at = 0; at < places.size(); ++at) {
            if (auto rule = compile(places[at], "/ministry/" + std::to_string(at)))
                table_.ministry.push_back(std::move(*rule));
        }
    }

    std::optional<logic::Rule> compile(const ordered_json& text, const std::string& pointer) {
        auto compiled = logic::Rule::compile(json(text));
        if (!compiled) {
            for (Issue issue : compiled.error().issues) {
                issue.path = pointer + issue.path;
                issues_.push_back(std::move(issue));
            }
            return std::nullopt;
        }
        rules_read_.push_back({pointer, compiled->reads(), compiled->reads_anything()});
        return std::move(*compiled);
    }

    RuleSet read_rules(const ordered_json& node, const std::string& pointer, bool collects) {
        RuleSet set;
        const auto policy = node.at("policy").get<std::string>();
        set.policy = policy == "unique"    ? HitPolicy::unique
                     : policy == "collect" ? HitPolicy::collect
                                           : HitPolicy::first;
        const ordered_json& rules = node.at("rules");
        for (std::size_t at = 0; at < rules.size(); ++at) {
            const std::string place = pointer + "/rules/" + std::to_string(at);
            set.rules.push_back(collects ? read_points(rules[at], place) : read_rule(rules[at], place));
        }
        return set;
    }

    Rule read_head(const ordered_json& node, const std::string& pointer) {
        Rule rule;
        rule.pointer = pointer;
        rule.id = node.at("id").get<std::string>();
        if (!ids_.insert(rule.id).second) {
            fault(pointer + "/id", "notUnique", {"Deze id staat er al.", "This id stands here already."});
        }
        ConditionReader reader(table_.atoms, table_.named, issues_);
        rule.when = reader.read(json(node.at("when")), pointer + "/when");
        read_because(node, pointer, rule);
        return rule;
    }

    Rule read_points(const ordered_json& node, const std::string& pointer) {
        Rule rule = read_head(node, pointer);
        rule.points = node.at("points").get<std::int64_t>();
        rule.always_urgent = node.value("urgent", false);
        return rule;
    }

    Rule read_rule(const ordered_json& node, const std::string& pointer) {
        Rule rule = read_head(node, pointer);
        if (!node.at("route").is_null()) rule.route = node.at("route").get<std::string>();
        if (rule.route) check_code("routes", *rule.route, pointer + "/route");
        if (node.contains("mode")) {
            check_codes("mode", node.at("mode"), pointer + "/mode");
            rule.mode = compile(node.at("mode"), pointer + "/mode");
        }
        const bool refers = rule.route == "referral";
        if (refers && node.contains("referral")) {
            check_codes("referral", node.at("referral"), pointer + "/referral");
            rule.referral = compile(node.at("referral"), pointer + "/referral");
        } else if (refers) {
            fault(
                pointer + "/referral",
                "required",
                {"Een doorverwijzing zegt in referral waarheen.", "A referral says in referral where to."}
            );
        } else if (node.contains("referral")) {
            fault(
                pointer + "/referral",
                "notAllowed",
                {"Alleen een doorverwijzing heeft een soort.", "Only a referral has a kind."}
            );
        }
        for (const auto& code : node.value("with", ordered_json::array())) rule.with.push_back(code);
        return rule;
    }

    void read_because(const ordered_json& node, const std::string& pointer, Rule& rule) {
        const ordered_json& because = node.at("because");
        rule.because.text = words_at(because);
        const ordered_json say = node.value("say", ordered_json::object());
        for (const auto& [name, filling] : say.items()) {
            const std::string place = pointer + "/say/" + pointer_token(name);
            // Words of its own for each language, or one rule for both; `nl` is no operation of JsonLogic.
            const bool both = filling.is_object() && filling.contains("nl") && filling.contains("en");
            auto nl = compile(both ? filling.at("nl") : filling, both ? place + "/nl" : place);
            auto en = both ? compile(filling.at("en"), place + "/en") : std::nullopt;
            if (nl) rule.because.say.emplace(name, Template::Filling{std::move(*nl), std::move(en)});
        }
        for (const auto& [language, text] :
             {std::pair{"nl", rule.because.text.nl}, std::pair{"en", rule.because.text.en}}) {
            for (const auto& name : places_in(text)) {
                if (name == "questions" || say.contains(name)) continue;
                fault(
                    pointer + "/because/" + language,
                    "unknownPlace",
                    {"Niets in say vult {" + name + "}.", "Nothing in say fills {" + name + "}."}
                );
            }
        }
    }

    void check_code(const char* list, const std::string& code, const std::string& pointer) {
        if (table_.fields.knows(list, code)) return;
        fault(
            pointer,
            "unknownCode",
            {"\"" + code + "\" staat niet in de woordenlijst (" + list + ").",
             "\"" + code + "\" is not in the vocabulary (" + list + ")."}
        );
    }

    /// Every text in the places of a rule where a code can come out: the rule itself, or the branches of an
    /// `if`.
    void check_codes(const char* list, const ordered_json& text, const std::string& pointer) {
        if (text.is_string()) return check_code(list, text.get<std::string>(), pointer);
        if (!text.is_object() || !text.contains("if") || !text.at("if").is_array()) return;
        const ordered_json& branches = text.at("if");
        for (std::size_t at = 1; at < branches.size(); ++at) {
            const bool outcome = at % 2 == 1 || at + 1 == branches.size();
            if (outcome) check_codes(list, branches[at], pointer + "/if/" + std::to_string(at));
        }
    }

    const ordered_json& document_;
    Table table_;
    std::vector<RuleReads> rules_read_;
    std::set<std::string> ids_;
    std::vector<Issue> issues_;
};

}  // namespace

Result<Table> parse_table(const ordered_json& document, const Fields& fields) {
    return Parser(document, fields).parse();
}

}  // namespace wissel::routing
