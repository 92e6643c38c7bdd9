#include "engine/schema/schema.hpp"

#include "engine/base/json_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <vector>

using namespace wissel;
using nlohmann::json;
using schema::Schema;

namespace {

using Faults = std::multiset<std::string>;

/// The faults as `pointer code`.
Faults told(const std::vector<Issue>& issues) {
    Faults faults;
    for (const auto& issue : issues) faults.insert(issue.path + " " + issue.code);
    return faults;
}

Schema compiled(const json& document) {
    auto made = Schema::compile(document);
    if (!made) {
        for (const auto& issue : made.error().issues) UNSCOPED_INFO(issue.path << ' ' << issue.code);
    }
    REQUIRE(made);
    return std::move(*made);
}

std::vector<Issue> issues_of(const char* document, const char* value) {
    return compiled(json::parse(document)).validate(json::parse(value));
}

Faults faults(const char* document, const char* value) {
    return told(issues_of(document, value));
}

Words words(const char* document, const char* value) {
    const auto issues = issues_of(document, value);
    REQUIRE(issues.size() == 1);
    return issues.front().message;
}

Faults refused(const json& document) {
    const auto made = Schema::compile(document);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == FailureCode::invalid);
    return told(made.error().issues);
}

Faults refused(const char* document) {
    return refused(json::parse(document));
}

/// `{"name": {"name": … inner}}`, so deep.
json nested(std::size_t levels, const char* name, json inner) {
    for (std::size_t level = 0; level < levels; ++level) inner = json{{name, std::move(inner)}};
    return inner;
}

}  // namespace

TEST_CASE("every keyword has its code and points to the value itself", "[unit][schema]") {
    const auto [schema, value, fault] = GENERATE(table<const char*, const char*, const char*>({
        {R"({"type": "string"})", "1", " type"},
        {R"({"type": "integer"})", "1.5", " type"},
        {R"({"type": ["string", "null"]})", "{}", " type"},
        {R"({"enum": ["a", 1]})", R"("b")", " enum"},
        {R"({"const": {"a": 1}})", R"({"a": 2})", " const"},
        {R"({"minLength": 2})", R"("é")", " tooShort"},
        {R"({"maxLength": 1})", R"("éé")", " tooLong"},
        {R"({"format": "oin"})", R"("1")", " format"},
        {R"({"minimum": 2})", "1", " minimum"},
        {R"({"exclusiveMinimum": 2})", "2.0", " minimum"},
        {R"({"maximum": 2})", "2.5", " maximum"},
        {R"({"exclusiveMaximum": 2})", "2", " maximum"},
        {R"({"multipleOf": 0.1})", "0.35", " multipleOf"},
        {R"({"minItems": 1})", "[]", " tooFewItems"},
        {R"({"maxItems": 1})", "[1, 2]", " tooManyItems"},
        {R"({"uniqueItems": true})", "[1, 2, 1.0]", "/2 notUnique"},
        {R"({"items": {"type": "string"}})", R"(["a", 1])", "/1 type"},
        {R"({"prefixItems": [true, {"type": "string"}]})", "[1, 1, 1]", "/1 type"},
        {R"({"prefixItems": [true], "items": false})", "[1, 1]", "/1 forbidden"},
        {R"({"contains": {"type": "string"}})", "[1]", " contains"},
        {R"({"contains": {"type": "string"}, "minContains": 2})", R"(["a"])", " contains"},
        {R"({"contains": {"type": "string"}, "maxContains": 1})", R"(["a", "b"])", " contains"},
        {R"({"properties": {"a/b": {"type": "string"}}})", R"({"a/b": 1})", "/a~1b type"},
        {R"({"required": ["a~b"]})", "{}", "/a~0b required"},
        {R"({"properties": {"a": true}, "additionalProperties": false})",
         R"({"a": 1, "b": 1})",
         "/b unknownMember"},
        {R"({"additionalProperties": {"type": "string"}})", R"({"b": 1})", "/b type"},
        {R"({"minProperties": 1})", "{}", " tooFewMembers"},
        {R"({"maxProperties": 1})", R"({"a": 1, "b": 1})", " tooManyMembers"},
        {R"({"propertyNames": {"maxLength": 1}})", R"({"bb": 1})", "/bb memberName"},
        {R"({"dependentRequired": {"a": ["b"]}})", R"({"a": 1})", "/b required"},
        {R"({"dependentSchemas": {"a": {"required": ["b"]}}})", R"({"a": 1})", "/b required"},
        {R"({"allOf": [true, {"minimum": 2}]})", "1", " minimum"},
        {R"({"anyOf": [{"minimum": 2}, {"maximum": 0}]})", "1", " anyOf"},
        {R"({"oneOf": [{"minimum": 2}, {"maximum": 0}]})", "1", " oneOf"},
        {R"({"oneOf": [{"minimum": 0}, {"maximum": 2}]})", "1", " oneOf"},
        {R"({"not": {"type": "string"}})", R"("a")", " not"},
        {R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}})", R"({"a": 1})", "/b required"},
        {R"({"if": {"required": ["a"]}, "else": {"required": ["b"]}})", "{}", "/b required"},
        {R"({"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}})", "1", " type"},
        {"false", "1", " forbidden"},
        {R"({"properties": {"a": false}})", R"({"a": 1})", "/a forbidden"},
    }));
    INFO(schema << " on " << value);
    CHECK(faults(schema, value) == Faults{fault});
}

