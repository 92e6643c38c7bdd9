#include "engine/cases/system_scope.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/term_state.hpp"
#include "engine/cases/worklist.hpp"
#include "engine/runtime/recording_store.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_list.hpp"
#include "tests/support/a_session.hpp"
#include "tests/support/a_status.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/status_leads.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

// Random people do random things to cases of the demonstration, on the shipped workflows, in both stores at once;
// after each command what must hold of a case is looked at.

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

std::unique_ptr<WriteStore>& writer_of(InMemory& stores) {
    return stores.stores.writer;
}

std::unique_ptr<WriteStore>& writer_of(InSqlite& stores) {
    return stores.write;
}

/// One store with its own domain of the same series, so that both make the same identifiers. Beside it runs the
/// status, told after each COMMIT as in the program.
template <class Stores>
class Register {
public:
    explicit Register(std::uint64_t series)
        : domain_(series),
          writer_(std::move(writer_of(stores_)), [this](const std::vector<status::Fact>& facts) {
              status_.apply(facts);
          }) {}

    Result<runtime::Done> run(const runtime::Command& command) {
        REQUIRE(writer_.begin());
        REQUIRE(writer_.savepoint());
        auto done = runtime::execute(writer_, command, domain_.domain());
        REQUIRE((done ? writer_.release() : writer_.undo()));
        REQUIRE(writer_.commit() == CommitOutcome::durable);
        return done;
    }

    std::vector<CaseId> due_cases(Instant now) { return *writer_.due_cases(now, 1000); }
    ReadStore& reader() { return stores_.reader(); }
    SimulatedClock& clock() { return domain_.clock; }

    /// What runs beside the store says what its events say.
    void check_status() {
        status_.turn_to(days_.day_of(clock().now()));
        wissel::test::check_status(status_, reader());
    }

private:
    Stores stores_;
    ShippedDomain domain_;
    status::Model status_;
    status::DayBook days_;
    runtime::RecordingStore writer_;
};

