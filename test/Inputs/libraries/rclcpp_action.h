// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ROS 2's action client.
#pragma once

#include <future>
#include <memory>

namespace rclcpp_action {

template <class Action> class Client {
public:
  struct Goal {};
  struct GoalHandle {};
  struct SendGoalOptions {};
  using Handle = std::shared_ptr<GoalHandle>;
  std::shared_future<Handle>
  async_send_goal(const Goal &, const SendGoalOptions & = SendGoalOptions());
  std::shared_future<int> async_get_result(Handle, void (*)(int) = nullptr);
  std::shared_future<int> async_cancel_goal(Handle, void (*)(int) = nullptr);
  std::shared_future<int> async_cancel_all_goals(void (*)(int) = nullptr);
  std::shared_future<int> async_cancel_goals_before(long, void (*)(int) = nullptr);
};

} // namespace rclcpp_action
