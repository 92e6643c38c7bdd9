#include "tools/wissel/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>

namespace wissel::tool {

Progress::Progress(std::size_t total) : total_(total), shown_(isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done) const {
    if (!shown_ || total_ == 0) return;
    constexpr std::size_t width = 40;
    const std::size_t filled = done * width / total_;
    std::cerr << fmt::format("\r[{:<{}}] {}/{}", std::string(filled, '#'), width, done, total_) << std::flush;
    if (done == total_) std::cerr << '\n';
}

void Progress::clear() const {
    if (shown_) std::cerr << "\r" << std::string(60, ' ') << "\r";
}

}  // namespace wissel::tool
