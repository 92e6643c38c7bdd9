#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

std::optional<Offer>& offer_at(CaseState& state, const std::optional<LegId>& leg) {
    return leg ? leg_at(state, *leg).offer : state.offer;
}

}  // namespace

void insert_sorted(std::vector<Oin>& list, const Oin& organisation) {
    const auto place = std::lower_bound(list.begin(), list.end(), organisation);
    if (place == list.end() || *place != organisation) list.insert(place, organisation);
}

void end_tenure(CaseState& state, const std::optional<LegId>& leg, Instant at) {
    for (auto& tenure : state.ledger) {
        if (tenure.leg == leg && !tenure.until) tenure.until = at;
    }
}

void begin_tenure(CaseState& state, const std::optional<LegId>& leg, const Owner& owner, Instant at) {
    const bool goes_on = std::any_of(state.ledger.begin(), state.ledger.end(), [&](const Tenure& tenure) {
        return tenure.leg == leg && !tenure.until && tenure.owner == owner;
    });
    if (goes_on) return;
    end_tenure(state, leg, at);
    state.ledger.push_back({leg, owner, at, std::nullopt});
}

std::optional<LegId> leg_id_in(const json& data) {
    const json& named = data.at("leg");
    if (named.is_null()) return std::nullopt;
    const auto id = LegId::parse(named.get_ref<const std::string&>());
    ensure(id.has_value(), "a leg's id is a UUID");
    return id;
}

Leg& leg_at(CaseState& state, const LegId& id) {
    Leg* leg = state.find(id);
    ensure(leg != nullptr, "an event names a leg of its case");
    return *leg;
}

Owner owner_in(const json& node) {
    return {node.at("organisation").get<std::string>(), node.at("role").get<std::string>()};
}

std::string text_in(const json& data, const char* name) {
    const auto found = data.find(name);
    return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_in(const json& data, const char* name) {
    std::vector<std::string> texts;
    const auto found = data.find(name);
    if (found == data.end() || !found->is_array()) return texts;
    for (const auto& one : *found) {
        if (one.is_string()) texts.push_back(one.get<std::string>());
    }
    return texts;
}

const Leg* CaseState::find(const LegId& leg_id) const {
    const auto found =
        std::find_if(legs.begin(), legs.end(), [&](const Leg& leg) { return leg.id == leg_id; });
    return found == legs.end() ? nullptr : &*found;
}

Leg* CaseState::find(const LegId& leg_id) {
    return const_cast<Leg*>(std::as_const(*this).find(leg_id));
}

void on_owner_offered(CaseState& state, const Event& event) {
    const auto id = leg_id_in(event.data);
    keep_note(state, event, event.type);
    const Owner to = owner_in(event.data.at("to"));
    offer_at(state, id) = Offer{
        to, owner_in(event.data.at("from")), event.at, text_in(event.data, "standsInFor")};
    insert_sorted(state.viewers, to.organisation);
}

void on_owner_accepted(CaseState& state, const Event& event) {
    const auto id = leg_id_in(event.data);
    const Owner owner = owner_in(event.data.at("owner"));
    keep_note(state, event, event.type);
    offer_at(state, id).reset();
    begin_tenure(state, id, owner, event.at);
    if (!id) {
        state.owner = owner;
        return;
    }
    Leg& leg = leg_at(state, *id);
    leg.owner = owner;
    leg.organisation = owner.organisation;
    // Where the workflow goes on to name the role that was handed over, it means the new owner.
    if (const auto role = text_in(event.data, "standsInFor"); !role.empty()) leg.stand_ins[role] = owner;
}

void on_offer_ended(CaseState& state, const Event& event) {
    keep_note(state, event, event.type);
    offer_at(state, leg_id_in(event.data)).reset();
}

}  // namespace wissel::cases
