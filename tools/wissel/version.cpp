#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace wissel::tool {

void add_version(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("version", "Print the versions of the program and of its API");
    command->footer("Example:\n  wissel version");
    command->callback([&status] {
        std::cout << "wissel " << WISSEL_VERSION << " (API " << WISSEL_API_VERSION << ")\n";
        status = 0;
    });
}

}  // namespace wissel::tool
