#pragma once

#include "engine/base/words.hpp"
#include "engine/cases/facets.hpp"
#include "engine/status/lists.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wissel::resources {

/// The codes that a list of cases can be asked by: those that the status counts by.
class FilterCodes {
public:
    explicit FilterCodes(const status::Lists& lists);

    [[nodiscard]] bool has(cases::Facet facet, const std::string& code) const;

    /// Whether legs run on it: a route, or the intervention.
    [[nodiscard]] bool has_legs(const std::string& route) const { return legs_on_.contains(route); }

    /// Which codes there are, or where they stand when they are many. `code` is the one that is none.
    [[nodiscard]] Words told(cases::Facet facet, const std::string& code) const;

    [[nodiscard]] const std::set<std::string, std::less<>>& legs_on() const { return legs_on_; }

    /// What stands for an OIN without a role: that organisation in each role.
    [[nodiscard]] std::vector<std::string> in_every_role(const std::vector<std::string>& owners) const;

private:
    std::vector<std::string> roles_;
    std::set<std::string, std::less<>> legs_on_;
    std::map<cases::Facet, std::set<std::string>> codes_;
};

}  // namespace wissel::resources
