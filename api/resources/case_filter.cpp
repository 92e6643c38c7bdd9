#include "api/resources/case_filter.hpp"

#include "api/resources/day_span.hpp"
#include "api/resources/search_words.hpp"
#include "engine/base/encoding.hpp"
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

struct FacetParameter {
    std::string_view name;
    Facet facet;
};

constexpr std::array<FacetParameter, 16> facet_parameters = {{
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
    {"legOutcome", Facet::leg_outcome},
    {"legOwner", Facet::leg_owner},
    {"legMinistry", Facet::leg_ministry},
    {"legBegan", Facet::leg_began},
    {"legEnded", Facet::leg_ended},
}};

Issue not_an_oin(std::string_view name) {
    return parameter_issue(
        name,
        "format",
        {"Dit is geen OIN; een OIN heeft 20 tekens.", "This is no OIN; an OIN has 20 characters."}
    );
}

/// The codes of groups, as they are told to who named none of them.
template <class Groups>
std::string codes_in(const Groups& groups) {
    std::vector<std::string_view> codes;
    for (const auto& group : groups) codes.emplace_back(group.code);
    return fmt::format("{}", fmt::join(codes, ", "));
}

Words no_such_code(const std::string& codes) {
    return {
        fmt::format("Deze code bestaat niet. Kies uit: {}.", codes),
        fmt::format("There is no such code. There are: {}.", codes)};
}

Words no_such_group(const std::string& codes, const std::string& routes) {
    return {
        fmt::format("Het is route/groep, zoals ccg/week. Routes: {}. Groepen: {}.", routes, codes),
        fmt::format("It is route/group, such as ccg/week. Routes: {}. Groups: {}.", routes, codes)};
}

/// The group with this code as a span of moments.
template <class Groups, class SpanOf>
std::optional<cases::Span> span_in(
    const Groups& groups, const std::string& code, status::Day today, const SpanOf& span_of
) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&code](const status::Group& one) {
        return one.code == code;
    });
    if (group == groups.end()) return std::nullopt;
    return span_of(*group, today);
}

/// `ccg/week`: what stands before the slash and behind it.
std::pair<std::string, std::string> in_two(const std::string& value) {
    const auto slash = std::min(value.find('/'), value.size());
    return {value.substr(0, slash), slash < value.size() ? value.substr(slash + 1) : std::string()};
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

    /// The groups in which the status counts ages and terms, as spans of moments around `today`: of the case, and of
    /// the open legs on a route as `route/group`.
    void read_groups(CaseQuestion& question, status::Day today) {
        auto& filter = question.filter;
        const std::string none = status::without_term().code;
        const auto age = [today](const std::string& code) {
            return span_in(status::age_groups(), code, today, status::began_in);
        };
        const auto term = [today](const std::string& code) {
            return span_in(status::term_groups(), code, today, status::ends_in);
        };
        read_each("age", question, no_such_code(codes_in(status::age_groups())), [&](const std::string& code) {
            const auto span = age(code);
            if (span) filter.ages.push_back(*span);
            return span.has_value();
        });
        const std::string terms = codes_in(status::term_groups()) + ", " + none;
        read_each("term", question, no_such_code(terms), [&](const std::string& code) {
            const auto span = term(code);
            if (span) filter.terms.push_back(*span);
            filter.without_term = filter.without_term || code == none;
            return span || code == none;
        });
        const std::string routes = fmt::format("{}", fmt::join(codes_.legs_on(), ", "));
        const Words no_age = no_such_group(codes_in(status::age_groups()), routes);
        read_each("legAge", question, no_age, [&](const std::string& value) {
            const auto [route, code] = in_two(value);
            const auto span = age(code);
            if (span) filter.leg_ages.push_back({route, *span});
            return span && codes_.has_legs(route);
        });
        read_each("legTerm", question, no_such_group(terms, routes), [&](const std::string& value) {
            const auto [route, code] = in_two(value);
            const auto span = term(code);
            if (span) filter.leg_terms.push_back({route, *span});
            if (code == none) filter.legs_without_term.push_back(route);
            return (span || code == none) && codes_.has_legs(route);
        });
    }

    std::optional<cases::Span> read_days(std::string_view from, std::string_view to, CaseQuestion& question) {
        const auto days = read_day_span(query_, from, to, issues_);
        for (const auto name : {from, to}) {
            if (query_.has(name)) note(name, to_percent(query_.get(name)), question);
        }
        if (!days) return std::nullopt;
        return span_of(*days);
    }

    void read_oin(std::string_view name, cases::Oin& oin, CaseQuestion& question) {
        if (!query_.has(name)) return;
        oin = query_.get(name);
        if (!schema::is_oin(oin)) issues_.push_back(not_an_oin(name));
        note(name, to_percent(oin), question);
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

    /// Gives each value of a parameter to `take`, which tells whether it is one.
    template <class Take>
    void read_each(std::string_view name, CaseQuestion& question, const Words& otherwise, const Take& take) {
        if (!query_.has(name)) return;
        std::string text;
        bool all = true;
        for (const auto& value : split(name)) {
            text += (text.empty() ? "" : ",") + to_percent(value);
            all = take(value) && all;
        }
        note(name, text, question);
        if (!all) issues_.push_back(parameter_issue(name, "unknownCode", otherwise));
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

std::initializer_list<std::string_view> case_list_parameters() {
    static const std::initializer_list<std::string_view> all = {
        "phase",   "route",   "state",        "leg",  "owner", "organisation", "ministry", "barrier",
        "stalled", "overdue", "ownReference", "q",    "sort",  "count",        "limit",    "cursor",
        "caseOwner", "closedAs", "outcome", "visibility", "age", "term",
        "reportedFrom", "reportedTo", "closedFrom", "closedTo", "party", "legAge", "legTerm", "legOutcome",
        "legOwner", "legMinistry", "legBegan", "legEnded"};
    return all;
}

Result<CaseQuestion> read_case_question(const Query& query, const FilterCodes& codes, Instant now) {
    CaseQuestion question;
    Reading reading(query, codes);
    reading.read_oin("organisation", question.filter.organisation, question);
    reading.read_oin("party", question.filter.party, question);
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
