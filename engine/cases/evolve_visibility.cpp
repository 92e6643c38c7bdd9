#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>

// Who may see the case, as the events have it: nothing is reckoned here.

namespace wissel::cases {
namespace {

using nlohmann::json;

Hearing begun(const json& told, Instant at) {
    Hearing hearing;
    hearing.holders = told.at("holders").get<std::vector<Oin>>();
    hearing.started_at = at;
    // Nobody was to be asked.
    hearing.over = !told.contains("endsAt");
    if (hearing.over) return hearing;
    hearing.within = told.at("within").get<std::string>();
    hearing.calendar = told.at("calendar").get<std::string>();
    hearing.basis = told.at("basis").get<std::string>();
    hearing.ends_at = decode_instant(told.at("endsAt"));
    return hearing;
}

}  // namespace

void invite(CaseState& state, const json& data, Instant at) {
    if (data.contains("invited")) {
        for (const auto& oin : data.at("invited")) insert_sorted(state.viewers, oin.get<std::string>());
    }
    auto& hearing = state.visibility.hearing;
    if (data.contains("hearing")) hearing = begun(data.at("hearing"), at);
    // Who is named as a holder while others are heard is heard with them.
    if (data.contains("asked")) {
        ensure(hears(state), "somebody is asked beside others only while those are heard");
        for (const auto& oin : data.at("asked")) insert_sorted(hearing->holders, oin.get<std::string>());
    }
}

void on_visibility(CaseState& state, const Event& event) {
    const json& data = event.data;
    VisibilityState& visibility = state.visibility;
    const auto chosen = read_visibility(data.at("chosen").get_ref<const std::string&>());
    ensure(chosen.has_value(), "a case is visible in a way that this program knows");
    visibility.chosen = *chosen;
    visibility.ground = text_in(data, "ground");
    visibility.review_on = text_in(data, "reviewOn");
    visibility.review_at.reset();
    if (data.contains("reviewAt")) visibility.review_at = decode_instant(data.at("reviewAt"));
    invite(state, data, event.at);
    const auto because = data.at("because").get<std::string>();
    if (hears(state)) {
        if (data.contains("hearingEndsAt")) {
            visibility.hearing->ends_at = decode_instant(data.at("hearingEndsAt"));
        } else if (because == "chosen") {
            // Whoever cannot see the case cannot be heard on it: that begins anew once he can.
            visibility.hearing.reset();
        } else {
            visibility.hearing->over = true;
        }
    }
    ensure(code_of(visibility.now()) == data.at("now"), "an event says who may see the case from then on");
    if (because == "chosen") {
        std::erase_if(state.signals, [](const Signal& signal) { return signal.about == about_review; });
    }
    keep_note(state, event, event.type);
}

void on_holder_silent(CaseState&, const Event&) {
    // The history tells it; that the case opens is an event of its own.
}

}  // namespace wissel::cases
