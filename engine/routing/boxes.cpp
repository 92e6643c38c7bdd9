#include "engine/routing/boxes.hpp"

#include <algorithm>

namespace wissel::routing {
namespace {

bool meets(const Box& box, const Term& term) {
    return std::all_of(term.limits.begin(), term.limits.end(), [&](const Limit& limit) {
        return (box[limit.variable] & limit.allowed) != 0;
    });
}

}  // namespace

std::optional<Box> BoxSearch::find(const Term& wanted, const std::vector<const Term*>& avoid) {
    Box box = universe_;
    for (const auto& limit : wanted.limits) {
        box[limit.variable] &= limit.allowed;
        if (box[limit.variable] == 0) return std::nullopt;
    }
    if (!cut(box, avoid, 0)) return std::nullopt;
    return box;
}

/// Shrinks `box` until it meets nothing of `avoid`; false: nothing of it is left.
bool BoxSearch::cut(Box& box, const std::vector<const Term*>& avoid, std::size_t from) {
    if (steps_left_ == 0) {
        gave_up_ = true;
        return false;
    }
    --steps_left_;
    while (from < avoid.size() && !meets(box, *avoid[from])) ++from;
    if (from == avoid.size()) return true;
    // Piece by piece: outside the first limit; inside it and outside the second; and so on. They do not
    // overlap.
    Box rest = box;
    for (const auto& limit : avoid[from]->limits) {
        Box piece = rest;
        piece[limit.variable] &= ~limit.allowed;
        if (piece[limit.variable] != 0 && cut(piece, avoid, from + 1)) {
            box = std::move(piece);
            return true;
        }
        if (gave_up_) return false;
        rest[limit.variable] &= limit.allowed;
    }
    return false;
}

}  // namespace wissel::routing
