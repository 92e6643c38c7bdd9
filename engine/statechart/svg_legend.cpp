#include "engine/statechart/layout_text.hpp"
#include "engine/statechart/svg_writer.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace wissel::statechart::svg {
namespace {

using layout::Anchor;
using layout::Point;
using layout::Rect;
using Kind = Box::Kind;
using Mark = Box::Mark;

constexpr double sign_width = 36;
constexpr double sign_height = 20;

/// A sign, drawn in the rectangle of its size at a point, and what it means.
struct Entry {
    void (*draw)(Writer&, Point, Language);
    Words words;
    bool (*shown)(const Drawing&);
};

bool any_box(const Drawing& drawing, bool (*holds)(const Box&)) {
    return std::ranges::any_of(drawing.boxes, holds);
}

bool any_arrow(const Drawing& drawing, bool (*holds)(const Arrow&)) {
    return std::ranges::any_of(drawing.arrows, holds);
}

void small_box(Writer& writer, Point at, Fill fill, double border) {
    writer.rectangle({at.x + 2, at.y + 2, sign_width - 4, sign_height - 4}, 5, fill, {.width = border});
}

void arrow_sign(Writer& writer, Point at, Stroke stroke) {
    const double y = at.y + sign_height / 2;
    writer.straight({at.x, y}, {at.x + sign_width - head_length, y}, stroke);
    writer.head({at.x, y}, {at.x + sign_width, y});
}

void draw_rows_sign(Writer& writer, Point at, Language) {
    writer.rectangle({at.x, at.y, sign_width - 11, sign_height}, 4, Fill::white, {.width = 1.2});
    writer.straight({at.x + 3, at.y + 7.5}, {at.x + sign_width - 14, at.y + 7.5}, {.width = 0.6});
    writer.text({at.x + 4, at.y + 17.5}, "→", 10, true, Anchor::start);
    writer.straight({at.x + sign_width - 11, at.y + 14}, {at.x + sign_width, at.y + 14}, {.width = 1.1});
}

void draw_start_sign(Writer& writer, Point at, Language) {
    const double y = at.y + sign_height / 2;
    writer.circle({at.x + 7, y}, 4.5, Fill::black, {.width = 0});
    writer.straight({at.x + 7, y}, {at.x + sign_width - head_length, y}, {.width = 1.1});
    writer.head({at.x, y}, {at.x + sign_width, y});
}

void draw_final_sign(Writer& writer, Point at, Language) {
    small_box(writer, at, Fill::white, 1.2);
    writer.rectangle(
        {at.x + 5, at.y + 5, sign_width - 10, sign_height - 10}, 2.5, Fill::none, {.width = 1.2}
    );
}

void draw_here_sign(Writer& writer, Point at, Language language) {
    small_box(writer, at, Fill::white, 3.2);
    const auto* words = language == Language::nl ? "● hier" : "● here";
    writer.text({at.x + sign_width / 2, at.y + 13}, words, 8, true, Anchor::middle);
}

void draw_passed_sign(Writer& writer, Point at, Language) {
    small_box(writer, at, Fill::grey, 1.2);
}
void draw_solid_sign(Writer& writer, Point at, Language) {
    arrow_sign(writer, at, {.width = 1.1});
}
void draw_dashed_sign(Writer& writer, Point at, Language) {
    arrow_sign(writer, at, {.width = 1.1, .dashed = true});
}
void draw_taken_sign(Writer& writer, Point at, Language) {
    arrow_sign(writer, at, {.width = 2.6});
}

void draw_joined_sign(Writer& writer, Point at, Language language) {
    draw_solid_sign(writer, at, language);
    const double y = at.y + sign_height / 2;
    writer.bent({{at.x + 11, at.y}, {at.x + 11, y}, {at.x + 20, y}}, {.width = 1.1});
}

void draw_frame_sign(Writer& writer, Point at, Language) {
    small_box(writer, at, Fill::white, 1.2);
    writer.rectangle(
        {at.x + 10, at.y + 7, sign_width - 20, sign_height - 13}, 2, Fill::white, {.width = 1.2}
    );
}

void draw_regions_sign(Writer& writer, Point at, Language) {
    small_box(writer, at, Fill::white, 1.2);
    const double x = at.x + sign_width / 2;
    writer.straight({x, at.y + 2}, {x, at.y + sign_height - 2}, {.width = 1.1, .dashed = true});
}

void history_sign(Writer& writer, Point at, const char* sign) {
    const Point centre{at.x + sign_width / 2, at.y + sign_height / 2};
    writer.circle(centre, 9, Fill::white, {.width = 1.2});
    writer.text({centre.x, centre.y + 3.5}, sign, 10, true, Anchor::middle);
}

void draw_shallow_sign(Writer& writer, Point at, Language) {
    history_sign(writer, at, "H");
}
void draw_deep_sign(Writer& writer, Point at, Language) {
    history_sign(writer, at, "H*");
}

void draw_again_sign(Writer& writer, Point at, Language) {
    writer.text({at.x + sign_width / 2, at.y + 15}, "↺", 14, true, Anchor::middle);
}

bool leads_to_itself(const Arrow& arrow) {
    return std::ranges::find(arrow.to, arrow.from) != arrow.to.end() ||
           std::ranges::find(arrow.to, std::size_t{0}) != arrow.to.end();
}

const std::array entries = {
    Entry{
        draw_rows_sign,
        {"onder de streep: wat er kan gebeuren, wie dat doet, en → waar het dan heen gaat",
         "below the line: what can happen, who does it, and → where it then goes"},
        [](const Drawing& drawing) { return !drawing.arrows.empty(); }},
    Entry{
        draw_start_sign,
        {"hier begint het", "it begins here"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return !box.initial.empty(); });
        }},
    Entry{
        draw_final_sign,
        {"hier eindigt het", "it ends here"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return box.kind == Kind::final_state; });
        }},
    Entry{
        draw_here_sign,
        {"hier is het nu", "it is here now"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return box.mark == Mark::here; });
        }},
    Entry{
        draw_passed_sign,
        {"hier is het geweest", "it has been here"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return box.mark == Mark::passed; });
        }},
    Entry{
        draw_taken_sign,
        {"zo is het gegaan", "the way it went"},
        [](const Drawing& drawing) {
            return any_arrow(drawing, [](const Arrow& arrow) { return arrow.mark != Mark::none; });
        }},
    Entry{
        draw_solid_sign,
        {"iemand doet dit", "someone does this"},
        [](const Drawing& drawing) {
            return any_arrow(drawing, [](const Arrow& arrow) {
                return !arrow.by_itself && !arrow.to.empty();
            });
        }},
    Entry{
        draw_dashed_sign,
        {"dit gaat vanzelf", "this happens by itself"},
        [](const Drawing& drawing) {
            return any_arrow(drawing, [](const Arrow& arrow) {
                return arrow.by_itself && !arrow.to.empty();
            });
        }},
    Entry{
        draw_joined_sign,
        {"pijlen naar dezelfde plek lopen samen", "arrows to the same place run together"},
        [](const Drawing& drawing) { return drawing.arrows.size() > 1; }},
    Entry{
        draw_again_sign,
        {"begint daar opnieuw", "begins anew there"},
        [](const Drawing& drawing) { return any_arrow(drawing, leads_to_itself); }},
    Entry{
        draw_frame_sign,
        {"bestaat uit stappen", "consists of steps"},
        [](const Drawing& drawing) {
            const auto steps = [](const Box& box) {
                return box.kind == Kind::compound && !box.children.empty();
            };
            return drawing.boxes.size() > 1 &&
                   std::any_of(drawing.boxes.begin() + 1, drawing.boxes.end(), steps);
        }},
    Entry{
        draw_regions_sign,
        {"delen die tegelijk lopen", "parts that run at the same time"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return box.kind == Kind::parallel; });
        }},
    Entry{
        draw_shallow_sign,
        {"terug naar de stap waar het was", "back to the step where it was"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return box.kind == Kind::shallow_history; });
        }},
    Entry{
        draw_deep_sign,
        {"terug naar precies waar het was", "back to exactly where it was"},
        [](const Drawing& drawing) {
            return any_box(drawing, [](const Box& box) { return box.kind == Kind::deep_history; });
        }},
};

}  // namespace

