#include "engine/status/fact.hpp"
#include "engine/status/skim.hpp"

#include <charconv>

namespace wissel::status {
namespace {

std::string text_or_empty(std::string_view value) {
    return is_text(value) ? skim_text(value) : std::string();
}

std::vector<std::string> texts_in(std::string_view array) {
    std::vector<std::string> texts;
    skim_values(array, [&texts](std::string_view one) { texts.push_back(skim_text(one)); });
    return texts;
}

Instant instant_in(std::string_view value) {
    const auto read = parse_instant(skim_text(value));
    ensure(read.has_value(), "a moment in the history is a date-time");
    return *read;
}

cases::Owner owner_in(std::string_view object) {
    cases::Owner owner;
    skim_members(object, [&owner](std::string_view name, std::string_view value) {
        if (name == "organisation") owner.organisation = skim_text(value);
        if (name == "role") owner.role = skim_text(value);
    });
    return owner;
}

void read_route(Fact& fact, std::string_view name, std::string_view value) {
    if (name == "route") fact.route = text_or_empty(value);
    if (name == "ministry") fact.ministry = text_or_empty(value);
}

void read_started(Fact& fact, std::string_view object) {
    fact.begins = true;
    skim_members(object, [&fact](std::string_view name, std::string_view value) {
        read_route(fact, name, value);
        if (name == "beside") fact.beside = value == "true";
        if (name == "overlay") fact.overlay = value == "true";
    });
}

void read_move(Fact& fact, std::string_view name, std::string_view value) {
    if (name == "owner") fact.owner = owner_in(value);
    if (name == "leg" && is_text(value)) fact.leg = cases::LegId::parse(skim_text(value));
    if (name == "invited") fact.viewers = texts_in(value);
    if (name == "workflow") fact.workflow = skim_text(value);
    if (name == "snapshot") fact.stepped = true;
    if (name == "to") fact.to = texts_in(value);
    if (name == "due" && is_text(value)) fact.due = instant_in(value);
    if (name == "status") fact.status = skim_text(value);
    if (name == "outcome") fact.outcome = text_or_empty(value);
    if (name == "closedAs") fact.closed_as = skim_text(value);
    if (name == "visibility") fact.visibility = skim_text(value);
    if (name == "started") read_started(fact, value);
}

void read_report(Fact& fact, std::string_view name, std::string_view value) {
    if (name == "report") fact.report = skim_text(value);
    if (name == "reference") fact.reference = skim_text(value);
    if (name == "owner") fact.owner = owner_in(value);
    // Members come sorted: who is invited before whose report it is.
    if (name == "invited" || name == "parties") {
        for (auto& oin : texts_in(value)) fact.viewers.push_back(std::move(oin));
    }
    if (name != "facts") return;
    skim_members(value, [&fact](std::string_view field, std::string_view told) {
        if (field == "barriers") fact.barriers = texts_in(told);
    });
}

void read_member(Fact& fact, std::string_view name, std::string_view value) {
    switch (fact.kind) {
        case Fact::Kind::reported:
        case Fact::Kind::report_added:
        case Fact::Kind::corrected:
            return read_report(fact, name, value);
        case Fact::Kind::routed:
            if (name != "decision") return read_route(fact, name, value);
            return skim_members(value, [&fact](std::string_view inner, std::string_view told) {
                read_route(fact, inner, told);
            });
        case Fact::Kind::moved:
            return read_move(fact, name, value);
        case Fact::Kind::owner_offered:
            if (name == "to") fact.viewers.push_back(owner_in(value).organisation);
            return;
        case Fact::Kind::owner_accepted:
            if (name == "owner") fact.owner = owner_in(value);
            if (name == "leg" && is_text(value)) fact.leg = cases::LegId::parse(skim_text(value));
            return;
        case Fact::Kind::term:
            if (name == "due" && is_text(value)) fact.due = instant_in(value);
            if (name == "leg" && is_text(value)) fact.leg = cases::LegId::parse(skim_text(value));
            return;
        case Fact::Kind::outcome:
            if (name == "code") fact.outcome = skim_text(value);
            if (name == "leg" && is_text(value)) fact.leg = cases::LegId::parse(skim_text(value));
            return;
        case Fact::Kind::visibility:
            if (name == "invited") fact.viewers = texts_in(value);
            if (name == "now") fact.visibility = skim_text(value);
            return;
        case Fact::Kind::other:
            return;
    }
}

std::int64_t whole_in(std::string_view value) {
    std::int64_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    ensure(read.ec == std::errc(), "an event is numbered");
    return number;
}

}  // namespace

Fact read_fact(std::string_view text) {
    Fact fact;
    // The members come in the order of design.md: the type stands before the data.
    skim_members(text, [&fact](std::string_view name, std::string_view value) {
        if (name == "sequence") fact.sequence = whole_in(value);
        if (name == "type") fact.kind = kind_of(value.substr(1, value.size() - 2));
        if (name == "at") fact.at = instant_in(value);
        if (name == "case") {
            const auto id = cases::CaseId::parse(skim_text(value));
            ensure(id.has_value(), "a stored event names its case");
            fact.case_id = *id;
        }
        if (name != "data" || fact.kind == Fact::Kind::other) return;
        skim_members(value, [&fact](std::string_view member, std::string_view told) {
            read_member(fact, member, told);
        });
    });
    return fact;
}

}  // namespace wissel::status
