#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/remits.hpp"
#include "engine/cases/valid_report.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace wissel::tool {

/// What the files beside `wissel.json` say: who takes part, whose acts are whose, which words there are, what
/// a report looks like.
struct Configuration {
    cases::Organisations organisations;
    cases::Remits remits;
    nlohmann::json vocabulary;
    nlohmann::json report_schema_document;
    schema::Schema report_schema;

    /// The codes of the vocabulary's list `roles`.
    std::vector<std::string> known_roles;
};

/// Reads and checks them all. Fails with every fault of the first file that has any.
[[nodiscard]] Result<std::unique_ptr<Configuration>> read_configuration(const std::string& config_folder);

}  // namespace wissel::tool
