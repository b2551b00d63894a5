# Tests are found by where they lie: C tests, fuzz targets, scripts. The folder is the ctest label; a line "labels: slow" in the
# first lines of a file adds labels. Exit code 77 means skipped.
set(fuzz_corpus ${CMAKE_SOURCE_DIR}/fuzz/corpus)
set(test_environment "SOURCE_DIR=${CMAKE_SOURCE_DIR}" "BUILD_DIR=${CMAKE_BINARY_DIR}")
if(TARGET copytaster)
  list(APPEND test_environment "COPYTASTER=$<TARGET_FILE:copytaster>")
endif()

# Hostile inputs to parsers that run on one thread have time limits that ThreadSanitizer breaks and nothing for it to find.
set(without_threads pathological/html pathological/meta pathological/page pathological/feed pathological/unpack pathological/readers.py)

# declare_test(NAME FILE LABEL COMMAND...): one ctest entry.
function(declare_test name file label)
  if(COPYTASTER_SANITIZE STREQUAL "thread" AND name IN_LIST without_threads)
    return()
  endif()
  file(STRINGS ${file} line LIMIT_COUNT 1 REGEX "^[ */#]*labels: [a-z ]+")
  string(REGEX REPLACE "^[ */#]*labels: ([a-z ]+).*" "\\1" labels "${line}")
  separate_arguments(labels)
  set(timeout 60)
  if(COPYTASTER_SANITIZE) # five to ten times as slow
    set(timeout 240)
  endif()
  if(label STREQUAL "web") # a browser starts slowly on a busy machine
    set(timeout 300)
  endif()
  if("slow" IN_LIST labels)
    set(timeout 900)
  endif()
  add_test(NAME ${name} COMMAND ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS "${label};${labels}" SKIP_RETURN_CODE 77 TIMEOUT ${timeout}
    ENVIRONMENT "${test_environment}" WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()

# C tests: one program a file, over the static library and with src/ in sight. test_x.c -> unit/x
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
foreach(folder unit golden pathological fault crash)
  file(GLOB tests CONFIGURE_DEPENDS tests/${folder}/test_*.c)
  foreach(file ${tests})
    if(COPYTASTER_FUZZ)
      break()
    endif()
    get_filename_component(stem ${file} NAME_WE)
    string(REGEX REPLACE "^test_" "" stem ${stem})
    add_executable(test_${folder}_${stem} ${file})
    target_include_directories(test_${folder}_${stem} PRIVATE include src tests)
    target_link_libraries(test_${folder}_${stem} PRIVATE copytaster-static PkgConfig::CMOCKA)
    file(STRINGS ${file} fails_on_request LIMIT_COUNT 1 REGEX "^#include \"fault/allocator.h\"")
    if(fails_on_request) # then allocation goes through tests/fault/allocator.h
      target_link_options(test_${folder}_${stem} PRIVATE -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc)
    endif()
    declare_test(${folder}/${stem} ${file} ${folder} test_${folder}_${stem})
  endforeach()
endforeach()

# Fuzz targets: libFuzzer programs in the fuzz preset; elsewhere programs that replay the corpus.
file(GLOB targets CONFIGURE_DEPENDS fuzz/*.c)
foreach(file ${targets})
  get_filename_component(stem ${file} NAME_WE)
  add_executable(fuzz_${stem} ${file})
  target_include_directories(fuzz_${stem} PRIVATE include src)
  target_link_libraries(fuzz_${stem} PRIVATE copytaster-static)
  if(COPYTASTER_FUZZ)
    target_link_options(fuzz_${stem} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(fuzz_${stem} PRIVATE fuzz/replay/main.c)
  endif()
  if(NOT COPYTASTER_FUZZ OR EXISTS ${fuzz_corpus}/${stem})
    set(once "")
    if(COPYTASTER_FUZZ)
      set(once -runs=0 -artifact_prefix=${CMAKE_BINARY_DIR}/)
    endif()
    declare_test(fuzz/${stem} ${file} fuzz fuzz_${stem} ${once} ${fuzz_corpus}/${stem})
  endif()
endforeach()

# Scripts: every .sh and .py in these folders but those that begin with "_" (helpers). They must be executable.
foreach(folder cli golden pathological fault crash python web)
  file(GLOB tests CONFIGURE_DEPENDS tests/${folder}/*.sh tests/${folder}/*.py)
  foreach(file ${tests})
    get_filename_component(name ${file} NAME)
    if(TARGET copytaster AND NOT COPYTASTER_FUZZ AND NOT name MATCHES "^_")
      declare_test(${folder}/${name} ${file} ${folder} ${file})
    endif()
  endforeach()
endforeach()

# Programs that dump what our parsers see, for the scripts of tests/python: html5lib.py, feeds.py,
# charset_conformance.py.
if(NOT COPYTASTER_FUZZ)
  foreach(name html5lib feeds charset)
    add_executable(${name}_dump tests/python/${name}/dump.c)
    target_include_directories(${name}_dump PRIVATE src)
    target_link_libraries(${name}_dump PRIVATE copytaster-static)
  endforeach()
endif()
