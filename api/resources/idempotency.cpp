#include "api/resources/idempotency.hpp"

#include "engine/base/sha256.hpp"

#include <algorithm>
#include <string_view>

namespace wissel::resources {
namespace {

constexpr std::size_t key_max = 255;

bool visible(char c) {
    return c > 0x20 && c < 0x7f;
}

}  // namespace

Result<std::optional<runtime::Retry>> read_retry(const Call& call) {
    const auto& headers = call.request.headers;
    const auto is_key = [](const http::Header& header) { return header.name == "idempotency-key"; };
    const auto count = std::count_if(headers.begin(), headers.end(), is_key);
    if (count == 0) return std::nullopt;
    const std::string_view key = std::find_if(headers.begin(), headers.end(), is_key)->value;
    if (count > 1 || key.empty() || key.size() > key_max || !std::all_of(key.begin(), key.end(), visible)) {
        return fail_invalid(
            {{"Idempotency-Key",
              "format",
              {"Een Idempotency-Key heeft 1 tot en met 255 zichtbare ASCII-tekens en staat er eenmaal.",
               "An Idempotency-Key has 1 to 255 visible ASCII characters and stands here once."},
              Issue::Place::header}}
        );
    }
    const auto& principal = call.caller();
    // Parts are kept apart by a byte that none of them can hold.
    constexpr std::string_view gap("\0", 1);
    return runtime::Retry{
        sha256(
            {principal.organisation,
             gap,
             principal.actor,
             gap,
             call.request.method_name,
             gap,
             call.request.path,
             gap,
             key}
        ),
        sha256({call.request.query, gap, call.request.body})};
}

}  // namespace wissel::resources
