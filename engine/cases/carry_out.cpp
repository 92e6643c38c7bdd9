#include "engine/cases/effects.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/route_choice.hpp"

#include <algorithm>
#include <map>
#include <utility>

// The actions of a workflow, one by one.

namespace wissel::cases {
namespace {

using nlohmann::json;

RouteChoice choice_in(const json& params) {
    return {text_in(params, "route"), text_in(params, "ministry"), text_in(params, "referral")};
}

/// `data` with the texts of `params` that are there, by these names.
json with_texts(json data, const json& params, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (auto text = text_in(params, name); !text.empty()) data[name] = std::move(text);
    }
    return data;
}

std::optional<Issue> check_receiver(
    const Oin& receiver, const std::string& route, const Organisations& organisations
) {
    if (receiver.empty()) return std::nullopt;
    if (route != "referral") {
        return Issue{
            "/data/receiver",
            "notAllowed",
            {"Alleen een doorverwijzing heeft een ontvanger.", "Only a referral has a receiver."}};
    }
    if (organisations.find(receiver) != nullptr) return std::nullopt;
    return Issue{
        "/data/receiver",
        "unknownOrganisation",
        {"Deze organisatie doet niet mee (zie /v1/organisations). Laat het weg: de coördinator volgt dan zelf.",
         "This organisation takes no part (see /v1/organisations). Leave it out: the coordinator follows it then."}};
}

}  // namespace

Effects::Carry Effects::carrier_of(std::string_view action) {
    static const std::map<std::string_view, Carry> all = {
        {"startLeg", &Effects::start_leg},
        {"endLegs", &Effects::end_legs},
        {"startIntervention", &Effects::start_intervention},
        {"legAccepted", &Effects::report_on_leg},
        {"legRefused", &Effects::report_on_leg},
        {"legHandedBack", &Effects::report_on_leg},
        {"legDone", &Effects::report_on_leg},
        {"assignOwner", &Effects::offer_owner},
        {"offerOwner", &Effects::offer_owner},
        {"address", &Effects::address},
        {"suspend", &Effects::suspend},
        {"resume", &Effects::resume},
        {"requestInformation", &Effects::request_information},
        {"supplyInformation", &Effects::supply_information},
        {"confirmRoute", &Effects::confirm_route},
        {"overruleRoute", &Effects::overrule_route},
        {"recordOutcome", &Effects::record_outcome},
        {"recordBridge", &Effects::record_bridge},
        {"recordSay", &Effects::record_say},
        {"withdrawReport", &Effects::withdraw_report},
        {"link", &Effects::link},
        {"label", &Effects::label},
        {"notify", &Effects::notify},
        {"signal", &Effects::notify},
        {"closeCase", &Effects::close_case},
        {"reopenCase", &Effects::reopen_case},
    };
    const auto found = all.find(action);
    return found == all.end() ? nullptr : found->second;
}

bool is_carried_out(std::string_view action) {
    return Effects::carrier_of(action) != nullptr;
}

json Effects::of_leg() const {
    return {{"leg", encode_leg_id(leg_id_)}};
}

void Effects::tell_lifecycle(const char* event, json data) {
    course_.queue_.push_back({std::nullopt, event, std::move(data), nullptr, SystemActor{"workflow"}});
}

Result<void> Effects::start_leg(const json& params) {
    const RouteChoice choice = choice_in(params);
    const auto& around = course_.surroundings();
    const std::string receiver = text_in(params, "receiver");
    auto faults = check_choice(choice, "/data", around.organisations, around.desk);
    if (auto issue = check_receiver(receiver, choice.route, around.organisations)) faults.push_back(*issue);
    if (!faults.empty()) return fail_invalid(std::move(faults));
    const CaseState& state = course_.state();
    const bool runs = std::any_of(state.legs.begin(), state.legs.end(), [&](const Leg& one) {
        return one.open() && one.route == choice.route && one.ministry == choice.ministry &&
               one.referral == choice.referral;
    });
    if (runs) {
        return fail(
            FailureCode::conflict,
            {"Op deze route loopt al een traject voor dit knelpunt.",
             "A leg on this route runs for this case already."},
            "already-running"
        );
    }
    const bool beside = leg_id_.has_value() || params.value("beside", false);
    const auto before = std::find_if(state.legs.rbegin(), state.legs.rend(), [](const Leg& one) {
        return !one.overlay && !one.beside;
    });
    if (!beside && before != state.legs.rend()) {
        add("rerouted",
            {{"from", encode_choice({before->route, before->ministry, before->referral})},
             {"to", encode_choice(choice)}});
    }
    Leg begun;
    begun.route = choice.route;
    begun.ministry = choice.ministry;
    begun.referral = choice.referral;
    begun.beside = beside;
    begun.started_by = leg_id_;
    begun.sender = by_owner();
    if (!receiver.empty()) begun.addressees.push_back(receiver);
    return course_.begin_leg(std::move(begun), happening_.by);
}

