#include "engine/cases/leg_codec.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/cases/term_state.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

void write(JsonWriter& to, const Turn& turn) {
    to.open('{').member("kind", turn.kind).member("organisation", turn.organisation).member("role", turn.role);
    to.close('}');
}

void write(JsonWriter& to, const DueTimer& timer) {
    to.open('{').member("dueAt", format_instant(timer.due_at)).name("id").number(timer.id);
    to.member("startedAt", format_instant(timer.started_at)).name("stops");
    write_stops(to, timer.stops);
    to.close('}');
}

std::optional<Instant> get_instant(const json& read, const char* name) {
    const auto found = read.find(name);
    if (found == read.end()) return std::nullopt;
    return decode_instant(*found);
}

/// `since`: of a register from before terms were told.
DueTimer decode_timer(const json& read, Instant since) {
    DueTimer timer{read.at("id"), decode_instant(read.at("dueAt")), since};
    if (read.contains("startedAt")) timer.started_at = decode_instant(read.at("startedAt"));
    if (read.contains("stops")) timer.stops = decode_stops(read.at("stops"));
    return timer;
}

void write(JsonWriter& to, const Waiting& waiting) {
    to.open('{').member("expected", waiting.expected).member("kind", waiting.kind).member("on", waiting.on);
    to.member("since", format_instant(waiting.since)).close('}');
}

Waiting decode_waiting(const json& read) {
    return {read.at("kind"), read.at("on"), read.at("expected"), decode_instant(read.at("since"))};
}

}  // namespace

Instant decode_instant(const json& read) {
    const auto instant = parse_instant(read.get_ref<const std::string&>());
    ensure(instant.has_value(), "a stored moment is a date-time");
    return *instant;
}

json encode_owner(const Owner& owner) {
    json told = json::object();
    told["organisation"] = owner.organisation;
    told["role"] = owner.role;
    return told;
}

void write(JsonWriter& to, const Owner& owner) {
    to.open('{').member("organisation", owner.organisation).member("role", owner.role).close('}');
}

Owner decode_owner(const json& read) {
    return {read.at("organisation").get<std::string>(), read.at("role").get<std::string>()};
}

void write(JsonWriter& to, const Offer& offer) {
    to.open('{').member("at", format_instant(offer.at)).name("from");
    write(to, offer.from);
    to.member("standsInFor", offer.stands_in_for).name("to");
    write(to, offer.to);
    to.close('}');
}

Offer decode_offer(const json& read) {
    return {
        decode_owner(read.at("to")),
        decode_owner(read.at("from")),
        decode_instant(read.at("at")),
        read.at("standsInFor")};
}

json encode_leg_id(const std::optional<LegId>& id) {
    return id ? json(id->str()) : json();
}

void write(JsonWriter& to, const std::optional<LegId>& id) {
    if (id) {
        to.text(id->str());
    } else {
        to.null();
    }
}

void write_instant(JsonWriter& to, std::string_view name, const std::optional<Instant>& instant) {
    if (instant) to.member(name, format_instant(*instant));
}

std::optional<LegId> decode_leg_id(const json& read) {
    if (read.is_null()) return std::nullopt;
    const auto id = LegId::parse(read.get_ref<const std::string&>());
    ensure(id.has_value(), "a stored leg has an id");
    return id;
}

void write(JsonWriter& to, const MachineState& machine) {
    to.open('{');
    write_instant(to, "due", machine.due_at);
    if (!machine.held_timers.empty()) {
        to.name("held");
        write_held(to, machine.held_timers);
    }
    to.member("since", format_instant(machine.since)).name("snapshot").value(machine.snapshot);
    write_instant(to, "stalls", machine.stalls_at);
    if (machine.term) {
        to.name("term");
        write(to, *machine.term);
    }
    if (machine.terms_reached != 0) to.member("termsReached", machine.terms_reached);
    to.name("timers").list(machine.timers, [&to](const DueTimer& timer) { write(to, timer); });
    to.name("turns").list(machine.turns, [&to](const Turn& turn) { write(to, turn); });
    to.close('}');
}

