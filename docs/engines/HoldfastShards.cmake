# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# holdfast under a build system:
#
#   include(HoldfastShards)
#   holdfast_shards(holdfast-report SHARDS 8 DEPENDS my_program my_library)
#
#   cmake --build build --target holdfast-report
#
# gives build/holdfast/report.json. Ninja and make run the shards side by side, run
# one that has died alone the next time, and run none while the targets in DEPENDS
# are as they were.

set(HOLDFAST holdfast CACHE STRING "The program holdfast")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

function(holdfast_shards name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "SHARDS" "DEPENDS")
  set(folder ${CMAKE_BINARY_DIR}/holdfast)
  file(MAKE_DIRECTORY ${folder})
  set(reports "")
  foreach(shard RANGE 1 ${ARG_SHARDS})
    set(report ${folder}/${shard}.json)
    # Status 3, files that could not be analysed, is in the report.
    add_custom_command(OUTPUT ${report}
      COMMAND sh -c "\"$@\" || test $? -eq 3" sh
        ${HOLDFAST} check -p ${CMAKE_BINARY_DIR} --shard ${shard}/${ARG_SHARDS}
        --format json -o ${report} --fail-on never -j 1
      DEPENDS ${ARG_DEPENDS} ${CMAKE_BINARY_DIR}/compile_commands.json
      COMMENT "holdfast ${shard}/${ARG_SHARDS}"
      VERBATIM)
    list(APPEND reports ${report})
  endforeach()
  add_custom_command(OUTPUT ${folder}/report.json
    COMMAND ${HOLDFAST} merge ${reports} --format json -o ${folder}/report.json
      --fail-on never
    DEPENDS ${reports}
    COMMENT "holdfast, all shards"
    VERBATIM)
  add_custom_target(${name} DEPENDS ${folder}/report.json)
endfunction()
