#include "engine/cases/report_parts.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// The text places as a tree, so that what holds no text is copied whole and not looked through.
struct Place {
    std::map<std::string, Place, std::less<>> inner;  ///< `*`: any index
    Part part = Part::facts;

    [[nodiscard]] const Place* at(std::string_view name) const {
        const auto found = inner.find(name);
        return found == inner.end() ? nullptr : &found->second;
    }
};

const Place& places() {
    static const Place root = [] {
        Place top;
        for (const auto& place : text_places()) {
            Place* here = &top;
            std::string_view rest = place.pointer;
            while (!rest.empty()) {
                const auto end = std::min(rest.find('/', 1), rest.size());
                here = &here->inner[std::string(rest.substr(1, end - 1))];
                rest.remove_prefix(end);
            }
            here->part = place.part;
        }
        return top;
    }();
    return root;
}

/// The members of `value`, which stands at `place` (nullptr: where no texts are), that belong to `part`;
/// discarded where there are none. An empty object or array is a fact of its own.
json take(const json& value, Part part, const Place* place) {
    if (place == nullptr || value.empty())
        return part == Part::facts ? value : json(json::value_t::discarded);
    if (!value.is_structured()) return place->part == part ? value : json(json::value_t::discarded);
    json taken(json::value_t::discarded);
    if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            json inside = take(member, part, place->at(name));
            if (inside.is_discarded()) continue;
            if (taken.is_discarded()) taken = json::object();
            taken[name] = std::move(inside);
        }
        return taken;
    }
    const Place* item = place->at("*");
    for (std::size_t at = 0; at < value.size(); ++at) {
        json inside = take(value[at], part, item);
        if (inside.is_discarded()) continue;
        // The places before it are kept, so that the parts fit together again.
        if (taken.is_discarded()) taken = json::array();
        while (taken.size() < at) taken.push_back(nullptr);
        taken.push_back(std::move(inside));
    }
    return taken;
}

json part_or_null(const json& report, Part part) {
    json taken = take(report, part, &places());
    return taken.is_discarded() ? json(nullptr) : taken;
}

void merge_into(json& whole, const json& part) {
    if (part.is_null()) return;
    if (whole.is_null() || !part.is_structured()) {
        whole = part;
        return;
    }
    if (part.is_object()) {
        for (const auto& [name, member] : part.items()) merge_into(whole[name], member);
        return;
    }
    for (std::size_t at = 0; at < part.size(); ++at) merge_into(whole[at], part[at]);
}

}  // namespace

const std::vector<TextPlace>& text_places() {
    static const std::vector<TextPlace> places = {
        {"/title", Part::texts},
        {"/description", Part::texts},
        {"/dataCategories/*", Part::texts},
        {"/holders/*/name", Part::texts},
        {"/requester/name", Part::texts},
        {"/onBehalfOf/*/name", Part::texts},
        {"/onBehalfOf/*/arrangement", Part::texts},
        {"/purpose/task", Part::texts},
        {"/checkedWith/*/document", Part::texts},
        {"/harm/source", Part::texts},
        {"/deadline/what", Part::texts},
        {"/attempts/*/with", Part::texts},
        {"/attempts/*/what", Part::texts},
        {"/elsewhere", Part::texts},
        {"/documents/*/title", Part::texts},
        {"/documents/*/version", Part::texts},
        {"/documents/*/place", Part::texts},
        {"/documents/*/keeper", Part::texts},
        {"/proposal", Part::opinion},
        {"/endorsed", Part::contact},
        {"/mailbox", Part::contact},
        // Named in reasons and searched for, so they stay facts although they are typed freely: the case that
        // the reporter recognised, the act and article, the number of a bill or programme, and the reporter's
        // own reference.
        {"/joins", Part::facts},
        {"/purpose/act", Part::facts},
        {"/purpose/article", Part::facts},
        {"/underWay/reference", Part::facts},
        {"/ownReference", Part::facts},
        {"/confirmedNotBsn/*", Part::facts},
    };
    return places;
}

ReportParts split_report(const nlohmann::json& report) {
    return {
        part_or_null(report, Part::facts),
        part_or_null(report, Part::texts),
        part_or_null(report, Part::opinion),
        part_or_null(report, Part::contact)};
}

nlohmann::json merge_report(const ReportParts& parts) {
    json whole;
    for (const auto* part : {&parts.facts, &parts.texts, &parts.opinion, &parts.contact})
        merge_into(whole, *part);
    return whole;
}

}  // namespace wissel::cases
