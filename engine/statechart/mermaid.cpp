#include "engine/statechart/drawing.hpp"
#include "engine/statechart/layout_plan.hpp"
#include "engine/statechart/layout_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace wissel::statechart {
namespace {

/// Everything that Mermaid gives a meaning, as entities of its own: `#58;` is a colon.
std::string escaped(std::string_view text) {
    constexpr std::string_view special = "\"#;:<>&`%{}[]\\|~*_";
    std::string made;
    for (const char each : layout::clean(text)) {
        if (special.find(each) == std::string_view::npos) {
            made += each;
        } else {
            made += fmt::format("#{};", static_cast<int>(each));
        }
    }
    return made;
}

void add_line(std::string& text, std::string_view line) {
    if (line.empty()) return;
    if (!text.empty()) text += "<br/>";
    text += line;
}

/// A title in the YAML before the diagram.
std::string quoted(std::string_view text) {
    std::string made = "\"";
    for (const char each : layout::clean(text)) {
        // Mermaid takes a title for HTML.
        if (each == '<') made += "‹";
        if (each == '>') made += "›";
        if (each == '<' || each == '>') continue;
        if (each == '"' || each == '\\') made += '\\';
        made += each;
    }
    return made + "\"";
}

class Printer {
public:
    explicit Printer(const Drawing& drawing) : drawing_(drawing), plan_(layout::plan_of(drawing)) {}

    std::string print() {
        if (!layout::clean(drawing_.title).empty()) {
            made_ = fmt::format("---\ntitle: {}\n---\n", quoted(drawing_.title));
        }
        made_ += "stateDiagram-v2\n";
        if (drawing_.boxes.empty()) return std::move(made_);
        if (shows_machine()) {
            line(fmt::format("[*] --> {}", id(0)));
            print_box(0);
        } else {
            print_children(0);
        }
        for (const auto& arrow : drawing_.arrows) print_arrow(arrow);
        print_marks();
        return std::move(made_);
    }

private:
    static std::string id(std::size_t box) { return "s" + std::to_string(box); }

    void line(std::string_view text) {
        made_.append(4 * (depth_ + 1), ' ');
        made_ += text;
        made_ += '\n';
    }

    /// The machine itself is left out where nothing needs it: a box around everything tells nothing.
    [[nodiscard]] bool shows_machine() const {
        if (plan_.is_leaf(0) || drawing_.boxes[0].kind == Box::Kind::parallel) return true;
        return std::ranges::any_of(drawing_.arrows, [](const Arrow& arrow) {
            return arrow.from == 0 || std::ranges::find(arrow.to, std::size_t{0}) != arrow.to.end();
        });
    }

    [[nodiscard]] bool is_drawn(std::size_t box) const {
        return box < drawing_.boxes.size() && plan_.is_drawn(box);
    }

    [[nodiscard]] std::string text_of(std::size_t box) const {
        const auto& shown = drawing_.boxes[box];
        std::string text;
        if (shown.mark == Box::Mark::here) add_line(text, in(drawing_.language, {"● hier", "● here"}));
        if (plan_.is_history(box)) add_line(text, shown.kind == Box::Kind::deep_history ? "H#42;" : "H");
        add_line(text, escaped(plan_.titles[box]));
        for (const auto& each : shown.lines) add_line(text, escaped(each));
        for (const auto& group : plan_.groups[box]) {
            if (!group.targets.empty()) continue;
            for (const auto& label : group.labels) {
                for (const auto& each : label.lines) add_line(text, escaped(each));
            }
        }
        return text;
    }

    void print_box(std::size_t box) {
        const auto declared = fmt::format("state \"{}\" as {}", text_of(box), id(box));
        if (plan_.is_leaf(box)) {
            line(declared);
            if (drawing_.boxes[box].kind == Box::Kind::final_state) line(fmt::format("{} --> [*]", id(box)));
            return;
        }
        line(declared + " {");
        ++depth_;
        print_children(box);
        --depth_;
        line("}");
    }

    void print_children(std::size_t box) {
        const bool parallel = drawing_.boxes[box].kind == Box::Kind::parallel;
        if (!parallel) print_initial(box);
        bool first = true;
        for (const auto child : plan_.children[box]) {
            if (parallel && !first) line("--");
            first = false;
            print_box(child);
        }
    }

    void print_initial(std::size_t box) {
        for (const auto each : drawing_.boxes[box].initial) {
            if (is_drawn(each) && each != box && plan_.is_within(each, box)) {
                line(fmt::format("[*] --> {}", id(each)));
            }
        }
    }

    void print_arrow(const Arrow& arrow) {
        if (!is_drawn(arrow.from)) return;
        std::string label;
        for (const auto& each : arrow.lines) add_line(label, escaped(each));
        // Mermaid has no dashed arrows in these diagrams.
        if (arrow.by_itself) add_line(label, in(drawing_.language, {"(vanzelf)", "(by itself)"}));
        for (const auto target : arrow.to) {
            if (!is_drawn(target)) continue;
            const auto way = fmt::format("{} --> {}", id(arrow.from), id(target));
            line(label.empty() ? way : way + " : " + label);
        }
    }

    void print_marks() {
        const auto mark = [&](Box::Mark wanted, std::string_view name, std::string_view style) {
            std::string marked;
            for (const auto box : plan_.order) {
                if (drawing_.boxes[box].mark != wanted || (box == 0 && !shows_machine())) continue;
                marked += (marked.empty() ? "" : ",") + id(box);
            }
            if (marked.empty()) return;
            line(fmt::format("classDef {} {}", name, style));
            line(fmt::format("class {} {}", marked, name));
        };
        mark(Box::Mark::here, "here", "stroke-width:4px");
        mark(Box::Mark::passed, "passed", "fill:#e4e4e4");
    }

    const Drawing& drawing_;
    layout::Plan plan_;
    std::string made_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string mermaid_of(const Drawing& drawing) {
    return Printer(drawing).print();
}

}  // namespace wissel::statechart
