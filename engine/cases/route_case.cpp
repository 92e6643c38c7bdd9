#include "engine/cases/route_case.hpp"

#include "engine/cases/bsn.hpp"
#include "engine/cases/course.hpp"
#include "engine/cases/move_case.hpp"
#include "engine/cases/route_choice.hpp"

#include <algorithm>
#include <string_view>

namespace wissel::cases {
namespace {

using nlohmann::json;

std::vector<Issue> faults_of(
    const ConfirmRoute& action, const CaseState& state, const Surroundings& surroundings
) {
    if (!state.routing || state.routing->route != "fast-lane") {
        if (action.ministry.empty()) return {};
        return {
            {"/ministry",
             "notAllowed",
             {"Alleen een fast lane heeft een ministerie.", "Only a fast lane has a ministry."}}};
    }
    if (!state.routing->ministry.empty() && action.ministry.empty()) return {};
    return check_ministry(action.ministry, "", surroundings.organisations);
}

std::vector<Issue> faults_of(
    const OverruleRoute& action, const CaseState&, const Surroundings& surroundings
) {
    auto faults = check_choice(
        {action.route, action.ministry, action.referral}, "", surroundings.organisations, surroundings.desk
    );
    if (looks_like_bsn(action.reason)) {
        faults.push_back(
            {"/reason",
             "bsn",
             {"Dit lijkt een BSN. Is het dat niet? Bevestig dat dan: zet dit pad in confirmedNotBsn.",
              "This looks like a citizen service number (BSN). If it is not, confirm that: put this pointer "
              "into "
              "confirmedNotBsn."}}
        );
    }
    return faults;
}

std::vector<Issue> faults_of(const RouteAgain& action, const CaseState&, const Surroundings& surroundings) {
    if (action.answers.empty()) return {};
    auto faults = surroundings.desk.check_answers(action.answers, surroundings.organisations);
    for (auto& fault : faults) fault.path = "/answers" + fault.path;
    return faults;
}

/// Lets it happen to the lifecycle; `conflict` where that has no use for it now.
Result<void> move_on(Course& course, const RouteCase& command, const char* event, json data) {
    const CaseState& state = course.state();
    if (!state.lifecycle) {
        return fail(
            FailureCode::conflict,
            {"Dit knelpunt is van voor de werkwijzen. Laat de tabel eerst opnieuw kijken (again).",
             "This case is from before there were workflows. Have the table look again first (again)."},
            "not-possible-now"
        );
    }
    auto taken = course.happen(
        {std::nullopt,
         event,
         std::move(data),
         &command.by,
         Actor{command.by.organisation, std::string(roles::coordinator), command.by.actor},
         command.not_bsn}
    );
    if (!taken) return fail_as(taken);
    if (*taken) return {};
    return fail(
        FailureCode::conflict,
        {"Dat kan in deze fase niet: \"" + state.phase + "\". Zie /transitions voor wat nu kan.",
         "That is not possible in this phase: \"" + state.phase + "\". See /transitions for what is."},
        "not-possible-now"
    );
}

Result<void> act(const ConfirmRoute& action, const RouteCase& command, Course& course) {
    const CaseState& state = course.state();
    if (!state.routing || state.routing->route.empty()) {
        return fail(
            FailureCode::conflict,
            {"Er is nog geen route om te bevestigen. Vul antwoorden aan (again) of kies zelf een route "
             "(overrule).",
             "There is no route to confirm yet. Add answers (again) or choose a route yourself (overrule)."},
            "nothing-to-confirm"
        );
    }
    if (state.routing->status != routing_status::proposed) {
        return fail(
            FailureCode::conflict,
            {"Deze route is geen voorstel meer. Een andere route kiest u met overrule.",
             "This route is no proposal any more. Choose another one by overrule."},
            "nothing-to-confirm"
        );
    }
    json data = json::object();
    if (!action.ministry.empty()) data["ministry"] = action.ministry;
    return move_on(course, command, "confirmRoute", std::move(data));
}

Result<void> act(const OverruleRoute& action, const RouteCase& command, Course& course) {
    json data = encode_choice({action.route, action.ministry, action.referral});
    data["reason"] = action.reason;
    return move_on(course, command, "overrule", std::move(data));
}

Result<void> act(const RouteAgain& action, const RouteCase& command, Course& course) {
    const auto& around = course.surroundings();
    const CaseState& state = course.state();
    json facts = known_facts(state);
    if (!action.answers.empty()) {
        facts.update(action.answers);
        json data = {{"report", state.reports.front().id.str()}, {"facts", action.answers}};
        if (!command.not_bsn.empty()) data["confirmedNotBsn"] = command.not_bsn;
        course.add(
            "reportCorrected",
            Actor{command.by.organisation, std::string(roles::coordinator), command.by.actor},
            std::move(data)
        );
    }
    const auto decision = around.desk.decide_in_words(facts, state.parties.size(), around.now);
    course.add("routed", SystemActor{"routing"}, {{"decision", json::parse(decision)}});
    // A case from before there were workflows begins with them here.
    if (!state.lifecycle) {
        return course.begin_lifecycle(
            std::string(routed_event(state)), routed_as(state), SystemActor{"migration"}
        );
    }
    // Where treatment has begun the lifecycle has no use for it; then it only informs.
    auto heard = course.happen(
        {std::nullopt,
         std::string(routed_event(state)),
         routed_as(state),
         nullptr,
         SystemActor{"routing"}}
    );
    if (!heard) return fail_as(heard);
    return {};
}

}  // namespace

Result<void> may_route(const Principal& by) {
    if (by.has(roles::coordinator)) return {};
    return fail(
        FailureCode::forbidden,
        {"Alleen een coördinator bevestigt of wijzigt een route.",
         "Only a coordinator confirms or changes a route."}
    );
}

Result<Decision> decide(const RouteCase& command, const CaseState& state, Surroundings& surroundings) {
    if (command.if_version != state.version) return stale_case(state, command.if_version);
    std::vector<Issue> faults = command.faults;
    if (faults.empty())
        faults =
            std::visit([&](const auto& one) { return faults_of(one, state, surroundings); }, command.action);
    std::erase_if(faults, [&](const Issue& fault) {
        return fault.code == "bsn" &&
               std::find(command.not_bsn.begin(), command.not_bsn.end(), fault.path) != command.not_bsn.end();
    });

    if (!faults.empty()) return fail_invalid(std::move(faults));
    if (auto allowed = may_route(command.by); !allowed) return fail_as(allowed);
    Course course(state, surroundings);
    auto acted = std::visit([&](const auto& one) { return act(one, command, course); }, command.action);
    if (!acted) return fail_as(acted);
    return std::move(course).done();
}

}  // namespace wissel::cases
