#pragma once

#include "engine/cases/search_index.hpp"
#include "engine/cases/store.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace wissel::store::sqlite {

/// The file that words are searched in. Readers and the index of one register share it.
struct SearchFile {
    std::string path{};  ///< empty: there is none, and a search is refused
    /// Set by a reader that found the file damaged; the index then begins anew.
    std::shared_ptr<std::atomic<bool>> damaged = std::make_shared<std::atomic<bool>>(false);
};

/// How the one file is opened.
struct Settings {
    std::string path;
    /// `FULL` in production. Tests set `NORMAL` to prove that the power-loss simulation would notice.
    std::string synchronous = "FULL";
    std::string vfs;  ///< empty: the system's own
    SearchFile search{};
};

/// Opens (and makes, where there is none) the file for the one writer, and migrates it; a file of an earlier
/// version is copied to `<path>.before-<version>` first. Fails with `conflict`
/// and the slug `newer-schema` on a file of a later version, `not-a-register` on a foreign file,
/// `unavailable` where the folder or file cannot be written.
[[nodiscard]] Result<std::unique_ptr<cases::WriteStore>> open_writer(const Settings& settings);

/// Opens an existing file for reading: `query_only`, and never checkpoints. Close readers before the writer.
[[nodiscard]] Result<std::unique_ptr<cases::ReadStore>> open_reader(const Settings& settings);

/// The index in `settings.search`, over a register that is there. Opens its files at the first step, so that a fault
/// in them keeps nobody from starting.
[[nodiscard]] std::unique_ptr<cases::SearchIndex> make_search_index(const Settings& settings);

}  // namespace wissel::store::sqlite
