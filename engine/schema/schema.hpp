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
/// $defs, and format, asserted (date, date-time, uri, uuid, email, duration, oin). Annotations: $comment,
/// title, description, default, examples, readOnly, writeOnly, deprecated, $schema (of this draft) and $id,
/// both at the root only; and ours: label and help (`{"nl", "en"}`), step, kind. Anything else is refused on
/// load, so that no rule is ignored in silence.
///
/// Codes of the faults that `validate` finds, and where each points:
///
/// | code | the value… |
/// |---|---|
/// | `type` | is of another type; nothing else is said of it |
/// | `enum`, `const` | is none of those allowed; nothing else is said of it |
/// | `required` | is missing (required, dependentRequired): the pointer that it would have. Where a choice of
/// members is open (anyOf or oneOf of nothing but `required`): the object that lacks them all | |
/// `unknownMember` | is a member that the object does not have (additionalProperties: false) | | `forbidden`
/// | may not stand here at all (the schema `false`) | | `tooShort`, `tooLong` | is a text of another length |
/// | `format` | is a text that is not written as it should be; nothing is said of its length then |
/// | `minimum`, `maximum` | is too small or too large, exclusive or not |
/// | `multipleOf` | is no multiple, counted in decimals |
/// | `tooFewItems`, `tooManyItems` | is a list of another length |
/// | `notUnique` | stands in the list already: the item that repeats an earlier one |
/// | `contains` | is a list with too few or too many items of a kind |
/// | `tooFewMembers`, `tooManyMembers` | is an object of another size |
/// | `memberName` | is a member whose name is not possible (propertyNames) |
/// | `anyOf`, `oneOf` | fits none of the alternatives (or for oneOf, several). Where only one of them is for
/// a value of this kind, its faults are told instead | | `not` | fits what it must not | | `depth` | leads
/// more than 256 levels deep; it is the last fault told |
class Schema {
public:
    /// Fails (`invalid`) with every fault of the schema itself, each with the pointer into it:
    /// `unknownKeyword`, `badKeyword` (a value that the keyword cannot have), `unresolvedRef`, `endlessRef`
    /// (a $ref that leads back to itself without going down into the value), `unknownFormat`, `depth`.
    [[nodiscard]] static Result<Schema> compile(const nlohmann::json& document);

    /// Every fault at once, at most `issues_max` (and at least one of an invalid value). One mistake is one
    /// fault, told at the member itself, and never twice. No message repeats a value.
    ///
    /// Takes time linear in `value` for any one schema (with a logarithm for uniqueItems): what is referred
    /// to is judged once for each value, however many ways lead there.
    [[nodiscard]] std::vector<Issue> validate(const nlohmann::json& value, std::size_t issues_max = 100)
        const;

private:
    explicit Schema(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
    std::shared_ptr<const Program> program_;
};

}  // namespace wissel::schema
