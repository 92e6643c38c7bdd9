#include "engine/logic/compiler.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <string>

// What of the data a rule reads: paths at the top level. Within an iterator, and after an error was caught,
// paths begin elsewhere and count only where they climb to the top.

namespace wissel::logic {
namespace {

using nlohmann::json;

class Reads {
public:
    explicit Reads(Program& program) : program_(program) {}

    /// `scopes` is how many scopes lie between the node and the top.
    void visit(std::uint32_t index, std::size_t scopes) {
        const Node& node = program_.nodes[index];
        if (node.kind == Node::Kind::lookup) note(program_.paths[node.path], scopes);
        if (node.kind == Node::Kind::operation) visit_operation(node, scopes);
        for (std::uint32_t at = 0; at < node.count; ++at) {
            visit(program_.children[node.first + at], scopes + (is_inner(node, at) ? 1 : 0));
        }
    }

    std::set<std::string> paths;
    bool anything = false;

private:
    static bool is_inner(const Node& node, std::uint32_t at) {
        if (node.operation == nullptr) return false;
        switch (node.operation->inner) {
            case Operation::Inner::second:
                return at == 1;
            case Operation::Inner::all_but_first:
                return at > 0;
            case Operation::Inner::none:
                return false;
        }
        return false;
    }

    void visit_operation(const Node& node, std::size_t scopes) {
        const std::string_view name = node.operation->name;
        if (name == var_name || name == val_name || name == exists_name) {
            anything = true;  // it may climb to the top from anywhere
        } else if (name == missing_name) {
            for (std::uint32_t at = 0; at < node.count; ++at) note_keys(node, at, scopes);
        } else if (name == missing_some_name && node.listed && node.count > 1) {
            note_keys(node, 1, scopes);
        } else if (name == missing_some_name && !node.listed) {
            anything = true;
        }
    }

    void note_keys(const Node& node, std::uint32_t at, std::size_t scopes) {
        const Node& keys = program_.nodes[program_.children[node.first + at]];
        if (keys.kind == Node::Kind::list) {
            for (std::uint32_t item = 0; item < keys.count; ++item) note_keys(keys, item, scopes);
        } else if (keys.kind != Node::Kind::constant) {
            anything = true;
        } else if (const auto items = items_of(keys.value)) {
            for (std::size_t item = 0; item < items->size(); ++item) note_key((*items)[item], scopes);
        } else {
            note_key(keys.value, scopes);
        }
    }

    void note_key(const Value& key, std::size_t scopes) {
        if (key.is_text()) return note(parse_path(key.as_text(), program_), scopes);
        if (key.kind() == Value::Kind::integer) {
            const std::string name = std::to_string(key.as_integer());
            note(Path{0, {segment_of(name)}}, scopes);
        } else {
            anything = true;
        }
    }

    void note(const Path& path, std::size_t scopes) {
        if (path.climb % 2 != 0 || path.climb / 2 != scopes) return;
        if (path.segments.empty()) {
            anything = true;
        } else {
            paths.insert(dotted(path.segments));
        }
    }

    Program& program_;
};

}  // namespace

void gather_reads(Program& program) {
    Reads reads(program);
    reads.visit(program.root, 0);
    program.reads.assign(reads.paths.begin(), reads.paths.end());
    program.reads_anything = reads.anything;
}

}  // namespace wissel::logic
