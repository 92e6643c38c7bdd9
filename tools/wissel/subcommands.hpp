#pragma once

namespace CLI {
class App;
}

namespace wissel::tool {

/// Each adds one subcommand with its options, help and an example. It runs while the arguments are parsed and
/// leaves its exit status in `status`: 0 done, 1 refused or failed (one line on standard error says why).
void add_serve(CLI::App& app, int& status);
void add_demo(CLI::App& app, int& status);
void add_diagram(CLI::App& app, int& status);
void add_import(CLI::App& app, int& status);
void add_key(CLI::App& app, int& status);
void add_lint(CLI::App& app, int& status);
void add_logic(CLI::App& app, int& status);
void add_replay(CLI::App& app, int& status);
void add_route(CLI::App& app, int& status);
void add_search(CLI::App& app, int& status);
void add_term(CLI::App& app, int& status);
void add_version(CLI::App& app, int& status);

}  // namespace wissel::tool