TEST_CASE("every format is asserted, on texts only", "[unit][schema]") {
    for (const char* name : {"date", "date-time", "uri", "uuid", "email", "duration", "oin"}) {
        INFO(name);
        const Schema one = compiled({{"format", name}});
        CHECK(told(one.validate("?")) == Faults{" format"});
        CHECK(one.validate(1).empty());
    }
}

TEST_CASE("all faults are told at once, each at its own member", "[unit][schema]") {
    const char* document = R"({
        "type": "object", "required": ["title", "harm", "mailbox"], "additionalProperties": false,
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 5},
            "harm": {"type": "object", "required": ["severity", "number"],
                     "properties": {"severity": {"enum": ["none", "acute"]}, "number": {"type": "integer", "minimum": 0}}},
            "holders": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/$defs/holder"}},
            "mailbox": {"type": "string", "format": "email"}},
        "$defs": {"holder": {"type": "object", "properties": {"oin": {"format": "oin"}, "name": {"type": "string"}},
                             "anyOf": [{"required": ["oin"]}, {"required": ["name"]}]}}})";
    const char* value = R"({
        "title": "too long", "state": "open", "harm": {"severity": "bad", "number": -1},
        "holders": [{"oin": "1"}, {}, {"name": 3}, {"name": "a"}, {"name": "a"}]})";
    CHECK(
        faults(document, value) ==
        Faults{
            "/mailbox required",
            "/title tooLong",
            "/state unknownMember",
            "/harm/severity enum",
            "/harm/number minimum",
            "/holders/4 notUnique",
            "/holders/0/oin format",
            "/holders/1 required",
            "/holders/2/name type"}
    );
}

TEST_CASE("one mistake is one fault", "[unit][schema]") {
    const auto [schema, value, fault] = GENERATE(table<const char*, const char*, const char*>({
        // Another type: nothing else was written for it.
        {R"({"type": "string", "enum": ["a"], "minLength": 1, "not": {"type": "integer"}})", "1", " type"},
        // Another value: the list of those allowed says it all.
        {R"({"enum": ["aa"], "minLength": 2, "format": "oin"})", R"("a")", " enum"},
        {R"({"enum": [1], "const": 2})", "3", " const"},
        // Written wrongly: the right way has the right length.
        {R"({"format": "date", "maxLength": 3, "minLength": 2})", R"("tomorrow")", " format"},
        // The same rule twice.
        {R"({"allOf": [{"type": "string"}, {"type": "string", "minLength": 3}]})", "1", " type"},
        {R"({"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}], "$defs": {"a": {"minimum": 3}}})",
         "1",
         " minimum"},
        {R"({"minimum": 3, "exclusiveMinimum": 3})", "1", " minimum"},
        {R"({"required": ["a"], "dependentRequired": {"b": ["a"]}})", R"({"b": 1})", "/a required"},
        // A name that cannot be, of a member that is not there.
        {R"({"propertyNames": {"maxLength": 1}, "additionalProperties": false})",
         R"({"bb": 1})",
         "/bb memberName"},
        // Only the branch that counts.
        {R"({"if": {"required": ["a"]}, "then": {"maximum": 1}, "else": {"required": ["b"]}})",
         "{}",
         "/b required"},
    }));
    INFO(schema << " on " << value);
    CHECK(faults(schema, value) == Faults{fault});
}

