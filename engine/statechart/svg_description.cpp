#include "engine/statechart/layout_text.hpp"
#include "engine/statechart/svg_writer.hpp"

#include <fmt/format.h>

namespace wissel::statechart::svg {
namespace {

class Teller {
public:
    explicit Teller(const Drawing& drawing) : drawing_(drawing) {
        for (std::size_t at = 0; at < drawing.boxes.size(); ++at) {
            auto title = layout::clean(drawing.boxes[at].title);
            titles_.push_back(title.empty() ? layout::clean(drawing.boxes[at].name) : std::move(title));
        }
    }

    std::string tell() {
        for (std::size_t at = 1; at < drawing_.boxes.size(); ++at) tell_box(at);
        for (const auto& arrow : drawing_.arrows) tell_arrow(arrow);
        return std::move(told_);
    }

private:
    [[nodiscard]] const std::string& word(const Words& words) const { return in(drawing_.language, words); }

    /// Several titles with commas; what is no box is left out.
    [[nodiscard]] std::string titles(const std::vector<std::size_t>& boxes) const {
        std::string made;
        for (const auto box : boxes) {
            if (box < titles_.size()) made += (made.empty() ? "" : ", ") + titles_[box];
        }
        return made;
    }

    static std::string joined(const std::vector<std::string>& lines) {
        std::string made;
        for (const auto& line : lines) made += (made.empty() ? "" : "; ") + layout::clean(line);
        return made;
    }

    void end(const std::string& sentence, const std::string& rest) {
        if (!told_.empty()) told_ += ' ';
        told_ += rest.empty() ? sentence + "." : sentence + ": " + rest + ".";
    }

    void tell_box(std::size_t at) {
        const auto& box = drawing_.boxes[at];
        auto sentence = titles_[at];
        if (box.kind == Box::Kind::final_state) sentence += word({" (einde)", " (end)"});
        if (box.mark == Box::Mark::here) sentence += word({" (hier is het nu)", " (it is here now)"});
        if (box.mark == Box::Mark::passed)
            sentence += word({" (hier is het geweest)", " (it has been here)"});
        const auto parts = titles(box.children);
        if (!parts.empty()) sentence += word({", met daarin ", ", with in it "}) + parts;
        end(sentence, joined(box.lines));
    }

    void tell_arrow(const Arrow& arrow) {
        if (arrow.from >= titles_.size()) return;
        const auto to = titles(arrow.to);
        const auto& from = titles_[arrow.from];
        auto sentence = to.empty() ? word({"In ", "In "}) + from
                                   : word({"Van ", "From "}) + from + word({" naar ", " to "}) + to;
        if (arrow.by_itself) sentence += word({" (vanzelf)", " (by itself)"});
        end(sentence, joined(arrow.lines));
    }

    const Drawing& drawing_;
    std::vector<std::string> titles_;
    std::string told_;
};

}  // namespace

std::string description_of(const Drawing& drawing) {
    return Teller(drawing).tell();
}

}  // namespace wissel::statechart::svg
