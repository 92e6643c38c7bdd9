#include "api/resources/treatment_document.hpp"

#include "engine/base/json_writer.hpp"
#include "engine/cases/sealed_text.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>

namespace wissel::resources {
namespace {

using Json = nlohmann::ordered_json;

void write_leg_id(JsonWriter& to, const std::optional<cases::LegId>& id) {
    if (id) {
        to.text(id->str());
    } else {
        to.null();
    }
}

void write_instant(JsonWriter& to, const std::optional<Instant>& instant) {
    if (instant) {
        to.text(format_instant(*instant));
    } else {
        to.null();
    }
}

void write_offer(
    JsonWriter& to, const cases::Offer& offer, const cases::Organisations& organisations, Mailboxes mailboxes
) {
    to.open('{').name("to");
    write_owner(to, offer.to, organisations, mailboxes);
    to.name("from");
    write_owner(to, offer.from, organisations, mailboxes);
    to.member("at", format_instant(offer.at)).close('}');
}

/// The states it is in, with how people call them.
void write_states(JsonWriter& to, const cases::MachineState& machine, const cases::RunnableWorkflow* workflow) {
    to.list(machine.configuration, [&](const std::string& name) {
        to.open('{').member("name", name);
        const auto state = workflow == nullptr ? std::nullopt : workflow->machine().find(name);
        if (state) to.member("title", workflow->workflow.states[*state].title);
        to.close('}');
    });
}

/// The members that every machine has.
void write_machine(
    JsonWriter& to, const cases::MachineState& machine, const Services& services, Mailboxes mailboxes
) {
    const auto* workflow = services.workflows.find(machine.hash);
    to.name("workflow").open('{').member("id", machine.workflow).name("version");
    if (workflow != nullptr) {
        to.text(workflow->machine().version);
    } else {
        to.null();
    }
    to.member("hash", machine.hash).close('}').name("states");
    write_states(to, machine, workflow);
    to.member("since", format_instant(machine.since)).name("due");
    write_instant(to, machine.due_at);
    to.name("waitingOn").open('[');
    for (const auto& turn : machine.turns) {
        if (turn.kind == "act") continue;
        write_owner(to, {turn.organisation, turn.role}, services.organisations, mailboxes);
    }
    to.close(']');
}

template <class T, class Tell>
void put(JsonWriter& to, const char* name, const std::vector<T>& list, const Tell& tell) {
    if (!list.empty()) to.name(name).list(list, tell);
}

/// What was typed; null where it was erased.
void write_text(JsonWriter& to, const nlohmann::json& seal, const cases::CaseView& view) {
    const auto texts = cases::sealed_text(seal, view.sealed);
    if (texts.is_object() && texts.contains("text")) {
        to.text(texts.at("text").get_ref<const std::string&>());
    } else {
        to.null();
    }
}

/// Who did it: `organisation` and `role`.
void write_actor(JsonWriter& to, const cases::Actor& by, const cases::Organisations& organisations) {
    to.name("organisation");
    write_organisation(to, by.organisation, organisations);
    to.member("role", by.role);
}

/// Where `organisation` is written to in that role; the last one counts. nullptr: nowhere.
const std::string* mailbox_of(const cases::Organisation& organisation, const std::string& role) {
    const std::string* mailbox = nullptr;
    for (const auto& held : organisation.roles) {
        if (held.role == role && !held.mailbox.empty()) mailbox = &held.mailbox;
    }
    return mailbox;
}

/// All that was typed with it, by the name of its field.
Json texts_of(const cases::Note& note, const cases::CaseView& view) {
    Json texts = Json::object();
    for (const auto& seal : note.seals) {
        const auto read = cases::sealed_text(seal, view.sealed);
        if (read.is_object()) texts.update(Json(read));
    }
    return texts;
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

void write_organisation(JsonWriter& to, const cases::Oin& oin, const cases::Organisations& organisations) {
    to.open('{').member("oin", oin);
    if (const auto* known = organisations.find(oin)) to.member("name", known->name);
    to.close('}');
}

Mailboxes mailboxes_in(const cases::CaseView& view) {
    return view.outside ? Mailboxes::left_out : Mailboxes::told;
}

void write_owner(
    JsonWriter& to, const cases::Owner& owner, const cases::Organisations& organisations, Mailboxes mailboxes
) {
    to.open('{').name("organisation");
    write_organisation(to, owner.organisation, organisations);
    to.member("role", owner.role);
    if (mailboxes == Mailboxes::told) {
        const auto* known = organisations.find(owner.organisation);
        const std::string* mailbox = known == nullptr ? nullptr : mailbox_of(*known, owner.role);
        if (mailbox != nullptr) to.member("mailbox", *mailbox);
    }
    to.close('}');
}

void write_visibility(JsonWriter& to, const cases::CaseState& state, const cases::Organisations& organisations) {
    const auto& visibility = state.visibility;
    to.open('{').member("now", cases::code_of(visibility.now()));
    to.member("chosen", cases::code_of(visibility.chosen));
    if (cases::hears(state)) {
        const auto& hearing = *visibility.hearing;
        to.name("hearing").open('{').name("holders");
        to.list(cases::not_heard_yet(state), [&](const cases::Oin& oin) {
            write_organisation(to, oin, organisations);
        });
        to.member("within", hearing.within).member("calendar", hearing.calendar);
        to.member("basis", hearing.basis).member("opensOn", amsterdam_date(hearing.ends_at)).close('}');
    }
    if (!visibility.ground.empty()) to.member("ground", visibility.ground);
    if (!visibility.review_on.empty()) to.member("reviewOn", visibility.review_on);
    to.close('}');
}

void write_lifecycle(
    JsonWriter& to, const cases::CaseState& state, const Services& services, Mailboxes mailboxes
) {
    if (!state.lifecycle) {
        to.null();
        return;
    }
    to.open('{');
    write_machine(to, *state.lifecycle, services, mailboxes);
    to.close('}');
}

void write_leg(JsonWriter& to, const cases::Leg& leg, const Services& services, Mailboxes mailboxes) {
    const auto& organisations = services.organisations;
    to.open('{').member("id", leg.id.str()).member("route", leg.route);
    if (!leg.ministry.empty()) to.member("ministry", leg.ministry);
    if (!leg.referral.empty()) to.member("referral", leg.referral);
    to.flag("beside", leg.beside);
    if (leg.overlay) to.flag("overlay", true);
    if (leg.started_by) to.member("startedBy", leg.started_by->str());
    to.member("status", leg.status).name("owner");
    if (leg.open()) {
        write_owner(to, leg.owner, organisations, mailboxes);
    } else {
        to.null();
    }
    if (leg.offer) {
        to.name("offer");
        write_offer(to, *leg.offer, organisations, mailboxes);
    }
    to.name("sender");
    write_owner(to, leg.sender, organisations, mailboxes);
    write_machine(to, leg.machine, services, mailboxes);
    if (leg.waiting) {
        to.name("suspended").open('{').member("kind", leg.waiting->kind).member("on", leg.waiting->on);
        to.name("expected").text_or_null(leg.waiting->expected);
        to.member("since", format_instant(leg.waiting->since)).close('}');
    }
    if (!leg.code.empty()) to.member("code", leg.code);
    if (!leg.outcome.empty()) to.member("outcome", leg.outcome);
    to.member("startedAt", format_instant(leg.started_at)).name("endedAt");
    write_instant(to, leg.ended_at);
    to.close('}');
}

void write_records(JsonWriter& to, const cases::CaseView& view, const Services& services) {
    const auto& state = view.state;
    const auto& organisations = services.organisations;
    const Mailboxes mailboxes = mailboxes_in(view);
    if (state.offer) {
        to.name("offer");
        write_offer(to, *state.offer, organisations, mailboxes);
    }
    if (!state.closed_as.empty()) {
        to.member("closedAs", state.closed_as).name("closedAt");
        write_instant(to, state.closed_at);
    }
    put(to, "signals", state.signals, [&](const cases::Signal& signal) {
        to.open('{').name("leg");
        write_leg_id(to, signal.leg);
        to.member("about", signal.about).name("to").list(signal.to, [&](const cases::Owner& owner) {
            write_owner(to, owner, organisations, mailboxes);
        });
        to.member("at", format_instant(signal.at)).close('}');
    });
    put(to, "requests", state.requests, [&](const cases::Request& request) {
        to.open('{').member("at", format_instant(request.at)).name("fields").texts(request.fields);
        to.flag("open", request.open).close('}');
    });
    put(to, "outcomes", state.outcomes, [&](const cases::Outcome& outcome) {
        to.open('{').name("leg");
        write_leg_id(to, outcome.leg);
        to.member("code", outcome.code).member("at", format_instant(outcome.at)).close('}');
    });
    put(to, "bridges", state.bridges, [&](const cases::Bridge& bridge) {
        to.open('{').name("leg");
        write_leg_id(to, bridge.leg);
        to.member("from", bridge.from).name("until").text_or_null(bridge.until).close('}');
    });
    put(to, "links", state.links, [&](const cases::Link& link) {
        to.open('{').member("case", link.to.str()).member("kind", link.kind).close('}');
    });
    if (!state.labels.empty()) to.name("labels").texts(state.labels);
    if (!state.says.empty()) {
        to.name("says").list(state.says, [&](const auto& said) {
            to.open('{').name("organisation");
            write_organisation(to, said.first, organisations);
            to.member("say", said.second).close('}');
        });
    }
    put(to, "withdrawn", state.withdrawn, [&](const cases::Oin& oin) {
        write_organisation(to, oin, organisations);
    });
    put(to, "positions", state.positions, [&](const cases::Position& position) {
        to.open('{').name("organisation");
        write_organisation(to, position.organisation, organisations);
        to.member("at", format_instant(position.at)).name("text");
        write_text(to, position.seal, view);
        to.close('}');
    });
    put(to, "notes", state.notes, [&](const cases::Note& note) {
        to.open('{').name("leg");
        write_leg_id(to, note.leg);
        to.member("event", note.event);
        write_actor(to, note.by, organisations);
        to.member("at", format_instant(note.at)).name("texts").value(texts_of(note, view)).close('}');
    });
    put(to, "comments", state.comments, [&](const cases::Comment& comment) {
        to.open('{');
        write_actor(to, comment.by, organisations);
        to.member("at", format_instant(comment.at)).name("text");
        write_text(to, comment.seal, view);
        to.close('}');
    });
}

}  // namespace wissel::resources
