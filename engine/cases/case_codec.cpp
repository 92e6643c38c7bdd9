#include "engine/base/ensure.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/record_codec.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

void write(JsonWriter& to, const ReportState& report) {
    to.open('{').member("at", format_instant(report.at)).name("by");
    write(to, report.by);
    if (!report.corrections.empty()) to.name("corrections").value(report.corrections);
    to.name("facts").value(report.facts).member("id", report.id.str()).name("seals").value(report.seals);
    to.close('}');
}

/// A list of the case, left out where nothing is in it.
template <class T>
void put(JsonWriter& to, const char* name, const std::vector<T>& list) {
    if (list.empty()) return;
    to.name(name).list(list, [&to](const T& one) { write(to, one); });
}

void put_texts(JsonWriter& to, const char* name, const std::vector<std::string>& texts) {
    if (!texts.empty()) to.name(name).texts(texts);
}

template <class T>
void put(JsonWriter& to, const char* name, const std::optional<T>& one) {
    if (!one) return;
    to.name(name);
    write(to, *one);
}

void put_says(JsonWriter& to, const std::map<Oin, std::string>& says) {
    if (says.empty()) return;
    to.name("says").open('{');
    for (const auto& [oin, say] : says) to.named(oin).text(say);
    to.close('}');
}

ReportState decode_report(const json& read) {
    const auto id = ReportId::parse(read.at("id").get_ref<const std::string&>());
    ensure(id.has_value(), "a stored report has an id");
    const json& by = read.at("by");
    return {
        *id,
        decode_instant(read.at("at")),
        {by.at("organisation").get<std::string>(),
         by.at("role").get<std::string>(),
         by.at("actor").get<std::string>()},
        read.at("facts"),
        read.at("seals"),
        read.value("corrections", json::array())};
}

}  // namespace

// Members come in the order of their names, as nlohmann::json sorts them: so it was written when it was a tree first,
// and a test holds it to that.
std::string encode_case(const CaseState& state) {
    JsonWriter to(NotUtf8::refused);
    to.reserve(4096);
    to.open('{');
    put(to, "bridges", state.bridges);
    to.member("changedAt", format_instant(state.changed_at));
    if (!state.closed_as.empty()) to.member("closedAs", state.closed_as);
    write_instant(to, "closedAt", state.closed_at);
    put(to, "comments", state.comments);
    to.member("createdAt", format_instant(state.created_at)).member("id", state.id.str());
    put_texts(to, "labels", state.labels);
    put(to, "ledger", state.ledger);
    put(to, "legs", state.legs);
    put(to, "lifecycle", state.lifecycle);
    put(to, "links", state.links);
    put(to, "notes", state.notes);
    put(to, "offer", state.offer);
    put(to, "outcomes", state.outcomes);
    to.name("owner");
    write(to, state.owner);
    to.name("parties").texts(state.parties).member("phase", state.phase);
    put(to, "positions", state.positions);
    to.member("reference", state.number.str()).name("reports").list(state.reports, [&to](const ReportState& report) {
        write(to, report);
    });
    put(to, "requests", state.requests);
    if (state.reroutes > 0) to.member("reroutes", state.reroutes);
    put(to, "routing", state.routing);
    put_says(to, state.says);
    put(to, "signals", state.signals);
    to.member("version", state.version);
    put_texts(to, "viewers", state.viewers);
    if (state.visibility != VisibilityState()) {
        to.name("visibility");
        write(to, state.visibility);
    }
    put_texts(to, "withdrawn", state.withdrawn);
    to.close('}');
    return std::move(to).take();
}

CaseState decode_case(std::string_view text) try {
    const json read = json::parse(text);
    const auto id = CaseId::parse(read.at("id").get_ref<const std::string&>());
    const auto number = CaseNumber::parse(read.at("reference").get_ref<const std::string&>());
    ensure(id && number, "a stored case has an id and a reference");
    CaseState state;
    state.id = *id;
    state.number = *number;
    state.version = read.at("version").get<std::int64_t>();
    state.phase = read.at("phase").get<std::string>();
    state.owner = decode_owner(read.at("owner"));
    state.created_at = decode_instant(read.at("createdAt"));
    state.changed_at = decode_instant(read.at("changedAt"));
    state.parties = read.at("parties").get<std::vector<Oin>>();
    if (read.contains("routing")) state.routing = decode_routing(read.at("routing"));
    for (const auto& report : read.at("reports")) state.reports.push_back(decode_report(report));
    if (read.contains("lifecycle")) state.lifecycle = decode_machine(read.at("lifecycle"));
    for (const auto& leg : read.value("legs", json::array())) state.legs.push_back(decode_leg(leg));
    decode_records(read, state);
    return state;
} catch (const json::exception&) {
    throw LogicError("a stored case is not as encode_case writes it");
}

}  // namespace wissel::cases
