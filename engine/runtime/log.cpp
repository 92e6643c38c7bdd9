#include "engine/runtime/log.hpp"

#include "engine/base/instant.hpp"
#include "engine/base/json_text.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>

namespace wissel::log {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "error";
}

spdlog::logger& logger() {
    static const auto made = [] {
        auto fresh =
            std::make_shared<spdlog::logger>("wissel", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        fresh->set_pattern("%v");
        fresh->flush_on(spdlog::level::debug);
        return fresh;
    }();
    return *made;
}

/// A quoted, escaped JSON string.
std::string quoted(std::string_view text) {
    return dump_json(nlohmann::json(text));
}

std::string told(const Field& field) {
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) return std::to_string(*number);
    if (const auto* yes = std::get_if<bool>(&field.value)) return *yes ? "true" : "false";
    return quoted(std::get<std::string_view>(field.value));
}

}  // namespace

void configure(Level from) {
    logger().set_level(spdlog_level(from));
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    try {
        if (!logger().should_log(spdlog_level(level))) return;
        const auto now =
            std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
        std::string line = R"({"time":")" + format_instant(now) + R"(","level":")";
        line.append(name_of(level)).append(R"(","event":)").append(quoted(event));
        for (const auto& field : fields) line += "," + quoted(field.name) + ":" + told(field);
        logger().log(spdlog_level(level), line + "}");
    } catch (const std::exception&) {
        // A log that fails must not take an answer with it.
    }
}

}  // namespace wissel::log
