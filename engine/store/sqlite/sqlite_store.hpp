#pragma once

#include "engine/cases/store.hpp"

#include <memory>
#include <string>

namespace wissel::store::sqlite {

/// How the one file is opened.
struct Settings {
    std::string path;
    /// `FULL` in production. Tests set `NORMAL` to prove that the power-loss simulation would notice.
    std::string synchronous = "FULL";
    std::string vfs;  ///< empty: the system's own
};

/// Opens (and makes, where there is none) the file for the one writer, and migrates it; a file of an earlier
/// version is copied to `<path>.before-<version>` first. Fails with `conflict`
/// and the slug `newer-schema` on a file of a later version, `not-a-register` on a foreign file,
/// `unavailable` where the folder or file cannot be written.
[[nodiscard]] Result<std::unique_ptr<cases::WriteStore>> open_writer(const Settings& settings);

/// Opens an existing file for reading: `query_only`, and never checkpoints. Close readers before the writer.
[[nodiscard]] Result<std::unique_ptr<cases::ReadStore>> open_reader(const Settings& settings);

}  // namespace wissel::store::sqlite
