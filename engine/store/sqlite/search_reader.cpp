#include "engine/store/sqlite/search_reader.hpp"

#include "engine/store/sqlite/search_file.hpp"
#include "engine/store/sqlite/sqlite_failure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <vector>

namespace wissel::store::sqlite {
namespace {

Failure not_ready() {
    return {
        FailureCode::unavailable,
        {"Er kan nog niet op woorden worden gezocht: de zoekindex wordt opgebouwd. Probeer het over een ogenblik "
         "opnieuw, of zoek zonder q.",
         "Words cannot be searched for yet: the search index is being built. Try again soon, or list without q."},
        {},
        "search-not-ready"};
}

std::string quoted(const std::string& term) {
    std::string text = "\"";
    for (const char letter : term) text += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return text + '"';
}

}  // namespace

std::string match_of(const search::Question& question) {
    std::vector<std::string> clauses;
    for (const auto& clause : search::clauses_of(question)) {
        std::vector<std::string> any;
        for (const auto& term : clause.exactly) any.push_back(quoted(term));
        if (!clause.beginning.empty()) any.push_back(quoted(clause.beginning) + "*");
        clauses.push_back(fmt::format("({})", fmt::join(any, " OR ")));
    }
    return fmt::format("{}", fmt::join(clauses, " AND "));
}

std::optional<FileIdentity> SearchReader::at_path() const {
    return identity_of(file_.path);
}

Result<void> SearchReader::attach() {
    const auto there = at_path();
    if (attached_ && attached_ == there) return {};
    detach();
    if (!there) return std::unexpected(not_ready());
    auto attached = db_.query("ATTACH DATABASE ? AS search");
    attached.text(file_.path).run();
    attached_ = there;
    return {};
}

Result<std::int64_t> SearchReader::known_to() {
    const auto progress = read_progress(db_, "search");
    // The file is removed before what belongs to it: while its path still names it, what was read is its own.
    if (at_path() != attached_) return std::unexpected(not_ready());
    if (!progress || !progress->whole || progress->version != search_version()) return std::unexpected(not_ready());
    // A register that was restored from a backup has another history than the file was made from, until the index
    // notices.
    if (progress->last_event != hash_of_event(db_, progress->through)) return std::unexpected(not_ready());
    return progress->through;
}

Failure SearchReader::failed(const SQLite::Exception& error) {
    const int code = error.getErrorCode();
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return to_failure(error);
    if (says_damaged(code)) *file_.damaged = true;
    detach();
    return not_ready();
}

void SearchReader::detach() {
    if (!attached_) return;
    attached_.reset();
    try {
        db_.execute("DETACH DATABASE search");
    } catch (const SQLite::Exception&) {
        // Then it was not attached any more, or the next ATTACH tells.
    }
}

}  // namespace wissel::store::sqlite
