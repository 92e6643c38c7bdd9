#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace wissel::status {

/// A civil day in Amsterdam, in days since 1 January 1970.
using Day = std::int32_t;

/// From `first` up to and with `last`; by itself every day.
struct Days {
    Day first = std::numeric_limits<Day>::min();
    Day last = std::numeric_limits<Day>::max();

    [[nodiscard]] bool has(Day day) const { return first <= day && day <= last; }
    auto operator<=>(const Days&) const = default;
};

/// A number for each of some small numbers; those that never came count 0.
class Counter {
public:
    void add(std::size_t what, std::int64_t by) {
        if (what >= counts_.size()) counts_.resize(what + 1);
        counts_[what] += by;
    }
    void add(const Counter& other) {
        for (std::size_t what = 0; what < other.counts_.size(); ++what) add(what, other.counts_[what]);
    }
    [[nodiscard]] std::int64_t at(std::size_t what) const { return what < counts_.size() ? counts_[what] : 0; }
    [[nodiscard]] std::size_t size() const { return counts_.size(); }
    [[nodiscard]] std::int64_t sum() const {
        std::int64_t sum = 0;
        for (const auto count : counts_) sum += count;
        return sum;
    }

private:
    std::vector<std::int64_t> counts_;
};

/// A number for each day on which there is something; in their order.
class DayCounts {
public:
    void add(Day day, std::int64_t by) {
        const auto place = days_.try_emplace(day, 0).first;
        place->second += by;
        if (place->second == 0) days_.erase(place);
    }
    void add(const DayCounts& other) {
        for (const auto& [day, count] : other.days_) add(day, count);
    }
    /// Of the days from `first` up to and with `last`.
    [[nodiscard]] std::int64_t between(Day first, Day last) const {
        std::int64_t sum = 0;
        for (auto at = days_.lower_bound(first); at != days_.end() && at->first <= last; ++at) sum += at->second;
        return sum;
    }
    [[nodiscard]] const std::map<Day, std::int64_t>& all() const { return days_; }

private:
    std::map<Day, std::int64_t> days_;
};

/// How long things took, in whole days.
class LeadTimes {
public:
    void add(Day days, std::int64_t by) {
        days_.add(days, by);
        count_ += by;
    }
    void add(const LeadTimes& other) {
        days_.add(other.days_);
        count_ += other.count_;
    }
    [[nodiscard]] std::int64_t count() const { return count_; }

    /// The smallest number of days that at least `percent` in a hundred of them took no longer than (nearest rank).
    /// No value: there are none.
    [[nodiscard]] std::optional<Day> percentile(int percent) const {
        const std::int64_t rank = (count_ * percent + 99) / 100;
        std::int64_t passed = 0;
        for (const auto& [days, count] : days_.all()) {
            passed += count;
            if (passed >= rank) return days;
        }
        return std::nullopt;
    }

private:
    DayCounts days_;
    std::int64_t count_ = 0;
};

}  // namespace wissel::status
