#include "engine/statechart/svg_writer.hpp"

#include "engine/statechart/layout_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace wissel::statechart::svg {

using layout::Point;

namespace {

std::string_view fill_of(Fill fill) {
    switch (fill) {
        case Fill::none:
            return "none";
        case Fill::white:
            return "#fff";
        case Fill::grey:
            return "#e4e4e4";
        case Fill::black:
            return "#000";
    }
    return "none";
}

std::string attributes(Fill fill, Stroke stroke) {
    auto made = fmt::format(R"(fill="{}")", fill_of(fill));
    if (stroke.width > 0) made += fmt::format(R"( stroke="#000" stroke-width="{}")", number(stroke.width));
    if (stroke.dashed) made += R"( stroke-dasharray="5 3")";
    return made;
}

/// From `from` some way towards `to`.
Point towards(Point from, Point to, double distance) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length == 0) return from;
    return {from.x + (to.x - from.x) * distance / length, from.y + (to.y - from.y) * distance / length};
}

std::string pair(Point point) {
    return number(point.x) + " " + number(point.y);
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string made;
    for (const char each : layout::clean(text)) {
        switch (each) {
            case '&':
                made += "&amp;";
                break;
            case '<':
                made += "&lt;";
                break;
            case '>':
                made += "&gt;";
                break;
            case '"':
                made += "&quot;";
                break;
            case '\'':
                made += "&#39;";
                break;
            default:
                made += each;
        }
    }
    return made;
}

std::string number(double value) {
    const auto tenths = std::llround(value * 10);
    const auto text = fmt::format("{}{}", tenths < 0 ? "-" : "", std::abs(tenths / 10));
    return tenths % 10 == 0 ? text : fmt::format("{}.{}", text, std::abs(tenths % 10));
}

void Writer::open(std::string_view element) {
    made_ += fmt::format("<{}>\n", element);
}
void Writer::group(std::initializer_list<std::pair<std::string_view, std::string_view>> attributes) {
    made_ += "<g";
    for (const auto& [name, value] : attributes) {
        if (!value.empty()) made_ += fmt::format(" {}=\"{}\"", name, escaped(value));
    }
    made_ += ">\n";
}

void Writer::close(std::string_view name) {
    made_ += fmt::format("</{}>\n", name);
}

void Writer::note(std::string_view element, std::string_view words) {
    made_ += fmt::format("<{0}>{1}</{0}>\n", element, escaped(words));
}

void Writer::rectangle(const layout::Rect& rect, double radius, Fill fill, Stroke stroke) {
    made_ += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {}/>\n",
        number(rect.x),
        number(rect.y),
        number(rect.width),
        number(rect.height),
        number(radius),
        attributes(fill, stroke)
    );
}

void Writer::circle(Point centre, double radius, Fill fill, Stroke stroke) {
    made_ += fmt::format(
        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n",
        number(centre.x),
        number(centre.y),
        number(radius),
        attributes(fill, stroke)
    );
}

void Writer::straight(Point from, Point to, Stroke stroke) {
    bent({from, to}, stroke);
}

void Writer::bent(const std::vector<Point>& points, Stroke stroke) {
    constexpr double radius_max = 6;
    if (points.size() < 2) return;
    std::string path = "M" + pair(points.front());
    for (std::size_t at = 1; at + 1 < points.size(); ++at) {
        const auto& before = points[at - 1];
        const auto& corner = points[at];
        const auto& after = points[at + 1];
        const double radius = std::min(
            {radius_max,
             std::hypot(corner.x - before.x, corner.y - before.y) / 2,
             std::hypot(after.x - corner.x, after.y - corner.y) / 2}
        );
        path += "L" + pair(towards(corner, before, radius)) + "Q" + pair(corner) + " " +
                pair(towards(corner, after, radius));
    }
    path += "L" + pair(points.back());
    made_ += fmt::format("<path d=\"{}\" {}/>\n", path, attributes(Fill::none, stroke));
}

void Writer::head(Point from, Point tip) {
    constexpr double half = 3.7;
    const auto base = towards(tip, from, head_length);
    const Point across{(base.y - tip.y) * half / head_length, (tip.x - base.x) * half / head_length};
    made_ += fmt::format(
        "<path d=\"M{}L{}L{}Z\" fill=\"#000\"/>\n",
        pair(tip),
        pair({base.x + across.x, base.y + across.y}),
        pair({base.x - across.x, base.y - across.y})
    );
}

void Writer::text(const layout::Text& text) {
    const bool bold = text.style != layout::Style::about && text.style != layout::Style::label;
    this->text(text.at, text.words, text.style == layout::Style::title ? 13 : 11, bold, text.anchor);
}

void Writer::text(Point at, std::string_view words, double size, bool bold, layout::Anchor anchor) {
    const std::string_view anchored = anchor == layout::Anchor::end      ? R"( text-anchor="end")"
                                      : anchor == layout::Anchor::middle ? R"( text-anchor="middle")"
                                                                         : "";
    made_ += fmt::format(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}{}>{}</text>\n",
        number(at.x),
        number(at.y),
        number(size),
        bold ? R"( font-weight="bold")" : "",
        anchored,
        escaped(words)
    );
}

}  // namespace wissel::statechart::svg
