#include "api/resources/filter_codes.hpp"

#include "engine/cases/visibility.hpp"
#include "engine/cases/workflows.hpp"
#include "engine/schema/formats.hpp"
#include "engine/status/day_book.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace wissel::resources {
namespace {

using cases::Facet;

constexpr std::size_t told_max = 16;

/// Where the codes stand that are too many to name.
Words place_of(Facet facet) {
    if (facet == Facet::state)
        return {"Het is workflow/status, zoals ccg/intake; `states` van GET /v1/status noemt ze alle.",
                "It is workflow/state, such as ccg/intake; `states` of GET /v1/status names them all."};
    if (facet == Facet::ministry)
        return {"Het is de TOOI-URI van een ministerie; GET /v1/organisations noemt ze alle.",
                "It is the TOOI URI of a ministry; GET /v1/organisations names them all."};
    if (facet == Facet::leg)
        return {"Het is route/stand, zoals ccg/running; de standen staan onder `legStatus` in GET /v1/vocabulary.",
                "It is route/status, such as ccg/running; the statuses stand under `legStatus` in GET /v1/vocabulary."};
    if (facet == Facet::leg_outcome)
        return {"Het is route/uitkomst, zoals ccg/legalClarity; `outcomes` in GET /v1/vocabulary noemt de uitkomsten.",
                "It is route/outcome, such as ccg/legalClarity; `outcomes` in GET /v1/vocabulary names the outcomes."};
    if (facet == Facet::leg_ministry)
        return {"Het is de TOOI-URI van een ministerie, een schuine streep en een stand; GET /v1/organisations noemt "
                "de ministeries, `legStatus` in GET /v1/vocabulary de standen.",
                "It is the TOOI URI of a ministry, a slash and a status; GET /v1/organisations names the ministries, "
                "`legStatus` in GET /v1/vocabulary the statuses."};
    if (facet == Facet::leg_owner)
        return {"Het is route/OIN, zoals ccg/00000099900000140000.",
                "It is route/OIN, such as ccg/00000099900000140000."};
    if (facet == Facet::leg_began || facet == Facet::leg_ended)
        return {"Het is route/week, zoals ccg/2026-W48; `weeks` van GET /v1/status/routes/ccg noemt ze.",
                "It is route/week, such as ccg/2026-W48; `weeks` of GET /v1/status/routes/ccg names them."};
    if (facet == Facet::case_owner)
        return {"Het is een OIN, of OIN/rol, zoals 00000099900000010000/coordinator; `owners` van GET /v1/status noemt "
                "wie er zijn.",
                "It is an OIN, or OIN/role, such as 00000099900000010000/coordinator; `owners` of GET /v1/status names "
                "who there are."};
    return {"GET /v1/vocabulary noemt ze alle.", "GET /v1/vocabulary names them all."};
}

}  // namespace

FilterCodes::FilterCodes(const status::Lists& lists) {
    for (const auto& one : lists.phases) codes_[Facet::phase].insert(one.code);
    for (const auto& one : lists.barriers) codes_[Facet::barrier].insert(one.code);
    for (const auto& one : lists.closed_as) codes_[Facet::closed_as].insert(one.code);
    for (const auto& one : lists.outcomes) codes_[Facet::outcome].insert(one.code);
    for (const auto& one : lists.visibilities) codes_[Facet::visibility].insert(one.code);
    // The status leaves them out; who sees them may ask for them.
    codes_[Facet::visibility].emplace(cases::code_of(cases::Visibility::confidential));
    for (const auto& [role, title] : lists.roles) roles_.push_back(role);
    for (const auto& one : lists.ministries) codes_[Facet::ministry].insert(one.code);
    codes_[Facet::route].emplace(cases::no_route);
    legs_on_.emplace(cases::Workflows::intervention_id);
    for (const auto& one : lists.routes) {
        codes_[Facet::route].insert(one.code);
        legs_on_.insert(one.code);
    }
    for (const auto& route : legs_on_) {
        for (const auto& status : lists.leg_statuses) codes_[Facet::leg].insert(route + "/" + status.code);
        for (const auto& outcome : lists.outcomes) codes_[Facet::leg_outcome].insert(route + "/" + outcome.code);
    }
    for (const auto& ministry : lists.ministries) {
        for (const auto& status : lists.leg_statuses)
            codes_[Facet::leg_ministry].insert(ministry.code + "/" + status.code);
    }
    for (const auto& workflow : lists.workflows) {
        for (const auto& state : workflow.states) codes_[Facet::state].insert(workflow.id + "/" + state.code);
    }
    // Something may still stand where only an earlier version of a workflow has a state.
    for (const auto& [name, title] : lists.former_states)
        codes_[Facet::state].insert(name.first + "/" + name.second);
}

std::vector<std::string> FilterCodes::in_every_role(const std::vector<std::string>& owners) const {
    std::vector<std::string> all;
    for (const auto& owner : owners) {
        if (owner.find('/') != std::string::npos) all.push_back(owner);
        if (owner.find('/') != std::string::npos) continue;
        for (const auto& role : roles_) all.push_back(owner + "/" + role);
    }
    return all;
}

bool FilterCodes::has(Facet facet, const std::string& code) const {
    const auto slash = std::min(code.find('/'), code.size());
    const std::string first = code.substr(0, slash);
    const std::string second = slash < code.size() ? code.substr(slash + 1) : std::string();
    if (facet == Facet::case_owner)
        return schema::is_oin(first) && std::find(roles_.begin(), roles_.end(), second) != roles_.end();
    if (facet == Facet::leg_owner) return has_legs(first) && schema::is_oin(second);
    if (facet == Facet::leg_began || facet == Facet::leg_ended)
        return has_legs(first) && status::read_week(second).has_value();
    const auto found = codes_.find(facet);
    return found != codes_.end() && found->second.contains(code);
}

Words FilterCodes::told(Facet facet, const std::string& code) const {
    const auto found = codes_.find(facet);
    std::vector<std::string> near;
    if (found != codes_.end()) {
        // Of what has two parts, those that share the first.
        const auto slash = code.find('/');
        const std::string first = slash == std::string::npos ? std::string() : code.substr(0, slash + 1);
        const bool two_parts = facet == Facet::state || facet == Facet::leg || facet == Facet::leg_outcome;
        for (const auto& one : found->second) {
            if (!two_parts || (!first.empty() && one.starts_with(first))) near.push_back(one);
        }
    }
    if (near.empty() || near.size() > told_max) {
        const Words place = place_of(facet);
        return {"Deze code bestaat niet. " + place.nl, "There is no such code. " + place.en};
    }
    return {
        fmt::format("Deze code bestaat niet. Kies uit: {}.", fmt::join(near, ", ")),
        fmt::format("There is no such code. There are: {}.", fmt::join(near, ", "))};
}

}  // namespace wissel::resources