bool is_in(const std::vector<Oin>& list, const Oin& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

/// Whether an organisation has more to do with a case than that it holds data for it, told from its history.
bool is_concerned(const CaseState& state, const Oin& oin) {
    bool concerned = is_in(state.parties, oin);
    for (const auto& tenure : state.ledger) concerned = concerned || tenure.owner.organisation == oin;
    for (const auto& task : tasks_of(state))
        concerned = concerned || (task.who.organisation == oin && task.who.role != "holder");
    return concerned;
}

/// What a machine keeps of its term is what the calendar says, whatever came over it.
void check_term(const MachineState& machine) {
    if (!machine.term) return;
    const auto due = due_at(course_of(*machine.term), shipped().almanac);
    REQUIRE(due);
    CHECK(*due == machine.due_at);
}

/// What holds of every case, whatever happened to it.
void check_case(const CaseState& state) {
    CAPTURE(state.number.str(), state.version, state.phase);
    const auto open_tenures = [&](const std::optional<LegId>& leg) {
        std::vector<Owner> owners;
        for (const auto& tenure : state.ledger) {
            if (tenure.leg == leg && !tenure.until) owners.push_back(tenure.owner);
        }
        return owners;
    };
    // An open case has exactly one owner, and what is closed has none.
    const std::vector<Owner> of_case = open_tenures(std::nullopt);
    CHECK(of_case == (state.closed() ? std::vector<Owner>() : std::vector<Owner>{state.owner}));
    CHECK(shipped().organisations.find(state.owner.organisation) != nullptr);
    std::size_t main = 0;
    if (state.lifecycle) check_term(*state.lifecycle);
    for (const auto& leg : state.legs) {
        check_term(leg.machine);
        CAPTURE(leg.route, leg.status, leg.machine.configuration);
        const std::vector<Owner> of_leg = open_tenures(leg.id);
        CHECK(of_leg == (leg.open() ? std::vector<Owner>{leg.owner} : std::vector<Owner>()));
        CHECK(shipped().organisations.find(leg.owner.organisation) != nullptr);
        CHECK(leg.ended_at.has_value() == !leg.open());
        if (!leg.open()) continue;
        CHECK_FALSE(state.closed());
        if (!leg.beside) ++main;
        CHECK((leg.status == leg_status::offered) == (leg.machine.configuration.front() == "offered"));
    }
    // A leg and the lifecycle never disagree.
    REQUIRE(state.lifecycle);
    const std::string& at = state.lifecycle->configuration.front();
    CAPTURE(at);
    CHECK(main == (at == "treatment.offered" || at == "treatment.running" ? 1 : 0));
    for (const auto& leg : state.legs) {
        if (!leg.open() || leg.beside) continue;
        CHECK(at == (leg.status == leg_status::offered ? "treatment.offered" : "treatment.running"));
    }
    CHECK(state.closed() == !state.closed_as.empty());
    CHECK(std::is_sorted(state.viewers.begin(), state.viewers.end()));
    for (const auto& party : state.parties) CHECK(is_in(state.viewers, party));
    // Somebody is asked to move what is open.
    const auto tasks = tasks_of(state);
    const bool asked = std::any_of(tasks.begin(), tasks.end(), [](const Task& task) {
        return task.kind != Task::Kind::signal;
    });
    CHECK(asked != state.closed());
    // Who may see it is a party to it; while the holders are heard somebody watches the clock.
    const auto inside = seen_by(state);
    CHECK(std::includes(state.viewers.begin(), state.viewers.end(), inside.begin(), inside.end()));
    for (const auto& party : state.parties) CHECK(is_in(inside, party));
    const auto timers = watched_of_case(state);
    const bool watched = std::any_of(timers.begin(), timers.end(), [](const DueTimer& timer) {
        return timer.id == hearing_timer;
    });
    CHECK(watched == (hears(state) && !state.archived()));
    if (hears(state)) CHECK_FALSE(not_heard_yet(state).empty());
    const std::string kept = encode_case(state);
    CHECK(decode_case(kept) == state);
    // Written member by member, it has them in the order in which a tree would have sorted them.
    CHECK(nlohmann::json::parse(kept).dump() == kept);
}

/// The state is the fold of the events, in each store, and the stores agree to the byte.
void check_history(ReadStore& memory, ReadStore& sqlite, const CaseId& id, const CaseState& state) {
    const auto events = *memory.list_events(system_scope(), id, 0, 10'000);
    const auto in_file = *sqlite.list_events(system_scope(), id, 0, 10'000);
    REQUIRE(events);
    REQUIRE(in_file);
    CHECK(in_file->items == events->items);
    CaseState folded;
    for (const auto& text : events->items) evolve(folded, decode_event(text));
    CHECK(folded == state);
    CHECK((*sqlite.find_case(system_scope(), id))->state == state);
}

/// Whoever acts on a case, and somebody who may.
struct Actors {
    std::vector<Principal> all = everybody();

    bool anybody_may_act(const CaseState& state, Instant now) const {
        return std::any_of(all.begin(), all.end(), [&](const Principal& by) {
            return !possible_now(state, by, shipped_workflows(), shipped().organisations, now).empty();
        });
    }
};

class Play {
public:
    explicit Play(std::uint64_t seed) : random_(seed), memory_(seed), sqlite_(seed) {}

    void report() {
        const Principal& by = actors_.all[random_() % 2];
        run(demo_report(random_(), by, memory_.clock().now()), std::nullopt);
    }

    void step() {
        if (ids_.empty()) return report();
        const std::uint64_t what = random_() % 100;
        if (what < 4) return report();
        const CaseId id = ids_[random_() % ids_.size()];
        const Principal& by = actors_.all[random_() % actors_.all.size()];
        // What time brings changes the case: it is read after that.
        if (what >= 18 && what < 20) pass_time();
        const CaseState state = (*memory_.reader().find_case(system_scope(), id))->state;
        if (what < 8) return say(state, by);
        if (what < 14) return hand_over(state, by);
        if (what < 18) return route(state, by);
        if (what >= 20 && what < 26) return set_visibility(state, by);
        move(state);
    }

    /// Of each case three kinds of people see what the rule says, in both stores: a party, somebody else who takes
    /// part, and somebody with a key who does not.
    void check_visibility() {
        const Principal nobody{"00000099900009990000", "key:test", {"reporter"}};
        for (const auto& id : all_ids_) {
            const CaseState state = (*memory_.reader().find_case(system_scope(), id))->state;
            const auto now = state.visibility.now();
            ++seen_as_[now];
            for (const auto& by : actors_.all) {
                const bool everywhere = by.has("coordinator") || by.has("programme.lead") || by.has("auditor") ||
                                        by.has("recordsManager");
                const bool concerned = is_in(state.viewers, by.organisation) && is_concerned(state, by.organisation);
                const bool party = is_in(state.viewers, by.organisation);
                const bool expected =
                    everywhere || now == Visibility::open || (now == Visibility::parties ? party : concerned);
                for (ReadStore* store : {&memory_.reader(), &sqlite_.reader()}) {
                    const auto found = *store->find_case(scope_of(by), id);
                    CHECK(found.has_value() == expected);
                    if (found) CHECK(found->outside == !(everywhere || party));
                }
            }
            CHECK_FALSE(*memory_.reader().find_case(scope_of(nobody), id));
            CHECK_FALSE(*sqlite_.reader().find_case(scope_of(nobody), id));
        }
    }

    [[nodiscard]] const std::map<Visibility, std::size_t>& seen_as() const { return seen_as_; }

    void check_status() {
        memory_.check_status();
        sqlite_.check_status();
    }

    /// Lists find what plain looking finds, in both stores, whatever happened to the cases.
    void check_lists() {
        const Instant now = memory_.clock().now();
        const std::uint64_t seed = random_();
        status::DayBook days;
        for (ReadStore* store : {&memory_.reader(), &sqlite_.reader()}) {
            std::mt19937_64 random(seed);
            test::check_lists(*store, random, status::start_of(days.day_of(now)), 12);
        }
        check_status_leads_to_cases(sqlite_.reader(), now);
    }

    [[nodiscard]] std::size_t moves() const { return moves_; }
    [[nodiscard]] const std::map<std::string, std::size_t>& closed() const { return closed_; }

private:
    void pass_time() {
        const std::chrono::milliseconds by = std::chrono::hours(random_() % 100);
        memory_.clock().advance(by);
        sqlite_.clock().advance(by);
        // What is due by now comes, as it does every second.
        const Instant now = memory_.clock().now();
        const auto due = memory_.due_cases(now);
        CHECK(sqlite_.due_cases(now) == due);
        for (const auto& id : due) {
            run(FireTimers{id}, std::nullopt);
            const auto state = (*memory_.reader().find_case(system_scope(), id))->state;
            check_case(state);
            check_history(memory_.reader(), sqlite_.reader(), id, state);
        }
        CHECK(memory_.due_cases(now).empty());
    }

    /// Mostly something that somebody may do; now and then anything, by anybody.
    void move(const CaseState& state) {
        const Instant now = memory_.clock().now();
        std::vector<std::pair<const Principal*, Possible>> all;
        for (const auto& by : actors_.all) {
            for (auto& one : possible_now(state, by, shipped_workflows(), shipped().organisations, now))
                all.emplace_back(&by, std::move(one));
        }
        // Whoever could do nothing can at least be asked whether anybody can.
        CHECK_FALSE(all.empty());
        if (all.empty()) return;
        const auto& [by, possible] = all[random_() % all.size()];
        MoveCase command;
        command.by = random_() % 10 == 0 ? actors_.all[random_() % actors_.all.size()] : *by;
        command.case_id = state.id;
        command.if_version = random_() % 20 == 0 ? 1 : state.version;
        if (possible.leg) command.leg = possible.leg->str();
        command.event = possible.event;
        const auto& form = possible.workflow->workflow.transitions[possible.transition].form;
        command.data = filled_in(form, random_);
        if (command.data.contains("case") && !ids_.empty())
            command.data["case"] = ids_[random_() % ids_.size()].str();
        if (command.data.contains("facts") && command.data["facts"].is_object())
            command.data["facts"] = {{"scope", random_() % 2 == 0 ? "flow" : "several"}};
        run(std::move(command), state);
    }

    void set_visibility(const CaseState& state, const Principal& by) {
        SetVisibility command;
        command.by = random_() % 4 == 0 ? by : actors_.all[2];
        command.case_id = state.id;
        command.if_version = state.version;
        command.visibility = static_cast<Visibility>(random_() % 3);
        command.reason = "Een reden.";
        if (command.visibility != Visibility::open) {
            command.ground = "privateLife";
            command.review_on = amsterdam_date(memory_.clock().now() + std::chrono::hours(random_() % 400));
        }
        run(std::move(command), state);
    }

    void say(const CaseState& state, const Principal& by) {
        Say command;
        command.by = by;
        command.case_id = state.id;
        command.kind = random_() % 2 == 0 ? Say::Kind::comment : Say::Kind::position;
        command.texts = {{"text", "Een opmerking."}};
        run(std::move(command), state);
    }

    void hand_over(const CaseState& state, const Principal& by) {
        HandOver command;
        command.by = random_() % 2 == 0 ? by : actors_.all[2];
        command.case_id = state.id;
        command.if_version = state.version;
        if (!state.legs.empty() && random_() % 2 == 0)
            command.leg = state.legs[random_() % state.legs.size()].id.str();
        command.action = static_cast<HandOverAction>(random_() % 4);
        const Principal& to = actors_.all[random_() % actors_.all.size()];
        command.to = {to.organisation, to.roles.front()};
        command.code = "noCapacity";
        command.reason = "Een reden.";
        // Half of the answers come from whom it was offered to.
        const auto* leg = command.leg ? state.find(*LegId::parse(*command.leg)) : nullptr;
        const auto& offer = leg == nullptr ? state.offer : leg->offer;
        if (offer && random_() % 2 == 0) {
            for (const auto& one : actors_.all) {
                if (one.organisation == offer->to.organisation) command.by = one;
            }
        }
        run(std::move(command), state);
    }

    void route(const CaseState& state, const Principal& by) {
        RouteCase command;
        command.by = random_() % 2 == 0 ? by : actors_.all[2];
        command.case_id = state.id;
        command.if_version = state.version;
        switch (random_() % 3) {
            case 0:
                command.action = ConfirmRoute{random_() % 2 == 0 ? ministry : ""};
                break;
            case 1:
                command.action = OverruleRoute{"ccg", "", "", "Breder."};
                break;
            default:
                command.action = RouteAgain{{{"valuesCollide", random_() % 2 == 0 ? "yes" : "no"}}};
        }
        run(std::move(command), state);
    }

    /// Runs it in both stores, and looks at what came of it.
    void run(const runtime::Command& command, const std::optional<CaseState>& before) {
        auto in_memory = memory_.run(command);
        auto in_file = sqlite_.run(command);
        REQUIRE(in_memory.has_value() == in_file.has_value());
        if (in_memory && std::holds_alternative<runtime::TimersFired>(*in_memory)) {
            ++moves_;
            return;
        }
        if (!in_memory) {
            CHECK(in_memory.error().code == in_file.error().code);
            CHECK(in_memory.error().code != FailureCode::internal);
            CHECK(in_memory.error().code != FailureCode::bug);
            // A refused command leaves nothing behind.
            if (before) CHECK((*memory_.reader().find_case(system_scope(), before->id))->state == *before);
            return;
        }
        const auto* opened = std::get_if<runtime::CaseOpened>(&*in_memory);
        const CaseState& state = opened != nullptr ? opened->view.state
                                                   : std::get<runtime::CaseChanged>(*in_memory).view.state;
        if (opened != nullptr) {
            ids_.push_back(state.id);
            all_ids_.insert(state.id);
        }
        ++moves_;
        if (state.closed()) ++closed_[state.closed_as];
        check_case(state);
        if (moves_ % 8 == 0) check_history(memory_.reader(), sqlite_.reader(), state.id, state);
        // What is archived is the one thing that nobody moves any more.
        const bool archived = state.lifecycle->configuration.front() == "archived";
        CAPTURE(state.lifecycle->configuration);
        CHECK(actors_.anybody_may_act(state, memory_.clock().now()) != archived);
        if (archived) std::erase(ids_, state.id);
        const auto waiting = [&](ReadStore& store) {
            std::vector<std::string> ids;
            const auto page = store.list_waiting(system_scope(), state.owner.organisation, 0, 1000);
            for (const auto& view : page->items) ids.push_back(view.state.id.str());
            return ids;
        };
        CHECK(waiting(memory_.reader()) == waiting(sqlite_.reader()));
    }

    static constexpr const char* ministry = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";

    std::mt19937_64 random_;
    Actors actors_;
    Register<InMemory> memory_;
    Register<InSqlite> sqlite_;
    std::vector<CaseId> ids_;
    std::set<CaseId> all_ids_;
    std::map<Visibility, std::size_t> seen_as_;
    std::size_t moves_ = 0;
    std::map<std::string, std::size_t> closed_;
};

/// WISSEL_COMMANDS for a longer campaign.
std::size_t commands() {
    const char* asked = std::getenv("WISSEL_COMMANDS");
    return asked == nullptr ? 400 : std::strtoull(asked, nullptr, 10);
}

}  // namespace

TEST_CASE("whatever people do, ownership is never lost and legs agree with their case", "[property][cases]") {
    const std::uint64_t seed = test_seed();
    INFO("WISSEL_SEED=" << seed);
    Play play(seed);
    const std::size_t steps = commands();
    for (std::size_t step = 0; step < steps; ++step) {
        INFO("command " << step);
        play.step();
        if (step % 100 == 0) play.check_status();
        if (step % 100 == 50) play.check_visibility();
    }
    play.check_status();
    play.check_visibility();
    // Whatever was drawn, there was something to hide and something to show.
    CHECK(play.seen_as().size() == 3);
    play.check_lists();
    CHECK(play.moves() > steps / 4);
    if (steps >= 5000) CHECK(play.closed().size() > 3);
}
