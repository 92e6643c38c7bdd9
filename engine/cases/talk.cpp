#include "engine/cases/talk.hpp"

#include "engine/cases/course.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/who.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// The role in which somebody speaks; empty: in none.
std::string speaking_role(const Say& command, const CaseState& state, const Organisations& organisations) {
    const auto& by = command.by;
    if (command.kind == Say::Kind::position)
        return acts_as(by, "holder", state, nullptr, organisations).value_or(std::string());
    for (const auto& role : by.roles) {
        if (role != roles::auditor && role != "observer" && role != roles::administrator) return role;
    }
    return {};
}

std::unexpected<Failure> forbidden(Say::Kind kind) {
    if (kind == Say::Kind::position) {
        return fail(
            FailureCode::forbidden,
            {"Alleen een organisatie die in de melding als houder staat, geeft een reactie van de houder.",
             "Only an organisation that the report names as holder gives a holder's position."}
        );
    }
    return fail(
        FailureCode::forbidden,
        {"Uw rol leest mee en zegt er niets bij.", "Your role reads along and adds nothing."}
    );
}

}  // namespace

Result<Decision> decide(const Say& command, const CaseState& state, Surroundings& surroundings) {
    std::vector<Issue> faults = command.faults;
    for (auto& issue : check_texts(command.texts, "", command.not_bsn)) faults.push_back(std::move(issue));
    if (!faults.empty()) return fail_invalid(std::move(faults));
    const std::string role = speaking_role(command, state, surroundings.organisations);
    if (role.empty()) return forbidden(command.kind);
    if (state.archived()) {
        return fail(
            FailureCode::conflict,
            {"Dit knelpunt is gearchiveerd; er kan niets meer bij.",
             "This case is archived; nothing can be added."},
            "archived"
        );
    }
    Course course(state, surroundings);
    json data = {{"seals", {{"texts", course.seal_away(command.texts.dump())}}}};
    if (!command.not_bsn.empty()) data["confirmedNotBsn"] = command.not_bsn;
    const Actor by{command.by.organisation, role, command.by.actor};
    if (command.kind == Say::Kind::position) {
        data["organisation"] = command.by.organisation;
        course.add("positionAdded", by, std::move(data));
        course.settle_hearing();
    } else {
        course.add("commented", by, std::move(data));
    }
    return std::move(course).done();
}

}  // namespace wissel::cases
