#include "tests/support/a_rule.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <vector>

// The dialect, operation by operation. The official suite (tests/conformance) has the common ground; these
// are the edges of it, and what the json-logic organisation's extended dialect adds.

using nlohmann::json;
using wissel::test::outcome;

namespace {

struct Case {
    const char* rule;
    const char* data;
    const char* result;
};

struct Failing {
    const char* rule;
    const char* data;
    const char* type;
};

void check(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        INFO(one.rule << " on " << one.data);
        CHECK(outcome(one.rule, one.data) == json{{"result", json::parse(one.result)}});
    }
}

void check_errors(const std::vector<Failing>& cases) {
    for (const Failing& one : cases) {
        INFO(one.rule << " on " << one.data);
        CHECK(outcome(one.rule, one.data) == json{{"error", one.type}});
    }
}

}  // namespace

TEST_CASE("val goes down by names, as they are", "[unit][logic]") {
    check({
        {R"({"val": ["a", "b"]})", R"({"a": {"b": 1}})", "1"},
        {R"({"val": "a.b"})", R"({"a.b": 2})", "2"},
        {R"({"val": ["", ""]})", R"({"": {"": 3}})", "3"},
        {R"({"val": [1, 0]})", R"([0, [4]])", "4"},
        {R"({"val": ["list", "1"]})", R"({"list": [1, 5]})", "5"},
        {R"({"val": ["list", "01"]})", R"({"list": [1, 5]})", "null"},
        {R"({"val": []})", R"({"a": 1})", R"({"a": 1})"},
        {R"({"val": ["a", "b", "c"]})", R"({"a": null})", "null"},
        {R"({"val": {"cat": ["a", "b"]}})", R"({"ab": 6})", "6"},
        {R"({"val": {"if": [true, ["a", "b"]]}})", R"({"a": {"b": 7}})", "7"},
        {R"({"val": ["a", {"var": "name"}]})", R"({"a": {"b": 8}, "name": "b"})", "8"},
    });
}

TEST_CASE("var takes dotted paths apart, with escapes", "[unit][logic]") {
    check({
        {R"({"var": "a.1.b"})", R"({"a": [0, {"b": 1}]})", "1"},
        {R"({"var": "a\\.b"})", R"({"a.b": 2})", "2"},
        {R"({"var": "."})", R"({"": 3})", "3"},
        {R"({"var": ["a.b", 4]})", R"({"a": {}})", "4"},
        {R"({"var": ["a", 5]})", R"({"a": null})", "null"},
        {R"({"var": ["a", {"+": [2, 4]}]})", "{}", "6"},
        {R"({"var": {"cat": ["a", ".", "b"]}})", R"({"a": {"b": 7}})", "7"},
        {R"({"var": [{"var": "path"}, 8]})", R"({"path": "x\\.y"})", "8"},
        {R"({"var": {"var": "path"}})", R"({"path": "x\\.y", "x.y": 9})", "9"},
        {R"({"map": [[1], {"var": "../../a"}]})", R"({"a": 10})", "[10]"},
    });
}

TEST_CASE("val climbs out of iterators", "[unit][logic]") {
    check({
        {R"({"map": [["a", "b"], {"val": [[1], "index"]}]})", "null", "[0, 1]"},
        {R"({"map": [["a", "b"], {"val": [[-1], "index"]}]})", "null", "[0, 1]"},
        {R"({"map": [[5, 6], {"val": [[1], "iterator", 1]}]})", "null", "[6, 6]"},
        {R"({"map": [[7], {"val": [[1]]}]})", "null", R"([{"index": 0, "iterator": [7]}])"},
        {R"({"filter": [[1, 2, 3], {">": [{"val": []}, {"val": [[2], "least"]}]}]})",
         R"({"least": 2})",
         "[3]"},
        {R"({"map": [[[1, 2]], {"map": [{"val": []}, {"val": [[3], "index"]}]}]})", "null", "[[0, 0]]"},
        {R"({"map": [[[1]], {"map": [{"val": []}, {"val": [[4], "a"]}]}]})", R"({"a": 9})", "[[9]]"},
        {R"({"some": [[1, 2], {"==": [{"val": [[1], "index"]}, 1]}]})", "null", "true"},
        {R"({"map": [[1], {"val": [[8], "a"]}]})", R"({"a": 1})", "[null]"},
        {R"({"val": [[1], "index"]})", R"({"index": 1})", "null"},
        {R"({"map": [[1], {"val": [[{"+": [1, 1]}], "a"]}]})", R"({"a": 3})", "[3]"},
        {R"({"reduce": [[1, 2], {"+": [{"val": "accumulator"}, {"val": [[2], "step"]}]}, 0]})",
         R"({"step": 5})",
         "10"},
    });
}