double draw_legend(Writer& writer, const Drawing& drawing, Point at, double width) {
    constexpr layout::Face face{.size = 11};
    constexpr double line_height = 14;
    constexpr double gap = 20;
    double x = at.x;
    double y = at.y;
    double row_height = sign_height;
    for (const auto& entry : entries) {
        if (!entry.shown(drawing)) continue;
        const auto& words = in(drawing.language, entry.words);
        const double room = std::min(270.0, width - sign_width - 8);
        const auto lines = layout::wrapped(words, face, room);
        double used = 0;
        for (const auto& line : lines) used = std::max(used, width_of(line, face));
        used += sign_width + 8;
        if (x > at.x && x + used > at.x + width) {
            x = at.x;
            y += row_height + 8;
            row_height = sign_height;
        }
        entry.draw(writer, {x, y}, drawing.language);
        for (std::size_t line = 0; line < lines.size(); ++line) {
            const double baseline =
                y + (lines.size() == 1 ? 14 : 8 + line_height * static_cast<double>(line));
            writer.text({x + sign_width + 8, baseline}, lines[line], face.size, false, Anchor::start);
        }
        row_height = std::max(row_height, line_height * static_cast<double>(lines.size()));
        x += used + gap;
    }
    return y + row_height - at.y;
}

}  // namespace wissel::statechart::svg
