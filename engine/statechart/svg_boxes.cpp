#include "engine/statechart/svg_writer.hpp"

#include <algorithm>

namespace wissel::statechart::svg {
namespace {

using layout::PlacedBox;
using layout::Point;
using Shape = PlacedBox::Shape;

constexpr double corner = 8;

Fill fill_of(const Box& box) {
    return box.mark == Box::Mark::passed ? Fill::grey : Fill::white;
}
Stroke border_of(const Box& box) {
    return {.width = box.mark == Box::Mark::here ? 3.5 : 1.2};
}

void draw_history(Writer& writer, const PlacedBox& placed, const Box& box) {
    const Point centre{placed.frame.middle(), placed.frame.y + layout::history_radius};
    writer.circle(centre, layout::history_radius, fill_of(box), border_of(box));
    const auto* sign = box.kind == Box::Kind::deep_history ? "H*" : "H";
    writer.text({centre.x, centre.y + 4.5}, sign, 13, true, layout::Anchor::middle);
}

void draw_frame(Writer& writer, const PlacedBox& placed, const Box& box) {
    writer.rectangle(placed.frame, corner, fill_of(box), border_of(box));
    if (box.kind != Box::Kind::final_state) return;
    constexpr double apart = 3.5;
    const layout::Rect inner{
        placed.frame.x + apart,
        placed.frame.y + apart,
        placed.frame.width - 2 * apart,
        placed.frame.height - 2 * apart};
    writer.rectangle(inner, corner - apart, Fill::none, {.width = 1.2});
}

std::string_view kind_of(const Box& box) {
    switch (box.kind) {
        case Box::Kind::atomic:
            return "atomic";
        case Box::Kind::compound:
            return "compound";
        case Box::Kind::parallel:
            return "parallel";
        case Box::Kind::final_state:
            return "final";
        case Box::Kind::shallow_history:
        case Box::Kind::deep_history:
            break;
    }
    return "history";
}

std::string_view standing_of(const Box& box) {
    return box.mark == Box::Mark::here ? "here" : box.mark == Box::Mark::passed ? "passed" : "";
}

/// Where an arrow leads, with spaces between.
std::string targets_of(const Drawing& drawing, const Arrow& arrow) {
    std::string made;
    for (const auto to : arrow.to) {
        if (to < drawing.boxes.size()) made += (made.empty() ? "" : " ") + drawing.boxes[to].name;
    }
    return made;
}

void open_transition(Writer& writer, const Drawing& drawing, const Arrow& arrow) {
    const auto targets = targets_of(drawing, arrow);
    writer.group(
        {{"data-transition", arrow.name},
         {"data-event", arrow.event},
         {"data-target", targets},
         {"data-mark", mark_of(arrow.mark != Box::Mark::none, arrow.open)}}
    );
}

/// The lines of one transition stand one behind the other.
void draw_texts(Writer& writer, const Drawing& drawing, const std::vector<layout::Text>& texts) {
    std::size_t told = no_box;
    for (const auto& text : texts) {
        if (text.arrow != told && told != no_box) writer.close("g");
        if (text.arrow != told && text.arrow != no_box) {
            open_transition(writer, drawing, drawing.arrows[text.arrow]);
        }
        told = text.arrow;
        writer.text(text);
    }
    if (told != no_box) writer.close("g");
}

}  // namespace

std::string_view mark_of(bool taken, bool open) {
    return taken ? open ? "taken open" : "taken" : open ? "open" : "";
}

void draw_box(Writer& writer, const Drawing& drawing, const PlacedBox& placed, std::size_t at) {
    const Box& box = drawing.boxes[at];
    writer.group({{"data-state", box.name}, {"data-kind", kind_of(box)}, {"data-mark", standing_of(box)}});
    writer.note("title", placed.title);
    if (placed.shape == Shape::history) draw_history(writer, placed, box);
    if (placed.shape == Shape::leaf || placed.shape == Shape::frame) draw_frame(writer, placed, box);
    for (const double x : placed.regions) {
        writer.straight({x, placed.region_top}, {x, placed.frame.bottom()}, {.width = 1.1, .dashed = true});
    }
    if (placed.divider_from.y > 0 && placed.shape != Shape::history) {
        writer.straight(placed.divider_from, placed.divider_to, {.width = 0.6});
    }
    draw_texts(writer, drawing, placed.texts);
    writer.close("g");
}

void draw_start(Writer& writer, const layout::Start& start) {
    writer.circle(start.dot, 4.5, Fill::black, {.width = 0});
    writer.straight(start.dot, {start.tip.x, start.tip.y - head_length + 1}, {.width = 1.1});
    writer.head(start.dot, start.tip);
}

}  // namespace wissel::statechart::svg
