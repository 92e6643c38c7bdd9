#include "api/resources/await.hpp"

#include "engine/runtime/log.hpp"
#include "engine/runtime/status_board.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;

/// Takes a result home: completes `handler` on `executor`, which stays running until then.
template <class Handler, class T>
class Homing {
public:
    Homing(Handler handler, const asio::any_io_executor& executor)
        : handler_(std::move(handler)), work_(asio::make_work_guard(executor)) {}

    void operator()(Result<T> outcome) {
        auto completion = [handler = std::move(handler_), outcome = std::move(outcome)]() mutable {
            std::move(handler)(std::move(outcome));
        };
        asio::post(work_.get_executor(), std::move(completion));
        work_.reset();
    }

private:
    Handler handler_;
    asio::executor_work_guard<asio::any_io_executor> work_;
};

Failure lanes_full() {
    return {
        FailureCode::unavailable,
        {"Het is nu te druk; probeer het over enkele seconden opnieuw.",
         "Too busy right now; try again in a few seconds."},
        {},
        "busy"};
}

/// Asks, and keeps what a bug or a broken file throws from leaving the reader's thread.
template <class T>
Result<T> answer(const std::function<Result<T>(cases::ReadStore&)>& question, cases::ReadStore* store) {
    if (store == nullptr) return std::unexpected(lanes_full());
    try {
        return question(*store);
    } catch (const std::exception& error) {
        log::write(log::Level::error, "queryFailed", {{"what", std::string_view(error.what())}});
        return fail(
            FailureCode::bug, {"Er ging iets mis bij het lezen.", "Something went wrong while reading."}
        );
    }
}

}  // namespace

asio::awaitable<Result<runtime::Reply>> submit(
    runtime::WriterLane& lane,
    runtime::Command command,
    std::optional<runtime::Retry> retry,
    std::function<cases::KeptAnswer(const runtime::Done&)> render
) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto initiate = [&lane](auto handler, runtime::Work work, asio::any_io_executor home) {
        work.done = Homing<decltype(handler), runtime::Reply>(std::move(handler), home);
        lane.push(std::move(work));
    };
    runtime::Work work{std::move(command), std::move(retry), render, {}, true};
    auto pending = asio::async_initiate<decltype(asio::use_awaitable), void(Result<runtime::Reply>)>(
        std::move(initiate), asio::use_awaitable, std::move(work), executor
    );
    Result<runtime::Reply> reply = co_await std::move(pending);
    if (reply && reply->unworded) reply->answer = render(*reply->unworded);
    co_return reply;
}

asio::awaitable<Result<StatusDocumentPtr>> ask(runtime::StatusBoard& board, runtime::StatusPage page) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto initiate = [&board](auto handler, runtime::StatusPage asked, asio::any_io_executor home) {
        board.ask(asked, Homing<decltype(handler), StatusDocumentPtr>(std::move(handler), home));
    };
    auto pending = asio::async_initiate<decltype(asio::use_awaitable), void(Result<StatusDocumentPtr>)>(
        std::move(initiate), asio::use_awaitable, std::move(page), executor
    );
    co_return co_await std::move(pending);
}

asio::awaitable<Result<StatusDocumentPtr>> ask_for_change(
    runtime::StatusBoard& board, runtime::StatusPage page, status::Version known, std::chrono::seconds within
) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto initiate = [&board, known, within](auto handler, runtime::StatusPage asked, asio::any_io_executor home) {
        board.wait(asked, known, within, Homing<decltype(handler), StatusDocumentPtr>(std::move(handler), home));
    };
    auto pending = asio::async_initiate<decltype(asio::use_awaitable), void(Result<StatusDocumentPtr>)>(
        std::move(initiate), asio::use_awaitable, std::move(page), executor
    );
    co_return co_await std::move(pending);
}

template <class T>
asio::awaitable<Result<T>> ask(
    runtime::ReaderLanes& lanes, std::function<Result<T>(cases::ReadStore&)> question
) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto initiate =
        [&lanes](
            auto handler, std::function<Result<T>(cases::ReadStore&)> asked, asio::any_io_executor home
        ) {
            runtime::Query query = [done = Homing<decltype(handler), T>(std::move(handler), home),
                                    asked = std::move(asked)](cases::ReadStore* store) mutable {
                done(answer(asked, store));
            };
            if (!lanes.push(query)) query(nullptr);
        };
    auto pending = asio::async_initiate<decltype(asio::use_awaitable), void(Result<T>)>(
        std::move(initiate), asio::use_awaitable, std::move(question), executor
    );
    co_return co_await std::move(pending);
}

template asio::awaitable<Result<std::optional<cases::CaseView>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<cases::CaseView>>(cases::ReadStore&)>);
template asio::awaitable<Result<cases::Page<cases::CaseView>>>
ask(runtime::ReaderLanes&, std::function<Result<cases::Page<cases::CaseView>>(cases::ReadStore&)>);
template asio::awaitable<Result<cases::CasePage>>
ask(runtime::ReaderLanes&, std::function<Result<cases::CasePage>(cases::ReadStore&)>);
template asio::awaitable<Result<std::optional<cases::Page<std::string>>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<cases::Page<std::string>>>(cases::ReadStore&)>);
template asio::awaitable<Result<std::vector<cases::ApiKey>>>
ask(runtime::ReaderLanes&, std::function<Result<std::vector<cases::ApiKey>>(cases::ReadStore&)>);
template asio::awaitable<Result<std::int64_t>>
ask(runtime::ReaderLanes&, std::function<Result<std::int64_t>(cases::ReadStore&)>);
template asio::awaitable<Result<std::optional<CaseOnChart>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<CaseOnChart>>(cases::ReadStore&)>);
template asio::awaitable<Result<std::optional<Document>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<Document>>(cases::ReadStore&)>);

}  // namespace wissel::resources
