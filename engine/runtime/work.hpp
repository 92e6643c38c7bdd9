#pragma once

#include "engine/cases/extend_term.hpp"
#include "engine/cases/fire_timers.hpp"
#include "engine/cases/hand_over.hpp"
#include "engine/cases/move_case.hpp"
#include "engine/cases/route_case.hpp"
#include "engine/cases/set_visibility.hpp"
#include "engine/cases/store.hpp"
#include "engine/cases/submit.hpp"
#include "engine/cases/talk.hpp"

#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace wissel::runtime {

/// "Make a key."
struct CreateKey {
    cases::Principal by;
    cases::KeyRequest request;
};

/// "This key must not work any more."
struct RevokeKey {
    cases::Principal by;
    std::string prefix;
};

using Command = std::variant<
    cases::SubmitReport,
    cases::RouteCase,
    cases::MoveCase,
    cases::HandOver,
    cases::Say,
    cases::ExtendTerm,
    cases::SetVisibility,
    cases::FireTimers,
    CreateKey,
    RevokeKey>;

/// What a command came to, for whoever words the answer.
struct CaseOpened {
    cases::CaseView view;
    std::string decision;  ///< what the routing table said of the report, in full: JSON text
};
struct CaseChanged {
    cases::CaseView view;
};
struct TimersFired {
    cases::CaseId case_id;
};
struct KeyCreated {
    cases::FreshKey fresh;
};
struct KeyRevoked {
    std::string prefix;
};
using Done = std::variant<CaseOpened, CaseChanged, TimersFired, KeyCreated, KeyRevoked>;

/// The caller's promise that a retry is the same request (design.md, section 7).
struct Retry {
    Digest key;          ///< over organisation, actor, method, path and Idempotency-Key
    Digest fingerprint;  ///< over body and query
};

/// What an answered command comes back as.
struct Reply {
    cases::KeptAnswer answer;
    bool replayed = false;  ///< it is the first answer to the same request, given again
    std::optional<Done>
        unworded;  ///< what was done, where `Work::words_itself` left the wording to the caller
};

/// One command on its way through the writer lane. `render` words the answer; it runs on the writer's thread,
/// inside the transaction, where the answer is kept with what it answers. `done` is called exactly once,
/// after the COMMIT (or the refusal), on the writer's thread: it must only hand the reply on.
struct Work {
    Command command;
    std::optional<Retry> retry;
    std::function<cases::KeptAnswer(const Done&)> render;
    std::move_only_function<void(Result<Reply>)> done;

    /// Where no answer has to be kept, the caller words it himself, off the writer's thread.
    bool words_itself = false;
};

}  // namespace wissel::runtime
