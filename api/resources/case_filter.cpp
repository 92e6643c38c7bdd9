#include "api/resources/case_filter.hpp"

#include "api/resources/search_words.hpp"
#include "engine/base/encoding.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/leg.hpp"
#include "engine/cases/workflows.hpp"
#include "engine/schema/formats.hpp"
#include "engine/status/day_book.hpp"
#include "engine/status/groups.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace wissel::resources {
namespace {

using cases::Facet;

constexpr std::size_t values_max = 20;
constexpr std::size_t told_max = 16;

struct FacetParameter {
    std::string_view name;
    Facet facet;
};

constexpr std::array<FacetParameter, 11> facet_parameters = {{
    {"phase", Facet::phase},
    {"route", Facet::route},
    {"state", Facet::state},
    {"leg", Facet::leg},
    {"owner", Facet::owner},
    {"ministry", Facet::ministry},
    {"barrier", Facet::barrier},
    {"caseOwner", Facet::case_owner},
    {"closedAs", Facet::closed_as},
    {"outcome", Facet::outcome},
    {"visibility", Facet::visibility},
}};

/// Where the codes stand that are too many to name.
Words place_of(Facet facet) {
    if (facet == Facet::state)
        return {"Het is workflow/status, zoals ccg/intake; `states` van GET /v1/status noemt ze alle.",
                "It is workflow/state, such as ccg/intake; `states` of GET /v1/status names them all."};
    if (facet == Facet::ministry)
        return {"Het is de TOOI-URI van een ministerie; GET /v1/organisations noemt ze alle.",
                "It is the TOOI URI of a ministry; GET /v1/organisations names them all."};
    if (facet == Facet::leg)
        return {"Het is route/stand, zoals ccg/running; de standen staan onder `legStatus` in GET /v1/vocabulary.",
                "It is route/status, such as ccg/running; the statuses stand under `legStatus` in GET /v1/vocabulary."};
    if (facet == Facet::case_owner)
        return {"Het is een OIN, of OIN/rol, zoals 00000099900000010000/coordinator; `owners` van GET /v1/status noemt "
                "wie er zijn.",
                "It is an OIN, or OIN/role, such as 00000099900000010000/coordinator; `owners` of GET /v1/status names "
                "who there are."};
    return {"GET /v1/vocabulary noemt ze alle.", "GET /v1/vocabulary names them all."};
}

Issue not_an_oin(std::string_view name) {
    return parameter_issue(
        name,
        "format",
        {"Dit is geen OIN; een OIN heeft 20 tekens.", "This is no OIN; an OIN has 20 characters."}
    );
}

/// Reads one parameter after the other and gathers what is wrong.
class Reading {
public:
    Reading(const Query& query, const FilterCodes& codes) : query_(query), codes_(codes) {}

    void read_facet(const FacetParameter& parameter, CaseQuestion& question) {
        if (!query_.has(parameter.name)) return;
        auto values = split(parameter.name);
        for (const auto& value : values) check(parameter, value);
        std::string text;
        for (const auto& value : values) text += (text.empty() ? "" : ",") + to_percent(value);
        note(parameter.name, text, question);
        question.filter.facets[parameter.facet] =
            parameter.facet == Facet::case_owner ? codes_.in_every_role(values) : std::move(values);
    }

    /// The groups in which the status counts ages and terms, as spans of moments around `today`.
    void read_groups(CaseQuestion& question, status::Day today) {
        const auto read = [&](std::string_view name, const auto& groups, const auto& span_of, auto& spans) {
            std::vector<std::string> others;
            if (!query_.has(name)) return others;
            std::string text;
            for (const auto& value : split(name)) {
                text += (text.empty() ? "" : ",") + to_percent(value);
                const auto group = std::find_if(groups.begin(), groups.end(), [&value](const status::Group& one) {
                    return one.code == value;
                });
                if (group == groups.end()) {
                    others.push_back(value);
                } else {
                    spans.push_back(span_of(*group, today));
                }
            }
            note(name, text, question);
            return others;
        };
        if (!read("age", status::age_groups(), status::began_in, question.filter.ages).empty())
            issues_.push_back(no_such_group("age", status::age_groups(), ""));
        for (const auto& code : read("term", status::term_groups(), status::ends_in, question.filter.terms)) {
            if (code == status::without_term().code) {
                question.filter.without_term = true;
            } else {
                issues_.push_back(no_such_group("term", status::term_groups(), ", " + status::without_term().code));
            }
        }
    }

    /// Whole days in Amsterdam, the first and the last.
    std::optional<cases::Span> read_days(std::string_view from, std::string_view to, CaseQuestion& question) {
        const auto first = read_day(from, question);
        const auto last = read_day(to, question);
        if (!first && !last) return std::nullopt;
        if (first && last && *last < *first) {
            issues_.push_back(parameter_issue(
                to,
                "range",
                {fmt::format("{} ligt voor {}.", to, from), fmt::format("{} lies before {}.", to, from)}
            ));
        }
        cases::Span span;
        if (first) span.from = status::start_of(*first);
        if (last) span.until = status::start_of(*last + 1);
        return span;
    }

