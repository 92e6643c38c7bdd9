#include "engine/status/parts.hpp"

#include "engine/status/day_book.hpp"

namespace wissel::status {

void write_rows(
    JsonWriter& out,
    std::string_view name,
    const std::vector<Coded>& list,
    const Names& names,
    const Row& row,
    const std::function<bool(std::uint32_t)>& counted
) {
    std::vector<bool> told(names.size(), false);
    out.name(name).open('[');
    for (const auto& one : list) {
        const std::uint32_t number = names.find(one.code);
        if (number != Names::nothing) told[number] = true;
        out.open('{').member("code", one.code).member("title", one.title);
        row(out, number);
        out.close('}');
    }
    for (std::uint32_t number = 0; number < names.size(); ++number) {
        if (told[number] || !counted(number)) continue;
        const std::string& code = names.at(number);
        out.open('{').member("code", code).member("title", Words{code, code});
        row(out, number);
        out.close('}');
    }
    out.close(']');
}

void write_counts(
    JsonWriter& out,
    std::string_view name,
    const std::vector<Coded>& list,
    const Names& names,
    const Counter& counter,
    std::string_view what
) {
    write_rows(
        out,
        name,
        list,
        names,
        [&](JsonWriter& into, std::uint32_t number) { into.member(what, counter.at(number)); },
        [&](std::uint32_t number) { return counter.at(number) != 0; }
    );
}

void write_head(JsonWriter& out, const Snapshot& snapshot) {
    out.member("asOf", format_instant(snapshot.as_of));
    out.member("day", date_text(snapshot.version.day));
    out.member("sequence", snapshot.version.sequence);
    out.member("definitions", "/v1/status/definitions");
}

void write_lead_time(JsonWriter& out, const LeadTimes& took) {
    out.name("leadTime").open('{').member("n", took.count());
    out.member("p10", took.percentile(10)).member("p25", took.percentile(25));
    out.member("median", took.percentile(50)).member("p75", took.percentile(75));
    out.member("p90", took.percentile(90)).close('}');
}

void write_ages(JsonWriter& out, const DayCounts& since, Day today, std::string_view what) {
    out.name("ages").open('[');
    for (const auto& group : age_groups()) {
        out.open('{').member("code", group.code).member("title", group.title);
        out.member("fromDays", group.from);
        out.member("toDays", group.to == no_limit ? std::nullopt : std::optional(group.to));
        const Day first = group.to == no_limit ? -no_limit : today - group.to;
        // What an altered clock dates in the future is no older than today.
        const Day last = group.from == 0 ? no_limit : today - group.from;
        out.member(what, since.between(first, last)).close('}');
    }
    out.close(']');
}

std::int64_t overdue_of(const DayCounts& terms, Day today) {
    return terms.between(-no_limit, today);
}

void write_terms(JsonWriter& out, const std::vector<CountedTerms>& counted, Day today) {
    out.name("terms").open('[');
    for (const auto& group : term_groups()) {
        out.open('{').member("code", group.code).member("title", group.title);
        const Day first = group.from == -no_limit ? -no_limit : today + group.from;
        const Day last = group.to == no_limit ? no_day - 1 : today + group.to;
        for (const auto& one : counted) out.member(one.what, one.counts.between(first, last));
        out.close('}');
    }
    out.open('{').member("code", without_term().code).member("title", without_term().title);
    for (const auto& one : counted) out.member(one.what, one.counts.between(no_day, no_day));
    out.close('}').close(']');
}

void write_weeks(JsonWriter& out, const std::vector<WeekColumn>& columns, Day today) {
    const Day this_week = monday_of(today);
    const Day first = this_week - (weeks_told - 1) * 7;
    out.name("weeks").open('{').name("before").open('{');
    for (const auto& column : columns) out.member(column.what, column.counts.between(-no_limit, first - 1));
    out.close('}').name("items").open('[');
    for (Day week = first; week <= this_week; week += 7) {
        out.open('{').member("week", week_text(week)).member("starts", date_text(week));
        for (const auto& column : columns) out.member(column.what, column.counts.between(week, week));
        out.close('}');
    }
    out.close(']').close('}');
}

void write_statuses(JsonWriter& out, const RouteTotals::Statuses& statuses) {
    out.name("legs").open('{');
    for (std::size_t at = 0; at < statuses.size(); ++at) out.member(leg_status_codes[at], statuses[at]);
    out.close('}');
}

void write_ministries(JsonWriter& out, const RouteTotals& route, const Snapshot& snapshot, const Lists& lists) {
    const auto statuses_of = [&route](std::uint32_t number) {
        const auto found = route.ministries.find(static_cast<std::uint16_t>(number));
        const bool known = number < none && found != route.ministries.end();
        return known ? found->second : RouteTotals::Statuses{};
    };
    write_rows(
        out,
        "ministries",
        lists.ministries,
        snapshot.names.ministries,
        [&](JsonWriter& into, std::uint32_t number) {
            const auto statuses = statuses_of(number);
            into.member("open", statuses[0] + statuses[1]);
            write_statuses(into, statuses);
        },
        [&](std::uint32_t number) { return statuses_of(number) != RouteTotals::Statuses{}; }
    );
}

const RouteTotals& route_of(const Snapshot& snapshot, const std::string& code) {
    static const RouteTotals empty;
    const std::uint32_t number = snapshot.names.routes.find(code);
    return number < snapshot.totals.routes.size() ? snapshot.totals.routes[number] : empty;
}

}  // namespace wissel::status
