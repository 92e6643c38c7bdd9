#pragma once

#include "engine/base/failure.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a report can say, as the schema of the intake form has it: the questions that rules ask about, the
// answers they may get, and the words for both. The analysis of a table (nearest changes, questions, lint) is
// exact over the fields whose answers are enumerated here.

namespace wissel::routing {

/// One answer that a field may get, and how people call it.
struct Answer {
    std::string code;
    Words words;
};

struct Field {
    enum class Kind : std::uint8_t { enumerated, boolean, integer, date, text, codes, list, object };

    std::string path;     ///< within the report, dotted: `harm.severity`
    std::string pointer;  ///< the same as a JSON Pointer: `/harm/severity`
    Words label;          ///< the question of the form
    Kind kind = Kind::text;
    bool required = false;  ///< a report without it is refused
    std::vector<Answer>
        answers;  ///< of an enumerated field, or of the items of `codes`; yes and no of a boolean
    std::optional<std::int64_t> minimum;  ///< of an integer, or of the number of items
    std::optional<std::int64_t> maximum;

    /// Whether it has one answer out of a few: what a nearest change may change.
    [[nodiscard]] bool is_choice() const { return kind == Kind::enumerated || kind == Kind::boolean; }
};

/// The fields of the report. Immutable.
class Fields {
public:
    /// Reads them from a schema that engine/schema accepts, its `label`s, and the vocabulary's lists that say
    /// in which `fields` their codes stand; a code without words stands for itself. Items of lists are no
    /// fields.
    [[nodiscard]] static Fields parse(const nlohmann::json& report_schema, const nlohmann::json& vocabulary);

    [[nodiscard]] const std::vector<Field>& all() const { return all_; }

    /// By its dotted path; nullptr where there is none. The pointer lives as long as this object.
    [[nodiscard]] const Field* find(std::string_view path) const;

    /// The words of `code` in the vocabulary's list `list` (`routes`, `referral`, `mode`); the code itself
    /// where it has none.
    [[nodiscard]] Words words(std::string_view list, std::string_view code) const;

    /// Whether the vocabulary's list `list` has `code`.
    [[nodiscard]] bool knows(std::string_view list, std::string_view code) const;

private:
    struct Code {
        std::string list;
        Answer answer;
    };
    [[nodiscard]] const Code* find_code(std::string_view list, std::string_view code) const;

    std::vector<Field> all_;
    std::vector<Code> codes_;
};

/// What a rule's path names within the report: `harm.severity` of `report.harm.severity`. No value: nothing
/// of the report. A view into `path`.
[[nodiscard]] std::optional<std::string_view> within_report(std::string_view path);

/// The JSON value that stands for an answer in a report: a text, or true and false for a boolean.
[[nodiscard]] nlohmann::json value_of(const Field& field, const Answer& answer);

/// The words for what a report says in `field`: those of its answer, or the value itself.
[[nodiscard]] Words words_of(const Field& field, const nlohmann::json& value);

}  // namespace wissel::routing
