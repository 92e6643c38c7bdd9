#pragma once

#include "engine/cases/store.hpp"
#include "engine/status/lists.hpp"
#include "engine/status/model.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace wissel::test {

/// What the shipped configuration counts by.
[[nodiscard]] const status::Lists& shipped_lists();

/// The read model, folded from the stored events alone.
[[nodiscard]] status::Model status_anew(cases::ReadStore& store);

/// The document of a model, read back.
[[nodiscard]] nlohmann::json status_document(const status::Model& model, const status::Subject& subject);

/// Every subject that a register has a document about.
[[nodiscard]] std::vector<status::Subject> all_subjects();

/// A running model says the same as one that is folded anew from what the store holds, in each document; the numbers
/// of each agree with one another, and with the states of the cases.
void check_status(const status::Model& running, cases::ReadStore& store);

}  // namespace wissel::test
