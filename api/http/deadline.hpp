#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace wissel::http {

/// One absolute moment for a whole phase of a connection, after which what it waits for is cancelled: a
/// client that sends a byte now and then gains nothing by it.
///
/// Most phases end long before their moment, and setting a timer costs as much as all the rest of a small
/// request. So the timer is left as it is when a phase ends or the next begins, and looks at its ring what
/// there is to guard by then.
class Deadline : public std::enable_shared_from_this<Deadline> {
public:
    using Clock = std::chrono::steady_clock;

    /// `socket` lives as long as this does.
    explicit Deadline(boost::asio::ip::tcp::socket& socket)
        : socket_(socket), timer_(socket.get_executor()) {}

    void start(std::chrono::milliseconds within);
    void stop() { ends_at_.reset(); }

    /// Whether the phase that was started last ran out of time.
    [[nodiscard]] bool passed() const { return passed_; }

private:
    void set_timer(Clock::time_point at);
    void ring();

    boost::asio::ip::tcp::socket& socket_;
    boost::asio::steady_timer timer_;
    std::optional<Clock::time_point> ends_at_;
    std::optional<Clock::time_point> rings_at_;
    bool passed_ = false;
};

}  // namespace wissel::http
