#pragma once

#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace wissel::test {

/// One answer as it came over the wire.
struct RawReply {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; of equal ones the last
    std::string head;                            ///< status line and fields, as sent
    std::string body;

    /// The value of a header; empty where it is missing.
    [[nodiscard]] std::string header(const std::string& name) const;
    [[nodiscard]] bool closes() const { return header("connection") == "close"; }
};

/// A client that sends exactly the bytes that a test wants, in the pieces that it wants, over a plain socket.
class RawClient {
public:
    using Wait = std::chrono::milliseconds;

    /// Fails the test where nobody listens. `from`: the address that the server sees.
    explicit RawClient(
        unsigned short port, const std::string& to = "127.0.0.1", const std::string& from = ""
    );
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// Sends all of it; false where the server does not take it any more.
    bool send(std::string_view bytes);

    /// Sends each piece in a segment of its own.
    void send_in_pieces(std::initializer_list<std::string_view> pieces, Wait pause = Wait{20});

    /// The next answer, as long as its Content-Length says. No value: the connection ended, or it took too
    /// long.
    [[nodiscard]] std::optional<RawReply> reply(Wait within = Wait{10'000});

    /// The same where the answer has no body, as after HEAD.
    [[nodiscard]] std::optional<RawReply> reply_without_body(Wait within = Wait{10'000});

    /// Whether the server ends the connection without sending anything more.
    [[nodiscard]] bool is_closed_within(Wait within = Wait{10'000});

    /// Whether nothing comes for so long, and the connection stays.
    [[nodiscard]] bool is_quiet_for(Wait time);

    /// No more will come from this side.
    void finish_sending();

    /// Ends the connection, with unread bytes or a reset where that is asked.
    void close();
    void reset();

    /// How long something took, in whole milliseconds, since the client was made.
    [[nodiscard]] long elapsed_ms() const;

private:
    enum class Body { as_told, none };
    enum class Came { bytes, nothing, end };

    [[nodiscard]] std::optional<RawReply> read(Body body, Wait within);
    [[nodiscard]] Came receive(std::chrono::steady_clock::time_point until);

    int socket_ = -1;
    std::string received_;
    std::chrono::steady_clock::time_point made_ = std::chrono::steady_clock::now();
};

}  // namespace wissel::test
