#include "engine/cases/report_parts.hpp"

#include <algorithm>
#include <array>
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

json& of(ReportParts& parts, Part part) {
    switch (part) {
        case Part::texts:
            return parts.texts;
        case Part::opinion:
            return parts.opinion;
        case Part::contact:
            return parts.contact;
        case Part::facts:
            break;
    }
    return parts.facts;
}

constexpr std::array every_part = {Part::facts, Part::texts, Part::opinion, Part::contact};

ReportParts no_parts() {
    const json none(json::value_t::discarded);
    return {none, none, none, none};
}

/// Takes `value`, which stands at `place` (nullptr: where no texts are), apart; a part of which there is nothing is
/// discarded. An empty object or array is a fact of its own.
ReportParts take(const json& value, const Place* place) {
    ReportParts taken = no_parts();
    if (place == nullptr || value.empty()) {
        taken.facts = value;
    } else if (!value.is_structured()) {
        of(taken, place->part) = value;
    } else if (value.is_object()) {
        for (const auto& [name, member] : value.get_ref<const json::object_t&>()) {
            ReportParts inside = take(member, place->at(name));
            for (const Part part : every_part) {
                if (of(inside, part).is_discarded()) continue;
                json& whole = of(taken, part);
                if (whole.is_discarded()) whole = json::object();
                whole.get_ref<json::object_t&>().emplace_hint(
                    whole.get_ref<json::object_t&>().end(), name, std::move(of(inside, part))
                );
            }
        }
    } else {
        const Place* item = place->at("*");
        for (std::size_t at = 0; at < value.size(); ++at) {
            ReportParts inside = take(value[at], item);
            for (const Part part : every_part) {
                if (of(inside, part).is_discarded()) continue;
                json& whole = of(taken, part);
                // The places before it are kept, so that the parts fit together again.
                if (whole.is_discarded()) whole = json::array();
                while (whole.size() < at) whole.push_back(nullptr);
                whole.push_back(std::move(of(inside, part)));
            }
        }
    }
    return taken;
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
    ReportParts parts = take(report, &places());
    for (const Part part : every_part) {
        if (of(parts, part).is_discarded()) of(parts, part) = nullptr;
    }
    return parts;
}

nlohmann::json merge_report(const ReportParts& parts) {
    json whole;
    for (const auto* part : {&parts.facts, &parts.texts, &parts.opinion, &parts.contact})
        merge_into(whole, *part);
    return whole;
}

}  // namespace wissel::cases
