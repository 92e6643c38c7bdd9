#include "engine/routing/terms.hpp"

#include <algorithm>
#include <iterator>

namespace wissel::routing {
namespace {

using Terms = std::vector<Term>;

/// Makes the terms of a condition, and gives up where there are too many.
class Maker {
public:
    Maker(TermSource& source, std::size_t terms_max) : source_(source), terms_max_(terms_max) {}

    [[nodiscard]] bool gave_up() const { return gave_up_; }

    Terms of(const Condition& condition, bool truth) {
        if (gave_up_) return {};
        switch (condition.kind) {
            case Condition::Kind::atom:
                return bounded(source_.of_atom(condition.atom, truth));
            case Condition::Kind::negation:
                return of(condition.parts.front(), !truth);
            case Condition::Kind::all:
                return truth ? of_each(condition, true) : of_one(condition, false);
            case Condition::Kind::any:
                break;
        }
        return truth ? of_one(condition, true) : of_each(condition, false);
    }

private:
    /// All parts come to `truth`.
    Terms of_each(const Condition& condition, bool truth) {
        Terms whole(1);
        for (const auto& part : condition.parts) whole = product(whole, of(part, truth));
        return whole;
    }

    /// One part comes to `truth`, those before it to the opposite: an error among them would have ended it.
    Terms of_one(const Condition& condition, bool truth) {
        Terms whole;
        Terms before(1);
        for (const auto& part : condition.parts) {
            Terms here = product(before, of(part, truth));
            whole.insert(
                whole.end(), std::make_move_iterator(here.begin()), std::make_move_iterator(here.end())
            );
            if (&part != &condition.parts.back()) before = product(before, of(part, !truth));
        }
        return bounded(std::move(whole));
    }

    Terms product(const Terms& one, const Terms& other) {
        Terms whole;
        for (const auto& left : one) {
            for (const auto& right : other) {
                if (auto both = meet(left, right)) whole.push_back(std::move(*both));
                if (whole.size() > terms_max_) return bounded(std::move(whole));
            }
        }
        return whole;
    }

    Terms bounded(Terms terms) {
        if (terms.size() <= terms_max_) return terms;
        gave_up_ = true;
        return {};
    }

    TermSource& source_;
    std::size_t terms_max_;
    bool gave_up_ = false;
};

}  // namespace

std::optional<Term> meet(const Term& one, const Term& other) {
    Term both;
    auto left = one.limits.begin();
    auto right = other.limits.begin();
    while (left != one.limits.end() || right != other.limits.end()) {
        if (right == other.limits.end() || (left != one.limits.end() && left->variable < right->variable)) {
            both.limits.push_back(*left++);
        } else if (left == one.limits.end() || right->variable < left->variable) {
            both.limits.push_back(*right++);
        } else {
            const Mask allowed = left->allowed & right->allowed;
            if (allowed == 0) return std::nullopt;
            both.limits.push_back({left->variable, allowed});
            ++left;
            ++right;
        }
    }
    std::set_union(
        one.given.begin(),
        one.given.end(),
        other.given.begin(),
        other.given.end(),
        std::back_inserter(both.given)
    );
    return both;
}

std::optional<Terms> terms_of(
    const Condition& condition, bool truth, TermSource& source, std::size_t terms_max
) {
    Maker maker(source, terms_max);
    Terms terms = maker.of(condition, truth);
    if (maker.gave_up()) return std::nullopt;
    return terms;
}

}  // namespace wissel::routing
