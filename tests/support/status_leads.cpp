#include "tests/support/status_leads.hpp"

#include "engine/cases/system_scope.hpp"
#include "engine/status/day_book.hpp"
#include "engine/status/groups.hpp"
#include "tests/support/a_status.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::test {
namespace {

using namespace cases;
using nlohmann::json;
using status::Subject;

constexpr const char* lane = "fast-lane";

std::string text_of(const json& value) {
    return value.get<std::string>();
}

/// One document, and the lists that its numbers lead to.
class Leading {
public:
    Leading(ReadStore& store, const status::Model& model, const Subject& subject)
        : store_(store), today_(model.version().day), document_(status_document(model, subject)) {
        // What is confidential counts nowhere: who sees it finds it in a list all the same.
        within_.facets[Facet::visibility] = {"open", "parties"};
        within_.day_began = status::start_of(today_);
        if (subject.kind == Subject::Kind::organisation) within_.party = subject.name;
        if (subject.only_open) within_.facets[Facet::visibility] = {"open"};
        if (!subject.reported) return;
        const auto& [first, last] = *subject.reported;
        within_.reported = Span{status::start_of(first), status::start_of(last + 1)};
    }

    void check_cases() {
        CHECK(found(within_) == document_["totals"]["cases"]);
        check_totals();
        check_rows("outcomes", Facet::outcome);
        check_rows("phases", Facet::phase);
        check_rows("routes", Facet::route);
        check_rows("barriers", Facet::barrier);
        for (const auto& row : document_["visibility"]) {
            const auto& counted = within_.facets[Facet::visibility];
            if (std::find(counted.begin(), counted.end(), text_of(row["code"])) == counted.end()) {
                CHECK(row["cases"] == 0);
                continue;
            }
            CaseFilter filter = within_;
            filter.facets[Facet::visibility] = {text_of(row["code"])};
            CHECK(found(filter) == row["cases"]);
        }
        for (const auto& row : document_["owners"]) {
            CHECK(found(Facet::case_owner, owner_of(row) + "/" + text_of(row["role"])) == row["cases"]);
        }
        for (const auto& [owner, legs] : legs_by_owner()) leads(found(Facet::owner, owner), legs);
        for (const auto& route : document_["flow"]) check_flow(route);
        check_ages();
        check_weeks();
        for (const auto& route : document_["routes"]) check_legs(text_of(route["code"]), route["legs"]);
        check_states();
        for (const auto& row : document_["routes"]) check_ministries(row);
    }

    void check_route() {
        const std::string code = text_of(document_["scope"]["code"]);
        const std::string on = code + "/";
        CHECK(found(Facet::route, code) == document_["totals"]["cases"]);
        check_legs(code, document_["legs"]);
        check_states();
        check_ministries(document_);
        CaseFilter stuck = within_;
        stuck.stalled = true;
        stuck.facets[Facet::leg] = {on + "offered", on + "running"};
        CHECK(found(stuck) == document_["totals"]["stuck"]);
        for (const auto& [owner, legs] : legs_by_owner()) leads(found(Facet::leg_owner, on + owner), legs);
        for (const auto& row : document_["outcomes"])
            leads(found(Facet::leg_outcome, on + text_of(row["code"])), row["legs"]);
        for (const auto& row : document_["weeks"]["items"]) {
            const bool empty = row["began"] == 0 && row["ended"] == 0;
            if (empty && row != document_["weeks"]["items"].back()) continue;
            leads(found(Facet::leg_began, on + text_of(row["week"])), row["began"]);
            leads(found(Facet::leg_ended, on + text_of(row["week"])), row["ended"]);
        }
        for (std::size_t at = 0; at < status::age_groups().size(); ++at) {
            CaseFilter filter = within_;
            filter.leg_ages = {{code, status::began_in(status::age_groups()[at], today_)}};
            leads(found(filter), document_["ages"][at]["legs"]);
        }
        for (std::size_t at = 0; at < status::term_groups().size(); ++at) {
            CaseFilter filter = within_;
            filter.leg_terms = {{code, status::ends_in(status::term_groups()[at], today_)}};
            leads(found(filter), document_["terms"][at]["terms"]);
        }
        CaseFilter without = within_;
        without.legs_without_term = {code};
        leads(found(without), document_["terms"].back()["terms"]);
    }

private:
    std::int64_t found(const CaseFilter& filter) {
        const auto page = store_.list_cases(system_scope(), {.filter = filter, .limit = 1, .counted = true});
        REQUIRE(page);
        return page->total.value();
    }

    std::int64_t found(Facet facet, const std::string& value) {
        CaseFilter filter = within_;
        filter.facets[facet] = {value};
        return found(filter);
    }

    /// What is counted by machine or by leg is no fewer cases than one, and no more than machines or legs.
    static void leads(std::int64_t cases, std::int64_t counted) {
        CHECK(cases <= counted);
        CHECK((cases > 0) == (counted > 0));
    }

    static std::string owner_of(const json& row) { return text_of(row["organisation"]["oin"]); }

