#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/ids.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace wissel::cases {

/// Somebody who caused an event, in the role that allowed it.
struct Actor {
    Oin organisation;
    std::string role;
    std::string actor;

    bool operator==(const Actor&) const = default;
};

/// The program itself: `timer`, `routing` or `migration`.
struct SystemActor {
    std::string system;

    bool operator==(const SystemActor&) const = default;
};

using By = std::variant<Actor, SystemActor>;

/// A fact in a case's history (design.md, section 6). Never changed, never removed.
struct Event {
    std::int64_t sequence = 0;  ///< over the whole register, from 1, without gaps; 0: not yet given
    CaseId case_id;
    std::int64_t version = 0;  ///< of the case, after this event
    std::string type;
    Instant at;
    By by;
    nlohmann::json data;  ///< an object without floating point; what may one day be erased is sealed

    /// `data` as format 1 writes it, where somebody wrote it already, off the writer's thread; `data` then
    /// needs only what `evolve` reads. Empty otherwise.
    std::string data_text{};

    /// The same fact; whether it was written before makes no difference.
    bool operator==(const Event& other) const {
        return sequence == other.sequence && case_id == other.case_id && version == other.version &&
               type == other.type && at == other.at && by == other.by && data == other.data;
    }
};

/// `data` as format 1 writes it. Throws LogicError on what format 1 cannot hold.
[[nodiscard]] std::string encode_event_data(const nlohmann::json& data);

/// The exact text that is stored, hashed and handed out (format 1): compact JSON, members in the order shown
/// in design.md, those of `data` sorted by code point. Throws LogicError on what format 1 cannot hold.
[[nodiscard]] std::string encode_event(const Event& event);

/// Reads such a text back. Throws LogicError on a text that `encode_event` did not write: the store checks
/// its own content on both sides.
[[nodiscard]] Event decode_event(std::string_view text);

}  // namespace wissel::cases
