#pragma once

#include "engine/base/words.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// What a diagram of a machine shows, in words of one language, and the two ways to print it. It knows nothing
// of definitions: `draw` (draw.hpp) makes one of them.

namespace wissel::statechart {

inline constexpr std::size_t no_box = static_cast<std::size_t>(-1);

/// A state.
struct Box {
    enum class Kind : std::uint8_t { atomic, compound, parallel, final_state, shallow_history, deep_history };
    enum class Mark : std::uint8_t { none, here, passed };

    Kind kind = Kind::atomic;
    std::string name;                   ///< of the state: unique, made of any characters
    std::string title;                  ///< for people
    std::vector<std::string> lines;     ///< owner, term, what it waits on
    std::vector<std::size_t> children;  ///< in document order
    std::vector<std::size_t>
        initial;             ///< where it begins, as boxes within it; empty for what has no children
    Mark mark = Mark::none;  ///< whether a case stands here, or came by
};

struct Arrow {
    std::size_t from = no_box;
    std::vector<std::size_t> to;  ///< several where one transition enters regions; empty: it changes no state
    std::vector<std::string> lines;  ///< what causes it, who may, under which condition
    bool by_itself = false;          ///< no person causes it: a term, an internal event, nothing at all
    Box::Mark mark = Box::Mark::none;  ///< `passed`: a case went this way
    std::string name = {};             ///< of the transition: its pointer in the file
    std::string event = {};            ///< what causes it, as it stands in the file; empty: no event does
    bool open = false;                 ///< leads on from where a case stands
};

/// `boxes[0]` is the machine itself. `legend` explains the signs, in the drawing's language.
struct Drawing {
    std::string title;
    std::vector<std::string> subtitle;  ///< version, what terms are
    Language language = Language::nl;
    std::vector<Box> boxes;
    std::vector<Arrow> arrows;
};

/// `stateDiagram-v2` of Mermaid. Whatever names and titles hold, the text stays one that Mermaid reads.
[[nodiscard]] std::string mermaid_of(const Drawing& drawing);

/// An SVG of its own: no script, no font or style from elsewhere, black on white, with `<title>` and
/// `<desc>`. What is drawn of a state or a transition stands in a group that names it (`data-state`,
/// `data-transition`, …: docs/statecharts.md), so that a screen can find it. Pure: the same drawing gives the
/// same bytes.
[[nodiscard]] std::string svg_of(const Drawing& drawing);

}  // namespace wissel::statechart
