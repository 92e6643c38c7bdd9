#include "engine/cases/route_choice.hpp"

#include <nlohmann/json.hpp>

namespace wissel::cases {
namespace {

Issue not_allowed(std::string pointer, Words message) {
    return {std::move(pointer), "notAllowed", std::move(message)};
}

}  // namespace

std::vector<Issue> check_ministry(
    const std::string& ministry, const std::string& prefix, const Organisations& organisations
) {
    if (ministry.empty()) {
        return {
            {prefix + "/ministry",
             "required",
             {"Noem het ministerie van de fast lane (TOOI-URI, zie /v1/organisations).",
              "Name the ministry of the fast lane (TOOI URI, see /v1/organisations)."}}};
    }
    if (organisations.ministry(ministry) != nullptr) return {};
    return {
        {prefix + "/ministry",
         "unknownMinistry",
         {"Dit is geen bekend ministerie. De TOOI-URI's staan in /v1/organisations.",
          "This is no ministry that we know. Their TOOI URIs are in /v1/organisations."}}};
}

std::vector<Issue> check_choice(
    const RouteChoice& choice,
    const std::string& prefix,
    const Organisations& organisations,
    const RoutingDesk& desk
) {
    std::vector<Issue> faults;
    const routing::Fields& fields = desk.table().fields;
    if (!fields.knows("routes", choice.route)) {
        faults.push_back(
            {prefix + "/route",
             "unknownCode",
             {"Deze route is er niet (zie routes in /v1/vocabulary).",
              "There is no such route (see routes in /v1/vocabulary)."}}
        );
    } else {
        if (choice.route == "fast-lane") {
            faults = check_ministry(choice.ministry, prefix, organisations);
        } else if (!choice.ministry.empty()) {
            faults.push_back(not_allowed(
                prefix + "/ministry",
                {"Alleen een fast lane heeft een ministerie.", "Only a fast lane has a ministry."}
            ));
        }
        if (choice.route == "referral" && choice.referral.empty()) {
            faults.push_back(
                {prefix + "/referral",
                 "required",
                 {"Zeg waarheen wordt doorverwezen (zie referral in /v1/vocabulary).",
                  "Say where it is referred to (see referral in /v1/vocabulary)."}}
            );
        }
        if (choice.route != "referral" && !choice.referral.empty()) {
            faults.push_back(not_allowed(
                prefix + "/referral",
                {"Alleen een doorverwijzing heeft een soort.", "Only a referral has a kind."}
            ));
        }
    }
    if (!choice.referral.empty() && !fields.knows("referral", choice.referral)) {
        faults.push_back(
            {prefix + "/referral",
             "unknownCode",
             {"Deze doorverwijzing is er niet (zie referral in /v1/vocabulary).",
              "There is no such referral (see referral in /v1/vocabulary)."}}
        );
    }
    return faults;
}

std::string_view routed_event(const CaseState& state) {
    const bool stands = state.routing && state.routing->status == routing_status::chosen;
    return stands ? "routedAutomatically" : "routedAsProposal";
}

nlohmann::json routed_as(const CaseState& state) {
    if (!state.routing) return nlohmann::json::object();
    return encode_choice({state.routing->route, state.routing->ministry, state.routing->referral});
}

nlohmann::json encode_choice(const RouteChoice& choice) {
    nlohmann::json data = {{"route", choice.route}};
    if (!choice.ministry.empty()) data["ministry"] = choice.ministry;
    if (!choice.referral.empty()) data["referral"] = choice.referral;
    return data;
}

}  // namespace wissel::cases