MachineState decode_machine(const json& read) {
    MachineState machine;
    machine.snapshot = read.at("snapshot");
    machine.workflow = machine.snapshot.at("workflow").get<std::string>();
    machine.hash = machine.snapshot.at("hash").get<std::string>();
    machine.configuration = machine.snapshot.at("configuration").get<std::vector<std::string>>();
    machine.since = decode_instant(read.at("since"));
    machine.due_at = get_instant(read, "due");
    for (const auto& turn : read.at("turns"))
        machine.turns.push_back({turn.at("kind"), turn.at("organisation"), turn.at("role")});
    for (const auto& timer : read.at("timers")) machine.timers.push_back(decode_timer(timer, machine.since));
    machine.stalls_at = get_instant(read, "stalls");
    if (read.contains("term")) machine.term = decode_term(read.at("term"));
    if (read.contains("held")) machine.held_timers = decode_held(read.at("held"));
    machine.terms_reached = read.value("termsReached", std::int64_t{0});
    return machine;
}

void write(JsonWriter& to, const Leg& leg) {
    to.open('{').name("addressees").texts(leg.addressees).flag("beside", leg.beside).member("code", leg.code);
    write_instant(to, "endedAt", leg.ended_at);
    to.member("id", leg.id.str()).name("machine");
    write(to, leg.machine);
    to.member("ministry", leg.ministry);
    if (leg.offer) {
        to.name("offer");
        write(to, *leg.offer);
    }
    to.member("organisation", leg.organisation).member("outcome", leg.outcome).flag("overlay", leg.overlay);
    to.name("owner");
    write(to, leg.owner);
    to.member("referral", leg.referral).member("route", leg.route).name("sender");
    write(to, leg.sender);
    if (!leg.stand_ins.empty()) {
        to.name("standIns").open('{');
        for (const auto& [role, owner] : leg.stand_ins) {
            to.named(role);
            write(to, owner);
        }
        to.close('}');
    }
    to.member("startedAt", format_instant(leg.started_at)).name("startedBy");
    write(to, leg.started_by);
    to.member("status", leg.status);
    if (leg.waiting) {
        to.name("waiting");
        write(to, *leg.waiting);
    }
    to.close('}');
}

Leg decode_leg(const json& read) {
    Leg leg;
    const auto id = decode_leg_id(read.at("id"));
    ensure(id.has_value(), "a stored leg has an id");
    leg.id = *id;
    leg.route = read.at("route").get<std::string>();
    leg.ministry = read.at("ministry").get<std::string>();
    leg.referral = read.at("referral").get<std::string>();
    leg.beside = read.at("beside").get<bool>();
    leg.overlay = read.at("overlay").get<bool>();
    leg.started_by = decode_leg_id(read.at("startedBy"));
    leg.status = read.at("status").get<std::string>();
    leg.sender = decode_owner(read.at("sender"));
    leg.owner = decode_owner(read.at("owner"));
    leg.organisation = read.at("organisation").get<std::string>();
    leg.addressees = read.at("addressees").get<std::vector<Oin>>();
    leg.outcome = read.at("outcome").get<std::string>();
    leg.code = read.at("code").get<std::string>();
    leg.machine = decode_machine(read.at("machine"));
    leg.started_at = decode_instant(read.at("startedAt"));
    const json stand_ins = read.value("standIns", json::object());
    for (const auto& [role, owner] : stand_ins.items()) leg.stand_ins[role] = decode_owner(owner);
    if (read.contains("offer")) leg.offer = decode_offer(read.at("offer"));
    if (read.contains("waiting")) leg.waiting = decode_waiting(read.at("waiting"));
    leg.ended_at = get_instant(read, "endedAt");
    return leg;
}

}  // namespace wissel::cases
