// A page of a list with few cases and with many: the time of a first page, of one deep in the list, and of a count, for
// some filters and orders. The register is a real file by the real schema, filled directly: made-up cases of a few
// thousand kinds, each found by what the product tells of its state, and written in the order of the tables.

#include "engine/base/ensure.hpp"
#include "engine/base/sha256.hpp"
#include "engine/cases/facets.hpp"
#include "engine/cases/store.hpp"
#include "engine/cases/system_scope.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "engine/store/sqlite/found_by.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace wissel;
using cases::CaseState;
using cases::Facet;
using store::sqlite::Connection;
using Steady = std::chrono::steady_clock;

constexpr int kinds = 3'000;
constexpr std::int64_t begin_ms = 1'700'000'000'000;
constexpr std::int64_t span_ms = 3LL * 365 * 24 * 3600 * 1000;

/// What a page is timed by: the clock, or the processor time of this thread, which others on the machine change less.
bool by_processor = false;

double now_ms() {
    timespec at{};
    clock_gettime(by_processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

double ms_since(Steady::time_point began) {
    return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

std::string oin_of(std::uint64_t number) {
    return fmt::format("000000990000{:08}", number);
}

/// Small numbers often, large ones seldom.
std::uint64_t skewed(std::mt19937_64& random, std::uint64_t below) {
    const double part = static_cast<double>(random() >> 11U) * 0x1.0p-53;
    return static_cast<std::uint64_t>(part * part * part * static_cast<double>(below));
}

cases::MachineState machine(const std::string& workflow, const std::string& state) {
    cases::MachineState made;
    made.workflow = workflow;
    made.configuration = {state};
    made.snapshot = {{"workflow", workflow}, {"hash", ""}, {"configuration", made.configuration}};
    return made;
}

/// One kind of case; its moments and its place in the register are put in later.
CaseState a_kind(std::mt19937_64& random) {
    static const std::vector<std::string> phases = {"submitted", "triage", "treatment", "outcome", "closed"};
    static const std::vector<std::string> routes = {"referral", "fast-lane", "ccg", "advisory"};
    static const std::vector<std::string> barriers = {"legal", "semantic", "technical", "financial", "governance"};
    static const std::vector<int> up_to = {1, 13, 55, 60, 100};
    CaseState state;
    state.number = {2026, 1};
    const int draw = static_cast<int>(random() % 100);
    for (std::size_t at = phases.size(); at-- > 0;) {
        if (draw < up_to[at]) state.phase = phases[at];
    }
    const bool closed = state.phase == "closed";
    state.parties = {oin_of(skewed(random, 200))};
    state.viewers = {state.parties[0], oin_of(1'000 + skewed(random, 40))};
    state.owner = {oin_of(0), "coordinator"};
    cases::ReportState report;
    report.facts = {{"barriers", {barriers[skewed(random, barriers.size())]}}, {"ownReference", "K"}};
    state.reports = {std::move(report)};
    state.lifecycle = machine("lifecycle", closed ? "closed.done" : state.phase + ".waiting");
    if (state.phase == "submitted" || state.phase == "triage") {
        state.lifecycle->due_at = Instant();
        return state;
    }
    cases::Leg leg;
    leg.route = routes[skewed(random, routes.size())];
    leg.status = closed ? cases::leg_status::done : cases::leg_status::running;
    leg.owner = {state.viewers[1], "desk"};
    if (leg.route == "fast-lane") leg.ministry = fmt::format("https://example.org/ministry/{}", skewed(random, 12));
    leg.machine = machine(leg.route, fmt::format("step{}", skewed(random, 8)));
    if (!closed) leg.machine.due_at = Instant();
    state.legs.push_back(leg);
    if (!closed && random() % 100 == 0) {
        leg.route = "intervention";
        leg.overlay = true;
        leg.machine = machine("intervention", "takenUp");
        state.legs.push_back(leg);
    }
    return state;
}

/// A case of the register: of which kind, and its moments.
struct Made {
    std::uint32_t kind = 0;
    std::int64_t changed_at = 0;
    std::int64_t due_at = 0;
};

class Generator {
public:
    Generator(Connection& db, std::int64_t cases) : db_(db), cases_(cases), found_by_(db) {}

    void fill() {
        db_.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA foreign_keys = OFF");
        db_.execute(
            "DROP INDEX cases_by_change; DROP INDEX cases_by_term; DROP INDEX open_legs_by_age; DROP INDEX "
            "open_legs_by_term; BEGIN IMMEDIATE"
        );
        for (int made = 0; made < kinds; ++made) {
            kinds_.push_back(a_kind(random_));
            rows_.push_back(found_by_.row_of(kinds_.back()));
            texts_.push_back(cases::encode_case(kinds_.back()));
        }
        draw();
        each("cases", [this](std::int64_t number, const Made& one) { write_case(number, one); });
        each("documents", [this](std::int64_t number, const Made& one) {
            db_.query("INSERT INTO case_documents (case_id, state) VALUES (?, ?)")
                .integer(number)
                .text(texts_[one.kind])
                .run();
        });
        write_organisations();
        write_facets();
        write_open_legs();
        std::cerr << "indexes\n";
        db_.execute("CREATE INDEX cases_by_change ON cases (changed_at)");
        db_.execute("CREATE INDEX cases_by_term ON cases (due_at)");
        db_.execute("CREATE INDEX open_legs_by_age ON open_legs (route, began_at)");
        db_.execute("CREATE INDEX open_legs_by_term ON open_legs (route, due_at)");
        db_.execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    }

private:
    void draw() {
        for (std::int64_t number = 0; number < cases_; ++number) {
            const std::int64_t reported = begin_ms + span_ms * number / cases_;
            Made one;
            one.kind = static_cast<std::uint32_t>(random_() % kinds);
            one.changed_at = reported + static_cast<std::int64_t>(random_() % (200ULL * 24 * 3600 * 1000));
            const auto due = cases::first_term(kinds_[one.kind]);
            one.due_at = due ? reported + static_cast<std::int64_t>(random_() % (3ULL * span_ms)) : no_term();
            made_.push_back(one);
        }
    }

    static std::int64_t no_term() { return store::sqlite::no_term; }

    template <class Write>
    void each(const char* what, const Write& write) {
        for (std::int64_t number = 0; number < cases_; ++number) {
            write(number + 1, made_[static_cast<std::size_t>(number)]);
            progress(what, number + 1, cases_);
        }
    }

    static void progress(const char* what, std::int64_t done, std::int64_t all) {
        if (done % std::max<std::int64_t>(1, all / 40) != 0 && done != all) return;
        if (isatty(STDERR_FILENO) == 0) return;
        const auto filled = static_cast<std::size_t>(done * 40 / all);
        std::cerr << fmt::format(
            "\r{:<14}[{}{}] {:>3} %{}",
            what,
            std::string(filled, '#'),
            std::string(40 - filled, '.'),
            done * 100 / all,
            done == all ? "\n" : ""
        );
    }

    void write_case(std::int64_t number, const Made& one) {
        std::string uuid(16, '\0');
        for (std::size_t at = 0; at < 8; ++at) uuid[at] = static_cast<char>(number >> (8 * (7 - at)));
        auto row = db_.query(
            "INSERT INTO cases (id, uuid, year, number, version, phase, changed_at, due_at, facets) VALUES (?, ?, "
            "2026, ?, 1, ?, ?, ?, ?)"
        );
        row.integer(number).blob(uuid).integer(number).text(kinds_[one.kind].phase).integer(one.changed_at);
        row.integer(one.due_at).text(rows_[one.kind].facets).run();
    }

    void write_organisations() {
        std::vector<std::pair<std::string, std::int64_t>> parties;
        std::vector<std::pair<std::string, std::int64_t>> viewers;
        for (std::int64_t number = 0; number < cases_; ++number) {
            const auto& kind = kinds_[made_[static_cast<std::size_t>(number)].kind];
            parties.emplace_back(kind.parties[0], number + 1);
            for (const auto& viewer : kind.viewers) viewers.emplace_back(viewer, number + 1);
        }
        write_pairs("parties", "INSERT INTO case_parties (organisation, case_id) VALUES (?, ?)", parties);
        write_pairs("viewers", "INSERT INTO case_viewers (organisation, case_id) VALUES (?, ?)", viewers);
    }

    void write_pairs(
        const char* what, const char* sql, std::vector<std::pair<std::string, std::int64_t>>& pairs
    ) {
        std::sort(pairs.begin(), pairs.end());
        std::int64_t done = 0;
        for (const auto& [organisation, number] : pairs) {
            db_.query(sql).text(organisation).integer(number).run();
            progress(what, ++done, static_cast<std::int64_t>(pairs.size()));
        }
    }

    void write_facets() {
        std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
        std::vector<std::vector<std::int32_t>> numbers;
        for (const auto& row : rows_) {
            numbers.emplace_back();
            for (const auto& part : CLI::detail::split(row.facets, ' ')) numbers.back().push_back(std::stoi(part));
        }
        for (std::size_t at = 0; at < made_.size(); ++at) {
            for (const auto number : numbers[made_[at].kind])
                pairs.emplace_back(number, static_cast<std::int32_t>(at + 1));
        }
        std::sort(pairs.begin(), pairs.end());
        std::int64_t done = 0;
        for (const auto& [value, number] : pairs) {
            db_.query("INSERT INTO case_facets (value_id, case_id) VALUES (?, ?)").integer(value).integer(number).run();
            progress("facets", ++done, static_cast<std::int64_t>(pairs.size()));
        }
    }

    /// Each began when its case was reported, and has that case's term.
    void write_open_legs() {
        each("legs", [this](std::int64_t number, const Made& one) {
            std::int64_t place = 0;
            for (const auto& leg : cases::open_legs_of(kinds_[one.kind])) {
                db_.query("INSERT INTO open_legs (case_id, place, route, began_at, due_at) VALUES (?, ?, ?, ?, ?)")
                    .integer(number)
                    .integer(place++)
                    .text(leg.route)
                    .integer(begin_ms + span_ms * (number - 1) / cases_)
                    .integer(one.due_at)
                    .run();
            }
        });
    }

    Connection& db_;
    std::int64_t cases_;
    store::sqlite::FoundBy found_by_;
    std::mt19937_64 random_{1};
    std::vector<CaseState> kinds_;
    std::vector<store::sqlite::FoundRow> rows_;
    std::vector<std::string> texts_;
    std::vector<Made> made_;
};

struct Question {
    const char* name;
    cases::CaseFilter filter;
    cases::CaseSort sort = cases::CaseSort::newest;
    cases::Scope scope = cases::system_scope();
};

std::vector<Question> questions() {
    using cases::CaseSort;
    const Instant today{std::chrono::milliseconds(begin_ms + span_ms)};
    // As who takes no part: his own cases only. What is open to all is one more range of the same index.
    const auto organisations = cases::Organisations::parse(
        {{"organisations",
          {{{"oin", oin_of(0)},
            {"name", {{"nl", "x"}, {"en", "x"}}},
            {"short", "x"},
            {"kind", "programme"},
            {"roles", {{{"role", "coordinator"}, {"mailbox", "x@x.example"}}}}}}}}
    );
    const auto of = [&organisations](std::uint64_t number) {
        return cases::Scope::of({oin_of(number), "key:bench", {"reporter"}}, *organisations);
    };
    std::vector<Question> all;
    all.push_back({"all, newest first", {}});
    all.push_back({"phase=triage", {.facets = {{Facet::phase, {"triage"}}}}});
    all.push_back({"phase=triage,treatment", {.facets = {{Facet::phase, {"triage", "treatment"}}}}});
    const std::vector<std::string> technical = {"technical"};
    all.push_back({"route=ccg&barrier=technical", {.facets = {{Facet::route, {"ccg"}}, {Facet::barrier, technical}}}});
    all.push_back({"stalled=true", {.stalled = true}});
    all.push_back({"overdue=true", {.overdue = true, .day_began = today}});
    all.push_back({"overdue=true&sort=due", {.overdue = true, .day_began = today}, CaseSort::due});
    all.push_back({"phase=treatment&sort=due", {.facets = {{Facet::phase, {"treatment"}}}}, CaseSort::due});
    all.push_back({"sort=-changed", {}, CaseSort::changed_last});
    all.push_back({"route=advisory&sort=-changed", {.facets = {{Facet::route, {"advisory"}}}}, CaseSort::changed_last});
    const std::vector<std::string> seldom = {oin_of(1'038)};
    all.push_back(
        {"a seldom owner's, overdue", {.facets = {{Facet::owner, seldom}}, .overdue = true, .day_began = today}}
    );
    const auto days_ago = [today](int days) { return today - std::chrono::hours(24 * days); };
    all.push_back({"legAge=ccg/week", {.leg_ages = {{"ccg", {days_ago(7), days_ago(0)}}}}});
    all.push_back({"legAge=ccg/longer", {.leg_ages = {{"ccg", {Instant::min(), days_ago(365)}}}}});
    const std::vector<cases::LegSpan> late = {{"advisory", {Instant::min(), today}}};
    all.push_back({"legTerm=advisory/overdue&sort=due", {.leg_terms = late}, CaseSort::due});
    all.push_back({"party=a small one", {.party = oin_of(198)}});
    all.push_back({"a large organisation's", {}, CaseSort::newest, of(0)});
    all.push_back({"a small one's, closed", {.facets = {{Facet::phase, {"closed"}}}}, CaseSort::newest, of(198)});
    all.push_back({"a small one's, sort=due", {}, CaseSort::due, of(198)});
    return all;
}

struct Times {
    double p50 = 0;
    double p95 = 0;
};

template <class Work>
Times timed(int rounds, const Work& work) {
    std::vector<double> took;
    for (int round = 0; round < rounds; ++round) {
        const double began = now_ms();
        work();
        took.push_back(now_ms() - began);
    }
    std::sort(took.begin(), took.end());
    const auto at = [&took](int percent) {
        return took[(took.size() * static_cast<std::size_t>(percent) + 99) / 100 - 1];
    };
    return {at(50), at(95)};
}

/// Somewhere in the middle of the order, whether that case fits or not.
cases::CasePlace middle(Connection& db, cases::CaseSort sort, std::int64_t cases) {
    const bool changed = sort == cases::CaseSort::changed_last;
    if (sort == cases::CaseSort::newest) return {0, cases / 2};
    // Of terms only those that some case has; deep in them all the same.
    auto row = db.query(
        changed ? "SELECT changed_at, id FROM cases ORDER BY changed_at DESC, id DESC LIMIT 1 OFFSET ?"
                : "SELECT due_at, id FROM cases ORDER BY due_at, id LIMIT 1 OFFSET ?"
    );
    ensure(row.integer(changed ? cases / 2 : cases / 20).next(), "there is a middle");
    return {row.integer_at(0), row.integer_at(1)};
}

void measure(const std::string& path, std::int64_t cases, int rounds) {
    const store::sqlite::Settings settings{path, "FULL", {}};
    const auto reader = *store::sqlite::open_reader(settings);
    Connection db(settings, store::sqlite::Access::read);
    fmt::print("{} cases, ms: first page p50 / p95, deep page p50 / p95, count p50 / p95, how many\n", cases);
    for (const auto& question : questions()) {
        cases::CaseList list{.filter = question.filter, .sort = question.sort, .limit = 50};
        const auto ask = [&] {
            const auto page = reader->list_cases(question.scope, list);
            ensure(page.has_value(), "the store answers");
            return *page;
        };
        const Times first = timed(rounds, ask);
        list.after = middle(db, question.sort, cases);
        const Times deep = timed(rounds, ask);
        list.after.reset();
        list.limit = 1;
        list.counted = true;
        const Times counted = timed(std::max(1, rounds / 5), ask);
        fmt::print(
            "  {:<30} {:7.2f} {:7.2f}   {:7.2f} {:7.2f}   {:7.2f} {:7.2f}   {:>8}\n",
            question.name,
            first.p50,
            first.p95,
            deep.p50,
            deep.p95,
            counted.p50,
            counted.p95,
            *ask().total
        );
    }
}

}  // namespace

int main(int argc, char** argv) try {
    CLI::App app("A page of a list with few cases and with many");
    std::vector<std::int64_t> sizes = {1'000, 1'000'000};
    std::string folder = std::filesystem::temp_directory_path();
    int rounds = 60;
    app.add_option("--cases", sizes, "How many cases; each a register of its own");
    app.add_option("--folder", folder, "Where the registers are made; about 2 KB a case");
    app.add_option("--rounds", rounds, "How often each question is asked")->check(CLI::Range(5, 100'000));
    app.add_flag("--processor", by_processor, "Tell processor time instead of what the clock says");
    CLI11_PARSE(app, argc, argv);
    for (const auto size : sizes) {
        const std::string path = fmt::format("{}/lists-{}.db", folder, size);
        if (!std::filesystem::exists(path)) {
            { const auto made = *store::sqlite::open_writer({path, "OFF", {}}); }
            const auto began = Steady::now();
            Connection db({path, "OFF", {}}, store::sqlite::Access::write);
            Generator(db, size).fill();
            std::cerr << fmt::format("made {} cases in {:.1f} s\n", size, ms_since(began) / 1000);
        }
        measure(path, size, rounds);
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
