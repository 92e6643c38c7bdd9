#include "engine/base/ensure.hpp"
#include "engine/cases/effects.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/route_choice.hpp"

#include <algorithm>
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

Result<void> Effects::run(const std::string& type, const json& params) {
    const json leg_data = {{"leg", encode_leg_id(leg_id_)}};
    if (type == "startLeg") return start_leg(params);
    if (type == "startIntervention") return start_intervention();
    if (type == "offerOwner" || type == "assignOwner") return offer_owner(params);
    if (type == "supplyInformation") return supply(params);
    if (type == "confirmRoute") return choose_route("routeConfirmed", params);
    if (type == "overruleRoute") return choose_route("routeOverruled", params);
    if (type == "link") return link(params);
    if (type.starts_with("leg")) {
        if (!leg_id_ || type != to_lifecycle_ || after_->overlay) return {};
        tell_lifecycle(type, params);
    } else if (type == "endLegs") {
        end_legs(params.value("beside", false));
    } else if (type == "closeCase") {
        end_legs(true);
    } else if (type == "reopenCase") {
        add("reopened", json::object());
    } else if (type == "suspend") {
        add("suspended", with_texts(leg_data, params, {"kind", "waitingOn", "expected"}));
    } else if (type == "resume") {
        if (leg() != nullptr && leg()->waiting) add("resumed", leg_data);
    } else if (type == "requestInformation") {
        add("informationRequested", {{"fields", texts_in(params, "fields")}});
    } else if (type == "recordOutcome") {
        if (!text_in(params, "code").empty()) add("outcomeRecorded", with_texts(leg_data, params, {"code"}));
    } else if (type == "recordBridge") {
        return record_bridge(params);
    } else if (type == "recordSay") {
        return record_say(params);
    } else if (type == "withdrawReport") {
        add("reportWithdrawn", {{"organisation", by_owner().organisation}});
        course_.queue_.push_back(
            {std::nullopt, "reportWithdrawn", json::object(), nullptr, SystemActor{"workflow"}}
        );
    } else if (type == "label") {
        add("labelled", with_texts(json::object(), params, {"label"}));
    } else if (type == "notify" || type == "signal") {
        signal(text_in(params, "about"), text_in(params, "role"));
    }
    return {};
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
    NewLeg begun;
    begun.route = choice.route;
    begun.ministry = choice.ministry;
    begun.referral = choice.referral;
    begun.beside = beside;
    begun.started_by = leg_id_;
    begun.sender = by_owner();
    begun.by = happening_.by;
    if (!receiver.empty()) begun.addressees.push_back(receiver);
    return course_.begin_leg(begun);
}

Result<void> Effects::start_intervention() {
    const auto& legs = course_.state().legs;
    const bool runs =
        std::any_of(legs.begin(), legs.end(), [](const Leg& one) { return one.overlay && one.open(); });
    if (runs) return {};
    NewLeg begun;
    begun.overlay = true;
    begun.beside = true;
    begun.started_by = leg_id_;
    begun.sender = course_.state().owner;
    begun.by = happening_.by;
    return course_.begin_leg(begun);
}

Result<void> Effects::offer_owner(const json& params) {
    const auto& organisations = course_.surroundings().organisations;
    const std::string role = text_in(params, "role");
    Owner to{text_in(params, "organisation"), role};
    if (to.organisation.empty()) to = meant_by(role, course_.state(), leg(), organisations).who.front();
    if (organisations.find(to.organisation) == nullptr) return {};
    if (to.role.empty()) to.role = "receiver";
    const Owner from = leg_id_ ? leg()->owner : course_.state().owner;
    if (to == from) return {};
    const json data = {{"leg", encode_leg_id(leg_id_)}, {"from", encode_owner(from)}, {"to", encode_owner(to)}};
    add("ownerOffered", data);
    const bool within = to.organisation == from.organisation;
    if (within) add("ownerAccepted", {{"leg", encode_leg_id(leg_id_)}, {"owner", encode_owner(to)}});
    return {};
}

Result<void> Effects::supply(const json& params) {
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

Result<void> Effects::choose_route(const char* type, const json& params) {
    const CaseState& state = course_.state();
    const RoutingState routing = state.routing.value_or(RoutingState());
    RouteChoice choice = choice_in(params);
    json data;
    if (type == std::string_view("routeConfirmed")) {
        choice.route = routing.route;
        choice.referral = routing.referral;
        if (choice.ministry.empty()) choice.ministry = routing.ministry;
        data = encode_choice(choice);
    } else {
        data = encode_choice(choice);
        data["instead"] = encode_choice({routing.route, routing.ministry, routing.referral});
        data["reason"] = text_in(happening_.data, "reason");
    }
    data["decided"] = routing.decided;
    add(type, std::move(data));
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

void Effects::end_legs(bool beside) {
    std::vector<LegId> ending;
    for (const auto& leg : course_.state().legs) {
        if (!leg.open()) continue;
        if (beside || (!leg.beside && !leg.overlay)) ending.push_back(leg.id);
    }
    for (const auto& id : ending) course_.withdraw_leg(id, happening_.by);
}

void Effects::tell_lifecycle(const std::string& event, const json& params) {
    const Leg* own = leg();
    json data = with_texts(
        {{"leg", own->id.str()}, {"route", own->route}, {"beside", own->beside}}, params, {"code", "outcome"}
    );
    course_.queue_.push_back({std::nullopt, event, std::move(data), nullptr, SystemActor{"workflow"}});
}

/// To that role; without one to everybody who answers for something here.
void Effects::signal(const std::string& about, const std::string& role) {
    const CaseState& state = course_.state();
    const auto& organisations = course_.surroundings().organisations;
    std::vector<Owner> to;
    const auto add_once = [&to](const Owner& owner) {
        if (std::find(to.begin(), to.end(), owner) == to.end()) to.push_back(owner);
    };
    if (!role.empty()) {
        for (const auto& owner : meant_by(role, state, leg(), organisations).who) add_once(owner);
    } else {
        if (const Leg* own = leg()) add_once(own->owner);
        add_once(state.owner);
        add_once({organisations.coordinator().oin, std::string(roles::coordinator)});
    }
    json told = json::array();
    for (const auto& owner : to) told.push_back(encode_owner(owner));
    add("signalled", {{"leg", encode_leg_id(leg_id_)}, {"about", about}, {"to", std::move(told)}});
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
    add("bridgeArranged", with_texts({{"leg", encode_leg_id(leg_id_)}}, params, {"from", "until"}));
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