TEST_CASE("of several alternatives only the one that was meant is told", "[unit][schema]") {
    const char* by_type = R"({"anyOf": [{"type": "null"}, {"type": "string", "minLength": 3},
                              {"type": "object", "required": ["a"], "properties": {"b": {"type": "null"}}}]})";
    CHECK(faults(by_type, R"("a")") == Faults{" tooShort"});
    CHECK(faults(by_type, R"({"b": 1})") == Faults{"/a required", "/b type"});
    CHECK(faults(by_type, "1") == Faults{" anyOf"});
    const char* by_constant = R"({"oneOf": [{"$ref": "#/$defs/one"}, {"$ref": "#/$defs/two"}], "$defs": {
        "one": {"properties": {"kind": {"const": 1}}, "required": ["kind", "a"]},
        "two": {"properties": {"kind": {"const": 2}}, "required": ["kind", "b"]}}})";
    CHECK(faults(by_constant, R"({"kind": 2})") == Faults{"/b required"});
    CHECK(faults(by_constant, R"({"kind": 3})") == Faults{" oneOf"});
    CHECK(faults(by_constant, R"({"a": 1})") == Faults{" oneOf"});
    CHECK(faults(by_constant, R"({"kind": 1, "a": 1})").empty());
}

TEST_CASE("a choice of members is told as such", "[unit][schema]") {
    const char* any = R"({"anyOf": [{"required": ["oin"]}, {"required": ["name"]}, {"required": ["tooi"]}]})";
    CHECK(faults(any, "{}") == Faults{" required"});
    CHECK(
        words(any, "{}") ==
        Words{
            "Vul ten minste één van deze velden in: oin, name of tooi.",
            "Give at least one of these members: oin, name or tooi."}
    );
    const char* one = R"({"oneOf": [{"required": ["oin"]}, {"required": ["name"]}]})";
    CHECK(faults(one, "{}") == Faults{" required"});
    CHECK(words(one, "{}").en == "Give one of these members: oin or name.");
    CHECK(faults(one, R"({"oin": 1, "name": 1})") == Faults{" oneOf"});
    CHECK(words(one, R"({"oin": 1, "name": 1})").nl == "Vul maar één van deze velden in: oin of name.");
    // With anything else in a branch it is no longer a choice of members only.
    CHECK(
        faults(R"({"anyOf": [{"required": ["a"]}, {"required": ["b"], "maxProperties": 1}]})", "{}") ==
        Faults{" anyOf"}
    );
}

TEST_CASE("every fault is told in both languages", "[unit][schema]") {
    const auto [schema, value, nl, en] = GENERATE(table<const char*, const char*, std::string, std::string>({
        {R"({"type": "string"})", "1", "Hier hoort een tekst.", "This has to be a text."},
        {R"({"type": ["integer", "null"]})",
         R"("")",
         "Hier hoort een geheel getal of null.",
         "This has to be a whole number or null."},
        {R"({"enum": ["yes", "no", null]})", "1", "Kies uit: yes, no, null.", "Choose from: yes, no, null."},
        {R"({"enum": [1,2,3,4,5,6,7,8,9,10,11,12,13]})",
         "0",
         "Deze waarde kan hier niet.",
         "This value is not possible here."},
        {R"({"enum": []})", "0", "Deze waarde kan hier niet.", "This value is not possible here."},
        {R"({"const": true})", "1", "Hier hoort true.", "This has to be true."},
        {R"({"minLength": 1})", R"("")", "Dit mag niet leeg zijn.", "This must not be empty."},
        {R"({"minLength": 9})",
         R"("")",
         "Dit is te kort: schrijf ten minste 9 tekens.",
         "This is too short: write at least 9 characters."},
        {R"({"maxLength": 1})",
         R"("ab")",
         "Dit is te lang: schrijf ten hoogste 1 tekens.",
         "This is too long: write at most 1 characters."},
        {R"({"minimum": 0.5})", "0", "Dit moet ten minste 0.5 zijn.", "This has to be at least 0.5."},
        {R"({"exclusiveMaximum": 20})", "20", "Dit moet minder dan 20 zijn.", "This has to be less than 20."},
        {R"({"required": ["a"]})",
         "{}",
         "Dit is verplicht en ontbreekt.",
         "This is required and is missing."},
        {R"({"dependentRequired": {"a": ["b"]}})",
         R"({"a": 1})",
         "Dit is verplicht als u a invult.",
         "This is required where a is given."},
        {R"({"additionalProperties": false})",
         R"({"a": 1})",
         "Dit veld bestaat niet.",
         "There is no such member."},
    }));
    INFO(schema << " on " << value);
    CHECK(words(schema, value) == Words{nl, en});
}

