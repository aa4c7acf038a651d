// RUN: %check %s holdfast-fail-fast-group-in-loop %t --option=Loops=all
//
// A group that is waited for outside of any coroutine, by the names of oneTBB.

namespace tbb {
class task_group {
public:
  template <class F> void run(F &&f) {}
  int wait();
};
} // namespace tbb

bool take(int &job);
void work(int job);

void for_ever() {
  tbb::task_group group;
  int job = 0;
  for (;;) {
    if (take(job))
      group.run([job] { work(job); });
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'group' is fed from a loop without end and is fail-fast; the exception of one child cancels the others and ends the loop (tbb::task_group) [holdfast-fail-fast-group-in-loop]
  }
  group.wait();
}

void waited_for_in_each_turn() {
  tbb::task_group group;
  int job = 0;
  for (;;) {
    if (take(job))
      group.run([job] { work(job); });
    group.wait();
  }
}

void one_for_each_turn() {
  for (;;) {
    tbb::task_group group;
    group.run([] { work(1); });
    group.wait();
  }
}

void until_there_is_no_more() {
  tbb::task_group group;
  int job = 0;
  while (take(job))
    group.run([job] { work(job); });
  group.wait();
}
