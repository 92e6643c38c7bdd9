#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wissel::http {

/// Finds where the head of a request ends, in bytes that come in pieces, and refuses it at the first byte
/// that no head may have. Beast does not tell afterwards: it joins folded lines and lets some of these
/// through, where the next program on the way may read two requests. Each byte is looked at once.
///
/// A fault is: a control character other than a tab, a byte that is no ASCII, a CR or LF that is not in a
/// pair with the other, and a line that begins with white space (a folded one, say).
class HeadScan {
public:
    enum class Found : std::uint8_t { more, end, fault };

    /// `text` begins where the request begins and has grown since the last call. One empty line before the
    /// request line is let through (RFC 9112, section 2.2).
    [[nodiscard]] Found look(std::string_view text);

    /// Where the request line begins, and where the byte after the empty line stands; once the end was found.
    [[nodiscard]] std::size_t begin() const { return begin_; }
    [[nodiscard]] std::size_t end() const { return at_; }

    /// Whether the request line is there as a whole.
    [[nodiscard]] bool has_request_line() const { return lines_ > 0; }

private:
    [[nodiscard]] Found end_line();

    std::size_t begin_ = 0;
    std::size_t line_ = 0;  ///< where the line under way begins
    std::size_t at_ = 0;    ///< all before it was looked at
    std::size_t lines_ = 0;
};

}  // namespace wissel::http
