#include "engine/cases/record_codec.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/visibility.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

Actor decode_actor(const json& read) {
    return {
        read.at("organisation").get<std::string>(),
        read.at("role").get<std::string>(),
        read.at("actor").get<std::string>()};
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

void write(JsonWriter& to, const Hearing& hearing) {
    // Where nobody was to be asked there is no term.
    const bool asks = !hearing.within.empty();
    to.open('{');
    if (asks) {
        to.member("basis", hearing.basis).member("calendar", hearing.calendar);
        to.member("endsAt", format_instant(hearing.ends_at));
    }
    to.name("holders").texts(hearing.holders).flag("over", hearing.over);
    to.member("startedAt", format_instant(hearing.started_at));
    if (asks) to.member("within", hearing.within);
    to.close('}');
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

void write(JsonWriter& to, const Actor& actor) {
    to.open('{').member("actor", actor.actor).member("organisation", actor.organisation);
    to.member("role", actor.role).close('}');
}

void write(JsonWriter& to, const Tenure& tenure) {
    to.open('{').member("from", format_instant(tenure.from)).name("leg");
    write(to, tenure.leg);
    to.name("owner");
    write(to, tenure.owner);
    write_instant(to, "until", tenure.until);
    to.close('}');
}

void write(JsonWriter& to, const Signal& signal) {
    to.open('{').member("about", signal.about).member("at", format_instant(signal.at)).name("leg");
    write(to, signal.leg);
    to.name("to").list(signal.to, [&to](const Owner& owner) { write(to, owner); });
    to.close('}');
}

void write(JsonWriter& to, const Outcome& outcome) {
    to.open('{').member("at", format_instant(outcome.at)).member("code", outcome.code).name("leg");
    write(to, outcome.leg);
    to.close('}');
}

void write(JsonWriter& to, const Bridge& bridge) {
    to.open('{').member("from", bridge.from).name("leg");
    write(to, bridge.leg);
    to.member("until", bridge.until).close('}');
}

void write(JsonWriter& to, const Link& link) {
    to.open('{').member("kind", link.kind).member("to", link.to.str()).close('}');
}

void write(JsonWriter& to, const Position& position) {
    to.open('{').member("at", format_instant(position.at)).member("organisation", position.organisation);
    to.name("seal").value(position.seal).close('}');
}

void write(JsonWriter& to, const Comment& comment) {
    to.open('{').member("at", format_instant(comment.at)).name("by");
    write(to, comment.by);
    to.name("seal").value(comment.seal).close('}');
}

void write(JsonWriter& to, const Note& note) {
    to.open('{').member("at", format_instant(note.at)).name("by");
    write(to, note.by);
    to.member("event", note.event).name("leg");
    write(to, note.leg);
    to.name("seals").value(note.seals).close('}');
}

void write(JsonWriter& to, const Request& request) {
    to.open('{').member("at", format_instant(request.at)).name("fields").texts(request.fields);
    to.flag("open", request.open).close('}');
}

void write(JsonWriter& to, const VisibilityState& visibility) {
    to.open('{').member("chosen", code_of(visibility.chosen));
    if (!visibility.ground.empty()) to.member("ground", visibility.ground);
    if (visibility.hearing) {
        to.name("hearing");
        write(to, *visibility.hearing);
    }
    write_instant(to, "reviewAt", visibility.review_at);
    if (!visibility.review_on.empty()) to.member("reviewOn", visibility.review_on);
    to.close('}');
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
