#pragma once

#include "engine/base/words.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

struct Header {
    std::string name;  ///< lower case in requests
    std::string value;
};

/// One request, after its framing was found sound. Plain data; nothing of Beast is in it.
struct Request {
    Method method = Method::other;
    std::string method_name;           ///< as sent, for what is `other`
    std::string path;                  ///< as sent, up to the `?`
    std::string query;                 ///< as sent, after the `?`; empty without one
    std::vector<Header> headers;       ///< in the order sent
    std::string body;                  ///< empty while `body_too_large`
    bool body_too_large = false;       ///< larger than the route allows; it was not kept
    std::string id;                    ///< the request id: on the answer, in problem details and in the log
    std::string client;                ///< address of who asked; behind a trusted proxy the one it names
    Language language = Language::nl;  ///< what Accept-Language asks for

    /// The value of the first header called `name` (lower case); a view into this request.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

/// The language of texts: the one with the higher quality in `Accept-Language` (RFC 9110, section 12.5.4)
/// among Dutch and English, in the order sent between equals; `*` stands for what is not named. `otherwise`
/// where that decides nothing.
[[nodiscard]] Language language_from(std::string_view accept_language, Language otherwise);

/// Whether an `Accept` value (RFC 9110, section 12.5.1) takes `media_type`; the more specific range decides.
/// An empty list takes all.
[[nodiscard]] bool accepts(std::string_view accept, std::string_view media_type);

/// With which quality an `Accept` value takes `media_type`, in thousandths; 0: not at all.
[[nodiscard]] int quality_in(std::string_view accept, std::string_view media_type);

/// Whether an `Accept-Encoding` value (RFC 9110, section 12.5.3) asks for `coding` and does not like the plain text
/// better. Nobody who sends none is sent anything packed.
[[nodiscard]] bool asks_for_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace wissel::http
