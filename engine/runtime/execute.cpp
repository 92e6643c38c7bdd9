#include "engine/runtime/execute.hpp"

#include <algorithm>

namespace wissel::runtime {
namespace {

using cases::WriteStore;

/// The moment of this command: the clock's, but never before the last event, so that history does not run
/// backwards when a clock does.
Result<Instant> moment(WriteStore& store, const Domain& domain) {
    const auto last = store.last_instant();
    if (!last) return std::unexpected(last.error());
    return std::max(domain.clock.now(), *last);
}

Result<void> write(WriteStore& store, cases::Decision& decision) {
    return store.append(decision.events, decision.sealed, decision.after);
}

/// The case with all its texts, for who words the answer.
Result<cases::CaseView> view_of(WriteStore& store, cases::CaseState state) {
    auto sealed = store.sealed_of(state.id);
    if (!sealed) return fail_as(sealed);
    return cases::CaseView{std::move(state), std::move(*sealed)};
}

/// The case that somebody names, by its id or its reference, if he may see it.
Result<std::optional<cases::CaseState>> find_named(
    WriteStore& store, const cases::Scope& scope, const std::string& name
) {
    auto id = cases::CaseId::parse(name);
    if (const auto number = cases::CaseNumber::parse(name)) {
        auto found = store.find_id(*number);
        if (!found) return fail_as(found);
        id = *found;
    }
    if (!id) return std::nullopt;
    auto loaded = store.load(*id);
    if (!loaded) return fail_as(loaded);
    if (!*loaded || !scope.sees(**loaded)) return std::nullopt;
    return loaded;
}

/// The case that the report joins, if it names one that its reporter may see.
Result<std::optional<cases::CaseState>> load_joined(
    WriteStore& store, const cases::SubmitReport& command, const Domain& domain
) {
    const auto named = joined_case(command);
    if (!named) return std::unexpected(named.error());
    if (!*named) return std::nullopt;
    auto found = find_named(store, cases::Scope::of(command.by, domain.organisations), *command.joins);
    if (found && !*found) return std::unexpected(cases::cannot_join());
    return found;
}

Result<Done> run(WriteStore& store, cases::SubmitReport& command, const Domain& domain) {
    const auto now = moment(store, domain);
    if (!now) return std::unexpected(now.error());
    const auto last_number = store.last_number(amsterdam_year(*now));
    if (!last_number) return std::unexpected(last_number.error());
    auto joined = load_joined(store, command, domain);
    if (!joined) return fail_as(joined);
    Entropy entropy(domain.seeds.next_seed());
    cases::Surroundings surroundings{
        *now, entropy, domain.organisations, domain.desk, domain.workflows, domain.almanac, *last_number + 1};
    std::string told = command.decision;
    auto decision =
        *joined ? join(std::move(command), **joined, surroundings) : decide(std::move(command), surroundings);
    if (!decision) return fail_as(decision);
    if (*joined) told = decision->events.front().data.at("decision").dump();
    if (auto written = write(store, *decision); !written) return fail_as(written);
    std::sort(decision->sealed.begin(), decision->sealed.end(), [](const auto& left, const auto& right) {
        return left.id < right.id;
    });
    if (!*joined) return CaseOpened{{std::move(decision->after), std::move(decision->sealed)}, std::move(told)};
    auto view = view_of(store, std::move(decision->after));
    if (!view) return fail_as(view);
    return CaseOpened{std::move(*view), std::move(told)};
}

/// The other case that a command names in what was filled in.
Result<std::optional<cases::CaseState>> find_other(
    WriteStore& store, const cases::Scope& scope, const cases::MoveCase& command
) {
    const auto named = cases::named_case(command);
    if (!named) return std::nullopt;
    return find_named(store, scope, *named);
}

template <class Other>
Result<std::optional<cases::CaseState>> find_other(WriteStore&, const cases::Scope&, const Other&) {
    return std::nullopt;
}

/// Whatever changes a case that is there.
template <class Change>
Result<Done> change(WriteStore& store, const Change& command, const Domain& domain) {
    const auto now = moment(store, domain);
    if (!now) return std::unexpected(now.error());
    auto loaded = store.load(command.case_id);
    if (!loaded) return fail_as(loaded);
    const auto scope = cases::Scope::of(command.by, domain.organisations);
    if (!*loaded || !scope.sees(**loaded)) {
        return fail(FailureCode::not_found, {"Dit knelpunt is er niet.", "There is no such case."});
    }
    auto other = find_other(store, scope, command);
    if (!other) return fail_as(other);
    Entropy entropy(domain.seeds.next_seed());
    cases::Surroundings surroundings{
        *now, entropy, domain.organisations, domain.desk, domain.workflows, domain.almanac, 0, std::move(*other)};
    auto decision = decide(command, **loaded, surroundings);
    // What is wrong with the question is told first (design.md, section 7); what the state allows comes after this.
    if (decision || decision.error().code == FailureCode::conflict) {
        if (auto allowed = cases::may_take_part(command.by, **loaded); !allowed) return fail_as(allowed);
    }
    if (!decision) return fail_as(decision);
    if (auto written = write(store, *decision); !written) return fail_as(written);
    auto view = view_of(store, std::move(decision->after));
    if (!view) return fail_as(view);
    return CaseChanged{std::move(*view)};
}

Result<Done> run(WriteStore& store, cases::RouteCase& command, const Domain& domain) {
    return change(store, command, domain);
}

Result<Done> run(WriteStore& store, cases::MoveCase& command, const Domain& domain) {
    return change(store, command, domain);
}

Result<Done> run(WriteStore& store, cases::HandOver& command, const Domain& domain) {
    return change(store, command, domain);
}

Result<Done> run(WriteStore& store, cases::Say& command, const Domain& domain) {
    return change(store, command, domain);
}

Result<Done> run(WriteStore& store, cases::ExtendTerm& command, const Domain& domain) {
    return change(store, command, domain);
}

Result<Done> run(WriteStore& store, cases::SetVisibility& command, const Domain& domain) {
    return change(store, command, domain);
}

Result<Done> run(WriteStore& store, cases::FireTimers& command, const Domain& domain) {
    const auto now = moment(store, domain);
    if (!now) return std::unexpected(now.error());
    auto loaded = store.load(command.case_id);
    if (!loaded) return fail_as(loaded);
    if (!*loaded) return fail(FailureCode::not_found, {"Dit knelpunt is er niet.", "There is no such case."});
    Entropy entropy(domain.seeds.next_seed());
    cases::Surroundings surroundings{
        *now, entropy, domain.organisations, domain.desk, domain.workflows, domain.almanac, 0};
    auto decision = decide(command, **loaded, surroundings);
    if (!decision) return fail_as(decision);
    if (decision->events.empty()) return TimersFired{command.case_id};
    if (auto written = write(store, *decision); !written) return fail_as(written);
    return TimersFired{command.case_id};
}

Result<void> may_manage_keys(const cases::Principal& by) {
    if (cases::manages_keys(by)) return {};
    return fail(
        FailureCode::forbidden,
        {"Alleen een functioneel beheerder maakt sleutels en trekt ze in.",
         "Only an administrator makes and revokes keys."}
    );
}

Result<Done> run(WriteStore& store, CreateKey& command, const Domain& domain) {
    Entropy entropy(domain.seeds.next_seed());
    auto fresh =
        cases::make_key(command.request, domain.known_roles, domain.clock.now(), entropy, command.by.actor);
    if (!fresh) return fail_as(fresh);
    if (auto allowed = may_manage_keys(command.by); !allowed) return fail_as(allowed);
    if (auto added = store.add_key(fresh->key); !added) return fail_as(added);
    return KeyCreated{std::move(*fresh)};
}

Result<Done> run(WriteStore& store, RevokeKey& command, const Domain& domain) {
    if (auto allowed = may_manage_keys(command.by); !allowed) return fail_as(allowed);
    if (auto revoked = store.revoke_key(command.prefix, domain.clock.now(), command.by.actor); !revoked) {
        return fail_as(revoked);
    }
    return KeyRevoked{command.prefix};
}

}  // namespace

Result<Done> execute(WriteStore& store, Command command, const Domain& domain) {
    return std::visit([&](auto& one) { return run(store, one, domain); }, command);
}

Result<void> still_allowed(const Command& command) {
    if (const auto* submit = std::get_if<cases::SubmitReport>(&command)) return cases::may_submit(submit->by);
    if (const auto* route = std::get_if<cases::RouteCase>(&command)) return cases::may_route(route->by);
    if (const auto* create = std::get_if<CreateKey>(&command)) return may_manage_keys(create->by);
    if (const auto* revoke = std::get_if<RevokeKey>(&command)) return may_manage_keys(revoke->by);
    // What else changes a case was allowed by what the caller was to it then; that it still sees the case was
    // looked at before.
    return {};
}

}  // namespace wissel::runtime
