#include "api/http/figures.hpp"

#include <iterator>

namespace wissel::http {

void Figures::name_operations(std::vector<std::string> names) {
    operations_ = {"other"};
    operations_.insert(
        operations_.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end())
    );
    answers_ = std::vector<metrics::Counter>(operations_.size() * statuses);
    durations_.clear();
    for (std::size_t at = 0; at < operations_.size() * classes.size(); ++at) durations_.emplace_back(bounds);
}

void Figures::answered(std::size_t operation, int status, std::chrono::steady_clock::duration took) noexcept {
    if (operation >= operations_.size()) operation = other;
    if (status < status_min || status > status_max) status = 500;
    const auto status_class = static_cast<std::size_t>(status / 100 - 1);
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    answers_[operation * statuses + static_cast<std::size_t>(status - status_min)].add();
    durations_[operation * classes.size() + status_class].observe(static_cast<std::uint64_t>(microseconds));
}

std::uint64_t Figures::answers(std::size_t operation, int status) const {
    return answers_.at(operation * statuses + static_cast<std::size_t>(status - status_min)).value();
}

metrics::Reading Figures::durations(std::size_t operation, std::size_t status_class) const {
    return durations_.at(operation * classes.size() + status_class).read();
}

}  // namespace wissel::http
