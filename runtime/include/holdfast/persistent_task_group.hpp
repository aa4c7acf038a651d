// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A task group that lives as long as its owner.
#pragma once

#include <holdfast/task_set.hpp>

namespace holdfast::inline HOLDFAST_ABI {

/// A set of tasks that goes on when it is empty and whose children fail alone.
class persistent_task_group
    : public detail::spawn_interface<persistent_task_group> {
public:
  explicit persistent_task_group(net::any_io_executor executor,
                                 std::string name = "group")
      : state_(detail::group_ptr::adopt(
            new detail::group_state(std::move(executor), std::move(name)))) {}
  template <class Context>
    requires std::derived_from<Context, net::execution_context>
  explicit persistent_task_group(Context &context, std::string name = "group")
      : persistent_task_group(net::any_io_executor(context.get_executor()),
                              std::move(name)) {}
  persistent_task_group(persistent_task_group &&) = delete;
  ~persistent_task_group() { state_->owner_is_gone(); }

  net::any_io_executor get_executor() const { return state_->executor; }

private:
  friend class detail::spawn_interface<persistent_task_group>;
  detail::group_state &group() noexcept { return *state_; }
  detail::group_ptr state_;
};

} // namespace holdfast::inline HOLDFAST_ABI
