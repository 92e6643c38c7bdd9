#include "engine/cases/move_case.hpp"

#include "engine/cases/course.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/possible.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// What the caller's words mean in this case.
struct Target {
    const Leg* leg = nullptr;  ///< null: the lifecycle
    const RunnableWorkflow* workflow = nullptr;
    std::vector<Candidate> candidates;
};

class Judge {
public:
    Judge(const MoveCase& command, const CaseState& state, Surroundings& surroundings)
        : command_(command), state_(state), surroundings_(surroundings), faults_(command.faults) {}

    Result<Decision> decide() {
        if (command_.if_version != state_.version) return stale_case(state_, command_.if_version);
        find_target();
        check_data();
        if (!faults_.empty()) return fail_invalid(std::move(faults_));
        if (auto allowed = check_allowed(); !allowed) return fail_as(allowed);
        return run();
    }

private:
    void find_target() {
        if (!command_.leg) {
            if (state_.lifecycle) target_.workflow = surroundings_.workflows.find(state_.lifecycle->hash);
        } else {
            const auto id = LegId::parse(*command_.leg);
            target_.leg = id ? state_.find(*id) : nullptr;
            if (target_.leg == nullptr) {
                return faults_.push_back(
                    {"/leg",
                     "unknownLeg",
                     {"Dit knelpunt heeft geen traject met dit id (zie legs).",
                      "This case has no leg with this id (see legs)."}}
                );
            }
            target_.workflow = surroundings_.workflows.find(target_.leg->machine.hash);
        }
        if (command_.event.empty()) return;
        target_.candidates = candidates(
            state_,
            target_.leg,
            command_.event,
            command_.by,
            surroundings_.workflows,
            surroundings_.organisations,
            surroundings_.now
        );
        if (target_.candidates.empty() && !is_known_event()) {
            if (const Leg* other = leg_that_knows()) {
                return faults_.push_back(
                    {"/leg",
                     "required",
                     {"Dit is een gebeurtenis van een traject; noem het in leg, zoals \"" + other->id.str() + "\" (" +
                          other->route + ").",
                      "This is an event of a leg; name it in leg, such as \"" + other->id.str() + "\" (" +
                          other->route + ")."}}
                );
            }
            faults_.push_back(
                {"/event",
                 "unknownEvent",
                 {"Deze werkwijze kent die gebeurtenis niet (zie /v1/workflows).",
                  "This workflow has no such event (see /v1/workflows)."}}
            );
        }
    }

    bool is_known_event() const { return target_.workflow == nullptr || knows(*target_.workflow); }

    /// An open leg whose workflow has this event; null: none has, or a leg was named.
    const Leg* leg_that_knows() const {
        if (command_.leg) return nullptr;
        for (const auto& leg : state_.legs) {
            const auto* workflow = surroundings_.workflows.find(leg.machine.hash);
            if (leg.open() && workflow != nullptr && knows(*workflow)) return &leg;
        }
        return nullptr;
    }

    bool knows(const RunnableWorkflow& runnable) const {
        const auto& workflow = runnable.workflow;
        for (std::uint32_t at = 0; at < workflow.transitions.size(); ++at) {
            const auto& transition = workflow.machine.transitions[at];
            const bool by_people = workflow.comes_from_outside(at) &&
                                   transition.cause == statechart::Transition::Cause::event;
            if (by_people && workflow.machine.descriptors[transition.descriptor].text == command_.event)
                return true;
        }
        return false;
    }

    /// The transition whose form counts: one that the caller may take, with a guard that may hold.
    const Candidate* likely() const {
        const Candidate* best = nullptr;
        int best_score = -1;
        for (const auto& candidate : target_.candidates) {
            const int score = (candidate.holds ? 2 : 0) + (candidate.role ? 1 : 0);
            if (score > best_score) best = &candidate;
            best_score = std::max(best_score, score);
        }
        return best;
    }

    void check_data() {
        const Candidate* candidate = likely();
        if (candidate == nullptr) return;
        for (auto& issue : form_faults(candidate->transition)) faults_.push_back(std::move(issue));
        for (auto& issue : check_texts(command_.data, "/data", command_.not_bsn)) {
            const bool told = std::any_of(faults_.begin(), faults_.end(), [&](const Issue& one) {
                return one.path == issue.path;
            });
            if (!told) faults_.push_back(std::move(issue));
        }
    }

    std::vector<Issue> form_faults(std::uint32_t transition) const {
        const auto& form = target_.workflow->forms[transition];
        if (!form) {
            if (command_.data.empty()) return {};
            return {
                {"/data",
                 "unknownMember",
                 {"Hier valt niets in te vullen; laat data weg.",
                  "There is nothing to fill in here; leave data out."}}};
        }
        auto issues = form->validate(command_.data);
        for (auto& issue : issues) issue.path = "/data" + issue.path;
        return issues;
    }

