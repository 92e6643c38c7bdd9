#include "engine/logic/path.hpp"

#include <charconv>

namespace wissel::logic {
namespace {

constexpr std::string_view up = "../";

bool escapes(std::string_view text, std::size_t at) {
    if (text[at] != '\\' || at + 1 >= text.size()) return false;
    const char next = text[at + 1];
    return next == '.' || next == '/' || next == '\\';
}

}  // namespace

Segment segment_of(std::string_view name) {
    Segment made{name, no_index};
    const bool spelled_as_index = !name.empty() && name.size() <= 9 &&
                                  name.find_first_not_of("0123456789") == std::string_view::npos &&
                                  (name.size() == 1 || name.front() != '0');
    if (spelled_as_index) std::from_chars(name.data(), name.data() + name.size(), made.index);
    return made;
}

PathReader::PathReader(std::string_view text) : rest_(text) {
    for (; rest_.starts_with(up); ++climb_) rest_.remove_prefix(up.size());
    ended_ = rest_.empty();
    only_dots_ = rest_.find_first_not_of('.') == std::string_view::npos;
}

std::optional<std::string_view> PathReader::next() {
    if (ended_) return std::nullopt;
    for (std::size_t at = 0; at < rest_.size(); ++at) {
        if (escapes(rest_, at)) {
            ++at;
        } else if (rest_[at] == '.') {
            const std::string_view name = rest_.substr(0, at);
            rest_.remove_prefix(at + 1);
            ended_ = only_dots_ && rest_.empty();
            return name;
        }
    }
    ended_ = true;
    return rest_;
}

std::string unescaped(std::string_view name) {
    std::string plain;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (escapes(name, at)) ++at;
        plain += name[at];
    }
    return plain;
}

std::string dotted(const std::vector<Segment>& segments) {
    std::string text;
    for (const Segment& segment : segments) {
        if (&segment != segments.data()) text += '.';
        for (const char c : segment.name) {
            if (c == '.' || c == '\\') text += '\\';
            text += c;
        }
    }
    return text;
}

}  // namespace wissel::logic
