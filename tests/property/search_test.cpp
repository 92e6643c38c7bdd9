// Random texts, half of them made to steer a search, asked of the file and of the plain meaning at once.

#include "engine/cases/system_scope.hpp"
#include "engine/runtime/execute.hpp"
#include "engine/search/case_words.hpp"
#include "engine/store/sqlite/search_reader.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/seed.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <random>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

using Random = std::mt19937_64;

template <class List>
const auto& one_of(const List& list, Random& random) {
    return list[random() % list.size()];
}

const std::vector<std::string> vocabulary = {
    "gemeente", "gemeenten", "gegevens", "Één",  "wet",    "wetten", "report", "Reports", "policy", "policies",
    "AND",      "OR",        "NOT",      "NEAR", "ideeën", "2026",   "GD",     "000003",  "found",  "rowid",
    "auto's",   "data-set",  "straße",   "de",   "ruilen", "ruilt",  "ĳs",     "naïef",   "Ελλάδα", "terms"};

const std::vector<std::string> signs = {
    " ", " ", " ", " ", "\"", "*", "^", "-", "+", ":", "(", ")", "{", "}", ",", "'", ";", "--", "NEAR(", " AND ",
    " OR ", " NOT ", "found:", "\\", "%", "_", "\t", "\n", "\u00ad", "\u0301", "\U0001F6B2", "/*", "?1", "x'00'"};

std::string some_words(Random& random, std::size_t most) {
    std::string text;
    for (std::size_t count = 1 + random() % most; count > 0; --count) text += one_of(vocabulary, random) + " ";
    return text;
}

std::string hostile(Random& random) {
    std::string text;
    for (std::size_t count = random() % 8; count > 0; --count) {
        switch (random() % 5) {
            case 0:
            case 1: {
                // A word, or its beginning; where that cuts a letter, the text is no UTF-8.
                const auto& word = one_of(vocabulary, random);
                text += word.substr(0, random() % 3 == 0 ? 1 + random() % word.size() : word.size());
                break;
            }
            case 2:
                text += static_cast<char>(random() % 256);
                break;
            default:
                text += one_of(signs, random);
        }
    }
    if (random() % 200 == 0) text += std::string(10'000, 'a');
    return text;
}

/// A register of cases with random words, and their terms.
struct Registered {
    InSqlite stores;
    ADomain domain;
    std::vector<std::pair<CaseId, search::Terms>> cases;

    void report(Random& random) {
        static constexpr std::array organisations = {oins::tax, oins::benefits, oins::vehicles};
        const json more = {
            {"title", some_words(random, 4)},
            {"description", some_words(random, 12)},
            {"ownReference", one_of(vocabulary, random)}};
        transaction(stores.writer(), [&] {
            auto done = runtime::execute(
                stores.writer(), domain.submit(someone(one_of(organisations, random)), more), domain.domain()
            );
            REQUIRE(done);
            const auto& view = std::get<runtime::CaseOpened>(*done).view;
            cases.emplace_back(view.state.id, search::terms_of(view));
        });
    }
};

}  // namespace

TEST_CASE("a search finds what its words mean, whatever stands between them", "[property][search]") {
    const auto seed = test_seed();
    CAPTURE(seed);
    Random random(seed);
    Registered registered;
    for (int number = 0; number < 40; ++number) registered.report(random);
    registered.stores.index_words();
    int found_some = 0;
    int refused = 0;
    for (int round = 0; round < 3'000; ++round) {
        const auto text = hostile(random);
        if (text.empty()) continue;
        CAPTURE(round, text);
        const auto question = search::read_question(text);
        CaseList asked{.filter = {.text = text}, .limit = 1'000};
        asked.counted = true;
        const auto page = registered.stores.reader().list_cases(system_scope(), asked);
        if (!question) {
            REQUIRE_FALSE(page);
            REQUIRE(page.error().code == FailureCode::invalid);
            ++refused;
            continue;
        }
        INFO((page ? std::string() : page.error().message.en));
        REQUIRE(page);
        std::vector<CaseId> expected;
        for (const auto& [id, terms] : registered.cases) {
            if (search::fits(*question, terms)) expected.insert(expected.begin(), id);
        }
        std::vector<CaseId> found;
        for (const auto& view : page->items) found.push_back(view.state.id);
        REQUIRE(found == expected);
        REQUIRE(page->total == static_cast<std::int64_t>(expected.size()));
        if (!found.empty()) ++found_some;
    }
    // Otherwise the texts were no test.
    CHECK(found_some > 300);
    CHECK(refused > 300);
}

TEST_CASE("a match for the index has letters and digits between its quotes, whatever was asked", "[property][search]") {
    const auto seed = test_seed();
    CAPTURE(seed);
    Random random(seed);
    for (int round = 0; round < 3'000; ++round) {
        const auto question = search::read_question(hostile(random));
        if (!question) continue;
        const auto match = store::sqlite::match_of(*question);
        CAPTURE(match);
        bool quoted = false;
        for (const char letter : match) {
            if (letter == '"') {
                quoted = !quoted;
            } else if (quoted) {
                const auto byte = static_cast<unsigned char>(letter);
                REQUIRE((byte >= 0x80 || std::isalnum(byte) != 0));
            }
        }
        REQUIRE_FALSE(quoted);
    }
}
