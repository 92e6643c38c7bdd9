#include "engine/runtime/system.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/server.hpp"
#include "tools/wissel/soundness.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <signal.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

struct ServeOptions {
    std::string config;
    std::string data;
    std::string address;
    int port = -1;
};

/// Blocks the signals that end the program in every thread that is started from now on; `wait` takes them one
/// by one.
class EndSignals {
public:
    EndSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        // A client that is gone is told by the write that fails.
        std::signal(SIGPIPE, SIG_IGN);
    }

    void wait() const {
        int signal = 0;
        sigwait(&set_, &signal);
    }

private:
    sigset_t set_{};
};

/// After an I/O error nobody knows what is on the disk. The process ends at once, without closing the store
/// as if all were well; the next start recovers from the WAL.
[[noreturn]] void end_at_once(const Failure& failure) {
    std::cerr << "wissel: the storage failed (" << failure.message.en << "); ending. Restart to recover.\n";
    _exit(1);
}

Result<Settings> settings_of(const ServeOptions& options, const std::string& config) {
    auto settings = read_settings(config, process_environment());
    if (!settings) return settings;
    if (!options.data.empty()) settings->data = options.data;
    if (!options.address.empty()) settings->http.address = options.address;
    if (options.port >= 0) settings->http.port = static_cast<unsigned short>(options.port);
    return settings;
}

std::string url_of(const Settings& settings, unsigned short port) {
    const bool v6 = settings.http.address.find(':') != std::string::npos;
    return "http://" + (v6 ? '[' + settings.http.address + ']' : settings.http.address) + ':' +
           std::to_string(port);
}

Result<void> serve(const ServeOptions& options) {
    const EndSignals signals;
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    const auto settings = settings_of(options, *config);
    if (!settings) return std::unexpected(settings.error());
    log::configure(settings->log_level);
    const auto configuration = read_configuration(*config, settings->workflows);
    if (!configuration) return std::unexpected(configuration.error());
    const auto workflows = read_workflows(**configuration);
    if (!workflows) return std::unexpected(workflows.error());
    const Instant now = runtime::SystemClock().now();
    if (auto sound = check_sound(**configuration, *workflows, now); !sound)
        return std::unexpected(sound.error());
    auto server = RunningServer::start(*settings, **configuration, *workflows, end_at_once);
    if (!server) return fail_as(server);
    log::write(log::Level::info, "started", {{"port", std::int64_t{(*server)->port()}}});
    std::cout << "Wissel listens on " << url_of(*settings, (*server)->port()) << std::endl;
    signals.wait();
    (*server)->stop();
    log::write(log::Level::info, "stopped");
    return {};
}

}  // namespace

void add_serve(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("serve", "Run the server");
    const auto options = std::make_shared<ServeOptions>();
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->add_option("--data", options->data, "Folder of the register; made where it is not there");
    command->add_option("--address", options->address, "IP address to listen on");
    command->add_option("--port", options->port, "Port to listen on; 0 takes a free one and prints it")
        ->check(CLI::Range(0, 65535));
    command->footer(
        "Settings come from wissel.json, then from WISSEL_… variables, then from these options.\n"
        "Ends cleanly on SIGTERM or Ctrl-C: what was taken is answered first.\n"
        "Example:\n  wissel serve --data /var/lib/wissel --port 8080"
    );
    command->callback([options, &status] {
        const auto served = serve(*options);
        if (served) return;
        std::cerr << "wissel: " << served.error().message.en << '\n';
        status = 1;
    });
}

}  // namespace wissel::tool
