// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a group does when its owner or its context goes away.
#pragma once

#include <holdfast/detail/context_record.hpp>
#include <holdfast/detail/task_executor.hpp>

namespace holdfast::inline HOLDFAST_ABI::detail {

inline void group_state::say_left(const char *what) noexcept {
  std::string text;
  {
    const std::lock_guard hold(lock);
    if (stats.active == 0)
      return;
    text = "holdfast: " + std::to_string(stats.active) + " task(s) of group '" +
           name + "' " + what + "\n";
    std::size_t shown = 0;
    for (list_hook *at = tasks.next; at != &tasks && shown < 10;
         at = at->next, ++shown) {
      const task_node &node = *static_cast<task_node *>(at);
      text += "holdfast:   task #" + std::to_string(node.id);
      if (node.extra && !node.extra->name.empty())
        text += " '" + node.extra->name + "'";
      text += std::string(" spawned at ") + node.site.file_name() + ":" +
              std::to_string(node.site.line()) + "\n";
    }
    if (stats.active > shown)
      text +=
          "holdfast:   and " + std::to_string(stats.active - shown) + " more\n";
    text += std::string("holdfast:   the group was made at ") +
            site.file_name() + ":" + std::to_string(site.line()) + "\n";
  }
  std::fputs(text.c_str(), stderr);
}

inline void group_state::context_is_going() noexcept {
  wait_list idle, quiet, ended, room;
  {
    const std::lock_guard hold(lock);
    context_gone = true;
    wait_list taken = idle_waiters.take();
    idle.swap(taken);
    wait_list taken_quiet = quiet_waiters.take();
    quiet.swap(taken_quiet);
    wait_list taken_ended = shutdown_waiters.take();
    ended.swap(taken_ended);
    wait_list taken_room = room_waiters.take();
    room.swap(taken_room);
  }
  idle.drop_all();
  quiet.drop_all();
  ended.drop_all();
  room.drop_all();
  signals.reset();
  say_left("are abandoned: their execution context is being destroyed");
}

inline void group_state::attach_to(group_state &above) {
  const std::lock_guard hold(above.lock);
  above.children.push_back(this);
  parent = group_ptr(&above);
  on_error = above.on_error;
}

inline void group_state::stop_signals() noexcept {
  std::unique_ptr<net::signal_set> gone;
  const std::lock_guard hold(lock);
  gone.swap(signals);
}

inline void group_state::owner_is_gone() noexcept {
  if (parent) {
    const std::lock_guard hold(parent->lock);
    std::erase(parent->children, this);
  }
  if (!context_gone)
    stop_signals();
  {
    const std::lock_guard hold(lock);
    closed = true;
    if (context_gone || stats.active == 0)
      return;
  }
  // The handler may refer to the owner, which is on its way out.
  set_handler(error_handler());
  switch (when_destroyed.load()) {
  case on_destroy::terminate:
    say_left("were alive when it was destroyed, which was forbidden");
    std::terminate();
  case on_destroy::orphan:
    say_left("were alive when it was destroyed; they run on");
    return;
  case on_destroy::cancel_and_orphan:
    say_left("were alive when it was destroyed; they are being cancelled");
  }
  try {
    cancel_all("group destroyed", net::cancellation_type::terminal,
               std::source_location::current());
  } catch (const std::exception &e) {
    std::fprintf(stderr, "holdfast: cancelling them failed: %s\n", e.what());
  }
}

} // namespace holdfast::inline HOLDFAST_ABI::detail
