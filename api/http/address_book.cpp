#include "api/http/address_book.hpp"

#include <utility>

namespace wissel::http {

AddressBook::Ticket::Ticket(Ticket&& other) noexcept
    : book_(std::exchange(other.book_, nullptr)),
      address_(std::move(other.address_)),
      counts_in_all_(other.counts_in_all_) {}

AddressBook::Ticket::~Ticket() {
    if (book_ != nullptr) book_->give_back(address_, counts_in_all_);
}

std::optional<AddressBook::Ticket> AddressBook::connect(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (all_ >= all_max_ || !take_address(address)) return std::nullopt;
    ++all_;
    return Ticket(*this, address, true);
}

std::optional<AddressBook::Ticket> AddressBook::forward(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (!take_address(address)) return std::nullopt;
    return Ticket(*this, address, false);
}

bool AddressBook::take_address(const std::string& address) {
    if (address.empty()) return true;
    std::size_t& count = per_address_[address];
    if (count >= per_address_max_) return false;
    ++count;
    return true;
}

void AddressBook::give_back(const std::string& address, bool counts_in_all) {
    const std::lock_guard lock(mutex_);
    if (counts_in_all) --all_;
    if (address.empty()) return;
    const auto found = per_address_.find(address);
    if (--found->second == 0) per_address_.erase(found);
}

}  // namespace wissel::http
