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
        add("bridgeArranged", with_texts(leg_data, params, {"from", "until"}));
    } else if (type == "recordSay") {
        record_say(params);
    } else if (type == "withdrawReport") {
        add("reportWithdrawn", {{"organisation", by_owner().organisation}});
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
    if (auto faults = check_choice(choice, "/data", around.organisations, around.desk); !faults.empty())
        return fail_invalid(std::move(faults));
    const CaseState& state = course_.state();
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
    if (auto receiver = text_in(params, "receiver"); !receiver.empty())
        begun.addressees.push_back(std::move(receiver));
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
    if (!named || *named == course_.state().id) {
        return fail_invalid(
            {{"/data/case",
              "unknownCase",
              {"Dit knelpunt is er niet, of u mag het niet zien; en een knelpunt hoort niet bij zichzelf.",
               "This case is not there, or not for you to see; and a case is not tied to itself."}}}
        );
    }
    add("linked", with_texts({{"case", named->str()}}, params, {"kind"}));
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

void Effects::record_say(const json& params) {
    add("evaluated",
        {{"organisation", by_owner().organisation}, {"say", text_in(params, "say")}});
}

}  // namespace wissel::cases
