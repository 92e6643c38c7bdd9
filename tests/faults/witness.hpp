#pragma once

#include "engine/cases/store.hpp"

#include <string>
#include <vector>

// What a process whose disk will lose power tells the one that outlives it: before each COMMIT what it tries,
// after it that it was kept. The pipe between the two is the client who got an answer.

namespace wissel::faults {

/// A case begins with `reported` and `routed`.
inline constexpr std::int64_t events_when_opened = 2;

struct Deed {
    enum class Kind : std::uint8_t { case_opened, key_added, key_revoked };

    Kind kind;
    std::string name;           ///< the id of the case, the prefix of the key
    std::int64_t sequence = 0;  ///< of the case's last event; 0 for keys
    Digest content{};           ///< over all that the register must hold of it

    bool operator==(const Deed&) const = default;
};

struct Batch {
    std::vector<Deed> deeds;
    bool acknowledged = false;
};

/// Over the state, the texts behind its seals, and the answer kept for a retry (empty where none is).
[[nodiscard]] Digest content_of_case(const cases::CaseView& view, const std::string& kept_answer);
[[nodiscard]] Digest content_of_key(const cases::ApiKey& key);

/// The end of the pipe in the process that loses power.
class Witness {
public:
    explicit Witness(int pipe) : pipe_(pipe) {}

    void tries(const std::vector<Deed>& deeds);
    void kept();

private:
    void tell(const std::string& text) const;

    int pipe_;
};

/// Listens until the other end is gone.
[[nodiscard]] std::vector<Batch> hear_out(int pipe);

}  // namespace wissel::faults
