#include "engine/statechart/layout_text.hpp"
#include "engine/statechart/svg_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace wissel::statechart {
namespace {

using layout::Anchor;
using layout::Face;
using layout::Layout;
using layout::Point;
using Shape = layout::PlacedBox::Shape;

constexpr double margin = 24;
constexpr double width_min = 520;

struct Heading {
    std::vector<std::string> title;
    std::vector<std::string> subtitle;
    double height = 0;
};

constexpr Face title_face{.size = 18, .bold = true};
constexpr Face subtitle_face{.size = 12};

Heading heading_of(const Drawing& drawing, double width) {
    Heading made;
    made.title = layout::wrapped(layout::clean(drawing.title), title_face, width);
    for (const auto& each : drawing.subtitle) {
        for (auto& line : layout::wrapped(layout::clean(each), subtitle_face, width)) {
            made.subtitle.push_back(std::move(line));
        }
    }
    made.height =
        static_cast<double>(made.title.size()) * 23 + static_cast<double>(made.subtitle.size()) * 16;
    if (made.height > 0) made.height += 14;
    return made;
}

void draw_heading(svg::Writer& writer, const Heading& heading) {
    double y = margin;
    for (const auto& line : heading.title) {
        writer.text({margin, y += 20}, line, title_face.size, true, Anchor::start);
        y += 3;
    }
    for (const auto& line : heading.subtitle) {
        writer.text({margin, y += 16}, line, subtitle_face.size, false, Anchor::start);
    }
}

void draw_boxes(svg::Writer& writer, const Drawing& drawing, const Layout& laid, bool leaves) {
    // Boxes stand in the drawing in any order, frames must be drawn before what lies in them: wider ones
    // first.
    std::vector<std::size_t> order;
    for (std::size_t at = 0; at < laid.boxes.size(); ++at) {
        const auto shape = laid.boxes[at].shape;
        const bool leaf = shape == Shape::leaf || shape == Shape::history;
        if (leaf == leaves && (shape != Shape::none || !laid.boxes[at].texts.empty())) order.push_back(at);
    }
    std::ranges::stable_sort(order, [&](auto one, auto other) {
        return laid.boxes[one].frame.width > laid.boxes[other].frame.width;
    });
    for (const auto at : order) {
        svg::draw_box(writer, drawing, laid.boxes[at], at);
    }
}

}  // namespace

std::string svg_of(const Drawing& drawing) {
    const auto laid = layout::layout_of(drawing);
    const double inner = std::max(width_min, laid.width);
    const auto heading = heading_of(drawing, inner);
    const Point at{margin + (inner - laid.width) / 2, margin + heading.height};
    const double legend_y = at.y + laid.height + 30;

    svg::Writer body;
    body.group({{"data-part", "heading"}});
    draw_heading(body, heading);
    body.close("g");
    body.open(fmt::format(
        "g transform=\"translate({} {})\"", svg::number(std::floor(at.x)), svg::number(std::floor(at.y))
    ));
    draw_boxes(body, drawing, laid, false);
    svg::draw_routes(body, drawing, laid.routes);
    draw_boxes(body, drawing, laid, true);
    for (const auto& start : laid.starts) svg::draw_start(body, start);
    body.close("g");
    body.group({{"data-part", "legend"}});
    body.straight({margin, legend_y - 12.5}, {margin + inner, legend_y - 12.5}, {.width = 0.6});
    const double legend = svg::draw_legend(body, drawing, {margin, legend_y}, inner);
    body.close("g");

    const double width = std::ceil(inner + 2 * margin);
    const double height = std::ceil(legend_y + legend + margin);
    svg::Writer writer;
    writer.open(fmt::format(
        "svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"{}\" width=\"{}\" height=\"{}\" "
        "viewBox=\"0 0 {} {}\" font-family=\"Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', "
        "sans-serif\"",
        drawing.language == Language::nl ? "nl" : "en",
        svg::number(width),
        svg::number(height),
        svg::number(width),
        svg::number(height)
    ));
    writer.note("title", drawing.title);
    writer.note("desc", svg::description_of(drawing));
    writer.rectangle({0, 0, width, height}, 0, svg::Fill::white, {.width = 0});
    return writer.take() + body.take() + "</svg>\n";
}

}  // namespace wissel::statechart
