#include "api/http/deadline.hpp"

namespace wissel::http {
namespace {

constexpr auto again_after = std::chrono::milliseconds{20};

}  // namespace

void Deadline::start(std::chrono::milliseconds within) {
    passed_ = false;
    ends_at_ = Clock::now() + within;
    if (!rings_at_ || *rings_at_ > *ends_at_) set_timer(*ends_at_);
}

void Deadline::set_timer(Clock::time_point at) {
    rings_at_ = at;
    timer_.expires_at(at);
    timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (self && !error) self->ring();
    });
}

void Deadline::ring() {
    rings_at_.reset();
    if (!ends_at_) return;
    const auto now = Clock::now();
    if (now < *ends_at_) return set_timer(*ends_at_);
    passed_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    // An operation of several steps may just now be between two of them, where there is nothing to cancel; so
    // once more, until the phase is over.
    set_timer(now + again_after);
}

}  // namespace wissel::http
