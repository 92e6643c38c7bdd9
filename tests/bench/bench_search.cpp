// The search with many cases: what taking a case into the index costs, how large it gets, and what a question costs
// through a reader, beside the same list without words.

#include "engine/cases/system_scope.hpp"
#include "engine/runtime/execute.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/shipped.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace wissel;
using namespace wissel::test;
using Steady = std::chrono::steady_clock;

double ms_since(Steady::time_point began) {
    return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

double cpu_ms() {
    return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Texts of made-up words, as unequally frequent as those of a language: the nth word comes once in about n words.
class Writer {
public:
    std::string text(std::size_t words) {
        std::string made;
        for (std::size_t at = 0; at < words; ++at) made += word(rank()) + " ";
        return made;
    }

    /// The word that comes `rank`th most often.
    static std::string word(std::size_t rank) {
        static const std::vector<std::string> syllables = {
            "ge", "meen", "te", "wet", "ten", "be", "last", "ing", "uit", "ker", "ver", "gun", "data", "re", "port",
            "po", "li", "cy", "zorg", "in", "ko", "men", "huis", "ar", "beid", "ka", "der", "schu", "ld", "toe"};
        std::string made;
        for (std::size_t left = rank + syllables.size(); left > 0; left /= syllables.size())
            made += syllables[left % syllables.size()];
        return made;
    }

private:
    std::size_t rank() {
        std::uniform_real_distribution<double> even(0, std::log(40'000.0));
        return static_cast<std::size_t>(std::exp(even(random_)));
    }

    std::mt19937_64 random_{1};
};

void fill(InSqlite& stores, ADomain& domain, int cases, int words) {
    Writer writer;
    constexpr int batch = 500;
    for (int done = 0; done < cases; done += batch) {
        const auto begun = stores.writer().begin();
        for (int at = 0; at < batch && done + at < cases; ++at) {
            const nlohmann::json more = {
                {"title", writer.text(8)},
                {"description", writer.text(static_cast<std::size_t>(words))},
                {"ownReference", fmt::format("K/{}", done + at)}};
            const char* by = at % 10 == 0 ? oins::vehicles : oins::benefits;
            const auto made =
                runtime::execute(stores.writer(), domain.submit(someone(by), more), domain.domain());
            if (!made) throw std::runtime_error(made.error().message.en);
        }
        if (!begun || stores.writer().commit() != CommitOutcome::durable) throw std::runtime_error("no commit");
    }
}

void ask(ReadStore& reader, const char* what, const cases::Scope& scope, cases::CaseList asked) {
    constexpr int rounds = 25;
    std::vector<double> took;
    std::int64_t total = -1;
    for (int round = 0; round < rounds; ++round) {
        const auto began = Steady::now();
        const auto page = reader.list_cases(scope, asked);
        took.push_back(ms_since(began));
        if (!page) throw std::runtime_error(page.error().message.en);
        total = page->total.value_or(-1);
    }
    std::sort(took.begin(), took.end());
    fmt::print(
        "{:<58} median {:8.2f} ms  slowest {:8.2f} ms{}\n",
        what,
        took[rounds / 2],
        took.back(),
        total >= 0 ? fmt::format("  total {}", total) : ""
    );
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("What the search costs");
    int cases = 100'000;
    int words = 60;
    app.add_option("--cases", cases, "How many cases")->check(CLI::Range(1, 1'000'000));
    app.add_option("--words", words, "Words in a description")->check(CLI::Range(1, 1'000));
    CLI11_PARSE(app, argc, argv);
    InSqlite stores;
    ADomain domain;
    auto began = Steady::now();
    fill(stores, domain, cases, words);
    fmt::print("{} cases of {} words made in {:.1f} s\n", cases, words, ms_since(began) / 1e3);

    began = Steady::now();
    const double cpu = cpu_ms();
    while (true) {
        const auto step = stores.index->follow(64);
        if (!step) throw std::runtime_error(step.error().message.en);
        if (!step->behind) break;
    }
    fmt::print(
        "indexed in {:.1f} s: {:.0f} µs of CPU a case; search.db {:.1f} MB beside wissel.db {:.1f} MB\n",
        ms_since(began) / 1e3,
        1e3 * (cpu_ms() - cpu) / cases,
        static_cast<double>(std::filesystem::file_size(stores.settings.search.path)) / 1e6,
        static_cast<double>(std::filesystem::file_size(stores.settings.path)) / 1e6
    );

    auto& reader = stores.reader();
    const auto all = cases::system_scope();
    const auto few = scope_of(someone(oins::vehicles));
    const std::string common = Writer::word(1);
    const std::string middling = Writer::word(500);
    const std::string rare = Writer::word(30'000);
    ask(reader, "a page without words", all, {});
    ask(reader, "a page, a word of many cases", all, {.filter = {.text = common}});
    ask(reader, "a page, a word of many cases, counted", all, {.filter = {.text = common}, .counted = true});
    ask(reader, "a page, a word of many cases, by term", all,
        {.filter = {.text = common}, .sort = cases::CaseSort::due});
    ask(reader, "a page, a word of some cases, counted", all, {.filter = {.text = middling}, .counted = true});
    ask(reader, "a page, a word of few cases, counted", all, {.filter = {.text = rare}, .counted = true});
    ask(reader, "a page, a common and a middling word, counted", all,
        {.filter = {.text = common + " " + middling}, .counted = true});
    ask(reader, "a page, three letters", all, {.filter = {.text = "gem"}});
    ask(reader, "a page of a tenth of the cases, a word of many", few, {.filter = {.text = common}, .counted = true});
    ask(reader, "a page of a tenth of the cases, a word of few", few, {.filter = {.text = rare}, .counted = true});
    return 0;
}
