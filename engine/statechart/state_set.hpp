#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace wissel::statechart {

/// The place of a state in document order; 0 is the outermost one.
using StateIndex = std::uint16_t;

inline constexpr std::size_t states_max = 1024;
inline constexpr StateIndex no_state = 0xffff;

/// A set of the states of one machine, walked in document order. A plain value: no heap.
class StateSet {
public:
    void add(StateIndex state) { words_[state / bits] |= one(state); }
    void remove(StateIndex state) { words_[state / bits] &= ~one(state); }
    void clear() { words_.fill(0); }
    [[nodiscard]] bool has(StateIndex state) const { return (words_[state / bits] & one(state)) != 0; }

    [[nodiscard]] bool is_empty() const {
        for (const auto word : words_) {
            if (word != 0) return false;
        }
        return true;
    }

    [[nodiscard]] bool meets(const StateSet& other) const {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            if ((words_[at] & other.words_[at]) != 0) return true;
        }
        return false;
    }

    void add(const StateSet& other) {
        for (std::size_t at = 0; at < words_.size(); ++at) words_[at] |= other.words_[at];
    }

    /// Those of them from `first` up to, not including, `end`.
    [[nodiscard]] StateSet between(StateIndex first, StateIndex end) const {
        StateSet some;
        for (StateIndex state = next(first); state < end; state = next(state + 1U)) some.add(state);
        return some;
    }

    /// The first of them that is `from` or later; `no_state`: there is none.
    [[nodiscard]] StateIndex next(std::size_t from) const {
        if (from >= states_max) return no_state;
        std::size_t at = from / bits;
        std::uint64_t word = words_[at] & (~std::uint64_t{0} << (from % bits));
        while (word == 0) {
            if (++at == words_.size()) return no_state;
            word = words_[at];
        }
        return static_cast<StateIndex>(at * bits + static_cast<std::size_t>(std::countr_zero(word)));
    }

    /// The last of them that is before `end`; `no_state`: there is none.
    [[nodiscard]] StateIndex previous(std::size_t end) const {
        if (end == 0) return no_state;
        const std::size_t last = end - 1;
        std::size_t at = last / bits;
        std::uint64_t word = words_[at] & (~std::uint64_t{0} >> (bits - 1 - last % bits));
        while (word == 0) {
            if (at-- == 0) return no_state;
            word = words_[at];
        }
        return static_cast<StateIndex>(
            at * bits + bits - 1 - static_cast<std::size_t>(std::countl_zero(word))
        );
    }

    [[nodiscard]] StateIndex first() const { return next(0); }

    bool operator==(const StateSet&) const = default;
    [[nodiscard]] const std::array<std::uint64_t, states_max / 64>& words() const { return words_; }

private:
    static constexpr std::size_t bits = 64;
    static std::uint64_t one(StateIndex state) { return std::uint64_t{1} << (state % bits); }

    std::array<std::uint64_t, states_max / bits> words_{};
};

}  // namespace wissel::statechart
