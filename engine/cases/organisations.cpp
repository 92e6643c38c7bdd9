#include "engine/cases/organisations.hpp"

#include "engine/cases/principal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace wissel::cases {
namespace {

using nlohmann::json;

Organisation parse_one(const json& one) {
    Organisation read{
        one.at("oin").get<std::string>(),
        {one.at("name").at("nl").get<std::string>(), one.at("name").at("en").get<std::string>()},
        one.value("short", std::string()),
        one.at("kind").get<std::string>(),
        one.value("tooi", std::string()),
        {}};
    for (const auto& held : one.value("roles", json::array())) {
        read.roles.push_back({held.at("role").get<std::string>(), held.value("mailbox", std::string())});
    }
    return read;
}

bool holds(const Organisation& organisation, std::string_view role) {
    return std::any_of(organisation.roles.begin(), organisation.roles.end(), [role](const RoleHeld& held) {
        return held.role == role;
    });
}

}  // namespace

Result<Organisations> Organisations::parse(const json& document) {
    Organisations read;
    std::vector<Issue> issues;
    std::set<std::string> seen;
    for (const auto& one : document.at("organisations")) {
        const std::string pointer = "/organisations/" + std::to_string(read.all_.size());
        read.all_.push_back(parse_one(one));
        const Organisation& added = read.all_.back();
        if (!seen.insert(added.oin).second) {
            issues.push_back(
                {pointer + "/oin", "notUnique", {"Dit OIN staat er al.", "This OIN stands here already."}}
            );
        }
        if (!added.tooi.empty() && !seen.insert(added.tooi).second) {
            issues.push_back(
                {pointer + "/tooi",
                 "notUnique",
                 {"Deze TOOI-URI staat er al.", "This TOOI URI stands here already."}}
            );
        }
    }
    const auto coordinator = std::find_if(read.all_.begin(), read.all_.end(), [](const Organisation& one) {
        return holds(one, roles::coordinator);
    });
    if (coordinator == read.all_.end()) {
        issues.push_back(
            {"/organisations",
             "required",
             {"Geen organisatie heeft de rol coordinator; elk knelpunt heeft vanaf het begin een regiehouder "
              "nodig.",
              "No organisation holds the role coordinator; every case needs an owner from the start."}}
        );
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    read.coordinator_ = static_cast<std::size_t>(coordinator - read.all_.begin());
    return read;
}

const Organisation* Organisations::find(std::string_view oin) const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [oin](const Organisation& one) { return one.oin == oin; });
    return found == all_.end() ? nullptr : &*found;
}

const Organisation* Organisations::ministry(std::string_view tooi) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [tooi](const Organisation& one) {
        return one.kind == "ministry" && !tooi.empty() && one.tooi == tooi;
    });
    return found == all_.end() ? nullptr : &*found;
}

const Organisation& Organisations::coordinator() const {
    return all_[coordinator_];
}

}  // namespace wissel::cases