TEST_CASE("exists asks for the name, not for the value", "[unit][logic]") {
    check({
        {R"({"exists": "a"})", R"({"a": null})", "true"},
        {R"({"exists": ["a", "b"]})", R"({"a": {"b": false}})", "true"},
        {R"({"exists": ["a", "b"]})", R"({"a": 1})", "false"},
        {R"({"exists": "a"})", "null", "false"},
        {R"({"exists": {"cat": ["a", "b"]}})", R"({"ab": 1})", "true"},
        {R"({"map": [[1], {"exists": [[2], "a"]}]})", R"({"a": 1})", "[true]"},
    });
}

TEST_CASE("missing tells what is absent or empty", "[unit][logic]") {
    check({
        {R"({"missing": ["a", "b", "c", "d"]})", R"({"a": 1, "b": "", "c": null})", R"(["b", "c", "d"])"},
        {R"({"missing": [["a", "b"]]})", R"({"a": 0})", R"(["b"])"},
        {R"({"missing": [0, 1]})", "[7]", "[1]"},
        {R"({"missing": {"var": "need"}})", R"({"need": ["x.y"], "x": {"y": 1}})", "[]"},
        {R"({"missing_some": [1, ["a", "b"]]})", R"({"a": 1})", "[]"},
        {R"({"map": [{"var": ""}, {"missing": "a"}]})", R"([{"a": 1}, {}])", R"([[], ["a"]])"},
    });
    check_errors({{R"({"missing_some": 1})", "null", "Invalid Arguments"}});
}

TEST_CASE("?? gives the first that is not null", "[unit][logic]") {
    check({
        {R"({"??": [null, false, 1]})", "null", "false"},
        {R"({"??": []})", "null", "null"},
        {R"({"??": [{"var": "a"}, {"throw": "late"}]})", R"({"a": 0})", "0"},
    });
}

TEST_CASE("and, or and if stop where the outcome is certain", "[unit][logic]") {
    check({
        {R"({"and": [1, [], {"throw": "late"}]})", "null", "[]"},
        {R"({"or": [0, "x", {"throw": "late"}]})", "null", R"("x")"},
        {R"({"if": [false, {"throw": "late"}, true, 1, {"throw": "late"}]})", "null", "1"},
        {R"({"and": []})", "null", "null"},
        {R"({"if": [{}, 1, 2]})", "null", "2"},
        {R"({"!!": {"var": ""}})", R"({"a": 0})", "true"},
        {R"({"!": {"var": "list"}})", R"({"list": [0]})", "false"},
    });
    check_errors({
        {R"({"and": true})", "null", "Invalid Arguments"},
        {R"({"if": {"preserve": [true, 1]}})", "null", "Invalid Arguments"},
    });
}

