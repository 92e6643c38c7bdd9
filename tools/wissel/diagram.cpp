#include "engine/statechart/draw.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/subcommands.hpp"
#include "tools/wissel/workflow_file.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

struct DiagramOptions {
    std::string workflow;
    std::string config;
    std::string format = "svg";
    std::string language = "nl";

    [[nodiscard]] Language in() const { return language == "en" ? Language::en : Language::nl; }
};

Result<std::string> diagram(const DiagramOptions& options) {
    const auto folder = find_config(options.config);
    if (!folder) return std::unexpected(folder.error());
    const auto reference = read_reference(*folder);
    if (!reference) return std::unexpected(reference.error());
    const auto schema = read_workflow_schema(*folder);
    if (!schema) return std::unexpected(schema.error());
    const auto text = read_file(options.workflow);
    if (!text) return std::unexpected(text.error());
    const auto workflow = workflow_of(*text, *schema, cases::known_names((*reference)->vocabulary));
    if (!workflow) return std::unexpected(located(workflow.error(), options.workflow, *text));
    const auto drawing = statechart::draw(*workflow, cases::role_words((*reference)->vocabulary), options.in());
    return options.format == "svg" ? statechart::svg_of(drawing) : statechart::mermaid_of(drawing);
}

}  // namespace

void add_diagram(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("diagram", "Draw a workflow");
    const auto options = std::make_shared<DiagramOptions>();
    command->add_option("workflow", options->workflow, "The file of the workflow")->required();
    command->add_option("--format", options->format, "svg (default) or mermaid")
        ->check(CLI::IsMember({"svg", "mermaid"}));
    command->add_option("--lang", options->language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->footer(
        "Prints the drawing: states within each other, who is their turn, terms, and who may do what.\n"
        "Example:\n  wissel diagram workflows/referral.json --lang en > referral.svg"
    );
    command->callback([options, &status] {
        const auto drawn = diagram(*options);
        if (drawn) {
            std::cout << *drawn << std::flush;
            status = std::cout ? 0 : 1;
            return;
        }
        std::cerr << "wissel: " << in(options->in(), drawn.error().message) << '\n';
        status = 1;
    });
}

}  // namespace wissel::tool
