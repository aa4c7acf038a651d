// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// rclcpp_action's rows: options and callbacks hear of the answer.

#include "libraries/rclcpp_action.h"

struct Fibonacci;
using Client = rclcpp_action::Client<Fibonacci>;
void answered(int);

void handles(Client &client, Client::Handle handle) {
  client.async_send_goal({});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async_send_goal' is dropped; the work runs on with no owner and its error is lost
  client.async_get_result(handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async_get_result' is dropped; the work runs on
}

void silent(Client &client, Client::Handle handle) {
  client.async_send_goal({}, {});
  client.async_get_result(handle, answered);
  client.async_cancel_goal(handle);
  client.async_cancel_all_goals();
  client.async_cancel_goals_before(1);
  client.async_send_goal({}).get();
}
