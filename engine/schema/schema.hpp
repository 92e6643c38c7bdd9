#pragma once

#include "engine/base/failure.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace wissel::schema {

struct Program;

/// A JSON Schema (draft 2020-12), compiled once. Immutable; safe to use from any thread. Pure.
///
/// Keywords: type, enum, const, properties, required, additionalProperties, items, prefixItems, minItems,
/// maxItems, uniqueItems, contains, minContains, maxContains, minLength, maxLength (code points), minimum,
/// maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, minProperties, maxProperties, propertyNames,
/// dependentRequired, dependentSchemas, allOf, anyOf, oneOf, not, if/then/else, $ref (within the document),
/// $defs, and format, asserted (date, date-time, uri, uuid, email, duration, oin). Annotations: $schema, $id,
/// $comment, title, description, default, examples, readOnly, writeOnly, deprecated, and ours: label, help,
/// step, kind. Anything else is refused on load, so that no rule is ignored in silence.
class Schema {
public:
    /// Fails (`invalid`) with every fault of the schema itself: `unknownKeyword`, `badKeyword`,
    /// `unresolvedRef`, `endlessRef`, `unknownFormat`.
    [[nodiscard]] static Result<Schema> compile(const nlohmann::json& document);

    /// Every fault at once, at most `issues_max`, in time linear in `value`. One mistake is one fault, told
    /// at the member itself (a missing one by the pointer that it would have). Codes: `type`, `enum`,
    /// `const`, `required`, `unknownMember`, `tooShort`, `tooLong`, `format`, `minimum`, `maximum`,
    /// `multipleOf`, `tooFewItems`, `tooManyItems`, `notUnique` (at the repeated item), `contains`,
    /// `tooFewMembers`, `tooManyMembers`, `memberName`, `anyOf`, `oneOf`, `not`, `forbidden`, `depth`. No
    /// message repeats a value.
    [[nodiscard]] std::vector<Issue> validate(const nlohmann::json& value, std::size_t issues_max = 100)
        const;

private:
    explicit Schema(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
    std::shared_ptr<const Program> program_;
};

}  // namespace wissel::schema
