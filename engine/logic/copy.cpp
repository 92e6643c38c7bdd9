#include "engine/logic/copy.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace wissel::logic {
namespace {

using nlohmann::json;

bool take(Room& room, std::size_t size) {
    if (size > room.size) return false;
    room.size -= size;
    return true;
}

bool copy(const Value& value, json& out, Room& room, std::size_t depth);

bool copy_list(const Items& items, json& out, Room& room, std::size_t depth) {
    if (items.size() > room.size) return false;  // before anything is reserved
    json::array_t made;
    made.reserve(items.size());
    for (std::size_t at = 0; at < items.size(); ++at) {
        made.emplace_back();
        if (!copy(items[at], made.back(), room, depth)) return false;
    }
    out = std::move(made);
    return true;
}

bool copy_object(const json& object, json& out, Room& room, std::size_t depth) {
    out = json::object();
    for (const auto& [name, member] : object.get_ref<const json::object_t&>()) {
        if (!take(room, name.size()) || !copy(Value::of(member), out[name], room, depth)) return false;
    }
    return true;
}

bool copy(const Value& value, json& out, Room& room, std::size_t depth) {
    if (!take(room, 1)) return false;
    if (const auto items = items_of(value); items || value.is_object()) {
        room.too_deep = depth == room.depth_max;
        if (room.too_deep) return false;
        return items ? copy_list(*items, out, room, depth + 1)
                     : copy_object(value.as_tree(), out, room, depth + 1);
    }
    switch (value.kind()) {
        case Value::Kind::boolean:
            out = value.as_boolean();
            break;
        case Value::Kind::integer:
            out = value.as_integer();
            break;
        case Value::Kind::real:
            out = value.as_real();
            break;
        case Value::Kind::text:
            if (!take(room, value.as_text().size())) return false;
            out = std::string(value.as_text());
            break;
        default:
            out = nullptr;
    }
    return true;
}

}  // namespace

bool copy_value(const Value& value, json& out, Room& room) {
    return copy(value, out, room, 0);
}

}  // namespace wissel::logic
