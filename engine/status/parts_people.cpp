#include "engine/status/day_book.hpp"
#include "engine/status/parts.hpp"

#include <algorithm>
#include <set>

// States, owners, and the cases that need somebody's attention.

namespace wissel::status {
namespace {

struct StateRow {
    std::string name;
    Words title;
    bool in_force = true;
};

void write_state(JsonWriter& out, const Snapshot& snapshot, const std::string& workflow, const StateRow& row) {
    static const LeadTimes never;
    const std::uint32_t number = snapshot.names.states.find(workflow + "\n" + row.name);
    const auto& stays = snapshot.totals.stays;
    out.open('{').member("name", row.name).member("title", row.title);
    if (!row.in_force) out.name("inForce").raw("false");
    out.member("machines", snapshot.totals.states.at(number));
    write_lead_time(out, number < stays.size() ? stays[number] : never);
    out.close('}');
}

/// States of other versions in which something stands or stood, by workflow.
std::map<std::string, std::vector<StateRow>> former_states(const Snapshot& snapshot, const Lists& lists) {
    std::set<std::string> in_force;
    for (const auto& workflow : lists.workflows) {
        for (const auto& state : workflow.states) in_force.insert(workflow.id + "\n" + state.code);
    }
    std::map<std::string, std::vector<StateRow>> former;
    const auto& names = snapshot.names.states;
    for (std::uint32_t number = 0; number < names.size(); ++number) {
        const std::string& full = names.at(number);
        if (in_force.contains(full)) continue;
        const auto& stays = snapshot.totals.stays;
        const bool stood = number < stays.size() && stays[number].count() != 0;
        if (!stood && snapshot.totals.states.at(number) == 0) continue;
        const auto end = full.find('\n');
        const std::string workflow = full.substr(0, end);
        const std::string name = full.substr(end + 1);
        const auto titled = lists.former_states.find({workflow, name});
        const Words title = titled == lists.former_states.end() ? Words{name, name} : titled->second;
        former[workflow].push_back({name, title, false});
    }
    return former;
}

void write_owner(JsonWriter& out, const Lists& lists, const OwnerPlace& owner) {
    out.open('{').name("organisation").open('{').member("oin", owner.organisation);
    const auto known = lists.organisations.find(owner.organisation);
    if (known != lists.organisations.end()) out.member("name", known->second);
    out.close('}').member("role", owner.role);
    const auto titled = lists.roles.find(owner.role);
    if (titled != lists.roles.end()) out.member("title", titled->second);
}

void write_listed(JsonWriter& out, const Listed& one) {
    out.open('{').member("case", one.case_id.str()).member("reference", one.number.str());
}

}  // namespace

void write_states(JsonWriter& out, const Snapshot& snapshot, const Lists& lists, const std::string& only) {
    auto former = former_states(snapshot, lists);
    out.name("states").open('[');
    for (const auto& workflow : lists.workflows) {
        if (!only.empty() && workflow.id != only) continue;
        out.open('{').member("workflow", workflow.id).member("title", workflow.title).name("states").open('[');
        for (const auto& state : workflow.states)
            write_state(out, snapshot, workflow.id, {state.code, state.title, true});
        for (const auto& row : former[workflow.id]) write_state(out, snapshot, workflow.id, row);
        former.erase(workflow.id);
        out.close(']').close('}');
    }
    for (const auto& [workflow, rows] : former) {
        if (!only.empty() && workflow != only) continue;
        out.open('{').member("workflow", workflow).member("title", Words{workflow, workflow});
        out.name("states").open('[');
        for (const auto& row : rows) write_state(out, snapshot, workflow, row);
        out.close(']').close('}');
    }
    out.close(']');
}

void write_owners(
    JsonWriter& out, const Snapshot& snapshot, const Lists& lists, const std::vector<OwnerColumn>& columns
) {
    const auto& names = snapshot.names.owners;
    std::vector<bool> told(names.size(), false);
    const auto write_row = [&](const OwnerPlace& owner, std::uint32_t number) {
        write_owner(out, lists, owner);
        for (const auto& column : columns) out.member(column.what, column.counts.at(number));
        out.close('}');
    };
    out.name("owners").open('[');
    for (const auto& owner : lists.owners) {
        const std::uint32_t number = names.find(owner.organisation + "\n" + owner.role);
        if (number != Names::nothing) {
            if (told[number]) continue;
            told[number] = true;
        }
        write_row(owner, number);
    }
    std::vector<std::uint32_t> others;
    for (std::uint32_t number = 0; number < names.size(); ++number) {
        const bool counted = std::any_of(columns.begin(), columns.end(), [number](const OwnerColumn& column) {
            return column.counts.at(number) != 0;
        });
        if (!told[number] && counted) others.push_back(number);
    }
    std::sort(others.begin(), others.end(), [&names](std::uint32_t left, std::uint32_t right) {
        return names.at(left) < names.at(right);
    });
    for (const auto number : others) {
        const std::string& full = names.at(number);
        const auto end = full.find('\n');
        write_row({full.substr(0, end), full.substr(end + 1)}, number);
    }
    out.close(']');
}

void write_worries(JsonWriter& out, const Snapshot& snapshot, const Worries& worries) {
    const bool with_ids = snapshot.subject.with_ids || snapshot.subject.kind == Subject::Kind::organisation;
    out.name("stuck").open('{').member("cases", worries.stuck);
    if (with_ids) {
        out.name("items").open('[');
        for (const auto& one : snapshot.stuck) {
            write_listed(out, one);
            out.member("since", date_text(one.since)).close('}');
        }
        out.close(']');
    }
    out.close('}').name("overdue").open('{').member("terms", worries.overdue);
    if (with_ids) {
        out.name("items").open('[');
        for (const auto& one : snapshot.overdue) {
            write_listed(out, one);
            out.name("leg");
            if (one.leg) {
                out.text(one.leg->str()).member("route", one.route);
            } else {
                out.null().name("route").null();
            }
            out.member("due", format_instant(one.due));
            out.member("days", snapshot.version.day - one.since).close('}');
        }
        out.close(']');
    }
    out.close('}');
}

}  // namespace wissel::status
