#include "engine/cases/workflows.hpp"

#include "engine/base/json_text.hpp"

#include <algorithm>
#include <utility>

namespace wissel::cases {

Result<RunnableWorkflow> read_runnable(
    const nlohmann::ordered_json& document, const statechart::KnownNames& known
) {
    auto workflow = statechart::parse_workflow(document, known);
    if (!workflow) return fail_as(workflow);
    RunnableWorkflow made{std::move(*workflow), definition_text(document), {}};
    std::vector<Issue> issues;
    for (std::size_t at = 0; at < made.workflow.transitions.size(); ++at) {
        const auto& form = made.workflow.transitions[at].form;
        auto& compiled = made.forms.emplace_back();
        if (form.is_null()) continue;
        auto schema = schema::Schema::compile(form);
        if (schema) {
            compiled = std::move(*schema);
            continue;
        }
        for (Issue issue : schema.error().issues) {
            issue.path = made.machine().transitions[at].pointer + "/form" + issue.path;
            issues.push_back(std::move(issue));
        }
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return made;
}

Result<void> Workflows::put_in_force(
    const nlohmann::ordered_json& document, const statechart::KnownNames& known
) {
    auto read = read_runnable(document, known);
    if (!read) return fail_as(read);
    if (in_force(read->machine().id) != nullptr) {
        return fail(
            FailureCode::conflict,
            {"Er zijn twee werkwijzen \"" + read->machine().id + "\".",
             "There are two workflows \"" + read->machine().id + "\"."}
        );
    }
    all_.push_back(std::make_unique<const RunnableWorkflow>(std::move(*read)));
    in_force_.push_back(all_.back().get());
    return {};
}

Result<void> Workflows::keep_running(
    const nlohmann::ordered_json& document, const statechart::KnownNames& known
) {
    if (find(definition_hash(document)) != nullptr) return {};
    auto read = read_runnable(document, known);
    if (!read) return fail_as(read);
    all_.push_back(std::make_unique<const RunnableWorkflow>(std::move(*read)));
    return {};
}

const RunnableWorkflow* Workflows::in_force(std::string_view id) const {
    const auto found = std::find_if(in_force_.begin(), in_force_.end(), [id](const auto* one) {
        return one->machine().id == id;
    });
    return found == in_force_.end() ? nullptr : *found;
}

const RunnableWorkflow* Workflows::find(std::string_view hash) const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [hash](const auto& one) { return one->machine().hash == hash; });
    return found == all_.end() ? nullptr : found->get();
}

std::vector<const RunnableWorkflow*> Workflows::all_in_force() const {
    return in_force_;
}

std::vector<const RunnableWorkflow*> Workflows::all() const {
    std::vector<const RunnableWorkflow*> all;
    for (const auto& one : all_) all.push_back(one.get());
    return all;
}

}  // namespace wissel::cases
