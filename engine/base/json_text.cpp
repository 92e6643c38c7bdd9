#include "engine/base/json_text.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/json_position.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/base/sha256.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wissel {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Builds the value and collects the faults (nlohmann's SAX interface; returning false ends the parsing). A
/// container in `open_` stays where it is: nothing is added to what holds it before it is closed.
template <class Json>
class Builder : public nlohmann::json_sax<Json> {
public:
    using Sax = nlohmann::json_sax<Json>;
    using typename Sax::binary_t;
    using typename Sax::number_float_t;
    using typename Sax::number_integer_t;
    using typename Sax::number_unsigned_t;
    using typename Sax::string_t;

    explicit Builder(const JsonLimits& limits) : limits_(limits) {}

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override {
        return in_range(value >= -json_integer_max) && put(value);
    }
    bool number_unsigned(number_unsigned_t value) override {
        const bool fits = value <= static_cast<number_unsigned_t>(json_integer_max);
        return in_range(fits) && put(fits ? static_cast<number_integer_t>(value) : 0);
    }
    bool number_float(number_float_t value, const string_t& /*spelling*/) override {
        const bool whole = std::floor(value) == value;
        if (!whole) return put(value);
        const bool fits = std::abs(value) <= static_cast<double>(json_integer_max);
        return in_range(fits) && put(fits ? static_cast<number_integer_t>(value) : 0);
    }
    bool string(string_t& value) override { return no_nul(value) && put(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return false; }

    bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
    bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
    bool key(string_t& name) override {
        name_ = std::move(name);
        if (!no_nul(name_)) return false;
        if (!open_.back().value->contains(name_)) return true;
        return note(
            pointer() + "/" + pointer_token(name_),
            "duplicateMember",
            {"Dit veld staat er meer dan eens.", "This member stands here more than once."}
        );
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool parse_error(
        std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& error
    ) override {
        // out_of_range.406: a number that no double can hold.
        if (error.id == 406) {
            in_range(false);
        } else {
            syntax_error_at = position == 0 ? 0 : position - 1;
        }
        return false;
    }

    Json built;
    std::vector<Issue> issues;
    std::optional<std::size_t> syntax_error_at;

private:
    bool note(std::string path, const char* code, Words message) {
        issues.push_back({std::move(path), code, std::move(message)});
        return issues.size() < limits_.issues_max;
    }

    bool in_range(bool fits) {
        if (fits) return true;
        return note(
            next_pointer(),
            "numberRange",
            {"Dit getal is te groot; gehele getallen gaan tot 2^53.",
             "This number is too large; whole numbers go up to 2^53."}
        );
    }

    bool no_nul(const std::string& text) {
        if (text.find('\0') == std::string::npos) return true;
        return note(
            next_pointer(),
            "nul",
            {"Het teken U+0000 mag hier niet.", "The character U+0000 is not allowed here."}
        );
    }

    bool put(Json made) {
        place(std::move(made));
        return true;
    }

    Json* place(Json made) {
        if (open_.empty()) {
            built = std::move(made);
            return &built;
        }
        Json& parent = *open_.back().value;
        if (parent.is_array()) {
            parent.push_back(std::move(made));
            return &parent.back();
        }
        return &(parent[name_] = std::move(made));
    }

    bool open(Json made) {
        if (open_.size() >= limits_.depth_max) {
            note(
                next_pointer(),
                "depth",
                {fmt::format("Dieper genest dan {} lagen.", limits_.depth_max),
                 fmt::format("Nested deeper than {} levels.", limits_.depth_max)}
            );
            return false;
        }
        Level level;
        if (!open_.empty()) level = next();
        level.value = place(std::move(made));
        open_.push_back(std::move(level));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    /// An open container, and where it stands in the one around it. It becomes a pointer only when a fault is
    /// told: a long name around many values would otherwise be written once for each of them.
    struct Level {
        Json* value = nullptr;
        bool item = false;
        std::size_t index = 0;
        std::string name;

        [[nodiscard]] std::string token() const {
            return "/" + (item ? std::to_string(index) : pointer_token(name));
        }
    };

    /// The place of the value that comes next, in the innermost open container.
    [[nodiscard]] Level next() const {
        const Json& parent = *open_.back().value;
        if (parent.is_array()) return {nullptr, true, parent.size(), {}};
        return {nullptr, false, 0, name_};
    }

    /// Pointer of the innermost open container.
    [[nodiscard]] std::string pointer() const {
        std::string told;
        for (std::size_t at = 1; at < open_.size(); ++at) told += open_[at].token();
        return told;
    }

    /// Pointer of the value that comes next.
    [[nodiscard]] std::string next_pointer() const {
        return open_.empty() ? std::string() : pointer() + next().token();
    }

    const JsonLimits& limits_;
    std::vector<Level> open_;
    std::string name_;
};

Issue syntax_issue(std::string_view text, std::size_t at) {
    const Position where = position_of_offset(text, at);
    return {
        "",
        "syntax",
        {fmt::format("Dit is geen geldige JSON: regel {}, teken {}.", where.line, where.column),
         fmt::format("This is no valid JSON: line {}, column {}.", where.line, where.column)}};
}

template <class Json>
JsonReading read(std::string_view text, Json& value, const JsonLimits& limits) {
    Builder<Json> builder(limits);
    const bool whole = Json::sax_parse(text.begin(), text.end(), &builder);
    if (builder.syntax_error_at) builder.issues.push_back(syntax_issue(text, *builder.syntax_error_at));
    value = std::move(builder.built);
    return {std::move(builder.issues), whole};
}

template <class Json>
Result<Json> parse(std::string_view text, const JsonLimits& limits) {
    Json value;
    JsonReading reading = read(text, value, limits);
    if (!reading.issues.empty()) return fail_invalid(std::move(reading.issues));
    ensure(reading.whole, "what could not be read to its end has a fault that says why");
    return value;
}

template <class Json>
std::string dump(const Json& value) {
    JsonWriter writer(NotUtf8::replaced);
    writer.value(value);
    return std::move(writer).take();
}

}  // namespace

JsonReading read_json(std::string_view text, json& value, const JsonLimits& limits) {
    return read(text, value, limits);
}

Result<json> parse_json(std::string_view text, const JsonLimits& limits) {
    return parse<json>(text, limits);
}

Result<ordered_json> parse_ordered_json(std::string_view text, const JsonLimits& limits) {
    return parse<ordered_json>(text, limits);
}

std::string dump_json(const json& value) {
    return dump(value);
}

std::string definition_text(const ordered_json& definition) {
    return dump(definition);
}

std::string definition_hash(const ordered_json& definition) {
    return tell(sha256({definition_text(definition)}));
}

}  // namespace wissel
