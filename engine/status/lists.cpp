#include "engine/status/lists.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/sha256.hpp"
#include "engine/cases/principal.hpp"
#include "engine/cases/visibility.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace wissel::status {
namespace {

using nlohmann::json;

std::vector<Coded> codes_of(const json& vocabulary, const char* list) {
    std::vector<Coded> codes;
    for (const auto& one : vocabulary.at("lists")) {
        if (one.at("id") != list) continue;
        for (const auto& item : one.at("items"))
            codes.push_back({item.at("code"), {item.at("title").at("nl"), item.at("title").at("en")}});
    }
    ensure(!codes.empty(), "the vocabulary has the lists that the status counts by");
    return codes;
}

/// The leaves of a workflow: what a configuration is told by.
std::vector<Coded> leaves_of(const statechart::Workflow& workflow) {
    std::vector<Coded> leaves;
    const auto& states = workflow.machine.states;
    for (std::size_t at = 0; at < states.size(); ++at) {
        if (states[at].is_leaf()) leaves.push_back({states[at].name, workflow.states[at].title});
    }
    return leaves;
}

/// Roles that somebody only reports, looks or keeps house by; nothing is ever theirs to treat.
bool owns_nothing(const std::string& role) {
    static const std::set<std::string, std::less<>> all = {
        std::string(cases::roles::reporter),
        "holder",
        "requester",
        "observer",
        std::string(cases::roles::auditor),
        std::string(cases::roles::administrator)};
    return all.contains(role);
}

void read_organisations(Lists& lists, const cases::Organisations& organisations) {
    for (const auto& one : organisations.all()) {
        lists.organisations.emplace(one.oin, one.name);
        if (one.kind == "ministry" && !one.tooi.empty()) lists.ministries.push_back({one.tooi, one.name});
        for (const auto& held : one.roles) {
            if (!owns_nothing(held.role)) lists.owners.push_back({one.oin, held.role});
        }
    }
}

std::string hash_of(const Lists& lists) {
    // The first line is the shape of the document: it changes when that does.
    std::string all = "status 3\n";
    const auto add = [&all](const std::string& code, const Words& words) {
        all += json({code, words.nl, words.en}).dump() + "\n";
    };
    for (const auto* codes :
         {&lists.phases,
          &lists.visibilities,
          &lists.routes,
          &lists.barriers,
          &lists.closed_as,
          &lists.outcomes,
          &lists.leg_statuses,
          &lists.ministries}) {
        for (const auto& one : *codes) add(one.code, one.title);
        all += "\n";
    }
    for (const auto& [code, words] : lists.organisations) add(code, words);
    for (const auto& [code, words] : lists.roles) add(code, words);
    for (const auto& workflow : lists.workflows) {
        add(workflow.id, workflow.title);
        for (const auto& state : workflow.states) add(state.code, state.title);
    }
    for (const auto& owner : lists.owners) add(owner.organisation, {owner.role, {}});
    for (const auto& [name, words] : lists.former_states) add(name.first + "\n" + name.second, words);
    const Digest hash = sha256({all});
    return to_hex(bytes_of(hash).substr(0, 4));
}

}  // namespace

bool Lists::has_route(const std::string& code) const {
    return std::any_of(routes.begin(), routes.end(), [&code](const Coded& one) { return one.code == code; });
}

Lists read_lists(
    const json& vocabulary, const cases::Workflows& workflows, const cases::Organisations& organisations
) {
    Lists lists;
    lists.phases = codes_of(vocabulary, "phases");
    lists.visibilities = codes_of(vocabulary, "visibility");
    std::erase_if(lists.visibilities, [](const Coded& one) {
        return cases::read_visibility(one.code) == cases::Visibility::confidential;
    });
    lists.routes = codes_of(vocabulary, "routes");
    lists.barriers = codes_of(vocabulary, "barriers");
    lists.closed_as = codes_of(vocabulary, "closedAs");
    lists.outcomes = codes_of(vocabulary, "outcomes");
    lists.leg_statuses = codes_of(vocabulary, "legStatus");
    for (auto& role : codes_of(vocabulary, "roles")) lists.roles.emplace(role.code, std::move(role.title));
    read_organisations(lists, organisations);
    for (const auto* one : workflows.all_in_force())
        lists.workflows.push_back({one->machine().id, one->workflow.title, leaves_of(one->workflow)});
    for (const auto* one : workflows.all()) {
        for (auto& leaf : leaves_of(one->workflow))
            lists.former_states.try_emplace({one->machine().id, leaf.code}, std::move(leaf.title));
    }
    lists.hash = hash_of(lists);
    return lists;
}

}  // namespace wissel::status
