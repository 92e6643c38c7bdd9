#include "engine/cases/who.hpp"

#include <algorithm>
#include <array>

namespace wissel::cases {
namespace {

constexpr std::array<std::string_view, 5> over_all_cases = {
    "coordinator", "programme.lead", "recordsManager", "auditor", "administrator"};

/// Roles that are held for one ministry.
bool is_for_a_ministry(std::string_view role) {
    return role.starts_with("fastLane.");
}

bool is_in(const std::vector<Oin>& list, const Oin& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

bool holds(const Organisation& organisation, std::string_view role) {
    return std::any_of(organisation.roles.begin(), organisation.roles.end(), [role](const RoleHeld& held) {
        return held.role == role;
    });
}

Owner coordinator_of(const Organisations& organisations) {
    return {organisations.coordinator().oin, std::string(roles::coordinator)};
}

/// The organisation that holds a role of the vocabulary in this leg; nullptr: nobody does.
const Organisation* holder_of(std::string_view role, const Leg* leg, const Organisations& organisations) {
    if (is_for_a_ministry(role)) {
        const auto* ministry = leg == nullptr ? nullptr : organisations.ministry(leg->ministry);
        return ministry != nullptr && holds(*ministry, role) ? ministry : nullptr;
    }
    if (leg != nullptr && !leg->organisation.empty()) {
        const auto* own = organisations.find(leg->organisation);
        if (own != nullptr && holds(*own, role)) return own;
    }
    const auto& all = organisations.all();
    const auto first =
        std::find_if(all.begin(), all.end(), [role](const Organisation& one) { return holds(one, role); });
    return first == all.end() ? nullptr : &*first;
}

Meant all_as(const std::vector<Oin>& organisations, std::string_view role) {
    Meant meant;
    for (const auto& oin : organisations) meant.who.push_back({oin, std::string(role)});
    return meant;
}

/// What somebody is to the case or the leg; no value: `name` is no relation.
std::optional<Meant> related(
    std::string_view name, const CaseState& state, const Leg* leg, const Organisations& organisations
) {
    if (name == "system") return Meant{};
    if (name == "case.lead") return Meant{{state.owner}};
    if (name == "leg.owner") return leg == nullptr ? Meant{} : Meant{{leg->owner}};
    if (name == "sender") return leg == nullptr ? Meant{} : Meant{{leg->sender}};
    if (name == "reporter") return all_as(reporters_of(state), roles::reporter);
    if (name == "holder") return all_as(holders_of(state, organisations), "holder");
    if (name == "party") {
        Meant meant = all_as(reporters_of(state), roles::reporter);
        for (const auto& holder : holders_of(state, organisations)) meant.who.push_back({holder, "holder"});
        return meant;
    }
    if (name == "addressee" || name == "receiver") {
        if (leg == nullptr) return Meant{};
        std::vector<Oin> taking_part;
        for (const auto& oin : leg->addressees) {
            if (organisations.find(oin) != nullptr) taking_part.push_back(oin);
        }
        return all_as(taking_part, name);
    }
    return std::nullopt;
}

/// Whether `by` has a role in which it can be what `role` says of its organisation.
bool has_fitting_role(const Principal& by, const std::string& role) {
    if (by.has(role)) return true;
    // A provider's key says reporter or holder; what it is to this case, the case says.
    const bool provider = by.has(roles::reporter) || by.has("holder") || by.has("requester");
    if (role == roles::reporter || role == "holder") return provider;
    return (role == "addressee" || role == "receiver") && !by.roles.empty() && !by.has(roles::auditor) &&
           !by.has("observer");
}

}  // namespace

bool is_over_all_cases(std::string_view role) {
    return std::find(over_all_cases.begin(), over_all_cases.end(), role) != over_all_cases.end();
}

std::vector<Oin> holders_of(const CaseState& state, const Organisations& organisations) {
    std::vector<Oin> found;
    for (const auto& report : state.reports) {
        for (const auto& oin : named_holders(report.facts)) {
            if (!is_in(found, oin) && organisations.find(oin) != nullptr) found.push_back(oin);
        }
    }
    return found;
}

std::vector<Oin> reporters_of(const CaseState& state) {
    std::vector<Oin> standing;
    for (const auto& party : state.parties) {
        if (!is_in(state.withdrawn, party)) standing.push_back(party);
    }
    return standing;
}

Meant meant_by(
    std::string_view name, const CaseState& state, const Leg* leg, const Organisations& organisations
) {
    if (leg != nullptr) {
        const auto stand_in = leg->stand_ins.find(std::string(name));
        if (stand_in != leg->stand_ins.end()) return {{stand_in->second}};
    }
    if (auto relation = related(name, state, leg, organisations)) {
        // A receiver or addressee that takes no part is spoken for by the coordinator, and nothing is amiss. Nobody
        // speaks for reporters and holders.
        const bool spoken_for = name == "addressee" || name == "receiver";
        if (relation->who.empty() && spoken_for) relation->who.push_back(coordinator_of(organisations));
        return *relation;
    }
    const auto* holder = holder_of(name, leg, organisations);
    if (holder == nullptr) return {{coordinator_of(organisations)}, true};
    return {{{holder->oin, std::string(name)}}};
}

std::vector<Owner> answerable(const CaseState& state, const Leg* leg, const Organisations& organisations) {
    std::vector<Owner> all;
    const auto add_once = [&all](const Owner& owner) {
        if (std::find(all.begin(), all.end(), owner) == all.end()) all.push_back(owner);
    };
    if (leg != nullptr) add_once(leg->owner);
    add_once(state.owner);
    add_once(coordinator_of(organisations));
    return all;
}

bool is_owner(const Principal& by, const Owner& owner) {
    if (is_over_all_cases(owner.role)) return by.has(owner.role);
    return by.organisation == owner.organisation && has_fitting_role(by, owner.role);
}

std::optional<std::string> acts_as(
    const Principal& by,
    std::string_view name,
    const CaseState& state,
    const Leg* leg,
    const Organisations& organisations
) {
    if (name == "system") return std::nullopt;
    if (is_over_all_cases(name) && by.has(name)) return std::string(name);
    for (const auto& owner : meant_by(name, state, leg, organisations).who) {
        if (is_owner(by, owner)) return owner.role;
    }
    return std::nullopt;
}

}  // namespace wissel::cases
