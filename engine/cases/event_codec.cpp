#include "engine/base/ensure.hpp"
#include "engine/base/json_text.hpp"
#include "engine/base/json_writer.hpp"
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

void write(JsonWriter& to, const By& by) {
    to.open('{');
    if (const auto* system = std::get_if<SystemActor>(&by)) {
        to.member("system", system->system);
    } else {
        const auto& actor = std::get<Actor>(by);
        to.member("organisation", actor.organisation).member("role", actor.role).member("actor", actor.actor);
    }
    to.close('}');
}

void write_data(JsonWriter& to, const json& data) {
    ensure(data.is_object() && fits_format(data), "format 1 holds objects without floating point");
    to.value(data);
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
    JsonWriter to(NotUtf8::refused);
    write_data(to, data);
    return std::move(to).take();
}

std::string encode_event(const Event& event) {
    ensure(event.sequence >= 1 && event.version >= 1, "an event is numbered before it is written");
    JsonWriter to(NotUtf8::refused);
    to.reserve(event.data_text.size() + 2048);
    to.open('{').member("sequence", event.sequence).member("case", event.case_id.str());
    to.member("version", event.version).member("type", event.type).member("at", format_instant(event.at));
    to.name("by");
    write(to, event.by);
    to.name("data");
    if (event.data_text.empty()) {
        write_data(to, event.data);
    } else {
        to.raw(event.data_text);
    }
    to.close('}');
    return std::move(to).take();
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
