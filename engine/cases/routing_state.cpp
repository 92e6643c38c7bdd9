#include "engine/cases/routing_state.hpp"

#include "engine/base/json_writer.hpp"

#include <nlohmann/json.hpp>

namespace wissel::cases {
namespace {

using nlohmann::json;

std::string text_or_empty(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void on_routed(RoutingState& state, const Event& event) {
    const json& decision = event.data.at("decision");
    state.mode = decision.at("mode").get<std::string>();
    state.route = text_or_empty(decision, "route");
    state.ministry = text_or_empty(decision, "ministry");
    state.referral = text_or_empty(decision, "referral");
    state.rule = text_or_empty(decision, "rule");
    state.because = {decision.at("because").at("nl"), decision.at("because").at("en")};
    state.points = decision.at("urgency").at("points").get<std::int64_t>();
    state.urgent = decision.at("urgency").at("urgent").get<bool>();
    state.decided = event.version;
    // What a coordinator chose is not replaced without one.
    const bool by_person =
        state.status == routing_status::confirmed || state.status == routing_status::overruled;
    // What was supplied on request is a proposal in any case: somebody asked for it.
    const bool asked_for = event.data.value("asProposal", false);
    const bool by_itself =
        !by_person && !asked_for && state.mode == "automatic" && !state.route.empty();
    state.status = by_itself ? routing_status::chosen : routing_status::proposed;
}

void on_route_chosen(RoutingState& state, const Event& event) {
    state.route = event.data.at("route").get<std::string>();
    state.ministry = text_or_empty(event.data, "ministry");
    state.referral = text_or_empty(event.data, "referral");
    const bool overruled = event.type == "routeOverruled";
    state.status = overruled ? routing_status::overruled : routing_status::confirmed;
    if (!overruled) return;
    const auto reason = event.data.at("reason").get<std::string>();
    state.because = {reason, reason};
}

}  // namespace

void evolve_routing(RoutingState& state, const Event& event) {
    if (event.type == "routed") return on_routed(state, event);
    on_route_chosen(state, event);
}

void write(JsonWriter& to, const RoutingState& state) {
    to.open('{').name("because").open('{').member("en", state.because.en).member("nl", state.because.nl).close('}');
    to.member("decided", state.decided).member("ministry", state.ministry).member("mode", state.mode);
    to.member("points", state.points).member("referral", state.referral).member("route", state.route);
    to.member("rule", state.rule).member("status", state.status).flag("urgent", state.urgent).close('}');
}

RoutingState decode_routing(const json& read) {
    return {
        read.at("status").get<std::string>(),
        read.at("route").get<std::string>(),
        read.at("ministry").get<std::string>(),
        read.at("referral").get<std::string>(),
        read.at("rule").get<std::string>(),
        read.at("mode").get<std::string>(),
        {read.at("because").at("nl").get<std::string>(), read.at("because").at("en").get<std::string>()},
        read.at("points").get<std::int64_t>(),
        read.at("urgent").get<bool>(),
        read.at("decided").get<std::int64_t>()};
}

}  // namespace wissel::cases
