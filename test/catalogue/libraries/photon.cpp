// RUN: %check %s holdfast-discarded-task,holdfast-detached-task %t
//
// PhotonLibOS' rows. A raw thread pointer is no handle: see the row.

#include "libraries/photon.h"

void *work(void *);
photon_std::thread launch();
struct Pass {
  template <class... T> void operator()(T &&...) const;
} pass;

void handles() {
  launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'launch' is dropped; std::terminate is called here (photon_std::thread is still joinable)
  photon_std::thread{pass};
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}temporary 'photon_std::thread' is dropped; std::terminate is called here
  launch().joinable();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'launch' is dropped after 'joinable';
  launch().detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'detach' leaves the work of this photon_std::thread without an owner; its exception ends the process
}

void silent() {
  launch().join();
  photon::go(pass);
  photon::thread_create(work, nullptr);
  // gap: nobody joins it.
  photon::thread_enable_join(photon::thread_create(work, nullptr));
  photon::thread_join(
      photon::thread_enable_join(photon::thread_create(work, nullptr)));
}
