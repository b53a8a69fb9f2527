# Runs a program and compares what it prints with a file: cmake -D PROGRAM=... -D WANT=... -P check_output.cmake
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE got ERROR_VARIABLE errors RESULT_VARIABLE status)
file(READ ${WANT} want)
if(NOT status EQUAL 0 OR NOT got STREQUAL want)
  message(FATAL_ERROR "status ${status}\n${errors}--- got\n${got}--- want\n${want}")
endif()
