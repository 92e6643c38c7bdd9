#include "engine/cases/record_codec.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/visibility.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

json encode(const Tenure& tenure) {
    json encoded = {
        {"leg", encode_leg_id(tenure.leg)},
        {"owner", encode_owner(tenure.owner)},
        {"from", format_instant(tenure.from)}};
    if (tenure.until) encoded["until"] = format_instant(*tenure.until);
    return encoded;
}

json encode(const Signal& signal) {
    json to = json::array();
    for (const auto& owner : signal.to) to.push_back(encode_owner(owner));
    return {
        {"leg", encode_leg_id(signal.leg)},
        {"about", signal.about},
        {"to", std::move(to)},
        {"at", format_instant(signal.at)}};
}

json encode(const Outcome& outcome) {
    return {{"leg", encode_leg_id(outcome.leg)}, {"code", outcome.code}, {"at", format_instant(outcome.at)}};
}

json encode(const Bridge& bridge) {
    return {{"leg", encode_leg_id(bridge.leg)}, {"from", bridge.from}, {"until", bridge.until}};
}

json encode(const Link& link) {
    return {{"to", link.to.str()}, {"kind", link.kind}};
}

json encode(const Position& position) {
    return {
        {"organisation", position.organisation}, {"at", format_instant(position.at)}, {"seal", position.seal}};
}

json encode_actor(const Actor& actor) {
    return {{"organisation", actor.organisation}, {"role", actor.role}, {"actor", actor.actor}};
}

Actor decode_actor(const json& read) {
    return {
        read.at("organisation").get<std::string>(),
        read.at("role").get<std::string>(),
        read.at("actor").get<std::string>()};
}

json encode(const Comment& comment) {
    return {
        {"by", encode_actor(comment.by)},
        {"at", format_instant(comment.at)},
        {"seal", comment.seal}};
}

json encode(const Note& note) {
    return {
        {"leg", encode_leg_id(note.leg)},
        {"event", note.event},
        {"by", encode_actor(note.by)},
        {"at", format_instant(note.at)},
        {"seals", note.seals}};
}

json encode(const Request& request) {
    return {{"at", format_instant(request.at)}, {"fields", request.fields}, {"open", request.open}};
}

template <class T>
void put(json& whole, const char* name, const std::vector<T>& list) {
    if (list.empty()) return;
    json all = json::array();
    for (const auto& one : list) all.push_back(encode(one));
    whole[name] = std::move(all);
}

template <class T>
void put_plain(json& whole, const char* name, const T& value) {
    if (!value.empty()) whole[name] = value;
}

const json& list_in(const json& read, const char* name) {
    static const json none = json::array();
    const auto found = read.find(name);
    return found == read.end() ? none : *found;
}

Tenure decode_tenure(const json& read) {
    Tenure tenure{
        decode_leg_id(read.at("leg")), decode_owner(read.at("owner")), decode_instant(read.at("from")), {}};
    if (read.contains("until")) tenure.until = decode_instant(read.at("until"));
    return tenure;
}

Signal decode_signal(const json& read) {
    Signal signal{decode_leg_id(read.at("leg")), read.at("about"), {}, decode_instant(read.at("at"))};
    for (const auto& owner : read.at("to")) signal.to.push_back(decode_owner(owner));
    return signal;
}

CaseId decode_case_id(const json& read) {
    const auto id = CaseId::parse(read.get_ref<const std::string&>());
    ensure(id.has_value(), "a stored case has an id");
    return *id;
}

json encode_visibility(const VisibilityState& visibility) {
    json encoded = {{"chosen", code_of(visibility.chosen)}};
    if (!visibility.ground.empty()) encoded["ground"] = visibility.ground;
    if (!visibility.review_on.empty()) encoded["reviewOn"] = visibility.review_on;
    if (visibility.review_at) encoded["reviewAt"] = format_instant(*visibility.review_at);
    if (!visibility.hearing) return encoded;
    const Hearing& hearing = *visibility.hearing;
    json& told = encoded["hearing"];
    told = {
        {"holders", hearing.holders},
        {"startedAt", format_instant(hearing.started_at)},
        {"over", hearing.over}};
    if (hearing.within.empty()) return encoded;
    told.update(
        {{"within", hearing.within},
         {"calendar", hearing.calendar},
         {"basis", hearing.basis},
         {"endsAt", format_instant(hearing.ends_at)}}
    );
    return encoded;
}

