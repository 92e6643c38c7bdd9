#include "engine/status/json_writer.hpp"

#include <fmt/format.h>

namespace wissel::status {

/// A comma, unless something was just opened or named.
void JsonWriter::separate() {
    if (text_.empty()) return;
    const char last = text_.back();
    if (last != '{' && last != '[' && last != ':') text_ += ',';
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    text_ += bracket;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    text_ += bracket;
    return *this;
}

JsonWriter& JsonWriter::name(std::string_view called) {
    separate();
    text_.append("\"").append(called).append("\":");
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view says) {
    separate();
    text_ += '"';
    for (const char c : says) {
        if (c == '"' || c == '\\') text_ += '\\';
        if (static_cast<unsigned char>(c) < 0x20) {
            text_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            text_ += c;
        }
    }
    text_ += '"';
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t counts) {
    separate();
    text_ += fmt::format_int(counts).str();
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    text_ += "null";
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    text_ += json;
    return *this;
}

JsonWriter& JsonWriter::member(std::string_view called, const Words& words) {
    return name(called).open('{').member("nl", words.nl).member("en", words.en).close('}');
}

}  // namespace wissel::status
