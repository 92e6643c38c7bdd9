#include "engine/schema/schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

// The official JSON-Schema-Test-Suite for draft 2020-12. Every file is run, or stands in the table below with
// the reason why it, or a part of it, is left out. The table is held against the suite as well: a row that
// names nothing, or leaves out what would pass, is a fault.

using nlohmann::json;
using wissel::schema::Schema;
namespace fs = std::filesystem;

namespace {

/// `group` and `test` are descriptions; an empty one means all.
struct LeftOut {
    std::string file, group, test;
    std::string reason;
};

const std::string no_patterns = "patterns are not offered: no regular expression sees a user's text";
const std::string no_unevaluated = "unevaluated* is not offered: additionalProperties does for closed forms";
const std::string no_anchors = "$anchor is not offered: references are JSON Pointers";
const std::string no_dynamic = "$dynamicRef is not offered";
const std::string no_remote = "one document only: nothing is fetched";
const std::string no_nested_id = "one document only: $id below the root is refused";
const std::string no_content = "content* is not offered";
const std::string no_such_format = "this format is not offered, and an unknown one is refused on load";
const std::string no_odd_mailbox = "no function mailbox has a quoted name or an address literal";
const std::string no_unknown = "a keyword that we do not know is refused on load, so that no rule is ignored";

const std::vector<LeftOut>& left_out() {
    static const std::vector<LeftOut> table = {
        {"anchor.json", "", "", no_anchors},
        {"content.json", "", "", no_content},
        {"defs.json", "", "", no_remote},
        {"dynamicRef.json", "", "", no_dynamic},
        {"format.json", "", "", "format is asserted here; optional/format says what"},
        {"pattern.json", "", "", no_patterns},
        {"patternProperties.json", "", "", no_patterns},
        {"refRemote.json", "", "", no_remote},
        {"unevaluatedItems.json", "", "", no_unevaluated},
        {"unevaluatedProperties.json", "", "", no_unevaluated},
        {"vocabulary.json", "", "", "$schema of another dialect is refused on load"},
        {"optional/anchor.json", "", "", no_anchors},
        {"optional/cross-draft.json", "", "", no_remote},
        {"optional/dependencies-compatibility.json", "", "", "dependencies left the draft in 2019"},
        {"optional/dynamicRef.json", "", "", no_dynamic},
        {"optional/ecmascript-regex.json", "", "", no_patterns},
        {"optional/format-assertion.json", "", "", "$schema of another dialect is refused on load"},
        {"optional/id.json", "", "", no_nested_id},
        {"optional/non-bmp-regex.json", "", "", no_patterns},
        {"optional/unknownKeyword.json", "", "", no_unknown},
        {"optional/format/ecmascript-regex.json", "", "", no_such_format},
        {"optional/format/hostname.json", "", "", no_such_format},
        {"optional/format/idn-email.json", "", "", no_such_format},
        {"optional/format/idn-hostname.json", "", "", no_such_format},
        {"optional/format/ipv4.json", "", "", no_such_format},
        {"optional/format/ipv6.json", "", "", no_such_format},
        {"optional/format/iri-reference.json", "", "", no_such_format},
        {"optional/format/iri.json", "", "", no_such_format},
        {"optional/format/json-pointer.json", "", "", no_such_format},
        {"optional/format/regex.json", "", "", no_such_format},
        {"optional/format/relative-json-pointer.json", "", "", no_such_format},
        {"optional/format/time.json", "", "", no_such_format},
        {"optional/format/unknown.json", "", "", no_such_format},
        {"optional/format/uri-reference.json", "", "", no_such_format},
        {"optional/format/uri-template.json", "", "", no_such_format},
        {"additionalProperties.json",
         "additionalProperties being false does not allow other properties",
         "",
         no_patterns},
        {"additionalProperties.json", "non-ASCII pattern with additionalProperties", "", no_patterns},
        {"properties.json",
         "properties, patternProperties, additionalProperties interaction",
         "",
         no_patterns},
        {"propertyNames.json", "propertyNames validation with pattern", "", no_patterns},
        {"not.json",
         "collect annotations inside a 'not', even if collection is disabled",
         "",
         no_unevaluated},
        {"ref.json", "ref creates new scope when adjacent to keywords", "", no_unevaluated},
        {"ref.json", "remote ref, containing refs itself", "", no_remote},
        {"ref.json",
         "$id must be resolved against nearest parent, not just immediate parent",
         "",
         no_nested_id},
        {"ref.json", "Recursive references between schemas", "", no_nested_id},
        {"ref.json", "URN ref with nested pointer ref", "", no_nested_id},
        {"ref.json", "order of evaluation: $id and $anchor and $ref", "", no_nested_id},
        {"ref.json", "order of evaluation: $id and $ref on nested schema", "", no_nested_id},
        {"ref.json", "order of evaluation: $id and $ref", "", no_nested_id},
        {"ref.json", "ref to else", "", no_nested_id},
        {"ref.json", "ref to if", "", no_nested_id},
        {"ref.json", "ref to then", "", no_nested_id},
        {"ref.json", "ref with absolute-path-reference", "", no_nested_id},
        {"ref.json", "refs with relative uris and defs", "", no_nested_id},
        {"ref.json", "relative refs with absolute uris and defs", "", no_nested_id},
        {"ref.json", "URN base URI with URN and anchor ref", "", no_anchors},
        {"optional/format/date-time.json",
         "",
         "case-insensitive T and Z",
         "the Dutch API Design Rules want T and Z in upper case"},
        {"optional/format/email.json",
         "",
         "a quoted string with a space in the local part is valid",
         no_odd_mailbox},
        {"optional/format/email.json",
         "",
         "a quoted string with a double dot in the local part is valid",
         no_odd_mailbox},
        {"optional/format/email.json",
         "",
         "a quoted string with a @ in the local part is valid",
         no_odd_mailbox},
        {"optional/format/email.json", "", "an IPv4-address-literal after the @ is valid", no_odd_mailbox},
        {"optional/format/email.json", "", "an IPv6-address-literal after the @ is valid", no_odd_mailbox},
        {"optional/refOfUnknownKeyword.json", "reference of a root arbitrary keyword ", "", no_unknown},
        {"optional/refOfUnknownKeyword.json",
         "reference of a root arbitrary keyword with encoded ref",
         "",
         no_unknown},
        {"optional/refOfUnknownKeyword.json",
         "reference of an arbitrary keyword of a sub-schema",
         "",
         no_unknown},
        {"optional/refOfUnknownKeyword.json",
         "reference of an arbitrary keyword of a sub-schema with encoded ref",
         "",
         no_unknown},
    };
    return table;
}

fs::path suite() {
    return fs::path(WISSEL_SOURCE_DIR) / ".." / "shared" / "suites" / "jsonschema";
}

json read(const fs::path& path) {
    std::ifstream file(path);
    return json::parse(file);
}

/// What is in the suite, by the path within it.
std::map<std::string, json> read_suite() {
    std::map<std::string, json> files;
    for (const auto& entry : fs::recursive_directory_iterator(suite())) {
        if (entry.path().extension() != ".json") continue;
        files.emplace(fs::relative(entry.path(), suite()).generic_string(), read(entry.path()));
    }
    return files;
}

/// Whether our verdict is the one that the suite wants; a schema that is refused gives no verdict.
bool agrees(const json& group, const json& test) {
    const auto schema = Schema::compile(group.at("schema"));
    return schema && schema->validate(test.at("data")).empty() == test.at("valid").get<bool>();
}

/// The rows of the table that were met, and whether what they leave out differs from us somewhere.
using Met = std::map<const LeftOut*, bool>;

const LeftOut* row_for(const std::string& file, const json& group, const json& test) {
    for (const auto& row : left_out()) {
        if (row.file == file && (row.group.empty() || row.group == group.at("description")) &&
            (row.test.empty() || row.test == test.at("description"))) {
            return &row;
        }
    }
    return nullptr;
}

struct Counts {
    std::size_t run = 0, left_out = 0;
    std::set<std::string> files;
};

void run_file(const std::string& file, const json& groups, Counts& counts, Met& met) {
    for (const auto& group : groups) {
        for (const auto& test : group.at("tests")) {
            const bool agreed = agrees(group, test);
            if (const LeftOut* row = row_for(file, group, test)) {
                ++counts.left_out;
                met[row] = met[row] || !agreed;
                continue;
            }
            ++counts.run;
            counts.files.insert(file);
            INFO(file << ": " << group.at("description") << ": " << test.at("description"));
            INFO(group.at("schema").dump() << " on " << test.at("data").dump());
            if (const auto schema = Schema::compile(group.at("schema")); !schema) {
                for (const auto& issue : schema.error().issues)
                    UNSCOPED_INFO(issue.path << ' ' << issue.code);
            }
            CHECK(agreed);
        }
    }
}

}  // namespace

TEST_CASE("the published JSON Schema suite agrees", "[conformance][schema]") {
    if (!fs::exists(suite())) {
        WARN("skipped: " << suite() << " is not there");
        SUCCEED("skipped: the suite is not beside the checkout");
        return;
    }
    Counts counts;
    Met met;
    const auto files = read_suite();
    for (const auto& [file, groups] : files) run_file(file, groups, counts, met);
    for (const auto& row : left_out()) {
        INFO(row.file << " | " << row.group << " | " << row.test << " (" << row.reason << ")");
        CHECKED_IF(met.contains(&row)) {
            CHECK(met.at(&row));
        }
        CHECKED_ELSE(met.contains(&row)) {
            FAIL_CHECK("this row leaves out what is not in the suite");
        }
    }
    CHECK(counts.run > 0);
    WARN(
        "JSON Schema suite: " << counts.run << " cases of " << counts.files.size() << " files run, "
                              << counts.left_out << " cases left out by " << left_out().size() << " rows; "
                              << files.size() << " files in all"
    );
}
