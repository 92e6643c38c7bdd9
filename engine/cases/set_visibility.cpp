#include "engine/cases/set_visibility.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/course.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/move_case.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/who.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

constexpr const char* grounds = "wooGrounds";

/// Longer than this nobody can tell whether the ground will still hold.
constexpr std::chrono::years review_within{5};

class Judge {
public:
    Judge(const SetVisibility& command, const CaseState& state, Surroundings& surroundings)
        : command_(command), state_(state), surroundings_(surroundings), faults_(command.faults) {}

    Result<Decision> decide() {
        if (command_.if_version != state_.version) return stale_case(state_, command_.if_version);
        // What the schema refused was not read.
        if (command_.faults.empty()) check_input();
        if (!faults_.empty()) return fail_invalid(std::move(faults_));
        if (role().empty()) return forbidden();
        if (state_.archived()) return archived();
        return write();
    }

private:
    bool opens() const { return command_.visibility == Visibility::open; }

    void check_input() {
        const json texts = {{"reason", command_.reason}};
        for (auto& issue : check_texts(texts, "", command_.not_bsn)) faults_.push_back(std::move(issue));
        if (opens()) {
            if (!command_.ground.empty()) faults_.push_back(belongs_to_closing("/ground"));
            if (!command_.review_on.empty()) faults_.push_back(belongs_to_closing("/reviewOn"));
            return;
        }
        check_ground();
        check_review();
    }

    static Issue belongs_to_closing(const char* pointer) {
        return {
            pointer,
            "notAllowed",
            {"Wat open is, heeft geen grond en geen datum nodig; laat het weg.",
             "What is open needs no ground and no date; leave it out."}};
    }

    void check_ground() {
        if (command_.ground.empty()) {
            return faults_.push_back(
                {"/ground",
                 "required",
                 {"Noem de grond uit de Woo (zie wooGrounds in /v1/vocabulary).",
                  "Name the ground in the Woo (see wooGrounds in /v1/vocabulary)."}}
            );
        }
        if (surroundings_.desk.table().fields.knows(grounds, command_.ground)) return;
        faults_.push_back(
            {"/ground",
             "unknownCode",
             {"Deze grond is er niet (zie wooGrounds in /v1/vocabulary).",
              "There is no such ground (see wooGrounds in /v1/vocabulary)."}}
        );
    }

    void check_review() {
        if (command_.review_on.empty()) {
            return faults_.push_back(
                {"/reviewOn",
                 "required",
                 {"Noem de dag waarop u opnieuw kijkt of dit nodig is.",
                  "Name the day on which you look again whether this is needed."}}
            );
        }
        const auto date = parse_date(command_.review_on);
        const auto today = amsterdam_day(surroundings_.now);
        ensure(today.has_value(), "this is a day");
        const std::chrono::year_month_day now(*today);
        // Of 29 February the year of another length has the last day of that month.
        std::chrono::year_month_day last = now + review_within;
        if (!last.ok()) last = last.year() / last.month() / std::chrono::last;
        if (date && *date >= now && *date <= last) {
            review_ = std::chrono::sys_days(*date);
            return;
        }
        faults_.push_back(
            {"/reviewOn",
             "range",
             {"Hier hoort een dag van vandaag tot over vijf jaar, zoals 2027-06-01.",
              "A day from today to five years from now belongs here, such as 2027-06-01."}}
        );
    }

    std::string role() const {
        for (const auto role : {roles::coordinator, roles::programme_lead}) {
            if (command_.by.has(role)) return std::string(role);
        }
        return {};
    }

    static std::unexpected<Failure> forbidden() {
        return fail(
            FailureCode::forbidden,
            {"Alleen een coördinator of de programmaleiding bepaalt wie een knelpunt ziet.",
             "Only a coordinator or the programme's lead decides who sees a case."}
        );
    }

    static std::unexpected<Failure> archived() {
        return fail(
            FailureCode::conflict,
            {"Dit knelpunt is gearchiveerd; wie het ziet, verandert niet meer.",
             "This case is archived; who sees it does not change any more."},
            "archived"
        );
    }

    /// Whether the holders have to be heard from now on.
    bool begins_hearing() const {
        return command_.visibility != Visibility::confidential && !state_.visibility.hearing && was_routed(state_);
    }

    Result<Decision> write() {
        VisibilityState after;
        after.chosen = command_.visibility;
        after.ground = command_.ground;
        after.review_on = command_.review_on;
        if (review_) after.review_at = amsterdam_midnight(*review_);
        after.hearing = state_.visibility.hearing;
        if (hears(state_) && after.chosen == Visibility::confidential) after.hearing.reset();
        json hearing;
        std::vector<Oin> invited;
        if (begins_hearing()) {
            const auto& around = surroundings_;
            hearing = begin_hearing(state_, around.organisations, around.now, around.almanac);
            after.hearing.emplace();
            after.hearing->over = !hearing.contains("endsAt");
            if (!after.hearing->over) after.hearing->ends_at = *parse_instant(hearing.at("endsAt").get<std::string>());
            for (const auto& holder : holders_of(state_, around.organisations)) {
                if (!std::binary_search(state_.viewers.begin(), state_.viewers.end(), holder))
                    invited.push_back(holder);
            }
        }
        Course course(state_, surroundings_);
        json data = tell_visibility("chosen", after);
        data["leg"] = nullptr;
        const json texts = {{"reason", command_.reason}};
        data["seals"]["texts"] = course.seal_away(texts.dump());
        if (!command_.not_bsn.empty()) data["confirmedNotBsn"] = command_.not_bsn;
        if (!hearing.is_null()) data["hearing"] = std::move(hearing);
        if (!invited.empty()) data["invited"] = std::move(invited);
        course.add(
            "confidentialityChanged", Actor{command_.by.organisation, role(), command_.by.actor}, std::move(data)
        );
        return std::move(course).done();
    }

    const SetVisibility& command_;
    const CaseState& state_;
    Surroundings& surroundings_;
    std::vector<Issue> faults_;
    std::optional<std::chrono::sys_days> review_;
};

}  // namespace

Result<Decision> decide(const SetVisibility& command, const CaseState& state, Surroundings& surroundings) {
    return Judge(command, state, surroundings).decide();
}

}  // namespace wissel::cases
