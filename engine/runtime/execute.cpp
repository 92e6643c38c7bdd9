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

Result<Done> run(WriteStore& store, const cases::SubmitReport& command, const Domain& domain) {
    const auto now = moment(store, domain);
    if (!now) return std::unexpected(now.error());
    const auto last_number = store.last_number(amsterdam_year(*now));
    if (!last_number) return std::unexpected(last_number.error());
    Entropy entropy(domain.seeds.next_seed());
    cases::Surroundings surroundings{*now, entropy, domain.organisations, *last_number + 1};
    auto decision = decide(command, surroundings);
    if (!decision) return fail_as(decision);
    cases::CaseState opened;
    for (const auto& event : decision->events) evolve(opened, event);
    if (auto written = store.append(decision->events, decision->sealed, opened); !written)
        return fail_as(written);
    return CaseOpened{{std::move(opened), std::move(decision->sealed)}};
}

Result<void> may_manage_keys(const cases::Principal& by) {
    if (cases::manages_keys(by)) return {};
    return fail(
        FailureCode::forbidden,
        {"Alleen een functioneel beheerder maakt sleutels en trekt ze in.",
         "Only an administrator makes and revokes keys."}
    );
}

Result<Done> run(WriteStore& store, const CreateKey& command, const Domain& domain) {
    Entropy entropy(domain.seeds.next_seed());
    auto fresh =
        cases::make_key(command.request, domain.known_roles, domain.clock.now(), entropy, command.by.actor);
    if (!fresh) return fail_as(fresh);
    if (auto allowed = may_manage_keys(command.by); !allowed) return fail_as(allowed);
    if (auto added = store.add_key(fresh->key); !added) return fail_as(added);
    return KeyCreated{std::move(*fresh)};
}

Result<Done> run(WriteStore& store, const RevokeKey& command, const Domain& domain) {
    if (auto allowed = may_manage_keys(command.by); !allowed) return fail_as(allowed);
    if (auto revoked = store.revoke_key(command.prefix, domain.clock.now(), command.by.actor); !revoked) {
        return fail_as(revoked);
    }
    return KeyRevoked{command.prefix};
}

}  // namespace

Result<Done> execute(WriteStore& store, const Command& command, const Domain& domain) {
    return std::visit([&](const auto& one) { return run(store, one, domain); }, command);
}

Result<void> still_allowed(const Command& command) {
    if (const auto* submit = std::get_if<cases::SubmitReport>(&command)) return cases::may_submit(submit->by);
    if (const auto* create = std::get_if<CreateKey>(&command)) return may_manage_keys(create->by);
    return may_manage_keys(std::get<RevokeKey>(command).by);
}

}  // namespace wissel::runtime
