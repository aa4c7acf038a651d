#include <future>

void dropped() {
  std::async([] {});
}
