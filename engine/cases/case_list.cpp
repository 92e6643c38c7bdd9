#include "engine/cases/case_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wissel::cases {
namespace {

constexpr std::array<std::pair<CaseSort, std::string_view>, 5> sorts = {{
    {CaseSort::newest, "-reported"},
    {CaseSort::oldest, "reported"},
    {CaseSort::changed_last, "-changed"},
    {CaseSort::changed_first, "changed"},
    {CaseSort::due, "due"},
}};

}  // namespace

std::string_view code_of(CaseSort sort) {
    return std::find_if(sorts.begin(), sorts.end(), [sort](const auto& one) { return one.first == sort; })->second;
}

std::optional<CaseSort> case_sort(std::string_view code) {
    const auto found = std::find_if(sorts.begin(), sorts.end(), [code](const auto& one) { return one.second == code; });
    if (found == sorts.end()) return std::nullopt;
    return found->first;
}

}  // namespace wissel::cases
