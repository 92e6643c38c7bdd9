#include "engine/metrics/histogram.hpp"

#include "engine/base/ensure.hpp"

#include <algorithm>
#include <functional>

namespace wissel::metrics {

Histogram::Histogram(std::span<const std::uint64_t> bounds) : bounds_(bounds) {
    ensure(bounds.size() <= bounds_max, "a histogram has a place for each bound");
    const auto out_of_order = std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>());
    ensure(out_of_order == bounds.end(), "the bounds of a histogram rise");
}

Reading Histogram::read() const {
    Reading reading;
    reading.bounds = bounds_;
    reading.sum = sum_.value();
    reading.up_to.reserve(bounds_.size());
    for (std::size_t at = 0; at < bounds_.size(); ++at) {
        reading.count += buckets_[at].value();
        reading.up_to.push_back(reading.count);
    }
    reading.count += buckets_[bounds_.size()].value();
    return reading;
}

}  // namespace wissel::metrics
