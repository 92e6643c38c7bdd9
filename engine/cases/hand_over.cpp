#include "engine/cases/hand_over.hpp"

#include "engine/cases/course.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/move_case.hpp"
#include "engine/cases/who.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

class Judge {
public:
    Judge(const HandOver& command, const CaseState& state, Surroundings& surroundings)
        : command_(command), state_(state), surroundings_(surroundings), faults_(command.faults) {}

    Result<Decision> decide() {
        if (command_.if_version != state_.version) return stale_case(state_, command_.if_version);
        find_leg();
        check_input();
        if (!faults_.empty()) return fail_invalid(std::move(faults_));
        if (auto allowed = check_allowed(); !allowed) return fail_as(allowed);
        if (auto fits = check_state(); !fits) return fail_as(fits);
        Course course(state_, surroundings_);
        write(course);
        return std::move(course).done();
    }

private:
    void find_leg() {
        if (!command_.leg) return;
        const auto id = LegId::parse(*command_.leg);
        leg_ = id ? state_.find(*id) : nullptr;
        if (leg_ != nullptr) return;
        faults_.push_back(
            {"/leg",
             "unknownLeg",
             {"Dit knelpunt heeft geen traject met dit id (zie legs).",
              "This case has no leg with this id (see legs)."}}
        );
    }

    void check_input() {
        if (command_.action == HandOverAction::offer && !command_.to.organisation.empty()) check_receiver();
        const json texts = {{"reason", command_.reason}};
        for (auto& issue : check_texts(texts, "", command_.not_bsn)) faults_.push_back(std::move(issue));
    }

    void check_receiver() {
        const auto* to = surroundings_.organisations.find(command_.to.organisation);
        if (to == nullptr) {
            return faults_.push_back(
                {"/to/organisation",
                 "unknownOrganisation",
                 {"Deze organisatie doet niet mee (zie /v1/organisations).",
                  "This organisation takes no part (see /v1/organisations)."}}
            );
        }
        const bool holds = std::any_of(to->roles.begin(), to->roles.end(), [this](const RoleHeld& held) {
            return held.role == command_.to.role;
        });
        if (holds) return;
        faults_.push_back(
            {"/to/role",
             "roleNotHeld",
             {"Deze organisatie heeft die rol niet (zie /v1/organisations).",
              "This organisation does not hold that role (see /v1/organisations)."}}
        );
    }

    const Owner& owner() const { return leg_ == nullptr ? state_.owner : leg_->owner; }
    const std::optional<Offer>& offer() const { return leg_ == nullptr ? state_.offer : leg_->offer; }
    bool open() const { return leg_ == nullptr ? !state_.closed() : leg_->open(); }

    /// The role in which the caller may do this; empty: none.
    std::string role() const {
        const auto& by = command_.by;
        switch (command_.action) {
            case HandOverAction::offer:
            case HandOverAction::withdraw:
                if (is_owner(by, owner())) return owner().role;
                return by.has(roles::coordinator) ? std::string(roles::coordinator) : std::string();
            case HandOverAction::accept:
            case HandOverAction::refuse:
                break;
        }
        return offer() && is_owner(by, offer()->to) ? offer()->to.role : std::string();
    }

    Result<void> check_allowed() {
        const bool answers =
            command_.action == HandOverAction::accept || command_.action == HandOverAction::refuse;
        // Without an offer nobody could be meant: that is a matter of the state.
        if (!role().empty() || (answers && !offer())) return {};
        if (answers) {
            return fail(
                FailureCode::forbidden,
                {"Alleen aan wie het is aangeboden kan het aanvaarden of weigeren.",
                 "Only whom it was offered to can accept or refuse it."}
            );
        }
        return fail(
            FailureCode::forbidden,
            {"Alleen wie het nu heeft, of een coördinator, biedt het aan of trekt dat in.",
             "Only whoever holds it now, or a coordinator, offers it or takes the offer back."}
        );
    }

    Result<void> check_state() {
        if (!open()) {
            return conflict(
                {"Dit is afgerond; er valt niets over te dragen.",
                 "This has ended; there is nothing to hand over."}
            );
        }
        if (command_.action == HandOverAction::offer) {
            if (leg_ != nullptr && leg_->status == leg_status::offered) {
                return conflict(
                    {"Dit traject is nog aangeboden; er is nog niemand die het kan overdragen. Neem het aanbod eerst "
                     "terug (takeBack, zie /transitions).",
                     "This leg is still offered; there is nobody yet to hand it over. Take the offer back first "
                     "(takeBack, see /transitions)."}
                );
            }
            if (offer()) {
                return conflict(
                    {"Er loopt al een overdracht. Trek die eerst in (withdraw).",
                     "It is offered already. Take that back first (withdraw)."}
                );
            }
            if (command_.to == owner())
                return conflict({"Deze organisatie heeft het al.", "This organisation holds it already."});
            return {};
        }
        if (offer()) return {};
        if (command_.action == HandOverAction::withdraw) {
            return conflict(
                {"Er is nu geen aanbod om in te trekken.", "There is no offer now to take back."}
            );
        }
        return conflict(
            {"Er is nu niets aangeboden. Een aangeboden traject aanvaardt of weigert u met een transitie "
             "(zie /transitions).",
             "Nothing is offered now. A leg that is offered is accepted or refused by a transition (see "
             "/transitions)."}
        );
    }

    static Result<void> conflict(Words message) {
        return fail(FailureCode::conflict, std::move(message), "not-possible-now");
    }

    void write(Course& course) {
        const Actor by{command_.by.organisation, role(), command_.by.actor};
        json data = {{"leg", leg_ == nullptr ? json() : json(leg_->id.str())}};
        put_seals(course, data);
        switch (command_.action) {
            case HandOverAction::offer:
                data["to"] = encode_owner(command_.to);
                data["from"] = encode_owner(owner());
                if (leg_ != nullptr) data["standsInFor"] = leg_->owner.role;
                return course.add("ownerOffered", by, std::move(data));
            case HandOverAction::accept:
                data["owner"] = encode_owner(offer()->to);
                if (!offer()->stands_in_for.empty()) data["standsInFor"] = offer()->stands_in_for;
                return course.add("ownerAccepted", by, std::move(data));
            case HandOverAction::refuse:
                data["code"] = command_.code;
                return course.add("ownerRefused", by, std::move(data));
            case HandOverAction::withdraw:
                return course.add("ownerWithdrawn", by, std::move(data));
        }
    }

    void put_seals(Course& course, json& data) const {
        if (!command_.reason.empty()) {
            const json texts = {{"reason", command_.reason}};
            data["seals"]["texts"] = course.seal_away(texts.dump());
        }
        if (!command_.mailbox.empty()) {
            const json contact = {{"mailbox", command_.mailbox}};
            data["seals"]["contact"] = course.seal_away(contact.dump());
        }
        if (!command_.not_bsn.empty()) data["confirmedNotBsn"] = command_.not_bsn;
    }

    const HandOver& command_;
    const CaseState& state_;
    Surroundings& surroundings_;
    std::vector<Issue> faults_;
    const Leg* leg_ = nullptr;
};

}  // namespace

std::optional<HandOverAction> read_hand_over_action(std::string_view code) {
    if (code == "offer") return HandOverAction::offer;
    if (code == "accept") return HandOverAction::accept;
    if (code == "refuse") return HandOverAction::refuse;
    if (code == "withdraw") return HandOverAction::withdraw;
    return std::nullopt;
}

Result<Decision> decide(const HandOver& command, const CaseState& state, Surroundings& surroundings) {
    return Judge(command, state, surroundings).decide();
}

}  // namespace wissel::cases
