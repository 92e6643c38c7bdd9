#include "engine/base/ensure.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/record_codec.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

json encode_report(const ReportState& report) {
    json encoded = {
        {"id", report.id.str()},
        {"at", format_instant(report.at)},
        {"by",
         {{"organisation", report.by.organisation}, {"role", report.by.role}, {"actor", report.by.actor}}},
        {"facts", report.facts},
        {"seals", report.seals},
    };
    if (!report.corrections.empty()) encoded["corrections"] = report.corrections;
    return encoded;
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

std::string encode_case(const CaseState& state) {
    json reports = json::array();
    for (const auto& report : state.reports) reports.push_back(encode_report(report));
    json whole = {
        {"id", state.id.str()},
        {"reference", state.number.str()},
        {"version", state.version},
        {"phase", state.phase},
        {"owner", encode_owner(state.owner)},
        {"createdAt", format_instant(state.created_at)},
        {"changedAt", format_instant(state.changed_at)},
        {"reports", std::move(reports)},
        {"parties", state.parties},
    };
    if (state.routing) whole["routing"] = encode_routing(*state.routing);
    if (state.lifecycle) whole["lifecycle"] = encode_machine(*state.lifecycle);
    for (const auto& leg : state.legs) whole["legs"].push_back(encode_leg(leg));
    encode_records(state, whole);
    return whole.dump();
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