    Result<void> check_allowed() {
        const auto& all = target_.candidates;
        if (all.empty()) return not_now();
        const bool any_role = std::any_of(all.begin(), all.end(), [](const auto& one) { return one.role; });
        if (any_role) {
            const bool any = std::any_of(all.begin(), all.end(), [](const auto& one) {
                return one.role && one.holds;
            });
            return any ? Result<void>() : not_now();
        }
        const bool kept_out = std::any_of(all.begin(), all.end(), [](const auto& one) { return one.kept_out; });
        if (kept_out) {
            return fail(
                FailureCode::forbidden,
                {"Uw organisatie meldde dit knelpunt; wie meldt, beslist er niet zelf over.",
                 "Your organisation reported this case; whoever reports does not decide on it."},
                "reported-it-yourself"
            );
        }
        return forbidden();
    }

    std::unexpected<Failure> forbidden() const {
        std::string roles;
        for (const auto& candidate : target_.candidates) {
            for (const auto& name : target_.workflow->workflow.transitions[candidate.transition].allow) {
                if (roles.find(name) != std::string::npos) continue;
                roles += (roles.empty() ? "" : ", ") + name;
            }
        }
        return fail(
            FailureCode::forbidden,
            {"Dit mag alleen: " + roles + ".", "Only these may do this: " + roles + "."}
        );
    }

    /// What is possible instead stands in the detail, so that whoever meets it need not ask again.
    std::unexpected<Failure> not_now() const {
        std::string nl;
        std::string en;
        for (const auto& one : possible_now(
                 state_,
                 command_.by,
                 surroundings_.workflows,
                 surroundings_.organisations,
                 surroundings_.now
             )) {
            const auto& title = one.workflow->workflow.transitions[one.transition].title;
            nl += fmt::format("{}{} ({})", nl.empty() ? "" : ", ", one.event, title.nl);
            en += fmt::format("{}{} ({})", en.empty() ? "" : ", ", one.event, title.en);
        }
        return fail(
            FailureCode::conflict,
            {fmt::format("\"{}\" kan nu niet. U kunt nu: {}.", command_.event, nl.empty() ? "niets" : nl),
             fmt::format(
                 "\"{}\" is not possible now. You can do now: {}.", command_.event, en.empty() ? "nothing" : en
             )},
            "not-possible-now"
        );
    }

    Result<Decision> run() {
        std::string role;
        for (const auto& candidate : target_.candidates) {
            if (role.empty() && candidate.role && candidate.holds) role = *candidate.role;
        }
        Course course(state_, surroundings_);
        Happening happening{
            target_.leg == nullptr ? std::nullopt : std::optional(target_.leg->id),
            command_.event,
            command_.data,
            &command_.by,
            Actor{command_.by.organisation, role, command_.by.actor},
            command_.not_bsn};
        auto taken = course.happen(std::move(happening));
        if (!taken) return fail_as(taken);
        if (!*taken) return not_now();
        if (auto proper = check_taken(course.taken()); !proper) return fail_as(proper);
        return std::move(course).done();
    }

    /// Guards decide which transition it was; whoever may cause another with the same event may not cause this.
    Result<void> check_taken(const std::vector<std::uint32_t>& taken) {
        for (const auto transition : taken) {
            const auto found = std::find_if(
                target_.candidates.begin(),
                target_.candidates.end(),
                [transition](const Candidate& one) { return one.transition == transition; }
            );
            if (found == target_.candidates.end()) continue;
            if (!found->role) return forbidden();
            if (auto faults = form_faults(transition); !faults.empty()) return fail_invalid(std::move(faults));
        }
        return {};
    }

    const MoveCase& command_;
    const CaseState& state_;
    Surroundings& surroundings_;
    std::vector<Issue> faults_;
    Target target_;
};

}  // namespace

std::optional<std::string> named_case(const MoveCase& command) {
    auto named = command.data.is_object() ? text_in(command.data, "case") : std::string();
    if (named.empty()) return std::nullopt;
    return named;
}

std::unexpected<Failure> stale_case(const CaseState& state, std::int64_t seen) {
    return fail(
        FailureCode::stale,
        {fmt::format(
             "U zag versie {}; het knelpunt staat nu op versie {}. Lees het opnieuw.", seen, state.version
         ),
         fmt::format("You saw version {}; the case is at version {} now. Read it again.", seen, state.version)}
    );
}

Result<Decision> decide(const MoveCase& command, const CaseState& state, Surroundings& surroundings) {
    return Judge(command, state, surroundings).decide();
}

}  // namespace wissel::cases
