#include "engine/runtime/process_figures.hpp"

#include <dirent.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace wissel::runtime {
namespace {

double seconds_of(clockid_t clock) {
    timespec time{};
    if (clock_gettime(clock, &time) != 0) return 0;
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// When the machine started, in seconds since 1970. Not from /proc/stat, which a unit of systemd may hide.
double booted_at() {
    return seconds_of(CLOCK_REALTIME) - seconds_of(CLOCK_BOOTTIME);
}

std::uint64_t entries_of(const char* path) {
    DIR* const folder = opendir(path);
    if (folder == nullptr) return 0;
    std::uint64_t count = 0;
    while (readdir(folder) != nullptr) ++count;
    closedir(folder);
    // `.` and `..`, and the descriptor that looks.
    return count > 3 ? count - 3 : 0;
}

}  // namespace

ProcessFigures process_figures() {
    ProcessFigures figures;
    std::string text;
    {
        std::ifstream file("/proc/self/stat");
        std::getline(file, text);
    }
    // The name of the program stands in brackets and may hold anything; fields are counted from behind it (proc(5)).
    const auto name_ends = text.rfind(')');
    if (name_ends == std::string::npos) return figures;
    std::istringstream fields(text.substr(name_ends + 1));
    constexpr int first = 3;
    std::string field;
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    for (int number = first; fields >> field; ++number) {
        if (number == 14 || number == 15) figures.cpu_s += std::stod(field) / ticks;
        if (number == 20) figures.threads = std::stoull(field);
        if (number == 22) figures.started_s = std::stod(field) / ticks;
        if (number == 23) figures.virtual_bytes = std::stoull(field);
        if (number == 24) figures.resident_bytes = std::stoull(field) * page;
        if (number == 24) break;
    }
    static const double boot = booted_at();
    figures.started_s += boot;
    figures.open_files = entries_of("/proc/self/fd");
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) figures.open_files_max = limit.rlim_cur;
    return figures;
}

}  // namespace wissel::runtime
