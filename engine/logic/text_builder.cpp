#include "engine/logic/text_builder.hpp"

#include "engine/logic/numbers.hpp"

namespace wissel::logic {

bool TextBuilder::add(const Value& value) {
    return add(value, call_.evaluation.program().limits.value_depth_max);
}

bool TextBuilder::add(const Value& value, std::size_t depth) {
    if (const auto items = items_of(value)) {
        if (depth > 0) return add_list(*items, depth - 1);
        call_.evaluation.stop(call_.index, error_types::too_deep);
        return false;
    }
    if (value.is_text()) return add_bytes(value.as_text());
    if (value.is_number()) return add_bytes(number_text(value));
    if (value.is_null()) return true;
    if (value.kind() == Value::Kind::boolean) return add_bytes(value.as_boolean() ? "true" : "false");
    call_.fail(error_types::invalid_arguments);
    return false;
}

bool TextBuilder::add_list(const Items& items, std::size_t depth) {
    if (!call_.charge(items.size())) return false;
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (at != 0 && !add_bytes(",")) return false;
        if (!add(items[at], depth)) return false;
    }
    return true;
}

bool TextBuilder::add_bytes(std::string_view bytes) {
    if (!call_.evaluation.make_room(call_.index, bytes.size())) return false;
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return true;
}

std::optional<std::string_view> text_of(const Call& call, const Value& value) {
    if (value.is_text()) return value.as_text();
    TextBuilder builder(call);
    if (!builder.add(value)) return std::nullopt;
    return builder.text();
}

}  // namespace wissel::logic
