#include "engine/logic/value.hpp"

#include <limits>
#include <string>

namespace wissel::logic {

using nlohmann::json;

Value Value::of(const json& value) {
    switch (value.type()) {
        case json::value_t::boolean:
            return boolean(*value.get_ptr<const json::boolean_t*>());
        case json::value_t::number_integer:
            return integer(*value.get_ptr<const json::number_integer_t*>());
        case json::value_t::number_unsigned: {
            const auto number_read = *value.get_ptr<const json::number_unsigned_t*>();
            if (number_read <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return integer(static_cast<std::int64_t>(number_read));
            return number(static_cast<double>(number_read));
        }
        case json::value_t::number_float: {
            // JSON has no others, but a value made by a program might.
            const double real = *value.get_ptr<const json::number_float_t*>();
            return std::isfinite(real) ? number(real) : Value();
        }
        case json::value_t::string:
            return text(*value.get_ptr<const json::string_t*>());
        case json::value_t::array:
        case json::value_t::object: {
            Value made(Kind::tree);
            made.tree_ = &value;
            return made;
        }
        default:
            return {};
    }
}

Items::Items(const json& array) {
    const auto& items = array.get_ref<const json::array_t&>();
    borrowed_ = items.data();
    count_ = items.size();
}

std::optional<Items> items_of(const Value& value) {
    if (value.kind() == Value::Kind::list) return Items(value.as_list());
    if (value.is_list()) return Items(value.as_tree());
    return std::nullopt;
}

bool is_truthy(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::failed:
        case Value::Kind::null:
            return false;
        case Value::Kind::boolean:
            return value.as_boolean();
        case Value::Kind::integer:
            return value.as_integer() != 0;
        case Value::Kind::real:
            return true;
        case Value::Kind::text:
            return !value.as_text().empty();
        case Value::Kind::list:
            return value.as_list().count != 0;
        case Value::Kind::tree:
            return !value.as_tree().empty();
    }
    return false;
}

}  // namespace wissel::logic
