#include "engine/cases/effects.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/route_choice.hpp"
#include "engine/cases/term_effects.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/who.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// The actions by which a leg says how it stands, and the status that each is.
const std::map<std::string_view, std::string_view>& leg_reports() {
    static const std::map<std::string_view, std::string_view> all = {
        {"legAccepted", leg_status::running},
        {"legRefused", leg_status::refused},
        {"legHandedBack", leg_status::handed_back},
        {"legDone", leg_status::done},
    };
    return all;
}

void put_text(json& data, const char* name, const json& params, const char* from) {
    if (const auto text = text_in(params, from); !text.empty()) data[name] = text;
}

json names_of(const statechart::Definition& machine, const statechart::StateSet& states) {
    json names = json::array();
    for (auto at = states.first(); at != statechart::no_state; at = states.next(at + 1U))
        names.push_back(machine.name_of(at));
    return names;
}

}  // namespace

Effects::Effects(
    Course& course,
    Course::Step& step,
    const Happening& happening,
    const std::optional<LegId>& leg,
    const Leg* begun
)
    : course_(course), step_(step), happening_(happening), leg_id_(leg), begun_(begun) {
    read_status();
}

const Leg* Effects::leg() const {
    return leg_id_ ? course_.state().find(*leg_id_) : nullptr;
}

void Effects::add(const char* type, json data) {
    course_.add(type, happening_.by, std::move(data));
}

/// Who stands behind this as an owner: the person, or where the program acts the one who answers for the case.
Owner Effects::by_owner() const {
    if (const auto* actor = std::get_if<Actor>(&happening_.by)) return {actor->organisation, actor->role};
    const Leg* own = leg();
    return own == nullptr ? course_.state().owner : own->owner;
}

void Effects::read_status() {
    if (!leg_id_) return;
    for (const auto& effect : step_.told.effects) {
        const auto report = leg_reports().find(effect.action->type);
        if (report == leg_reports().end()) continue;
        status_ = report->second;
        to_lifecycle_ = report->first;
        told_of_leg_ = effect.params;
    }
    const bool ended = step_.machine.status == statechart::Machine::Status::done;
    if (ended && (status_.empty() || status_ == leg_status::running)) status_ = leg_status::done;
}

json Effects::started() const {
    json data = {
        {"route", begun_->route},
        {"beside", begun_->beside},
        {"overlay", begun_->overlay},
        {"sender", encode_owner(begun_->sender)}};
    if (!begun_->ministry.empty()) data["ministry"] = begun_->ministry;
    if (!begun_->referral.empty()) data["referral"] = begun_->referral;
    if (begun_->started_by) data["startedBy"] = begun_->started_by->str();
    return data;
}

json Effects::transition() {
    const auto& machine = step_.workflow->machine();
    json taken = json::array();
    for (const auto transition : step_.told.transitions) taken.push_back(machine.transitions[transition].pointer);
    json data = json::object();
    data["leg"] = encode_leg_id(leg_id_);
    data["workflow"] = machine.id;
    data["event"] = happening_.event.empty() ? json() : json(happening_.event);
    data["from"] = step_.from;
    data["to"] = statechart::configuration_of(machine, step_.machine);
    data["taken"] = std::move(taken);
    data["passed"] = names_of(machine, step_.told.entered);
    if (begun_ != nullptr) data["started"] = started();
    if (!status_.empty()) data["status"] = status_;
    put_form(data);

    foresee_leg(data);
    const auto standing = standing_of(
        step_.workflow->workflow,
        step_.machine,
        course_.state(),
        after_ ? &*after_ : nullptr,
        course_.surroundings().organisations
    );
    put_turns(data, standing);
    put_terms_of(data, standing);
    data["snapshot"] = statechart::snapshot_of(machine, step_.machine);
    if (!leg_id_) put_closing(data);
    put_hearing(data);
    if (after_ && after_->open()) put_owner(data, standing);
    return data;
}

/// How the leg will be once this is folded in: what its workflow says of where it stands depends on that.
void Effects::foresee_leg(json& data) {
    if (!leg_id_) return;
    const Leg& known = begun_ == nullptr ? *leg() : *begun_;
    after_ = known;
    if (begun_ != nullptr) data["status"] = after_->status;
    if (!status_.empty()) after_->status = status_;
    if (status_ == leg_status::running) {
        after_->organisation = by_owner().organisation;
        data["organisation"] = after_->organisation;
    }
    for (const auto& effect : step_.told.effects) {
        if (effect.action->type == "address")
            after_->addressees = texts_in(effect.params, "organisations");
    }
    if (begun_ != nullptr || after_->addressees != known.addressees) data["addressees"] = after_->addressees;
    put_text(data, "code", told_of_leg_, "code");
    put_text(data, "outcome", told_of_leg_, "outcome");
}

void Effects::put_turns(json& data, const Standing& standing) const {
    json turns = json::array();
    for (const auto& turn : standing.turns) {
        json told = json::object();
        told["kind"] = turn.kind;
        told["role"] = turn.role;
        if (!turn.organisation.empty()) told["organisation"] = turn.organisation;
        turns.push_back(std::move(told));
    }
    data["turns"] = std::move(turns);
    if (!standing.invited.empty()) data["invited"] = standing.invited;
}

