#pragma once

#include "engine/base/failure.hpp"

#include <SQLiteCpp/Exception.h>

namespace wissel::store::sqlite {

/// A constraint is a `conflict`; a full disk or a busy file `unavailable`; everything else (I/O errors,
/// corruption) `internal`, after which the store must not be used again.
[[nodiscard]] Failure to_failure(const SQLite::Exception& error);

/// Runs `work`, which returns a Result, and turns what SQLite throws into its failure.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        return std::unexpected(to_failure(error));
    }
}

}  // namespace wissel::store::sqlite
