# What `make install` copies. Paths follow GNUInstallDirs.
if(TARGET copytaster)
  install(TARGETS copytaster RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS copytaster-static copytaster-shared
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/copytaster.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES docs/account.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/copytaster)

string(REPLACE ";" " " private_modules "${modules}")
configure_file(packaging/copytaster.pc.in copytaster.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/copytaster.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# Man pages and completions are printed by the program from its option table, so that they can't tell anything else.
if(TARGET copytaster)
  set(pages ${CMAKE_BINARY_DIR}/pages)
  set(commands account conflicts stories quotes names dates figures events copies dedup show extract verify config help)
  set(outputs)
  macro(print_page output)
    add_custom_command(OUTPUT ${pages}/${output} DEPENDS copytaster
      COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}
      COMMAND copytaster help ${ARGN} > ${pages}/${output} VERBATIM)
    list(APPEND outputs ${pages}/${output})
  endmacro()
  print_page(copytaster.1 man)
  foreach(command ${commands})
    print_page(copytaster-${command}.1 man ${command})
  endforeach()
  foreach(shell bash zsh fish)
    print_page(completion.${shell} completion ${shell})
  endforeach()
  add_custom_target(pages ALL DEPENDS ${outputs})
  install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
  install(FILES ${pages}/completion.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME copytaster)
  install(FILES ${pages}/completion.zsh
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _copytaster)
  install(FILES ${pages}/completion.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME copytaster.fish)
endif()
