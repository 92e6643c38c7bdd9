#include "engine/base/encoding.hpp"
#include "engine/schema/schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

// From a seed: a random schema, a value that fits it, and k faults put into that value that have nothing to
// do with each other. Exactly these k have to be told, each with its code and at its place. Run again with
// WISSEL_SEED=<the seed that was printed>.

using namespace wissel;
using nlohmann::json;

namespace {

using Faults = std::multiset<std::string>;

/// One way to spoil a value that fits.
struct Spoil {
    std::string pointer, code;         ///< what has to be told
    std::vector<std::string> touches;  ///< the parts of the value that it needs for itself
    std::function<void(json& root)> inject;
};

json& at(json& root, const std::string& pointer) {
    return root.at(json::json_pointer(pointer));
}

bool within(const std::string& inner, const std::string& outer) {
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

bool clash(const Spoil& one, const Spoil& other) {
    for (const auto& mine : one.touches) {
        for (const auto& yours : other.touches) {
            if (within(mine, yours) || within(yours, mine)) return true;
        }
    }
    return false;
}

/// A schema that knows how to grow values that fit it, at any place; with each value come its spoils.
struct Shape {
    json schema;
    std::function<json(const std::string& pointer, std::vector<Spoil>& spoils)> grow;
    bool of_objects = false;
};

class Garden {
public:
    explicit Garden(std::uint64_t seed) : random_(seed) {}

    Shape shape(int levels) {
        if (levels > 0 && chance(60)) return wrapped(chance(60) ? object(levels) : list(levels), levels);
        switch (pick(6)) {
            case 0:
                return wrapped(text(), levels);
            case 1:
                return wrapped(number(), levels);
            case 2:
                return wrapped(choice(), levels);
            case 3:
                return wrapped(formatted(), levels);
            case 4:
                return refusing();
            default:
                return wrapped(plain(), levels);
        }
    }

    /// The document: the schema and all that it refers to.
    [[nodiscard]] json document(const Shape& root) const {
        return {{"allOf", {root.schema}}, {"$defs", definitions_}};
    }

    std::size_t pick(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }

private:
    bool chance(std::size_t percent) { return pick(100) < percent; }

    /// Never the same twice, so that lists of them have no equal items.
    std::string word() { return "w" + std::to_string(++words_); }

    static std::string repeated(std::size_t count, const std::string& text) {
        std::string made;
        for (std::size_t at = 0; at < count; ++at) made += text;
        return made;
    }

    /// One code point, another each time.
    std::string some_letter() {
        ++words_;
        return {'\xe4', static_cast<char>(0x80 + words_ / 64 % 64), static_cast<char>(0x80 + words_ % 64)};
    }

    static Spoil replacing(const std::string& pointer, const char* code, json value) {
        return {pointer, code, {pointer}, [pointer, value](json& root) { at(root, pointer) = value; }};
    }

    static Spoil adding(const std::string& object, const std::string& name, const char* code, json value) {
        const std::string pointer = object + "/" + pointer_token(name);
        return {
            pointer, code, {pointer}, [object, name, value](json& root) { at(root, object)[name] = value; }};
    }

    static Spoil removing(const std::string& object, const std::string& name) {
        const std::string pointer = object + "/" + pointer_token(name);
        return {pointer, "required", {pointer}, [object, name](json& root) { at(root, object).erase(name); }};
    }

    /// Adds to the end; `told` is the place of the fault.
    static Spoil appending(
        const std::string& list, const std::string& told, const char* code, std::vector<json> items
    ) {
        return {told, code, {list + "/-"}, [list, items](json& root) {
                    for (const auto& item : items) at(root, list).push_back(item);
                }};
    }

    Shape text() {
        const std::size_t min = chance(50) ? 0 : 2 + pick(4);
        const json schema = {{"type", "string"}, {"minLength", min}, {"maxLength", 40}};
        return {schema, [this, min](const std::string& here, std::vector<Spoil>& spoils) {
                    // In a list of unique items the spoilt ones have to differ as well.
                    spoils.push_back(replacing(here, "type", {{"no", ++words_}}));
                    if (min > 0)
                        spoils.push_back(replacing(here, "tooShort", repeated(min - 1, some_letter())));
                    spoils.push_back(replacing(here, "tooLong", repeated(40, "é") + word()));
                    return json("é_____" + word());
                }};
    }

    Shape number() {
        const bool whole = chance(50);
        const bool open = chance(50);
        const json step = whole ? json(5) : json(0.05);
        const int from = static_cast<int>(pick(100)) - 50;
        json schema = {{"type", whole ? "integer" : "number"}, {"multipleOf", step}};
        schema[open ? "exclusiveMinimum" : "minimum"] = from * 5 - (open ? 5 : 0);
        schema[open ? "exclusiveMaximum" : "maximum"] = from * 5 + 100 + (open ? 5 : 0);
        return {schema, [this, whole, from](const std::string& here, std::vector<Spoil>& spoils) {
                    const json value = from * 5 + 5 * static_cast<int>(1 + pick(19));
                    spoils.push_back(replacing(here, "type", nullptr));
                    if (whole) spoils.push_back(replacing(here, "type", value.get<int>() + 0.5));
                    spoils.push_back(replacing(here, "minimum", from * 5 - 5));
                    spoils.push_back(replacing(here, "maximum", from * 5 + 105));
                    const json between = whole ? json(value.get<int>() + 1) : json(value.get<int>() + 0.01);
                    spoils.push_back(replacing(here, "multipleOf", between));
                    return value;
                }};
    }

    Shape choice() {
        const json values = {word(), 1 + pick(9), json::array({true, {{"a", 0.5}}}), nullptr};
        const bool one = chance(40);
        const json value = values[pick(values.size())];
        const json schema = one ? json{{"const", value}} : json{{"enum", values}};
        return {schema, [value, one](const std::string& here, std::vector<Spoil>& spoils) {
                    spoils.push_back(replacing(here, one ? "const" : "enum", "none of these"));
                    return value;
                }};
    }

    Shape formatted() {
        static const std::vector<std::pair<const char*, const char*>> samples = {
            {"date", "2026-11-24"},
            {"date-time", "2026-11-24T09:30:00Z"},
            {"uri", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034"},
            {"uuid", "01890a5d-ac96-774b-bcce-b302099a8057"},
            {"email", "gegevens@organisatie.nl"},
            {"duration", "P10D"},
            {"oin", "00000099000000001000"}};
        const auto sample = samples[pick(samples.size())];
        const json schema = {
            {"type", "string"}, {"format", sample.first}, {"minLength", 3}, {"maxLength", 200}};
        return {schema, [sample](const std::string& here, std::vector<Spoil>& spoils) {
                    spoils.push_back(replacing(here, "type", json::object()));
                    spoils.push_back(replacing(here, "format", ""));
                    spoils.push_back(replacing(here, "format", std::string(300, '?')));
                    return json(sample.second);
                }};
    }

    Shape plain() {
        const bool flag = chance(50);
        return {
            {{"type", {flag ? "boolean" : "null", "array"}}},
            [flag](const std::string& here, std::vector<Spoil>& spoils) {
                spoils.push_back(replacing(here, "type", "text"));
                return flag ? json(true) : json(nullptr);
            }};
    }

    /// What must not be.
    Shape refusing() {
        const std::string forbidden = word();
        return {
            {{"not", {{"enum", {forbidden, 3}}}}},
            [this, forbidden](const std::string& here, std::vector<Spoil>& spoils) {
                spoils.push_back(replacing(here, "not", forbidden));
                return json(word());
            }};
    }

    Shape list(int levels) {
        if (chance(25)) return marked_list();
        const Shape first = shape(levels - 1);
        const bool unique = chance(40);
        const Shape rest = unique ? text() : shape(levels - 1);
        const std::size_t min = pick(3);
        json schema = {{"type", "array"}, {"prefixItems", {first.schema}}, {"items", rest.schema}};
        schema.update({{"minItems", min}, {"maxItems", 5}, {"uniqueItems", unique}});
        return {
            schema, [this, first, rest, unique, min](const std::string& here, std::vector<Spoil>& spoils) {
                const std::size_t size = std::max<std::size_t>(min, 1 + pick(3));
                json value = json::array();
                for (std::size_t index = 0; index < size; ++index) {
                    const Shape& one = index == 0 ? first : rest;
                    value.push_back(one.grow(here + "/" + std::to_string(index), spoils));
                }
                spoils.push_back(replacing(here, "type", "text"));
                if (min > 0) {
                    const json fewer(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(min) - 1);
                    spoils.push_back(replacing(here, "tooFewItems", fewer));
                }
                std::vector<Spoil> unused;
                std::vector<json> more;
                while (size + more.size() < 6) more.push_back(rest.grow("", unused));
                spoils.push_back(appending(here, here, "tooManyItems", more));
                if (unique && size > 1) {
                    const std::string last = here + "/" + std::to_string(size);
                    spoils.push_back(appending(here, last, "notUnique", {value[size - 1]}));
                    spoils.back().touches.push_back(here + "/" + std::to_string(size - 1));
                }
                return value;
            }};
    }

    /// A list in which one item of a kind has to be, and one more may.
    Shape marked_list() {
        const std::string marker = word();
        const json schema = {
            {"type", "array"},
            {"contains", {{"const", marker}}},
            {"maxContains", 2},
            {"items", {{"type", "string"}}}};
        return {schema, [this, marker](const std::string& here, std::vector<Spoil>& spoils) {
                    json value = {word(), marker, word()};
                    spoils.push_back(replacing(here + "/1", "contains", word()));
                    spoils.back().pointer = here;
                    spoils.push_back(appending(here, here, "contains", {marker, marker}));
                    spoils.back().touches.push_back(here + "/1");
                    spoils.push_back(replacing(here + "/0", "type", 1));
                    spoils.push_back(replacing(here + "/2", "type", 1));
                    return value;
                }};
    }

    Shape object(int levels) {
        switch (pick(8)) {
            case 0:
                return dictionary(levels);
            case 1:
                return exclusive();
            case 2:
                return told_apart(levels);
            default:
                return form(levels);
        }
    }

    struct Field {
        std::string name;
        Shape shape;
        bool required;
    };

    /// Known members, required or not, and no others.
    Shape form(int levels) {
        std::vector<Field> fields;
        json schema = {
            {"type", "object"},
            {"additionalProperties", false},
            {"properties", json::object()},
            {"required", json::array()}};
        static const std::vector<std::string> names = {"a", "b/c", "d~e", "é", "", "~1"};
        for (const auto& name : names) {
            if (chance(50)) continue;
            fields.push_back({name, shape(levels - 1), chance(60)});
            schema["properties"][name] = fields.back().shape.schema;
            if (fields.back().required) schema["required"].push_back(name);
        }
        const bool named = chance(30);
        if (named) schema["propertyNames"] = {{"maxLength", 10}};
        const bool dependent = chance(40);
        if (dependent) {
            schema["properties"].update({{"x", true}, {"y", true}, {"z", true}});
            schema.update(
                {{"dependentRequired", {{"x", {"y"}}}}, {"dependentSchemas", {{"x", {{"required", {"z"}}}}}}}
            );
        }
        return {
            schema,
            [this, fields, named, dependent](const std::string& here, std::vector<Spoil>& spoils) {
                json value = json::object();
                for (const auto& field : fields) {
                    if (!field.required && chance(30)) continue;
                    value[field.name] = field.shape.grow(here + "/" + pointer_token(field.name), spoils);
                    if (field.required) spoils.push_back(removing(here, field.name));
                }
                if (dependent) {
                    value.update({{"x", 1}, {"y", 2}, {"z", 3}});
                    spoils.push_back(removing(here, "y"));
                    spoils.push_back(removing(here, "z"));
                }
                spoils.push_back(replacing(here, "type", false));
                spoils.push_back(adding(here, word(), "unknownMember", 1));
                if (named) spoils.push_back(adding(here, "long name " + word(), "memberName", 1));
                return value;
            },
            true};
    }

    /// Any members, all of one shape, so many of them.
    Shape dictionary(int levels) {
        const Shape each = shape(levels - 1);
        const json schema = {
            {"type", "object"},
            {"additionalProperties", each.schema},
            {"minProperties", 2},
            {"maxProperties", 3}};
        return {
            schema,
            [this, each](const std::string& here, std::vector<Spoil>& spoils) {
                json value = json::object();
                for (int member = 0; member < 3; ++member) {
                    const std::string name = word();
                    value[name] = each.grow(here + "/" + name, spoils);
                }
                json fewer = json::object();
                fewer[value.begin().key()] = value.front();
                spoils.push_back(replacing(here, "tooFewMembers", fewer));
                std::vector<Spoil> unused;
                spoils.push_back(adding(here, word(), "tooManyMembers", each.grow("", unused)));
                spoils.back().pointer = here;
                return value;
            },
            true};
    }

    /// Exactly one of two members.
    Shape exclusive() {
        const json schema = {{"type", "object"}, {"oneOf", {{{"required", {"p"}}}, {{"required", {"q"}}}}}};
        return {
            schema,
            [](const std::string& here, std::vector<Spoil>& spoils) {
                spoils.push_back(replacing(here, "required", json::object()));
                spoils.push_back(replacing(here, "oneOf", {{"p", 1}, {"q", 1}}));
                return json{{"p", 1}};
            },
            true};
    }

    /// Alternatives that are told apart by a member.
    Shape told_apart(int levels) {
        const Shape mine = shape(levels - 1);
        const auto branch = [](const char* kind, const json& member) {
            return json{
                {"type", "object"},
                {"properties", {{"kind", {{"const", kind}}}, {"it", member}}},
                {"required", {"kind", "it"}}};
        };
        const json schema = {
            {chance(50) ? "oneOf" : "anyOf",
             {branch("other", {{"type", "null"}}), branch("mine", mine.schema)}}};
        const std::string code = schema.begin().key();
        return {
            schema,
            [mine, code](const std::string& here, std::vector<Spoil>& spoils) {
                json value = {{"kind", "mine"}, {"it", mine.grow(here + "/it", spoils)}};
                spoils.push_back(removing(here, "it"));
                // Which one was meant cannot be known any more.
                spoils.push_back(replacing(here, code.c_str(), {{"kind", "none"}, {"it", 1}}));
                return value;
            },
            true};
    }

    /// The same in other words, or only where a condition holds.
    Shape wrapped(Shape inner, int levels) {
        switch (pick(levels > 0 ? 10 : 20)) {
            case 0:
                inner.schema = {{"allOf", {true, inner.schema, inner.schema}}};
                return inner;
            case 1:
                inner.schema = {{"if", {{"not", false}}}, {"then", inner.schema}, {"else", false}};
                return inner;
            case 2:
                inner.schema = {
                    {"if", {{"const", "no such value"}}}, {"then", false}, {"else", inner.schema}};
                return inner;
            case 3:
            case 4: {
                const std::string name = "d/" + std::to_string(definitions_.size());
                definitions_[name] = inner.schema;
                inner.schema = {{"$ref", "#/$defs/d~1" + name.substr(2)}};
                return inner;
            }
            case 5:
                return inner.of_objects ? nullable(inner) : inner;
            default:
                return inner;
        }
    }

    static Shape nullable(const Shape& inner) {
        if (!inner.schema.contains("type")) return inner;
        return {
            {{"anyOf", {{{"type", "null"}}, inner.schema}}},
            [inner](const std::string& here, std::vector<Spoil>& spoils) {
                const std::size_t before = spoils.size();
                json value = inner.grow(here, spoils);
                for (std::size_t spoil = before; spoil < spoils.size(); ++spoil) {
                    // No alternative is for such a type, so none can be the one that was meant.
                    if (spoils[spoil].pointer == here && spoils[spoil].code == "type")
                        spoils[spoil].code = "anyOf";
                }
                return value;
            },
            true};
    }

    std::mt19937_64 random_;
    std::size_t words_ = 0;
    json definitions_ = json::object();
};

std::uint64_t seed() {
    const char* given = std::getenv("WISSEL_SEED");
    if (given != nullptr) return std::strtoull(given, nullptr, 10);
    return std::random_device()();
}

/// Up to `count` spoils that leave each other alone.
std::vector<Spoil> choose(std::vector<Spoil> spoils, std::size_t count, Garden& garden) {
    std::vector<Spoil> chosen;
    while (chosen.size() < count && !spoils.empty()) {
        const std::size_t at = garden.pick(spoils.size());
        const Spoil one = spoils[at];
        spoils.erase(spoils.begin() + static_cast<std::ptrdiff_t>(at));
        const bool free = std::none_of(chosen.begin(), chosen.end(), [&one](const Spoil& other) {
            return clash(one, other);
        });
        if (free) chosen.push_back(one);
    }
    return chosen;
}

}  // namespace

TEST_CASE("as many faults are told as were made, each at its place", "[property][schema]") {
    const std::uint64_t first = seed();
    WARN("WISSEL_SEED=" << first);
    std::set<std::string> codes;
    std::size_t made = 0;
    constexpr std::uint64_t rounds = 4'000;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        Garden garden(first + round);
        const Shape root = garden.shape(4);
        std::vector<Spoil> spoils;
        json value = root.grow("", spoils);
        const json document = garden.document(root);
        INFO("WISSEL_SEED=" << first + round << "\n" << document.dump() << "\n" << value.dump());
        const auto schema = schema::Schema::compile(document);
        REQUIRE(schema);
        REQUIRE(schema->validate(value).empty());
        Faults expected;
        for (const auto& spoil : choose(spoils, 1 + garden.pick(8), garden)) {
            spoil.inject(value);
            expected.insert(spoil.pointer + " " + spoil.code);
            codes.insert(spoil.code);
        }
        made += expected.size();
        Faults told;
        for (const auto& issue : schema->validate(value)) told.insert(issue.path + " " + issue.code);
        INFO("spoilt: " << value.dump());
        REQUIRE(told == expected);
    }
    WARN(rounds << " rounds, " << made << " faults of " << codes.size() << " codes");
    CHECK(made > rounds);
    CHECK(codes.size() > 15);
}
