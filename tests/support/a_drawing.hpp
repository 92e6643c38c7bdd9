#pragma once

#include "engine/statechart/drawing.hpp"
#include "engine/statechart/layout.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

// Drawings to lay out, and what can be wrong with how they come out.

namespace wissel::test {

/// A drawing, box by box: `a.b` is a child of `a`, and the machine itself is "".
class Sketch {
public:
    using Kind = statechart::Box::Kind;
    using Mark = statechart::Box::Mark;

    explicit Sketch(const std::string& title, Language language = Language::nl);

    Sketch& state(const std::string& name, const std::string& title, Kind kind = Kind::atomic);
    Sketch& end(const std::string& name, const std::string& title);
    Sketch& arrow(const std::string& from, const std::vector<std::string>& to, const std::string& label);
    Sketch& by_itself();  ///< the arrow made last
    Sketch& mark(const std::string& name, Mark mark);

    statechart::Box& box(const std::string& name) { return drawing_.boxes.at(boxes_.at(name)); }
    [[nodiscard]] std::size_t at(const std::string& name) const { return boxes_.at(name); }
    [[nodiscard]] const statechart::Drawing& drawing() const { return drawing_; }

private:
    void add(const std::string& name, const std::string& title, Kind kind, std::vector<std::string> lines);

    statechart::Drawing drawing_;
    std::map<std::string, std::size_t> boxes_;
};

/// The life of a case in short: nested, back and forth, regions, history, by itself, to itself.
[[nodiscard]] Sketch a_workflow(Language language = Language::nl);

/// Any tree of boxes with any arrows.
[[nodiscard]] statechart::Drawing a_random_drawing(unsigned seed, std::size_t boxes, std::size_t arrows);

/// What is wrong with the boxes and the texts in them.
[[nodiscard]] std::vector<std::string> faults_of_boxes(
    const statechart::Drawing& drawing, const statechart::layout::Layout& laid
);

/// What is wrong with the arrows: through a state, through words, slanting, or not up to the border.
[[nodiscard]] std::vector<std::string> faults_of_routes(
    const statechart::Drawing& drawing, const statechart::layout::Layout& laid
);

/// Pairs of arrows to different states that lie on each other somewhere.
[[nodiscard]] std::size_t lines_on_lines(const statechart::layout::Layout& laid);

/// The first place where `text` is no well-formed XML of elements, attributes and text. Empty: it is.
[[nodiscard]] std::string xml_fault(const std::string& text);

}  // namespace wissel::test
