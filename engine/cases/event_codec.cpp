#include "engine/base/ensure.hpp"
#include "engine/base/json_text.hpp"
#include "engine/cases/event.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// Format 1 knows no floating point, and no integer that some reader would round.
bool fits_format(const json& value) {
    if (value.is_number_float() || value.is_binary() || value.is_discarded()) return false;
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>() <= static_cast<std::uint64_t>(json_integer_max);
    if (value.is_number_integer()) return std::abs(value.get<std::int64_t>()) <= json_integer_max;
    return !value.is_structured() || std::all_of(value.begin(), value.end(), fits_format);
}

std::string json_string(std::string_view text) {
    return json(text).dump();
}

std::string encode_by(const By& by) {
    if (const auto* system = std::get_if<SystemActor>(&by))
        return R"({"system":)" + json_string(system->system) + "}";
    const auto& actor = std::get<Actor>(by);
    return R"({"organisation":)" + json_string(actor.organisation) + R"(,"role":)" + json_string(actor.role) +
           R"(,"actor":)" + json_string(actor.actor) + "}";
}

By decode_by(const json& by) {
    if (by.contains("system")) return SystemActor{by.at("system").get<std::string>()};
    return Actor{
        by.at("organisation").get<std::string>(),
        by.at("role").get<std::string>(),
        by.at("actor").get<std::string>()};
}

}  // namespace

std::string encode_event_data(const json& data) {
    ensure(data.is_object() && fits_format(data), "format 1 holds objects without floating point");
    return data.dump();
}

std::string encode_event(const Event& event) {
    ensure(event.sequence >= 1 && event.version >= 1, "an event is numbered before it is written");
    return R"({"sequence":)" + std::to_string(event.sequence) + R"(,"case":)" +
           json_string(event.case_id.str()) + R"(,"version":)" + std::to_string(event.version) +
           R"(,"type":)" + json_string(event.type) + R"(,"at":)" + json_string(format_instant(event.at)) +
           R"(,"by":)" + encode_by(event.by) + R"(,"data":)" +
           (event.data_text.empty() ? encode_event_data(event.data) : event.data_text) + "}";
}

Event decode_event(std::string_view text) try {
    json read = json::parse(text);
    const auto case_id = CaseId::parse(read.at("case").get_ref<const std::string&>());
    const auto at = parse_instant(read.at("at").get_ref<const std::string&>());
    ensure(case_id && at, "a stored event names its case and its moment");
    return Event{
        read.at("sequence").get<std::int64_t>(),
        *case_id,
        read.at("version").get<std::int64_t>(),
        read.at("type").get<std::string>(),
        *at,
        decode_by(read.at("by")),
        std::move(read.at("data")),
        {}};
} catch (const json::exception&) {
    throw LogicError("a stored event is not of format 1");
}

}  // namespace wissel::cases
