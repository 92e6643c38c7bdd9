#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/event.hpp"

#include <optional>
#include <string>
#include <vector>

// How each type of event changes a case: the parts of `evolve` (case_state.hpp), by concern. All throw what
// JSON throws where the data are not as the type has them.

namespace wissel::cases {

// Where machines stand (evolve_machines.cpp).
void on_transitioned(CaseState& state, const Event& event);
void on_suspended(CaseState& state, const Event& event);
void on_resumed(CaseState& state, const Event& event);
void on_rerouted(CaseState& state, const Event& event);
void on_reopened(CaseState& state, const Event& event);

// When something is due there (evolve_terms.cpp).
void move_terms(MachineState& machine, const Event& event);  ///< as part of on_transitioned
void end_terms(MachineState& machine);
void on_term_reached(CaseState& state, const Event& event);
void on_term_extended(CaseState& state, const Event& event);
void on_term_recomputed(CaseState& state, const Event& event);

// Who holds what (evolve_ownership.cpp).
void on_owner_offered(CaseState& state, const Event& event);
void on_owner_accepted(CaseState& state, const Event& event);
void on_offer_ended(CaseState& state, const Event& event);

// Who may see it (evolve_visibility.cpp).
void on_visibility(CaseState& state, const Event& event);
void on_holder_silent(CaseState& state, const Event& event);
/// Adds those that `data` names as `invited` to the viewers, and begins the hearing that it tells of, if any.
void invite(CaseState& state, const nlohmann::json& data, Instant at);

// What was said and recorded beside it (evolve_records.cpp).
void on_signalled(CaseState& state, const Event& event);
void on_outcome(CaseState& state, const Event& event);
void on_bridge(CaseState& state, const Event& event);
void on_evaluated(CaseState& state, const Event& event);
void on_report_withdrawn(CaseState& state, const Event& event);
void on_linked(CaseState& state, const Event& event);
void on_labelled(CaseState& state, const Event& event);
void on_requested(CaseState& state, const Event& event);
void on_supplied(CaseState& state, const Event& event);
void on_position(CaseState& state, const Event& event);
void on_comment(CaseState& state, const Event& event);
/// Keeps what was written with the event, where something was.
void keep_note(CaseState& state, const Event& event, const std::string& name);
void on_rule_failed(CaseState& state, const Event& event);

/// Puts `organisation` where it belongs in a sorted list, once.
void insert_sorted(std::vector<Oin>& list, const Oin& organisation);

/// `owner` holds the case (no leg) or the leg from `at` on; whoever did before does not any more.
void begin_tenure(CaseState& state, const std::optional<LegId>& leg, const Owner& owner, Instant at);
void end_tenure(CaseState& state, const std::optional<LegId>& leg, Instant at);

/// The leg that the data name; nullopt: the lifecycle. `leg_at` throws LogicError where there is no such leg.
[[nodiscard]] std::optional<LegId> leg_id_in(const nlohmann::json& data);
[[nodiscard]] Leg& leg_at(CaseState& state, const LegId& id);

[[nodiscard]] Owner owner_in(const nlohmann::json& node);
/// The text, or the texts, that `data` has under `name`; empty: none.
[[nodiscard]] std::string text_in(const nlohmann::json& data, const char* name);
[[nodiscard]] std::vector<std::string> texts_in(const nlohmann::json& data, const char* name);

}  // namespace wissel::cases
