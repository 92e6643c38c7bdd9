#include "engine/logic/dates.hpp"
#include "engine/logic/operations.hpp"

#include <array>

// The operations that are ours, in a table of their own, so that the standard ones stay pure. None of them
// guesses: what is no date is Invalid Arguments, never a comparison that happens to be false.

namespace wissel::logic {
namespace {

using std::chrono::sys_days;

std::optional<sys_days> day_of(const Value& value) {
    return value.is_text() ? read_day(value.as_text()) : std::nullopt;
}

template <bool (*holds)(sys_days, sys_days)>
Value compare_days(const Call& call, Arguments arguments) {
    if (arguments.size() != 2) return call.fail(error_types::invalid_arguments);
    const auto left = day_of(arguments[0]);
    const auto right = day_of(arguments[1]);
    if (!left || !right) return call.fail(error_types::invalid_arguments);
    return Value::boolean(holds(*left, *right));
}

bool before(sys_days left, sys_days right) {
    return left < right;
}
bool on_or_before(sys_days left, sys_days right) {
    return left <= right;
}
bool after(sys_days left, sys_days right) {
    return left > right;
}
bool on_or_after(sys_days left, sys_days right) {
    return left >= right;
}

Value days_between(const Call& call, Arguments arguments) {
    if (arguments.size() != 2) return call.fail(error_types::invalid_arguments);
    const auto from = day_of(arguments[0]);
    const auto to = day_of(arguments[1]);
    if (!from || !to) return call.fail(error_types::invalid_arguments);
    return Value::integer((*to - *from).count());
}

Value date_add(const Call& call, Arguments arguments) {
    if (arguments.size() != 2 || !arguments[1].is_text()) return call.fail(error_types::invalid_arguments);
    const auto day = day_of(arguments[0]);
    const auto period = read_period(arguments[1].as_text());
    if (!day || !period) return call.fail(error_types::invalid_arguments);
    const auto text = day_text(later(*day, *period));
    if (!text) return call.fail(error_types::invalid_arguments);
    if (!call.evaluation.make_room(call.index, text->size())) return Value::failed();
    return Value::text(call.evaluation.keep_text(*text));
}

Value in_state(const Call& call, Arguments arguments) {
    const World* world = call.evaluation.data().world;
    if (world == nullptr || arguments.size() != 1 || !arguments[0].is_text())
        return call.fail(error_types::invalid_arguments);
    return Value::boolean(world->in_state(arguments[0].as_text()));
}

constexpr Operation own(std::string_view name, Value (*apply)(const Call&, Arguments), std::uint8_t count) {
    return {
        .name = name,
        .style = Operation::Style::spread,
        .apply = apply,
        .count_min = count,
        .count_max = count};
}

constexpr std::array table{
    own("dateAdd", date_add, 2),
    own("dateBefore", compare_days<before>, 2),
    own("dateOnOrBefore", compare_days<on_or_before>, 2),
    own("dateAfter", compare_days<after>, 2),
    own("dateOnOrAfter", compare_days<on_or_after>, 2),
    own("daysBetween", days_between, 2),
    own("inState", in_state, 1),
};

}  // namespace

std::span<const Operation> own_operations() {
    return table;
}

}  // namespace wissel::logic
