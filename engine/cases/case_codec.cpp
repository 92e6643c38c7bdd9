#include "engine/base/ensure.hpp"
#include "engine/cases/case_state.hpp"

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

Instant instant_at(const json& object, const char* name) {
    const auto read = parse_instant(object.at(name).get_ref<const std::string&>());
    ensure(read.has_value(), "a stored moment is a date-time");
    return *read;
}

ReportState decode_report(const json& read) {
    const auto id = ReportId::parse(read.at("id").get_ref<const std::string&>());
    ensure(id.has_value(), "a stored report has an id");
    const json& by = read.at("by");
    return {
        *id,
        instant_at(read, "at"),
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
        {"owner", {{"organisation", state.owner.organisation}, {"role", state.owner.role}}},
        {"createdAt", format_instant(state.created_at)},
        {"changedAt", format_instant(state.changed_at)},
        {"reports", std::move(reports)},
        {"parties", state.parties},
    };
    if (state.routing) whole["routing"] = encode_routing(*state.routing);
    return whole.dump();
}

CaseState decode_case(std::string_view text) try {
    const json read = json::parse(text);
    const auto id = CaseId::parse(read.at("id").get_ref<const std::string&>());
    const auto number = CaseNumber::parse(read.at("reference").get_ref<const std::string&>());
    ensure(id && number, "a stored case has an id and a reference");
    CaseState state{
        *id,
        *number,
        read.at("version").get<std::int64_t>(),
        read.at("phase").get<std::string>(),
        {read.at("owner").at("organisation").get<std::string>(),
         read.at("owner").at("role").get<std::string>()},
        instant_at(read, "createdAt"),
        instant_at(read, "changedAt"),
        {},
        read.at("parties").get<std::vector<Oin>>(),
        {}};
    if (read.contains("routing")) state.routing = decode_routing(read.at("routing"));
    for (const auto& report : read.at("reports")) state.reports.push_back(decode_report(report));
    return state;
} catch (const json::exception&) {
    throw LogicError("a stored case is not as encode_case writes it");
}

}  // namespace wissel::cases
