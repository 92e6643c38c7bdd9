#include "engine/base/encoding.hpp"
#include "engine/schema/compiler.hpp"
#include "engine/schema/endless.hpp"
#include "engine/schema/schema.hpp"
#include "engine/schema/values.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace wissel::schema {

using nlohmann::json;

namespace {

/// What `pointer` (a JSON Pointer) leads to in `document`; null: nothing.
const json* find(const json& document, const std::string& pointer) {
    try {
        const json::json_pointer parsed(pointer);
        return document.contains(parsed) ? &document.at(parsed) : nullptr;
    } catch (const json::exception&) {
        return nullptr;
    }
}

}  // namespace

Compiler::Compiler(const json& document) : document_(document) {
    const bool named = document.is_object() && document.contains("$id") && document["$id"].is_string();
    if (named) id_ = document["$id"].get<std::string>();
}

Result<std::shared_ptr<const Program>> Compiler::run() {
    if (const auto where = too_deep_at(document_)) {
        fault(
            *where,
            "depth",
            {fmt::format("Dieper genest dan {} lagen.", depth_max),
             fmt::format("Nested deeper than {} levels.", depth_max)}
        );
        return fail_invalid(std::move(issues_));
    }
    program_->root = schema_at(document_, "");
    // The list grows while references to places that nothing else has compiled are followed.
    for (std::size_t next = 0; next < references_.size(); ++next) resolve(Reference(references_[next]));
    if (issues_.empty()) refuse_endless();
    if (!issues_.empty()) return fail_invalid(std::move(issues_));
    return std::shared_ptr<const Program>(program_);
}

std::size_t Compiler::schema_at(const json& schema, const std::string& pointer) {
    if (const auto known = known_.find(pointer); known != known_.end()) return known->second;
    const std::size_t index = program_->nodes.size();
    program_->nodes.emplace_back();
    known_.emplace(pointer, index);
    if (schema.is_boolean()) {
        node(index).never = !schema.get<bool>();
    } else if (schema.is_object()) {
        for (const auto& [keyword, value] : schema.items()) {
            compile_keyword(*this, index, keyword, value, pointer + "/" + pointer_token(keyword));
        }
        const Node& made = node(index);
        if (schema.size() == 1 && made.required.size() == 1)
            node(index).only_requires = made.required.front();
    } else {
        bad(pointer, "een schema: een object, true of false", "a schema: an object, true or false");
    }
    return index;
}

void Compiler::refer(std::size_t index, std::string fragment, const std::string& pointer) {
    references_.push_back({index, std::move(fragment), pointer});
}

void Compiler::resolve(const Reference& reference) {
    const json* target = find(document_, reference.fragment);
    if (target == nullptr) {
        return fault(
            reference.pointer,
            "unresolvedRef",
            {"Deze verwijzing wijst naar niets in dit document.",
             "This reference points to nothing in this document."}
        );
    }
    const std::size_t index = schema_at(*target, reference.fragment);
    node(index).shared = true;
    node(reference.from).reference = index;
}

void Compiler::refuse_endless() {
    const std::set<std::size_t> endless = on_endless_ways(*program_);
    for (const Reference& reference : references_) {
        if (!endless.contains(reference.from) || !endless.contains(node(reference.from).reference)) continue;
        fault(
            reference.pointer,
            "endlessRef",
            {"Deze verwijzing komt bij zichzelf uit zonder in de waarde af te dalen.",
             "This reference leads back to itself without going down into the value."}
        );
    }
}

void Compiler::fault(const std::string& pointer, const char* code, Words message) {
    issues_.push_back({pointer, code, std::move(message)});
}

void Compiler::bad(const std::string& pointer, std::string_view wanted_nl, std::string_view wanted_en) {
    fault(
        pointer,
        "badKeyword",
        {fmt::format("Hier hoort {}.", wanted_nl), fmt::format("This has to be {}.", wanted_en)}
    );
}

Result<Schema> Schema::compile(const json& document) {
    auto program = Compiler(document).run();
    if (!program) return fail_as(program);
    return Schema(std::move(*program));
}

}  // namespace wissel::schema
