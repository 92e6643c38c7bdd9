#include "tools/wissel/settings.hpp"

#include "api/http/client_address.hpp"
#include "tools/wissel/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace wissel::tool {
namespace {

using nlohmann::json;

constexpr std::string_view prefix = "WISSEL_";
/// Variables that the tools around the server read.
constexpr std::array<std::string_view, 5> not_settings = {
    "WISSEL_CONFIG", "WISSEL_URL", "WISSEL_KEY", "WISSEL_SETUP", "WISSEL_SEED"};

/// `headerBytesMax` -> `HEADER_BYTES_MAX`.
std::string upper_snake(const std::string& camel) {
    std::string upper;
    for (const char c : camel) {
        if (c >= 'A' && c <= 'Z') upper += '_';
        upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return upper;
}

/// Every setting that the schema has, by the name of its variable: its pointer and its type.
void collect(
    const json& schema,
    const std::string& name,
    const std::string& pointer,
    std::map<std::string, std::pair<std::string, std::string>>& all
) {
    for (const auto& [key, member] : schema.at("properties").items()) {
        const std::string variable = name + upper_snake(key);
        if (member.contains("properties")) {
            collect(member, variable + "_", pointer + "/" + key, all);
        } else {
            all[variable] = {pointer + "/" + key, member.value("type", std::string("string"))};
        }
    }
}

/// The variable's text as JSON of the type that the schema wants; a number that is none stays a text, so that
/// the schema refuses it.
json to_value(const std::string& text, const std::string& type) {
    if (type == "integer") {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size()) return number;
    }
    if (type != "array") return text;
    json list = json::array();
    for (std::size_t at = 0; at < text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        list.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return list;
}

/// Puts the variables over the document. Fails on one that is no setting.
Result<void> overlay(
    json& document, const json& schema, const std::map<std::string, std::string>& environment
) {
    std::map<std::string, std::pair<std::string, std::string>> known;
    collect(schema, std::string(prefix), "", known);
    for (const auto& [name, text] : environment) {
        if (!name.starts_with(prefix)) continue;
        if (std::find(not_settings.begin(), not_settings.end(), name) != not_settings.end()) continue;
        const auto setting = known.find(name);
        if (setting == known.end()) {
            return fail(
                FailureCode::invalid,
                {fmt::format("De omgevingsvariabele {} is geen instelling van Wissel.", name),
                 fmt::format("The environment variable {} is no setting of Wissel.", name)}
            );
        }
        document[json::json_pointer(setting->second.first)] = to_value(text, setting->second.second);
    }
    return {};
}

log::Level level_of(const std::string& name) {
    if (name == "debug") return log::Level::debug;
    if (name == "warning") return log::Level::warning;
    return name == "error" ? log::Level::error : log::Level::info;
}

resources::MetricsAccess metrics_access_of(const std::string& name) {
    if (name == "off") return resources::MetricsAccess::off;
    return name == "loopback" ? resources::MetricsAccess::loopback : resources::MetricsAccess::key;
}

/// Takes the member `name` into `target` where it is there.
template <class T>
void take(const json& object, const char* name, T& target) {
    if (const auto member = object.find(name); member != object.end()) target = member->get<T>();
}

template <class Period>
void take(const json& object, const char* name, std::chrono::duration<std::int64_t, Period>& target) {
    if (const auto member = object.find(name); member != object.end()) {
        target = std::chrono::duration<std::int64_t, Period>(member->get<std::int64_t>());
    }
}

void take_limits(const json& limits, Settings& settings) {
    auto& http = settings.http.limits;
    take(limits, "headerBytesMax", http.header_bytes_max);
    take(limits, "headerFieldsMax", http.header_fields_max);
    take(limits, "bodyBytesMax", settings.body_bytes_max);
    take(limits, "connectionsMax", http.connections_max);
    take(limits, "connectionsPerAddressMax", http.connections_per_address_max);
    take(limits, "requestsPerConnectionMax", http.requests_per_connection_max);
    take(limits, "idleTimeoutMs", http.idle_timeout);
    take(limits, "headerTimeoutMs", http.header_timeout);
    take(limits, "bodyTimeoutMs", http.body_timeout);
    take(limits, "writeTimeoutMs", http.write_timeout);
    take(limits, "drainTimeoutMs", http.drain_timeout);
}

Settings to_settings(const json& document) {
    Settings settings;
    take(document, "data", settings.data);
    take(document, "workflows", settings.workflows);
    settings.http.language = document.value("language", "nl") == "en" ? Language::en : Language::nl;
    settings.http.api_version = WISSEL_API_VERSION;
    const json none = json::object();
    const json http = document.value("http", none);
    take(http, "address", settings.http.address);
    take(http, "port", settings.http.port);
    take(http, "threads", settings.http.threads);
    take(http, "trustedProxies", settings.http.trusted_proxies);
    take(http, "origin", settings.site.origin);
    take_limits(http.value("limits", none), settings);
    const json session = document.value("session", none);
    take(session, "idleMinutes", settings.sessions.idle);
    take(session, "wholeMinutes", settings.sessions.whole);
    const json writer = document.value("writer", none);
    take(writer, "queueMax", settings.registry.writer.queue_max);
    take(writer, "batchMax", settings.registry.writer.batch_max);
    const json readers = document.value("readers", none);
    take(readers, "lanes", settings.reader_lanes);
    take(readers, "queueMax", settings.registry.read_queue_max);
    take(document.value("store", none), "freeBytesMin", settings.free_bytes_min);
    settings.metrics = metrics_access_of(document.value("metrics", none).value("access", "key"));
    settings.log_level = level_of(document.value("log", none).value("level", "info"));
    return settings;
}

/// What stands in addresses has to be one, where the schema knows only that it is text.
Result<void> check_addresses(const Settings& settings) {
    for (const auto& proxy : settings.http.trusted_proxies) {
        if (http::plain_address(proxy)) continue;
        return fail(
            FailureCode::invalid,
            {fmt::format("http.trustedProxies: {} is geen IP-adres. Noem elke proxy; een netwerk mag niet.", proxy),
             fmt::format("http.trustedProxies: {} is no IP address. Name each proxy; a network is not allowed.", proxy)}
        );
    }
    if (!settings.site.origin.empty() && !auth::is_origin(settings.site.origin)) {
        return fail(
            FailureCode::invalid,
            {"http.origin is het adres waarop browsers deze server vinden, zonder pad en in kleine letters, zoals "
             "https://wissel.example.nl.",
             "http.origin is the address at which browsers find this server, without a path and in lower case, such as "
             "https://wissel.example.nl."}
        );
    }
    return {};
}

}  // namespace

Result<Settings> read_settings(
    const std::string& config_folder, const std::map<std::string, std::string>& environment
) {
    json schema_document;
    auto schema = read_schema_file(config_folder + "/schemas/wissel.schema.json", &schema_document);
    if (!schema) return fail_as(schema);
    auto document = read_json_file(config_folder + "/wissel.json", *schema);
    if (!document) return fail_as(document);
    if (auto overlaid = overlay(*document, schema_document, environment); !overlaid) return fail_as(overlaid);
    if (auto issues = schema->validate(*document); !issues.empty()) {
        const auto invalid = fail_invalid(std::move(issues));
        return std::unexpected(located(invalid.error(), "WISSEL_…", "{}"));
    }
    Settings settings = to_settings(*document);
    if (auto sound = check_addresses(settings); !sound) return fail_as(sound);
    return settings;
}

std::map<std::string, std::string> process_environment() {
    std::map<std::string, std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) all.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return all;
}

}  // namespace wissel::tool
