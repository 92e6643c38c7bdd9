#include "engine/base/json_writer.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wissel {
namespace {

/// What has to be looked at more closely than byte by byte.
struct Found {
    bool escaped;
    bool wide;
};

/// Without a way out in the middle, so that the compiler can take sixteen bytes at a time.
Found look_through(std::string_view text) {
    unsigned char escaped = 0;
    unsigned char wide = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        escaped |= static_cast<unsigned char>((byte < 0x20) | (byte == '"') | (byte == '\\'));
        wide |= static_cast<unsigned char>(byte & 0x80);
    }
    return {escaped != 0, wide != 0};
}

void append_escaped(std::string& to, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '"':
            case '\\':
                to += '\\';
                to += c;
                break;
            case '\b':
                to += "\\b";
                break;
            case '\f':
                to += "\\f";
                break;
            case '\n':
                to += "\\n";
                break;
            case '\r':
                to += "\\r";
                break;
            case '\t':
                to += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    to += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    to += c;
                }
        }
    }
}

}  // namespace

JsonWriter& JsonWriter::name(std::string_view called) {
    separate();
    text_ += '"';
    text_ += called;
    text_ += "\":";
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view says) {
    separate();
    quoted(says);
    return *this;
}

void JsonWriter::quoted(std::string_view says) {
    const Found found = look_through(says);
    if (found.wide && !is_utf8(says)) {
        ensure(not_utf8_ == NotUtf8::replaced, "a text that is kept is UTF-8");
        // Rare enough that nlohmann may say what is to be replaced.
        text_ += nlohmann::json(says).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        return;
    }
    text_ += '"';
    if (found.escaped) {
        append_escaped(text_, says);
    } else {
        text_ += says;
    }
    text_ += '"';
}

JsonWriter& JsonWriter::number(std::int64_t counts) {
    const fmt::format_int digits(counts);
    return raw({digits.data(), digits.size()});
}

JsonWriter& JsonWriter::number(std::uint64_t counts) {
    const fmt::format_int digits(counts);
    return raw({digits.data(), digits.size()});
}

template <class Tree>
JsonWriter& JsonWriter::tree(const Tree& value) {
    using Kind = typename Tree::value_t;
    switch (value.type()) {
        case Kind::object:
            open('{');
            for (const auto& [called, inner] : value.template get_ref<const typename Tree::object_t&>()) {
                named(called);
                tree(inner);
            }
            return close('}');
        case Kind::array:
            return list(value, [this](const Tree& inner) { tree(inner); });
        case Kind::string:
            return text(value.template get_ref<const std::string&>());
        case Kind::boolean:
            return truth(value.template get<bool>());
        case Kind::number_integer:
            return number(value.template get<std::int64_t>());
        case Kind::number_unsigned:
            return number(value.template get<std::uint64_t>());
        case Kind::null:
            return null();
        default:
            return raw(value.dump());
    }
}

JsonWriter& JsonWriter::value(const nlohmann::json& tree_of) {
    return tree(tree_of);
}

JsonWriter& JsonWriter::value(const nlohmann::ordered_json& tree_of) {
    return tree(tree_of);
}

}  // namespace wissel
