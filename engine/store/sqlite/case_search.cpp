#include "engine/store/sqlite/case_search.hpp"

#include "engine/base/ensure.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "engine/store/sqlite/search_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace wissel::store::sqlite {
namespace {

using cases::CasePlace;
using cases::CaseSort;
using Places = std::vector<CasePlace>;

/// So many cases are sorted for a page; of more the order is walked instead. With a million cases and pages of
/// fifty both cost about the same here: the square root of their product.
constexpr std::int64_t sorted_max = 8'000;

/// How far rows are counted to find out which narrowing is the narrowest; on where all of them have more. Beyond the
/// last, counting costs more than it saves, unless two of them hardly ever go together.
constexpr std::array<std::int64_t, 3> counted_to = {500, sorted_max, 20'000};

struct Order {
    const char* column;
    bool falling = false;
};

Order order_of(CaseSort sort) {
    switch (sort) {
        case CaseSort::newest:
            return {"id", true};
        case CaseSort::oldest:
            return {"id"};
        case CaseSort::changed_last:
            return {"changed_at", true};
        case CaseSort::changed_first:
            return {"changed_at"};
        case CaseSort::due:
            break;
    }
    return {"due_at"};
}

bool is_by_number(CaseSort sort) {
    return sort == CaseSort::newest || sort == CaseSort::oldest;
}

/// `… AND` what comes behind `after`; empty on the first page.
std::string behind(const Order& order, const std::optional<CasePlace>& after, Values& values) {
    if (!after) return {};
    return fmt::format(
        " AND (c.{}, c.id) {} ({}, {})",
        order.column,
        order.falling ? '<' : '>',
        values.place(after->sorted_by),
        values.place(after->number)
    );
}

std::string sorted(const Order& order, const std::string& limit) {
    const char* const direction = order.falling ? " DESC" : "";
    return fmt::format(" ORDER BY c.{0}{1}, c.id{1} LIMIT {2}", order.column, direction, limit);
}

/// A condition on columns of `cases`, with `prefix` before each of them.
std::string on(const std::string& prefix, const std::string& condition) {
    std::string text;
    for (const char letter : condition) text += letter == '@' ? prefix : std::string(1, letter);
    return text;
}

}  // namespace

std::string Values::place(std::variant<std::int64_t, std::string> value) {
    all_.push_back(std::move(value));
    return "?" + std::to_string(all_.size());
}

void Values::bind(Query& query) const {
    for (const auto& value : all_) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            query.integer(*number);
        } else {
            query.text(std::get<std::string>(value));
        }
    }
}

CaseSearch::CaseSearch(Connection& db, const cases::Scope& scope, const cases::CaseFilter& filter) : db_(db) {
    narrow_by_scope(scope);
    if (!filter.organisation.empty())
        add({"case_parties", "case_id", {"organisation = " + values_.place(filter.organisation)}});
    if (!filter.party.empty()) add({"case_viewers", "case_id", {"organisation = " + values_.place(filter.party)}});
    if (!filter.own_reference.empty()) {
        Narrowing named{"reports", "case_id", {"own_reference = " + values_.place(filter.own_reference)}};
        named.repeats = true;
        add(std::move(named));
    }
    narrow_by_facets(filter);
    narrow_by_term(filter);
    narrow_by_times(filter);
    narrow_by_legs(filter);
    if (!filter.text.empty()) narrow_by_words(filter.text);
}

void CaseSearch::add(Narrowing narrowing) {
    if (narrowing.any.empty()) narrowing.any = narrowing.arms.front();
    narrowings_.push_back(std::move(narrowing));
}

void CaseSearch::narrow_by_scope(const cases::Scope& scope) {
    if (scope.sees_all()) return;
    const auto seen_as = viewer_rows(scope);
    Narrowing by{"case_viewers", "case_id", {"organisation = " + values_.place(seen_as.own)}};
    if (scope.sees_open()) {
        by.arms.push_back("organisation = " + values_.place(seen_as.open));
        by.any = fmt::format("({})", fmt::join(by.arms, " OR "));
    }
    add(std::move(by));
}

void CaseSearch::narrow_by_facets(const cases::CaseFilter& filter) {
    for (const auto& [facet, any_of] : filter.facets) narrow_by_facet(facet, any_of, false);
    if (filter.stalled) narrow_by_facet(cases::Facet::stalled, {cases::is_stalled}, !*filter.stalled);
}

