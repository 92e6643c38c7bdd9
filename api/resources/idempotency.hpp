#pragma once

#include "api/resources/router.hpp"
#include "engine/base/failure.hpp"
#include "engine/runtime/work.hpp"

#include <optional>

namespace wissel::resources {

/// The `Idempotency-Key` of a call: 1 to 255 visible ASCII characters, once. No value: it has none. Fails
/// (`invalid`) where it is malformed.
[[nodiscard]] Result<std::optional<runtime::Retry>> read_retry(const Call& call);

}  // namespace wissel::resources
