#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace wissel::http {

/// Counts who is connected: in all, and for each address, so that slow clients from one address cannot hold
/// everybody else out. Safe from any thread.
class AddressBook {
public:
    AddressBook(std::size_t all_max, std::size_t per_address_max)
        : all_max_(all_max), per_address_max_(per_address_max) {}

    /// A place that is taken until it is destroyed. The book outlives it.
    class Ticket {
    public:
        Ticket(Ticket&& other) noexcept;
        Ticket& operator=(Ticket&&) = delete;
        ~Ticket();

    private:
        friend class AddressBook;
        Ticket(AddressBook& book, std::string address, bool counts_in_all)
            : book_(&book), address_(std::move(address)), counts_in_all_(counts_in_all) {}

        AddressBook* book_;
        std::string address_;
        bool counts_in_all_;
    };

    /// A connection from `address`; with an empty address (a trusted proxy) it counts in all only. No value:
    /// over a cap.
    [[nodiscard]] std::optional<Ticket> connect(const std::string& address);

    /// A request that came through a proxy from `address`, while it is handled. No value: over the cap of
    /// that address.
    [[nodiscard]] std::optional<Ticket> forward(const std::string& address);

private:
    [[nodiscard]] bool take_address(const std::string& address);
    void give_back(const std::string& address, bool counts_in_all);

    std::size_t all_max_;
    std::size_t per_address_max_;
    std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> per_address_;
};

}  // namespace wissel::http
