#pragma once

#include "engine/base/failure.hpp"
#include "engine/metrics/meter.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace wissel::runtime {

/// How the disk under a register stands, as last looked at; read from any thread.
struct DiskMeters {
    metrics::Gauge free_bytes;
    metrics::Gauge database_bytes;
    metrics::Gauge wal_bytes;
};

/// The folder in which a register lives: `wissel.db`, and `lock`, held by the one process that writes.
class DataFolder {
public:
    /// Makes the folder (0700) where it is not there, and takes the lock. Fails with `conflict` (slug
    /// `locked`) where another process holds it, `unavailable` (slug `unwritable`) where the folder cannot be
    /// made or written.
    [[nodiscard]] static Result<std::unique_ptr<DataFolder>> lock(const std::string& path);

    /// Lets the lock go.
    ~DataFolder();
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

    [[nodiscard]] std::string database() const { return database_of(path_); }
    [[nodiscard]] static std::string database_of(const std::string& path) { return path + "/wissel.db"; }

    /// What words are searched in; made from the database, and made anew where it is not there.
    [[nodiscard]] std::string search() const { return search_of(path_); }
    [[nodiscard]] static std::string search_of(const std::string& path) { return path + "/search.db"; }

    /// What is left on the disk for users who are not root; 0 where that cannot be told.
    [[nodiscard]] std::uint64_t free_bytes() const;

    /// Looks at the disk; what is not there has 0 bytes. Not from an I/O thread: a disk may hang.
    void look(DiskMeters& meters) const;

private:
    DataFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

    std::string path_;
    int lock_;
};

}  // namespace wissel::runtime
