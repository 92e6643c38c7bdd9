// The read model of the status with few cases and with many: what folding an event costs, what a document costs, and
// how much memory there goes into it. With --register also how long reading a history at a start takes.

#include "engine/cases/system_scope.hpp"
#include "engine/status/document.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace wissel;
using status::Fact;
using status::Model;
using Steady = std::chrono::steady_clock;

double ms_since(Steady::time_point began) {
    return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

double resident_mb() {
    std::ifstream file("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    file >> pages >> resident;
    return static_cast<double>(resident) * 4096 / 1e6;
}

cases::CaseId id_of(std::uint64_t number, char kind) {
    std::string bytes(16, '\0');
    bytes[6] = 0x70;
    bytes[8] = kind;
    // Spread as the chance in a real id is.
    const std::uint64_t mixed = (number + 1) * 0x9e3779b97f4a7c15U;
    for (std::size_t at = 0; at < 6; ++at) bytes[at] = static_cast<char>(number >> (8 * (5 - at)));
    for (std::size_t at = 0; at < 7; ++at) bytes[9 + at] = static_cast<char>(mixed >> (8 * at));
    return cases::CaseId(*Uuid::from_bytes(bytes));
}

/// Makes cases that were reported over three years by forty organisations; two in three are closed by now, the others
/// stand in a leg with a term, some of it passed.
class Generator {
public:
    explicit Generator(std::uint64_t cases) : cases_(cases) {}

    void add(Model& model, std::uint64_t number) {
        facts_.clear();
        const Instant reported = begin_ + std::chrono::hours(24 * 3 * 365) * number / cases_;
        const std::string party = fmt::format("000000990000{:08}", number % 40);
        Fact fact = of(Fact::Kind::reported, number, reported);
        fact.reference = fmt::format("GD-2026-{:06}", number % 1'000'000);
        fact.report = id_of(number, 2).str();
        fact.barriers = std::vector<std::string>{barriers_[number % 7]};
        fact.owner = {"00000099900000010000", "coordinator"};
        fact.viewers = {party};
        facts_.push_back(fact);
        fact = of(Fact::Kind::routed, number, reported);
        fact.route = routes_[number % 4];
        facts_.push_back(fact);
        step(number, reported, "lifecycle", "treatment.offered");
        begin_leg(number, reported);
        if (number % 3 != 0) close(number, reported + std::chrono::hours(24 * (number % 200)));
        model.apply(facts_);
        events += facts_.size();
    }

    std::uint64_t events = 0;

private:
    Fact of(Fact::Kind kind, std::uint64_t number, Instant at) {
        Fact fact;
        fact.kind = kind;
        fact.sequence = ++sequence_;
        fact.case_id = id_of(number, 1);
        fact.at = at;
        return fact;
    }

    Fact& step(std::uint64_t number, Instant at, const char* workflow, const char* to) {
        Fact fact = of(Fact::Kind::moved, number, at);
        fact.workflow = workflow;
        fact.to = {to};
        fact.stepped = true;
        facts_.push_back(std::move(fact));
        return facts_.back();
    }

    void begin_leg(std::uint64_t number, Instant at) {
        Fact& leg = step(number, at, routes_[number % 4], "offered");
        leg.leg = cases::LegId(id_of(number, 3).uuid());
        leg.begins = true;
        leg.route = routes_[number % 4];
        leg.owner = {fmt::format("000000999000{:08}", number % 30), "role"};
        leg.viewers = {leg.owner.organisation};
        leg.due = status::start_of(days_.day_of(at) + 60);
    }

    void close(std::uint64_t number, Instant at) {
        Fact& leg = step(number, at, routes_[number % 4], "done");
        leg.leg = cases::LegId(id_of(number, 3).uuid());
        leg.status = "done";
        step(number, at, "lifecycle", "closed.solved").closed_as = "solved";
    }

    std::uint64_t cases_;
    std::int64_t sequence_ = 0;
    const Instant begin_ = *parse_instant("2023-11-28T09:00:00Z");
    const char* routes_[4] = {"fast-lane", "ccg", "advisory", "referral"};
    const char* barriers_[7] = {
        "legal", "privacy", "semantic", "technical", "organisational", "financial", "governance"};
    status::DayBook days_;
    std::vector<Fact> facts_;
};

/// Median milliseconds of copying and of wording.
std::pair<double, double> document_ms(const Model& model, const status::Subject& subject, int rounds) {
    const status::Lists lists;
    std::vector<double> taking;
    std::vector<double> wording;
    for (int round = 0; round < rounds; ++round) {
        const auto began = Steady::now();
        const auto snapshot = model.take(subject);
        const auto taken = Steady::now();
        const std::string text = status::word_status(snapshot, lists);
        wording.push_back(ms_since(taken));
        taking.push_back(std::chrono::duration<double, std::milli>(taken - began).count());
        if (text.empty()) return {};
    }
    std::sort(taking.begin(), taking.end());
    std::sort(wording.begin(), wording.end());
    return {taking[taking.size() / 2], wording[wording.size() / 2]};
}

void measure(std::uint64_t cases, int rounds) {
    const double before = resident_mb();
    Model model;
    Generator generator(cases);
    const auto began = Steady::now();
    for (std::uint64_t number = 0; number < cases; ++number) generator.add(model, number);
    const double folding = ms_since(began);
    fmt::print(
        "{:>9} cases, {:>9} events: folded in {:.0f} ms ({:.2f} µs an event), {:.0f} MB\n",
        cases,
        generator.events,
        folding,
        folding * 1000 / static_cast<double>(generator.events),
        resident_mb() - before
    );
    using Kind = status::Subject::Kind;
    const auto tell = [&](const char* name, const status::Subject& subject) {
        const auto [taking, wording] = document_ms(model, subject, rounds);
        fmt::print("          {:34} copied in {:.3f} ms, worded in {:.3f} ms\n", name, taking, wording);
    };
    tell("all cases", {Kind::all, {}, false});
    tell("all cases, with ids", {Kind::all, {}, true});
    tell("one route, with ids", {Kind::route, "ccg", true});
    status::Subject year{Kind::all, {}, true, status::Days{19'800, 19'800 + 364}};
    tell("all of a year, with ids", year);
    year.only_open = true;
    tell("the open ones of a year, with ids", year);
    year.kind = Kind::organisation;
    year.name = "00000099000000000001";
    tell("a year of that organisation", year);
    tell("an organisation with a case in forty", {Kind::organisation, "00000099000000000001", false});
}

int read_register(const std::string& path) {
    auto reader = store::sqlite::open_reader({path, "FULL", ""});
    if (!reader) {
        fmt::print(stderr, "{}\n", reader.error().message.en);
        return 1;
    }
    Model model;
    std::vector<Fact> facts;
    std::size_t bytes = 0;
    std::size_t events = 0;
    const auto began = Steady::now();
    const auto read = (*reader)->each_event(cases::system_scope(), 0, [&](std::string_view text) {
        bytes += text.size();
        ++events;
        facts.push_back(status::read_fact(text));
        if (facts.size() < 4096) return;
        model.apply(facts);
        facts.clear();
    });
    if (!read) return 1;
    model.apply(facts);
    const double took = ms_since(began);
    fmt::print(
        "{}: {} events of {} cases, {:.0f} MB, in {:.0f} ms: {:.2f} µs an event, {:.0f} MB/s\n",
        path,
        events,
        model.cases(),
        static_cast<double>(bytes) / 1e6,
        took,
        took * 1000 / static_cast<double>(std::max<std::size_t>(events, 1)),
        static_cast<double>(bytes) / 1e3 / std::max(took, 0.001)
    );
    return 0;
}

}  // namespace

int main(int count, char** words) {
    CLI::App app("The status with few cases and with many");
    std::vector<std::uint64_t> sizes = {1'000, 1'000'000};
    std::string path;
    int rounds = 101;
    app.add_option("--cases", sizes, "how many cases, one after the other");
    app.add_option("--rounds", rounds, "documents of each kind");
    app.add_option("--register", path, "the database of a register: only reads that");
    CLI11_PARSE(app, count, words);
    if (!path.empty()) return read_register(path);
    for (const auto cases : sizes) measure(std::max<std::uint64_t>(cases, 1), std::max(rounds, 1));
    return 0;
}
