#include "api/resources/treatment_document.hpp"

#include "engine/cases/sealed_text.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>

namespace wissel::resources {
namespace {

using Json = nlohmann::ordered_json;

Json leg_id(const std::optional<cases::LegId>& id) {
    return id ? Json(id->str()) : Json();
}

Json offer_document(const cases::Offer& offer, const cases::Organisations& organisations) {
    return {
        {"to", owner_document(offer.to, organisations)},
        {"from", owner_document(offer.from, organisations)},
        {"at", format_instant(offer.at)}};
}

/// The states it is in, with how people call them.
Json states_of(const cases::MachineState& machine, const Services& services) {
    const auto* workflow = services.workflows.find(machine.hash);
    Json states = Json::array();
    for (const auto& name : machine.configuration) {
        Json told = {{"name", name}};
        const auto state = workflow == nullptr ? std::nullopt : workflow->machine().find(name);
        if (state) told["title"] = words_document(workflow->workflow.states[*state].title);
        states.push_back(std::move(told));
    }
    return states;
}

/// What every machine has.
Json machine_document(const cases::MachineState& machine, const Services& services) {
    const auto* workflow = services.workflows.find(machine.hash);
    Json told = {
        {"workflow",
         {{"id", machine.workflow},
          {"version", workflow == nullptr ? Json() : Json(workflow->machine().version)},
          {"hash", machine.hash}}},
        {"states", states_of(machine, services)},
        {"since", format_instant(machine.since)},
        {"due", machine.due_at ? Json(format_instant(*machine.due_at)) : Json()}};
    Json waiting = Json::array();
    for (const auto& turn : machine.turns) {
        if (turn.kind == "act") continue;
        waiting.push_back(owner_document({turn.organisation, turn.role}, services.organisations));
    }
    told["waitingOn"] = std::move(waiting);
    return told;
}

Json leg_document(const cases::Leg& leg, const Services& services) {
    const auto& organisations = services.organisations;
    Json told = {{"id", leg.id.str()}, {"route", leg.route}};
    if (!leg.ministry.empty()) told["ministry"] = leg.ministry;
    if (!leg.referral.empty()) told["referral"] = leg.referral;
    told["beside"] = leg.beside;
    if (leg.overlay) told["overlay"] = true;
    if (leg.started_by) told["startedBy"] = leg_id(leg.started_by);
    told["status"] = leg.status;
    told["owner"] = leg.open() ? owner_document(leg.owner, organisations) : Json();
    if (leg.offer) told["offer"] = offer_document(*leg.offer, organisations);
    told["sender"] = owner_document(leg.sender, organisations);
    told.update(machine_document(leg.machine, services));
    if (leg.waiting) {
        told["suspended"] = {
            {"kind", leg.waiting->kind},
            {"on", leg.waiting->on},
            {"expected", leg.waiting->expected.empty() ? Json() : Json(leg.waiting->expected)},
            {"since", format_instant(leg.waiting->since)}};
    }
    if (!leg.code.empty()) told["code"] = leg.code;
    if (!leg.outcome.empty()) told["outcome"] = leg.outcome;
    told["startedAt"] = format_instant(leg.started_at);
    told["endedAt"] = leg.ended_at ? Json(format_instant(*leg.ended_at)) : Json();
    return told;
}

template <class T, class Tell>
void put(Json& into, const char* name, const std::vector<T>& list, const Tell& tell) {
    if (list.empty()) return;
    Json all = Json::array();
    for (const auto& one : list) all.push_back(tell(one));
    into[name] = std::move(all);
}

/// What was typed; null where it was erased.
Json text_of(const nlohmann::json& seal, const cases::CaseView& view) {
    const auto texts = cases::sealed_text(seal, view.sealed);
    return texts.is_object() && texts.contains("text") ? Json(texts.at("text").get<std::string>()) : Json();
}

}  // namespace

Json words_document(const Words& words) {
    return {{"nl", words.nl}, {"en", words.en}};
}

Json organisation_document(const cases::Oin& oin, const cases::Organisations& organisations) {
    Json told = {{"oin", oin}};
    if (const auto* known = organisations.find(oin)) told["name"] = words_document(known->name);
    return told;
}

Json owner_document(const cases::Owner& owner, const cases::Organisations& organisations) {
    Json told = {
        {"organisation", organisation_document(owner.organisation, organisations)}, {"role", owner.role}};
    const auto* known = organisations.find(owner.organisation);
    if (known == nullptr) return told;
    for (const auto& held : known->roles) {
        if (held.role == owner.role && !held.mailbox.empty()) told["mailbox"] = held.mailbox;
    }
    return told;
}

void leave_out_mailboxes(Json& document) {
    if (document.is_object()) document.erase("mailbox");
    if (!document.is_structured()) return;
    for (auto& inner : document) leave_out_mailboxes(inner);
}

Json visibility_document(const cases::CaseState& state, const Services& services) {
    const auto& visibility = state.visibility;
    Json told = {{"now", cases::code_of(visibility.now())}, {"chosen", cases::code_of(visibility.chosen)}};
    if (cases::hears(state)) {
        const auto& hearing = *visibility.hearing;
        Json holders = Json::array();
        for (const auto& oin : cases::not_heard_yet(state))
            holders.push_back(organisation_document(oin, services.organisations));
        told["hearing"] = {
            {"holders", std::move(holders)},
            {"within", hearing.within},
            {"calendar", hearing.calendar},
            {"basis", hearing.basis},
            {"opensOn", amsterdam_date(hearing.ends_at)}};
    }
    if (!visibility.ground.empty()) told["ground"] = visibility.ground;
    if (!visibility.review_on.empty()) told["reviewOn"] = visibility.review_on;
    return told;
}

Json lifecycle_document(const cases::CaseState& state, const Services& services) {
    if (!state.lifecycle) return nullptr;
    return machine_document(*state.lifecycle, services);
}

Json legs_document(const cases::CaseState& state, const Services& services) {
    Json legs = Json::array();
    for (const auto& leg : state.legs) legs.push_back(leg_document(leg, services));
    return legs;
}

Json records_document(const cases::CaseView& view, const Services& services) {
    const auto& state = view.state;
    const auto& organisations = services.organisations;
    Json told = Json::object();
    if (state.offer) told["offer"] = offer_document(*state.offer, organisations);
    if (!state.closed_as.empty()) {
        told["closedAs"] = state.closed_as;
        told["closedAt"] = state.closed_at ? Json(format_instant(*state.closed_at)) : Json();
    }
    put(told, "signals", state.signals, [&](const cases::Signal& signal) {
        Json to = Json::array();
        for (const auto& owner : signal.to) to.push_back(owner_document(owner, organisations));
        return Json{
            {"leg", leg_id(signal.leg)},
            {"about", signal.about},
            {"to", std::move(to)},
            {"at", format_instant(signal.at)}};
    });
    put(told, "requests", state.requests, [](const cases::Request& request) {
        return Json{{"at", format_instant(request.at)}, {"fields", request.fields}, {"open", request.open}};
    });
    put(told, "outcomes", state.outcomes, [](const cases::Outcome& outcome) {
        return Json{{"leg", leg_id(outcome.leg)}, {"code", outcome.code}, {"at", format_instant(outcome.at)}};
    });
    put(told, "bridges", state.bridges, [](const cases::Bridge& bridge) {
        return Json{
            {"leg", leg_id(bridge.leg)},
            {"from", bridge.from},
            {"until", bridge.until.empty() ? Json() : Json(bridge.until)}};
    });
    put(told, "links", state.links, [](const cases::Link& link) {
        return Json{{"case", link.to.str()}, {"kind", link.kind}};
    });
    if (!state.labels.empty()) told["labels"] = state.labels;
    for (const auto& [oin, say] : state.says)
        told["says"].push_back({{"organisation", organisation_document(oin, organisations)}, {"say", say}});
    put(told, "withdrawn", state.withdrawn, [&](const cases::Oin& oin) {
        return organisation_document(oin, organisations);
    });
    put(told, "positions", state.positions, [&](const cases::Position& position) {
        return Json{
            {"organisation", organisation_document(position.organisation, organisations)},
            {"at", format_instant(position.at)},
            {"text", text_of(position.seal, view)}};
    });
    put(told, "notes", state.notes, [&](const cases::Note& note) {
        Json texts = Json::object();
        for (const auto& seal : note.seals) {
            const auto read = cases::sealed_text(seal, view.sealed);
            if (read.is_object()) texts.update(Json(read));
        }
        return Json{
            {"leg", leg_id(note.leg)},
            {"event", note.event},
            {"organisation", organisation_document(note.by.organisation, organisations)},
            {"role", note.by.role},
            {"at", format_instant(note.at)},
            {"texts", std::move(texts)}};
    });
    put(told, "comments", state.comments, [&](const cases::Comment& comment) {
        return Json{
            {"organisation", organisation_document(comment.by.organisation, organisations)},
            {"role", comment.by.role},
            {"at", format_instant(comment.at)},
            {"text", text_of(comment.seal, view)}};
    });
    return told;
}

}  // namespace wissel::resources
