#include "engine/cases/extend_term.hpp"

#include "engine/cases/course.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/move_case.hpp"
#include "engine/cases/term_state.hpp"
#include "engine/cases/who.hpp"

namespace wissel::cases {
namespace {

using nlohmann::json;

/// Beyond that a period is not agreed any more; it is made up.
constexpr std::size_t extensions_max = 10;

class Judge {
public:
    Judge(const ExtendTerm& command, const CaseState& state, Surroundings& surroundings)
        : command_(command), state_(state), surroundings_(surroundings), faults_(command.faults) {}

    Result<Decision> decide() {
        if (command_.if_version != state_.version) return stale_case(state_, command_.if_version);
        find_leg();
        check_input();
        if (!faults_.empty()) return fail_invalid(std::move(faults_));
        if (role().empty()) return forbidden();
        if (auto fits = check_state(); !fits) return fail_as(fits);
        TermCourse course = course_of(*machine()->term);
        course.extensions.push_back(extension_);
        const auto due = due_at(course, surroundings_.almanac);
        if (!due) return fail_invalid({{"/by", "format", due.error().message}});
        if (*due && **due <= surroundings_.now) return too_short();
        return write(*due);
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
        const json texts = {{"reason", command_.reason}};
        for (auto& issue : check_texts(texts, "", command_.not_bsn)) faults_.push_back(std::move(issue));
        const auto read = read_duration(command_.extension);
        if (read && counts_days(*read)) {
            extension_ = *read;
            return;
        }
        if (command_.extension.empty()) return;  // a fault of the schema already
        faults_.push_back(
            {"/by",
             "format",
             {"Hier hoort een duur in dagen of langer, zoals P10D.",
              "A duration in days or longer belongs here, such as P10D."}}
        );
    }

    /// The role in which the caller may extend; empty: in none.
    std::string role() const {
        const auto& by = command_.by;
        if (leg_ != nullptr && is_owner(by, leg_->owner)) return leg_->owner.role;
        if (is_owner(by, state_.owner)) return state_.owner.role;
        return by.has(roles::coordinator) ? std::string(roles::coordinator) : std::string();
    }

    static std::unexpected<Failure> forbidden() {
        return fail(
            FailureCode::forbidden,
            {"Alleen wie aan zet is, de regiehouder of een coördinator verlengt een termijn.",
             "Only the action holder, the case lead or a coordinator extends a term."}
        );
    }

    const MachineState* machine() const {
        if (leg_ != nullptr) return leg_->open() ? &leg_->machine : nullptr;
        return !command_.leg && state_.lifecycle ? &*state_.lifecycle : nullptr;
    }

    Result<void> check_state() const {
        if (machine() == nullptr || !machine()->term) {
            return fail(
                FailureCode::conflict,
                {"Hier loopt nu geen termijn om te verlengen (zie /terms).",
                 "No term runs here that could be extended (see /terms)."},
                "no-term"
            );
        }
        if (machine()->term->extensions.size() < extensions_max) return {};
        return fail(
            FailureCode::conflict,
            {"Deze termijn is al tien keer verlengd. Spreek een andere weg af met de regiehouder.",
             "This term was extended ten times already. Agree on another way with the case lead."},
            "extended-too-often"
        );
    }

    static std::unexpected<Failure> too_short() {
        return fail_invalid(
            {{"/by",
              "tooShort",
              {"Ook met deze verlenging is de termijn al voorbij. Neem een langere.",
               "Even so extended, the term is passed already. Take a longer one."}}}
        );
    }

    Result<Decision> write(const std::optional<Instant>& due) {
        Course course(state_, surroundings_);
        const Actor by{command_.by.organisation, role(), command_.by.actor};
        const json texts = {{"reason", command_.reason}};
        json data = {
            {"leg", encode_leg_id(leg_ == nullptr ? std::nullopt : std::optional<LegId>(leg_->id))},
            {"by", command_.extension},
            {"seals", {{"texts", course.seal_away(texts.dump())}}}};
        if (due) data["due"] = format_instant(*due);
        if (!command_.not_bsn.empty()) data["confirmedNotBsn"] = command_.not_bsn;
        course.add("termExtended", by, std::move(data));
        return std::move(course).done();
    }

    const ExtendTerm& command_;
    const CaseState& state_;
    Surroundings& surroundings_;
    std::vector<Issue> faults_;
    const Leg* leg_ = nullptr;
    Duration extension_;
};

}  // namespace

Result<Decision> decide(const ExtendTerm& command, const CaseState& state, Surroundings& surroundings) {
    return Judge(command, state, surroundings).decide();
}

}  // namespace wissel::cases
