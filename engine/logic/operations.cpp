#include "engine/logic/operations.hpp"

#include <unordered_map>

namespace wissel::logic {
namespace {

using ByName = std::unordered_map<std::string_view, const Operation*>;

ByName by_name() {
    ByName table;
    for (const auto operations :
         {control_operations(),
          comparison_operations(),
          arithmetic_operations(),
          text_operations(),
          list_operations(),
          iterator_operations(),
          access_operations(),
          own_operations()}) {
        for (const Operation& operation : operations) table.emplace(operation.name, &operation);
    }
    return table;
}

}  // namespace

const Operation* find_operation(std::string_view name) {
    static const ByName table = by_name();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

}  // namespace wissel::logic
