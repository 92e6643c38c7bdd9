#include "engine/schema/schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace wissel;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Files of the suite for keywords that the validator refuses on load, so that there is nothing to run.
const std::map<std::string, std::string>& left_out() {
    static const std::map<std::string, std::string> files = {
        {"anchor.json", "$anchor: our schemas point by $defs"},
        {"content.json", "contentMediaType and its like only annotate"},
        {"dynamicRef.json", "$dynamicRef: no schema of ours extends another"},
        {"pattern.json", "pattern: no regular expression sees a user's text"},
        {"patternProperties.json", "patternProperties: no regular expression sees a user's text"},
        {"refRemote.json", "references to other documents: nothing is fetched"},
        {"unevaluatedItems.json", "unevaluatedItems"},
        {"unevaluatedProperties.json", "unevaluatedProperties"},
        {"vocabulary.json", "$vocabulary: meta-schemas of others"},
        {"format.json", "wants formats to be annotations; ours assert, as optional/format tests"},
        {"optional/format/duration.json", ""},
    };
    return files;
}

fs::path suite() { return fs::path(WISSEL_SOURCE_DIR).parent_path() / "shared" / "suites" / "jsonschema"; }

json read(const fs::path& path) {
    std::ifstream file(path);
    return json::parse(file);
}

struct Count {
    int run = 0;
    int cases_left_out = 0;
};

/// Runs every group of a file whose schema compiles; a group whose schema uses a keyword that we refuse is counted as left
/// out, and must be refused for just that.
void run_file(const fs::path& path, Count& count) {
    for (const auto& group : read(path)) {
        const auto compiled = schema::Schema::compile(group["schema"]);
        if (!compiled) {
            ++count.cases_left_out;
            for (const auto& issue : compiled.error().issues) {
                INFO(path << ": " << group["description"] << ": " << issue.path << ' ' << issue.message.en);
                const std::set<std::string> refusals = {"unknownKeyword", "unknownFormat", "unresolvedRef"};
                CHECK(refusals.count(issue.code) == 1);
            }
            continue;
        }
        for (const auto& test : group["tests"]) {
            INFO(path.filename() << ": " << group["description"] << ": " << test["description"]);
            ++count.run;
            CHECK(compiled->validate(test["data"]).empty() == test["valid"].get<bool>());
        }
    }
}

}  // namespace

TEST_CASE("the published JSON Schema suite, every keyword that we have", "[conformance][schema]") {
    if (!fs::is_directory(suite())) {
        WARN("skipped: the JSON Schema suite is not beside the checkout");
        return;
    }
    Count count;
    for (const auto& entry : fs::directory_iterator(suite())) {
        if (entry.path().extension() != ".json") continue;
        if (left_out().count(entry.path().filename().string()) == 0) run_file(entry.path(), count);
    }
    WARN(count.run << " cases run, " << count.cases_left_out << " groups left out");
    CHECK(count.run > 500);
}