    void read_organisation(CaseQuestion& question) {
        if (!query_.has("organisation")) return;
        question.filter.organisation = query_.get("organisation");
        if (!schema::is_oin(question.filter.organisation)) issues_.push_back(not_an_oin("organisation"));
        note("organisation", to_percent(question.filter.organisation), question);
    }

    void read_reference(CaseQuestion& question) {
        if (!query_.has("ownReference")) return;
        question.filter.own_reference = query_.get("ownReference");
        // An empty one would quietly list everything.
        if (question.filter.own_reference.empty()) {
            issues_.push_back(parameter_issue(
                "ownReference", "tooShort", {"Geef het kenmerk waarop u zoekt.", "Give the reference to look for."}
            ));
        }
        note("ownReference", to_percent(question.filter.own_reference), question);
    }

    void read_words(CaseQuestion& question) {
        if (!query_.has("q")) return;
        question.filter.text = query_.get("q");
        if (auto issue = words_issue(query_)) issues_.push_back(std::move(*issue));
        note("q", to_percent(question.filter.text), question);
    }

    std::optional<bool> read_flag(std::string_view name, CaseQuestion& question) {
        if (!query_.has(name)) return std::nullopt;
        const std::string asked = query_.get(name);
        if (asked != "true" && asked != "false") {
            issues_.push_back(parameter_issue(
                name,
                "format",
                {fmt::format("{} is true of false.", name), fmt::format("{} is true or false.", name)}
            ));
            return std::nullopt;
        }
        note(name, asked, question);
        return asked == "true";
    }

    void read_sort(CaseQuestion& question) {
        if (!query_.has("sort")) return;
        const auto sort = cases::case_sort(query_.get("sort"));
        if (!sort) {
            issues_.push_back(parameter_issue(
                "sort",
                "unknownCode",
                {"Sorteren kan alleen op: -reported, reported, -changed, changed, due.",
                 "There is no such order. There are: -reported, reported, -changed, changed, due."}
            ));
        }
        question.sort = sort.value_or(question.sort);
    }

