#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace wissel::status {

/// Texts that come back again and again, each under a small number in the order in which they first came.
class Names {
public:
    [[nodiscard]] std::uint32_t number_of(const std::string& name) {
        const auto [place, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(all_.size()));
        if (fresh) all_.push_back(name);
        return place->second;
    }

    /// `nothing` where it never came.
    static constexpr std::uint32_t nothing = 0xffffffff;
    [[nodiscard]] std::uint32_t find(const std::string& name) const {
        const auto place = numbers_.find(name);
        return place == numbers_.end() ? nothing : place->second;
    }

    [[nodiscard]] const std::string& at(std::uint32_t number) const { return all_[number]; }
    [[nodiscard]] std::size_t size() const { return all_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> all_;
};

}  // namespace wissel::status
