#include "tests/support/a_drawing.hpp"

#include "engine/statechart/layout_text.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace wissel::test {

using namespace statechart;
using layout::Layout;
using layout::PlacedBox;
using layout::Point;
using layout::Rect;
using Kind = Box::Kind;
using Mark = Box::Mark;
using Shape = PlacedBox::Shape;

Sketch::Sketch(const std::string& title, Language language) {
    drawing_.title = title;
    drawing_.language = language;
    add("", title, Kind::compound, {});
}

Sketch& Sketch::state(const std::string& name, const std::string& title, Kind kind) {
    add(name, title, kind, {"aan zet: coördinator", "streeftermijn 5 weken"});
    return *this;
}

Sketch& Sketch::end(const std::string& name, const std::string& title) {
    add(name, title, Kind::final_state, {});
    return *this;
}

Sketch& Sketch::arrow(const std::string& from, const std::vector<std::string>& to, const std::string& label) {
    Arrow made{.from = boxes_.at(from), .to = {}, .lines = {label}};
    for (const auto& each : to) made.to.push_back(boxes_.at(each));
    drawing_.arrows.push_back(made);
    return *this;
}

Sketch& Sketch::by_itself() {
    drawing_.arrows.back().by_itself = true;
    return *this;
}

Sketch& Sketch::mark(const std::string& name, Mark mark) {
    box(name).mark = mark;
    return *this;
}

void Sketch::add(
    const std::string& name, const std::string& title, Kind kind, std::vector<std::string> lines
) {
    const auto number = drawing_.boxes.size();
    boxes_[name] = number;
    drawing_.boxes.push_back({kind, name, title, std::move(lines), {}, {}, Mark::none});
    if (number == 0) return;
    const auto dot = name.rfind('.');
    auto& parent = box(dot == std::string::npos ? "" : name.substr(0, dot));
    if (parent.kind == Kind::atomic) parent.kind = Kind::compound;
    parent.children.push_back(number);
    if (parent.initial.empty()) parent.initial = {number};
}

Sketch a_workflow(Language language) {
    Sketch made("Levensloop van een knelpunt", language);
    made.state("submitted", "Ingediend").state("triage", "Triage");
    made.state("triage.assessing", "In triage").state("triage.asked", "Aanvulling gevraagd");
    made.state("triage.back", "waar het was", Kind::deep_history);
    made.state("treatment", "Behandeling", Kind::parallel).state("treatment.facts", "Feiten");
    made.state("treatment.facts.open", "Feiten verzamelen").end("treatment.facts.done", "Feiten compleet");
    made.state("treatment.views", "Standpunten").state("treatment.views.open", "Standpunten ophalen");
    made.end("treatment.views.done", "Standpunten compleet").state("held", "Aangehouden");
    made.state("outcome", "Uitkomst bekend").end("closed", "Afgesloten").end("refused", "Niet aangenomen");
    made.arrow("submitted", {"triage"}, "vanzelf").by_itself();
    made.arrow("triage.assessing", {"triage.asked"}, "aanvulling vragen – coördinator");
    made.arrow("triage.asked", {"triage.assessing"}, "aanvullen – melder");
    made.arrow("triage.asked", {"triage.assessing"}, "na 20 weken").by_itself();
    made.arrow("triage.assessing", {"treatment"}, "route bevestigen – coördinator");
    made.arrow("triage.assessing", {"treatment"}, "andere route kiezen – coördinator");
    made.arrow("triage", {"held"}, "aanhouden – coördinator")
        .arrow("held", {"triage.back"}, "hervatten – coördinator");
    made.arrow("triage", {"refused"}, "hoort hier niet – coördinator");
    made.arrow("treatment.facts.open", {"treatment.facts.done"}, "feiten vastgesteld – secretariaat");
    made.arrow("treatment.views.open", {"treatment.views.done"}, "standpunt geven – houder");
    made.arrow("treatment.views.done", {"treatment.facts.open"}, "nieuwe vraag – houder");
    made.arrow("treatment", {"outcome"}, "").by_itself();
    made.arrow("held", {"treatment.facts.open", "treatment.views.done"}, "meteen verder – coördinator");
    made.arrow("outcome", {}, "opmerking – iedereen")
        .arrow("outcome", {"outcome"}, "verlengen – coördinator");
    made.arrow("outcome", {"closed"}, "afsluiten – coördinator")
        .arrow("closed", {"triage.assessing"}, "heropenen");
    made.arrow("", {"refused"}, "intrekken – melder").arrow("held", {""}, "opnieuw – coördinator");
    return made;
}

