#pragma once

#include "engine/base/words.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wissel::status {

/// Writes compact JSON from front to back: a document is made anew for every version, so it is not built as a tree
/// first. Names of members are ours and need no escaping.
class JsonWriter {
public:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    JsonWriter& name(std::string_view called);
    JsonWriter& text(std::string_view says);
    JsonWriter& number(std::int64_t counts);
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);

    JsonWriter& member(std::string_view called, std::string_view says) { return name(called).text(says); }
    JsonWriter& member(std::string_view called, std::int64_t counts) { return name(called).number(counts); }
    JsonWriter& member(std::string_view called, const Words& words);
    JsonWriter& member(std::string_view called, std::optional<std::int32_t> counts) {
        name(called);
        return counts ? number(*counts) : null();
    }

    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void separate();

    std::string text_;
};

}  // namespace wissel::status
