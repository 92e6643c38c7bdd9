#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WISSEL_HEAP_IS_SANITIZED 1
#else
#define WISSEL_HEAP_IS_SANITIZED 0
#endif

namespace wissel::test {

/// How often something was taken from the heap so far, in the whole program. A sanitizer has replaced the
/// operator that counts it; there it stays 0.
[[nodiscard]] std::size_t taken_from_heap();

}  // namespace wissel::test
