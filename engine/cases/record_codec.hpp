#pragma once

#include "engine/cases/case_state.hpp"

namespace wissel {
class JsonWriter;
}

namespace wissel::cases {

// What stands in a case beside its reports, its routing and where it is (case_codec.cpp): the ledger and all that was
// recorded. Writing puts members in the order of their names.

void write(JsonWriter& to, const Actor& actor);
void write(JsonWriter& to, const Tenure& tenure);
void write(JsonWriter& to, const Signal& signal);
void write(JsonWriter& to, const Outcome& outcome);
void write(JsonWriter& to, const Bridge& bridge);
void write(JsonWriter& to, const Link& link);
void write(JsonWriter& to, const Position& position);
void write(JsonWriter& to, const Comment& comment);
void write(JsonWriter& to, const Note& note);
void write(JsonWriter& to, const Request& request);
void write(JsonWriter& to, const VisibilityState& visibility);

void decode_records(const nlohmann::json& read, CaseState& state);

}  // namespace wissel::cases
