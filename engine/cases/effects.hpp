#pragma once

#include "engine/cases/course.hpp"
#include "engine/cases/standing.hpp"

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
        const NewLeg* begun
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
    void put_due(nlohmann::json& data, const Standing& standing) const;
    void put_closing(nlohmann::json& data) const;
    void put_owner(nlohmann::json& data, const Standing& standing);
    void put_form(nlohmann::json& data);
    [[nodiscard]] nlohmann::json started() const;

    [[nodiscard]] Result<void> run(const std::string& type, const Params& params);
    [[nodiscard]] Result<void> start_leg(const Params& params);
    [[nodiscard]] Result<void> start_intervention();
    [[nodiscard]] Result<void> offer_owner(const Params& params);
    [[nodiscard]] Result<void> supply(const Params& params);
    [[nodiscard]] Result<void> choose_route(const char* type, const Params& params);
    [[nodiscard]] Result<void> link(const Params& params);
    void end_legs(bool beside);
    void tell_lifecycle(const std::string& event, const Params& params);
    void signal(const std::string& about, const std::string& role);
    [[nodiscard]] Result<void> record_bridge(const Params& params);
    [[nodiscard]] Result<void> record_say(const Params& params);

    void add(const char* type, nlohmann::json data);
    [[nodiscard]] const Leg* leg() const;
    [[nodiscard]] Owner by_owner() const;

    Course& course_;
    Course::Step& step_;
    const Happening& happening_;
    std::optional<LegId> leg_id_;
    const NewLeg* begun_;

    std::string status_;                ///< of the leg after this step; empty: as it was
    nlohmann::json told_of_leg_;        ///< what the leg says of how it went
    std::string to_lifecycle_;          ///< the event that tells it
    std::optional<Leg> after_;          ///< the leg as it will be
    std::optional<Owner> offer_to_;     ///< to whom the leg has to be offered now
    bool offer_lapsed_ = false;         ///< the workflow offered it to somebody whose turn it is not any more
    bool vacant_ = false;               ///< nobody holds the role whose turn it is
};

}  // namespace wissel::cases
