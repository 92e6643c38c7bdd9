#pragma once

#include "engine/cases/store.hpp"

namespace wissel::test {

/// Every number that the status tells leads to as many cases in a list; one of legs or machines to no more than that,
/// and to none only where there are none. Of all cases, of each route, of each organisation, and of each in a period.
void check_status_leads_to_cases(cases::ReadStore& store, Instant now);

}  // namespace wissel::test
