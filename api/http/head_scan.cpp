#include "api/http/head_scan.hpp"

namespace wissel::http {
namespace {

bool is_ordinary(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7f) || c == '\t';
}

}  // namespace

HeadScan::Found HeadScan::look(std::string_view text) {
    while (at_ < text.size()) {
        const char c = text[at_];
        if (is_ordinary(c)) {
            if (at_ == line_ && (c == ' ' || c == '\t')) return Found::fault;
            ++at_;
            continue;
        }
        if (c != '\r') return Found::fault;
        if (at_ + 1 == text.size()) return Found::more;
        if (text[at_ + 1] != '\n') return Found::fault;
        if (const Found found = end_line(); found != Found::more) return found;
    }
    return Found::more;
}

/// At the CR of a pair.
HeadScan::Found HeadScan::end_line() {
    const bool empty = at_ == line_;
    at_ += 2;
    line_ = at_;
    if (!empty) {
        ++lines_;
        return Found::more;
    }
    if (lines_ > 0) return Found::end;
    if (begin_ > 0) return Found::fault;
    begin_ = at_;
    return Found::more;
}

}  // namespace wissel::http
