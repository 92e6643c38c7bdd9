#include "engine/store/sqlite/rows.hpp"

#include "engine/base/ensure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::store::sqlite {

ViewerRows viewer_rows(const cases::Scope& scope) {
    const std::string own = scope.organisation().value_or(std::string());
    return {own, scope.sees_open() ? everybody : own};
}

std::int64_t to_integer(Instant instant) {
    return instant.time_since_epoch().count();
}

Instant to_instant(std::int64_t milliseconds) {
    return Instant{std::chrono::milliseconds{milliseconds}};
}

Digest to_digest(std::string_view bytes) {
    Digest digest{};
    ensure(bytes.size() == digest.size(), "a stored digest has 32 bytes");
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

std::vector<cases::ApiKey> read_keys(Connection& connection) {
    std::vector<cases::ApiKey> keys;
    auto rows = connection.query(
        "SELECT prefix, hash, organisation, roles, label, created_at, created_by, revoked_at FROM api_keys "
        "ORDER BY "
        "created_at, prefix"
    );
    while (rows.next()) {
        keys.push_back(
            {rows.text_at(0),
             to_digest(rows.text_at(1)),
             rows.text_at(2),
             nlohmann::json::parse(rows.text_at(3)).get<std::vector<std::string>>(),
             rows.text_at(4),
             to_instant(rows.integer_at(5)),
             rows.text_at(6),
             rows.null_at(7) ? std::nullopt : std::optional(to_instant(rows.integer_at(7)))}
        );
    }
    return keys;
}

std::vector<cases::SealedValue> read_sealed(Connection& connection, std::int64_t case_key) {
    std::vector<cases::SealedValue> sealed;
    auto rows = connection.query("SELECT uuid, salt, value FROM sealed WHERE case_id = ? ORDER BY uuid");
    rows.integer(case_key);
    while (rows.next()) {
        const auto id = Uuid::from_bytes(rows.text_at(0));
        ensure(id.has_value(), "a sealed value's id has 16 bytes");
        sealed.push_back({cases::SealedId(*id), rows.text_at(1), rows.text_at(2)});
    }
    return sealed;
}

}  // namespace wissel::store::sqlite
