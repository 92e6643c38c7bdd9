#include "engine/store/sqlite/safety_copy.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace wissel::store::sqlite {
namespace {

std::string free_path(const std::string& wanted) {
    std::string path = wanted;
    for (int attempt = 1; std::filesystem::exists(path); ++attempt)
        path = fmt::format("{}.{}", wanted, attempt);
    return path;
}

constexpr const char* check = "PRAGMA quick_check(1)";

bool is_sound(Connection& connection) {
    auto told = connection.query(check);
    return told.next() && told.text_at(0) == "ok";
}

bool is_sound_copy(const std::string& path, const std::string& vfs) {
    SQLite::Database copy(path, SQLite::OPEN_READONLY, 0, vfs);
    return copy.execAndGet(check).getString() == "ok";
}

/// A copy in the making. Its name says so, in case the process dies; what is not finished goes.
class Part {
public:
    explicit Part(const std::string& path) : path_(path + ".part") { remove(); }
    ~Part() { remove(); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    void remove() const {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
        std::filesystem::remove(path_ + "-journal", ignored);
    }

    std::string path_;
};

}  // namespace

Result<void> make_safety_copy(Connection& connection, const Settings& settings, std::int64_t version) {
    // Copying a damaged file can fail in ways that look like something else, such as a full disk.
    if (!is_sound(connection)) {
        return fail(
            FailureCode::internal,
            {"Het bestand van het register is beschadigd; er is niets bijgewerkt. Zet een back-up terug.",
             "The file of the register is damaged; nothing was migrated. Restore a backup."}
        );
    }
    const std::string wanted = fmt::format("{}.before-{}", settings.path, version);
    const Part part(wanted);
    connection.query("VACUUM INTO ?").text(part.path()).run();
    if (!is_sound_copy(part.path(), settings.vfs)) {
        return fail(
            FailureCode::internal,
            {"De kopie van het register is niet gaaf; er is niets bijgewerkt.",
             "The copy of the register is not sound; nothing was migrated."}
        );
    }
    std::error_code error;
    std::filesystem::rename(part.path(), free_path(wanted), error);
    if (error) {
        return fail(
            FailureCode::unavailable,
            {fmt::format("De kopie van het register is niet te plaatsen: {}.", error.message()),
             fmt::format("The copy of the register cannot be put in place: {}.", error.message())},
            "unwritable"
        );
    }
    return {};
}

}  // namespace wissel::store::sqlite
