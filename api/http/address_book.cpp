#include "api/http/address_book.hpp"

#include <utility>

namespace wissel::http {

AddressBook::Ticket::Ticket(Ticket&& other) noexcept
    : book_(std::exchange(other.book_, nullptr)),
      address_(std::move(other.address_)),
      counts_(other.counts_) {}

AddressBook::Ticket::~Ticket() {
    if (book_ != nullptr) book_->give_back(address_, counts_);
}

std::optional<AddressBook::Ticket> AddressBook::connect(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (all_ >= all_max_ || !take_address(address)) return std::nullopt;
    ++all_;
    return Ticket(*this, address, Counts::in_all);
}

std::optional<AddressBook::Ticket> AddressBook::forward(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (!take_address(address)) return std::nullopt;
    return Ticket(*this, address, Counts::for_address_only);
}

bool AddressBook::take_address(const std::string& address) {
    if (address.empty()) return true;
    const auto found = per_address_.find(address);
    const std::size_t count = found == per_address_.end() ? 0 : found->second;
    if (count >= per_address_max_) return false;
    per_address_[address] = count + 1;
    return true;
}

void AddressBook::give_back(const std::string& address, Counts counts) {
    const std::lock_guard lock(mutex_);
    if (counts == Counts::in_all) --all_;
    if (address.empty()) return;
    const auto found = per_address_.find(address);
    if (--found->second == 0) per_address_.erase(found);
}

}  // namespace wissel::http