    [[nodiscard]] std::vector<Issue> issues() && { return std::move(issues_); }

private:
    /// The values between commas, sorted, each once.
    std::vector<std::string> split(std::string_view name) {
        std::vector<std::string> values;
        const std::string all = query_.get(name);
        for (std::size_t from = 0; from <= all.size();) {
            const auto end = std::min(all.find(',', from), all.size());
            values.push_back(all.substr(from, end - from));
            from = end + 1;
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        if (values.size() > values_max) {
            issues_.push_back(parameter_issue(
                name,
                "tooMany",
                {fmt::format("Noem er hoogstens {}.", values_max), fmt::format("Name at most {}.", values_max)}
            ));
            values.resize(values_max);
        }
        return values;
    }

    template <class Groups>
    static Issue no_such_group(std::string_view name, const Groups& groups, const std::string& more) {
        std::vector<std::string_view> codes;
        for (const auto& group : groups) codes.emplace_back(group.code);
        const std::string all = fmt::format("{}{}", fmt::join(codes, ", "), more);
        return parameter_issue(
            name,
            "unknownCode",
            {fmt::format("Deze code bestaat niet. Kies uit: {}.", all),
             fmt::format("There is no such code. There are: {}.", all)}
        );
    }

    std::optional<status::Day> read_day(std::string_view name, CaseQuestion& question) {
        if (!query_.has(name)) return std::nullopt;
        const std::string text = query_.get(name);
        const auto date = parse_date(text);
        // The last day that there is has no day after it.
        constexpr std::chrono::year_month_day last_day{std::chrono::year(9999) / 12 / 30};
        if (!date || *date > last_day) {
            issues_.push_back(parameter_issue(
                name,
                "format",
                {"Hier hoort een dag, zoals 2026-11-23.", "A day belongs here, such as 2026-11-23."}
            ));
            return std::nullopt;
        }
        note(name, text, question);
        return static_cast<status::Day>(std::chrono::sys_days(*date).time_since_epoch().count());
    }

    void check(const FacetParameter& parameter, const std::string& value) {
        if (parameter.facet == Facet::case_owner && schema::is_oin(value)) return;
        if (parameter.facet == Facet::owner) {
            if (!schema::is_oin(value)) issues_.push_back(not_an_oin(parameter.name));
        } else if (!codes_.has(parameter.facet, value)) {
            issues_.push_back(parameter_issue(parameter.name, "unknownCode", codes_.told(parameter.facet, value)));
        }
    }

    static void note(std::string_view name, const std::string& value, CaseQuestion& question) {
        question.text.append(question.text.empty() ? "" : "&").append(name).append("=").append(value);
    }

    const Query& query_;
    const FilterCodes& codes_;
    std::vector<Issue> issues_;
};

}  // namespace

FilterCodes::FilterCodes(const status::Lists& lists) {
    for (const auto& one : lists.phases) codes_[Facet::phase].insert(one.code);
    for (const auto& one : lists.barriers) codes_[Facet::barrier].insert(one.code);
    for (const auto& one : lists.closed_as) codes_[Facet::closed_as].insert(one.code);
    for (const auto& one : lists.outcomes) codes_[Facet::outcome].insert(one.code);
    for (const auto& one : lists.visibilities) codes_[Facet::visibility].insert(one.code);
    // The status leaves them out; who sees them may ask for them.
    codes_[Facet::visibility].emplace(cases::code_of(cases::Visibility::confidential));
    for (const auto& [role, title] : lists.roles) roles_.push_back(role);
    for (const auto& one : lists.ministries) codes_[Facet::ministry].insert(one.code);
    std::vector<std::string> routes = {std::string(cases::Workflows::intervention_id)};
    for (const auto& one : lists.routes) {
        codes_[Facet::route].insert(one.code);
        routes.push_back(one.code);
    }
    for (const auto& route : routes) {
        for (const auto& status : lists.leg_statuses) codes_[Facet::leg].insert(route + "/" + status.code);
    }
    for (const auto& workflow : lists.workflows) {
        for (const auto& state : workflow.states) codes_[Facet::state].insert(workflow.id + "/" + state.code);
    }
    // Something may still stand where only an earlier version of a workflow has a state.
    for (const auto& [name, title] : lists.former_states)
        codes_[Facet::state].insert(name.first + "/" + name.second);
}

std::vector<std::string> FilterCodes::in_every_role(const std::vector<std::string>& owners) const {
    std::vector<std::string> all;
    for (const auto& owner : owners) {
        if (owner.find('/') != std::string::npos) all.push_back(owner);
        if (owner.find('/') != std::string::npos) continue;
        for (const auto& role : roles_) all.push_back(owner + "/" + role);
    }
    return all;
}

bool FilterCodes::has(Facet facet, const std::string& code) const {
    if (facet == Facet::case_owner) {
        const auto slash = std::min(code.find('/'), code.size());
        const std::string role = slash < code.size() ? code.substr(slash + 1) : std::string();
        return schema::is_oin(code.substr(0, slash)) && std::find(roles_.begin(), roles_.end(), role) != roles_.end();
    }
    const auto found = codes_.find(facet);
    return found != codes_.end() && found->second.contains(code);
}

Words FilterCodes::told(Facet facet, const std::string& code) const {
    const auto found = codes_.find(facet);
    std::vector<std::string> near;
    if (found != codes_.end()) {
        // Of what has two parts, those that share the first.
        const auto slash = code.find('/');
        const std::string first = slash == std::string::npos ? std::string() : code.substr(0, slash + 1);
        const bool two_parts = facet == Facet::state || facet == Facet::leg;
        for (const auto& one : found->second) {
            if (!two_parts || (!first.empty() && one.starts_with(first))) near.push_back(one);
        }
    }
    if (near.empty() || near.size() > told_max) {
        const Words place = place_of(facet);
        return {"Deze code bestaat niet. " + place.nl, "There is no such code. " + place.en};
    }
    return {
        fmt::format("Deze code bestaat niet. Kies uit: {}.", fmt::join(near, ", ")),
        fmt::format("There is no such code. There are: {}.", fmt::join(near, ", "))};
}

std::initializer_list<std::string_view> case_list_parameters() {
    static const std::initializer_list<std::string_view> all = {
        "phase",   "route",   "state",        "leg",  "owner", "organisation", "ministry", "barrier",
        "stalled", "overdue", "ownReference", "q",    "sort",  "count",        "limit",    "cursor",
        "caseOwner", "closedAs", "outcome", "visibility", "age", "term",
        "reportedFrom", "reportedTo", "closedFrom", "closedTo"};
    return all;
}

Result<CaseQuestion> read_case_question(const Query& query, const FilterCodes& codes, Instant now) {
    CaseQuestion question;
    Reading reading(query, codes);
    reading.read_organisation(question);
    reading.read_reference(question);
    reading.read_words(question);
    for (const auto& parameter : facet_parameters) reading.read_facet(parameter, question);
    question.filter.stalled = reading.read_flag("stalled", question);
    question.filter.overdue = reading.read_flag("overdue", question);
    status::DayBook days;
    const status::Day today = days.day_of(now);
    question.filter.day_began = status::start_of(today);
    reading.read_groups(question, today);
    question.filter.reported = reading.read_days("reportedFrom", "reportedTo", question);
    question.filter.closed = reading.read_days("closedFrom", "closedTo", question);
    reading.read_sort(question);
    // Neither is part of the filter: a cursor fits with and without.
    CaseQuestion apart;
    question.counted = reading.read_flag("count", apart).value_or(false);
    if (auto issues = std::move(reading).issues(); !issues.empty()) return fail_invalid(std::move(issues));
    return question;
}

}  // namespace wissel::resources
