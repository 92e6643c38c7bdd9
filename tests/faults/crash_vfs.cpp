#include "tests/faults/crash_vfs.hpp"

#include "engine/base/ensure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::faults {
namespace {

constexpr std::size_t sector_bytes = 512;

using Random = std::mt19937_64;

bool chance(Random& random) {
    return random() % 2 == 0;
}

/// A change that the page cache holds and the disk may not.
struct Change {
    enum class Kind : std::uint8_t { write, truncate };

    Kind kind;
    std::size_t offset;
    std::string bytes;
};

void put(std::string& content, std::size_t offset, std::string_view bytes) {
    if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

void apply(std::string& content, const Change& change) {
    if (change.kind == Change::Kind::write) return put(content, change.offset, change.bytes);
    content.resize(change.offset);
}

/// Each sector that the write touches is written, or is not.
void tear(std::string& content, const Change& change, Random& random) {
    std::size_t from = 0;
    while (from < change.bytes.size()) {
        const std::size_t left_in_sector = sector_bytes - (change.offset + from) % sector_bytes;
        const auto piece = std::string_view(change.bytes).substr(from, left_in_sector);
        if (chance(random)) put(content, change.offset + from, piece);
        from += piece.size();
    }
}

/// Passes on what the machine's own disk answered. Where that disk failed, nothing is shown about the
/// simulated one: the process ends, and its seed is to be played again.
int machine(const char* call, int status) {
    const bool failed = (status & 0xff) == SQLITE_FULL || (status & 0xff) == SQLITE_IOERR;
    if (!failed || status == SQLITE_IOERR_SHORT_READ || status == SQLITE_IOERR_DELETE_NOENT) return status;
    const int reason = errno;
    fmt::print(
        stderr, "the machine's own disk failed: {} gave {}, {}\n", call, status, std::strerror(reason)
    );
    _exit(machine_failed);
}

/// One file as the disk knows it.
struct DiskFile {
    std::string durable;
    std::vector<Change> unsynced;
    bool exists = false;
    bool entry_durable = false;          ///< its name is in the folder on the disk
    std::optional<std::string> deleted;  ///< what comes back where the deletion did not reach the disk
};

/// How much of what was not synced reaches the disk when the power goes.
enum class Survival : std::uint8_t { nothing, first_ones, some, torn };

class Disk {
public:
    explicit Disk(const PowerPlan& plan) : plan_(plan), random_(plan.seed) {}

    void tick() {
        if (++operations_ == plan_.operations) lose_power();
    }

    DiskFile& opened(const std::string& name) {
        DiskFile& file = files_[name];
        if (file.exists) return file;
        file.exists = true;
        file.unsynced.clear();
        std::ifstream there(name, std::ios::binary);
        file.durable.assign(std::istreambuf_iterator<char>(there), {});
        // What stands there before SQLite opened it was there before the process began.
        file.entry_durable = !file.durable.empty();
        return file;
    }

    void deleted(const std::string& name, bool folder_synced) {
        DiskFile& file = files_[name];
        if (file.entry_durable && !file.deleted) file.deleted = file.durable;
        file.exists = false;
        file.entry_durable = false;
        if (folder_synced) sync_folder();
    }

    static void sync(DiskFile& file) {
        for (const auto& change : file.unsynced) apply(file.durable, change);
        file.unsynced.clear();
    }

    void sync_folder() {
        for (auto& [name, file] : files_) {
            file.entry_durable = file.exists;
            file.deleted.reset();
        }
    }

    [[nodiscard]] int characteristics(int real) const {
        return plan_.powersafe_overwrite ? real : real & ~SQLITE_IOCAP_POWERSAFE_OVERWRITE;
    }

    int random_bytes(int count, char* out) {
        std::generate_n(out, count, [this] { return static_cast<char>(random_()); });
        return count;
    }

    [[noreturn]] void lose_power() {
        const auto survival = static_cast<Survival>(random_() % 4);
        for (const auto& [name, file] : files_) leave_behind(name, file, survival);
        _exit(power_lost);
    }

private:
    void leave_behind(const std::string& name, const DiskFile& file, Survival survival) {
        // Shared memory is memory: it is gone.
        unlink((name + "-shm").c_str());
        std::optional<std::string> content;
        if (file.deleted && chance(random_)) {
            content = file.deleted;
        } else if (file.exists && (file.entry_durable || chance(random_))) {
            content = after_power_loss(file, survival);
        }
        unlink(name.c_str());
        if (!content) return;
        std::ofstream out(name, std::ios::binary);
        out.write(content->data(), static_cast<std::streamsize>(content->size()));
        if (!out.flush()) machine("leaving a file behind", SQLITE_IOERR_WRITE);
    }

    std::string after_power_loss(const DiskFile& file, Survival survival) {
        std::string content = file.durable;
        std::vector<Change> changes = file.unsynced;
        if (survival == Survival::nothing) return content;
        if (survival == Survival::first_ones) {
            changes.resize(random_() % (changes.size() + 1));
            for (const auto& change : changes) apply(content, change);
            return content;
        }
        if (survival == Survival::torn) std::shuffle(changes.begin(), changes.end(), random_);
        for (const auto& change : changes) {
            if (chance(random_)) {
                apply(content, change);
            } else if (survival == Survival::torn && change.kind == Change::Kind::write) {
                tear(content, change, random_);
            }
        }
        return content;
    }

    PowerPlan plan_;
    Random random_;
    std::int64_t operations_ = 0;
    std::map<std::string, DiskFile> files_;
};

/// One for the process: SQLite's VFS is one as well.
std::unique_ptr<Disk> disk;
sqlite3_vfs* real_vfs = nullptr;

/// What SQLite holds of an open file. It lays the memory out itself and runs no constructor, so this stays
/// plain; the system's own file follows behind it.
struct CrashFile {
    sqlite3_file base;
    DiskFile* on_disk;  ///< nullptr: a temporary file, which no power loss has to bring back
    bool syncs_folder;  ///< the system's VFS syncs the folder with the first sync of a new journal or WAL
};

CrashFile& self(sqlite3_file* file) {
    return *reinterpret_cast<CrashFile*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(&self(file) + 1);
}

int close_file(sqlite3_file* file) {
    return real(file)->pMethods->xClose(real(file));
}

int read_file(sqlite3_file* file, void* out, int count, sqlite3_int64 offset) {
    return machine("xRead", real(file)->pMethods->xRead(real(file), out, count, offset));
}

int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    disk->tick();
    if (self(file).on_disk != nullptr) {
        self(file).on_disk->unsynced.push_back(
            {Change::Kind::write,
             static_cast<std::size_t>(offset),
             std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))}
        );
    }
    return machine("xWrite", real(file)->pMethods->xWrite(real(file), bytes, count, offset));
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    disk->tick();
    if (self(file).on_disk != nullptr) {
        self(file).on_disk->unsynced.push_back({Change::Kind::truncate, static_cast<std::size_t>(size), {}});
    }
    return machine("xTruncate", real(file)->pMethods->xTruncate(real(file), size));
}

