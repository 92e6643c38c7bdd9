#pragma once

#include <cstdint>

// A disk that loses power. It stands between SQLite and the system's own VFS and keeps, beside the files that
// SQLite sees, what the disk would hold: the page cache is written out on a sync and not before. When the
// power goes, each write since the last sync may be kept, dropped or torn at 512 bytes, in an order of its
// own; a file that was made or deleted without a sync of its folder may be missing or back again. Every
// choice follows from the seed. What it does not model: a disk that lies about a sync, and bits that rot.

namespace wissel::faults {

/// The exit code of a process whose disk lost power.
inline constexpr int power_lost = 77;

/// The exit code of a process under which the machine's own disk failed: full, or an error of its own.
inline constexpr int machine_failed = 78;

struct PowerPlan {
    std::uint64_t seed = 0;
    /// At which write, truncation, sync or deletion the power goes; it does not happen itself.
    std::int64_t operations = 0;
    /// The file system promises that a torn write leaves its neighbours alone
    /// (SQLITE_IOCAP_POWERSAFE_OVERWRITE, as the VFS of Linux does). Without it SQLite pads each COMMIT,
    /// another path through its code.
    bool powersafe_overwrite = true;
};

/// Registers the VFS `crash` as the default of this process, once. SQLite's own random numbers follow from
/// the seed too.
void install_crash_vfs(const PowerPlan& plan);

/// The power goes now: leaves on the real files what a disk would hold and ends the process with
/// `power_lost`, without a destructor.
[[noreturn]] void lose_power();

}  // namespace wissel::faults