VisibilityState decode_visibility(const json& read) {
    VisibilityState visibility;
    const auto chosen = read_visibility(read.at("chosen").get_ref<const std::string&>());
    ensure(chosen.has_value(), "a stored case is visible in a way that this program knows");
    visibility.chosen = *chosen;
    visibility.ground = read.value("ground", std::string());
    visibility.review_on = read.value("reviewOn", std::string());
    if (read.contains("reviewAt")) visibility.review_at = decode_instant(read.at("reviewAt"));
    if (!read.contains("hearing")) return visibility;
    const json& told = read.at("hearing");
    Hearing hearing;
    hearing.holders = told.at("holders").get<std::vector<Oin>>();
    hearing.started_at = decode_instant(told.at("startedAt"));
    hearing.over = told.at("over").get<bool>();
    hearing.within = told.value("within", std::string());
    hearing.calendar = told.value("calendar", std::string());
    hearing.basis = told.value("basis", std::string());
    if (told.contains("endsAt")) hearing.ends_at = decode_instant(told.at("endsAt"));
    visibility.hearing = std::move(hearing);
    return visibility;
}

}  // namespace

void encode_records(const CaseState& state, json& whole) {
    put(whole, "ledger", state.ledger);
    put(whole, "signals", state.signals);
    put(whole, "outcomes", state.outcomes);
    put(whole, "bridges", state.bridges);
    put(whole, "links", state.links);
    put(whole, "positions", state.positions);
    put(whole, "comments", state.comments);
    put(whole, "notes", state.notes);
    put(whole, "requests", state.requests);
    put_plain(whole, "viewers", state.viewers);
    put_plain(whole, "withdrawn", state.withdrawn);
    put_plain(whole, "says", state.says);
    put_plain(whole, "labels", state.labels);
    put_plain(whole, "closedAs", state.closed_as);
    if (state.closed_at) whole["closedAt"] = format_instant(*state.closed_at);
    if (state.reroutes > 0) whole["reroutes"] = state.reroutes;
    if (state.offer) whole["offer"] = encode_offer(*state.offer);
    if (state.visibility != VisibilityState()) whole["visibility"] = encode_visibility(state.visibility);
}

void decode_records(const json& read, CaseState& state) {
    for (const auto& one : list_in(read, "ledger")) state.ledger.push_back(decode_tenure(one));
    for (const auto& one : list_in(read, "signals")) state.signals.push_back(decode_signal(one));
    for (const auto& one : list_in(read, "outcomes"))
        state.outcomes.push_back({decode_leg_id(one.at("leg")), one.at("code"), decode_instant(one.at("at"))});
    for (const auto& one : list_in(read, "bridges"))
        state.bridges.push_back({decode_leg_id(one.at("leg")), one.at("from"), one.at("until")});
    for (const auto& one : list_in(read, "links"))
        state.links.push_back({decode_case_id(one.at("to")), one.at("kind")});
    for (const auto& one : list_in(read, "positions"))
        state.positions.push_back({one.at("organisation"), decode_instant(one.at("at")), one.at("seal")});
    for (const auto& one : list_in(read, "comments"))
        state.comments.push_back(
            {decode_actor(one.at("by")), decode_instant(one.at("at")), one.at("seal")}
        );
    for (const auto& one : list_in(read, "notes"))
        state.notes.push_back(
            {decode_leg_id(one.at("leg")),
             one.at("event"),
             decode_actor(one.at("by")),
             decode_instant(one.at("at")),
             one.at("seals")}
        );
    for (const auto& one : list_in(read, "requests"))
        state.requests.push_back(
            {decode_instant(one.at("at")), one.at("fields").get<std::vector<std::string>>(), one.at("open")}
        );
    // A case of before this was kept was seen by its parties, and held by its owner from the start.
    state.viewers = read.value("viewers", state.parties);
    // A case of before this was kept is its parties' own until its holders are heard.
    if (read.contains("visibility")) state.visibility = decode_visibility(read.at("visibility"));
    state.withdrawn = read.value("withdrawn", std::vector<Oin>());
    state.says = read.value("says", std::map<Oin, std::string>());
    state.labels = read.value("labels", std::vector<std::string>());
    state.closed_as = read.value("closedAs", std::string());
    if (read.contains("closedAt")) state.closed_at = decode_instant(read.at("closedAt"));
    state.reroutes = read.value("reroutes", std::int64_t{0});
    if (read.contains("offer")) state.offer = decode_offer(read.at("offer"));
    if (state.ledger.empty())
        state.ledger.push_back({std::nullopt, state.owner, state.created_at, std::nullopt});
}

}  // namespace wissel::cases