int sync_file(sqlite3_file* file, int) {
    disk->tick();
    if (self(file).on_disk != nullptr) Disk::sync(*self(file).on_disk);
    if (self(file).syncs_folder) disk->sync_folder();
    self(file).syncs_folder = false;
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return machine("xFileSize", real(file)->pMethods->xFileSize(real(file), size));
}

int lock_file(sqlite3_file* file, int level) {
    return machine("xLock", real(file)->pMethods->xLock(real(file), level));
}

int unlock_file(sqlite3_file* file, int level) {
    return machine("xUnlock", real(file)->pMethods->xUnlock(real(file), level));
}

int check_reserved_lock(sqlite3_file* file, int* held) {
    return machine("xCheckReservedLock", real(file)->pMethods->xCheckReservedLock(real(file), held));
}

int control_file(sqlite3_file* file, int operation, void* argument) {
    return machine("xFileControl", real(file)->pMethods->xFileControl(real(file), operation, argument));
}

int sector_size(sqlite3_file*) {
    return static_cast<int>(sector_bytes);
}

int characteristics(sqlite3_file* file) {
    return disk->characteristics(real(file)->pMethods->xDeviceCharacteristics(real(file)));
}

int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return machine("xShmMap", real(file)->pMethods->xShmMap(real(file), page, size, extend, out));
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return machine("xShmLock", real(file)->pMethods->xShmLock(real(file), offset, count, flags));
}

void shm_barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}

int shm_unmap(sqlite3_file* file, int remove) {
    return machine("xShmUnmap", real(file)->pMethods->xShmUnmap(real(file), remove));
}

// Version 2: with shared memory, without memory-mapped files, whose writes would go past us.
constexpr sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    self(file) = {};
    // Looked at before SQLite makes it, so that a new file is known as new.
    if (name != nullptr) self(file).on_disk = &disk->opened(name);
    const int status = machine("xOpen", real_vfs->xOpen(real_vfs, name, real(file), flags, flags_out));
    if (status != SQLITE_OK) return status;
    const bool log = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    self(file).syncs_folder = log && (flags & SQLITE_OPEN_CREATE) != 0;
    self(file).base.pMethods = &methods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
    disk->tick();
    const int status = machine("xDelete", real_vfs->xDelete(real_vfs, name, sync_folder));
    if (status == SQLITE_OK) disk->deleted(name, sync_folder != 0);
    return status;
}

int random_bytes(sqlite3_vfs*, int count, char* out) {
    return disk->random_bytes(count, out);
}

}  // namespace

void install_crash_vfs(const PowerPlan& plan) {
    ensure(disk == nullptr, "a process loses power once");
    disk = std::make_unique<Disk>(plan);
    real_vfs = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs crash = *real_vfs;
    crash.szOsFile = static_cast<int>(sizeof(CrashFile)) + real_vfs->szOsFile;
    crash.zName = "crash";
    crash.pNext = nullptr;
    crash.xOpen = open_file;
    crash.xDelete = delete_file;
    crash.xRandomness = random_bytes;
    // As the default, since SQLite seeds its generator (the salts of the WAL) from the default VFS alone.
    sqlite3_vfs_register(&crash, 1);
    sqlite3_randomness(0, nullptr);
}

void lose_power() {
    disk->lose_power();
}

}  // namespace wissel::faults
