#include "tools/wissel/files.hpp"

#include "engine/base/json_position.hpp"
#include "engine/base/json_text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace wissel::tool {

Position nearest_position(std::string_view text, std::string_view pointer) {
    while (true) {
        if (const auto found = position_of_pointer(text, pointer)) return *found;
        if (pointer.empty()) return {};
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.good() || file.eof()) return text;
    const std::string why = std::strerror(errno);
    return fail(
        FailureCode::unavailable,
        {fmt::format("Het bestand {} kan niet gelezen worden: {}.", path, why),
         fmt::format("The file {} cannot be read: {}.", path, why)}
    );
}

Failure located(const Failure& failure, const std::string& path, const std::string& text) {
    Failure told{failure.code, {}, {}, failure.slug};
    for (const auto& issue : failure.issues) {
        const Position at = nearest_position(text, issue.path);
        const std::string where =
            fmt::format("{}:{}:{}: {}", path, at.line, at.column, issue.path.empty() ? "/" : issue.path);
        if (!told.message.en.empty()) {
            told.message.nl += '\n';
            told.message.en += '\n';
        }
        told.message.nl += where + ": " + issue.message.nl;
        told.message.en += where + ": " + issue.message.en;
    }
    if (failure.issues.empty()) {
        told.message = {path + ": " + failure.message.nl, path + ": " + failure.message.en};
    }
    return told;
}

Result<nlohmann::json> read_json_file(const std::string& path, const schema::Schema& schema) {
    auto text = read_file(path);
    if (!text) return fail_as(text);
    auto document = parse_json(*text);
    if (!document) return std::unexpected(located(document.error(), path, *text));
    if (auto issues = schema.validate(*document); !issues.empty()) {
        const auto invalid = fail_invalid(std::move(issues));
        return std::unexpected(located(invalid.error(), path, *text));
    }
    return document;
}

Result<schema::Schema> read_schema_file(const std::string& path, nlohmann::json* document) {
    auto text = read_file(path);
    if (!text) return fail_as(text);
    auto parsed = parse_json(*text);
    if (!parsed) return std::unexpected(located(parsed.error(), path, *text));
    auto compiled = schema::Schema::compile(*parsed);
    if (!compiled) return std::unexpected(located(compiled.error(), path, *text));
    if (document != nullptr) *document = std::move(*parsed);
    return compiled;
}

}  // namespace wissel::tool
