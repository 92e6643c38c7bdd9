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

}  // namespace

void draw_box(Writer& writer, const PlacedBox& placed, const Box& box) {
    if (placed.shape == Shape::history) draw_history(writer, placed, box);
    if (placed.shape == Shape::leaf || placed.shape == Shape::frame) draw_frame(writer, placed, box);
    for (const double x : placed.regions) {
        writer.straight({x, placed.region_top}, {x, placed.frame.bottom()}, {.width = 1.1, .dashed = true});
    }
    if (placed.divider_from.y > 0 && placed.shape != Shape::history) {
        writer.straight(placed.divider_from, placed.divider_to, {.width = 0.6});
    }
    for (const auto& text : placed.texts) writer.text(text);
}

void draw_start(Writer& writer, const layout::Start& start) {
    writer.circle(start.dot, 4.5, Fill::black, {.width = 0});
    writer.straight(start.dot, {start.tip.x, start.tip.y - head_length + 1}, {.width = 1.1});
    writer.head(start.dot, start.tip);
}

}  // namespace wissel::statechart::svg
