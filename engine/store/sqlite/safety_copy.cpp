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

bool is_sound(const std::string& path, const std::string& vfs) {
    SQLite::Database copy(path, SQLite::OPEN_READONLY, 0, vfs);
    return copy.execAndGet("PRAGMA quick_check(1)").getString() == "ok";
}

/// Removes a copy that nobody may take for a good one.
class Unproven {
public:
    explicit Unproven(const std::string& path) : path_(path) {}
    ~Unproven() {
        std::error_code ignored;
        if (!proven_) std::filesystem::remove(path_, ignored);
    }
    Unproven(const Unproven&) = delete;
    Unproven& operator=(const Unproven&) = delete;

    void prove() { proven_ = true; }

private:
    const std::string& path_;
    bool proven_ = false;
};

}  // namespace

Result<void> make_safety_copy(Connection& connection, const Settings& settings, std::int64_t version) {
    const std::string path = free_path(fmt::format("{}.before-{}", settings.path, version));
    Unproven copy(path);
    connection.query("VACUUM INTO ?").text(path).run();
    if (!is_sound(path, settings.vfs)) {
        return fail(
            FailureCode::internal,
            {"De kopie van het register is niet gaaf; er is niets bijgewerkt.",
             "The copy of the register is not sound; nothing was migrated."}
        );
    }
    copy.prove();
    return {};
}

}  // namespace wissel::store::sqlite
