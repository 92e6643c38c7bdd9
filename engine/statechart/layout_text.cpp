#include "engine/statechart/layout_text.hpp"

#include "engine/base/utf8.hpp"

#include <array>

namespace wissel::statechart::layout {
namespace {

// Widths of Helvetica and its like, U+0020 to U+007E, in thousandths of the size.
constexpr std::array<int, 95> ascii_widths = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

constexpr double margin = 1.1;       // other fonts than Helvetica run wider
constexpr double bold_margin = 1.1;  // and bold ones more so

int width_of(char32_t point) {
    if (point >= 0x20 && point <= 0x7e) return ascii_widths[point - 0x20];
    if (point >= 0x300 && point <= 0x36f) return 0;  // accents on the letter before
    if (point < 0xc0) return 556;
    if (point < 0xe0) return 722;  // Latin capitals with an accent
    if (point < 0x250) return 611;
    if (point == 0x2013) return 556;
    if (point < 0x1100) return 700;
    return 1000;
}

bool has_no_picture(char32_t point) {
    const bool control = point < 0x20 || (point >= 0x7f && point <= 0x9f);
    const bool direction = point == 0x200e || point == 0x200f || (point >= 0x202a && point <= 0x202e) ||
                           (point >= 0x2066 && point <= 0x2069);
    const bool none = point == 0xfeff || point == 0x200b || (point & 0xfffe) == 0xfffe;
    return control || direction || none;
}

bool is_space(char32_t point) {
    return point == ' ' || (point >= 0x09 && point <= 0x0d) || point == 0x85 || point == 0x2028 ||
           point == 0x2029;
}

std::size_t after_code_point(std::string_view text, std::size_t at) {
    return next_code_point(text, at) ? at : at + 1;
}

/// The longest beginning of `word` that fits; one character at least.
std::size_t fitting(std::string_view word, Face face, double width) {
    std::size_t end = after_code_point(word, 0);
    for (std::size_t next = end; next < word.size(); end = next) {
        next = after_code_point(word, next);
        if (width_of(word.substr(0, next), face) > width) break;
    }
    return end;
}

class Lines {
public:
    Lines(Face face, double width, std::size_t lines_max)
        : face_(face), width_(width), lines_max_(lines_max) {}

    [[nodiscard]] bool full() const { return done_.size() > lines_max_; }

    void add(std::string_view word) {
        const std::string longer = line_.empty() ? std::string(word) : line_ + " " + std::string(word);
        if (width_of(longer, face_) <= width_) {
            line_ = longer;
            return;
        }
        end_line();
        while (!full() && width_of(word, face_) > width_) {
            const auto end = fitting(word, face_, width_);
            if (end >= word.size()) break;
            done_.emplace_back(word.substr(0, end));
            word.remove_prefix(end);
        }
        line_ = word;
    }

    std::vector<std::string> take() {
        end_line();
        return std::move(done_);
    }

private:
    void end_line() {
        if (!line_.empty()) done_.push_back(std::move(line_));
        line_.clear();
    }

    Face face_;
    double width_;
    std::size_t lines_max_;
    std::string line_;
    std::vector<std::string> done_;
};

}  // namespace

std::string clean(std::string_view text) {
    std::string made;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        const auto point = next_code_point(text, at);
        if (point && is_space(*point)) {
            space = !made.empty();
            continue;
        }
        if (point && has_no_picture(*point)) continue;
        if (space) made += ' ';
        space = false;
        if (!point) ++at;
        made += point ? text.substr(from, at - from) : std::string_view("\xef\xbf\xbd");
    }
    return made;
}

double width_of(std::string_view text, Face face) {
    int thousandths = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next_code_point(text, at);
        if (!point) ++at;
        thousandths += width_of(point.value_or(U'W'));
    }
    return thousandths / 1000.0 * face.size * (face.bold ? margin * bold_margin : margin);
}

std::vector<std::string> wrapped(std::string_view text, Face face, double width, std::size_t lines_max) {
    Lines lines(face, width, lines_max);
    for (std::size_t at = 0; at < text.size() && !lines.full();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) lines.add(text.substr(at, end - at));
        at = end + 1;
    }
    auto made = lines.take();
    if (made.size() > lines_max) {
        made.resize(lines_max);
        auto& last = made.back();
        if (width_of(last + "…", face) > width) last.resize(fitting(last, face, width - face.size * 1.2));
        last += "…";
    }
    return made;
}

}  // namespace wissel::statechart::layout