Drawing a_random_drawing(unsigned seed, std::size_t boxes, std::size_t arrows) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    Drawing made;
    made.title = "Willekeurig";
    for (std::size_t at = 0; at < boxes; ++at) {
        const std::string words(below(40), 'a' + static_cast<char>(below(26)));
        made.boxes.push_back({Kind::atomic, "s" + std::to_string(at), "S " + words, {}, {}, {}, Mark::none});
        if (below(2) == 0) made.boxes.back().lines = {"aan zet: " + words, "streeftermijn"};
        if (below(12) == 0) made.boxes.back().mark = Mark::here;
        if (at == 0) continue;
        auto& parent = made.boxes[below(3) == 0 ? below(at) : 0];
        parent.kind = below(4) == 0 ? Kind::parallel : Kind::compound;
        parent.children.push_back(at);
        if (parent.initial.empty() || below(9) == 0) parent.initial.push_back(at);
    }
    for (auto& box : made.boxes) {
        const std::vector<Kind> leaves = {Kind::atomic, Kind::final_state, Kind::deep_history, Kind::atomic};
        if (box.children.empty()) box.kind = leaves[below(leaves.size())];
    }
    for (std::size_t at = 0; at < arrows; ++at) {
        Arrow arrow{.from = below(boxes), .to = {below(boxes)}, .lines = {"gebeurtenis – rol"}};
        if (below(8) == 0) arrow.to.push_back(below(boxes));
        if (below(8) == 0) arrow.to.clear();
        arrow.by_itself = below(4) == 0;
        made.arrows.push_back(arrow);
    }
    return made;
}

namespace {

bool overlap(const Rect& one, const Rect& other) {
    return one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom();
}

bool within(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y &&
           inner.bottom() <= outer.bottom();
}

std::vector<std::size_t> parents_of(const Drawing& drawing) {
    std::vector<std::size_t> parents(drawing.boxes.size(), no_box);
    for (std::size_t at = 0; at < drawing.boxes.size(); ++at) {
        for (const auto child : drawing.boxes[at].children) parents[child] = at;
    }
    return parents;
}

Rect rect_of(const layout::Text& text) {
    const bool title = text.style == layout::Style::title;
    const bool bold = text.style != layout::Style::about && text.style != layout::Style::label;
    const double size = title ? 13 : 11;
    const double width = layout::width_of(text.words, {size, bold});
    const double before = text.anchor == layout::Anchor::start ? 0
                          : text.anchor == layout::Anchor::end ? width
                                                               : width / 2;
    return {text.at.x - before, text.at.y - size + 3, width, size - 3};
}

Rect around(Point one, Point other) {
    const double x = std::min(one.x, other.x);
    const double y = std::min(one.y, other.y);
    return {x, y, std::abs(one.x - other.x) + 0.01, std::abs(one.y - other.y) + 0.01};
}

Rect shrunk(const Rect& rect) {
    return {rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2};
}

}  // namespace

