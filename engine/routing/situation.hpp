#pragma once

#include "engine/base/instant.hpp"
#include "engine/logic/rule.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace wissel::routing {

/// What a table is asked about: the facts of a report, the moment, and what the register knows beside it.
/// Rules see `report`, `now` (UTC), `today` (the day in Amsterdam), `reporters` (how many organisations
/// report it) and `actMinistry` (which ministry the act named in the report belongs to, or null).
class Situation {
public:
    /// `facts` must outlive it. `act_ministry` is a TOOI URI, or empty where nobody knows.
    Situation(const nlohmann::json& facts, Instant now, int reporters, const std::string& act_ministry);

    [[nodiscard]] const nlohmann::json& report() const { return *facts_; }
    [[nodiscard]] Instant now() const { return now_; }

    /// The same situation with other facts, which must outlive the result.
    [[nodiscard]] Situation with(const nlohmann::json& facts) const;

    /// What `dotted`, such as `report.harm.number`, names here; null where nothing does. Lives as long as
    /// this.
    [[nodiscard]] const nlohmann::json& at(const std::string& dotted) const;

    /// What a rule sees. Lives as long as this object.
    [[nodiscard]] logic::Data data() const { return {nullptr, named_, nullptr}; }

    Situation(const Situation& other);
    Situation& operator=(const Situation&) = delete;

private:
    void name_all();

    const nlohmann::json* facts_;
    Instant now_;
    nlohmann::json now_text_;
    nlohmann::json today_;
    nlohmann::json reporters_;
    nlohmann::json act_ministry_;
    std::array<logic::Named, 5> named_;
};

/// The names that rules may read from, besides the members of `report`.
[[nodiscard]] bool is_known_root(std::string_view name);

}  // namespace wissel::routing
