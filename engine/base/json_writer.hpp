#pragma once

#include "engine/base/words.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wissel {

/// What becomes of bytes that are no UTF-8: U+FFFD, or a LogicError.
enum class NotUtf8 : std::uint8_t { replaced, refused };

/// Writes compact JSON from front to back, byte for byte as nlohmann dumps it: for a document that is only written, a
/// tree of it costs ten times what its text does. Commas come by themselves. Members stand in the order in which they
/// are written, and their names are ours and need no escaping.
class JsonWriter {
public:
    explicit JsonWriter(NotUtf8 not_utf8 = NotUtf8::replaced) : not_utf8_(not_utf8) {}

    void reserve(std::size_t bytes) { text_.reserve(bytes); }

    JsonWriter& open(char bracket) {
        separate();
        text_ += bracket;
        return *this;
    }
    JsonWriter& close(char bracket) {
        text_ += bracket;
        return *this;
    }
    JsonWriter& name(std::string_view called);
    /// A name that is not ours.
    JsonWriter& named(std::string_view called) {
        text(called);
        text_ += ':';
        return *this;
    }
    JsonWriter& text(std::string_view says);
    JsonWriter& text_or_null(std::string_view says) { return says.empty() ? null() : text(says); }
    JsonWriter& number(std::int64_t counts);
    JsonWriter& number(std::uint64_t counts);
    JsonWriter& truth(bool holds) { return raw(holds ? "true" : "false"); }
    JsonWriter& null() { return raw("null"); }
    /// A value that is JSON already.
    JsonWriter& raw(std::string_view json) {
        separate();
        text_ += json;
        return *this;
    }
    /// A value that somebody has as a tree.
    JsonWriter& value(const nlohmann::json& tree);
    JsonWriter& value(const nlohmann::ordered_json& tree);

    /// `one` writes each of `all`, between brackets.
    template <class All, class One>
    JsonWriter& list(const All& all, One&& one) {
        open('[');
        for (const auto& item : all) one(item);
        return close(']');
    }
    /// The same for texts.
    template <class All>
    JsonWriter& texts(const All& all) {
        return list(all, [this](std::string_view one) { text(one); });
    }

    JsonWriter& member(std::string_view called, std::string_view says) { return name(called).text(says); }
    JsonWriter& member(std::string_view called, std::int64_t counts) { return name(called).number(counts); }
    JsonWriter& member(std::string_view called, const Words& words) {
        return name(called).open('{').member("nl", words.nl).member("en", words.en).close('}');
    }
    JsonWriter& member(std::string_view called, std::optional<std::int32_t> counts) {
        name(called);
        return counts ? number(std::int64_t{*counts}) : null();
    }
    JsonWriter& flag(std::string_view called, bool holds) { return name(called).truth(holds); }

    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    /// A comma, unless something was just opened or named.
    void separate() {
        if (text_.empty()) return;
        const char last = text_.back();
        if (last != '{' && last != '[' && last != ':') text_ += ',';
    }

    template <class Tree>
    JsonWriter& tree(const Tree& value);
    void quoted(std::string_view says);

    std::string text_;
    NotUtf8 not_utf8_;
};

}  // namespace wissel
