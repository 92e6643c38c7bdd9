#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/workflows.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wissel::status {

/// A code with its title.
struct Coded {
    std::string code;
    Words title;
};

struct WorkflowStates {
    std::string id;
    Words title;
    std::vector<Coded> states;  ///< in which a machine can stand, in the order of the file
};

struct OwnerPlace {
    std::string organisation;
    std::string role;
};

/// Every code that a document lists, whether anything is counted there or not, with its words: those of the
/// vocabulary, of the workflows in force, and of the organisations that take part.
struct Lists {
    std::vector<Coded> phases;
    std::vector<Coded> visibilities;  ///< that count
    std::vector<Coded> routes;
    std::vector<Coded> barriers;
    std::vector<Coded> closed_as;
    std::vector<Coded> outcomes;
    std::vector<Coded> leg_statuses;
    std::vector<Coded> ministries;  ///< by TOOI URI
    std::map<std::string, Words> organisations;  ///< by OIN
    std::map<std::string, Words> roles;
    std::vector<WorkflowStates> workflows;
    std::vector<OwnerPlace> owners;  ///< each role that an organisation holds and could own something by
    /// Titles of states of versions that are not in force any more, by workflow and name.
    std::map<std::pair<std::string, std::string>, Words> former_states;
    std::string hash;  ///< over all this: other words make another document

    [[nodiscard]] bool has_route(const std::string& code) const;
};

/// Throws LogicError where the vocabulary lacks a list.
[[nodiscard]] Lists read_lists(
    const nlohmann::json& vocabulary, const cases::Workflows& workflows, const cases::Organisations& organisations
);

}  // namespace wissel::status