Result<void> Effects::start_intervention(const json&) {
    return course_.intervene(leg_id_, happening_.by);
}

/// How the leg stands is told with the transition; here the lifecycle hears of it. An overlay tells it nothing.
Result<void> Effects::report_on_leg(const json& params) {
    const Leg* own = leg();
    if (own == nullptr || own->overlay) return {};
    json data = {{"leg", own->id.str()}, {"route", own->route}, {"beside", own->beside}};
    tell_lifecycle(to_lifecycle_.c_str(), with_texts(std::move(data), params, {"code", "outcome"}));
    return {};
}

/// Whom the leg is addressed to is told with the transition.
Result<void> Effects::address(const json&) {
    return {};
}

Result<void> Effects::suspend(const json& params) {
    add("suspended", with_texts(of_leg(), params, {"kind", "waitingOn", "expected"}));
    return {};
}

Result<void> Effects::resume(const json&) {
    if (leg() != nullptr && leg()->waiting) add("resumed", of_leg());
    return {};
}

Result<void> Effects::offer_owner(const json& params) {
    const auto& organisations = course_.surroundings().organisations;
    const std::string role = text_in(params, "role");
    Owner to{text_in(params, "organisation"), role};
    if (to.organisation.empty()) {
        const auto who = meant_by(role, course_.state(), leg(), organisations).who;
        if (who.empty()) return {};
        to = who.front();
    }
    if (organisations.find(to.organisation) == nullptr) return {};
    if (to.role.empty()) to.role = "receiver";
    const Owner from = leg_id_ ? leg()->owner : course_.state().owner;
    if (to == from) return {};
    json offered = of_leg();
    offered["from"] = encode_owner(from);
    offered["to"] = encode_owner(to);
    add("ownerOffered", std::move(offered));
    if (to.organisation != from.organisation) return {};
    json accepted = of_leg();
    accepted["owner"] = encode_owner(to);
    add("ownerAccepted", std::move(accepted));
    return {};
}

Result<void> Effects::request_information(const json& params) {
    add("informationRequested", {{"fields", texts_in(params, "fields")}});
    return {};
}

Result<void> Effects::supply_information(const json& params) {
    const auto& around = course_.surroundings();
    const json given = params.value("facts", json());
    const json facts = given.is_object() ? given : json::object();
    const CaseState& state = course_.state();
    if (!facts.empty()) {
        auto faults = around.desk.check_answers(facts, around.organisations);
        for (auto& fault : faults) fault.path = "/data/facts" + fault.path;
        if (!faults.empty()) return fail_invalid(std::move(faults));
    }
    const std::string report = state.reports.front().id.str();
    add("informationSupplied", {{"report", report}});
    if (!facts.empty()) add("reportCorrected", {{"report", report}, {"facts", facts}});
    const auto decision = around.desk.decide_in_words(known_facts(state), state.parties.size(), around.now);
    course_.add(
        "routed",
        SystemActor{"routing"},
        {{"decision", json::parse(decision)}, {"asProposal", true}}
    );
    course_.queue_.push_back(
        {std::nullopt, "routedAsProposal", json::object(), nullptr, SystemActor{"routing"}}
    );
    return {};
}

Result<void> Effects::confirm_route(const json& params) {
    const RoutingState routing = course_.state().routing.value_or(RoutingState());
    const std::string ministry = text_in(params, "ministry");
    json data = encode_choice({routing.route, ministry.empty() ? routing.ministry : ministry, routing.referral});
    data["decided"] = routing.decided;
    add("routeConfirmed", std::move(data));
    return {};
}