/// The holders see the case, and are heard, once it is out of triage: offered to a route, or closed for another reason
/// than that everybody took the report back. Whoever may not see it cannot be heard on it.
void Effects::put_hearing(json& data) const {
    const bool offered = begun_ != nullptr && !begun_->overlay;
    const auto closed_as = text_in(data, "closedAs");
    const bool closed = !closed_as.empty() && closed_as != "withdrawn";
    if (!offered && !closed) return;
    const CaseState& state = course_.state();
    const auto& around = course_.surroundings();
    for (const auto& holder : holders_of(state, around.organisations)) {
        if (!std::binary_search(state.viewers.begin(), state.viewers.end(), holder)) data["invited"].push_back(holder);
    }
    if (state.visibility.hearing || state.visibility.chosen == Visibility::confidential) return;
    data["hearing"] = begin_hearing(state, around.organisations, around.now, around.almanac);
    const bool opens = !data["hearing"].contains("endsAt") && state.visibility.chosen == Visibility::open;
    if (opens) data["visibility"] = code_of(Visibility::open);
}

void Effects::put_terms_of(json& data, const Standing& standing) {
    const CaseState& state = course_.state();
    const Leg* own = leg();
    const MachineState* before = nullptr;
    if (own != nullptr) before = &own->machine;
    if (!leg_id_ && state.lifecycle) before = &*state.lifecycle;
    const auto* actor = std::get_if<Actor>(&happening_.by);
    const auto* system = std::get_if<SystemActor>(&happening_.by);
    put_terms(
        data,
        {step_.workflow->machine(),
         step_.machine,
         step_.told,
         standing,
         before,
         own != nullptr && own->waiting.has_value(),
         actor != nullptr && actor->role == roles::coordinator,
         system != nullptr && system->system == "timer",
         course_.surroundings().now,
         course_.surroundings().almanac}
    );
}

void Effects::put_closing(json& data) const {
    for (const auto& effect : step_.told.effects) {
        if (effect.action->type == "closeCase") data["closedAs"] = text_in(effect.params, "as");
    }
}

/// Whose turn it is from now on: at once within the organisation that has the leg, otherwise it is offered.
void Effects::put_owner(json& data, const Standing& standing) {
    Leg& leg = *after_;
    if (begun_ != nullptr || status_ == leg_status::running) {
        // It begins with whoever offered it, or with whoever accepted it.
        if (begun_ == nullptr) leg.owner = by_owner();
        data["owner"] = encode_owner(leg.owner);
    }
    if (standing.owner.empty()) return;
    const Meant meant = meant_by(standing.owner, course_.state(), &leg, course_.surroundings().organisations);
    vacant_ = meant.vacant;
    offer_lapsed_ = begun_ == nullptr && leg.offer && leg.offer->stands_in_for.empty() &&
                    std::find(meant.who.begin(), meant.who.end(), leg.offer->to) == meant.who.end();
    if (meant.who.empty() || meant.who.front() == leg.owner) return;
    const Owner& next = meant.who.front();
    const bool within = next.organisation == leg.owner.organisation || next.organisation == leg.organisation;
    if (within || meant.vacant || leg.overlay || leg.status == leg_status::offered) {
        data["owner"] = encode_owner(next);
    } else if (!leg.offer || leg.offer->to != next) {
        offer_to_ = next;
    }
}

/// What was filled in: codes and dates as facts, the rest sealed.
void Effects::put_form(json& data) {
    if (!happening_.data.is_object() || happening_.data.empty()) return;
    for (const auto transition : step_.told.transitions) {
        const auto& form = step_.workflow->workflow.transitions[transition].form;
        if (form.is_null()) continue;
        FormParts parts = split_form(happening_.data, form);
        if (!parts.facts.empty()) data["facts"] = std::move(parts.facts);
        if (!parts.texts.is_null()) data["seals"] = {{"texts", course_.seal_away(parts.texts.dump())}};
        break;
    }
    if (!happening_.not_bsn.empty()) data["confirmedNotBsn"] = happening_.not_bsn;
}

Result<void> Effects::carry_out() {
    if (vacant_) {
        const auto coordinators =
            meant_by(roles::coordinator, course_.state(), leg(), course_.surroundings().organisations).who;
        course_.signal(leg_id_, "roleVacant", happening_.by, coordinators);
    }
    if (offer_lapsed_) add("ownerWithdrawn", {{"leg", encode_leg_id(leg_id_)}});
    if (offer_to_) {
        add("ownerOffered",
            {{"leg", encode_leg_id(leg_id_)},
             {"to", encode_owner(*offer_to_)},
             {"from", encode_owner(leg()->owner)}});
    }
    for (const auto& effect : step_.told.effects) {
        // One without parameters tells none.
        const json params = effect.params.is_object() ? effect.params : json::object();
        const Carry carry = carrier_of(effect.action->type);
        // `log` and the like are for whoever replays a machine.
        if (carry == nullptr) continue;
        if (auto done = (this->*carry)(params); !done) return done;
    }
    const Leg* own = leg();
    if (own != nullptr && !own->open() && own->started_by) {
        const json outcome = own->outcome.empty() ? json() : json(own->outcome);
        course_.queue_.push_back(
            {own->started_by,
             "besideEnded",
             {{"route", own->route}, {"outcome", outcome}},
             nullptr,
             SystemActor{"workflow"}}
        );
    }
    return {};
}

}  // namespace wissel::cases
