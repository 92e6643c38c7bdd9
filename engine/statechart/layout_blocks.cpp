#include "engine/statechart/layout_plan.hpp"
#include "engine/statechart/layout_text.hpp"

#include <algorithm>

namespace wissel::statechart::layout {
namespace {

constexpr double padding = 10;
constexpr double indent = 9;  // of what stands under the first line of a label
constexpr double text_width_max = 205;
constexpr double heading_width_max = 290;
constexpr double leaf_width_min = 110;

constexpr Face title_face{.size = 13, .bold = true};
constexpr Face small_face{.size = 11};
constexpr Face strong_face{.size = 11, .bold = true};

/// Writes the lines of a block one under the other.
class Writer {
public:
    explicit Writer(double text_width) : text_width_(text_width) {}

    void line(Style style, const std::string& words, double offset = 0, Anchor anchor = Anchor::start) {
        const double height = style == Style::title ? 17 : 14;
        const double used = width_of(words, face(style)) + offset;
        widest_ = std::max(widest_, used);
        y_ += height;
        block_.texts.push_back({{offset, y_ - 3.5}, style, anchor, words, arrow_});
    }

    void lines(Style style, const std::string& words, std::size_t lines_max, Anchor anchor = Anchor::start) {
        double offset = 0;
        for (const auto& each : wrapped(words, face(style), text_width_ - indent, lines_max)) {
            line(style, each, style == Style::label ? offset : 0, anchor);
            offset = indent;
        }
    }

    /// Which arrow the lines tell of that come now.
    void tell_of(std::size_t arrow) { arrow_ = arrow; }
    void skip(double height) { y_ += height; }
    void divide() { block_.divider = y_; }
    [[nodiscard]] double y() const { return y_; }
    [[nodiscard]] double text_width() const { return text_width_; }
    Block& block() { return block_; }

    /// What was written, its lines put to the side where they belong.
    Block take(double width_min) {
        block_.width = std::max(width_min, widest_ + 2 * padding);
        block_.height = y_;
        for (auto& text : block_.texts) {
            if (text.anchor == Anchor::end) text.at.x = block_.width - padding;
            if (text.anchor == Anchor::middle) text.at.x = block_.width / 2;
            if (text.anchor == Anchor::start) text.at.x += padding;
        }
        return std::move(block_);
    }

private:
    static Face face(Style style) {
        if (style == Style::title) return title_face;
        return style == Style::badge || style == Style::target ? strong_face : small_face;
    }

    double text_width_;
    double widest_ = 0;
    double y_ = 0;
    std::size_t arrow_ = no_box;
    Block block_;
};

std::string with_sign(Side side, const std::string& words, bool first, bool last) {
    switch (side) {
        case Side::left:
            return first ? "← " + words : words;
        case Side::right:
            return last ? words + " →" : words;
        case Side::bottom:
            return first ? "↓ " + words : words;
        default:
            return first ? "→ " + words : words;
    }
}

/// An exit that no arrow can show: a state to itself, or to the machine around it.
bool is_again(std::size_t box, std::size_t target) {
    return target == box || target == 0;
}

void write_target(Writer& writer, const Plan& plan, Exit exit, Side side) {
    constexpr std::size_t lines_max = 3;
    exit.side = side;
    const auto anchor = side == Side::right ? Anchor::end : Anchor::start;
    const auto lines =
        wrapped(plan.titles[exit.target], strong_face, writer.text_width() - 2 * indent, lines_max);
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const bool last = at + 1 == lines.size();
        writer.line(Style::target, with_sign(side, lines[at], at == 0, last), 0, anchor);
        if (side == Side::left ? at == 0 : last) exit.y = writer.y() - 7;
    }
    writer.block().exits.push_back(exit);
}

void write_group(Writer& writer, const Plan& plan, std::size_t box, std::size_t number, const auto& sides) {
    const Group& group = plan.groups[box][number];
    writer.skip(5);
    for (const auto& label : group.labels) {
        writer.tell_of(label.arrow);
        for (const auto& line : label.lines) writer.lines(Style::label, line, 4);
    }
    writer.tell_of(no_box);
    for (const auto target : group.targets) {
        if (is_again(box, target)) {
            writer.lines(Style::target, "↺ " + plan.titles[target], 2);
            continue;
        }
        const Exit exit{
            .target = target,
            .group = number,
            .by_itself = group.by_itself,
            .mark = group.mark,
            .open = group.open};
        const auto at = writer.block().exits.size();
        write_target(writer, plan, exit, at < sides.size() ? sides[at].side : Side::none);
    }
}

/// A state of which there is nothing to say but its name.
bool is_name_only(const Plan& plan, std::size_t box) {
    const Box& shown = plan.drawing.boxes[box];
    return plan.is_leaf(box) && plan.groups[box].empty() && shown.lines.empty();
}

/// The title, and what else is true of the state itself.
void write_about(Writer& writer, const Plan& plan, std::size_t box) {
    const Box& shown = plan.drawing.boxes[box];
    const auto anchor = is_name_only(plan, box) ? Anchor::middle : Anchor::start;
    if (plan.is_history(box)) writer.skip(2 * history_radius - 4);
    if (shown.mark == Box::Mark::here) {
        const auto* words = plan.drawing.language == Language::nl ? "● hier" : "● here";
        writer.line(Style::badge, words, 0, anchor);
    }
    if (plan.is_history(box)) {
        writer.lines(Style::about, plan.titles[box], 3, anchor);
        writer.block().entry_y = history_radius;
    } else if (!plan.is_untitled(box)) {
        writer.block().entry_y = writer.y() + 10;
        writer.lines(Style::title, plan.titles[box], 6, anchor);
    }
    for (const auto& line : shown.lines) writer.lines(Style::about, clean(line), 6);
}

}  // namespace

Block block_of(const Plan& plan, std::size_t box, const std::vector<Exit>& sides) {
    const bool leaf = plan.is_leaf(box);
    const bool untitled = plan.is_untitled(box);
    Writer writer(leaf ? text_width_max : heading_width_max);
    writer.skip(untitled ? 0 : 6);
    const double top = writer.y();
    write_about(writer, plan, box);
    if (!plan.groups[box].empty() && writer.y() > top) {
        writer.skip(6);
        writer.divide();
    }
    for (std::size_t at = 0; at < plan.groups[box].size(); ++at) {
        write_group(writer, plan, box, at, sides);
    }
    if (writer.y() > top && !untitled) writer.skip(leaf ? 7 : 4);
    const double width_min = plan.is_history(box) ? 2 * history_radius + 2 : leaf ? leaf_width_min : 0;
    return writer.take(width_min);
}

}  // namespace wissel::statechart::layout