Result<void> Effects::overrule_route(const json& params) {
    const RoutingState routing = course_.state().routing.value_or(RoutingState());
    json data = encode_choice(choice_in(params));
    data["instead"] = encode_choice({routing.route, routing.ministry, routing.referral});
    data["reason"] = text_in(happening_.data, "reason");
    data["decided"] = routing.decided;
    add("routeOverruled", std::move(data));
    return {};
}

Result<void> Effects::link(const json& params) {
    const auto& named = course_.surroundings().named_case;
    if (named && named->closed() && text_in(params, "kind") == "joined") {
        return fail_invalid(
            {{"/data/case",
              "closed",
              {"Dat knelpunt is afgerond; daar kan niets meer bij. Heropen het eerst.",
               "That case is closed; nothing can join it. Reopen it first."}}}
        );
    }
    if (!named || named->id == course_.state().id) {
        return fail_invalid(
            {{"/data/case",
              "unknownCase",
              {"Dit knelpunt is er niet, of u mag het niet zien; en een knelpunt hoort niet bij zichzelf.",
               "This case is not there, or not for you to see; and a case is not tied to itself."}}}
        );
    }
    add("linked", with_texts({{"case", named->id.str()}}, params, {"kind"}));
    return {};
}

void Effects::withdraw_legs(bool beside) {
    std::vector<LegId> ending;
    for (const auto& leg : course_.state().legs) {
        if (!leg.open()) continue;
        if (beside || (!leg.beside && !leg.overlay)) ending.push_back(leg.id);
    }
    for (const auto& id : ending) course_.withdraw_leg(id, happening_.by);
}

Result<void> Effects::end_legs(const json& params) {
    withdraw_legs(params.value("beside", false));
    return {};
}

/// As what it is closed is told with the transition.
Result<void> Effects::close_case(const json&) {
    withdraw_legs(true);
    return {};
}

Result<void> Effects::reopen_case(const json&) {
    add("reopened", json::object());
    return {};
}

Result<void> Effects::withdraw_report(const json&) {
    add("reportWithdrawn", {{"organisation", by_owner().organisation}});
    tell_lifecycle("reportWithdrawn", json::object());
    return {};
}

Result<void> Effects::label(const json& params) {
    if (!text_in(params, "label").empty()) add("labelled", with_texts(json::object(), params, {"label"}));
    return {};
}

Result<void> Effects::record_outcome(const json& params) {
    if (!text_in(params, "code").empty()) add("outcomeRecorded", with_texts(of_leg(), params, {"code"}));
    return {};
}

/// To that role; without one to everybody who answers for something here.
Result<void> Effects::notify(const json& params) {
    const std::string role = text_in(params, "role");
    const auto& organisations = course_.surroundings().organisations;
    course_.signal(
        leg_id_,
        text_in(params, "about"),
        happening_.by,
        role.empty() ? answerable(course_.state(), leg(), organisations)
                     : meant_by(role, course_.state(), leg(), organisations).who
    );
    return {};
}

Result<void> Effects::record_bridge(const json& params) {
    // Dates sort as they are written.
    const std::string until = text_in(params, "until");
    if (!until.empty() && until < text_in(params, "from")) {
        return fail_invalid(
            {{"/data/until",
              "beforeStart",
              {"Deze datum ligt voor het begin.", "This date lies before the beginning."}}}
        );
    }
    add("bridgeArranged", with_texts(of_leg(), params, {"from", "until"}));
    return {};
}

Result<void> Effects::record_say(const json& params) {
    const CaseState& state = course_.state();
    Oin organisation = text_in(params, "organisation");
    if (organisation.empty()) organisation = by_owner().organisation;
    const auto standing = reporters_of(state);
    if (std::find(standing.begin(), standing.end(), organisation) == standing.end() ||
        (state.says.contains(organisation) && !text_in(params, "organisation").empty())) {
        return fail_invalid(
            {{"/data/organisation",
              "notAsked",
              {"Deze organisatie wordt niet (meer) gevraagd: zij meldde het knelpunt niet, of antwoordde al.",
               "This organisation is not asked (any more): it did not report the case, or has answered."}}}
        );
    }
    add("evaluated", {{"organisation", organisation}, {"say", text_in(params, "say")}});
    return {};
}

}  // namespace wissel::cases