TEST_CASE("a format is told with an example that it takes", "[unit][schema]") {
    const auto [format, nl, en] = GENERATE(table<const char*, const char*, const char*>({
        {"date", "2026-11-24", "2026-11-24"},
        {"date-time", "2026-11-24T09:30:00Z", "2026-11-24T09:30:00Z"},
        {"uri", "https://voorbeeld.nl/pagina", "https://example.nl/page"},
        {"uuid", "01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8057"},
        {"email", "gegevens@organisatie.nl", "data@organisation.nl"},
        {"duration", "P10D", "PT1H"},
        {"oin", "00000099000000001000", "00000099000000001000"},
    }));
    const Schema one = compiled({{"format", format}});
    const auto issues = one.validate("?");
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].message.nl.find(nl) != std::string::npos);
    CHECK(issues[0].message.en.find(en) != std::string::npos);
    CHECK(one.validate(nl).empty());
    CHECK(one.validate(en).empty());
}

TEST_CASE("no message repeats a value", "[unit][schema]") {
    const json document = json::parse(R"({"properties": {
        "type": {"type": "array"}, "enum": {"enum": ["a"]}, "const": {"const": 1}, "format": {"format": "email"},
        "short": {"minLength": 90}, "long": {"maxLength": 3}, "not": {"not": {"type": "string"}},
        "any": {"anyOf": [{"minLength": 90}, {"maxLength": 3}]}, "list": {"uniqueItems": true, "items": {"const": 1}}},
        "additionalProperties": false})");
    const std::string secret = "zeldzaam-geheim";
    const json value = {
        {"type", secret},
        {"enum", secret},
        {"const", secret},
        {"format", secret},
        {"short", secret},
        {"long", secret},
        {"not", secret},
        {"any", secret},
        {"list", {secret, secret}},
        {"other", secret}};
    const auto issues = compiled(document).validate(value);
    CHECK(issues.size() == 12);
    for (const auto& issue : issues) {
        INFO(issue.path << " " << issue.code);
        CHECK_FALSE(issue.message.nl.empty());
        CHECK_FALSE(issue.message.en.empty());
        CHECK(issue.message.nl.find(secret) == std::string::npos);
        CHECK(issue.message.en.find(secret) == std::string::npos);
    }
}

TEST_CASE("numbers are what they are worth", "[unit][schema]") {
    const auto [schema, value, valid] = GENERATE(table<const char*, const char*, bool>({
        {R"({"type": "integer"})", "1.0", true},
        {R"({"type": "integer"})", "1e300", true},
        {R"({"const": 1})", "1.0", true},
        {R"({"const": true})", "1", false},
        {R"({"enum": [[0], {"a": 2.0}]})", R"({"a": 2})", true},
        {R"({"enum": [9007199254740993]})", "9007199254740992.0", false},
        {R"({"minimum": 9007199254740993})", "9007199254740992", false},
        {R"({"minimum": 9007199254740992.0})", "9007199254740993", true},
        {R"({"exclusiveMinimum": 9007199254740992.0})", "9007199254740993", true},
        {R"({"maximum": 18446744073709551615})", "-1", true},
        {R"({"maximum": -1})", "18446744073709551615", false},
        {R"({"uniqueItems": true})", "[1, true, 0, false, null, \"1\", [1], [true]]", true},
        {R"({"uniqueItems": true})", R"([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}])", false},
        {R"({"multipleOf": 0.1})", "0.3", true},
        {R"({"multipleOf": 0.01})", "1234567.89", true},
        {R"({"multipleOf": 0.01})", "1234567.891", false},
        {R"({"multipleOf": 1})", "1000000000.5", false},
        {R"({"multipleOf": 1e-8})", "12391239123", true},
        {R"({"multipleOf": 1e-300})", "1e300", true},
        {R"({"multipleOf": 7})", "1e300", false},
        {R"({"multipleOf": 20})", "10", false},
        {R"({"multipleOf": 3})", "-9007199254740990", true},
        {R"({"multipleOf": 3})", "0.0", true},
    }));
    INFO(schema << " on " << value);
    CHECK(faults(schema, value).empty() == valid);
}

