#pragma once

#include "engine/cases/case_state.hpp"

namespace wissel::cases {

/// What stands in a case beside its reports, its routing and where it is (case_codec.cpp): the ledger and all
/// that was recorded. Writes members into `whole`, those that are empty left out; reads them back.
void encode_records(const CaseState& state, nlohmann::json& whole);
void decode_records(const nlohmann::json& read, CaseState& state);

}  // namespace wissel::cases
