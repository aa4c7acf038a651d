// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// rclcpp's rows: with a callback the future is of no interest.

#include "libraries/rclcpp.h"

struct AddTwoInts;
using Client = rclcpp::Client<AddTwoInts>;
Client::FutureAndRequestId asked();
Client::SharedFutureAndRequestId shared();
Client::SharedFutureWithRequestAndRequestId with_request();
struct Ignore {
  template <class T> void operator()(T &&) const;
} ignore;

void handles(Client &client, Client::Request request) {
  client.async_send_request(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'async_send_request' is dropped; what stands for the work is kept until it ends, and leaked if it never does
  asked();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'asked' is dropped; what stands for the work is kept
  shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'shared' is dropped;
  with_request();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'with_request' is dropped;
  asked().valid();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'asked' is dropped after 'valid';
}

void parameters(rclcpp::AsyncParametersClient &client) {
  client.set_parameters({});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'set_parameters' is dropped; the work runs on with no owner and its error is lost
  client.set_parameters_atomically({});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'set_parameters_atomically' is dropped; the work runs on
}

void silent(Client &client, Client::Request request,
            rclcpp::AsyncParametersClient &parameters) {
  client.async_send_request(request, ignore);
  asked().get();
  parameters.set_parameters({}, ignore);
  parameters.set_parameters_atomically({}, ignore);
  parameters.get_parameters({}, ignore);
  parameters.describe_parameters({}, ignore);
  parameters.get_parameter_types({}, ignore);
  parameters.list_parameters({}, 1, ignore);
}