std::vector<std::string> faults_of_boxes(const Drawing& drawing, const Layout& laid) {
    std::vector<std::string> faults;
    const auto parents = parents_of(drawing);
    const auto name = [&](std::size_t box) { return drawing.boxes[box].name; };
    for (std::size_t one = 1; one < laid.boxes.size(); ++one) {
        const auto& frame = laid.boxes[one].frame;
        if (!within(frame, laid.boxes[parents[one]].frame)) faults.push_back(name(one) + " sticks out");
        for (std::size_t other = one + 1; other < laid.boxes.size(); ++other) {
            const bool siblings = parents[one] == parents[other];
            if (siblings && overlap(frame, laid.boxes[other].frame))
                faults.push_back(name(one) + " on " + name(other));
        }
        for (const auto& text : laid.boxes[one].texts) {
            if (!within(rect_of(text), frame)) faults.push_back("clipped: " + text.words);
            for (const auto child : drawing.boxes[one].children) {
                if (overlap(rect_of(text), laid.boxes[child].frame))
                    faults.push_back("covered: " + text.words);
            }
        }
    }
    return faults;
}

std::vector<std::string> faults_of_routes(const Drawing& drawing, const Layout& laid) {
    std::vector<std::string> faults;
    for (const auto& route : laid.routes) {
        const auto name = drawing.boxes[route.from].name + " to " + drawing.boxes[route.to].name;
        if (route.points.size() < 2) {
            faults.push_back("nothing: " + name);
            continue;
        }
        const auto& tip = route.points.back();
        const auto& target = laid.boxes[route.to].frame;
        const bool touches =
            overlap(around(tip, tip), {target.x - 1, target.y - 1, target.width + 2, target.height + 2});
        if (!touches) faults.push_back("misses: " + name);
        for (std::size_t at = 0; at + 1 < route.points.size(); ++at) {
            const auto line = around(route.points[at], route.points[at + 1]);
            if (line.width > 0.1 && line.height > 0.1) faults.push_back("slants: " + name);
            for (std::size_t box = 0; box < laid.boxes.size(); ++box) {
                const auto& placed = laid.boxes[box];
                if (placed.shape == Shape::leaf && overlap(line, shrunk(placed.frame))) {
                    faults.push_back(name + " through " + drawing.boxes[box].name);
                }
                for (const auto& text : placed.texts) {
                    if (overlap(line, rect_of(text)))
                        faults.push_back(name + " through \"" + text.words + "\"");
                }
            }
        }
    }
    return faults;
}

std::size_t lines_on_lines(const Layout& laid) {
    struct Piece {
        std::size_t to;
        Rect rect;
    };
    std::vector<Piece> pieces;
    for (const auto& route : laid.routes) {
        for (std::size_t at = 0; at + 1 < route.points.size(); ++at) {
            pieces.push_back({route.to, around(route.points[at], route.points[at + 1])});
        }
    }
    std::size_t count = 0;
    for (const auto& one : pieces) {
        for (const auto& other : pieces) {
            if (one.to >= other.to || !overlap(one.rect, other.rect)) continue;
            const bool along = (one.rect.width > 0.1 && other.rect.width > 0.1) ||
                               (one.rect.height > 0.1 && other.rect.height > 0.1);
            if (along) ++count;
        }
    }
    return count;
}

std::string xml_fault(const std::string& text) {
    std::vector<std::string> open;
    std::size_t elements = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at, 60);
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x20 && byte != '\n') return "control character before " + rest;
        if (text[at] == '&') {
            const std::vector<std::string> entities = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
            if (std::ranges::none_of(entities, [&](const auto& each) { return rest.starts_with(each); }))
                return rest;
        }
        if (text[at] != '<') {
            if (open.empty() && text[at] != '\n') return "text outside: " + rest;
            ++at;
            continue;
        }
        const auto end = text.find('>', at);
        if (end == std::string::npos) return rest;
        const auto tag = text.substr(at + 1, end - at - 1);
        if (tag.find('<') != std::string::npos || std::ranges::count(tag, '"') % 2 != 0) return tag;
        if (tag.starts_with('/')) {
            if (open.empty() || open.back() != tag.substr(1)) return "closes what is not open: " + tag;
            open.pop_back();
        } else if (!tag.ends_with('/')) {
            if (open.empty() && elements++ > 0) return "a second root: " + tag;
            open.push_back(tag.substr(0, tag.find(' ')));
        }
        at = end + 1;
    }
    return open.empty() ? "" : "not closed: " + open.back();
}

}  // namespace wissel::test
