#include "engine/base/json_reference.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace wissel {

nlohmann::json without_reference(nlohmann::json node, const nlohmann::json& document) {
    while (node.contains("$ref")) {
        const auto pointer = node["$ref"].get<std::string>().substr(1);
        node.erase("$ref");
        nlohmann::json target = document.at(nlohmann::json::json_pointer(pointer));
        target.update(node);
        node = std::move(target);
    }
    return node;
}

}  // namespace wissel
