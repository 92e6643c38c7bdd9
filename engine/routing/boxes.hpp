#pragma once

#include "engine/routing/terms.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace wissel::routing {

/// A set of combinations: for each variable the values that it may have.
using Box = std::vector<Mask>;

/// Looks for combinations that lie in one set of terms and outside another. Exact, without trying
/// combinations: what is to be avoided cuts the box it meets into pieces that lie outside it.
class BoxSearch {
public:
    /// `steps`: how many pieces are looked at, over all searches, before it gives up.
    BoxSearch(Box universe, std::size_t steps) : universe_(std::move(universe)), steps_left_(steps) {}

    /// A box within `wanted` and outside all of `avoid`. No value: there is none, or it gave up.
    [[nodiscard]] std::optional<Box> find(const Term& wanted, const std::vector<const Term*>& avoid);

    [[nodiscard]] bool gave_up() const { return gave_up_; }

private:
    [[nodiscard]] bool cut(Box& box, const std::vector<const Term*>& avoid, std::size_t from);

    Box universe_;
    std::size_t steps_left_;
    bool gave_up_ = false;
};

}  // namespace wissel::routing