    std::map<std::string, std::int64_t> legs_by_owner() {
        std::map<std::string, std::int64_t> legs;
        for (const auto& row : document_["owners"]) legs[owner_of(row)] += row["legs"].get<std::int64_t>();
        return legs;
    }

    void check_rows(const char* member, Facet facet) {
        for (const auto& row : document_[member]) CHECK(found(facet, text_of(row["code"])) == row["cases"]);
    }

    void check_totals() {
        const json& totals = document_["totals"];
        CaseFilter filter = within_;
        filter.stalled = true;
        CHECK(found(filter) == totals["stuck"]);
        filter = within_;
        filter.overdue = true;
        CHECK(found(filter) == totals["overdueCases"]);
        CHECK(found(Facet::phase, "closed") == totals["closed"]);
    }

    void check_flow(const json& route) {
        const std::string code = route["route"].is_null() ? std::string(no_route) : text_of(route["route"]);
        CHECK(found(Facet::route, code) == route["cases"]);
        for (const auto& ending : route["endings"]) {
            if (ending["closedAs"].is_null()) continue;
            CaseFilter cell = within_;
            cell.facets[Facet::route] = {code};
            cell.facets[Facet::closed_as] = {text_of(ending["closedAs"])};
            CHECK(found(cell) == ending["cases"]);
        }
    }

    void check_ages() {
        for (std::size_t at = 0; at < status::age_groups().size(); ++at) {
            CaseFilter filter = within_;
            filter.ages = {status::began_in(status::age_groups()[at], today_)};
            CHECK(document_["ages"][at]["code"] == status::age_groups()[at].code);
            CHECK(found(filter) == document_["ages"][at]["cases"]);
        }
        for (std::size_t at = 0; at < status::term_groups().size(); ++at) {
            CaseFilter filter = within_;
            filter.terms = {status::ends_in(status::term_groups()[at], today_)};
            CHECK(document_["terms"][at]["code"] == status::term_groups()[at].code);
            CHECK(found(filter) == document_["terms"][at]["cases"]);
        }
        CaseFilter without = within_;
        without.without_term = true;
        CHECK(found(without) == document_["terms"].back()["cases"]);
    }

    void check_weeks() {
        for (const auto& row : document_["weeks"]["items"]) {
            if (row["reported"] == 0 && row["closed"] == 0) continue;
            const auto starts = *parse_date(text_of(row["starts"]));
            const auto monday = static_cast<status::Day>(std::chrono::sys_days(starts).time_since_epoch().count());
            const Span week{status::start_of(monday), status::start_of(monday + 7)};
            CaseFilter closed = within_;
            closed.closed = week;
            // Each closing counts there; here the last of each case that is closed.
            CHECK(found(closed) <= row["closed"].get<std::int64_t>());
            CaseFilter reported = within_;
            if (reported.reported) {
                reported.reported->from = std::max(reported.reported->from, week.from);
                reported.reported->until = std::min(reported.reported->until, week.until);
            } else {
                reported.reported = week;
            }
            CHECK(found(reported) == row["reported"]);
        }
    }

    void check_legs(const std::string& route, const json& legs) {
        for (auto status = legs.begin(); status != legs.end(); ++status)
            leads(found(Facet::leg, route + "/" + status.key()), status.value());
    }

    void check_ministries(const json& row) {
        if (!row.contains("ministries")) return;
        for (const auto& ministry : row["ministries"]) {
            const auto& legs = ministry["legs"];
            for (auto status = legs.begin(); status != legs.end(); ++status)
                leads(found(Facet::leg_ministry, text_of(ministry["code"]) + "/" + status.key()), status.value());
        }
    }

    void check_states() {
        for (const auto& workflow : document_["states"]) {
            const auto id = text_of(workflow["workflow"]);
            for (const auto& row : workflow["states"]) {
                CAPTURE(id, row["name"]);
                const auto cases = found(Facet::state, id + "/" + text_of(row["name"]));
                leads(cases, row["machines"]);
                if (id == "lifecycle") CHECK(cases == row["machines"]);
            }
        }
    }

    ReadStore& store_;
    status::Day today_;
    json document_;
    CaseFilter within_;
};

}  // namespace

void check_status_leads_to_cases(ReadStore& store, Instant now) {
    status::Model model = status_anew(store);
    status::DayBook days;
    model.turn_to(days.day_of(now));
    const auto today = model.version().day;
    // Whole months and parts of two, so that both ways to count are taken.
    const status::Days period{today - 70, today - 3};
    for (Subject subject : all_subjects()) {
        if (subject.kind == Subject::Kind::all && !subject.with_ids) continue;
        for (const int narrowed : {0, 1, 2}) {
            if (narrowed > 0) subject.reported = period;
            subject.only_open = narrowed == 2;
            if (subject.only_open && subject.kind == Subject::Kind::organisation) continue;
            CAPTURE(static_cast<int>(subject.kind), subject.name, narrowed);
            Leading leading(store, model, subject);
            if (subject.kind == Subject::Kind::route) {
                leading.check_route();
            } else {
                leading.check_cases();
            }
        }
    }
}

}  // namespace wissel::test
