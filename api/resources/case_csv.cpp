#include "api/resources/case_csv.hpp"

#include "engine/cases/facets.hpp"
#include "engine/cases/whole_report.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace wissel::resources {
namespace {

using cases::Facet;
using Cells = std::vector<std::string>;

/// As the list calls them in JSON; a dot goes into an object. Several values in a cell stand apart by `; `.
const Cells& header() {
    static const Cells names = {
        "id",
        "reference",
        "version",
        "phase",
        "title",
        "routing.status",
        "routing.route",
        "routing.ministry",
        "routing.urgency.urgent",
        "owner.organisation.oin",
        "owner.role",
        "parties.oin",
        "ownReferences",
        "submittedAt",
        "changedAt",
        "due",
        "route",
        "state",
        "leg",
        "legs.owner.organisation.oin",
        "ministry",
        "barrier",
        "stalled",
        "overdue",
        "visibility",
        "closedAs",
        "closedAt",
        "outcome"};
    return names;
}

const char* told(bool yes) {
    return yes ? "true" : "false";
}

std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "" : "; ") + value;
    return text;
}

std::vector<std::string> values_of(const std::vector<cases::FacetValue>& facets, Facet facet) {
    std::vector<std::string> values;
    for (const auto& one : facets) {
        if (one.facet == facet) values.push_back(one.value);
    }
    return values;
}

/// The title of the first report that has one, and every reporter's own reference.
void add_reports(const cases::CaseView& view, std::string& title, std::vector<std::string>& references) {
    for (const auto& report : view.state.reports) {
        if (title.empty()) title = cases::whole_report(report, view.sealed).value("title", std::string());
        if (auto own = cases::own_reference(report); !own.empty()) references.push_back(std::move(own));
    }
}

Cells cells_of(const cases::CaseView& view, Instant day_began) {
    const auto& state = view.state;
    const auto facets = cases::facets_of(state);
    const auto due = cases::first_term(state);
    const cases::RoutingState routing = state.routing.value_or(cases::RoutingState());
    // What is closed waits for nobody, so nobody has to hold it.
    const cases::Owner owner = state.closed() ? cases::Owner() : state.owner;
    std::string title;
    std::vector<std::string> references;
    add_reports(view, title, references);
    return {
        state.id.str(),
        state.number.str(),
        std::to_string(state.version),
        state.phase,
        title,
        routing.status,
        routing.route,
        routing.ministry,
        state.routing ? told(routing.urgent) : "",
        owner.organisation,
        owner.role,
        joined(state.parties),
        joined(references),
        format_instant(state.created_at),
        format_instant(state.changed_at),
        due ? format_instant(*due) : std::string(),
        joined(values_of(facets, Facet::route)),
        joined(values_of(facets, Facet::state)),
        joined(values_of(facets, Facet::leg)),
        joined(values_of(facets, Facet::owner)),
        joined(values_of(facets, Facet::ministry)),
        joined(values_of(facets, Facet::barrier)),
        told(!values_of(facets, Facet::stalled).empty()),
        told(due && *due <= day_began),
        joined(values_of(facets, Facet::visibility)),
        joined(values_of(facets, Facet::closed_as)),
        state.closed_at ? format_instant(*state.closed_at) : std::string(),
        joined(values_of(facets, Facet::outcome))};
}

/// How long the sign is with which `text` begins, if a spreadsheet takes what follows it for a formula; 0: it is none.
std::size_t formula_sign(std::string_view text) {
    // In ASCII, and in full width, which some read as the same.
    for (const std::string_view sign : {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}) {
        if (text.starts_with(sign)) return sign.size();
    }
    return 0;
}

/// How long the blank is with which `text` begins: what a spreadsheet may leave out before it looks. A quote is one,
/// since another program may see a cell begin with it.
std::size_t blank(std::string_view text) {
    for (const std::string_view one : {" ", "\"", "\u00a0", "\ufeff"}) {
        if (text.starts_with(one)) return one.size();
    }
    return !text.empty() && static_cast<unsigned char>(text.front()) < 0x20 ? 1 : 0;
}

/// With an apostrophe before each sign that begins a formula: where the cell begins, and where a program that takes
/// semicolons, tabs or line ends for the end of a cell (a Dutch spreadsheet, semicolons) would see one begin.
std::string defused(std::string_view value) {
    std::string safe;
    if (!value.empty() && (value.front() == '\t' || value.front() == '\r' || value.front() == '\n')) safe += '\'';
    bool begins = true;
    for (std::size_t at = 0; at < value.size();) {
        const auto rest = value.substr(at);
        std::size_t taken = 1;
        if (const auto sign = begins ? formula_sign(rest) : 0; sign > 0) {
            safe += '\'';
            taken = sign;
            begins = false;
        } else if (const auto skipped = begins ? blank(rest) : 0; skipped > 0) {
            taken = skipped;
        } else {
            constexpr std::string_view ends = ";\t\r\n";
            begins = ends.find(rest.front()) != std::string_view::npos;
        }
        safe += rest.substr(0, taken);
        at += taken;
    }
    return safe;
}

void put_cell(std::string& into, std::string_view value) {
    const bool quoted = value.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) into += '"';
    for (const char c : defused(value)) {
        if (c == '"') into += '"';
        into += c;
    }
    if (quoted) into += '"';
}

void put_row(std::string& into, const Cells& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) into += ',';
        put_cell(into, cell);
        first = false;
    }
    into += "\r\n";
}

}  // namespace

std::string case_csv(const std::vector<cases::CaseView>& views, Instant day_began) {
    std::string text;
    put_row(text, header());
    for (const auto& view : views) put_row(text, cells_of(view, day_began));
    return text;
}

}  // namespace wissel::resources
