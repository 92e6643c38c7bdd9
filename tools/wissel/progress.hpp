#pragma once

#include <cstddef>

namespace wissel::tool {

/// A bar where a person looks on, nothing in a log file.
class Progress {
public:
    explicit Progress(std::size_t total);

    /// Ends the line once all is done.
    void show(std::size_t done) const;

    /// Makes room for a line of text.
    void clear() const;

private:
    std::size_t total_;
    bool shown_;
};

}  // namespace wissel::tool
