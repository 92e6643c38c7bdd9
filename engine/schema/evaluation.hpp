#pragma once

#include "engine/base/failure.hpp"
#include "engine/schema/node.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace wissel::schema {

/// Where a value stands: a link of the chain from it up to the root, on the stack. It becomes a JSON Pointer
/// only when a fault is told.
struct Place {
    const Place* parent = nullptr;
    const std::string* name = nullptr;  ///< of the member; null: an item
    std::size_t index = 0;              ///< of the item

    [[nodiscard]] Place member(const std::string& member_name) const { return {this, &member_name, 0}; }
    [[nodiscard]] Place item(std::size_t at) const { return {this, nullptr, at}; }
    [[nodiscard]] std::string pointer() const;
};

/// Judges one value by one program. It tells the faults of what has to hold, and tries silently what may hold
/// (anyOf, oneOf, not, if, contains, propertyNames): while it tries, the first fault ends the try.
///
/// What a $ref points to is judged once for each value, told or tried: its verdict is remembered. Every
/// other node has one way that leads to it, so the work is bounded by nodes × values, whatever the schema.
class Evaluation {
public:
    Evaluation(const Program& program, std::size_t issues_max) : program_(program), issues_max_(issues_max) {}

    [[nodiscard]] std::vector<Issue> judge(const nlohmann::json& value) &&;

private:
    using Key = std::pair<std::size_t, const nlohmann::json*>;

    // evaluate.cpp
    void run(std::size_t index, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check_text(const Node& node, const std::string& text, const Place& place);
    void check_number(const Node& node, const nlohmann::json& value, const Place& place);
    [[nodiscard]] bool fits(
        std::size_t index, const nlohmann::json& value, const Place& place, std::size_t depth
    );
    void note(const Place& place, const char* code, Words message);
    [[nodiscard]] bool done() const {
        return too_deep_ || (trying_ ? failed_ : issues_.size() >= issues_max_);
    }

    // containers.cpp
    void check_array(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check_contains(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check_object(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check_presence(const Node& node, const nlohmann::json& value, const Place& place);
    void check_member(
        const Node& node,
        const std::string& name,
        const nlohmann::json& member,
        const Place& place,
        std::size_t depth
    );

    // branches.cpp
    void check_branches(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check_any(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    void check_one(const Node& node, const nlohmann::json& value, const Place& place, std::size_t depth);
    [[nodiscard]] bool is_for(std::size_t index, const nlohmann::json& value) const;
    [[nodiscard]] const nlohmann::json* constant_of(std::size_t index, const std::string& member) const;
    [[nodiscard]] std::size_t the_one_meant(std::vector<std::size_t> branches, const nlohmann::json& value)
        const;

    const Program& program_;
    std::size_t issues_max_;
    std::vector<Issue> issues_;
    std::set<std::pair<std::string, std::string>> told_;  ///< pointer and code of each fault told
    bool trying_ = false;
    bool failed_ = false;    ///< of the try that runs
    bool too_deep_ = false;  ///< ends everything
    std::set<Key> judged_;
    std::map<Key, bool> verdicts_;
    std::deque<nlohmann::json> names_;  ///< members' names as values; they keep their address, which is a key
};

}  // namespace wissel::schema
