#pragma once

#include "engine/base/failure.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace wissel::tool {

/// Something that somebody does with a case of the demonstration.
struct DemoStep {
    int after_days = 0;  ///< after the step before
    std::string leg;     ///< its route; empty: the lifecycle
    std::string event;
    nlohmann::json data = nlohmann::json::object();
};

struct DemoCase {
    nlohmann::json report;  ///< as POST /v1/cases takes it
    std::string reference;  ///< the reporter's own
    int days_ago = 0;       ///< when it was reported
    std::string way;        ///< empty: the one that is called as its route
    std::size_t steps = 0;  ///< at most
};

struct DemoStories {
    std::map<std::string, std::vector<DemoStep>> ways;
    std::vector<DemoCase> cases;
};

/// `demo/stories.json` and `demo/reports.jsonl` of that folder. Fails with every fault of the first file that has
/// any, and where a story tells of a report or a way that is not there.
[[nodiscard]] Result<DemoStories> read_demo_stories(const std::string& config_folder);

/// The data with each date that is told from the step on (`@+60`) put in, as seen from `day` (yyyy-mm-dd is meant
/// in Amsterdam).
[[nodiscard]] nlohmann::json with_dates(const nlohmann::json& data, std::chrono::sys_days day);

}  // namespace wissel::tool
