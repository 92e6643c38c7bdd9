#include "engine/base/json_position.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace wissel {
namespace {

/// Walks over well-formed JSON without building anything.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) { skip_space(); }

    /// Descends to the value that `pointer` names; its offset.
    std::optional<std::size_t> find(std::string_view pointer) {
        while (!pointer.empty()) {
            if (pointer.front() != '/') return std::nullopt;
            const auto end = std::min(pointer.find('/', 1), pointer.size());
            if (!enter(pointer.substr(1, end - 1))) return std::nullopt;
            pointer.remove_prefix(end);
        }
        return at_ < text_.size() ? std::optional(at_) : std::nullopt;
    }

private:
    bool enter(std::string_view token) {
        if (at_ >= text_.size() || (text_[at_] != '{' && text_[at_] != '[')) return false;
        const bool object = text_[at_] == '{';
        step();
        for (std::size_t index = 0; at_ < text_.size() && text_[at_] != '}' && text_[at_] != ']'; ++index) {
            const std::string name = object ? read_name() : std::to_string(index);
            if (pointer_token(name) == token) return true;
            skip_value();
            if (at_ < text_.size() && text_[at_] == ',') step();
        }
        return false;
    }

    /// A member's name, unescaped, and on to its value.
    std::string read_name() {
        const std::size_t start = at_;
        skip_string();
        const auto name = nlohmann::json::parse(text_.substr(start, at_ - start), nullptr, false);
        skip_space();
        if (at_ < text_.size() && text_[at_] == ':') step();
        return name.is_string() ? name.get<std::string>() : std::string();
    }

    void skip_value() {
        std::size_t open = 0;
        do {
            if (at_ >= text_.size()) return;
            const char c = text_[at_];
            if (c == '"') {
                skip_string();
                skip_space();
                continue;
            }
            if (c == '{' || c == '[') ++open;
            if (c == '}' || c == ']') --open;
            step();
        } while (open > 0 ||
                 (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}' && text_[at_] != ']'));
    }

    void skip_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\') ++at_;
        }
        ++at_;
    }

    void step() {
        ++at_;
        skip_space();
    }

    void skip_space() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Position position_of_offset(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {
        static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
        code_points(before.substr(line_start)) + 1};
}

std::optional<Position> position_of_pointer(std::string_view text, std::string_view pointer) {
    const auto offset = Scanner(text).find(pointer);
    if (!offset) return std::nullopt;
    return position_of_offset(text, *offset);
}

}  // namespace wissel
