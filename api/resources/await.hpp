#pragma once

#include "api/resources/case_drawing.hpp"
#include "api/resources/reply.hpp"
#include "engine/runtime/register.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

// The bridge between coroutines on I/O threads and the lanes: a handler awaits, the I/O thread goes on. The
// one file of the resources that knows more of Asio than `awaitable`.

namespace wissel::runtime {
struct StatusDocument;
struct StatusPage;
}
namespace wissel::status {
struct Version;
}

namespace wissel::resources {

using StatusDocumentPtr = std::shared_ptr<const runtime::StatusDocument>;

/// Completes after the batch that holds the command is durable (or refused), on the executor of the awaiting
/// coroutine.
[[nodiscard]] boost::asio::awaitable<Result<runtime::Reply>> submit(
    runtime::WriterLane& lane,
    runtime::Command command,
    std::optional<runtime::Retry> retry,
    std::function<cases::KeptAnswer(const runtime::Done&)> render
);

/// The status document as it is now: no older than this call.
[[nodiscard]] boost::asio::awaitable<Result<StatusDocumentPtr>> ask(
    runtime::StatusBoard& board, runtime::StatusPage page
);

/// The status document as soon as it is another one than that of `known`; null where it is not within this time. No
/// thread waits meanwhile.
[[nodiscard]] boost::asio::awaitable<Result<StatusDocumentPtr>> ask_for_change(
    runtime::StatusBoard& board, runtime::StatusPage page, status::Version known, std::chrono::seconds within
);

/// Runs `question` on a reader lane and completes on the executor of the awaiting coroutine. What `question`
/// throws becomes an `internal` failure (and a line in the log); a full lane an `unavailable` one.
template <class T>
[[nodiscard]] boost::asio::awaitable<Result<T>> ask(
    runtime::ReaderLanes& lanes, std::function<Result<T>(cases::ReadStore&)> question
);

extern template boost::asio::awaitable<Result<std::optional<cases::CaseView>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<cases::CaseView>>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<cases::Page<cases::CaseView>>>
ask(runtime::ReaderLanes&, std::function<Result<cases::Page<cases::CaseView>>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<cases::CasePage>>
ask(runtime::ReaderLanes&, std::function<Result<cases::CasePage>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<std::optional<cases::Page<std::string>>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<cases::Page<std::string>>>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<std::vector<cases::ApiKey>>>
ask(runtime::ReaderLanes&, std::function<Result<std::vector<cases::ApiKey>>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<std::int64_t>>
ask(runtime::ReaderLanes&, std::function<Result<std::int64_t>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<std::optional<CaseOnChart>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<CaseOnChart>>(cases::ReadStore&)>);
extern template boost::asio::awaitable<Result<std::optional<Document>>>
ask(runtime::ReaderLanes&, std::function<Result<std::optional<Document>>(cases::ReadStore&)>);

}  // namespace wissel::resources