void CaseSearch::narrow_by_facet(cases::Facet facet, const std::vector<std::string>& any_of, bool absent) {
    Narrowing by{"case_facets", "case_id", {}};
    std::vector<std::string> numbers;
    for (const auto& value : any_of) {
        auto row = db_.query("SELECT id FROM facet_values WHERE facet = ? AND value = ?");
        if (!row.integer(static_cast<std::int64_t>(facet)).text(value).next()) continue;
        numbers.push_back(values_.place(row.integer_at(0)));
        by.arms.push_back("value_id = " + numbers.back());
    }
    if (numbers.empty()) {
        nothing_ = nothing_ || !absent;
        return;
    }
    by.any = fmt::format("value_id IN ({})", fmt::join(numbers, ", "));
    by.absent = absent;
    by.walkable = !absent;
    add(std::move(by));
}

void CaseSearch::narrow_by_term(const cases::CaseFilter& filter) {
    if (!filter.overdue) return;
    const std::string began = values_.place(to_integer(filter.day_began));
    Narrowing by{"cases", "id", {(*filter.overdue ? "@due_at <= " : "@due_at > ") + began}};
    by.in_order = false;
    by.by_term = true;
    by.walkable = *filter.overdue;
    add(std::move(by));
}

std::string CaseSearch::in_one_of(const char* column, const std::vector<cases::Span>& spans) {
    std::vector<std::string> any;
    for (const auto& span : spans) {
        any.push_back(fmt::format(
            "(@{0} >= {1} AND @{0} < {2})",
            column,
            values_.place(to_integer(span.from)),
            values_.place(to_integer(span.until))
        ));
    }
    return fmt::format("({})", fmt::join(any, " OR "));
}

/// By the phases that are not the last, so that few open cases are found among many that are closed.
void CaseSearch::narrow_to_open() {
    Narrowing by{"case_facets", "case_id", {}};
    auto rows = db_.query("SELECT id FROM facet_values WHERE facet = ? AND value <> 'closed'");
    rows.integer(static_cast<std::int64_t>(cases::Facet::phase));
    while (rows.next()) by.arms.push_back("value_id = " + values_.place(rows.integer_at(0)));
    if (by.arms.empty()) {
        nothing_ = true;
        return;
    }
    by.any = fmt::format("({})", fmt::join(by.arms, " OR "));
    add(std::move(by));
}

void CaseSearch::narrow_by_times(const cases::CaseFilter& filter) {
    const auto narrow = [this](std::string condition) -> Narrowing& {
        Narrowing by{"cases", "id", {std::move(condition)}};
        by.in_order = false;
        add(std::move(by));
        return narrowings_.back();
    };
    if (filter.reported) narrow(in_one_of("reported_at", {*filter.reported}));
    // Said as the index says it.
    if (filter.closed) narrow("(@phase = 'closed' AND " + in_one_of("closed_at", {*filter.closed}) + ")");
    if (!filter.ages.empty()) {
        narrow_to_open();
        narrow(in_one_of("reported_at", filter.ages));
    }
    if (filter.terms.empty() && !filter.without_term) return;
    // What is closed has no term; so has what is open and waits for nobody.
    if (filter.without_term) narrow_to_open();
    std::string condition = filter.terms.empty() ? std::string() : in_one_of("due_at", filter.terms);
    if (filter.without_term) {
        const std::string none = "@due_at = " + values_.place(no_term);
        condition = condition.empty() ? none : "(" + condition + " OR " + none + ")";
    }
    Narrowing& by = narrow(std::move(condition));
    by.by_term = true;
    by.walkable = !filter.without_term;
}

void CaseSearch::narrow_by_legs(const cases::CaseFilter& filter) {
    const auto within = [this](const char* column, const cases::LegSpan& leg) {
        return fmt::format(
            "(@route = {0} AND @{1} >= {2} AND @{1} < {3})",
            values_.place(leg.route),
            column,
            values_.place(to_integer(leg.span.from)),
            values_.place(to_integer(leg.span.until))
        );
    };
    const auto narrow = [this](std::vector<std::string> arms) {
        Narrowing by{"open_legs", "case_id", std::move(arms)};
        by.any = fmt::format("({})", fmt::join(by.arms, " OR "));
        by.in_order = false;
        by.repeats = true;
        add(std::move(by));
    };
    if (!filter.leg_ages.empty()) {
        narrow_to_open_legs(filter.leg_ages, {});
        std::vector<std::string> arms;
        for (const auto& leg : filter.leg_ages) arms.push_back(within("began_at", leg));
        narrow(std::move(arms));
    }
    if (filter.leg_terms.empty() && filter.legs_without_term.empty()) return;
    narrow_to_open_legs(filter.leg_terms, filter.legs_without_term);
    std::vector<std::string> arms;
    for (const auto& leg : filter.leg_terms) arms.push_back(within("due_at", leg));
    for (const auto& route : filter.legs_without_term)
        arms.push_back(fmt::format("(@route = {} AND @due_at = {})", values_.place(route), values_.place(no_term)));
    narrow(std::move(arms));
}

