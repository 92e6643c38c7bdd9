#include "engine/cases/leg_codec.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/term_state.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

json encode_turns(const std::vector<Turn>& turns) {
    json all = json::array();
    for (const auto& turn : turns)
        all.push_back({{"kind", turn.kind}, {"organisation", turn.organisation}, {"role", turn.role}});
    return all;
}

json encode_timers(const std::vector<DueTimer>& timers) {
    json all = json::array();
    for (const auto& timer : timers)
        all.push_back(
            {{"id", timer.id},
             {"dueAt", format_instant(timer.due_at)},
             {"startedAt", format_instant(timer.started_at)},
             {"stops", encode_stops(timer.stops)}}
        );
    return all;
}

void put_instant(json& into, const char* name, const std::optional<Instant>& instant) {
    if (instant) into[name] = format_instant(*instant);
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

json encode_waiting(const Waiting& waiting) {
    return {
        {"kind", waiting.kind},
        {"on", waiting.on},
        {"expected", waiting.expected},
        {"since", format_instant(waiting.since)}};
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
    return {{"organisation", owner.organisation}, {"role", owner.role}};
}

Owner decode_owner(const json& read) {
    return {read.at("organisation").get<std::string>(), read.at("role").get<std::string>()};
}

json encode_offer(const Offer& offer) {
    return {
        {"to", encode_owner(offer.to)},
        {"from", encode_owner(offer.from)},
        {"at", format_instant(offer.at)},
        {"standsInFor", offer.stands_in_for}};
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

std::optional<LegId> decode_leg_id(const json& read) {
    if (read.is_null()) return std::nullopt;
    const auto id = LegId::parse(read.get_ref<const std::string&>());
    ensure(id.has_value(), "a stored leg has an id");
    return id;
}

json encode_machine(const MachineState& machine) {
    json encoded = {
        {"snapshot", machine.snapshot},
        {"since", format_instant(machine.since)},
        {"turns", encode_turns(machine.turns)},
        {"timers", encode_timers(machine.timers)}};
    put_instant(encoded, "due", machine.due_at);
    put_instant(encoded, "stalls", machine.stalls_at);
    if (machine.term) encoded["term"] = encode_term(*machine.term);
    if (!machine.held_timers.empty()) encoded["held"] = encode_held(machine.held_timers);
    if (machine.terms_reached != 0) encoded["termsReached"] = machine.terms_reached;
    return encoded;
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

json encode_leg(const Leg& leg) {
    json encoded = {
        {"id", leg.id.str()},
        {"route", leg.route},
        {"ministry", leg.ministry},
        {"referral", leg.referral},
        {"beside", leg.beside},
        {"overlay", leg.overlay},
        {"startedBy", encode_leg_id(leg.started_by)},
        {"status", leg.status},
        {"sender", encode_owner(leg.sender)},
        {"owner", encode_owner(leg.owner)},
        {"organisation", leg.organisation},
        {"addressees", leg.addressees},
        {"outcome", leg.outcome},
        {"code", leg.code},
        {"machine", encode_machine(leg.machine)},
        {"startedAt", format_instant(leg.started_at)}};
    for (const auto& [role, owner] : leg.stand_ins) encoded["standIns"][role] = encode_owner(owner);
    if (leg.offer) encoded["offer"] = encode_offer(*leg.offer);
    if (leg.waiting) encoded["waiting"] = encode_waiting(*leg.waiting);
    put_instant(encoded, "endedAt", leg.ended_at);
    return encoded;
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