TEST_CASE("comparisons chain, and stop at the first that is false", "[unit][logic]") {
    check({
        {R"({"<": [1, 2, 3, 4]})", "null", "true"},
        {R"({"<": [2, 1, {"throw": "late"}]})", "null", "false"},
        {R"({"==": ["a", "a", "a", "a"]})", "null", "true"},
        {R"({"===": [1, 1.0]})", "null", "true"},
        {R"({"===": [{"preserve": [1, {"a": null}]}, {"var": "x"}]})", R"({"x": [1, {"b": null}]})", "false"},
        {R"({"===": [{"var": "x"}, {"var": "y"}]})", R"({"x": [1, {"a": 2}], "y": [1, {"a": 2}]})", "true"},
        {R"({"!==": [[1], {"map": [[0], {"+": [{"var": ""}, 1]}]}]})", "null", "false"},
        {R"({"==": [null, 0]})", "null", "true"},
        {R"({"==": [null, ""]})", "null", "false"},
        {R"({"==": [" 0x10 ", 16]})", "null", "true"},
        {R"({"<=": [null, null]})", "null", "true"},
        {R"({"<": [null, "a"]})", "null", "false"},
        {R"({"<": ["10", "9"]})", "null", "true"},
        {R"({"<": ["10", 9]})", "null", "false"},
    });
    check_errors({
        {R"({"==": [1]})", "null", "Invalid Arguments"},
        {R"({"<": 5})", "null", "Invalid Arguments"},
        {R"({">": ["a", 1]})", "null", "NaN"},
        {R"({"==": [[1], 1]})", "null", "NaN"},
        {R"({"<": [{"var": "x"}, 1]})", R"({"x": {}})", "NaN"},
        {R"({"==": [1, "inf"]})", "null", "NaN"},
    });
}

TEST_CASE("whole numbers stay exact, and what is no number is an error", "[unit][logic]") {
    check({
        {R"({"+": [9007199254740992, 1]})", "null", "9007199254740993"},
        {R"({"+": ["9223372036854775807", 1]})", "null", "9223372036854775808.0"},
        {R"({"-": ["-9223372036854775808"]})", "null", "9223372036854775808.0"},
        {R"({"/": ["-9223372036854775808", -1]})", "null", "9223372036854775808.0"},
        {R"({"%": ["-9223372036854775808", -1]})", "null", "0"},
        {R"({"*": [0.5, 4]})", "null", "2"},
        {R"({"/": [7, 2]})", "null", "3.5"},
        {R"({"%": [5.5, 2]})", "null", "1.5"},
        {R"({"+": ["", null, true, " 1e1 ", ".5"]})", "null", "11.5"},
        {R"({"+": {"var": "list"}})", R"({"list": [1, 2, 3]})", "6"},
        {R"({"*": []})", "null", "1"},
        {R"({"max": [1, 1.5, -2]})", "null", "1.5"},
        {R"({"min": {"var": "list"}})", R"({"list": [3, 2]})", "2"},
        {R"({"+": "1e-400"})", "null", "0"},
    });
    check_errors({
        {R"({"+": ["a"]})", "null", "NaN"},
        {R"({"+": {}})", "null", "NaN"},
        {R"({"/": [1, 0]})", "null", "NaN"},
        {R"({"/": [1.5, 0]})", "null", "NaN"},
        {R"({"%": [1, 0]})", "null", "NaN"},
        {R"({"*": [1e308, 10]})", "null", "NaN"},
        {R"({"+": ["1e400"]})", "null", "NaN"},
        {R"({"+": ["1 2"]})", "null", "NaN"},
        {R"({"+": ["0x"]})", "null", "NaN"},
        {R"({"-": []})", "null", "Invalid Arguments"},
        {R"({"%": [1]})", "null", "Invalid Arguments"},
        {R"({"max": ["1"]})", "null", "Invalid Arguments"},
        {R"({"max": {"var": "none"}})", "null", "Invalid Arguments"},
    });
}

TEST_CASE("texts are counted in code points", "[unit][logic]") {
    check({
        {R"({"substr": ["aé😀z", 1, 2]})", "null", R"("é😀")"},
        {R"({"substr": ["aé😀z", -2]})", "null", R"("😀z")"},
        {R"({"substr": ["aé😀z", 1, -1]})", "null", R"("é😀")"},
        {R"({"substr": ["abc", -9, 2]})", "null", R"("ab")"},
        {R"({"substr": ["abc", 9]})", "null", R"("")"},
        {R"({"substr": ["abc", 2, -5]})", "null", R"("")"},
        {R"({"substr": [12345, 1, 2]})", "null", R"("23")"},
        {R"({"length": "é😀"})", "null", "2"},
        {R"({"length": {"var": "x"}})", R"({"x": {"a": 1}})", "1"},
        {R"({"length": [["a", "b"]]})", "null", "2"},
        {R"({"cat": ["a", null, 1.5, true, [1, [2]]]})", "null", R"("a1.5true1,2")"},
        {R"({"cat": [{"*": [1e20, 100]}, " ", 1e-7]})", "null", R"("1e+22 1e-7")"},
        {R"({"in": ["bc", "abcd"]})", "null", "true"},
        {R"({"in": [2, "123"]})", "null", "true"},
    });
    check_errors({
        {R"({"substr": ["abc", "x"]})", "null", "NaN"},
        {R"({"length": 5})", "null", "Invalid Arguments"},
        {R"({"cat": [{"var": ""}]})", R"({"a": 1})", "Invalid Arguments"},
    });
}

