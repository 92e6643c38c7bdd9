#pragma once

#include "engine/cases/course.hpp"
#include "engine/cases/standing.hpp"

#include <string_view>

namespace wissel::cases {

/// What one step of a machine comes to in its case: the `transitioned` event, and then what its actions ask for
/// (docs/workflows.md, "What actions come to").
class Effects {
public:
    Effects(
        Course& course,
        Course::Step& step,
        const Happening& happening,
        const std::optional<LegId>& leg,
        const Leg* begun
    );

    /// The data of the `transitioned` event.
    [[nodiscard]] nlohmann::json transition();

    /// All that has to follow on it.
    [[nodiscard]] Result<void> carry_out();

private:
    using Params = nlohmann::json;

    void read_status();
    void foresee_leg(nlohmann::json& data);
    void put_turns(nlohmann::json& data, const Standing& standing) const;
    void put_terms_of(nlohmann::json& data, const Standing& standing);
    void put_closing(nlohmann::json& data) const;
    void put_hearing(nlohmann::json& data) const;
    void put_owner(nlohmann::json& data, const Standing& standing);
    void put_form(nlohmann::json& data);
    [[nodiscard]] nlohmann::json started() const;

    /// What each action of a workflow comes to (carry_out.cpp), by its name.
    using Carry = Result<void> (Effects::*)(const Params&);
    [[nodiscard]] static Carry carrier_of(std::string_view action);
    friend bool is_carried_out(std::string_view action);

    [[nodiscard]] Result<void> start_leg(const Params& params);
    [[nodiscard]] Result<void> end_legs(const Params& params);
    [[nodiscard]] Result<void> start_intervention(const Params& params);
    [[nodiscard]] Result<void> report_on_leg(const Params& params);
    [[nodiscard]] Result<void> offer_owner(const Params& params);
    [[nodiscard]] Result<void> address(const Params& params);
    [[nodiscard]] Result<void> suspend(const Params& params);
    [[nodiscard]] Result<void> resume(const Params& params);
    [[nodiscard]] Result<void> request_information(const Params& params);
    [[nodiscard]] Result<void> supply_information(const Params& params);
    [[nodiscard]] Result<void> confirm_route(const Params& params);
    [[nodiscard]] Result<void> overrule_route(const Params& params);
    [[nodiscard]] Result<void> record_outcome(const Params& params);
    [[nodiscard]] Result<void> record_bridge(const Params& params);
    [[nodiscard]] Result<void> record_say(const Params& params);
    [[nodiscard]] Result<void> withdraw_report(const Params& params);
    [[nodiscard]] Result<void> link(const Params& params);
    [[nodiscard]] Result<void> label(const Params& params);
    [[nodiscard]] Result<void> notify(const Params& params);
    [[nodiscard]] Result<void> close_case(const Params& params);
    [[nodiscard]] Result<void> reopen_case(const Params& params);

    void withdraw_legs(bool beside);
    void tell_lifecycle(const char* event, nlohmann::json data);
    [[nodiscard]] nlohmann::json of_leg() const;

    void add(const char* type, nlohmann::json data);
    [[nodiscard]] const Leg* leg() const;
    [[nodiscard]] Owner by_owner() const;

    Course& course_;
    Course::Step& step_;
    const Happening& happening_;
    std::optional<LegId> leg_id_;
    const Leg* begun_;

    std::string status_;                ///< of the leg after this step; empty: as it was
    nlohmann::json told_of_leg_;        ///< what the leg says of how it went
    std::string to_lifecycle_;          ///< the event that tells it
    std::optional<Leg> after_;          ///< the leg as it will be
    std::optional<Owner> offer_to_;     ///< to whom the leg has to be offered now
    bool offer_lapsed_ = false;         ///< the workflow offered it to somebody whose turn it is not any more
    bool vacant_ = false;               ///< nobody holds the role whose turn it is
};

/// Whether a workflow's action by this name does anything: each of `statechart::case_actions` does.
[[nodiscard]] bool is_carried_out(std::string_view action);

}  // namespace wissel::cases
