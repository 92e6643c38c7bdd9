#include "engine/cases/route_case.hpp"

#include "engine/cases/bsn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace wissel::cases {
namespace {

using nlohmann::json;

std::unexpected<Failure> stale(const CaseState& state, std::int64_t seen) {
    return fail(
        FailureCode::stale,
        {fmt::format(
             "U zag versie {}; het knelpunt staat nu op versie {}. Lees het opnieuw.", seen, state.version
         ),
         fmt::format(
             "You saw version {}; the case is at version {} now. Read it again.", seen, state.version
         )}
    );
}

Issue required(const char* pointer, Words message) {
    return {pointer, "required", std::move(message)};
}

void check_ministry(
    const std::string& ministry, const Surroundings& surroundings, std::vector<Issue>& faults
) {
    if (ministry.empty()) {
        faults.push_back(required(
            "/ministry",
            {"Noem het ministerie van de fast lane (TOOI-URI, zie /v1/organisations).",
             "Name the ministry of the fast lane (TOOI URI, see /v1/organisations)."}
        ));
    } else if (surroundings.organisations.ministry(ministry) == nullptr) {
        faults.push_back(
            {"/ministry",
             "unknownMinistry",
             {"Dit is geen bekend ministerie. De TOOI-URI's staan in /v1/organisations.",
              "This is no ministry that we know. Their TOOI URIs are in /v1/organisations."}}
        );
    }
}

/// Ministry and kind belong to one route each.
void check_belongings(
    const std::string& route,
    const std::string& ministry,
    const std::string& referral,
    const Surroundings& surroundings,
    std::vector<Issue>& faults
) {
    if (route == "fast-lane") {
        check_ministry(ministry, surroundings, faults);
    } else if (!ministry.empty()) {
        faults.push_back(
            {"/ministry",
             "notAllowed",
             {"Alleen een fast lane heeft een ministerie.", "Only a fast lane has a ministry."}}
        );
    }
    if (route == "referral" && referral.empty()) {
        faults.push_back(required(
            "/referral",
            {"Zeg waarheen wordt doorverwezen (zie referral in /v1/vocabulary).",
             "Say where it is referred to (see referral in /v1/vocabulary)."}
        ));
    }
    if (route != "referral" && !referral.empty()) {
        faults.push_back(
            {"/referral",
             "notAllowed",
             {"Alleen een doorverwijzing heeft een soort.", "Only a referral has a kind."}}
        );
    }
}

std::vector<Issue> faults_of(
    const ConfirmRoute& action, const CaseState& state, const Surroundings& surroundings
) {
    std::vector<Issue> faults;
    if (!state.routing || state.routing->route != "fast-lane") {
        if (!action.ministry.empty()) check_belongings("", action.ministry, "", surroundings, faults);
    } else if (state.routing->ministry.empty() || !action.ministry.empty()) {
        check_ministry(action.ministry, surroundings, faults);
    }
    return faults;
}

std::vector<Issue> faults_of(
    const OverruleRoute& action, const CaseState&, const Surroundings& surroundings
) {
    std::vector<Issue> faults;
    const routing::Fields& fields = surroundings.desk.table().fields;
    if (!fields.knows("routes", action.route)) {
        faults.push_back(
            {"/route",
             "unknownCode",
             {"Deze route is er niet (zie routes in /v1/vocabulary).",
              "There is no such route (see routes in /v1/vocabulary)."}}
        );
    } else {
        check_belongings(action.route, action.ministry, action.referral, surroundings, faults);
    }
    if (!action.referral.empty() && !fields.knows("referral", action.referral)) {
        faults.push_back(
            {"/referral",
             "unknownCode",
             {"Deze doorverwijzing is er niet (zie referral in /v1/vocabulary).",
              "There is no such referral (see referral in /v1/vocabulary)."}}
        );
    }
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

/// Numbers events on from where the case is.
class Writer {
public:
    Writer(const CaseState& state, const RouteCase& command, Instant now)
        : state_(state),
          by_{command.by.organisation, std::string(roles::coordinator), command.by.actor},
          not_bsn_(command.not_bsn),
          now_(now) {}

    void add(const char* type, By by, json data) {
        if (!not_bsn_.empty() && type != std::string_view("routed")) data["confirmedNotBsn"] = not_bsn_;
        const auto version = state_.version + static_cast<std::int64_t>(decision_.events.size()) + 1;
        decision_.events.push_back({0, state_.id, version, type, now_, std::move(by), std::move(data)});
    }
    void add(const char* type, json data) { add(type, by_, std::move(data)); }

    [[nodiscard]] Decision done() { return std::move(decision_); }

private:
    const CaseState& state_;
    Actor by_;
    const std::vector<std::string>& not_bsn_;  ///< confirmed, and so recorded
    Instant now_;
    Decision decision_;
};

json choice(const std::string& route, const std::string& ministry, const std::string& referral) {
    json data = {{"route", route}};
    if (!ministry.empty()) data["ministry"] = ministry;
    if (!referral.empty()) data["referral"] = referral;
    return data;
}

Result<void> act(const ConfirmRoute& action, const CaseState& state, Surroundings&, Writer& writer) {
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
    const RoutingState& routing = *state.routing;
    const std::string& ministry = action.ministry.empty() ? routing.ministry : action.ministry;
    json data = choice(routing.route, ministry, routing.referral);
    data["decided"] = routing.decided;
    writer.add("routeConfirmed", std::move(data));
    return {};
}

Result<void> act(const OverruleRoute& action, const CaseState& state, Surroundings&, Writer& writer) {
    json data = choice(action.route, action.ministry, action.referral);
    data["reason"] = action.reason;
    if (state.routing) {
        data["decided"] = state.routing->decided;
        data["instead"] = choice(state.routing->route, state.routing->ministry, state.routing->referral);
    }
    writer.add("routeOverruled", std::move(data));
    return {};
}

Result<void> act(
    const RouteAgain& action, const CaseState& state, Surroundings& surroundings, Writer& writer
) {
    json facts = known_facts(state);
    if (!action.answers.empty()) {
        facts.update(action.answers);
        writer.add(
            "reportCorrected", {{"report", state.reports.front().id.str()}, {"facts", action.answers}}
        );
    }
    const auto decision = surroundings.desk.decide_in_words(facts, state.parties.size(), surroundings.now);
    writer.add("routed", SystemActor{"routing"}, {{"decision", json::parse(decision)}});
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
    if (command.if_version != state.version) return stale(state, command.if_version);
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
    Writer writer(state, command, surroundings.now);
    auto acted =
        std::visit([&](const auto& one) { return act(one, state, surroundings, writer); }, command.action);
    if (!acted) return fail_as(acted);
    return writer.done();
}

}  // namespace wissel::cases
