// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sogou's workflow. The factory's arguments are left out where nothing depends on
// them.
#pragma once

class SubTask {};
class WFTimerTask : public SubTask {
public:
  void start();
  void dismiss();
};
class SeriesWork {
public:
  void start();
  void push_back(SubTask *);
};
SeriesWork &operator<<(SeriesWork &, SubTask *);

class WFTaskFactory {
public:
  static WFTimerTask *create_counter_task();
  static WFTimerTask *create_dns_task();
  static WFTimerTask *create_dynamic_task();
  static WFTimerTask *create_empty_task();
  static WFTimerTask *create_fdatasync_task();
  static WFTimerTask *create_fsync_task();
  static WFTimerTask *create_go_task();
  static WFTimerTask *create_graph_task();
  static WFTimerTask *create_http_task();
  static WFTimerTask *create_mailbox_task();
  static WFTimerTask *create_module_task();
  static WFTimerTask *create_mysql_task();
  static WFTimerTask *create_pread_task();
  static WFTimerTask *create_preadv_task();
  static WFTimerTask *create_pwrite_task();
  static WFTimerTask *create_pwritev_task();
  static WFTimerTask *create_redis_task();
  static WFTimerTask *create_repeater_task();
  static WFTimerTask *create_selector_task();
  static WFTimerTask *create_timedgo_task();
  static WFTimerTask *create_timer_task();
};
class Workflow {
public:
  static SeriesWork *create_series_work(SubTask *first, void (*)(const SeriesWork *));
  static SeriesWork *create_parallel_work(void (*)(const SeriesWork *));
  static void start_series_work(SubTask *first, void (*)(const SeriesWork *));
};
