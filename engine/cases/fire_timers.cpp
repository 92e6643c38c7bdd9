#include "engine/cases/fire_timers.hpp"

#include "engine/cases/course.hpp"

namespace wissel::cases {

Result<Decision> decide(const FireTimers&, const CaseState& state, Surroundings& surroundings) {
    Course course(state, surroundings);
    if (auto fired = course.fire_all_due(); !fired) return fail_as(fired);
    return std::move(course).done();
}

}  // namespace wissel::cases
