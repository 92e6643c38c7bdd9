#pragma once

#include "engine/base/failure.hpp"
#include "engine/search/question.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "engine/store/sqlite/search_file.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wissel::store::sqlite {

/// The table with the terms of the cases, as a reader's connection knows it.
inline constexpr const char* found_table = "search.found";

/// The question in the language of FTS5: terms of letters and digits, quoted, with our AND and OR between them.
[[nodiscard]] std::string match_of(const search::Question& question);

/// The search file as one reader's connection sees it: attached as `search`, for as long as it is the file that its
/// path names. Belongs to the thread of the connection. Failures are `unavailable`, with the slug `search-not-ready`.
class SearchReader {
public:
    SearchReader(Connection& db, SearchFile file) : db_(db), file_(std::move(file)) {}

    /// Sees to it that the file is attached. Outside a transaction.
    [[nodiscard]] Result<void> attach();

    /// The sequence up to which cases are found by their words. The first thing that is read in a transaction: the
    /// index is then never ahead of what the transaction sees of the register.
    [[nodiscard]] Result<std::int64_t> known_to();

    /// What an error of SQLite means that came up while the file was read. Outside a transaction.
    [[nodiscard]] Failure failed(const SQLite::Exception& error);

private:
    [[nodiscard]] std::optional<FileIdentity> at_path() const;
    void detach();

    Connection& db_;
    SearchFile file_;
    std::optional<FileIdentity> attached_;
};

}  // namespace wissel::store::sqlite
