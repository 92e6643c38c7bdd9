#include "engine/logic/rule.hpp"

#include "engine/logic/compiler.hpp"
#include "engine/logic/evaluation.hpp"
#include "engine/logic/trace.hpp"
#include "engine/logic/tracer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::logic {

using nlohmann::json;

Rule::Rule(std::shared_ptr<const Program> program) noexcept : program_(std::move(program)) {}
Rule::Rule(const Rule&) noexcept = default;
Rule::Rule(Rule&&) noexcept = default;
Rule& Rule::operator=(const Rule&) noexcept = default;
Rule& Rule::operator=(Rule&&) noexcept = default;
Rule::~Rule() = default;

Result<Rule> Rule::compile(const json& rule, Strictness strictness, const Limits& limits) {
    // Asked first, because copying goes down without looking at the depth.
    if (auto where = too_deep_at(rule, limits.depth_max)) {
        return fail_invalid(
            {{std::move(*where),
              "depth",
              {fmt::format("Dieper genest dan {} lagen.", limits.depth_max),
               fmt::format("Nested deeper than {} levels.", limits.depth_max)}}}
        );
    }
    const auto program = std::make_shared<Program>();
    program->rule = rule;
    program->limits = limits;
    auto issues = Compiler(*program, strictness).run();
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return Rule(program);
}

const std::vector<std::string>& Rule::reads() const {
    return program_->reads;
}

bool Rule::reads_anything() const {
    return program_->reads_anything;
}

namespace {

std::expected<json, Error> outcome_of(Evaluation& evaluation, const Value& value) {
    if (value.is_failed()) return std::unexpected(evaluation.error());
    auto made = evaluation.to_json(evaluation.program().root, value);
    if (!made) return std::unexpected(evaluation.error());
    return std::move(*made);
}

}  // namespace

std::expected<json, Error> evaluate(const Rule& rule, const Data& data) {
    Evaluation evaluation(*rule.program_, data);
    return outcome_of(evaluation, evaluation.run());
}

std::expected<bool, Error> holds(const Rule& rule, const Data& data) {
    Evaluation evaluation(*rule.program_, data);
    const Value value = evaluation.run();
    if (value.is_failed()) return std::unexpected(evaluation.error());
    return is_truthy(value);
}

Traced trace(const Rule& rule, const Data& data) {
    Tracer tracer(*rule.program_);
    Evaluation evaluation(*rule.program_, data, &tracer);
    const Value value = evaluation.run();
    auto outcome = outcome_of(evaluation, value);
    return {std::move(outcome), tracer.finish()};
}

}  // namespace wissel::logic
