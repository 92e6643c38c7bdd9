#pragma once

#include "engine/base/failure.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

// What somebody fills in with a transition (docs/workflows.md, "Who may act").

namespace wissel::cases {

struct FormParts {
    nlohmann::json facts;  ///< stays in the history; an object
    nlohmann::json texts;  ///< what has to be sealed; null: nothing
};

/// Takes what fits `form` apart. Without a form there is nothing to keep. An object that the form does not
/// describe is in neither part: whoever asked for it keeps it.
[[nodiscard]] FormParts split_form(const nlohmann::json& data, const nlohmann::json& form);

/// What a form cannot say by itself: a text that looks like a citizen's number and that `not_bsn` does not
/// confirm to be none, and numbers with a fraction, which the history does not hold. Pointers begin with
/// `prefix`.
[[nodiscard]] std::vector<Issue> check_texts(
    const nlohmann::json& data, const std::string& prefix, const std::vector<std::string>& not_bsn
);

}  // namespace wissel::cases
