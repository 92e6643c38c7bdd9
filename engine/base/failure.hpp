#pragma once

#include "engine/base/words.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <vector>

// How expected outcomes that are no success travel: in the return type. An exception is a broken promise of
// the program (see ensure.hpp) or of a library, and the latter stops at the adapter that called it.

namespace wissel {

/// What kind of refusal it is. The API maps each to one HTTP status (api/http/problem.cpp).
enum class FailureCode : std::uint8_t {
    invalid,      ///< the input is wrong; `issues` says where
    forbidden,    ///< the caller's role may not do this on what it may see
    not_found,    ///< absent, or not to be seen: the caller cannot tell which
    conflict,     ///< the state does not allow it now
    stale,        ///< somebody else changed it since it was read
    unavailable,  ///< try again later: full queue, full disk, busy database
    bug,          ///< a broken promise of ours in this one request; nothing of it is told to the caller
    internal,     ///< the storage failed, and must not be used again; nothing of it is told either
};

/// One fault in an input.
struct Issue {
    enum class Place : std::uint8_t { pointer, parameter, header };

    std::string path;  ///< JSON Pointer (RFC 6901) into the body, or the name of a parameter or header
    std::string code;  ///< stable word for programs, such as `required`
    Words message;     ///< for people
    Place place = Place::pointer;

    bool operator==(const Issue&) const = default;
};

struct Failure {
    FailureCode code = FailureCode::internal;
    Words message;
    std::vector<Issue> issues;
    std::string slug;  ///< which problem type (`/problems/<slug>`); empty: the one that belongs to `code`
};

template <class T>
using Result = std::expected<T, Failure>;

/// `return fail(FailureCode::conflict, {"…", "…"});`
[[nodiscard]] inline std::unexpected<Failure> fail(FailureCode code, Words message, std::string slug = {}) {
    return std::unexpected(Failure{code, std::move(message), {}, std::move(slug)});
}

/// Wraps faults of an input; `issues` is not empty.
[[nodiscard]] inline std::unexpected<Failure> fail_invalid(std::vector<Issue> issues) {
    return std::unexpected(Failure{
        FailureCode::invalid,
        {"De invoer klopt niet. Bij elke fout staat waar en waarom.",
         "The input is not valid. Each fault says where and why."},
        std::move(issues),
        {}});
}

/// Hands on the failure of another Result.
template <class T>
[[nodiscard]] std::unexpected<Failure> fail_as(Result<T>& failed) {
    return std::unexpected(std::move(failed.error()));
}

}  // namespace wissel
