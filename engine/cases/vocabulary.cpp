#include "engine/cases/vocabulary.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace wissel::cases {

statechart::KnownNames known_names(const nlohmann::json& vocabulary) {
    statechart::KnownNames known;
    for (const auto& list : vocabulary.at("lists")) {
        const auto id = list.at("id").get<std::string>();
        auto* names = id == "roles"     ? &known.roles
                      : id == "routes"  ? &known.routes
                      : id == "waiting" ? &known.waiting
                                        : nullptr;
        if (names == nullptr) continue;
        for (const auto& item : list.at("items")) names->insert(item.at("code").get<std::string>());
    }
    return known;
}

statechart::RoleWords role_words(const nlohmann::json& vocabulary) {
    statechart::RoleWords words;
    for (const auto& list : vocabulary.at("lists")) {
        if (list.at("id") != "roles") continue;
        for (const auto& item : list.at("items")) {
            const auto& title = item.at("title");
            words.emplace(
                item.at("code").get<std::string>(),
                Words{title.at("nl").get<std::string>(), title.at("en").get<std::string>()}
            );
        }
    }
    return words;
}

}  // namespace wissel::cases
