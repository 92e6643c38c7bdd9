#pragma once

#include "engine/metrics/histogram.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace wissel::metrics {

enum class Kind : std::uint8_t { counter, gauge, histogram };

/// A label's name and its value: any text in UTF-8.
using Label = std::pair<std::string_view, std::string_view>;
using Labels = std::initializer_list<Label>;

/// A page in the Prometheus text format, version 0.0.4, put together family by family. Made on demand; not for the
/// path of a request.
class Page {
public:
    static constexpr const char* media_type = "text/plain; version=0.0.4; charset=utf-8";

    Page();
    ~Page();

    /// Begins a family; the samples that follow are its own. `help` is one line of English. Throws LogicError on a
    /// name or a text that the format cannot carry, and on a name that was there already.
    Page& family(Kind kind, std::string name, std::string help);

    /// A value of a counter or a gauge. Throws LogicError without a family of that kind.
    Page& sample(Labels labels, double value);

    /// What a histogram holds; `per_unit` is how many of its whole units make one that is told, such as 1e6 for
    /// microseconds told in seconds. Throws LogicError without a family of that kind.
    Page& sample(Labels labels, const Reading& reading, double per_unit);

    /// A family with one sample and no labels.
    Page& single(Kind kind, std::string name, std::string help, double value);

    [[nodiscard]] std::string text() const;

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace wissel::metrics
