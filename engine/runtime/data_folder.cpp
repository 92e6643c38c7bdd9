#include "engine/runtime/data_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace wissel::runtime {
namespace {

std::unexpected<Failure> unwritable(const std::string& path, const std::string& why) {
    return fail(
        FailureCode::unavailable,
        {fmt::format("In de map {} kan niet geschreven worden: {}.", path, why),
         fmt::format("The folder {} cannot be written: {}.", path, why)},
        "unwritable"
    );
}

std::int64_t bytes_of(const std::string& path) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    return error ? 0 : static_cast<std::int64_t>(bytes);
}

}  // namespace

Result<std::unique_ptr<DataFolder>> DataFolder::lock(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
        std::filesystem::create_directories(path, error);
        if (error) return unwritable(path, error.message());
        chmod(path.c_str(), S_IRWXU);
    }
    const int lock = open((path + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (lock < 0) return unwritable(path, std::strerror(errno));
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return fail(
            FailureCode::conflict,
            {fmt::format(
                 "Een ander proces gebruikt het register in {}. Stop dat eerst, of werk via de API.", path
             ),
             fmt::format(
                 "Another process uses the register in {}. Stop it first, or work through the API.", path
             )},
            "locked"
        );
    }
    return std::unique_ptr<DataFolder>(new DataFolder(path, lock));
}

DataFolder::~DataFolder() {
    close(lock_);
}

void DataFolder::look(DiskMeters& meters) const {
    meters.free_bytes.set(static_cast<std::int64_t>(free_bytes()));
    meters.database_bytes.set(bytes_of(database()));
    meters.wal_bytes.set(bytes_of(database() + "-wal"));
}

std::uint64_t DataFolder::free_bytes() const {
    struct statvfs disk {};
    if (statvfs(path_.c_str(), &disk) != 0) return 0;
    return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

}  // namespace wissel::runtime
