#include "engine/store/sqlite/sqlite_failure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace wissel::store::sqlite {

Failure to_failure(const SQLite::Exception& error) {
    switch (error.getErrorCode()) {
        case SQLITE_CONSTRAINT:
            return {
                FailureCode::conflict,
                {"Dit botst met wat er al staat.",
                 std::string("This collides with what is there: ") + error.what()},
                {},
                {}};
        case SQLITE_FULL:
            return {
                FailureCode::unavailable,
                {"De schijf is vol; probeer het later opnieuw.", "The disk is full; try again later."},
                {},
                "storage-full"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {
                FailureCode::unavailable,
                {"Het register is bezet; probeer het opnieuw.", "The register is busy; try again."},
                {},
                {}};
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {
                FailureCode::unavailable,
                {"Het bestand van het register kan niet geschreven worden.",
                 std::string("The file of the register cannot be written: ") + error.what()},
                {},
                "unwritable"};
        default:
            return {
                FailureCode::internal,
                {"De opslag geeft een fout.",
                 // The extended code says which call failed, where the words say "disk I/O error" for all.
                 fmt::format("The storage failed: {} ({})", error.what(), error.getExtendedErrorCode())},
                {},
                {}};
    }
}

}  // namespace wissel::store::sqlite
