#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <sys/stat.h>

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    // Whatever is made (the register, its lock) is for this user alone.
    umask(S_IRWXG | S_IRWXO);
    CLI::App app("Wissel: the register of bottlenecks in data sharing, and the engine that routes them.");
    app.require_subcommand(1);
    app.footer("Each subcommand has its own help: wissel serve --help");
    int status = 0;
    wissel::tool::add_serve(app, status);
    wissel::tool::add_demo(app, status);
    wissel::tool::add_diagram(app, status);
    wissel::tool::add_import(app, status);
    wissel::tool::add_key(app, status);
    wissel::tool::add_lint(app, status);
    wissel::tool::add_logic(app, status);
    wissel::tool::add_replay(app, status);
    wissel::tool::add_route(app, status);
    wissel::tool::add_search(app, status);
    wissel::tool::add_term(app, status);
    wissel::tool::add_version(app, status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& error) {
        std::cerr << "wissel: " << error.what() << '\n';
        return 1;
    }
    return status;
}
