#include "engine/status/parts.hpp"

// From reports to routes to how cases ended, and what came of the legs there.

namespace wissel::status {

/// Cases whose main route this is, however they ended.
Totals::Flow flowed(const Totals& totals, std::uint32_t route) {
    Totals::Flow sum;
    for (const auto& [place, flow] : totals.flow) {
        if (place.first != route) continue;
        sum.cases += flow.cases;
        sum.reports += flow.reports;
    }
    return sum;
}

namespace {

const Words& no_route() {
    static const Words words = {"nog geen route", "no route yet"};
    return words;
}

const Words& still_open() {
    static const Words words = {"nog open", "still open"};
    return words;
}

/// As flows are kept; where nothing was ever counted under it, a number that nothing has.
std::uint16_t small_or_unused(std::uint32_t number) {
    return number == Names::nothing ? std::uint16_t{none - 1} : static_cast<std::uint16_t>(number);
}

/// From the route of a case to how it ended, each pair once.
void write_endings(JsonWriter& out, const Snapshot& snapshot, const Lists& lists, std::uint16_t route) {
    const auto& flow = snapshot.totals.flow;
    const auto write_one = [&](const std::string& code, const Words* title, std::uint16_t closed_as) {
        const auto found = flow.find({route, closed_as});
        const Totals::Flow counted = found == flow.end() ? Totals::Flow() : found->second;
        out.open('{').name("closedAs");
        code.empty() ? out.null() : out.text(code);
        if (title != nullptr) out.member("title", *title);
        out.member("cases", counted.cases).member("reports", counted.reports).close('}');
    };
    out.name("endings").open('[');
    write_one({}, &still_open(), none);
    std::vector<bool> told(snapshot.names.closed_as.size(), false);
    for (const auto& one : lists.closed_as) {
        const std::uint32_t number = snapshot.names.closed_as.find(one.code);
        if (number != Names::nothing) told[number] = true;
        write_one(one.code, nullptr, small_or_unused(number));
    }
    for (std::uint16_t number = 0; number < told.size(); ++number) {
        if (!told[number] && flow.contains({route, number}))
            write_one(snapshot.names.closed_as.at(number), nullptr, number);
    }
    out.close(']');
}

void write_outcomes_of(JsonWriter& out, const Snapshot& snapshot, const Lists& lists, const RouteTotals& route) {
    out.name("outcomes").open('[');
    for (const auto& one : lists.outcomes) {
        const auto number = snapshot.names.outcomes.find(one.code);
        out.open('{').member("code", one.code).member("legs", route.outcomes.at(number)).close('}');
    }
    out.close(']');
}

}  // namespace

void write_flow(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    static const RouteTotals nowhere;
    const auto write_one = [&](const std::string& code, const Words& title, std::uint32_t number) {
        const Totals::Flow sum = flowed(snapshot.totals, number);
        out.open('{').name("route");
        code.empty() ? out.null() : out.text(code);
        out.member("title", title).member("reports", sum.reports).member("cases", sum.cases);
        write_endings(out, snapshot, lists, small_or_unused(number));
        write_outcomes_of(out, snapshot, lists, code.empty() ? nowhere : route_of(snapshot, code));
        out.close('}');
    };
    out.name("flow").open('[');
    write_one({}, no_route(), none);
    std::vector<bool> told(snapshot.names.routes.size(), false);
    for (const auto& one : lists.routes) {
        const std::uint32_t number = snapshot.names.routes.find(one.code);
        if (number != Names::nothing) told[number] = true;
        write_one(one.code, one.title, number);
    }
    for (std::uint32_t number = 0; number < told.size(); ++number) {
        const std::string& code = snapshot.names.routes.at(number);
        if (!told[number] && flowed(snapshot.totals, number).cases != 0) write_one(code, {code, code}, number);
    }
    out.close(']');
}

}  // namespace wissel::status
