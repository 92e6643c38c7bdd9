// How fast Beast alone answers: one I/O thread, keep-alive, requests parsed, one prebuilt buffer written
// back. The measure for reads.
#include <CLI/CLI.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

/// One connection; it keeps itself alive through the handlers that wait.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, const std::string& answer) : socket_(std::move(socket)), answer_(answer) {
        socket_.set_option(tcp::no_delay(true));
    }

    void read() {
        parser_.emplace();
        http::async_read(
            socket_,
            buffer_,
            *parser_,
            [self = shared_from_this()](error_code error, std::size_t) {
                if (!error) self->write();
            }
        );
    }

private:
    void write() {
        asio::async_write(
            socket_,
            asio::buffer(answer_),
            [self = shared_from_this()](error_code error, std::size_t) {
                if (!error) self->read();
            }
        );
    }

    tcp::socket socket_;
    const std::string& answer_;
    boost::beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::empty_body>> parser_;
};

void accept(tcp::acceptor& acceptor, const std::string& answer) {
    acceptor.async_accept([&acceptor, &answer](error_code error, tcp::socket socket) {
        if (!error) std::make_shared<Session>(std::move(socket), answer)->read();
        accept(acceptor, answer);
    });
}

void serve(const std::string& answer_file) {
    std::ifstream file(answer_file, std::ios::binary);
    const std::string answer{std::istreambuf_iterator<char>(file), {}};
    asio::io_context context(1);
    tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
    std::printf("%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    accept(acceptor, answer);
    context.run();
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app("Answers every request with the same bytes; prints its port. End it with a signal.");
    std::string answer_file;
    app.add_option("--answer", answer_file, "File with the whole answer, head and body")
        ->required()
        ->check(CLI::ExistingFile);
    CLI11_PARSE(app, count, arguments);
    try {
        serve(answer_file);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bare_beast: %s\n", error.what());
        return 1;
    }
}