TEST_CASE("a schema that we cannot keep is refused on load, with every fault", "[unit][schema]") {
    const auto [schema, fault] = GENERATE(table<const char*, const char*>({
        {"1", " badKeyword"},
        {R"({"pattern": "a"})", "/pattern unknownKeyword"},
        {R"({"properties": {"a/b": {"unevaluatedItems": false}}})",
         "/properties/a~1b/unevaluatedItems unknownKeyword"},
        {R"({"$anchor": "a"})", "/$anchor unknownKeyword"},
        {R"({"contentMediaType": "text/plain"})", "/contentMediaType unknownKeyword"},
        {R"({"tpye": "string"})", "/tpye unknownKeyword"},
        {R"({"type": "text"})", "/type badKeyword"},
        {R"({"type": []})", "/type badKeyword"},
        {R"({"type": ["string", "string"]})", "/type badKeyword"},
        {R"({"type": [1]})", "/type badKeyword"},
        {R"({"enum": "a"})", "/enum badKeyword"},
        {R"({"properties": []})", "/properties badKeyword"},
        {R"({"properties": {"a": 1}})", "/properties/a badKeyword"},
        {R"({"required": "a"})", "/required badKeyword"},
        {R"({"required": ["a", "a"]})", "/required badKeyword"},
        {R"({"dependentRequired": {"a": "b"}})", "/dependentRequired/a badKeyword"},
        {R"({"items": [true]})", "/items badKeyword"},
        {R"({"prefixItems": []})", "/prefixItems badKeyword"},
        {R"({"prefixItems": true})", "/prefixItems badKeyword"},
        {R"({"minItems": -1})", "/minItems badKeyword"},
        {R"({"minLength": 1.5})", "/minLength badKeyword"},
        {R"({"maxLength": 1e300})", "/maxLength badKeyword"},
        {R"({"maxProperties": "1"})", "/maxProperties badKeyword"},
        {R"({"uniqueItems": 1})", "/uniqueItems badKeyword"},
        {R"({"minimum": "1"})", "/minimum badKeyword"},
        {R"({"multipleOf": 0})", "/multipleOf badKeyword"},
        {R"({"multipleOf": -1})", "/multipleOf badKeyword"},
        {R"({"multipleOf": 1234567890123456789})", "/multipleOf badKeyword"},
        {R"({"allOf": []})", "/allOf badKeyword"},
        {R"({"anyOf": [true, 1]})", "/anyOf/1 badKeyword"},
        {R"({"not": null})", "/not badKeyword"},
        {R"({"if": []})", "/if badKeyword"},
        {R"({"format": "hostname"})", "/format unknownFormat"},
        {R"({"format": 1})", "/format unknownFormat"},
        {R"({"$ref": 1})", "/$ref badKeyword"},
        {R"({"$ref": "#/$defs/a"})", "/$ref unresolvedRef"},
        {R"({"$ref": "#a"})", "/$ref unresolvedRef"},
        {R"({"$ref": "#/%"})", "/$ref unresolvedRef"},
        {R"({"$ref": "#/~2"})", "/$ref unresolvedRef"},
        {R"({"$ref": "other.json"})", "/$ref unresolvedRef"},
        {R"({"$ref": "https://b.example/#", "$id": "https://a.example/"})", "/$ref unresolvedRef"},
        {R"({"$ref": "#/title", "title": "no schema"})", "/title badKeyword"},
        {R"({"$ref": "#"})", "/$ref endlessRef"},
        {R"({"$defs": 1})", "/$defs badKeyword"},
        {R"({"properties": {"a": {"$id": "a"}}})", "/properties/a/$id badKeyword"},
        {R"({"$id": "a#b"})", "/$id badKeyword"},
        {R"({"$schema": "http://json-schema.org/draft-07/schema#"})", "/$schema badKeyword"},
        {R"({"title": 1})", "/title badKeyword"},
        {R"({"examples": "a"})", "/examples badKeyword"},
        {R"({"readOnly": "yes"})", "/readOnly badKeyword"},
        {R"({"label": "Naam"})", "/label badKeyword"},
        {R"({"vocabulary": ["answer"]})", "/vocabulary badKeyword"},
        {R"({"help": {"nl": "Naam"}})", "/help badKeyword"},
        {R"({"step": 1})", "/step badKeyword"},
    }));
    INFO(schema);
    CHECK(refused(schema) == Faults{fault});
}

TEST_CASE("all faults of a schema are told at once, in both languages", "[unit][schema]") {
    const json document =
        json::parse(R"({"type": "text", "$defs": {"a": {"pattern": "x"}, "b": {"$ref": "#/no"}},
                                          "properties": {"c": {"format": "regex", "minLength": -1}}})");
    CHECK(
        refused(document) ==
        Faults{
            "/type badKeyword",
            "/$defs/a/pattern unknownKeyword",
            "/$defs/b/$ref unresolvedRef",
            "/properties/c/format unknownFormat",
            "/properties/c/minLength badKeyword"}
    );
    const auto made = Schema::compile(document);
    for (const auto& issue : made.error().issues) {
        CHECK_FALSE(issue.message.nl.empty());
        CHECK_FALSE(issue.message.en.empty());
    }
}

TEST_CASE("a reference that never goes down into the value is refused", "[unit][schema]") {
    CHECK(
        refused(R"({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"allOf": [true, {"$ref": "#/$defs/a"}]}},
                    "$ref": "#/$defs/a"})") ==
        Faults{"/$defs/a/$ref endlessRef", "/$defs/b/allOf/1/$ref endlessRef"}
    );
    // What the circle leads to, and what leads to it, is sound.
    CHECK(
        refused(
            R"({"$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/c"},
                              "c": true}, "$ref": "#/$defs/a"})"
        ) == Faults{"/$defs/a/allOf/0/$ref endlessRef"}
    );
    const auto around = GENERATE(
        as<std::string>(),
        R"({"anyOf": [R]})",
        R"({"oneOf": [R]})",
        R"({"not": R})",
        R"({"if": R})",
        R"({"then": R})",
        R"({"else": R})",
        R"({"dependentSchemas": {"a": R}})"
    );
    INFO(around);
    std::string document = around;
    document.replace(document.find('R'), 1, R"({"$ref": "#"})");
    const auto found = refused(document.c_str());
    REQUIRE(found.size() == 1);
    CHECK(found.begin()->ends_with("/$ref endlessRef"));
}

TEST_CASE("references lead where they say", "[unit][schema]") {
    CHECK(
        faults(
            R"({"properties": {"child": {"$ref": "#"}}, "additionalProperties": false})",
            R"({"child": {"child": {"x": 1}}})"
        ) == Faults{"/child/child/x unknownMember"}
    );
    CHECK(
        faults(
            R"({"$id": "https://a.example/s", "items": {"$ref": "https://a.example/s#/$defs/t"}, "$defs": {"t": {"type": "string"}}})",
            "[1]"
        ) == Faults{"/0 type"}
    );
    CHECK(
        faults(
            R"({"$id": "https://a.example/s", "items": {"$ref": "https://a.example/s"}, "type": "array"})",
            "[1]"
        ) == Faults{"/0 type"}
    );
    CHECK(
        faults(R"({"items": {"$ref": "#/$defs/a~1b%25"}, "$defs": {"a/b%": {"type": "string"}}})", "[1]") ==
        Faults{"/0 type"}
    );
    CHECK(
        faults(
            R"({"items": {"$ref": "#/prefixItems/0"}, "prefixItems": [{"type": "string"}]})", R"(["a", 1])"
        ) == Faults{"/1 type"}
    );
    // $ref does not push its neighbours aside.
    CHECK(
        faults(R"({"$ref": "#/$defs/a", "maxLength": 1, "$defs": {"a": {"type": "string"}}})", R"("ab")") ==
        Faults{" tooLong"}
    );
    // What stands in an enum or a const is no schema.
    CHECK(faults(R"({"enum": [{"$ref": "#/no", "pattern": 1}]})", R"({"$ref": "#/no", "pattern": 1})").empty()
    );
}

TEST_CASE("a long chain of references needs no deep stack", "[unit][schema]") {
    json definitions = {{"d0", {{"type", "string"}}}};
    for (int at = 1; at <= 20'000; ++at) {
        definitions["d" + std::to_string(at)] = {{"items", {{"$ref", "#/$defs/d" + std::to_string(at - 1)}}}};
    }
    const Schema chain = compiled({{"$defs", definitions}, {"$ref", "#/$defs/d3"}});
    CHECK(told(chain.validate({{{1}}})) == Faults{"/0/0/0 type"});
}

TEST_CASE("annotations say nothing about a value", "[unit][schema]") {
    CHECK(
        faults(
            R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://a.example/", "$comment": "c",
                  "title": "t", "description": "d", "default": 1, "examples": [1], "readOnly": true, "writeOnly": false,
                  "deprecated": true, "label": {"nl": "n", "en": "e"}, "help": {"nl": "n", "en": "e"}, "step": "A",
                  "kind": "fact", "minContains": 3, "then": false})",
            "{}"
        )
            .empty()
    );
}

TEST_CASE("no more faults are told than asked for, and never none of an invalid value", "[unit][schema]") {
    const Schema numbers = compiled({{"items", {{"type", "string"}}}});
    const json value(500, 1);
    CHECK(numbers.validate(value).size() == 100);
    CHECK(numbers.validate(value, 7).size() == 7);
    CHECK(numbers.validate(value, 0).size() == 1);
    CHECK(numbers.validate(json(500, "a"), 1).empty());
}

TEST_CASE("what is nested too deeply is a fault, not a crash", "[unit][schema]") {
    const char* tree = R"({"properties": {"a": {"$ref": "#"}}, "type": "object"})";
    // Each level takes the member's schema and the reference in it.
    CHECK(compiled(json::parse(tree)).validate(nested(100, "a", json::object())).empty());
    const auto through_schema = compiled(json::parse(tree)).validate(nested(200, "a", json::object()));
    REQUIRE(through_schema.size() == 1);
    CHECK(through_schema[0].code == "depth");
    const Schema anything = compiled(true);
    CHECK(anything.validate(nested(256, "a", 1)).empty());
    const auto plain = anything.validate(nested(100'000, "a", 1));
    REQUIRE(plain.size() == 1);
    CHECK(plain[0].code == "depth");
    std::string pointer;
    for (int level = 0; level < 256; ++level) pointer += "/a";
    CHECK(plain[0].path == pointer);
    const auto document = nested(100'000, "not", true);
    const auto made = Schema::compile(document);
    REQUIRE_FALSE(made);
    CHECK(made.error().issues[0].code == "depth");
    // Also where nothing but a try leads down there, and whatever the try is for.
    for (const char* keyword : {"not", "if", "contains"}) {
        INFO(keyword);
        json document_of_keyword = json::parse(R"({"$defs": {"tree": {"items": {"$ref": "#/$defs/tree"}}}})");
        document_of_keyword[keyword] = {{"$ref", "#/$defs/tree"}};
        json value = json::array();
        for (int level = 0; level < 200; ++level) value = json::array({value});
        CHECK(told(compiled(document_of_keyword).validate(value)).size() == 1);
        CHECK(compiled(document_of_keyword).validate(value)[0].code == "depth");
    }
    // Told once, whatever else there is to try.
    const Schema forest = compiled(json::parse(
        R"({"$defs": {"tree": {"items": {"$ref": "#/$defs/tree"}}}, "contains": {"not": {"$ref": "#/$defs/tree"}},
            "items": {"anyOf": [{"allOf": [{"$ref": "#/$defs/tree"}, false]}, {"not": {"$ref": "#/$defs/tree"}}]}})"
    ));
    json deep = json::array();
    for (int level = 0; level < 200; ++level) deep = json::array({deep});
    const auto once = forest.validate({deep, deep, deep});
    REQUIRE(once.size() == 1);
    CHECK(once[0].code == "depth");
}

TEST_CASE("a schema of branches within branches takes no exponential time", "[unit][schema][worst]") {
    // Without remembering verdicts each of these doubles its work at every level.
    const auto document = GENERATE(
        as<std::string>(),
        R"({"anyOf": [{"properties": {"a": {"$ref": "#"}, "b": false}}, {"properties": {"a": {"$ref": "#"}, "c": false}}]})",
        R"({"oneOf": [{"properties": {"a": {"$ref": "#"}}}, {"properties": {"a": {"not": {"$ref": "#"}}}}]})",
        R"({"allOf": [{"properties": {"a": {"$ref": "#"}}}, {"additionalProperties": {"$ref": "#"}}]})",
        R"({"if": {"properties": {"a": {"$ref": "#"}}}, "then": {"properties": {"a": {"$ref": "#"}}},
            "else": {"properties": {"a": {"$ref": "#"}}}})",
        R"({"properties": {"a": {"$ref": "#"}}, "dependentSchemas": {"a": {"properties": {"a": {"$ref": "#"}}}},
            "not": {"required": ["a"], "properties": {"a": {"not": {"$ref": "#"}}}}})"
    );
    INFO(document);
    const Schema tree = compiled(json::parse(document));
    (void)tree.validate(nested(80, "a", json::object()));
    (void)tree.validate(nested(80, "a", {{"b", 1}, {"c", 1}}));
    SUCCEED("it came back");
}

TEST_CASE("a ladder of definitions takes no exponential time, also for names", "[unit][schema][worst]") {
    json definitions = {{"d0", {{"maxLength", 1}}}};
    for (int at = 1; at <= 60; ++at) {
        const json below = {{"$ref", "#/$defs/d" + std::to_string(at - 1)}};
        definitions["d" + std::to_string(at)] = {
            {"allOf", {below, {{"not", {{"not", below}}}}, {{"anyOf", {below, below}}}}}};
    }
    const Schema ladder = compiled({{"$defs", definitions}, {"propertyNames", {{"$ref", "#/$defs/d60"}}}});
    CHECK(told(ladder.validate({{"a", 1}, {"bb", 1}, {"c", 1}})) == Faults{"/bb memberName"});
}

TEST_CASE("alternatives within alternatives take no exponential time", "[unit][schema][worst]") {
    const auto keyword = GENERATE(as<std::string>(), "anyOf", "oneOf");
    json document = {{"type", "string"}, {"minLength", 9}};
    for (int level = 0; level < 60; ++level) document = {{keyword, {{{"type", "null"}}, document}}};
    CHECK(told(compiled(document).validate("short")) == Faults{" tooShort"});
}

TEST_CASE("long lists and texts are judged in one go", "[unit][schema][worst]") {
    const Schema unique =
        compiled(json::parse(R"({"uniqueItems": true, "items": {"type": ["string", "integer", "array"]}})"));
    json numbers = json::array();
    for (int at = 0; at < 30'000; ++at) numbers.push_back(at);
    CHECK(unique.validate(numbers).empty());
    CHECK(unique.validate(json(30'000, 7)).size() == 100);
    json texts = json::array();
    for (int at = 0; at < 2'000; ++at) texts.push_back(std::string(100, 'a') + std::to_string(at));
    CHECK(unique.validate(texts).empty());
    texts.push_back(texts[17]);
    CHECK(told(unique.validate(texts)) == Faults{"/2000 notUnique"});
    json lists = json::array();
    for (int at = 0; at < 10'000; ++at) lists.push_back({0, 0, 0, at});
    lists.push_back({0, 0.0, 0, 5.0});
    CHECK(told(unique.validate(lists)) == Faults{"/10000 notUnique"});
    const Schema text = compiled(json::parse(R"({"maxLength": 40, "format": "email"})"));
    CHECK(told(text.validate(std::string(200'000, 'a'))) == Faults{" format"});
    const Schema closed =
        compiled(json::parse(R"({"additionalProperties": false, "propertyNames": {"format": "oin"}})"));
    json wide = json::object();
    for (int at = 0; at < 20'000; ++at) wide["m" + std::to_string(at)] = at;
    CHECK(closed.validate(wide).size() == 100);
    const Schema some = compiled(json::parse(R"({"contains": {"const": -1}, "maxContains": 1})"));
    CHECK(told(some.validate(numbers)) == Faults{" contains"});
}

TEST_CASE("our own schemas compile, and each fits what it is for", "[unit][schema]") {
    const std::filesystem::path config = std::filesystem::path(WISSEL_SOURCE_DIR) / "config";
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(config / "schemas")) {
        INFO(entry.path());
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const auto document = parse_json(text);
        REQUIRE(document);
        (void)compiled(*document);
        ++seen;
    }
    CHECK(seen > 0);
}
