#include "engine/base/ensure.hpp"
#include "engine/cases/access.hpp"
#include "engine/cases/api_key.hpp"
#include "engine/cases/bsn.hpp"
#include "engine/cases/event.hpp"
#include "engine/cases/report_parts.hpp"
#include "engine/cases/sealed.hpp"
#include "engine/cases/whole_report.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>

using namespace wissel;
using namespace wissel::cases;
using nlohmann::json;

namespace {

json read_config(const std::string& name) {
    std::ifstream file(std::string(WISSEL_SOURCE_DIR) + "/config/" + name);
    return json::parse(file);
}

/// Every text in a schema that people type freely, by its pointer with `*` for items.
void free_texts(
    const json& schema, const json& node, const std::string& pointer, std::set<std::string>& found
) {
    if (node.contains("$ref")) {
        const std::string target = node["$ref"];
        return free_texts(schema, schema.at(json::json_pointer(target.substr(1))), pointer, found);
    }
    if (node.contains("items")) free_texts(schema, node["items"], pointer + "/*", found);
    if (node.contains("properties")) {
        for (const auto& [name, member] : node["properties"].items()) {
            free_texts(schema, member, pointer + "/" + name, found);
        }
    }
    const bool coded = node.contains("enum") || node.contains("const") || node.contains("format");
    const bool mailbox = node.value("format", "") == "email";
    if (node.value("type", json()) == "string" && (!coded || mailbox)) found.insert(pointer);
}

}  // namespace

TEST_CASE("an event is written in format 1, and read back", "[unit][event]") {
    const Event event{
        7,
        *CaseId::parse("01890000-0000-7000-8000-000000000001"),
        2,
        "reported",
        *parse_instant("2026-11-24T09:30:00Z"),
        Actor{"00000099000000001000", "reporter", "key:abcd"},
        {{"b", {{"z", 1}, {"a", "é\n"}}}, {"a", true}}};
    const std::string text =
        R"({"sequence":7,"case":"01890000-0000-7000-8000-000000000001","version":2,"type":"reported",)"
        R"("at":"2026-11-24T09:30:00.000Z","by":{"organisation":"00000099000000001000","role":"reporter",)"
        R"("actor":"key:abcd"},"data":{"a":true,"b":{"a":"é\n","z":1}}})";
    CHECK(encode_event(event) == text);
    CHECK(decode_event(text) == event);
    Event timer = event;
    timer.by = SystemActor{"timer"};
    CHECK(decode_event(encode_event(timer)) == timer);
}

TEST_CASE("format 1 refuses what a reader could round", "[unit][event]") {
    Event event{1, CaseId(), 1, "reported", Instant(), SystemActor{"timer"}, json::object()};
    for (const json& value :
         {json(0.5), json(9007199254740993), json(-9007199254740993), json(18446744073709551615U)}) {
        event.data = {{"deep", {{"value", value}}}};
        CHECK_THROWS_AS(encode_event(event), LogicError);
    }
    event.data = {{"value", 9007199254740992}};
    CHECK_NOTHROW(encode_event(event));
    event.sequence = 0;
    CHECK_THROWS_AS(encode_event(event), LogicError);
    CHECK_THROWS_AS(decode_event("{}"), LogicError);
}

TEST_CASE("every free text of the intake form has its part, and no place is for nothing", "[unit][report]") {
    const json schema = read_config("schemas/report.schema.json");
    std::set<std::string> in_schema;
    free_texts(schema, schema, "", in_schema);
    std::set<std::string> in_code;
    for (const auto& place : text_places()) in_code.insert(std::string(place.pointer));
    CHECK(in_schema == in_code);
}

TEST_CASE("a report is taken apart and put together again", "[unit][report]") {
    const json report = json::parse(R"({
        "title": "t", "dataCategories": ["a", "b"], "barriers": ["legal"], "documents": [],
        "holders": [{"organisation": "1"}, {"name": "n", "private": true}, {"organisation": "2", "name": "m"}],
        "harm": {"severity": "serious", "number": 3, "source": "s"}, "proposal": "p", "mailbox": "m@x.example",
        "endorsed": "e", "ownReference": "r"})");
    const ReportParts parts = split_report(report);
    CHECK(merge_report(parts) == report);
    CHECK(parts.opinion == json{{"proposal", "p"}});
    CHECK(parts.contact == json{{"endorsed", "e"}, {"mailbox", "m@x.example"}});
    const std::string facts = parts.facts.dump();
    for (const char* text : {"\"t\"", "\"n\"", "\"m\"", "\"s\"", "\"p\"", "m@x.example"}) {
        INFO(text);
        CHECK(facts.find(text) == std::string::npos);
    }
    CHECK(parts.facts["harm"] == json{{"severity", "serious"}, {"number", 3}});
    // Without what was erased, the rest still fits together.
    CHECK(merge_report({parts.facts, nullptr, nullptr, nullptr})["harm"]["number"] == 3);
}

