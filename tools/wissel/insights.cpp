#include "tools/wissel/insights.hpp"

#include "engine/base/json_text.hpp"
#include "tools/wissel/coverage.hpp"
#include "tools/wissel/findings.hpp"
#include "tools/wissel/script_file.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <mutex>
#include <utility>

namespace wissel::tool {
namespace {

using nlohmann::json;
using resources::Document;

/// A document that is made when it is first asked for; whoever asks meanwhile waits for it.
class Kept {
public:
    explicit Kept(std::function<json()> make) : make_(std::move(make)) {}

    const Document* get() {
        std::call_once(made_, [this] {
            document_.body = dump_json(make_());
            document_.etag = resources::content_tag(document_.body);
        });
        return &document_;
    }

private:
    std::function<json()> make_;
    std::once_flag made_;
    Document document_;
};

struct ScriptFile {
    std::string name;  ///< of the file, without `.json`
    Result<statechart::Script> script;
};

std::vector<ScriptFile> read_scripts(const std::string& folder) {
    std::vector<ScriptFile> all;
    for (const auto& path : scripts_of(folder))
        all.push_back({std::filesystem::path(path).stem().string(), read_script(path)});
    return all;
}

json told(const Words& words) {
    return {{"nl", words.nl}, {"en", words.en}};
}

json head_of(const std::string& id, const std::string& version, const std::string& hash) {
    return {{"id", id}, {"version", version}, {"hash", hash}};
}

json with_findings(json document, const std::vector<Finding>& findings) {
    json items = json::array();
    for (const auto& finding : findings) items.push_back(json_of(finding));
    document["items"] = std::move(items);
    return document;
}

/// The steps of one script, up to the first that is not as it says.
json run(const statechart::Definition& machine, const ScriptFile& file, Coverage& coverage) {
    json one = {{"name", file.name}};
    if (!file.script) {
        one["agrees"] = false;
        one["fault"] = told(file.script.error().message);
        return one;
    }
    if (file.script->title) one["title"] = told(*file.script->title);
    const auto replayed = statechart::replay(machine, *file.script);
    coverage.add(replayed);
    const auto* different = replayed.first_difference();
    one["agrees"] = different == nullptr;
    json steps = json::array();
    for (const auto& step : replayed.steps) {
        steps.push_back(json_of(step, machine));
        if (&step == different) break;
    }
    one["steps"] = std::move(steps);
    return one;
}

json run_all(const statechart::Definition& machine, const std::vector<ScriptFile>& files) {
    json document = head_of(machine.id, machine.version, machine.hash);
    Coverage coverage(machine);
    json items = json::array();
    for (const auto& file : files) items.push_back(run(machine, file, coverage));
    document["items"] = std::move(items);
    document["coverage"] = json_of(coverage);
    return document;
}

class FileInsights : public resources::Insights {
public:
    FileInsights(const Configuration& configuration, const cases::Workflows& workflows, const Clock& clock)
        : routing_([&configuration, &clock] {
              const auto& table = configuration.desk.table();
              const auto findings = findings_of(table, configuration, clock.now());
              return with_findings(head_of(table.id, table.version, table.hash), findings);
          }) {
        const auto folder = std::filesystem::path(configuration.table_path).parent_path() / "scripts";
        for (const auto* one : workflows.all_in_force()) {
            const auto& machine = one->machine();
            const auto head = head_of(machine.id, machine.version, machine.hash);
            findings_.try_emplace(machine.id, [one, head] {
                return with_findings(head, findings_of(one->workflow));
            });
            scripts_.try_emplace(
                machine.id,
                [&machine, files = read_scripts((folder / machine.id).string())] { return run_all(machine, files); }
            );
        }
    }

    [[nodiscard]] const Document* findings_of_workflow(std::string_view id) const override {
        return find(findings_, id);
    }
    [[nodiscard]] const Document* scripts_of_workflow(std::string_view id) const override {
        return find(scripts_, id);
    }
    [[nodiscard]] const Document* findings_of_routing() const override { return routing_.get(); }

private:
    using ById = std::map<std::string, Kept, std::less<>>;

    static const Document* find(ById& all, std::string_view id) {
        const auto found = all.find(id);
        return found == all.end() ? nullptr : found->second.get();
    }

    // Making a document is no change that anybody sees.
    mutable Kept routing_;
    mutable ById findings_;
    mutable ById scripts_;
};

}  // namespace

std::unique_ptr<resources::Insights> make_insights(
    const Configuration& configuration, const cases::Workflows& workflows, const Clock& clock
) {
    return std::make_unique<FileInsights>(configuration, workflows, clock);
}

}  // namespace wissel::tool
