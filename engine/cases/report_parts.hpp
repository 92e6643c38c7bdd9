#pragma once

#include <nlohmann/json.hpp>

#include <string_view>
#include <vector>

namespace wissel::cases {

/// Which part of a report a text belongs to, and so what can be erased without the rest.
enum class Part { facts, texts, opinion, contact };

/// A text of the report by its pointer, `*` standing for any index, and the part it belongs to.
struct TextPlace {
    std::string_view pointer;
    Part part;
};

/// Every free text of the intake form. A test holds this against config/schemas/report.schema.json: each text
/// that is no code, date, address or number stands here, so that none slips into the history by accident.
[[nodiscard]] const std::vector<TextPlace>& text_places();

/// A report in its parts; each has the report's shape, with only its own members (null where an array needs a
/// place kept). A part without members is null.
struct ReportParts {
    nlohmann::json facts;    ///< stays in the history: codes, dates, numbers, organisations, references
    nlohmann::json texts;    ///< what the reporter wrote
    nlohmann::json opinion;  ///< the reporter's own view, kept apart
    nlohmann::json contact;  ///< mailbox and function of who stands behind it
};

/// Takes a report that fits its schema apart.
[[nodiscard]] ReportParts split_report(const nlohmann::json& report);

/// Puts it together again: `merge_report(split_report(r)) == r`. A part that was erased may be null.
[[nodiscard]] nlohmann::json merge_report(const ReportParts& parts);

}  // namespace wissel::cases