/// Only cases with an open leg on these routes have one of some age there: in their order these are walked, not all
/// cases. Before what says so itself, whose values come behind: those of what is left out would be bound to nothing.
void CaseSearch::narrow_to_open_legs(
    const std::vector<cases::LegSpan>& legs, const std::vector<std::string>& more
) {
    std::set<std::string> routes(more.begin(), more.end());
    for (const auto& leg : legs) routes.insert(leg.route);
    std::vector<std::string> open;
    for (const auto& route : routes) {
        for (const auto status : {cases::leg_status::offered, cases::leg_status::running})
            open.push_back(route + "/" + std::string(status));
    }
    narrow_by_facet(cases::Facet::leg, open, false);
    if (!nothing_) narrowings_.back().implied = true;
}

void CaseSearch::narrow_by_words(const std::string& text) {
    const auto question = search::read_question(text);
    ensure(question.has_value(), "words that cannot be searched for were refused before");
    Narrowing by{found_table, "rowid", {"found MATCH " + values_.place(match_of(*question))}};
    by.as_a_set = true;
    add(std::move(by));
}

std::int64_t CaseSearch::rows_of(const Narrowing& narrowing, std::int64_t bound) {
    Values values = values_;
    const std::string sql = fmt::format(
        "SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT {})",
        narrowing.table,
        on("", narrowing.any),
        values.place(bound)
    );
    auto statement = db_.compile(sql);
    Query row(statement);
    values.bind(row);
    return row.next() ? row.integer_at(0) : 0;
}

/// `in_order`: only among those that can be walked by the case's number, or have few enough rows to be sorted.
CaseSearch::Narrowest CaseSearch::narrowest(bool in_order) {
    std::vector<const Narrowing*> walkable;
    for (const auto& one : narrowings_) {
        if (one.walkable) walkable.push_back(&one);
    }
    Narrowest best;
    for (const auto bound : counted_to) {
        // Where the order is not the case's number, more than can be sorted are walked along it, whatever they are.
        if (!in_order && bound > sorted_max) break;
        best = {};
        for (const auto* one : walkable) {
            // There is nothing to choose: the only one is walked however many rows it has.
            const bool only = in_order && one->in_order && walkable.size() == 1;
            const std::int64_t rows = only ? 0 : rows_of(*one, bound);
            if (in_order && !one->in_order && rows >= sorted_max) continue;
            if (best.narrowing == nullptr || rows < best.rows) best = {one, rows};
        }
        if (best.narrowing == nullptr || best.rows < bound) break;
    }
    return best;
}

/// `… AND` for each narrowing but the walked one. `number` is the case's; `cases` goes before columns of `cases` where
/// that is read anyway (empty: it is not). With a plus in it they are only looked at, without one walked along too.
std::string CaseSearch::others(
    const Narrowing* walked, const std::string& number, const std::string& cases
) const {
    std::string sql;
    for (const auto& one : narrowings_) {
        if (&one == walked || one.implied) continue;
        if (!cases.empty() && one.table == "cases") {
            // Only along an order by term could such a range be walked.
            const bool looked_at = one.by_term || cases.front() == '+';
            sql += " AND " + on(looked_at ? cases : "+" + cases, one.any);
            continue;
        }
        if (one.as_a_set) {
            sql += fmt::format(" AND {} IN (SELECT {} FROM {} WHERE {})", number, one.key, one.table, one.any);
            continue;
        }
        sql += fmt::format(
            " AND {}EXISTS (SELECT 1 FROM {} WHERE {} AND {} = {})",
            one.absent ? "NOT " : "",
            one.table,
            // By the case: with a plus no other index fits.
            on("+", one.any),
            one.table + "." + one.key,
            number
        );
    }
    return sql;
}

Places CaseSearch::places(CaseSort sort, const std::optional<CasePlace>& after, int limit) {
    if (nothing_) return {};
    const auto best = narrowest(is_by_number(sort));
    const bool walks = best.narrowing != nullptr && best.narrowing->in_order;
    if (is_by_number(sort) && (walks || best.narrowing == nullptr))
        return walk_by_number(best.narrowing, sort == CaseSort::newest, after, limit);
    if (best.narrowing != nullptr && best.rows < sorted_max) return sort_few(*best.narrowing, sort, after, limit);
    return walk_sorted(sort, after, limit);
}

