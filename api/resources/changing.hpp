#pragma once

#include "api/resources/services.hpp"
#include "engine/base/json_text.hpp"
#include "engine/runtime/work.hpp"
#include "engine/schema/schema.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What every request that changes a case has in common.

namespace wissel::resources {

/// Looks whether the case in the path is there for the caller: before anything of the request is looked at.
[[nodiscard]] Finder case_finder(const Services& services);

/// The body, if it is JSON that fits `schema`; otherwise null, and its faults behind `faults`.
[[nodiscard]] nlohmann::json read_body(
    const Call& call, const schema::Schema& schema, std::vector<Issue>& faults
);

/// The faults of query and Idempotency-Key, behind `faults`; the retry, where there is a sound one.
[[nodiscard]] std::optional<runtime::Retry> read_rest(const Call& call, std::vector<Issue>& faults);

/// Compiles a schema that stands in the code. Throws where it is none.
[[nodiscard]] schema::Schema schema_in_code(const char* text);

/// Runs the command and answers with the case and its new tag. A refusal says more: 412 the events since the
/// version `seen` (`changes`), 409 what the caller can do instead (`possible`). `within`: where the command has what
/// stands at the root of the body, so that faults point into the body.
[[nodiscard]] boost::asio::awaitable<http::Response> change_case(
    const Services& services,
    std::shared_ptr<const Call> call,
    runtime::Command command,
    std::optional<runtime::Retry> retry,
    int status,
    std::int64_t seen,
    std::string_view within = {}
);

}  // namespace wissel::resources
