#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace wissel::http {

/// Counts who is connected: in all, and for each address, so that slow clients from one address cannot hold
/// everybody else out. A trusted proxy brings many clients on few connections, so there each request counts
/// for the address that it came from. Safe from any thread.
class AddressBook {
public:
    AddressBook(std::size_t all_max, std::size_t per_address_max)
        : all_max_(all_max), per_address_max_(per_address_max) {}

    /// Where a place counts beside its address.
    enum class Counts : std::uint8_t { in_all, for_address_only };

    /// A place that is taken until it is destroyed. The book outlives it.
    class Ticket {
    public:
        Ticket(Ticket&& other) noexcept;
        Ticket& operator=(Ticket&&) = delete;
        ~Ticket();

    private:
        friend class AddressBook;
        Ticket(AddressBook& book, std::string address, Counts counts)
            : book_(&book), address_(std::move(address)), counts_(counts) {}

        AddressBook* book_;
        std::string address_;
        Counts counts_;
    };

    /// A connection from `address`; with an empty address (a trusted proxy) it counts in all only. No value:
    /// over a cap.
    [[nodiscard]] std::optional<Ticket> connect(const std::string& address);

    /// A request that came through a proxy from `address`, while it is handled. No value: over the cap of
    /// that address.
    [[nodiscard]] std::optional<Ticket> forward(const std::string& address);

private:
    [[nodiscard]] bool take_address(const std::string& address);
    void give_back(const std::string& address, Counts counts);

    std::size_t all_max_;
    std::size_t per_address_max_;
    std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> per_address_;
};

}  // namespace wissel::http
