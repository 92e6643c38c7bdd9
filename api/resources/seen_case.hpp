#pragma once

#include "api/resources/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <variant>

namespace wissel::resources {

/// The case that stands in the path, as far as the caller may see it; otherwise the answer to give instead.
using SeenCase = std::variant<cases::CaseView, http::Response>;
[[nodiscard]] boost::asio::awaitable<SeenCase> seen_case(
    const Services& services, std::shared_ptr<const Call> call
);

/// The same for a document that takes no parameters.
[[nodiscard]] boost::asio::awaitable<SeenCase> read_case(
    const Services& services, std::shared_ptr<const Call> call
);

}  // namespace wissel::resources