TEST_CASE("lists are put together and searched", "[unit][logic]") {
    check({
        {R"({"merge": [1, [2, null], {"var": "x"}]})", R"({"x": [3]})", "[1, 2, null, 3]"},
        {R"({"in": [[1], {"var": "x"}]})", R"({"x": [[1]]})", "true"},
        {R"({"in": ["1", [1]]})", "null", "false"},
        {R"({"in": ["a", null]})", "null", "false"},
        {R"({"in": [null, "a"]})", "null", "true"},
        {R"({"in": ["a", ""]})", "null", "false"},
        {R"({"contains_all": [{"var": "x"}, ["a", "b"]]})", R"({"x": ["b", "a", "c"]})", "true"},
        {R"({"contains_any": [{"var": "x"}, ["z", "c"]]})", R"({"x": ["b", "a", "c"]})", "true"},
        {R"({"contains_none": [{"var": "none"}, ["z"]]})", "null", "true"},
    });
}

TEST_CASE("iterators take what is no list for an empty one", "[unit][logic]") {
    check({
        {R"({"map": [{"var": "x"}, 1]})", R"({"x": "text"})", "[]"},
        {R"({"all": [{"var": "x"}, true]})", "null", "false"},
        {R"({"none": [{"var": "x"}, true]})", "null", "true"},
        {R"({"reduce": [{"var": "x"}, 1, 7]})", "null", "7"},
        {R"({"map": [[1, 2], {"preserve": {"var": ""}}]})", "null", R"([{"var": ""}, {"var": ""}])"},
        {R"({"reduce": [["a", "b"], {"merge": [{"var": "accumulator"}, {"var": "current"}]}, []]})",
         "null",
         R"(["a", "b"])"},
        {R"({"reduce": [[1], {"var": ""}, 0]})", "null", R"({"accumulator": 0, "current": 1})"},
    });
    check_errors({{R"({"map": 5})", "null", "Invalid Arguments"}});
}

TEST_CASE("try hands the error on as the data of what comes next", "[unit][logic]") {
    check({
        {R"({"try": [{"throw": "a"}, {"val": "type"}]})", "null", R"("a")"},
        {R"({"try": [{"throw": "a"}, {"/": [1, 0]}, {"val": []}]})", "null", R"({"type": "NaN"})"},
        {R"({"try": [{"throw": {"val": "x"}}, {"val": "code"}]})", R"({"x": {"type": "t", "code": 4}})", "4"},
        {R"({"try": [{"nonsense": 1}, {"val": "type"}]})", "null", R"("Unknown Operator")"},
        {R"({"try": [{"throw": "a"}, {"val": [[2], "fallback"]}]})", R"({"fallback": 5})", "5"},
        {R"({"try": {"+": [1, 1]}})", "null", "2"},
    });
    check_errors({
        {R"({"try": [{"throw": "a"}, {"throw": "b"}]})", "null", "b"},
        {R"({"throw": {"val": "x"}})", R"({"x": {"type": "mine"}})", "mine"},
        {R"({"throw": {"val": "x"}})", R"({"x": {"code": 1}})", "Invalid Arguments"},
        {R"({"throw": []})", "null", "Invalid Arguments"},
    });
}

TEST_CASE("an object is one operation, or empty", "[unit][logic]") {
    check({{"{}", "null", "{}"}, {"[{}, 1]", "null", "[{}, 1]"}});
    check_errors({
        {R"({"nonsense": 1})", "null", "Unknown Operator"},
        {R"({"+": 1, "-": 1})", "null", "Unknown Operator"},
        {R"([1, {"a": 1, "b": 2}])", "null", "Unknown Operator"},
    });
}
