#include "engine/base/ensure.hpp"
#include "engine/status/fact.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::status {
namespace {

using nlohmann::json;

std::string text_at(const json& data, const char* name) {
    const auto found = data.find(name);
    return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_at(const json& data, const char* name) {
    const auto found = data.find(name);
    return found == data.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
}

void put_owner(Fact& fact, const json& data) {
    const auto found = data.find("owner");
    if (found != data.end()) fact.owner = {found->at("organisation"), found->at("role")};
}

void put_leg(Fact& fact, const json& data) {
    if (const auto id = text_at(data, "leg"); !id.empty()) fact.leg = cases::LegId::parse(id);
}

void put_due(Fact& fact, const json& data) {
    if (const auto due = text_at(data, "due"); !due.empty()) fact.due = parse_instant(due);
}

void put_report(Fact& fact, const json& data) {
    fact.report = text_at(data, "report");
    fact.reference = text_at(data, "reference");
    if (const auto facts = data.find("facts"); facts != data.end() && facts->contains("barriers"))
        fact.barriers = texts_at(*facts, "barriers");
}

void put_move(Fact& fact, const json& data) {
    put_leg(fact, data);
    put_owner(fact, data);
    fact.viewers = texts_at(data, "invited");
    fact.workflow = text_at(data, "workflow");
    fact.stepped = data.contains("snapshot");
    fact.to = texts_at(data, "to");
    put_due(fact, data);
    fact.status = text_at(data, "status");
    fact.outcome = text_at(data, "outcome");
    fact.closed_as = text_at(data, "closedAs");
    fact.visibility = text_at(data, "visibility");
    const auto started = data.find("started");
    if (started == data.end()) return;
    fact.begins = true;
    fact.route = started->at("route").get<std::string>();
    fact.ministry = text_at(*started, "ministry");
    fact.beside = started->at("beside").get<bool>();
    fact.overlay = started->at("overlay").get<bool>();
}

void put_data(Fact& fact, const json& data) {
    switch (fact.kind) {
        case Fact::Kind::reported:
            put_owner(fact, data);
            [[fallthrough]];
        case Fact::Kind::report_added:
            fact.viewers = texts_at(data, "invited");
            for (auto& party : texts_at(data, "parties")) fact.viewers.push_back(std::move(party));
            [[fallthrough]];
        case Fact::Kind::corrected:
            return put_report(fact, data);
        case Fact::Kind::routed: {
            const auto decision = data.find("decision");
            const json& chosen = decision == data.end() ? data : *decision;
            fact.route = text_at(chosen, "route");
            fact.ministry = text_at(chosen, "ministry");
            return;
        }
        case Fact::Kind::moved:
            return put_move(fact, data);
        case Fact::Kind::owner_offered:
            fact.viewers.push_back(data.at("to").at("organisation").get<std::string>());
            return;
        case Fact::Kind::owner_accepted:
            put_owner(fact, data);
            return put_leg(fact, data);
        case Fact::Kind::term:
            put_due(fact, data);
            return put_leg(fact, data);
        case Fact::Kind::outcome:
            fact.outcome = text_at(data, "code");
            return put_leg(fact, data);
        case Fact::Kind::visibility:
            fact.viewers = texts_at(data, "invited");
            fact.visibility = data.at("now").get<std::string>();
            return;
        case Fact::Kind::other:
            return;
    }
}

}  // namespace

Fact::Kind kind_of(std::string_view type) {
    static constexpr std::pair<std::string_view, Fact::Kind> kinds[] = {
        {"transitioned", Fact::Kind::moved},
        {"reported", Fact::Kind::reported},
        {"routed", Fact::Kind::routed},
        {"routeConfirmed", Fact::Kind::routed},
        {"routeOverruled", Fact::Kind::routed},
        {"ownerOffered", Fact::Kind::owner_offered},
        {"ownerAccepted", Fact::Kind::owner_accepted},
        {"reportAdded", Fact::Kind::report_added},
        {"reportCorrected", Fact::Kind::corrected},
        {"outcomeRecorded", Fact::Kind::outcome},
        {"termExtended", Fact::Kind::term},
        {"termRecomputed", Fact::Kind::term},
        {"confidentialityChanged", Fact::Kind::visibility},
    };
    for (const auto& [name, kind] : kinds) {
        if (name == type) return kind;
    }
    return Fact::Kind::other;
}

Fact fact_of(const cases::Event& event) try {
    Fact fact;
    fact.sequence = event.sequence;
    fact.case_id = event.case_id;
    fact.at = event.at;
    fact.kind = kind_of(event.type);
    put_data(fact, event.data);
    return fact;
} catch (const json::exception&) {
    throw LogicError("the data of an event of type " + event.type + " are not as that type has them");
}

}  // namespace wissel::status
