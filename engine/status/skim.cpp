#include "engine/status/skim.hpp"

#include <nlohmann/json.hpp>

namespace wissel::status {
namespace {

/// One past the closing quote of the string that begins at `at`.
std::size_t end_of_text(std::string_view text, std::size_t at) {
    for (std::size_t quote = text.find('"', at + 1); quote != std::string_view::npos;
         quote = text.find('"', quote + 1)) {
        std::size_t first = quote;
        while (text[first - 1] == '\\') --first;
        if ((quote - first) % 2 == 0) return quote + 1;
    }
    throw LogicError("a stored event ends within a text");
}

std::size_t end_of_structure(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = end_of_text(text, at);
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        ++at;
        if ((c == '}' || c == ']') && --depth == 0) return at;
    }
    throw LogicError("a stored event ends within a value");
}

}  // namespace

std::size_t end_of_value(std::string_view text, std::size_t at) {
    ensure(at < text.size(), "a stored event is whole");
    if (text[at] == '"') return end_of_text(text, at);
    if (text[at] == '{' || text[at] == '[') return end_of_structure(text, at);
    const std::size_t end = text.find_first_of(",]}", at);
    return end == std::string_view::npos ? text.size() : end;
}

std::string skim_text(std::string_view value) try {
    ensure(value.size() >= 2 && value.starts_with('"') && value.ends_with('"'), "a text of an event is one");
    const auto inside = value.substr(1, value.size() - 2);
    if (inside.find('\\') == std::string_view::npos) return std::string(inside);
    return nlohmann::json::parse(value).get<std::string>();
} catch (const nlohmann::json::exception&) {
    throw LogicError("a text of an event is not of format 1");
}

}  // namespace wissel::status