TEST_CASE("a changed text does not fit its seal", "[unit][sealed]") {
    Entropy entropy(sha256({"seed"}));
    SealedValue sealed = seal(R"({"title":"a"})", Instant(), entropy);
    const ReportState report{{}, {}, {}, json::object(), {{"texts", seal_of(sealed)}}};
    CHECK(whole_report(report, {sealed}) == json{{"title", "a"}});
    CHECK(whole_report(report, {}) == json::object());
    sealed.value = R"({"title":"b"})";
    CHECK_THROWS_AS(whole_report(report, {sealed}), LogicError);
}

TEST_CASE("a BSN is seen where people write one", "[unit][bsn]") {
    // 111222333 and 123456782 pass the eleven-test and belong to nobody; 012345672 is told as 8 digits.
    const auto text = GENERATE(
        as<std::string>(),
        "111222333",
        "BSN 123456782.",
        "1112.22.333",
        "111 222 333",
        "111\xc2\xa0"
        "222\xc2\xa0"
        "333",
        "in 2024 123456782",
        "12345672",
        "(111222333)",
        "a111222333b"
    );
    INFO(text);
    CHECK(looks_like_bsn(text));
}

TEST_CASE("other numbers are left alone", "[unit][bsn]") {
    const auto text = GENERATE(
        as<std::string>(),
        "",
        "111222334",
        "1112223331",
        "9111222333",
        "000000000",
        "2024-11-24",
        "0612345678",
        "12 345 678 901",
        "111..222..333",
        "111-222-333",
        "Kamerstuk 36799"
    );
    INFO(text);
    CHECK_FALSE(looks_like_bsn(text));
}

TEST_CASE("a mailbox of a person is told from one of a function", "[unit][bsn]") {
    CHECK(looks_personal("j.jansen@uwv.example"));
    CHECK(looks_personal("anna.de.boer@uwv.example"));
    CHECK_FALSE(looks_personal("gegevens@uwv.example"));
    CHECK_FALSE(looks_personal("team.gegevensdeling@uwv.example"));
    CHECK_FALSE(looks_personal("knelpunten2026@uwv.example"));
}

TEST_CASE("who sees what follows from the roles", "[unit][access]") {
    const auto scope = [](std::vector<std::string> roles) {
        return wissel::test::scope_of({"00000099000000001000", "key:a", roles});
    };
    CHECK(scope({"coordinator"}).sees_all());
    CHECK(scope({"auditor"}).sees_all());
    CHECK(scope({"reporter", "programme.lead"}).sees_all());
    CHECK_FALSE(scope({"reporter"}).sees_all());
    CHECK_FALSE(scope({"administrator"}).sees_all());
    CHECK_FALSE(scope({}).sees_all());
    CHECK(scope({"reporter"}).organisation() == "00000099000000001000");
}

TEST_CASE("a key has the form that the contract gives it, and its text is nowhere in it", "[unit][keys]") {
    Entropy entropy(sha256({"seed"}));
    const std::vector<std::string> known = {"reporter", "coordinator"};
    const auto fresh =
        make_key({"00000099000000001000", {"reporter"}, "label"}, known, Instant(), entropy, "test");
    REQUIRE(fresh);
    CHECK(fresh->text.size() == 4 + 8 + 1 + 43);
    CHECK(fresh->text.starts_with("wsl_" + fresh->key.prefix + "_"));
    CHECK(key_prefix(fresh->text) == fresh->key.prefix);
    CHECK(fresh->key.hash == sha256({fresh->text}));
    CHECK_FALSE(key_prefix("wsl_abc"));
    CHECK_FALSE(key_prefix(""));
    const auto refused =
        make_key({"123", {"king", "reporter"}, std::string(101, 'a')}, known, Instant(), entropy, "test");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().issues.size() == 3);
    CHECK_FALSE(make_key({"00000099000000001000", {}, ""}, known, Instant(), entropy, "test"));
}

TEST_CASE("a case's number is told as its reference and read back", "[unit][ids]") {
    CHECK(CaseNumber{2026, 42}.str() == "GD-2026-000042");
    CHECK(CaseNumber::parse("GD-2026-000042") == CaseNumber{2026, 42});
    CHECK(CaseNumber::parse("GD-2026-1000000") == CaseNumber{2026, 1000000});
    for (const char* wrong : {"", "GD-2026-42", "gd-2026-000042", "GD-26-000042", "GD-2026-00004x"}) {
        CHECK_FALSE(CaseNumber::parse(wrong));
    }
}
