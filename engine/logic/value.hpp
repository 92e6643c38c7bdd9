#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// Values while a rule is evaluated. They are small, own nothing and are copied freely: what comes from the
// data or the rule is borrowed, what is made lies in the arena of the evaluation.

namespace wissel::logic {

/// Up to here every whole number is a double of its own.
inline constexpr double whole_max = 9007199254740992.0;

class Value;

struct List {
    const Value* items;
    std::size_t count;
};

class Value {
public:
    enum class Kind : std::uint8_t {
        failed,  ///< no value: the evaluation says which error
        null,
        boolean,
        integer,
        real,  ///< finite, and not a whole number up to 2^53, which is an integer
        text,
        list,  ///< made here
        tree,  ///< an array or object of the data or of the rule, borrowed
    };

    Value() : integer_(0) {}

    static Value failed() { return Value(Kind::failed); }
    static Value boolean(bool value) {
        Value made(Kind::boolean);
        made.boolean_ = value;
        return made;
    }
    static Value integer(std::int64_t value) {
        Value made(Kind::integer);
        made.integer_ = value;
        return made;
    }
    /// `value` is finite.
    static Value number(double value) {
        if (std::trunc(value) == value && std::abs(value) <= whole_max)
            return integer(static_cast<std::int64_t>(value));
        Value made(Kind::real);
        made.real_ = value;
        return made;
    }
    static Value text(std::string_view value) {
        Value made(Kind::text);
        made.text_ = value;
        return made;
    }
    static Value list(std::span<const Value> items) {
        Value made(Kind::list);
        made.list_ = {items.data(), items.size()};
        return made;
    }
    /// Borrows.
    static Value of(const nlohmann::json& value);

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool is_failed() const { return kind_ == Kind::failed; }
    [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
    [[nodiscard]] bool is_text() const { return kind_ == Kind::text; }
    [[nodiscard]] bool is_number() const { return kind_ == Kind::integer || kind_ == Kind::real; }
    [[nodiscard]] bool is_object() const { return kind_ == Kind::tree && tree_->is_object(); }
    [[nodiscard]] bool is_list() const {
        return kind_ == Kind::list || (kind_ == Kind::tree && tree_->is_array());
    }

    // Each only for a value of that kind.
    [[nodiscard]] bool as_boolean() const { return boolean_; }
    [[nodiscard]] std::int64_t as_integer() const { return integer_; }
    [[nodiscard]] double as_real() const { return real_; }
    [[nodiscard]] std::string_view as_text() const { return text_; }
    [[nodiscard]] const List& as_list() const { return list_; }
    [[nodiscard]] const nlohmann::json& as_tree() const { return *tree_; }

private:
    explicit Value(Kind kind) : kind_(kind), integer_(0) {}

    Kind kind_ = Kind::null;
    union {
        bool boolean_;
        std::int64_t integer_;
        double real_;
        std::string_view text_;
        List list_;
        const nlohmann::json* tree_;
    };
};

/// The items of a list, whoever keeps them.
class Items {
public:
    explicit Items(const List& made) : made_(made.items), count_(made.count) {}
    /// `array` is one.
    explicit Items(const nlohmann::json& array);

    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] Value operator[](std::size_t at) const {
        return made_ != nullptr ? made_[at] : Value::of(borrowed_[at]);
    }

private:
    const Value* made_ = nullptr;
    const nlohmann::json* borrowed_ = nullptr;
    std::size_t count_ = 0;
};

/// No value: it is no list.
[[nodiscard]] std::optional<Items> items_of(const Value& value);

/// What JsonLogic takes for true: everything but null, false, 0, "", [] and {}.
[[nodiscard]] bool is_truthy(const Value& value);

}  // namespace wissel::logic
