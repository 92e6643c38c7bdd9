#include "api/http/figures.hpp"
#include "tests/allocations/counter.hpp"

#include <catch2/catch.hpp>

#if !WISSEL_HEAP_IS_SANITIZED

using namespace wissel;

TEST_CASE("counting an answer takes nothing from the heap", "[allocations][metrics]") {
    http::Figures figures;
    figures.name_operations({"GET /v1/cases/{id}"});
    const std::size_t before = test::taken_from_heap();
    for (int status = 200; status < 600; ++status) {
        const metrics::Held in_flight(figures.requests_in_flight);
        figures.answered(static_cast<std::size_t>(status) % 3, status, std::chrono::microseconds(status * 100));
        figures.requests_abandoned.add();
    }
    const std::size_t after = test::taken_from_heap();
    CHECK(after == before);
    CHECK(figures.answers(1, 200) + figures.answers(http::Figures::other, 200) == 1);
}

#endif
