#include "engine/runtime/reader_lanes.hpp"

#include <utility>

namespace wissel::runtime {

ReaderLanes::ReaderLanes(std::vector<std::unique_ptr<cases::ReadStore>> stores, std::size_t queue_max)
    : stores_(std::move(stores)), lanes_(stores_.size()), queue_max_(queue_max) {
    for (auto& store : stores_) {
        threads_.emplace_back([this, &store] { loop(*store); });
    }
}

ReaderLanes::~ReaderLanes() {
    stop();
}

bool ReaderLanes::push(Query& query) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_max_) {
        meters_.refused.add();
        return false;
    }
    meters_.taken.add();
    queue_.push_back(std::move(query));
    wake_.notify_one();
    return true;
}

std::size_t ReaderLanes::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void ReaderLanes::stop() {
    std::deque<Query> left;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        left.swap(queue_);
        wake_.notify_all();
    }
    for (auto& query : left) query(nullptr);
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
    stores_.clear();
}

void ReaderLanes::loop(cases::ReadStore& store) {
    while (true) {
        Query query;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            query = std::move(queue_.front());
            queue_.pop_front();
        }
        const metrics::Held busy(meters_.busy);
        query(&store);
    }
}

}  // namespace wissel::runtime