/// Each arm is a range in the order of the case's number; SQLite merges them.
Places CaseSearch::walk_by_number(
    const Narrowing* walked, bool newest, const std::optional<CasePlace>& after, int limit
) {
    static const Narrowing all_cases{"cases", "id", {"1 = 1"}};
    const Narrowing& from = walked != nullptr ? *walked : all_cases;
    const std::string number = "w." + from.key;
    Values values = values_;
    std::string rest;
    if (after) rest = fmt::format(" AND {} {} {}", number, newest ? '<' : '>', values.place(after->number));
    rest += others(walked, number, walked == nullptr ? "+w." : "");
    std::vector<std::string> arms;
    for (const auto& arm : from.arms) {
        const char* const once = from.repeats ? "DISTINCT " : "";
        arms.push_back(
            fmt::format("SELECT {}{} AS number, 0 FROM {} w WHERE {}{}", once, number, from.table, on("w.", arm), rest)
        );
    }
    return read(
        fmt::format(
            "{} ORDER BY number{} LIMIT {}", fmt::join(arms, " UNION "), newest ? " DESC" : "", values.place(limit)
        ),
        values
    );
}

Places CaseSearch::sort_few(
    const Narrowing& walked, CaseSort sort, const std::optional<CasePlace>& after, int limit
) {
    const Order order = order_of(sort);
    Values values = values_;
    std::string rest = behind(order, is_by_number(sort) ? std::nullopt : after, values);
    if (after && is_by_number(sort))
        rest = fmt::format(" AND c.id {} {}", order.falling ? '<' : '>', values.place(after->number));
    rest += others(&walked, "c.id", "+c.");
    // CROSS: this order of reading, whatever the planner thinks of the sizes.
    return read(
        fmt::format(
            "SELECT c.id, c.{} FROM (SELECT DISTINCT {} AS number FROM {} WHERE {}) w CROSS JOIN cases c ON c.id = "
            "w.number WHERE 1 = 1{}{}",
            order.column,
            walked.key,
            walked.table,
            on("", walked.any),
            rest,
            sorted(order, values.place(limit))
        ),
        values
    );
}

Places CaseSearch::walk_sorted(CaseSort sort, const std::optional<CasePlace>& after, int limit) {
    const Order order = order_of(sort);
    // Where terms have passed the walk along them ends. Where they have not it begins, unless it begins at `after`.
    const bool ends = std::any_of(narrowings_.begin(), narrowings_.end(), [](const Narrowing& one) {
        return one.by_term && one.walkable;
    });
    const bool bounds = sort == CaseSort::due && (ends || !after);
    const auto walk = [&](const std::string& from, Values values, std::size_t most) {
        const std::string rest = from + others(nullptr, "c.id", bounds ? "c." : "+c.");
        const std::string last = sorted(order, values.place(static_cast<std::int64_t>(most)));
        return read(fmt::format("SELECT c.id, c.{} FROM cases c WHERE 1 = 1{}{}", order.column, rest, last), values);
    };
    const auto all = static_cast<std::size_t>(limit);
    if (!after) return walk({}, values_, all);
    // First what is equal, then what is behind. In one comparison of both columns SQLite begins the walk at the first
    // of the equal ones, and most cases may be equal: those without a term.
    const char* const on = order.falling ? "<" : ">";
    Values equal = values_;
    const std::string by = equal.place(after->sorted_by);
    const std::string number = equal.place(after->number);
    Places places = walk(fmt::format(" AND c.{} = {} AND c.id {} {}", order.column, by, on, number), equal, all);
    if (places.size() == all) return places;
    Values behind_it = values_;
    const std::string from = fmt::format(" AND c.{} {} {}", order.column, on, behind_it.place(after->sorted_by));
    const Places others_behind = walk(from, behind_it, all - places.size());
    places.insert(places.end(), others_behind.begin(), others_behind.end());
    return places;
}

std::int64_t CaseSearch::count() {
    if (nothing_) return 0;
    const Narrowing* walked = narrowest(false).narrowing;
    std::string sql = "SELECT count(*) FROM cases c WHERE 1 = 1" + others(nullptr, "c.id", "c.");
    if (walked != nullptr) {
        const bool once = walked->arms.size() == 1 && !walked->repeats;
        sql = fmt::format(
            "SELECT count({}w.{}) FROM {} w WHERE {}{}",
            once ? "" : "DISTINCT ",
            walked->key,
            walked->table,
            on("w.", walked->any),
            others(walked, "w." + walked->key, walked->table == "cases" ? "w." : "")
        );
    }
    auto statement = db_.compile(sql);
    Query row(statement);
    values_.bind(row);
    return row.next() ? row.integer_at(0) : 0;
}

Places CaseSearch::read(const std::string& sql, const Values& values) {
    auto statement = db_.compile(sql);
    Query rows(statement);
    values.bind(rows);
    Places places;
    while (rows.next()) places.push_back({rows.integer_at(1), rows.integer_at(0)});
    return places;
}

}  // namespace wissel::store::sqlite
