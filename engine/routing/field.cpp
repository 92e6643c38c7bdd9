#include "engine/routing/field.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/json_reference.hpp"
#include "engine/base/json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace wissel::routing {
namespace {

using nlohmann::json;

Words read_words(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_object()) return {};
    return {found->value("nl", std::string()), found->value("en", std::string())};
}

/// Puts the words of the vocabulary beside the codes of an enumeration.
class Vocabulary {
public:
    explicit Vocabulary(const json& document) : lists_(document.value("lists", json::array())) {}

    /// The words for `code` where the report has it at `pointer`; the code itself where nobody gave it any.
    [[nodiscard]] Answer answer(const std::string& pointer, const std::string& code) const {
        for (const auto& list : lists_) {
            const json fields = list.value("fields", json::array());
            if (std::find(fields.begin(), fields.end(), json(pointer)) == fields.end()) continue;
            for (const auto& item : list.at("items")) {
                if (item.at("code") == code) return {code, read_words(item, "title")};
            }
        }
        return {code, {code, code}};
    }

private:
    json lists_;
};

/// Walks the members of the report's schema, following references into its own `$defs`.
class Reader {
public:
    Reader(const json& schema, const json& vocabulary) : schema_(schema), vocabulary_(vocabulary) {}

    std::vector<Field> read() {
        read_members(schema_, {}, true);
        return std::move(fields_);
    }

private:
    /// What a member stands in.
    struct Above {
        std::string path;
        std::string pointer;
        Words label;
    };

    void read_members(const json& node, const Above& above, bool required) {
        const auto members = node.find("properties");
        if (members == node.end()) return;
        std::set<std::string> needed;
        for (const auto& name : node.value("required", json::array())) needed.insert(name.get<std::string>());
        for (const auto& [name, member] : members->items()) {
            Above inner{
                above.path.empty() ? name : above.path + "." + name,
                above.pointer + "/" + pointer_token(name),
                above.label};
            read_one(without_reference(member, schema_), std::move(inner), required && needed.contains(name));
        }
    }

    void read_one(const json& node, Above at, bool required) {
        at.label = label_within(at, read_words(node, "label"));
        Field field{at.path, at.pointer, at.label, kind_of(node), required, {}, {}, {}};
        const json items =
            node.contains("items") ? without_reference(node["items"], schema_) : json::object();
        const json& choices = field.kind == Field::Kind::codes ? items : node;
        if (choices.contains("enum")) {
            const std::string place = field.kind == Field::Kind::codes ? at.pointer + "/*" : at.pointer;
            for (const auto& code : choices["enum"])
                field.answers.push_back(vocabulary_.answer(place, code.get<std::string>()));
        }
        if (field.kind == Field::Kind::boolean)
            field.answers = {{"true", {"ja", "yes"}}, {"false", {"nee", "no"}}};
        const bool counted = node.value("type", std::string()) == "array";
        if (counted || field.kind == Field::Kind::integer) {
            field.minimum = bound(node, counted ? "minItems" : "minimum");
            field.maximum = bound(node, counted ? "maxItems" : "maximum");
        }
        fields_.push_back(std::move(field));
        read_members(node, at, required);
    }

    /// "Loopt er al iets? Soort": the question within a question makes sense only with the one around it.
    static Words label_within(const Above& at, const Words& own) {
        const Words told = own.nl.empty() ? Words{at.path, at.path} : own;
        if (at.label.nl.empty() || at.label == told) return told;
        return {at.label.nl + " " + told.nl, at.label.en + " " + told.en};
    }

    static std::optional<std::int64_t> bound(const json& node, const char* name) {
        const auto found = node.find(name);
        if (found == node.end() || !found->is_number_integer()) return std::nullopt;
        return found->get<std::int64_t>();
    }

    static bool all_texts(const json& node) {
        const auto choices = node.find("enum");
        return choices != node.end() &&
               std::all_of(choices->begin(), choices->end(), [](const json& one) { return one.is_string(); });
    }

    [[nodiscard]] Field::Kind kind_of(const json& node) const {
        if (all_texts(node)) return Field::Kind::enumerated;
        const auto type = node.value("type", std::string());
        if (type == "boolean") return Field::Kind::boolean;
        if (type == "integer") return Field::Kind::integer;
        if (type == "object") return Field::Kind::object;
        if (type == "array")
            return all_texts(without_reference(node.value("items", json::object()), schema_))
                       ? Field::Kind::codes
                       : Field::Kind::list;
        return node.value("format", std::string()) == "date" ? Field::Kind::date : Field::Kind::text;
    }

    const json& schema_;
    Vocabulary vocabulary_;
    std::vector<Field> fields_;
};

}  // namespace

Fields Fields::parse(const json& report_schema, const json& vocabulary) {
    Fields read;
    read.all_ = Reader(report_schema, vocabulary).read();
    for (const auto& list : vocabulary.value("lists", json::array())) {
        for (const auto& item : list.at("items")) {
            read.codes_.push_back({list.at("id"), {item.at("code"), read_words(item, "title")}});
        }
    }
    return read;
}

const Field* Fields::find(std::string_view path) const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [path](const Field& field) { return field.path == path; });
    return found == all_.end() ? nullptr : &*found;
}

const Fields::Code* Fields::find_code(std::string_view list, std::string_view code) const {
    const auto found = std::find_if(codes_.begin(), codes_.end(), [&](const Code& one) {
        return one.list == list && one.answer.code == code;
    });
    return found == codes_.end() ? nullptr : &*found;
}

Words Fields::words(std::string_view list, std::string_view code) const {
    const Code* found = find_code(list, code);
    return found != nullptr ? found->answer.words : Words{std::string(code), std::string(code)};
}

bool Fields::knows(std::string_view list, std::string_view code) const {
    return find_code(list, code) != nullptr;
}

std::optional<std::string_view> within_report(std::string_view path) {
    constexpr std::string_view root = "report.";
    if (!path.starts_with(root)) return std::nullopt;
    return path.substr(root.size());
}

json value_of(const Field& field, const Answer& answer) {
    if (field.kind == Field::Kind::boolean) return answer.code == "true";
    return answer.code;
}

Words words_of(const Field& field, const json& value) {
    if (value.is_null()) return {"niet ingevuld", "not answered"};
    for (const auto& answer : field.answers) {
        // A text is compared as it is: an answer's value would be made for each of them.
        const bool same = value.is_string() && field.kind != Field::Kind::boolean
                              ? value.get_ref<const std::string&>() == answer.code
                              : value_of(field, answer) == value;
        if (same) return answer.words;
    }
    if (value.is_string()) return {value.get<std::string>(), value.get<std::string>()};
    const std::string text = dump_json(value);
    return {text, text};
}

}  // namespace wissel::routing
