#pragma once

#include "engine/base/failure.hpp"
#include "engine/schema/node.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::schema {

/// Compiles one document into a Program and gathers the faults of the schema on the way. What each keyword
/// asks for stands in keywords.cpp; this class knows the document, the nodes and the references.
class Compiler {
public:
    explicit Compiler(const nlohmann::json& document);

    [[nodiscard]] Result<std::shared_ptr<const Program>> run();

    /// The node for `schema`, which stands at `pointer` in the document.
    std::size_t schema_at(const nlohmann::json& schema, const std::string& pointer);

    /// Valid until the next call of `schema_at`.
    [[nodiscard]] Node& node(std::size_t index) { return program_->nodes[index]; }

    /// Makes the node refer to what `fragment` points to, once everything else is compiled: so a schema may
    /// refer to itself, and a long chain of references needs no deep stack.
    void refer(std::size_t index, std::string fragment, const std::string& pointer);

    /// The `$id` of the document; empty where it has none.
    [[nodiscard]] const std::string& id() const { return id_; }

    void fault(const std::string& pointer, const char* code, Words message);

    /// `badKeyword`: "Hier hoort …", "This has to be …".
    void bad(const std::string& pointer, std::string_view wanted_nl, std::string_view wanted_en);

private:
    struct Reference {
        std::size_t from;
        std::string fragment;
        std::string pointer;
    };

    void resolve(const Reference& reference);
    void refuse_endless();

    const nlohmann::json& document_;
    std::string id_;
    std::shared_ptr<Program> program_ = std::make_shared<Program>();
    std::map<std::string, std::size_t> known_;  ///< which node stands at a pointer
    std::vector<Reference> references_;
    std::vector<Issue> issues_;
};

/// Compiles one keyword of the schema in node `index`; `pointer` leads to its value (keywords.cpp).
void compile_keyword(
    Compiler& compiler,
    std::size_t index,
    const std::string& keyword,
    const nlohmann::json& value,
    const std::string& pointer
);

}  // namespace wissel::schema
