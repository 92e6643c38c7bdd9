#pragma once

#include "engine/status/tracked.hpp"

#include <cstdint>
#include <cstring>
#include <vector>

namespace wissel::status {

/// Finds a case by its id among `cases`, which only grows. Eight bytes a case at most: a map of the ids themselves
/// would take seven times as much.
class CaseIndex {
public:
    static constexpr std::uint32_t absent = 0xffffffff;

    [[nodiscard]] std::uint32_t find(const cases::CaseId& id, const std::vector<TrackedCase>& cases) const {
        if (slots_.empty()) return absent;
        for (std::size_t at = hash(id) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            if (slots_[at] == absent || cases[slots_[at]].id == id) return slots_[at];
        }
    }

    /// The last of `cases`, which is not there yet.
    void add_last(const std::vector<TrackedCase>& cases) {
        if (cases.size() * 2 > slots_.size()) {
            slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), absent);
            for (std::uint32_t one = 0; one + 1 < cases.size(); ++one) put(one, cases);
        }
        put(static_cast<std::uint32_t>(cases.size() - 1), cases);
    }

private:
    /// The last eight bytes of a UUID of version 7 are chance, but for two bits.
    static std::size_t hash(const cases::CaseId& id) {
        std::uint64_t tail = 0;
        std::memcpy(&tail, id.uuid().bytes().data() + 8, sizeof(tail));
        return static_cast<std::size_t>((tail * 0x9e3779b97f4a7c15U) >> 20U);
    }

    void put(std::uint32_t one, const std::vector<TrackedCase>& cases) {
        std::size_t at = hash(cases[one].id) & (slots_.size() - 1);
        while (slots_[at] != absent) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = one;
    }

    std::vector<std::uint32_t> slots_;
};

}  // namespace wissel::status
