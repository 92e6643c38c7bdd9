#include "tools/wissel/demo_player.hpp"

#include "engine/calendar/calendar.hpp"
#include "engine/cases/possible.hpp"

#include <algorithm>

namespace wissel::tool {
namespace {

using cases::Principal;
using nlohmann::json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// How many cases with something due are looked at in one go.
constexpr int due_max = 500;

const cases::Leg* open_leg(const cases::CaseState& state, const std::string& route) {
    const auto leg = std::find_if(state.legs.rbegin(), state.legs.rend(), [&](const cases::Leg& one) {
        return one.open() && one.route == route;
    });
    return leg == state.legs.rend() ? nullptr : &*leg;
}

Result<void> committed(cases::WriteStore& store) {
    if (store.commit() == cases::CommitOutcome::durable) return {};
    return fail(
        FailureCode::unavailable,
        {"De demonstratie kon niet worden vastgelegd: is er ruimte op de schijf?",
         "The demonstration could not be kept: is there room on the disk?"}
    );
}

}  // namespace

DemoPlayer::DemoPlayer(
    cases::WriteStore& store, const runtime::Domain& domain, DemoClock& clock, const cases::Intake& intake
)
    : store_(store), domain_(domain), clock_(clock), intake_(intake) {}

Result<DemoTally> DemoPlayer::play(
    const DemoStories& stories, Instant end, const std::function<void(std::size_t, std::size_t)>& progress
) {
    end_ = end;
    std::vector<Told> all;
    for (const auto& story : stories.cases) {
        Told told;
        told.story = &story;
        told.next = working_moment(end - days{story.days_ago + 1}, 0, all.size());
        all.push_back(told);
    }
    std::size_t played = 0;
    for (;;) {
        const auto next = std::min_element(all.begin(), all.end(), [](const Told& left, const Told& right) {
            return left.next < right.next;
        });
        if (next == all.end() || next->next > end) break;
        if (auto passed = let_time_pass(next->next); !passed) return fail_as(passed);
        auto done = next->begun ? take_step(*next) : report(*next, stories);
        if (!done) return fail_as(done);
        const auto open = std::count_if(all.begin(), all.end(), [&](const Told& one) { return one.next <= end; });
        ++played;
        progress(played, played + static_cast<std::size_t>(open));
    }
    if (auto passed = let_time_pass(end); !passed) return fail_as(passed);
    return std::move(tally_);
}

/// In office hours of a working day, some days on.
Instant DemoPlayer::working_moment(Instant after, int number, std::size_t salt) const {
    auto day = amsterdam_day(after).value_or(std::chrono::sys_days{}) + days{number};
    while (!domain_.almanac.is_working_day(day)) day += days{1};
    const auto into = minutes{(salt * 37 + static_cast<std::size_t>(number) * 53) % 480};
    return std::max(amsterdam_midnight(day) + hours{9} + into, after + minutes{1});
}

void DemoPlayer::plan_next(Told& told) const {
    const bool goes_on = told.way != nullptr && told.step < told.way->size() && told.step < told.story->steps;
    if (!goes_on) {
        told.next = Instant::max();
        return;
    }
    const int after = told.confirmed ? (*told.way)[told.step].after_days : 2;
    told.next = working_moment(clock_.now(), after, told.step + told.story->reference.back());
}

Result<runtime::Done> DemoPlayer::run(runtime::Command command) {
    if (auto begun = store_.begin(); !begun) return fail_as(begun);
    if (auto saved = store_.savepoint(); !saved) return fail_as(saved);
    auto done = runtime::execute(store_, std::move(command), domain_);
    if (!done) {
        store_.rollback();
        return done;
    }
    if (auto released = store_.release(); !released) return fail_as(released);
    if (auto kept = committed(store_); !kept) return fail_as(kept);
    return done;
}

Result<void> DemoPlayer::let_time_pass(Instant until) {
    // Day by day: what the clock brings stands in the history of the day on which it came.
    while (clock_.now() < until) {
        const auto day = amsterdam_day(clock_.now());
        const Instant tomorrow = day ? amsterdam_midnight(*day + days{1}) : until;
        clock_.move_to(std::min(tomorrow, until));
        auto due = store_.due_cases(clock_.now(), due_max);
        if (!due) return fail_as(due);
        for (const auto& id : *due) {
            if (auto fired = run(cases::FireTimers{id}); !fired) return fail_as(fired);
        }
    }
    return {};
}

Result<void> DemoPlayer::report(Told& told, const DemoStories& stories) {
    const auto& coordinator = domain_.organisations.coordinator();
    Principal by{coordinator.oin, "demo:coordinator", {std::string(cases::roles::coordinator)}};
    auto valid = intake_.check(told.story->report);
    if (!valid) return fail_as(valid);
    auto done = run(cases::prepare(std::move(by), *valid, domain_.desk, clock_.now()));
    if (!done) return fail_as(done);
    const auto& state = std::get<runtime::CaseOpened>(*done).view.state;
    told.id = state.id;
    told.begun = true;
    const std::string route = state.routing ? state.routing->route : std::string();
    told.confirmed = route.empty() || open_leg(state, route) != nullptr;
    // A table judges by the day: with another route than the story was written for, the case takes the usual way.
    auto way = stories.ways.find(told.story->way);
    const bool fits = way != stories.ways.end() && (way->second.empty() || way->second.front().leg == route);
    if (!fits) way = stories.ways.find(route.empty() ? "triage" : route);
    if (way != stories.ways.end()) told.way = &way->second;
    ++tally_.reported;
    plan_next(told);
    return {};
}

Result<void> DemoPlayer::take_step(Told& told) {
    const DemoStep confirm{0, "", "confirmRoute", json::object()};
    const DemoStep& step = told.confirmed ? (*told.way)[told.step] : confirm;
    auto moved = move(told, step);
    if (!moved) return fail_as(moved);
    if (!*moved) {
        told.next = Instant::max();
        return {};
    }
    ++tally_.steps;
    if (told.confirmed) {
        ++told.step;
    } else {
        told.confirmed = true;
    }
    plan_next(told);
    return {};
}

/// Everybody who could do something with this case: who reported it, who holds the data, who holds a role.
std::vector<Principal> DemoPlayer::people_of(const cases::CaseState& state) const {
    std::vector<Principal> people;
    for (const auto& party : state.parties) people.push_back({party, "demo:reporter", {"reporter"}});
    for (const auto& organisation : domain_.organisations.all()) {
        if (organisation.roles.empty()) continue;
        Principal one{organisation.oin, "demo:" + organisation.short_name, {}};
        for (const auto& held : organisation.roles) one.roles.push_back(held.role);
        people.push_back(std::move(one));
    }
    // Whoever is over all cases steps in last.
    std::stable_partition(people.begin(), people.end(), [this](const Principal& one) {
        return one.organisation != domain_.organisations.coordinator().oin;
    });
    return people;
}

/// False: nobody could do it.
Result<bool> DemoPlayer::move(const Told& told, const DemoStep& step) {
    auto loaded = store_.load(told.id);
    if (!loaded) return fail_as(loaded);
    const cases::CaseState& state = **loaded;
    const auto* leg = step.leg.empty() ? nullptr : open_leg(state, step.leg);
    std::string why = "nobody may";
    for (const auto& one : people_of(state)) {
        const auto possible = cases::possible_now(
            state, one, domain_.workflows, domain_.organisations, clock_.now()
        );
        const bool may = std::any_of(possible.begin(), possible.end(), [&](const cases::Possible& action) {
            const bool here = leg == nullptr ? step.leg.empty() && !action.leg : action.leg == leg->id;
            return here && action.event == step.event;
        });
        if (!may) continue;
        cases::MoveCase command;
        command.by = one;
        command.case_id = told.id;
        command.if_version = state.version;
        if (leg != nullptr) command.leg = leg->id.str();
        command.event = step.event;
        command.data = with_dates(step.data, *amsterdam_day(clock_.now()));
        auto done = run(std::move(command));
        if (done) return true;
        if (done.error().code == FailureCode::unavailable || done.error().code == FailureCode::internal)
            return fail_as(done);
        why = done.error().message.en;
        for (const auto& issue : done.error().issues) why += " " + issue.path + ": " + issue.message.en;
        break;
    }
    tally_.broken_off.push_back(told.story->reference + ": " + step.event + ": " + why);
    return false;
}

}  // namespace wissel::tool
