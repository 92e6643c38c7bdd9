#include "engine/base/encoding.hpp"
#include "engine/schema/compiler.hpp"
#include "engine/schema/numbers.hpp"
#include "engine/schema/values.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

// One row for each keyword, and one reader for each shape that a keyword's value can have. A keyword without
// a row is refused.

namespace wissel::schema {
namespace {

using nlohmann::json;

/// What a reader is given: the keyword's value, and the node that it is for.
struct Keyword {
    Compiler& compiler;
    std::size_t index;
    const json& value;
    const std::string& pointer;

    [[nodiscard]] Node& node() const { return compiler.node(index); }
    void bad(std::string_view wanted_nl, std::string_view wanted_en) const {
        compiler.bad(pointer, wanted_nl, wanted_en);
    }
    [[nodiscard]] std::size_t child(const json& schema, const std::string& name) const {
        return compiler.schema_at(schema, pointer + "/" + pointer_token(name));
    }
};

using Reader = std::function<void(const Keyword&)>;

std::optional<std::uint64_t> count_of(const json& value) {
    constexpr double most = 9007199254740992;  // 2^53
    if (!value.is_number() || !is_whole(value)) return std::nullopt;
    if (const double real = value.get<double>(); real < 0 || real > most) return std::nullopt;
    return value.get<std::uint64_t>();
}

/// A list of different texts; where it is none, that is a fault and the list is empty.
std::vector<std::string> read_names(const Keyword& keyword, const json& value, const std::string& pointer) {
    const bool texts = value.is_array() && std::all_of(value.begin(), value.end(), [](const json& one) {
                           return one.is_string();
                       });
    if (!texts || !repeated_items(value).empty()) {
        keyword.compiler.bad(pointer, "een lijst van verschillende namen", "a list of different names");
        return {};
    }
    return value.get<std::vector<std::string>>();
}

template <class Member>
Reader schema_into(Member member) {
    return [member](const Keyword& keyword) {
        const std::size_t child = keyword.compiler.schema_at(keyword.value, keyword.pointer);
        keyword.node().*member = child;
    };
}

template <class Member>
Reader schemas_into(Member member) {
    return [member](const Keyword& keyword) {
        if (!keyword.value.is_array() || keyword.value.empty()) {
            return keyword.bad(
                "een lijst van schema's, met ten minste één", "a list of schemas, with at least one"
            );
        }
        for (std::size_t at = 0; at < keyword.value.size(); ++at) {
            const std::size_t child = keyword.child(keyword.value[at], std::to_string(at));
            (keyword.node().*member).push_back(child);
        }
    };
}

/// Compiles each schema of an object of schemas and hands it to `put`.
template <class Put>
Reader named_schemas(Put put) {
    return [put](const Keyword& keyword) {
        if (!keyword.value.is_object()) {
            return keyword.bad("een object met schema's", "an object of schemas");
        }
        for (const auto& [name, schema] : keyword.value.items()) {
            const std::size_t child = keyword.child(schema, name);
            put(keyword.node(), name, child);
        }
    };
}

template <class Member>
Reader named_schemas_into(Member member) {
    return named_schemas([member](Node& node, const std::string& name, std::size_t child) {
        (node.*member)[name] = child;
    });
}

Reader count_into(Range Node::*range, std::optional<std::uint64_t> Range::*end) {
    return [range, end](const Keyword& keyword) {
        const auto count = count_of(keyword.value);
        if (!count) return keyword.bad("een geheel getal vanaf 0", "a whole number from 0");
        keyword.node().*range.*end = count;
    };
}

Reader number_into(Bound Node::*member) {
    return [member](const Keyword& keyword) {
        if (!keyword.value.is_number()) return keyword.bad("een getal", "a number");
        keyword.node().*member = keyword.value;
    };
}

void read_multiple(const Keyword& keyword) {
    if (!keyword.value.is_number() || !can_divide(keyword.value)) {
        return keyword.bad(
            "een getal boven 0 van ten hoogste 18 cijfers", "a number above 0 of at most 18 digits"
        );
    }
    keyword.node().multiple = keyword.value;
}

void read_unique(const Keyword& keyword) {
    if (!keyword.value.is_boolean()) return keyword.bad("true of false", "true or false");
    keyword.node().unique = keyword.value.get<bool>();
}

void read_type(const Keyword& keyword) {
    static const std::unordered_map<std::string, Types> named = {
        {"string", type::string},
        {"integer", type::integer},
        {"number", type::number},
        {"boolean", type::boolean},
        {"array", type::array},
        {"object", type::object},
        {"null", type::null}};
    const json list = keyword.value.is_string() ? json::array({keyword.value}) : keyword.value;
    Types types = 0;
    for (const auto& name : read_names(keyword, list, keyword.pointer)) {
        const auto known = named.find(name);
        if (known == named.end()) {
            return keyword.bad(
                "string, integer, number, boolean, array, object of null, of een lijst daarvan",
                "string, integer, number, boolean, array, object or null, or a list of these"
            );
        }
        types = static_cast<Types>(types | known->second);
    }
    if (list.is_array() && list.empty()) keyword.bad("ten minste één type", "at least one type");
    keyword.node().types = types;
}

void read_enum(const Keyword& keyword) {
    if (!keyword.value.is_array()) return keyword.bad("een lijst van waarden", "a list of values");
    keyword.node().allowed = keyword.value.get<std::vector<json>>();
}

void read_const(const Keyword& keyword) {
    keyword.node().constant.push_back(keyword.value);
}

void read_required(const Keyword& keyword) {
    keyword.node().required = read_names(keyword, keyword.value, keyword.pointer);
}

void read_dependent_required(const Keyword& keyword) {
    if (!keyword.value.is_object()) {
        return keyword.bad("een object met lijsten van namen", "an object of lists of names");
    }
    for (const auto& [name, others] : keyword.value.items()) {
        keyword.node().dependent_required[name] =
            read_names(keyword, others, keyword.pointer + "/" + pointer_token(name));
    }
}

void read_format(const Keyword& keyword) {
    const auto known =
        keyword.value.is_string() ? format_named(keyword.value.get_ref<const std::string&>()) : std::nullopt;
    if (known) {
        keyword.node().format = *known;
        return;
    }
    keyword.compiler.fault(
        keyword.pointer,
        "unknownFormat",
        {"Dit formaat kent onze validator niet.", "Our validator does not know this format."}
    );
}

void read_reference(const Keyword& keyword) {
    if (!keyword.value.is_string()) return keyword.bad("een tekst", "a text");
    const auto& text = keyword.value.get_ref<const std::string&>();
    const auto hash = std::min(text.find('#'), text.size());
    const bool here = hash == 0 || text.substr(0, hash) == keyword.compiler.id();
    auto fragment = from_percent(std::string_view(text).substr(std::min(hash + 1, text.size())));
    // A pointer that leads nowhere is told like any other reference to nothing.
    if (!here || !fragment) fragment = "nowhere";
    keyword.compiler.refer(keyword.index, std::move(*fragment), keyword.pointer);
}

Reader annotation(bool (json::*is_of_type)() const noexcept, const char* wanted_nl, const char* wanted_en) {
    return [=](const Keyword& keyword) {
        if (!(keyword.value.*is_of_type)()) keyword.bad(wanted_nl, wanted_en);
    };
}

void read_words(const Keyword& keyword) {
    const json& value = keyword.value;
    const bool words = value.is_object() && value.size() == 2 && value.contains("nl") &&
                       value.contains("en") && value["nl"].is_string() && value["en"].is_string();
    if (!words) keyword.bad("een tekst in nl en en", "a text in nl and en");
}

/// Below the root `$id` begins a document of its own, in which `#` means another place. We have one only.
void read_id(const Keyword& keyword) {
    const bool plain = keyword.value.is_string() &&
                       keyword.value.get_ref<const std::string&>().find('#') == std::string::npos;
    if (keyword.pointer != "/$id" || !plain) {
        keyword.bad(
            "geen $id, of een adres aan het begin van het document", "no $id, or an address at the root"
        );
    }
}

/// In another draft the same words mean other things.
void read_schema(const Keyword& keyword) {
    if (keyword.pointer != "/$schema" || keyword.value != "https://json-schema.org/draft/2020-12/schema") {
        keyword.bad(
            "https://json-schema.org/draft/2020-12/schema, aan het begin van het document",
            "https://json-schema.org/draft/2020-12/schema, at the root"
        );
    }
}

const std::unordered_map<std::string, Reader>& readers() {
    static const Reader text = annotation(&json::is_string, "een tekst", "a text");
    static const Reader flag = annotation(&json::is_boolean, "true of false", "true or false");
    static const Reader anything = [](const Keyword&) {};
    static const std::unordered_map<std::string, Reader> all = {
        {"type", read_type},
        {"enum", read_enum},
        {"const", read_const},
        {"format", read_format},
        {"minLength", count_into(&Node::length, &Range::min)},
        {"maxLength", count_into(&Node::length, &Range::max)},
        {"minimum", number_into(&Node::minimum)},
        {"maximum", number_into(&Node::maximum)},
        {"exclusiveMinimum", number_into(&Node::above)},
        {"exclusiveMaximum", number_into(&Node::below)},
        {"multipleOf", read_multiple},
        {"items", schema_into(&Node::items)},
        {"prefixItems", schemas_into(&Node::prefix)},
        {"minItems", count_into(&Node::count, &Range::min)},
        {"maxItems", count_into(&Node::count, &Range::max)},
        {"uniqueItems", read_unique},
        {"contains", schema_into(&Node::contains)},
        {"minContains", count_into(&Node::contained, &Range::min)},
        {"maxContains", count_into(&Node::contained, &Range::max)},
        {"properties", named_schemas_into(&Node::properties)},
        {"required", read_required},
        {"additionalProperties", schema_into(&Node::additional)},
        {"propertyNames", schema_into(&Node::names)},
        {"minProperties", count_into(&Node::members, &Range::min)},
        {"maxProperties", count_into(&Node::members, &Range::max)},
        {"dependentRequired", read_dependent_required},
        {"dependentSchemas", named_schemas_into(&Node::dependent_schemas)},
        {"allOf", schemas_into(&Node::all_of)},
        {"anyOf", schemas_into(&Node::any_of)},
        {"oneOf", schemas_into(&Node::one_of)},
        {"not", schema_into(&Node::negated)},
        {"if", schema_into(&Node::condition)},
        {"then", schema_into(&Node::consequence)},
        {"else", schema_into(&Node::alternative)},
        {"$ref", read_reference},
        {"$defs", named_schemas([](Node&, const std::string&, std::size_t) {})},
        {"$id", read_id},
        {"$schema", read_schema},
        {"$comment", text},
        {"title", text},
        {"description", text},
        {"default", anything},
        {"examples", annotation(&json::is_array, "een lijst", "a list")},
        {"readOnly", flag},
        {"writeOnly", flag},
        {"deprecated", flag},
        {"label", read_words},
        {"help", read_words},
        {"step", text},
        {"kind", text},
        {"vocabulary", text},
    };
    return all;
}

}  // namespace

void compile_keyword(
    Compiler& compiler,
    std::size_t index,
    const std::string& keyword,
    const json& value,
    const std::string& pointer
) {
    const auto reader = readers().find(keyword);
    if (reader != readers().end()) return reader->second({compiler, index, value, pointer});
    compiler.fault(
        pointer,
        "unknownKeyword",
        {"Dit sleutelwoord kent onze validator niet; een regel die stil genegeerd wordt is geen regel.",
         "Our validator does not know this keyword; a rule that is ignored in silence is no rule."}
    );
}

}  // namespace wissel::schema
