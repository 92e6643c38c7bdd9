#include "engine/base/encoding.hpp"
#include "engine/schema/node.hpp"
#include "engine/schema/schema.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <unordered_map>

namespace wissel::schema {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 7> type_names = {
    "null", "boolean", "object", "array", "number", "string", "integer"};
constexpr std::array<std::string_view, 14> annotations = {
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "readOnly",
    "writeOnly",
    "deprecated",
    "label",
    "help",
    "step",
    "kind"};

const std::map<std::string_view, Format>& formats() {
    static const std::map<std::string_view, Format> known = {
        {"date", Format::date},
        {"date-time", Format::date_time},
        {"uri", Format::uri},
        {"uuid", Format::uuid},
        {"email", Format::email},
        {"duration", Format::duration},
        {"oin", Format::oin}};
    return known;
}

template <class List>
bool contains(const List& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// Compiles a document into a Program, gathering the faults of the schema.
class Compiler {
public:
    explicit Compiler(const json& document)
        : document_(document), id_(document.is_object() ? document.value("$id", json()) : json()) {}

    Result<std::shared_ptr<const Program>> run() {
        program_->root = at("");
        if (issues_.empty()) check_endless();
        if (!issues_.empty()) return fail_invalid(std::move(issues_));
        return std::shared_ptr<const Program>(program_);
    }

private:
    using Handler = std::function<void(Compiler&, std::size_t, const json&, const std::string&)>;

    void fault(const std::string& pointer, const char* code, Words message) {
        issues_.push_back({pointer, code, std::move(message)});
    }

    void bad(const std::string& pointer, const char* wanted_nl, const char* wanted_en) {
        fault(
            pointer,
            "badKeyword",
            {std::string("Hier hoort ") + wanted_nl + ".", std::string("This has to be ") + wanted_en + "."}
        );
    }

    Node& node(std::size_t index) { return program_->nodes[index]; }

    /// The node of the schema at `pointer`, compiled at first sight; so a schema may refer to itself.
    std::size_t at(const std::string& pointer) {
        if (const auto known = seen_.find(pointer); known != seen_.end()) return known->second;
        const std::size_t index = program_->nodes.size();
        program_->nodes.emplace_back();
        seen_.emplace(pointer, index);
        const json& schema = document_.at(json::json_pointer(pointer));
        if (schema.is_boolean()) {
            node(index).never = !schema.get<bool>();
        } else if (schema.is_object()) {
            for (const auto& [keyword, value] : schema.items())
                compile(index, keyword, value, pointer + "/" + pointer_token(keyword));
        } else {
            bad(pointer, "een schema: een object, true of false", "a schema: an object, true or false");
        }
        return index;
    }

    void compile(
        std::size_t index, const std::string& keyword, const json& value, const std::string& pointer
    ) {
        if (contains(annotations, keyword)) return;
        const auto found = handlers().find(keyword);
        if (found == handlers().end()) {
            fault(
                pointer,
                "unknownKeyword",
                {"Dit sleutelwoord kent onze validator niet; een regel die stil genegeerd wordt is geen "
                 "regel.",
                 "Our validator does not know this keyword; a rule that is ignored in silence is no rule."}
            );
            return;
        }
        found->second(*this, index, value, pointer);
    }

    static const std::unordered_map<std::string, Handler>& handlers();

    // --- one reader for each shape that a keyword's value can have

    template <class Member>
    static Handler schema_into(Member member) {
        return
            [member](Compiler& self, std::size_t index, const json& /*value*/, const std::string& pointer) {
                const std::size_t child = self.at(pointer);
                self.node(index).*member = child;
            };
    }

    template <class Member>
    static Handler schemas_into(Member member) {
        return [member](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
            if (!value.is_array() || value.empty())
                return self.bad(pointer, "een lijst van schema's", "a list of schemas");
            for (std::size_t item = 0; item < value.size(); ++item) {
                const std::size_t child = self.at(pointer + "/" + std::to_string(item));
                (self.node(index).*member).push_back(child);
            }
        };
    }

    template <class Member>
    static Handler named_schemas_into(Member member) {
        return [member](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
            if (!value.is_object())
                return self.bad(pointer, "een object met schema's", "an object of schemas");
            for (const auto& [name, schema] : value.items()) {
                const std::size_t child = self.at(pointer + "/" + pointer_token(name));
                (self.node(index).*member)[name] = child;
            }
        };
    }

    template <class Member>
    static Handler count_into(Member member) {
        return [member](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
            const bool whole = value.is_number() && value.get<double>() >= 0 &&
                               value.get<double>() == static_cast<double>(value.get<std::uint64_t>());
            if (!whole) return self.bad(pointer, "een geheel getal vanaf 0", "a whole number from 0");
            self.node(index).*member = value.get<std::uint64_t>();
        };
    }

    template <class Member>
    static Handler number_into(Member member) {
        return [member](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
            if (!value.is_number()) return self.bad(pointer, "een getal", "a number");
            self.node(index).*member = value.get<double>();
        };
    }

    /// A list of different names.
    std::vector<std::string> names(const json& value, const std::string& pointer) {
        std::vector<std::string> read;
        const bool texts = value.is_array() && std::all_of(value.begin(), value.end(), [](const json& one) {
                               return one.is_string();
                           });
        if (!texts) {
            bad(pointer, "een lijst van namen", "a list of names");
            return read;
        }
        for (const auto& one : value) read.push_back(one.get<std::string>());
        return read;
    }

    void read_type(std::size_t index, const json& value, const std::string& pointer) {
        const json list = value.is_string() ? json::array({value}) : value;
        for (const auto& name : names(list, pointer)) {
            if (!contains(type_names, name)) bad(pointer, "een naam van een type", "the name of a type");
            node(index).types.push_back(name);
        }
    }

    void read_reference(std::size_t index, const json& value, const std::string& pointer) {
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        const auto hash = text.find('#');
        const std::string base = text.substr(0, std::min(hash, text.size()));
        const auto fragment =
            hash == std::string::npos ? std::optional<std::string>("") : from_percent(text.substr(hash + 1));
        const bool here = value.is_string() && (base.empty() || json(base) == id_);
        if (here && fragment && (fragment->empty() || fragment->starts_with('/')) && exists(*fragment)) {
            const std::size_t target = at(*fragment);
            node(index).reference = target;
            return;
        }
        fault(
            pointer,
            "unresolvedRef",
            {"Deze verwijzing wijst naar niets in dit document.",
             "This reference points to nothing in this document."}
        );
    }

    bool exists(const std::string& pointer) const {
        try {
            return document_.contains(json::json_pointer(pointer));
        } catch (const json::exception&) {
            return false;
        }
    }

    /// A schema that leads back to itself without going down into the value would never end.
    void check_endless() {
        std::vector<int> state(program_->nodes.size(), 0);
        for (std::size_t start = 0; start < state.size(); ++start) visit(start, state);
    }

    void visit(std::size_t index, std::vector<int>& state) {
        if (state[index] == 2) return;
        if (state[index] == 1) {
            if (issues_.empty())
                fault(
                    "",
                    "endlessRef",
                    {"Een verwijzing komt bij zichzelf uit.", "A reference leads back to itself."}
                );
            return;
        }
        state[index] = 1;
        const Node& from = program_->nodes[index];
        std::vector<std::size_t> next;
        for (const auto* list : {&from.all_of, &from.any_of, &from.one_of})
            next.insert(next.end(), list->begin(), list->end());
        for (const auto& [name, child] : from.dependent_schemas) next.push_back(child);
        for (const std::size_t child :
             {from.reference, from.negated, from.condition, from.consequence, from.alternative}) {
            if (child != no_node) next.push_back(child);
        }
        for (const std::size_t child : next) visit(child, state);
        state[index] = 2;
    }

    const json& document_;
    json id_;
    std::shared_ptr<Program> program_ = std::make_shared<Program>();
    std::map<std::string, std::size_t> seen_;
    std::vector<Issue> issues_;
};

const std::unordered_map<std::string, Compiler::Handler>& Compiler::handlers() {
    static const std::unordered_map<std::string, Handler> all = {
        {"type", &Compiler::read_type},
        {"enum",
         [](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
             if (!value.is_array()) return self.bad(pointer, "een lijst van waarden", "a list of values");
             self.node(index).allowed = value.get<std::vector<json>>();
         }},
        {"const",
         [](Compiler& self, std::size_t index, const json& value, const std::string& /*pointer*/) {
             self.node(index).allowed = std::vector<json>{value};
             self.node(index).is_const = true;
         }},
        {"properties", named_schemas_into(&Node::properties)},
        {"required",
         [](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
             self.node(index).required = self.names(value, pointer);
         }},
        {"additionalProperties", schema_into(&Node::additional)},
        {"propertyNames", schema_into(&Node::names)},
        {"dependentRequired",
         [](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
             if (!value.is_object()) return self.bad(pointer, "een object met lijsten", "an object of lists");
             for (const auto& [name, list] : value.items()) {
                 self.node(index).dependent_required[name] =
                     self.names(list, pointer + "/" + pointer_token(name));
             }
         }},
        {"dependentSchemas", named_schemas_into(&Node::dependent_schemas)},
        {"items", schema_into(&Node::items)},
        {"prefixItems", schemas_into(&Node::prefix)},
        {"contains", schema_into(&Node::contains)},
        {"minContains", count_into(&Node::contains_min)},
        {"maxContains", count_into(&Node::contains_max)},
        {"minItems", count_into(&Node::items_min)},
        {"maxItems", count_into(&Node::items_max)},
        {"minLength", count_into(&Node::length_min)},
        {"maxLength", count_into(&Node::length_max)},
        {"minProperties", count_into(&Node::members_min)},
        {"maxProperties", count_into(&Node::members_max)},
        {"uniqueItems",
         [](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
             if (!value.is_boolean()) return self.bad(pointer, "true of false", "true or false");
             self.node(index).unique = value.get<bool>();
         }},
        {"minimum", number_into(&Node::minimum)},
        {"maximum", number_into(&Node::maximum)},
        {"exclusiveMinimum", number_into(&Node::above)},
        {"exclusiveMaximum", number_into(&Node::below)},
        {"multipleOf",
         [](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
             if (!value.is_number() || value.get<double>() <= 0)
                 return self.bad(pointer, "een getal boven 0", "a number above 0");
             self.node(index).multiple = value.get<double>();
         }},
        {"format",
         [](Compiler& self, std::size_t index, const json& value, const std::string& pointer) {
             const auto known =
                 value.is_string() ? formats().find(value.get_ref<const std::string&>()) : formats().end();
             if (known != formats().end()) {
                 self.node(index).format = known->second;
                 return;
             }
             self.fault(
                 pointer, "unknownFormat", {"Dit formaat kennen we niet.", "We do not know this format."}
             );
         }},
        {"allOf", schemas_into(&Node::all_of)},
        {"anyOf", schemas_into(&Node::any_of)},
        {"oneOf", schemas_into(&Node::one_of)},
        {"not", schema_into(&Node::negated)},
        {"if", schema_into(&Node::condition)},
        {"then", schema_into(&Node::consequence)},
        {"else", schema_into(&Node::alternative)},
        {"$ref", &Compiler::read_reference},
        {"$defs",
         [](Compiler& self, std::size_t /*index*/, const json& value, const std::string& pointer) {
             if (!value.is_object())
                 return self.bad(pointer, "een object met schema's", "an object of schemas");
             for (const auto& [name, schema] : value.items())
                 (void)self.at(pointer + "/" + pointer_token(name));
         }},
    };
    return all;
}

}  // namespace

Result<Schema> Schema::compile(const json& document) {
    auto program = Compiler(document).run();
    if (!program) return fail_as(program);
    return Schema(std::move(*program));
}

}  // namespace wissel::schema
